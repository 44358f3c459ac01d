//! One table entry per code point: what it does to words, and what it folds to.
//!
//! The layout of an entry is repeated in `src/text/chars.rs`, which reads it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory as Gc, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use crate::rules::{character, rows};

const BLOCK: usize = 128;
const MODE_SHIFT: u32 = 21;
const CLASS_SHIFT: u32 = 24;
const UPPER: u32 = 1 << 28;
const LOWER: u32 = 1 << 29;
const CONTEXT: u32 = 1 << 30;
const VOWEL: u32 = 1 << 31;
/// With `VOWEL`: a consonant, too.
const EITHER: u32 = 1 << 23;

const DROP: u32 = 0;
const ONE: u32 = 1;
const MANY: u32 = 2;

/// Word classes, in the order of `Class` in `src/text/chars.rs`.
const CLASSES: [&str; 14] = [
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
const DENSE: [Script; 15] = [
    Script::Han,
    Script::Hiragana,
    Script::Katakana,
    Script::Thai,
    Script::Lao,
    Script::Khmer,
    Script::Myanmar,
    Script::New_Tai_Lue,
    Script::Tai_Le,
    Script::Tai_Tham,
    Script::Tai_Viet,
    Script::Ahom,
    Script::Tangut,
    Script::Nushu,
    Script::Khitan_Small_Script,
];

/// Scripts whose nonspacing marks are vowels or accents that a reader may leave out.
const MARKS_DROPPED: [Script; 8] = [
    Script::Inherited,
    Script::Common,
    Script::Latin,
    Script::Greek,
    Script::Cyrillic,
    Script::Arabic,
    Script::Hebrew,
    Script::Syriac,
];

/// The entries of all code points, and what they point to.
pub struct Chars {
    entries: Vec<u32>,
    expansions: Vec<String>,
    folds: Folds,
    quotations: Vec<(char, String)>,
}

impl Chars {
    pub fn write(&self, out: &Path) {
        fs::write(out, self.source()).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
    }

    /// What a word folds to.
    pub fn folded(&self, word: &str) -> String {
        let mut folded = String::new();
        for c in word.chars() {
            let last = folded.chars().last();
            let mut context = self.folds.context.iter();
            if let Some((_, _, both)) = context.find(|(b, n, _)| Some(*b) == last && *n == c) {
                folded.pop();
                folded.push_str(both);
                continue;
            }
            let entry = self.entries[c as usize];
            let value = entry & ((1 << MODE_SHIFT) - 1);
            match entry >> MODE_SHIFT & 3 {
                ONE => folded.extend(char::from_u32(value)),
                MANY => folded.push_str(&self.expansions[value as usize]),
                _ => {}
            }
        }
        folded
    }

    /// The tables as `src/text/chars.rs` includes them.
    fn source(&self) -> String {
        let (index, blocks) = blocks(&self.entries);
        let (major, minor, micro) = unicode_normalization::UNICODE_VERSION;
        let (expansions, context) = (&self.expansions, &self.folds.context);
        let quotations = &self.quotations;
        let mut code = String::new();
        let mut line =
            |text: std::fmt::Arguments<'_>| writeln!(code, "{text}").expect("writing to a string");
        line(format_args!(
            "/// Version of the Unicode data the tables are made from."
        ));
        line(format_args!(
            "pub const UNICODE_VERSION: (u8, u8, u8) = ({major}, {minor}, {micro});"
        ));
        line(format_args!(
            "static INDEX: [u16; {}] = {index:?};",
            index.len()
        ));
        line(format_args!(
            "static BLOCKS: [[u32; {BLOCK}]; {}] = {blocks:?};",
            blocks.len()
        ));
        line(format_args!(
            "static EXPANSIONS: [&str; {}] = {expansions:?};",
            expansions.len()
        ));
        line(format_args!(
            "static CONTEXT: [(char, char, &str); {}] = {context:?};",
            context.len()
        ));
        line(format_args!(
            "static QUOTATIONS: [(char, &str); {}] = {quotations:?};",
            quotations.len()
        ));
        code
    }
}

/// The entries in blocks, each different one once, and which stand for which.
fn blocks(entries: &[u32]) -> (Vec<u16>, Vec<&[u32]>) {
    let mut blocks: Vec<&[u32]> = Vec::new();
    let mut index = Vec::new();
    let mut seen: HashMap<&[u32], usize> = HashMap::new();
    for block in entries.chunks(BLOCK) {
        let at = *seen.entry(block).or_insert_with(|| {
            blocks.push(block);
            blocks.len() - 1
        });
        index.push(at as u16);
    }
    (index, blocks)
}

pub fn read() -> Chars {
    let (folds, quotations) = (Folds::read(), quotations());
    let (classes, vowels) = (classes(&quotations), vowels());
    let mut expansions = Expansions::default();
    let mut entries = vec![0u32; 0x11_0000];
    for c in (0..0x11_0000).filter_map(char::from_u32) {
        let class = classes.get(&c).copied().unwrap_or_else(|| class_of(c));
        let mut entry = class << CLASS_SHIFT;
        if (1..=5).contains(&class) {
            entry |= expansions.mode_and_value(&folds.fold(c));
        }
        let is_upper = c.is_uppercase() || c.general_category() == Gc::TitlecaseLetter;
        let has_context = folds.context.iter().any(|(_, now, _)| *now == c);
        for (bit, is_set) in [
            (UPPER, is_upper),
            (LOWER, c.is_lowercase()),
            (CONTEXT, has_context),
        ] {
            entry |= if is_set { bit } else { 0 };
        }
        entry |= vowels.get(&c).copied().unwrap_or(0);
        entries[c as usize] = entry;
    }
    Chars {
        entries,
        expansions: expansions.texts,
        folds,
        quotations,
    }
}

/// The classes that files give to characters; others have [the one](class_of) that Unicode tells.
fn classes(quotations: &[(char, String)]) -> HashMap<char, u32> {
    let path = "src/text/marks.tsv";
    let marks = rows(path);
    let marks = marks
        .iter()
        .map(|row| (character(&row[1], path), class_code(&row[0])));
    let quotation = class_code("quotation");
    let quotations = quotations
        .iter()
        .flat_map(|(opens, closes)| closes.chars().chain([*opens]))
        .map(|c| (c, quotation));
    quotations.chain(marks).collect()
}

/// What opens a quotation, and what may close it.
fn quotations() -> Vec<(char, String)> {
    let path = "src/text/quotation_marks.tsv";
    let pair = |row: &Vec<String>| (character(&row[0], path), row[1].replace(' ', ""));
    rows(path).iter().map(pair).collect()
}

/// The bits of letters for vowels, small and capital.
fn vowels() -> HashMap<char, u32> {
    let path = "src/text/vowels.tsv";
    let mut vowels = HashMap::new();
    for row in rows(path) {
        let bits = match row[0].as_str() {
            "vowel" => VOWEL,
            "either" => VOWEL | EITHER,
            kind => panic!("{path}: no kind `{kind}`"),
        };
        for c in row[1].chars() {
            vowels.extend([c].into_iter().chain(c.to_uppercase()).map(|c| (c, bits)));
        }
    }
    vowels
}

/// What characters fold to that is not one character, each once.
#[derive(Default)]
struct Expansions {
    texts: Vec<String>,
    known: HashMap<String, u32>,
}

impl Expansions {
    /// The part of an entry that says what a character folds to.
    fn mode_and_value(&mut self, key: &str) -> u32 {
        let mut chars = key.chars();
        match (chars.next(), chars.next()) {
            (None, _) => DROP << MODE_SHIFT,
            (Some(one), None) => ONE << MODE_SHIFT | one as u32,
            _ => MANY << MODE_SHIFT | self.number(key),
        }
    }

    fn number(&mut self, key: &str) -> u32 {
        let next = self.texts.len() as u32;
        *self.known.entry(key.to_owned()).or_insert_with(|| {
            self.texts.push(key.to_owned());
            next
        })
    }
}

fn class_code(name: &str) -> u32 {
    CLASSES
        .iter()
        .position(|c| *c == name)
        .unwrap_or_else(|| panic!("no class `{name}`")) as u32
}

fn class_of(c: char) -> u32 {
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

/// What each character folds to: Unicode decomposition and case folding, the
/// rule files on top, `deunicode` for Latin letters that none of them knows.
struct Folds {
    letters: HashMap<char, String>,
    context: Vec<(char, char, String)>,
}

impl Folds {
    fn read() -> Folds {
        let path = "src/fold/rules/letters.tsv";
        let letters = rows(path)
            .iter()
            .map(|row| (character(&row[0], path), row[1].clone()))
            .collect();
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

    fn fold(&self, c: char) -> String {
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
        && (MARKS_DROPPED.contains(&c.script()) || canonical_combining_class(c) == NUKTA)
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
