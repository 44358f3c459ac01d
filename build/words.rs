//! The common words of all languages as one table by their hashes, which
//! `src/matcher/words.rs` reads: to make it at the start would take longer
//! than most texts.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::chars::Chars;
use crate::hash;
use crate::rules::{names, rows};

/// Classes of words, in the order of `Class` in `src/matcher/words.rs`.
const CLASSES: [&str; 4] = ["function", "common", "calendar", "title"];
/// Words are looked for among those whose hashes begin with the same bits.
const BITS: u32 = 15;

/// For each class the languages that have the word, a bit for each file.
type Entry = [u64; CLASSES.len()];

/// Writes the words of a folder's files.
pub fn write(folder: &str, chars: &Chars, out: &Path) {
    fs::write(out, source(&read(folder, chars)))
        .unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}

/// Hash of the folded word → what it is, and where.
fn read(folder: &str, chars: &Chars) -> BTreeMap<u64, Entry> {
    let mut words: BTreeMap<u64, Entry> = BTreeMap::new();
    for (lang, name) in names(folder).iter().enumerate() {
        let path = format!("{folder}/{name}.tsv");
        for row in rows(&path) {
            let [word, class] = &row[..] else {
                panic!("{path}: `{}` is not a word and its class", row.join(" "));
            };
            let class = CLASSES.iter().position(|known| known == class);
            let class = class.unwrap_or_else(|| panic!("{path}: `{word}` is of no known class"));
            let folded = chars.folded(word);
            let hash = folded.chars().fold(hash::SEED, hash::step);
            words.entry(hash).or_default()[class] |= 1 << lang;
        }
    }
    words
}

fn source(words: &BTreeMap<u64, Entry>) -> String {
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: HashMap<Entry, usize> = HashMap::new();
    let mut numbers = Vec::new();
    for entry in words.values() {
        numbers.push(*known.entry(*entry).or_insert_with(|| {
            entries.push(*entry);
            entries.len() - 1
        }));
    }
    let hashes: Vec<u64> = words.keys().copied().collect();
    assert!(hashes.len() <= usize::from(u16::MAX), "too many words");
    let starts = (0..=1u64 << BITS)
        .map(|first| hashes.partition_point(|hash| hash >> (u64::BITS - BITS) < first));
    let starts: Vec<usize> = starts.collect();
    let mut code = String::new();
    let mut line =
        |text: std::fmt::Arguments<'_>| writeln!(code, "{text}").expect("writing to a string");
    line(format_args!("const BITS: u32 = {BITS};"));
    line(format_args!(
        "static STARTS: [u16; {}] = {starts:?};",
        starts.len()
    ));
    line(format_args!(
        "static HASHES: [u64; {}] = {hashes:?};",
        hashes.len()
    ));
    line(format_args!(
        "static NUMBERS: [u16; {}] = {numbers:?};",
        numbers.len()
    ));
    line(format_args!(
        "static ENTRIES: [[u64; {}]; {}] = {entries:?};",
        CLASSES.len(),
        entries.len()
    ));
    code
}
