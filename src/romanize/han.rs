//! How Han characters are read, in Mandarin and elsewhere.

use std::sync::LazyLock;

use crate::rules::{Table, rule_rows};

/// The syllables of characters, the usual one first.
pub(super) struct Readings(LazyLock<Table<char, Vec<&'static str>>>);

impl Readings {
    pub(super) fn of(&self, c: char) -> &[&'static str] {
        self.0.get(&c).map_or(&[], Vec::as_slice)
    }
}

/// Without tones.
pub(super) static MANDARIN: Readings = Readings(LazyLock::new(|| read(include_str!("han.tsv"))));
/// In Jyutping, without tones.
pub(super) static CANTONESE: Readings =
    Readings(LazyLock::new(|| read(include_str!("han-yue.tsv"))));
/// In Hangul.
pub(super) static KOREAN: Readings = Readings(LazyLock::new(|| read(include_str!("han-ko.tsv"))));
/// In Vietnamese spelling.
pub(super) static VIETNAMESE: Readings =
    Readings(LazyLock::new(|| read(include_str!("han-vi.tsv"))));

fn read(text: &'static str) -> Table<char, Vec<&'static str>> {
    let mut readings: Table<char, Vec<&'static str>> = Table::default();
    for row in rule_rows(text).skip(1) {
        if let &[syllable, characters, ..] = row.as_slice() {
            for c in characters.chars() {
                readings.entry(c).or_default().push(syllable);
            }
        }
    }
    readings
}
