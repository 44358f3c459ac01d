//! Word classes of characters, by Unicode.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory as Gc, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use crate::scripts::scripts_with;

/// Word classes, in the order of `Class` in `src/text/chars.rs`.
pub const CLASSES: [&str; 14] = [
    "other",
    "letter",
    "digit",
    "extend",
    "ignorable",
    "dense",
    "space",
    "newline",
    "hyphen",
    "apostrophe",
    "dot",
    "colon",
    "connector",
    "quotation",
];

/// Scripts written without spaces: one token per cluster.
static DENSE: LazyLock<Vec<Script>> = LazyLock::new(|| scripts_with("dense"));

/// The number of a class.
pub fn class_code(name: &str) -> u32 {
    CLASSES
        .iter()
        .position(|c| *c == name)
        .unwrap_or_else(|| panic!("no class `{name}`")) as u32
}

/// The class of a character that no file names.
pub fn class_of(c: char) -> u32 {
    let name = match c.general_category() {
        Gc::NonspacingMark | Gc::SpacingMark | Gc::EnclosingMark => "extend",
        Gc::Format => "ignorable",
        Gc::DecimalNumber => "digit",
        Gc::SpaceSeparator => "space",
        Gc::LowercaseLetter
        | Gc::UppercaseLetter
        | Gc::TitlecaseLetter
        | Gc::ModifierLetter
        | Gc::OtherLetter
        | Gc::LetterNumber => {
            if DENSE.contains(&c.script()) {
                "dense"
            } else {
                "letter"
            }
        }
        Gc::OtherSymbol | Gc::OtherNumber => return class_of_symbol(c),
        _ => "other",
    };
    class_code(name)
}

/// A symbol that is one letter in disguise (a Kangxi radical, a circled
/// letter) is that letter; one that spells several (™, ㎏) is part of no name.
fn class_of_symbol(c: char) -> u32 {
    let mut letters = c.nfkc();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter != c && !letter.is_numeric() => class_of(letter),
        (Some(letter), None) if letter != c && DENSE.contains(&letter.script()) => class_of(letter),
        _ => class_code("other"),
    }
}
