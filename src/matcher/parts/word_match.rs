//! A word of a name met with a word of the query.

use crate::gazetteer::Part;
use crate::inflect::Cases;

/// A word of a name that a word of the query may stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordMatch {
    pub(super) part: Part,
    /// Which word of the query.
    pub(super) word: u8,
    pub(super) cost: f32,
    /// Through the lexicon, not by rules.
    pub(super) known: bool,
    /// The cases that the word stands in, if it is taken for an inflected form.
    pub(super) cases: Cases,
}
