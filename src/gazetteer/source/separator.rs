//! The line in front of the header that names the delimiter.

use memchr::memchr2;

/// The byte-order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// The delimiter that a first line such as `sep=;` names, and how long that line is. Spreadsheets read it, and tools
/// that write for them put it before the header.
///
/// ```
/// use exonym::gazetteer::source::separator_line;
///
/// assert_eq!(separator_line(b"sep=;\r\nid;name\r\n"), Some((b';', 7)));
/// assert_eq!(separator_line(b"id;name\r\n"), None);
/// ```
pub fn separator_line(text: &[u8]) -> Option<(u8, usize)> {
    let line = text.strip_prefix(BOM).unwrap_or(text);
    let length = memchr2(b'\r', b'\n', line).unwrap_or(line.len());
    let said = line.get(..length)?;
    let quoted = said
        .strip_prefix(b"\"")
        .and_then(|said| said.strip_suffix(b"\""));
    let (word, delimiter) = quoted.unwrap_or(said).split_at_checked(b"sep=".len())?;
    let [delimiter] = delimiter else { return None };
    let parts = delimiter.is_ascii_punctuation() || *delimiter == b'\t';
    let end = match line.get(length..length + 2) {
        Some(b"\r\n") => 2,
        _ => line.len().min(length + 1) - length,
    };
    let is_named = word.eq_ignore_ascii_case(b"sep=") && parts && *delimiter != b'"';
    is_named.then_some((*delimiter, text.len() - line.len() + length + end))
}
