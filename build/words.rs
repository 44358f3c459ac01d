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

/// For each class the languages that have the word, a bit for each file; and those that it tells,
/// a bit for each that words tell.
type Entry = ([u128; CLASSES.len()], u128);

/// Writes the words of a folder's files, and those of the file of words that tell languages.
pub fn write(folder: &str, telling: &str, chars: &Chars, out: &Path) {
    let mut told = names(folder);
    let mut words = read(folder, chars);
    add_telling(telling, chars, &mut told, &mut words);
    fs::write(out, source(&told, &words)).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}

/// Adds what tells a language beside the function words of its file, if it has one.
fn add_telling(
    path: &str,
    chars: &Chars,
    told: &mut Vec<String>,
    words: &mut BTreeMap<u64, Entry>,
) {
    for row in rows(path) {
        let [lang, telling] = &row[..] else {
            panic!(
                "{path}: `{}` is not a language and its words",
                row.join(" ")
            );
        };
        let at = told.iter().position(|known| known == lang);
        let at = at.unwrap_or_else(|| {
            let room = told.len() < u128::BITS as usize;
            assert!(room, "{path}: `{lang}` is one language too many");
            told.push(lang.clone());
            told.len() - 1
        });
        for word in telling.split(' ') {
            words.entry(hash_of(word, chars)).or_default().1 |= 1 << at;
        }
    }
}

fn hash_of(word: &str, chars: &Chars) -> u64 {
    chars.folded(word).chars().fold(hash::SEED, hash::step)
}

/// Hash of the folded word → what it is, and where.
fn read(folder: &str, chars: &Chars) -> BTreeMap<u64, Entry> {
    const FUNCTION: usize = 0;
    let mut words: BTreeMap<u64, Entry> = BTreeMap::new();
    for (lang, name) in names(folder).iter().enumerate() {
        let path = format!("{folder}/{name}.tsv");
        for row in rows(&path) {
            let [word, class] = &row[..] else {
                panic!("{path}: `{}` is not a word and its class", row.join(" "));
            };
            let class = CLASSES.iter().position(|known| known == class);
            let class = class.unwrap_or_else(|| panic!("{path}: `{word}` is of no known class"));
            let entry = words.entry(hash_of(word, chars)).or_default();
            entry.0[class] |= 1 << lang;
            if class == FUNCTION {
                entry.1 |= 1 << lang;
            }
        }
    }
    words
}

fn source(told: &[String], words: &BTreeMap<u64, Entry>) -> String {
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
        "static ENTRIES: [([u128; {}], u128); {}] = {entries:?};",
        CLASSES.len(),
        entries.len()
    ));
    line(format_args!(
        "pub(super) static DETECTABLE: [&str; {}] = {told:?};",
        told.len()
    ));
    code
}
