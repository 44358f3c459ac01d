//! Scripts of words.

use unicode_script::{Script, UnicodeScript};

/// A language tag in the capitals of BCP 47: `zh_hant` is `zh-Hant`, `EN` is `en`.
///
/// ```
/// assert_eq!(exonym::text::language_tag("SR_latn_rs"), "sr-Latn-RS");
/// ```
pub fn language_tag(tag: &str) -> String {
    let subtag = |(nth, part): (usize, &str)| match (nth, part.len()) {
        (1.., 4) => part[..1].to_uppercase() + &part[1..].to_lowercase(),
        (1.., 2) => part.to_uppercase(),
        _ => part.to_lowercase(),
    };
    let ascii = tag.is_ascii();
    let parts = tag.split(['-', '_']).enumerate().map(|part| {
        if ascii {
            subtag(part)
        } else {
            part.1.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("-")
}

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

/// The language of a BCP 47 tag without its variants: `zh` of `zh-Hant`.
pub(crate) fn base_language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or("")
}

/// Whether a text has small letters that stand beside capitals; those of Georgian do not.
pub(crate) fn has_case(text: &str) -> bool {
    text.chars().any(char::is_lowercase) && script_of(text) != "Geor"
}
