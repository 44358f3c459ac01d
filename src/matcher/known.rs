//! Spellings of a word that the lexicon of name parts knows.

use fst::raw;

use super::parts::Met;
use crate::Lexicon;

/// The words of an index of parts that the lexicon puts for `word`.
pub(super) fn spellings(lexicon: &Lexicon, word: &str, index: &raw::Fst<&[u8]>) -> Vec<Met> {
    let forms = lexicon.forms(word).into_iter();
    let known = forms.filter_map(|form| {
        Some(Met {
            value: index.get(form.word.as_bytes())?.value(),
            cost: form.cost,
            known: true,
            cognate: form.cognate,
        })
    });
    known.collect()
}
