//! Scripts of words.

use unicode_script::{Script, UnicodeScript};

/// The script of the first letter that has one of its own, as an ISO 15924 code; empty if none has.
///
/// Japanese is one script here, whether written in kanji or kana, and so is
/// what shares Han characters.
///
/// ```
/// use exonym::text::script_of;
///
/// assert_eq!(script_of("«Ереван»"), "Cyrl");
/// assert_eq!(script_of("2024"), "");
/// ```
pub fn script_of(text: &str) -> &'static str {
    let own = text
        .chars()
        .map(|c| c.script())
        .find(|s| !matches!(s, Script::Common | Script::Inherited | Script::Unknown));
    match own {
        None => "",
        Some(Script::Hiragana | Script::Katakana | Script::Han) => "Hani",
        Some(script) => script.short_name(),
    }
}
