//! How Han characters are read.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::rule_rows;

static READINGS: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut readings: HashMap<char, Vec<&'static str>> = HashMap::new();
    for row in rule_rows(include_str!("han.tsv")).skip(1) {
        if let &[syllable, characters, ..] = row.as_slice() {
            for c in characters.chars() {
                readings.entry(c).or_default().push(syllable);
            }
        }
    }
    readings
});

/// The Mandarin syllables of a character, without tones, the usual one first.
pub(super) fn readings(c: char) -> &'static [&'static str] {
    READINGS.get(&c).map_or(&[], Vec::as_slice)
}
