//! Capitals as a language writes them.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::rules::rule_rows;
use crate::text::{base_language, is_quotation_mark};

/// Signs behind which a sentence goes on.
const BETWEEN: &str = ",;،()[]/&+_@#";

/// Whether a form is written in capitals only, and has two at least.
pub(super) fn in_capitals(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() >= 2 && !form.chars().any(char::is_lowercase)
}

/// The name in capitals, as its language writes them.
pub(super) fn capitals(name: &str, lang: &str) -> String {
    let name: String = name.nfc().collect();
    let mut text = String::with_capacity(name.len());
    let mut rest = name.as_str();
    while let Some(c) = rest.chars().next() {
        let unaccented = UNACCENTED.iter().find(|row| rest.starts_with(row[0]));
        let length = match unaccented {
            Some(row) => {
                text.push_str(row[1]);
                row[0].len()
            }
            None => {
                text.push_str(&capital(c, lang));
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    text
}

/// The name with a capital for its first letter.
pub(super) fn with_capital(name: &str, lang: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| match is_georgian(first) {
        // Its capitals are for whole words only.
        true => first.to_string(),
        false => capital(first, lang),
    });
    first.map_or(String::new(), |first| first + letters.as_str())
}

fn is_georgian(c: char) -> bool {
    matches!(c, 'ა'..='ჿ')
}

/// The name with the capital of the surface form where that begins a sentence, going by the text `before`:
/// who is `papa Leone XIV` within it is `Papa Leone XIV` there.
pub(in crate::rewrite) fn at_beginning(
    name: String,
    surface: &str,
    before: &str,
    lang: &str,
) -> String {
    let is_lowered = begins_with_capital(surface) && name.starts_with(char::is_lowercase);
    match is_lowered && begins_sentence(before) {
        true => with_capital(&name, lang),
        false => name,
    }
}

/// Whether a form begins with a capital.
pub(super) fn begins_with_capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

/// Whether a sentence or line begins behind a text, or a quotation.
fn begins_sentence(before: &str) -> bool {
    let text = before.trim_end();
    let gap = &before[text.len()..];
    let is_mark = |c: char| is_quotation_mark(c) || matches!(c, '\'' | '’');
    let unquoted = text.trim_end_matches(is_mark);
    // Behind a letter a mark is an apostrophe, with white space behind it one that closes.
    let opens = gap.is_empty() && unquoted.len() < text.len() && !unquoted.ends_with(is_word);
    let goes_on = |c: char| is_word(c) || BETWEEN.contains(c) || gap.is_empty() && c == '-';
    opens || gap.contains('\n') || !unquoted.ends_with(goes_on)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The capital of a letter.
fn capital(c: char, lang: &str) -> String {
    let base = base_language(lang);
    let row = CAPITALS
        .iter()
        .find(|row| row[0] == base && row[1].starts_with(c));
    row.map_or_else(|| c.to_uppercase().collect(), |row| row[2].to_owned())
}

/// A form in small letters, as its language writes them.
pub(super) fn small(form: &str, lang: &str) -> String {
    let base = base_language(lang);
    let small = |c: char| {
        let mut rows = CAPITALS.iter().filter(|row| row[0] == base);
        let row = rows.find(|row| row[2].chars().eq([c]));
        row.map_or_else(|| c.to_lowercase().collect(), |row| row[1].to_owned())
    };
    form.chars().map(small).collect()
}

/// Language, small letter, capital: where a language differs from Unicode's default.
static CAPITALS: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| rule_rows(include_str!("capitals.tsv")).collect());

/// Letters with an accent that a word in capitals has not, and what it has.
static UNACCENTED: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| rule_rows(include_str!("unaccented.tsv")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_by_language() {
        assert_eq!(capitals("İzmir", "tr"), "İZMİR");
        assert_eq!(capitals("Gießen", "de"), "GIESSEN");
        assert_eq!(capitals("Երևան", "hy"), "ԵՐԵՎԱՆ");
        assert_eq!(capitals("Αθήνα", "el"), "ΑΘΗΝΑ");
        assert_eq!(capitals("Άγιοι Θεόδωροι", ""), "ΑΓΙΟΙ ΘΕΟΔΩΡΟΙ");
        assert_eq!(capitals("Ταΐζ, Μάικ, Προϊκού", "el"), "ΤΑΪΖ, ΜΑΪΚ, ΠΡΟΪΚΟΥ");
        assert_eq!(with_capital("έλληνας", "el"), "Έλληνας");
        assert_eq!(with_capital("izmirli", "tr"), "İzmirli");
        assert_eq!(small("DİYARBAKIR", "tr"), "diyarbakır");
        assert_eq!(small("MINSK", "en"), "minsk");
    }

    #[test]
    fn where_sentences_begin() {
        for before in [
            "",
            "So. ",
            "Ha detto: ",
            "\n",
            "a\n  ",
            "«",
            "So: \"",
            "«So.» ",
            "¿",
            "So – ",
        ] {
            assert!(begins_sentence(before), "{before:?}");
        }
        for before in ["so ", "so, ", "so «nuovo» ", "l’", "ex-", "so (", "so; "] {
            assert!(!begins_sentence(before), "{before:?}");
        }
    }
}
