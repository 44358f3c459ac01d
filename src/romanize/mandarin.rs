//! Syllables of Mandarin in Latin letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rules::plain;
use crate::rules::rule_rows;

/// The syllables of pinyin that a folded word may be, in pinyin, Wade-Giles, Tongyong or the spelling of the
/// Postal Map; nothing if it is no single syllable.
pub(crate) fn mandarin_syllables(word: &str) -> &'static [String] {
    SYLLABLES.get(word).map_or(&[], Vec::as_slice)
}

static SYLLABLES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    /// The column of Cyrillic letters.
    const PALLADIUS: usize = 2;
    let mut syllables: HashMap<String, Vec<String>> = HashMap::new();
    for row in rule_rows(include_str!("rules/pinyin.tsv")).skip(1) {
        let columns = row.iter().enumerate().filter(|(at, _)| *at != PALLADIUS);
        for spelling in columns.flat_map(|(_, cell)| cell.split_whitespace()) {
            let known = syllables
                .entry(plain(spelling).replace('v', "u"))
                .or_default();
            let syllable = plain(row[0]);
            if !known.contains(&syllable) {
                known.push(syllable);
            }
        }
    }
    syllables
});

#[cfg(test)]
mod tests {
    use super::mandarin_syllables;

    #[test]
    fn systems_spell_the_same_syllables() {
        assert!(mandarin_syllables("hsi").contains(&"xi".to_owned()));
        assert!(mandarin_syllables("xi").contains(&"xi".to_owned()));
        assert!(mandarin_syllables("chang").contains(&"zhang".to_owned()));
        assert_eq!(mandarin_syllables("yi"), ["yi"]);
        assert!(mandarin_syllables("xiaoming").is_empty());
        assert!(mandarin_syllables("kim").is_empty());
    }
}
