//! Matches that overlap: which of them stay.

use crate::matcher::annotation::Reason;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::prominence;

/// What to do with matches that overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OverlapPolicy {
    /// Keep all of them; for indexing, not for rewriting.
    All,
    /// Drop those that lie within another.
    NoSub,
    /// Of those that overlap keep the longest, of equally long ones the far better known, or the first.
    #[default]
    Longest,
}

/// Leaves the matches the policy allows, sorted by place.
pub(super) fn reduce(matches: &mut Vec<Match<'_>>, policy: OverlapPolicy) {
    matches.sort_by_key(|m| (m.first, std::cmp::Reverse(m.last)));
    match policy {
        OverlapPolicy::All => {}
        OverlapPolicy::NoSub => drop_contained(matches),
        OverlapPolicy::Longest => keep_longest(matches),
    }
}

/// Where all are to stay, a part of a listed name stands, too: `New York` of `Bank of New York`. The matches are
/// in the order that [`reduce`] leaves them in.
pub(super) fn let_parts_stand(matches: &mut [Match<'_>], policy: OverlapPolicy) {
    if policy != OverlapPolicy::All {
        return;
    }
    let mut reach = None;
    for m in matches {
        let contained = reach.is_some_and(|reach| m.last <= reach);
        if contained && m.objection == Some(Reason::PartOfLongerName) {
            m.objection = None;
        }
        if m.objection.is_none() {
            reach = reach.max(Some(m.last));
        }
    }
}

/// In this order a match is contained in another just if some match before it ends no earlier.
fn drop_contained(matches: &mut Vec<Match<'_>>) {
    let mut reach = None;
    matches.retain(|m| {
        let contained = reach.is_some_and(|reach| m.last <= reach);
        reach = reach.max(Some(m.last));
        !contained
    });
}

fn keep_longest(matches: &mut Vec<Match<'_>>) {
    let mut by_length: Vec<usize> = (0..matches.len()).collect();
    by_length.sort_by_cached_key(|at| {
        (
            std::cmp::Reverse(matches[*at].last - matches[*at].first),
            std::cmp::Reverse(magnitude(&matches[*at])),
            matches[*at].first,
        )
    });
    // Tokens taken, as disjoint stretches by their first token.
    let mut taken = std::collections::BTreeMap::new();
    let mut keep = vec![false; matches.len()];
    for at in by_length {
        let (first, last) = (matches[at].first, matches[at].last);
        let before = taken.range(..=last).next_back();
        if before.is_none_or(|(_, end)| *end < first) {
            taken.insert(first, last);
            keep[at] = true;
        }
    }
    let mut keep = keep.into_iter();
    matches.retain(|_| keep.next().unwrap_or(false));
}

/// How well known the likeliest is, in factors of ten: of `El Banco` and `Banco Santander` the bank.
fn magnitude(m: &Match<'_>) -> u32 {
    (prominence(&m.candidates[0].entity) * 10.0) as u32
}
