//! What the scan has found, before it is decided whose name it is.

use crate::Span;
use crate::matcher::annotation::{Candidate, Reason};

/// Tokens that were found to be a name, before it is decided whose.
#[derive(Clone, Debug)]
pub(in crate::matcher) struct Match<'m> {
    pub(in crate::matcher) first: u32,
    pub(in crate::matcher) last: u32,
    /// Where it stands in the whole text.
    pub(in crate::matcher) span: Span,
    /// Best first, one for each entity.
    pub(in crate::matcher) candidates: Vec<Candidate<'m>>,
    /// What its surroundings say against it.
    pub(in crate::matcher) objection: Option<Reason>,
    /// The first candidate is meant, whatever else is known.
    pub(in crate::matcher) settled: bool,
}
