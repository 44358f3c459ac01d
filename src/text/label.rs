//! Names of encodings.

use encoding_rs::Encoding;

/// The encoding of a label of the web's [standard](https://encoding.spec.whatwg.org/#names-and-labels), such as
/// `windows-1251`, or of one written with other hyphens, as Python has `latin-1`, `utf_8` and `cp-1251`.
///
/// ```
/// use exonym::text::encoding;
///
/// assert_eq!(encoding("latin-1"), encoding("windows-1252"));
/// assert_eq!(encoding("Klingon"), None);
/// ```
pub fn encoding(label: &str) -> Option<&'static Encoding> {
    let hyphens = label.replace('_', "-");
    let bare = hyphens.replace('-', "");
    let spellings = [label, &hyphens, &bare];
    spellings
        .into_iter()
        .find_map(|label| Encoding::for_label(label.as_bytes()))
}
