//! Checks of single cells.

use std::borrow::Cow;

use unicode_script::{Script, UnicodeScript};

/// Cells and names of more bytes than this are refused.
pub(crate) const MAX_CELL: usize = 4096;
/// See [`MAX_CELL`].
pub(crate) const MAX_NAME: usize = 1024;

/// BCP 47 advises to make room for 35 characters.
const MAX_TAG: usize = 35;

pub(super) const ENCODING_HELP: &str = "if the file is not in UTF-8, say so: `--encoding windows-1252` (Western), `windows-1251` (Cyrillic)";

/// How many lines a cell may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    One,
    Several,
}

/// The first control character, in any of the forms that are refused.
pub(super) fn control(text: &str, lines: Lines) -> Option<char> {
    let allowed = |c: char| lines == Lines::Several && matches!(c, '\n' | '\r' | '\t');
    text.chars().find(|&c| c.is_control() && !allowed(c))
}

/// The first character that only changes the direction of writing.
pub(super) fn bidi(text: &str) -> Option<char> {
    text.chars().find(|&c| is_bidi_control(c))
}

pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that show nothing and mean nothing in a name. The joiners of
/// Arabic and Indic scripts, U+200C and U+200D, mean something.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
}

/// True if the bytes may hold a character of [`control`] or [`bidi`]. Most
/// rows do not, and are not looked at character by character.
pub(super) fn may_need_care(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .any(|&b| b < 0x20 || matches!(b, 0x7f | 0xc2 | 0xe2))
}

/// `U+0000`.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Stands for a character that has no shape of its own, or would move others about.
pub(super) fn visible(c: char) -> char {
    match c {
        // The Unicode block Control Pictures is in the order of ASCII.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        c if c.is_control() || is_bidi_control(c) => '\u{fffd}',
        c => c,
    }
}

/// A cell as it is quoted in a message.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().take(LONGEST).map(visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

pub(crate) fn has_letter_or_digit(name: &str) -> bool {
    name.bytes().any(|b| b.is_ascii_alphanumeric()) || name.chars().any(char::is_alphanumeric)
}

/// A word of a name with letters of scripts that look alike, and the scripts.
pub(super) fn mixed_script(name: &str) -> Option<(&str, &'static str)> {
    if name.is_ascii() || !may_mix(name.as_bytes()) {
        return None;
    }
    name.split(|c: char| !c.is_alphanumeric())
        .find_map(|word| Some((word, mixture(word)?)))
}

/// Tells most names that are in one script by their bytes.
fn may_mix(bytes: &[u8]) -> bool {
    let latin = bytes
        .iter()
        .any(|b| b.is_ascii_alphabetic() || matches!(b, 0xc3..=0xc9 | 0xe1));
    // The first bytes of Greek and Cyrillic letters.
    latin
        && bytes
            .iter()
            .any(|b| matches!(b, 0xcd..=0xd4 | 0xe1 | 0xe2 | 0xea))
}

fn mixture(word: &str) -> Option<&'static str> {
    let (mut latin, mut cyrillic, mut greek) = (false, false, false);
    for c in word.chars() {
        match c.script() {
            Script::Latin => latin = true,
            Script::Cyrillic => cyrillic = true,
            Script::Greek => greek = true,
            _ => {}
        }
    }
    match (latin, cyrillic, greek) {
        (true, true, _) => Some("Latin and Cyrillic"),
        (true, _, true) => Some("Latin and Greek"),
        _ => None,
    }
}

/// A language tag in the case that BCP 47 recommends, or `None` if it is none.
///
/// Only the form is looked at: two or three letters, then parts of up to eight
/// letters and digits.
pub(crate) fn language(tag: &str) -> Option<Cow<'_, str>> {
    if (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase()) || tag.is_empty()
    {
        return Some(Cow::Borrowed(tag));
    }
    if tag.len() > MAX_TAG {
        return None;
    }
    let mut parts = tag.split('-');
    let primary = parts.next()?;
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let mut normal = primary.to_ascii_lowercase();
    let mut extension = false;
    for part in parts {
        if !(1..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        normal.push('-');
        push_subtag(&mut normal, part, extension);
        extension |= part.len() == 1;
    }
    Some(Cow::Owned(normal))
}

/// Scripts are in title case, regions in capitals, all else in lower case.
fn push_subtag(tag: &mut String, part: &str, extension: bool) {
    let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
    match part.len() {
        2 if letters && !extension => tag.push_str(&part.to_ascii_uppercase()),
        4 if letters && !extension => {
            let (first, rest) = part.split_at(1);
            tag.push_str(&first.to_ascii_uppercase());
            tag.push_str(&rest.to_ascii_lowercase());
        }
        _ => tag.push_str(&part.to_ascii_lowercase()),
    }
}

/// A weight: a finite number, not below zero.
pub(super) fn weight(text: &str) -> Option<f32> {
    let number: f32 = text.parse().ok()?;
    // `-0` is zero; keep it from being told apart from `0` later.
    (number.is_finite() && number >= 0.0).then_some(number.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        for (tag, normal) in [
            ("ru", Some("ru")),
            ("RU", Some("ru")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("sr-latn", Some("sr-Latn")),
            ("es-419", Some("es-419")),
            ("en-x-HOME", Some("en-x-home")),
            ("de-ch-1996", Some("de-CH-1996")),
            ("und", Some("und")),
            ("", Some("")),
            ("zh_Hant", None),
            ("r", None),
            ("russian", None),
            ("ru-", None),
            ("ру", None),
            ("en-abcdefghi", None),
            ("en-a1-a2-a3-a4-a5-a6-a7-a8-a9-a0-aaa", None),
        ] {
            assert_eq!(language(tag).as_deref(), normal, "{tag}");
        }
    }

    #[test]
    fn mixed_scripts() {
        assert_eq!(
            mixed_script("Rоssia"),
            Some(("Rоssia", "Latin and Cyrillic"))
        );
        assert_eq!(
            mixed_script("the Αlpha"),
            Some(("Αlpha", "Latin and Greek"))
        );
        for name in [
            "Россия",
            "Russia Россия",
            "Łódź",
            "Αθήνα",
            "東京Tokyo",
            "Nikon D5-й",
        ] {
            assert_eq!(mixed_script(name), None, "{name}");
        }
    }

    #[test]
    fn weights() {
        assert_eq!(weight("1e3"), Some(1000.0));
        assert_eq!(weight("-0").map(f32::to_bits), Some(0));
        for text in ["-1", "1,000", "NaN", "inf", "1e99", "many"] {
            assert_eq!(weight(text), None, "{text}");
        }
    }
}
