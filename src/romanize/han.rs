//! How Han characters are read, in Mandarin and elsewhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::rule_rows;

/// The syllables of characters, the usual one first.
pub(super) struct Readings(LazyLock<HashMap<char, Vec<&'static str>>>);

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

fn read(text: &'static str) -> HashMap<char, Vec<&'static str>> {
    let mut readings: HashMap<char, Vec<&'static str>> = HashMap::new();
    for row in rule_rows(text).skip(1) {
        if let &[syllable, characters, ..] = row.as_slice() {
            for c in characters.chars() {
                readings.entry(c).or_default().push(syllable);
            }
        }
    }
    readings
}
