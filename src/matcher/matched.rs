//! What the scan has found, before it is decided whose name it is.

use super::annotation::{Candidate, Reason};
use crate::Span;

/// Tokens that were found to be a name, before it is decided whose.
#[derive(Clone, Debug)]
pub(super) struct Match<'m> {
    pub(super) first: u32,
    pub(super) last: u32,
    /// Where it stands in the whole text.
    pub(super) span: Span,
    /// Best first, one for each entity.
    pub(super) candidates: Vec<Candidate<'m>>,
    /// What its surroundings say against it.
    pub(super) objection: Option<Reason>,
    /// The first candidate is meant, whatever else is known.
    pub(super) settled: bool,
}
