//! What each character folds to.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory as Gc, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use crate::classes::{CLASSES, class_code, class_of};
use crate::rules::{character, rows};
use crate::scripts::scripts_with;

/// Scripts whose nonspacing marks are vowels or accents that a reader may leave out.
static LOOSE_MARKS: LazyLock<Vec<Script>> = LazyLock::new(|| scripts_with("loose_marks"));

/// What each character folds to: Unicode decomposition and case folding, the
/// rule files on top, `deunicode` for Latin letters that none of them knows.
pub struct Folds {
    letters: HashMap<char, String>,
    /// What a letter makes of the one before it, if the two fold together.
    pub context: Vec<(char, char, String)>,
}

impl Folds {
    pub fn read() -> Folds {
        let path = "src/fold/rules/letters.tsv";
        let mut letters: HashMap<char, String> = rows(path)
            .iter()
            .map(|row| (character(&row[0], path), row[1].clone()))
            .collect();
        for row in rows("src/fold/rules/han.tsv") {
            letters.extend(row[1].chars().map(|sign| (sign, row[0].clone())));
        }
        let path = "src/fold/rules/context.tsv";
        let context = rows(path)
            .iter()
            .map(|row| {
                (
                    character(&row[0], path),
                    character(&row[1], path),
                    row[2].clone(),
                )
            })
            .collect();
        Folds { letters, context }
    }

    /// The key of one character, its neighbours aside.
    pub fn fold(&self, c: char) -> String {
        let mut key = String::new();
        for lower in case_fold(c) {
            self.fold_lower(lower, &mut key);
        }
        key
    }

    fn fold_lower(&self, c: char, key: &mut String) {
        if let Some(rule) = self.letters.get(&c) {
            key.push_str(rule);
            return;
        }
        let mut parts: Vec<char> = c
            .nfkd()
            .flat_map(case_fold)
            .flat_map(|c| c.nfkd())
            .collect();
        if parts != [c] {
            // A compatibility letter may decompose to one that has a rule.
            for part in std::mem::take(&mut parts) {
                self.fold_lower(part, key);
            }
            return;
        }
        if is_dropped_mark(c) || class_of(c) == class_code("ignorable") {
        } else if let Some(digit) = decimal(c) {
            key.push(digit);
        } else if c.script() == Script::Latin && !c.is_ascii() {
            key.push_str(&last_resort(c));
        } else if matches!(
            CLASSES[class_of(c) as usize],
            "letter" | "digit" | "dense" | "extend"
        ) {
            key.push(c);
        }
    }
}

/// Full case folding by way of both case mappings, which agrees with
/// CaseFolding.txt for all letters but those listed in `tests/unicode.rs`.
fn case_fold(c: char) -> Vec<char> {
    c.to_lowercase()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_dropped_mark(c: char) -> bool {
    const KANA_VOICING: [char; 2] = ['\u{3099}', '\u{309A}'];
    const NUKTA: u8 = 7;
    let nonspacing = matches!(c.general_category(), Gc::NonspacingMark | Gc::EnclosingMark);
    nonspacing
        && !KANA_VOICING.contains(&c)
        && (LOOSE_MARKS.contains(&c.script()) || canonical_combining_class(c) == NUKTA)
        || c.general_category() == Gc::ModifierLetter
            && c.script() != Script::Katakana
            && matches!(c as u32, 0x2B0..=0x2FF | 0x559)
}

/// The ASCII digit of a decimal digit of any script: they stand in runs of ten.
fn decimal(c: char) -> Option<char> {
    let is_decimal = |c: char| c.general_category() == Gc::DecimalNumber;
    let before = (0..c as u32)
        .rev()
        .map_while(|n| char::from_u32(n).filter(|c| is_decimal(*c)))
        .count() as u32;
    is_decimal(c)
        .then(|| char::from_digit(before % 10, 10))
        .flatten()
}

fn last_resort(c: char) -> String {
    match deunicode::deunicode_char(c) {
        Some(ascii) if !ascii.is_empty() && ascii.bytes().all(|b| b.is_ascii_alphabetic()) => {
            ascii.to_lowercase()
        }
        _ => c.to_string(),
    }
}
