//! One entity for each match, or a reason for none.

use std::collections::HashSet;

use super::annotation::{Abstention, Annotation, Candidate, Mention, Reason};
use super::candidate::worth;
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
}

/// By how much the best candidate must outdo the next: a factor of four in weight.
const MARGIN: f32 = 0.06;

/// The best candidate if it is clearly the best.
pub(super) fn decide<'c, 'm>(candidates: &'c [Candidate<'m>]) -> Result<&'c Candidate<'m>, Reason> {
    match candidates {
        [] => Err(Reason::Unknown),
        [only] => Ok(only),
        [best, next, ..] if worth(best) - worth(next) >= MARGIN => Ok(best),
        _ => Err(Reason::Ambiguous),
    }
}

/// Decides all matches of a text: those that stand alone first, the others in their light.
pub(super) fn resolve<'m>(lang: &str, matches: Vec<Match<'m>>) -> Annotation<'m> {
    let sure: HashSet<&str> = matches
        .iter()
        .filter(|m| m.objection.is_none())
        .filter_map(|m| decide(&m.candidates).ok())
        .map(|candidate| candidate.entity.id)
        .collect();
    let mut annotation = Annotation {
        mentions: Vec::new(),
        abstentions: Vec::new(),
        lang: lang.to_owned(),
    };
    for m in matches {
        match choose(&m, &sure) {
            Ok(chosen) => annotation.mentions.push(mention(m, chosen)),
            Err(reason) => annotation.abstentions.push(Abstention {
                span: m.span,
                reason,
                candidates: m.candidates,
            }),
        }
    }
    annotation
}

/// Which candidate is meant, by its place in the list.
fn choose(m: &Match<'_>, sure: &HashSet<&str>) -> Result<usize, Reason> {
    let mut named = m
        .candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| sure.contains(candidate.entity.id));
    let elsewhere = match (named.next(), named.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    };
    match (m.objection, elsewhere) {
        (Some(Reason::CommonWord | Reason::PartOfLongerName), Some(at))
            if m.candidates.len() == 1 =>
        {
            Ok(at)
        }
        (Some(reason), _) => Err(reason),
        (None, Some(at)) => Ok(at),
        (None, None) => decide(&m.candidates).map(|_| 0),
    }
}

fn mention(m: Match<'_>, chosen: usize) -> Mention<'_> {
    let mut rivals = m.candidates;
    let Candidate {
        entity,
        name,
        tier,
        cost,
        score,
        ..
    } = rivals.remove(chosen);
    // Rivals of the same name take their share of the certainty.
    let share = |worth: f32| (worth / MARGIN).exp();
    let own = share(-cost + (entity.weight + 1.0).log10() * 0.1);
    let others: f32 = rivals.iter().map(|rival| share(worth(rival))).sum();
    let score = score * own / (own + others);
    Mention {
        span: m.span,
        entity,
        name,
        tier,
        cost,
        score,
        rivals,
    }
}
