//! One entity for each match, or a reason for none.

use std::collections::HashSet;

use super::annotation::{Abstention, Annotation, Candidate, Evidence, Mention, Reason, Tier};
use super::authority;
use super::candidate::{MARGIN, has_several_words, share, worth};
use super::matched::Match;
use crate::gazetteer::{Entity, EntityType};

/// Below this score, the chance that it is right, a name in another spelling is not linked.
fn least_score(candidate: &Candidate<'_>) -> f32 {
    let several = has_several_words(candidate);
    if candidate.evidence == Evidence::Authority {
        return 0.75;
    }
    match (candidate.tier, candidate.entity.entity_type) {
        // An ending that is rare or risky is not enough by itself.
        (Tier::Inflected, _) if several => 0.45,
        (Tier::Inflected, _) => 0.6,
        (Tier::Exact | Tier::Folded, _) => 0.0,
        (_, EntityType::Person) if several => 0.88,
        (_, EntityType::Person) => 0.7,
        _ => 0.75,
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
struct Named<'m> {
    /// Entities that are certainly named.
    entities: HashSet<&'m str>,
    /// Countries of those that are well known, by their codes.
    countries: HashSet<String>,
    /// Regions, such as states, that are named themselves, by their codes.
    regions: HashSet<String>,
    /// Where states are named, by their codes.
    states: Vec<(u32, String)>,
}

/// A choice that leaves less of the certainty is none.
const LEAST_SHARE: f32 = 0.2;

/// A place of fewer people needs another mention from its country.
const SMALL: f32 = 100_000.0;

impl<'m> Named<'m> {
    fn of(matches: &[Match<'m>]) -> Named<'m> {
        let mut evidence = Named::default();
        let free = matches.iter().filter(|m| m.objection.is_none());
        let certain: Vec<_> = free
            .filter_map(|m| Some((m, *decide(&m.candidates).ok()?)))
            .collect();
        for (_, candidate) in certain
            .iter()
            .filter(|(_, candidate)| !is_small(&candidate.entity))
        {
            if evidence.entities.insert(candidate.entity.id) {
                evidence.countries.extend(candidate.entity.country());
            }
        }
        for (m, candidate) in &certain {
            let entity = &candidate.entity;
            match entity.attribute("level").as_deref() {
                Some("0") => evidence
                    .states
                    .extend(entity.country().map(|country| (m.first, country))),
                Some("1") => evidence.regions.extend(entity.attribute("region")),
                _ => {}
            }
        }
        // What is too small to be meant speaks for nothing.
        let near = certain
            .iter()
            .filter(|(m, candidate)| m.first < m.last || evidence.is_near(&candidate.entity));
        let near: Vec<&str> = near.map(|(_, candidate)| candidate.entity.id).collect();
        evidence.entities.extend(near);
        evidence
    }

    /// Whether, of two countries, the text names the first nearer to a match than the second.
    fn is_nearer(&self, m: &Match<'_>, first: Option<String>, second: Option<String>) -> bool {
        let distance = |country: Option<String>| {
            let country = country?;
            let of_it = self.states.iter().filter(|(_, state)| *state == country);
            of_it.map(|(at, _)| at.abs_diff(m.first)).min()
        };
        match (distance(first), distance(second)) {
            (Some(first), Some(second)) => first < second,
            (first, _) => first.is_some(),
        }
    }

    /// Whether the text is about the country of a place, or nothing is known of its country or size.
    fn is_near(&self, entity: &Entity<'_>) -> bool {
        !is_small(entity)
            || entity
                .country()
                .is_none_or(|country| self.countries.contains(&country))
    }
}

/// A state is never small: Monaco, San Marino.
pub(super) fn is_small(entity: &Entity<'_>) -> bool {
    let few =
        entity.entity_type == EntityType::Place && entity.weight > 0.0 && entity.weight < SMALL;
    few && entity.attribute("level").as_deref() != Some("0")
}

/// A match and whose name it is, by its place in the list, or why nobody's.
pub(super) struct Decided<'m> {
    pub(super) m: Match<'m>,
    pub(super) chosen: Result<usize, Reason>,
}

/// Decides all matches of a text: those that stand alone first, the others in their light.
pub(super) fn resolve(matches: Vec<Match<'_>>) -> Vec<Decided<'_>> {
    let evidence = Named::of(&matches);
    let mut decided = Vec::with_capacity(matches.len());
    for mut m in matches {
        settle_by_region(&mut m, &evidence);
        let chosen = choose(&m, &evidence);
        decided.push(Decided { m, chosen });
    }
    decided
}

/// Puts `found` in the place of what it overlaps, keeping the order of places. `tokens` is how many there are.
pub(super) fn replace<'m>(
    decided: &mut Vec<Decided<'m>>,
    mut found: Vec<Decided<'m>>,
    tokens: usize,
) {
    let mut taken = vec![false; tokens];
    for new in &found {
        taken[new.m.first as usize..=new.m.last as usize].fill(true);
    }
    decided.retain(|d| !taken[d.m.first as usize..=d.m.last as usize].contains(&true));
    decided.append(&mut found);
    decided.sort_by_key(|d| d.m.first);
}

/// Puts what was decided into an annotation.
pub(super) fn report<'m>(
    decided: Vec<Decided<'m>>,
    (min_score, types): (f32, &[EntityType]),
    annotation: &mut Annotation<'m>,
) {
    for Decided { m, chosen } in decided {
        let chosen = match chosen {
            Ok(chosen) if score(&m, chosen) < min_score => Err(Reason::Doubtful),
            // Rivals that together are far likelier leave nothing to be sure of.
            Ok(chosen) if !m.settled && score(&m, chosen) < LEAST_SHARE => Err(Reason::Ambiguous),
            Ok(chosen)
                if !types.is_empty() && !types.contains(&m.candidates[chosen].mention_type()) =>
            {
                Err(Reason::OtherType)
            }
            chosen => chosen,
        };
        match chosen {
            Ok(chosen) => annotation.mentions.push(mention(m, chosen)),
            Err(reason) => annotation.abstentions.push(Abstention {
                span: m.span,
                reason,
                candidates: first(m.candidates),
            }),
        }
    }
}

/// The likeliest: a town of a common name has hundreds of namesakes, and nobody reads on so far.
fn first(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    const KEPT: usize = 16;
    candidates.truncate(KEPT);
    candidates.shrink_to_fit();
    candidates
}

/// Which candidate is meant, by its place in the list.
fn choose(m: &Match<'_>, evidence: &Named<'_>) -> Result<usize, Reason> {
    if m.settled {
        return Ok(0);
    }
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
        (Some(reason), _) if reason.is_final() => Err(reason),
        (Some(_), Some(at)) if m.candidates.len() == 1 => Ok(at),
        (Some(Reason::Obscure), _) if borne_out(m, evidence) => Ok(0),
        (Some(reason), _) => Err(reason),
        (None, Some(at)) => near(m, at, evidence),
        (None, None) => match decide(&m.candidates) {
            Ok(_) => near(m, 0, evidence),
            Err(reason) => of_the_country(m, evidence).ok_or(reason),
        },
    }
}

/// Whether the text is about the country of a place that is listed just so, which it may then call by an unusual name.
fn borne_out(m: &Match<'_>, evidence: &Named<'_>) -> bool {
    const SHORTEST: usize = 5;
    let Ok(best) = decide(&m.candidates) else {
        return false;
    };
    let in_country = best
        .entity
        .country()
        .is_some_and(|country| evidence.countries.contains(&country));
    let telling = !best.name.lang.is_empty() || best.name.text.chars().count() >= SHORTEST;
    best.tier == Tier::Exact && telling && in_country
}

/// Puts the one candidate in a region that the text names first: what is known of the text outweighs its namesakes.
fn settle_by_region(m: &mut Match<'_>, evidence: &Named<'_>) {
    if m.settled || m.objection.is_some() {
        return;
    }
    if let Some(at) = of_the_region(m, evidence) {
        let chosen = m.candidates.remove(at);
        m.candidates.insert(0, chosen);
        m.settled = true;
    }
}

/// The one candidate in a region that the text names: `Newark` in an article about Ohio.
fn of_the_region(m: &Match<'_>, evidence: &Named<'_>) -> Option<usize> {
    const LOOKED_AT: usize = 32;
    /// The best known may be a thousand times better known, as for two places side by side.
    const MOST_LOSS: f32 = 0.3;
    if evidence.regions.is_empty() || m.candidates.len() < 2 {
        return None;
    }
    let in_region = |candidate: &Candidate<'_>| {
        let town = candidate
            .entity
            .attribute("level")
            .is_none_or(|level| level != "1");
        town && candidate
            .entity
            .attribute("region")
            .is_some_and(|region| evidence.regions.contains(&region))
    };
    let mut there = m
        .candidates
        .iter()
        .enumerate()
        .take(LOOKED_AT)
        .filter(|(_, candidate)| in_region(candidate));
    match (there.next(), there.next()) {
        (Some((at, there)), None) => {
            let best = &m.candidates[0];
            let (own, other) = (there.entity.country(), best.entity.country());
            let near = own == other || !evidence.is_nearer(m, other, own);
            (near && worth(best) - worth(there) <= MOST_LOSS).then_some(at)
        }
        _ => None,
    }
}

/// The one candidate from a country that the text names otherwise, if no other close candidate is.
fn of_the_country(m: &Match<'_>, evidence: &Named<'_>) -> Option<usize> {
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

fn near(m: &Match<'_>, at: usize, evidence: &Named<'_>) -> Result<usize, Reason> {
    if m.first == m.last && !evidence.is_near(&m.candidates[at].entity) {
        Err(Reason::Remote)
    } else {
        Ok(at)
    }
}

/// How sure a choice is: how well the name fits, less what rivals of the same name take.
fn score(m: &Match<'_>, chosen: usize) -> f32 {
    let own = &m.candidates[chosen];
    if m.settled {
        return own.score;
    }
    own.score * share(own) / m.candidates.iter().map(share).sum::<f32>()
}

fn mention(m: Match<'_>, chosen: usize) -> Mention<'_> {
    let score = score(&m, chosen);
    let mut rivals = m.candidates;
    rivals.iter_mut().for_each(|c| c.tier = authority::tier(c));
    let Candidate {
        entity,
        name,
        tier,
        cases,
        evidence,
        cost,
        ..
    } = rivals.remove(chosen);
    Mention {
        span: m.span,
        entity,
        name,
        tier,
        cases,
        evidence,
        cost,
        score,
        rivals: first(rivals),
    }
}
