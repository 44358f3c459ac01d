//! One table entry per code point: what it does to words, and what it folds to.
//!
//! The layout of an entry is repeated in `src/text/chars.rs`, which reads it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unicode_properties::{GeneralCategory as Gc, UnicodeGeneralCategory};
use unicode_script::UnicodeScript;

use crate::classes::{class_code, class_of};
use crate::folds::Folds;
use crate::rules::{character, rows};
use crate::scripts::scripts_with;

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
    let one_case = scripts_with("one_case");
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
            (LOWER, c.is_lowercase() && !one_case.contains(&c.script())),
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
