//! One entity for each match, or a reason for none.

use super::annotation::{Abstention, Annotation, Candidate, Mention, Reason, Scheme, Tier};
use super::authority;
use super::candidate::decide::decide;
use super::candidate::matched::{Match, covered};
use super::candidate::readers::Readers;
use super::candidate::share;
use super::layers::Layers;
use super::namesakes::gloss;
use super::namesakes::named::{Named, needs_country};
use super::namesakes::regions::{
    of_a_named_country, of_its_own_division, of_the_country, settle_by_region,
};
use crate::gazetteer::{Entity, EntityType};

/// A choice that leaves less of the certainty is none.
const LEAST_SHARE: f32 = 0.2;

/// A match and whose name it is, by its place in the list, or why nobody's.
pub(super) struct Decided<'m> {
    pub(super) m: Match<'m>,
    pub(super) chosen: Result<usize, Reason>,
    /// How the text spells it, if that is what speaks for the choice.
    pub(super) scheme: Option<Box<Scheme<'m>>>,
}

/// Decides all matches of a text: those that stand alone first, the others in their light.
pub(super) fn resolve<'m>(
    mut matches: Vec<Match<'m>>,
    lang: &str,
    layers: &Layers,
) -> Vec<Decided<'m>> {
    let evidence = evidence(&mut matches, lang, layers);
    let mut decided = Vec::with_capacity(matches.len());
    for mut m in matches {
        settle_by_region(&mut m, &evidence);
        let chosen = choose(&m, &evidence).and_then(|at| match m.candidates[at] {
            candidate if is_strange_party(&candidate, &evidence, layers) => Err(Reason::Remote),
            _ => Ok(at),
        });
        decided.push(Decided {
            m,
            chosen,
            scheme: None,
        });
    }
    decided
}

/// What the text names for certain. Of places of one name those at home are meant, unless something else in the text
/// is of the country of one abroad.
fn evidence<'m>(matches: &mut [Match<'m>], lang: &str, layers: &Layers) -> Named<'m> {
    let readers = Readers::of(lang);
    let is_divided = |m: &Match<'_>| {
        let open = !m.settled && m.objection.is_none();
        open && readers.is_some_and(|readers| readers.divide(&m.candidates))
    };
    let divided: Vec<bool> = matches.iter().map(is_divided).collect();
    let others = matches
        .iter()
        .zip(&divided)
        .filter(|(_, divided)| !**divided);
    let evidence = Named::of(others.map(|(m, _)| m), lang);
    let Some(readers) = readers.filter(|_| divided.contains(&true)) else {
        return evidence;
    };
    let is_told = |entity: &Entity<'_>| {
        let country = entity.country();
        country.is_some_and(|country| evidence.names_country_besides(&country, entity))
    };
    for (m, _) in matches
        .iter_mut()
        .zip(divided)
        .filter(|(_, divided)| *divided)
    {
        readers.put_home_first(layers, &mut m.candidates, lang, is_told);
    }
    Named::of(matches.iter(), lang)
}

/// Of each of the tokens of a text, whether it is part of something that is linked.
pub(super) fn linked(decided: &[Decided<'_>], tokens: usize) -> Vec<bool> {
    let linked = decided.iter().filter(|d| d.chosen.is_ok());
    covered(linked.map(|d| &d.m), tokens)
}

/// Puts `found` in the place of what it overlaps, keeping the order of places. `tokens` is how many there are.
pub(super) fn replace<'m>(
    decided: &mut Vec<Decided<'m>>,
    mut found: Vec<Decided<'m>>,
    tokens: usize,
) {
    let taken = covered(found.iter().map(|new| &new.m), tokens);
    decided.retain(|d| !taken[d.m.words()].contains(&true));
    decided.append(&mut found);
    decided.sort_by_key(|d| d.m.first);
}

/// Puts what was decided into an annotation.
pub(super) fn report<'m>(
    decided: Vec<Decided<'m>>,
    (min_score, types): (f32, &[EntityType]),
    annotation: &mut Annotation<'m>,
) {
    for Decided { m, chosen, scheme } in decided {
        let chosen = match chosen {
            Ok(chosen) if score(&m, chosen) < min_score => Err(Reason::LowScore),
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
            Ok(chosen) => annotation.mentions.push(mention(m, chosen, scheme)),
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
        (Some((_, candidate)), None)
            if m.objection == Some(Reason::PersonOrPlace) && is_respelled(candidate) =>
        {
            None
        }
        (Some((at, _)), None) => Some(at),
        _ => None,
    };
    match (m.objection, elsewhere) {
        (Some(reason), _) if reason.is_final() => Err(reason),
        (Some(_), Some(at)) if m.candidates.len() == 1 => Ok(at),
        (Some(Reason::PersonOrPlace), Some(0)) => Ok(0),
        (Some(Reason::Obscure), _) if borne_out(m, evidence) => Ok(0),
        (Some(reason), _) => Err(reason),
        // The best known may be named by nothing but its own name.
        (None, Some(0)) => near(m, of_a_named_country(m, evidence).unwrap_or(0), evidence),
        (None, Some(at)) => near(m, at, evidence),
        (None, None) => match decide(&m.candidates) {
            Ok(_) => near(m, of_a_named_country(m, evidence).unwrap_or(0), evidence),
            Err(reason) => of_the_country(m, evidence)
                .or_else(|| of_its_own_division(m, evidence))
                .ok_or(reason),
        },
    }
}

/// Whether the text has other letters than the listed name: Czech `Milan` is no Milán, though the text names that too.
fn is_respelled(candidate: &Candidate<'_>) -> bool {
    /// Capitals cost less.
    const LETTERS: f32 = 0.05;
    candidate.tier == Tier::Folded && candidate.cost >= LETTERS
}

/// Whether it is a party of a name that those of many countries have, and nothing else in the text is of its country.
fn is_strange_party(candidate: &Candidate<'_>, evidence: &Named<'_>, layers: &Layers) -> bool {
    let entity = &candidate.entity;
    gloss::is_any_countrys(candidate, layers)
        && entity
            .country()
            .is_some_and(|country| !evidence.names_country(&country))
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
        .is_some_and(|country| evidence.names_country(&country));
    let telling = !best.name.lang.is_empty() || best.name.text.chars().count() >= SHORTEST;
    best.tier == Tier::Exact && telling && in_country
}

fn near(m: &Match<'_>, at: usize, evidence: &Named<'_>) -> Result<usize, Reason> {
    if needs_country(m) && !evidence.is_near(m, &m.candidates[at]) {
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

fn mention<'m>(m: Match<'m>, chosen: usize, scheme: Option<Box<Scheme<'m>>>) -> Mention<'m> {
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
        scheme,
        cost,
        score,
        rivals: first(rivals),
    }
}
