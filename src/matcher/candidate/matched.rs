//! What the scan has found, before it is decided whose name it is.

use std::ops::Range;

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
    /// A word beside it, or its case, says that it is a place.
    pub(in crate::matcher) placed: bool,
    /// A place that is hardly called so in a text of this language.
    pub(in crate::matcher) strange: bool,
    /// The id of the place that the language of the text has this for a name of its own for.
    pub(in crate::matcher) exonym_of: Option<&'m str>,
}

impl<'m> Match<'m> {
    /// One that nothing is said against yet, from its first token to its last.
    pub(in crate::matcher) fn new(
        (first, last): (usize, usize),
        span: Span,
        candidates: Vec<Candidate<'m>>,
    ) -> Match<'m> {
        Match {
            first: first as u32,
            last: last as u32,
            span,
            candidates,
            objection: None,
            settled: false,
            placed: false,
            strange: false,
            exonym_of: None,
        }
    }

    /// Whether it may still be anything of its candidates, and be linked.
    pub(in crate::matcher) fn is_open(&self) -> bool {
        !self.settled && !self.objection.is_some_and(Reason::is_final)
    }

    /// Puts one of its candidates first.
    pub(in crate::matcher) fn put_first(&mut self, at: usize) {
        self.candidates[..=at].rotate_right(1);
    }

    /// Takes it for one of its candidates, whatever else is known.
    pub(in crate::matcher) fn settle_on(&mut self, at: usize) {
        self.put_first(at);
        self.objection = None;
        self.settled = true;
    }

    /// Its tokens.
    pub(in crate::matcher) fn words(&self) -> Range<usize> {
        self.first as usize..self.last as usize + 1
    }
}

/// Of each of the tokens of a text, whether it is part of a match.
pub(in crate::matcher) fn covered<'a, 'm: 'a>(
    matches: impl Iterator<Item = &'a Match<'m>>,
    tokens: usize,
) -> Vec<bool> {
    let mut covered = vec![false; tokens];
    matches.for_each(|m| covered[m.words()].fill(true));
    covered
}
