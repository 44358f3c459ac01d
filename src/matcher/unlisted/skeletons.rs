//! Skeletons of the words of texts, kept from text to text.

use std::sync::Arc;

use crate::inflect::{Bases, endings};
use crate::matcher::scan::memory::{mix, text_hash};
use crate::matcher::words::ByHash;
use crate::romanize::skeletons;

/// Words that are kept; before there are more, all are forgotten.
const MOST: usize = 1 << 15;

/// The skeletons of a word.
pub(in crate::matcher) type WordSkeletons = Arc<[String]>;

/// The skeletons of words as they stand, and of the forms that they may be inflected from.
#[derive(Debug, Default)]
pub(in crate::matcher) struct Skeletons {
    /// By the hashes of word and language.
    known: ByHash<Option<WordSkeletons>>,
}

impl Skeletons {
    /// Those of a word, of which `folded` gives the folded form; `None` if there are none for its script.
    pub(super) fn of(
        &mut self,
        hash: u64,
        lang: &str,
        folded: impl FnOnce() -> String,
    ) -> Option<WordSkeletons> {
        if self.known.len() >= MOST {
            self.known.clear();
        }
        self.known
            .entry(mix(hash, text_hash(lang)))
            .or_insert_with(|| of_word(&folded(), lang))
            .clone()
    }
}

fn of_word(folded: &str, lang: &str) -> Option<WordSkeletons> {
    let mut all = skeletons(folded)?;
    if let Some(endings) = endings(lang) {
        let mut bases = Bases::default();
        endings.bases(folded, &mut bases);
        let forms = bases.iter().filter_map(|(form, _)| skeletons(form));
        all.extend(forms.flatten());
        all.sort();
        all.dedup();
    }
    Some(all.into())
}
