//! Spellings of a word that the lexicon of name parts knows.

use std::collections::HashMap;

use fst::raw;

use super::parts::Met;
use crate::Lexicon;
use crate::text::script_of;

/// Another script of the same name.
const SAME_NAME: f32 = 0.1;
/// Another form of a name in one script, as `Volodymyr` for `Vladimir`.
const COGNATE: f32 = 0.4;
/// Added for each factor of e by which a word is the less likely one of the forms.
const DOUBT: f32 = 0.1;
/// A word in more groups tells nothing.
const MAX_GROUPS: usize = 32;

/// The words that stand for `word` in groups of the lexicon and in an index of parts.
///
/// A form costs the more, the more forms there are beside it.
pub(super) fn spellings(lexicon: &Lexicon, word: &str, index: &raw::Fst<&[u8]>) -> Vec<Met> {
    let groups: Vec<u32> = lexicon.groups_of(word).collect();
    if groups.len() > MAX_GROUPS {
        return Vec::new();
    }
    let script = script_of(word);
    let mut shares: HashMap<String, f32> = HashMap::new();
    for group in groups {
        let words: Vec<String> = lexicon.words_of(group).collect();
        // Readings of one Han or Hangul syllable are not forms of one another.
        let readings = words.iter().any(|word| is_syllable(word));
        let share = 1.0 / words.len() as f32;
        for other in words.into_iter().filter(|other| other != word) {
            if !(readings && script_of(&other) == script) {
                *shares.entry(other).or_default() += share;
            }
        }
    }
    let total: f32 = shares.values().sum();
    let known = shares.iter().filter_map(|(other, share)| {
        let value = index.get(other.as_bytes())?.value();
        let cognate = script_of(other) == script;
        let base = if cognate { COGNATE } else { SAME_NAME };
        Some(Met {
            value,
            cost: base + DOUBT * (total / share).ln(),
            known: true,
            cognate,
        })
    });
    known.collect()
}

fn is_syllable(word: &str) -> bool {
    word.chars().count() == 1 && matches!(script_of(word), "Hani" | "Hang")
}
