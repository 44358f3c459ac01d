//! One entity for each match, or a reason for none.

use std::collections::HashSet;

use super::annotation::{Abstention, Annotation, Candidate, Mention, Reason, Tier};
use super::candidate::worth;
use super::matched::Match;
use crate::gazetteer::{Entity, EntityType};

/// By how much the best candidate must outdo the next: a factor of four in weight.
const MARGIN: f32 = 0.06;

/// Below this score, the chance that it is right, a name in another spelling is not linked.
fn least_score(candidate: &Candidate<'_>) -> f32 {
    match (candidate.tier, candidate.entity.entity_type) {
        (Tier::Exact | Tier::Folded, _) => 0.0,
        (_, EntityType::Person) => 0.8,
        _ => 0.7,
    }
}

/// The best candidate if it is clearly the best.
pub(super) fn decide<'c, 'm>(candidates: &'c [Candidate<'m>]) -> Result<&'c Candidate<'m>, Reason> {
    match candidates {
        [] => Err(Reason::Unknown),
        [best, ..] if best.score < least_score(best) => Err(Reason::Doubtful),
        [only] => Ok(only),
        [best, next, ..] if worth(best) - worth(next) >= MARGIN => Ok(best),
        _ => Err(Reason::Ambiguous),
    }
}

/// What the matches that stand alone say of the text.
#[derive(Default)]
struct Evidence<'m> {
    /// Entities that are certainly named.
    entities: HashSet<&'m str>,
    /// Countries of those that are well known, by their codes.
    countries: HashSet<String>,
}

/// A place of fewer people needs another mention from its country.
const SMALL: f32 = 100_000.0;

impl<'m> Evidence<'m> {
    fn of(matches: &[Match<'m>]) -> Evidence<'m> {
        let mut evidence = Evidence::default();
        for m in matches.iter().filter(|m| m.objection.is_none()) {
            let Ok(candidate) = decide(&m.candidates) else {
                continue;
            };
            if evidence.entities.insert(candidate.entity.id) && !is_small(&candidate.entity) {
                evidence.countries.extend(candidate.entity.country());
            }
        }
        evidence
    }

    /// Whether the text is about the country of a place, or nothing is known of its country or size.
    fn is_near(&self, entity: &Entity<'_>) -> bool {
        !is_small(entity)
            || entity
                .country()
                .is_none_or(|country| self.countries.contains(&country))
    }
}

fn is_small(entity: &Entity<'_>) -> bool {
    entity.entity_type == EntityType::Place && entity.weight > 0.0 && entity.weight < SMALL
}

/// Decides all matches of a text: those that stand alone first, the others in their light.
pub(super) fn resolve<'m>(lang: &str, matches: Vec<Match<'m>>) -> Annotation<'m> {
    let evidence = Evidence::of(&matches);
    let mut annotation = Annotation {
        mentions: Vec::new(),
        abstentions: Vec::new(),
        lang: lang.to_owned(),
    };
    for m in matches {
        match choose(&m, &evidence) {
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
fn choose(m: &Match<'_>, evidence: &Evidence<'_>) -> Result<usize, Reason> {
    let mut named = m
        .candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| evidence.entities.contains(candidate.entity.id));
    let elsewhere = match (named.next(), named.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    };
    match (m.objection, elsewhere) {
        (Some(reason @ (Reason::TooShort | Reason::Address)), _) => Err(reason),
        (Some(_), Some(at)) if m.candidates.len() == 1 => Ok(at),
        (Some(reason), _) => Err(reason),
        (None, Some(at)) => near(m, at, evidence),
        (None, None) => match decide(&m.candidates) {
            Ok(_) => near(m, 0, evidence),
            Err(reason) => of_the_country(m, evidence).ok_or(reason),
        },
    }
}

/// The one candidate from a country that the text names otherwise, if no other close candidate is.
fn of_the_country(m: &Match<'_>, evidence: &Evidence<'_>) -> Option<usize> {
    let best = worth(m.candidates.first()?);
    let close = m
        .candidates
        .iter()
        .take_while(|candidate| best - worth(candidate) < MARGIN);
    let named = |candidate: &Candidate<'_>| {
        candidate
            .entity
            .country()
            .is_some_and(|c| evidence.countries.contains(&c))
    };
    let mut named = close.enumerate().filter(|(_, candidate)| named(candidate));
    match (named.next(), named.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

fn near(m: &Match<'_>, at: usize, evidence: &Evidence<'_>) -> Result<usize, Reason> {
    if m.first == m.last && !evidence.is_near(&m.candidates[at].entity) {
        Err(Reason::Remote)
    } else {
        Ok(at)
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
