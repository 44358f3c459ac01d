//! The other forms of a word, with what it costs to take one for the other.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use super::Lexicon;
use crate::text::{has_syllables, script_of};

/// Another script of the same name.
const SAME_NAME: f32 = 0.1;
/// Another form of a name in one script, as `Volodymyr` for `Vladimir`.
const COGNATE: f32 = 0.4;
/// Added for each factor of e by which a word is the less likely one of the forms.
const DOUBT: f32 = 0.1;
/// A word in more groups tells nothing.
const MAX_GROUPS: usize = 32;

/// A word that may stand for another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(crate) word: String,
    /// The higher, the more forms there are beside it.
    pub(crate) cost: f32,
    /// Whether it is in the same script: another form, not another script, of the name.
    pub(crate) cognate: bool,
}

/// Forms that were asked for: given names come again and again.
pub(super) type Cache = RwLock<HashMap<Box<str>, Arc<[Form]>>>;

/// Words whose forms are kept; before there are more, all are forgotten.
const MOST_KEPT: usize = 1 << 12;

impl Lexicon {
    /// The words that stand for a folded word, in the order of their letters.
    pub(crate) fn forms(&self, word: &str) -> Arc<[Form]> {
        let kept = self.forms.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(forms) = kept.get(word) {
            return Arc::clone(forms);
        }
        drop(kept);
        let forms: Arc<[Form]> = self.find_forms(word).into();
        let mut kept = self.forms.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(word.into(), Arc::clone(&forms));
        forms
    }

    fn find_forms(&self, word: &str) -> Vec<Form> {
        let groups: Vec<u32> = self.groups_of(word).collect();
        if groups.len() > MAX_GROUPS {
            return Vec::new();
        }
        let script = script_of(word);
        // In order: a sum of fractions must not hang on the order they are added in.
        let mut shares: BTreeMap<String, f32> = BTreeMap::new();
        for group in groups {
            let words: Vec<String> = self.words_of(group).collect();
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
        let form = |(word, share): (String, f32)| {
            let cognate = script_of(&word) == script;
            let base = if cognate { COGNATE } else { SAME_NAME };
            Form {
                cost: base + DOUBT * (total / share).ln(),
                word,
                cognate,
            }
        };
        shares.into_iter().map(form).collect()
    }
}

fn is_syllable(word: &str) -> bool {
    word.chars().count() == 1 && has_syllables(script_of(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_come_in_the_order_of_their_letters() {
        let words = "jan juan ivan sean ioan giovanni johann jean hans john";
        let lexicon = Lexicon::from_text(words).unwrap();
        let forms = lexicon.forms("john");
        let forms: Vec<&str> = forms.iter().map(|form| form.word.as_str()).collect();
        assert!(forms.len() == 9 && forms.is_sorted(), "{forms:?}");
    }
}
