//! What it costs to take one word's spelling for another's.

use std::collections::BTreeMap;

use fst::raw;

use crate::fold::fold;
use crate::romanize::{self, Effort, Lattice, search, word_and_rules};
use crate::text::chars::Char;
use crate::text::{has_syllables, script_of};

use super::How;
use super::words::ENDINGS;

/// Neighbouring words read as one, as they stand and folded.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// First word and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
    pub(super) key: String,
}

/// Spellings of a word in another script that are looked at.
const SPELLINGS: usize = 24;
/// For each end of a word between man's and woman's form.
const GENDER: f32 = 0.2;

/// The units of two lists that may be spellings of one another, with the cost.
pub(super) fn costs(a: &[Unit], b: &[Unit]) -> Vec<(usize, usize, f32, How)> {
    let mut found = Vec::new();
    for (x, y, cost) in through_lattice(a, b) {
        found.push((x, y, cost, How::Spelling));
    }
    for (y, x, cost) in through_lattice(b, a) {
        found.push((x, y, cost, How::Spelling));
    }
    let scripts = |units: &[Unit]| -> Vec<&'static str> {
        units.iter().map(|unit| script_of(&unit.text)).collect()
    };
    let (of_a, of_b) = (scripts(a), scripts(b));
    for (x, one) in a.iter().enumerate() {
        for (y, other) in b.iter().enumerate() {
            if one.key == other.key {
                found.push((x, y, 0.0, How::Same));
            } else if of_a[x] == of_b[y] {
                let cost = slip(&one.key, &other.key);
                // One wrong letter in four is a slip; in shorter words it is another word.
                const ONE_LETTER: f32 = 0.95;
                let least = letters(one).min(letters(other));
                let limit = if least == 4 { ONE_LETTER } else { limit(least) };
                if cost <= limit {
                    found.push((x, y, cost, How::Slip));
                }
            }
        }
    }
    found
}

/// How much doubt a word of so many letters bears.
pub(super) fn limit(letters: usize) -> f32 {
    match letters {
        0..=2 => 0.2,
        3 => 0.5,
        4 => 0.75,
        5 => 0.95,
        6 | 7 => 1.05,
        8 | 9 => 1.3,
        _ => 1.7,
    }
}

fn letters(unit: &Unit) -> usize {
    unit.key.chars().count()
}

/// The spellings of each unit of `a` among those of `b`.
fn through_lattice(a: &[Unit], b: &[Unit]) -> Vec<(usize, usize, f32)> {
    let mut spelled: BTreeMap<String, Vec<(usize, f32)>> = BTreeMap::new();
    for (at, unit) in b.iter().enumerate() {
        spelled.entry(unit.key.clone()).or_default().push((at, 0.0));
        if script_of(&unit.text) != "Latn" && unit.end - unit.start == 1 {
            for (spelling, cost) in romanize::spellings(&unit.text, "", SPELLINGS) {
                spelled.entry(spelling).or_default().push((at, cost));
            }
        }
    }
    let Some(bytes) = index(&spelled) else {
        return Vec::new();
    };
    let Ok(fst) = raw::Fst::new(bytes.as_slice()) else {
        return Vec::new();
    };
    let lists: Vec<&Vec<(usize, f32)>> = spelled.values().collect();
    let mut found = Vec::new();
    for (at, unit) in a.iter().enumerate() {
        let Some((chars, rules)) = word_and_rules(&unit.text, "") else {
            continue;
        };
        const MOST: usize = 32;
        let budget = limit(letters(unit)) + 0.3;
        let length = chars.len();
        let Some(lattice) = Lattice::new(chars, rules) else {
            continue;
        };
        let effort = Effort::thorough(length, budget, MOST);
        for spelling in search(&lattice, &fst, effort) {
            for (other, cost) in lists
                .get(spelling.value as usize)
                .into_iter()
                .copied()
                .flatten()
            {
                let cost = spelling.cost + cost;
                // Two words of one of these scripts are compared as they stand.
                let stands = has_syllables(script_of(&unit.text))
                    && script_of(&unit.text) == script_of(&b[*other].text);
                if !stands && cost <= limit(letters(unit).min(letters(&b[*other]))) {
                    found.push((at, *other, cost));
                }
            }
        }
    }
    found
}

fn index(spelled: &BTreeMap<String, Vec<(usize, f32)>>) -> Option<Vec<u8>> {
    let mut builder = raw::Builder::memory();
    for (at, spelling) in spelled.keys().enumerate() {
        builder.insert(spelling, at as u64).ok()?;
    }
    builder.into_inner().ok()
}

/// Slips of the pen between two folded words of one script: letters left out,
/// added, exchanged, or two neighbours in the wrong order; vowels weigh half.
pub(super) fn slip(a: &str, b: &str) -> f32 {
    const MOST_LETTERS: usize = 64;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 3 || a.len().max(b.len()) > MOST_LETTERS {
        return f32::INFINITY;
    }
    let mut rows = vec![vec![0.0_f32; b.len() + 1]; a.len() + 1];
    for x in 0..=a.len() {
        for y in 0..=b.len() {
            rows[x][y] = match (x, y) {
                (0, 0) => 0.0,
                (x, 0) => rows[x - 1][0] + loss(&a, x - 1),
                (0, y) => rows[0][y - 1] + loss(&b, y - 1),
                (x, y) => {
                    let same = if a[x - 1] == b[y - 1] {
                        0.0
                    } else {
                        exchange(a[x - 1], b[y - 1])
                    };
                    let mut best = (rows[x - 1][y - 1] + same)
                        .min(rows[x - 1][y] + loss(&a, x - 1))
                        .min(rows[x][y - 1] + loss(&b, y - 1));
                    if x > 1 && y > 1 && a[x - 1] == b[y - 2] && a[x - 2] == b[y - 1] {
                        best = best.min(rows[x - 2][y - 2] + 0.7);
                    }
                    best
                }
            };
        }
    }
    rows[a.len()][b.len()]
}

fn is_syllable(c: char) -> bool {
    has_syllables(script_of(c.encode_utf8(&mut [0; 4])))
}

fn loss(word: &[char], at: usize) -> f32 {
    let doubled = at > 0 && word[at - 1] == word[at];
    match word[at] {
        c if is_syllable(c) => 3.0,
        _ if doubled => 0.2,
        c if is_vowel(c) => 0.45,
        _ => 0.9,
    }
}

fn exchange(a: char, b: char) -> f32 {
    match is_vowel(a) && is_vowel(b) {
        true => 0.45,
        false if a.is_numeric() || b.is_numeric() => 3.0,
        // Another syllable is another name.
        false if is_syllable(a) || is_syllable(b) => 3.0,
        false => 0.9,
    }
}

fn is_vowel(c: char) -> bool {
    Char::of(c).may_be_vowel()
}

/// What it costs to take a man's and a woman's form of one name for each other.
///
/// Both are given as `plain_spellings`.
pub(super) fn gender(a: &[(String, f32)], b: &[(String, f32)]) -> Option<f32> {
    const LEAST_STEM: usize = 3;
    let begin = |word: &str| word.chars().take(LEAST_STEM).collect::<Vec<_>>();
    let begins: Vec<_> = b.iter().map(|(other, _)| begin(other)).collect();
    let agree = |one: &str, other: &str| {
        ENDINGS.iter().any(|(x, y)| {
            [(x, y), (y, x)].iter().any(|(x, y)| {
                let stems = one
                    .strip_suffix(x.as_str())
                    .zip(other.strip_suffix(y.as_str()));
                stems.is_some_and(|(s, t)| s == t && s.chars().count() >= LEAST_STEM)
            })
        })
    };
    let mut best: Option<f32> = None;
    for (one, cost) in a {
        let begin = begin(one);
        let alike = b.iter().zip(&begins).filter(|(_, other)| **other == begin);
        let alike = alike.map(|(spelling, _)| spelling);
        for (other, more) in alike.filter(|(other, _)| agree(one, other)) {
            let cost = GENDER + cost + more + if one == other { 0.0 } else { 0.05 };
            best = Some(best.map_or(cost, |best: f32| best.min(cost)));
        }
    }
    best
}

/// The word itself and, in another script, its likeliest Latin spellings.
pub(super) fn plain_spellings(text: &str, key: &str) -> Vec<(String, f32)> {
    const MOST: usize = 8;
    let mut spellings = vec![(key.to_owned(), 0.0)];
    if script_of(text) != "Latn" {
        spellings.extend(romanize::spellings(text, "", MOST));
    }
    spellings
}

/// The letters that a word may begin with in Latin script, and its own.
pub(super) fn first_letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = fold(text).chars().take(1).collect();
    if script_of(text) != "Latn" {
        let spellings = romanize::spellings(text, "", SPELLINGS);
        letters.extend(
            spellings
                .iter()
                .filter_map(|(spelling, _)| spelling.chars().next()),
        );
    }
    letters
}
