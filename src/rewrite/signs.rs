//! Signs that one text writes so and another otherwise: straight and curly apostrophes, hyphens, the cedillas that
//! stand for the commas of Romanian where a font has none. No name is mended for them, and a new one has the text's.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::rules::rule_rows;
use crate::text::base_language;

/// The name with the apostrophes and hyphens of the surface form, as far as both have any.
pub(super) fn as_in(surface: &str, name: &str) -> String {
    let of = |signs: &'static [char]| surface.chars().filter(|c| signs.contains(c));
    let (mut apostrophes, mut hyphens) = (of(APOSTROPHES), of(HYPHENS));
    let sign = |c: char| match c {
        _ if APOSTROPHES.contains(&c) => apostrophes.next().unwrap_or(c),
        _ if HYPHENS.contains(&c) => hyphens.next().unwrap_or(c),
        _ => c,
    };
    name.chars().map(sign).collect()
}

/// Straight, curly, and the letter of Ukrainian. Other signs like them tell of another sound or are a slip.
const APOSTROPHES: &[char] = &['\'', '\u{2019}', '\u{2bc}'];
/// The hyphen of keyboards, the one of Unicode, and the one that does not break. A dash is a slip.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}'];

/// The form, composed, with cedillas for the commas below its letters.
pub(super) fn with_cedillas(form: &str) -> String {
    let cedilla = |c: char| CEDILLAS.get(&c).copied().unwrap_or(c);
    form.nfc().map(cedilla).collect()
}

/// Letters with a comma below, and those that stand for them.
static CEDILLAS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let letter = |field: &str| field.chars().next();
    let rows = rule_rows(include_str!("shape/cedillas.tsv"));
    rows.filter_map(|row| Some((letter(row[0])?, letter(row[1])?)))
        .collect()
});

/// Whether cedillas stand for commas in texts of a language, as far as it is known.
fn may_stand_for_commas(lang: &str) -> bool {
    let mut rows = rule_rows(include_str!("shape/cedillas.tsv"));
    lang.is_empty() || rows.any(|row| row[2] == base_language(lang))
}

/// How a text writes such signs.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Signs {
    /// The only apostrophe that stands between its letters.
    apostrophe: Option<char>,
    /// It has cedillas for commas, and no comma below a letter.
    cedillas: bool,
}

impl Signs {
    /// Goes through a text in a language.
    pub(super) fn of(text: &[u8], lang: &str) -> Signs {
        let (mut apostrophes, mut cedillas, mut commas) = (Vec::new(), false, false);
        for chunk in text.utf8_chunks() {
            let mut before = ' ';
            let mut chars = chunk.valid().chars().peekable();
            while let Some(c) = chars.next() {
                let behind = chars.peek().is_some_and(|c| c.is_alphabetic());
                let within = behind && before.is_alphabetic();
                if within && APOSTROPHES.contains(&c) && !apostrophes.contains(&c) {
                    apostrophes.push(c);
                }
                if !c.is_ascii() {
                    commas |= CEDILLAS.contains_key(&c);
                    cedillas |= CEDILLAS.values().any(|other| *other == c);
                }
                before = c;
            }
        }
        let apostrophe = match apostrophes[..] {
            [one] => Some(one),
            _ => None,
        };
        Signs {
            apostrophe,
            cedillas: cedillas && !commas && may_stand_for_commas(lang),
        }
    }

    /// A new name as the text would write it.
    pub(super) fn write(&self, name: String) -> String {
        let name = match self.cedillas {
            true => with_cedillas(&name),
            false => name,
        };
        let Some(apostrophe) = self.apostrophe else {
            return name;
        };
        name.replace(APOSTROPHES, apostrophe.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_signs_of_the_form_it_stands_for() {
        assert_eq!(as_in("Cote d'Ivoire", "Côte d’Ivoire"), "Côte d'Ivoire");
        assert_eq!(as_in("Guinee‑Bissau", "Guinée-Bissau"), "Guinée‑Bissau");
        assert_eq!(as_in("Ivory Coast", "Côte d’Ivoire"), "Côte d’Ivoire");
    }

    #[test]
    fn a_text_tells_how_it_writes_them() {
        let written_in = |lang: &str, text: &str, name: &str| {
            Signs::of(text.as_bytes(), lang).write(name.to_owned())
        };
        let written = |text: &str, name: &str| written_in("", text, name);
        assert_eq!(written("It's he.", "Côte d’Ivoire"), "Côte d'Ivoire");
        assert_eq!(written("'He' said: it’s", "Côte d'Ivoire"), "Côte d’Ivoire");
        assert_eq!(written("It's his, it’s", "Côte d’Ivoire"), "Côte d’Ivoire");
        assert_eq!(written("oraşul", "București"), "Bucureşti");
        assert_eq!(written("oraşul și", "București"), "București");
        assert_eq!(written_in("ro", "oraşul", "București"), "Bucureşti");
        assert_eq!(written_in("tr", "Beşiktaş", "București"), "București");
    }
}
