//! Text from elsewhere as it can stand in a CSV.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use super::super::EntityType;
use super::super::source::{
    MAX_CELL, MAX_NAME, has_letter_or_digit, is_bidi_control, is_invisible, language_tag,
};
use super::super::suggest;
use crate::rules::first_columns;

pub(super) use super::super::source::shown;

/// A name on one line, in composed letters and without what cannot be seen.
///
/// # Errors
///
/// Why it can be no name.
pub(super) fn clean(name: &str) -> Result<String, &'static str> {
    if name.len() > MAX_NAME * 4 {
        return Err("is too long for a name");
    }
    let clean = one_line(name);
    if clean.len() > MAX_NAME {
        Err("is too long for a name")
    } else if !has_letter_or_digit(&clean) {
        Err("has no letter or digit")
    } else {
        Ok(clean)
    }
}

/// An id as it stands, if it can.
pub(super) fn id(id: &str) -> Result<String, &'static str> {
    let id = id.trim();
    if id.is_empty() {
        Err("is empty")
    } else if id.len() > MAX_CELL {
        Err("is too long")
    } else if id.contains(char::is_control) {
        Err("has a control character in it")
    } else {
        Ok(id.to_owned())
    }
}

/// The text of an attribute, on one line and not too long.
pub(super) fn attribute(text: &str) -> String {
    let mut line = one_line(text);
    line.truncate(line.floor_char_boundary(MAX_CELL));
    line
}

fn one_line(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let shown = text
        .chars()
        .filter(|c| !is_invisible(*c) && !is_bidi_control(*c));
    let spaced: String = shown
        .map(|c| {
            if c.is_control() || c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    match is_nfc_quick(line.chars()) {
        unicode_normalization::IsNormalized::Yes => line,
        _ => line.nfc().collect(),
    }
}

/// One of our types, by our word or another for it; with a slip, what was probably meant, or what there is.
pub(super) fn entity_type(word: &str) -> Result<EntityType, String> {
    let known: Vec<&str> = EntityType::ALL.iter().map(|known| known.as_str()).collect();
    let exact = suggest::exact(word, &known).and_then(|known| known.parse().ok());
    exact.ok_or_else(|| match suggest::meant(word, &known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known: {}", known.join(", ")),
    })
}

/// Tells most names by their bytes: ASCII with single spaces within.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let single = |pair: &[u8]| pair != b"  ";
    bytes.iter().all(|b| b.is_ascii_graphic() || *b == b' ')
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && bytes.windows(2).all(single)
}

/// A language tag of BCP 47 for a code as Wikimedia and others write it; `None` if it is none.
pub(super) fn language(code: &str) -> Option<String> {
    let code = code.trim();
    if let Some(tag) = CODES.get(code) {
        return Some((*tag).to_owned());
    }
    let code = match code.contains('_') {
        true => Cow::Owned(code.replace('_', "-")),
        false => Cow::Borrowed(code),
    };
    language_tag(&code).map(Cow::into_owned)
}

/// Codes that are no tags, or mean another.
static CODES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| first_columns(include_str!("languages.tsv")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_on_one_line() {
        for (name, cleaned) in [
            ("Yerevan", Ok("Yerevan")),
            ("  San \n Marino ", Ok("San Marino")),
            ("Yere\u{200b}van\u{7}", Ok("Yerevan")),
            ("Me\u{301}xico", Ok("México")),
            ("—", Err("has no letter or digit")),
            ("", Err("has no letter or digit")),
        ] {
            assert_eq!(
                clean(name).as_deref(),
                cleaned.as_ref().map(|s: &&str| *s),
                "{name:?}"
            );
        }
        assert_eq!(clean(&"a".repeat(2000)), Err("is too long for a name"));
    }

    #[test]
    fn types_are_taken_at_their_word_only() {
        for (word, said) in [
            ("place", Ok(EntityType::Place)),
            ("City", Ok(EntityType::Place)),
            ("plase", Err("did you mean `place`?")),
            ("parson", Err("did you mean `person`?")),
        ] {
            assert_eq!(entity_type(word), said.map_err(str::to_owned), "{word}");
        }
        assert!(entity_type("xyz").is_err_and(|help| help.starts_with("known: other, person")));
    }

    #[test]
    fn codes_become_tags() {
        for (code, tag) in [
            ("ru", Some("ru")),
            ("zh-hant", Some("zh-Hant")),
            ("zh_tw", Some("zh-TW")),
            ("sr-ec", Some("sr-Cyrl")),
            ("mul", Some("")),
            ("simple", Some("en")),
            ("", Some("")),
            ("english", None),
        ] {
            assert_eq!(language(code).as_deref(), tag, "{code}");
        }
    }
}
