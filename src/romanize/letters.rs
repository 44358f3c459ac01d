//! Scripts without rules, read letter by letter: rough, for recall.

use std::sync::LazyLock;

use crate::rules::{Table, rule_rows};

static LETTERS: LazyLock<Table<char, &'static str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("letters.tsv")).skip(1);
    let pairs = rows.filter_map(|row| Some((row[0].chars().next()?, *row.get(1)?)));
    pairs.collect()
});

/// The word in Latin letters, by the names of its letters.
pub(super) fn latin(word: &str) -> String {
    let mut latin = String::new();
    for letter in word.chars().filter_map(|c| LETTERS.get(&c)) {
        match letter.strip_prefix('-') {
            Some(sign) => {
                if latin.ends_with('a') {
                    latin.pop();
                }
                latin.push_str(sign);
            }
            None => latin.push_str(letter),
        }
    }
    latin
}
