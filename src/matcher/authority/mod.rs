//! What an authority knows of a name that nobody listed.
//!
//! A gazetteer that lists `Vienna` alone says nothing of `Dunaj`. An authority, a
//! gazetteer whose entities are not linked themselves, lists both for one. What
//! a name denotes there are its `Sense`s, and what is the same thing in the
//! matcher's gazetteers, by an id or by another name of it, are their `Bearers`.
//! The other way about, a name that the authority lists for one thing is hardly
//! another spelling of something else (`doubt`). `identity` says which of its
//! things an entity is.

mod bearers;
mod doubt;
mod identity;

pub(super) use bearers::Bearers;

use super::annotation::{Candidate, Evidence, Tier};
use super::candidate::by_name;
use super::candidate::decide::doubt_beside_others;
use super::candidate::{rank, share};
use super::layers::Layers;
use super::parts;
use crate::gazetteer::{EntityType, NameKind};
use crate::text::base_language;
use bearers::Bearer;

/// Namesakes of a name that are looked at further.
const MOST_SENSES: usize = 32;
/// What it costs to go by way of the authority.
const DETOUR: f32 = 0.03;
/// How many times likelier a text means what somebody has put in a gazetteer than its namesakes.
const IN_FAVOUR: f32 = 20.0;

/// What a name denotes in the authority, and how likely beside its namesakes.
struct Sense<'a> {
    found: Candidate<'a>,
    share: f32,
}

/// Candidates, best first, with their shares of the certainty.
fn shares<'a>(found: Vec<Candidate<'a>>) -> impl Iterator<Item = Sense<'a>> {
    let all: f32 = found.iter().map(share).sum();
    found.into_iter().map(move |found| Sense {
        share: share(&found) / all,
        found,
    })
}

/// What the authority, if there is one, makes of a single name: candidates of the matcher's own
/// gazetteers, and doubts about `others`, which rules of spelling have found. What is the same only by
/// its names is doubted by the factor `stranger`.
pub(super) fn consult<'m>(
    layers: &'m Layers,
    name: &str,
    lang: &str,
    stranger: f32,
    others: &mut Vec<Candidate<'m>>,
) {
    let Some(authority) = layers.authority() else {
        return;
    };
    let found = by_name::listed(authority, name, lang);
    let is_demonym = |known: &Candidate<'_>| known.name.kind == NameKind::Demonym;
    let (demonyms, names): (Vec<_>, Vec<_>) = found.into_iter().partition(is_demonym);
    let [names, demonyms] =
        [names, demonyms].map(|found| shares(found).take(MOST_SENSES).collect::<Vec<_>>());
    for other in others.iter_mut() {
        let left = match names.is_empty() {
            // What people are called after a place may well be the name of something else.
            true if demonyms.is_empty() => doubt::beside_namesakes(authority, other),
            true => 1.0,
            false => {
                let doubt = doubt::beside_senses(layers, authority, &names, other);
                doubt::less_by_route(layers, name, other, doubt)
            }
        };
        doubt_beside_others(other, left);
    }
    let mut bearers = Bearers::default();
    if names.is_empty() && demonyms.is_empty() {
        let asked = Asked {
            name,
            lang,
            stranger,
        };
        return consult_spellings(layers, authority, asked, &mut bearers, others);
    }
    let mut own = candidates(layers, &names, stranger, &mut bearers);
    if own.is_empty() {
        own = candidates(layers, &demonyms, stranger, &mut bearers);
    }
    // An ending that was guessed is no better than a rule of spelling.
    own.retain(|own| {
        let better =
            |other: &Candidate<'_>| other.entity.id == own.entity.id && other.score > own.score;
        own.tier != Tier::Inflected || !others.iter().any(better)
    });
    others.retain(|other| own.iter().all(|own| own.entity.id != other.entity.id));
    own.iter_mut().for_each(|own| own.tier = tier(own));
    others.extend(own);
}

/// A single name, its language, and the doubt of what is the same only by names of other languages.
#[derive(Clone, Copy)]
struct Asked<'q> {
    name: &'q str,
    lang: &'q str,
    stranger: f32,
}

/// The same where the authority does not list the name: what it lists in another spelling.
fn consult_spellings<'m>(
    layers: &'m Layers,
    authority: &'m Layers,
    asked: Asked<'_>,
    bearers: &mut Bearers,
    others: &mut Vec<Candidate<'m>>,
) {
    /// What is not so likely is no better than the rules of spelling on the own names.
    const LIKELY: f32 = 0.6;
    /// What is less so is not meant.
    const PERHAPS: f32 = 0.1;
    /// What is left of the score of a candidate when something else is certainly spelled so.
    const ELSE: f32 = 0.9;
    let mut known = parts::by_rules(authority, asked.name, asked.lang);
    known.retain(|known| known.score >= PERHAPS && known.name.kind != NameKind::Demonym);
    let Some(best) = known.first().filter(|best| best.score >= LIKELY) else {
        return;
    };
    let chance = best.score;
    // Of those that are spelled alike the better known is meant.
    let sense = |sense: Sense<'m>| Sense {
        share: sense.share * chance,
        ..sense
    };
    let senses: Vec<_> = shares(known).take(MOST_SENSES).map(sense).collect();
    for other in others.iter_mut() {
        if doubt::beside_senses(layers, authority, &senses, other) < 1.0 {
            doubt_beside_others(other, 1.0 - (1.0 - ELSE) * chance);
        }
    }
    for mut own in candidates(layers, &senses, 1.0, bearers) {
        // What the spelling costs is in the chance already.
        own.score *= (own.cost - DETOUR).exp();
        if base_language(own.name.lang) != base_language(asked.lang) {
            own.score *= asked.stranger;
        }
        own.tier = Tier::Romanized;
        if others.iter().all(|other| other.score < own.score) {
            others.retain(|other| other.entity.id != own.entity.id);
            others.push(own);
        }
    }
}

/// Whether the authority, if there is one, lists something that is called so.
pub(super) fn lists(layers: &Layers, name: &str, lang: &str) -> bool {
    layers.authority().is_some_and(|authority| {
        let found = by_name::listed(authority, name, lang);
        found
            .iter()
            .any(|known| known.name.kind != NameKind::Demonym)
    })
}

/// How a candidate was found, for whoever is told: what is listed elsewhere is not listed here.
pub(super) fn tier(candidate: &Candidate<'_>) -> Tier {
    match (candidate.evidence, candidate.tier) {
        (Evidence::Authority, Tier::Exact | Tier::Folded) => Tier::Lexicon,
        (_, tier) => tier,
    }
}

/// The candidates of the matcher's gazetteers for what was found in the authority.
pub(super) fn of_found<'m>(
    layers: &'m Layers,
    mut found: Vec<Candidate<'m>>,
    bearers: &mut Bearers,
) -> Vec<Candidate<'m>> {
    let Some(authority) = layers.authority().filter(|_| !found.is_empty()) else {
        return Vec::new();
    };
    by_name::add_namesakes(authority, &mut found);
    let senses: Vec<_> = shares(found).take(MOST_SENSES).collect();
    candidates(layers, &senses, 1.0, bearers)
}

fn candidates<'m>(
    layers: &'m Layers,
    senses: &[Sense<'m>],
    stranger: f32,
    bearers: &mut Bearers,
) -> Vec<Candidate<'m>> {
    const MOST: usize = 128;
    let mut found: Vec<(Bearer, &Sense<'m>)> = Vec::new();
    for sense in senses {
        for bearer in bearers.of(layers, &sense.found) {
            let certainty = sense.share * bearer.certainty;
            if let Some((known, _)) = found.iter_mut().find(|(known, _)| known.is(bearer)) {
                known.certainty += certainty;
            } else if found.len() < MOST {
                let bearer = Bearer {
                    certainty,
                    ..*bearer
                };
                found.push((bearer, sense));
            }
        }
    }
    let mut candidates: Vec<_> = found
        .iter()
        .filter_map(|(bearer, sense)| candidate(layers, bearer, &sense.found, stranger))
        .collect();
    rank(&mut candidates);
    candidates
}

/// The bearer as a candidate, under the name that the authority has for it.
fn candidate<'m>(
    layers: &'m Layers,
    bearer: &Bearer,
    known: &Candidate<'m>,
    stranger: f32,
) -> Option<Candidate<'m>> {
    let layer = bearer.layer as usize;
    let gazetteer = &layers.gazetteers()[layer];
    let mut entity = layers.merged(gazetteer.entity_at(bearer.entity)?);
    if entity.weight == 0.0 {
        entity.weight = known.entity.weight;
    }
    // Beside its name an organisation goes by an abbreviation, in the same language.
    let is_certain = bearer.by_id || entity.entity_type == EntityType::Organization;
    // What has the very id goes before what is only called alike.
    let doubt = if is_certain { 0.0 } else { -stranger.ln() };
    let cost = known.cost + DETOUR + doubt;
    let mut candidate = Candidate {
        entity,
        evidence: Evidence::Authority,
        cost,
        score: (-cost).exp(),
        layer,
        ..*known
    };
    doubt_beside_others(&mut candidate, in_favour(bearer.certainty));
    Some(candidate).filter(|candidate| candidate.score > 0.0)
}

/// A share of the certainty, in favour of what is in one of the matcher's gazetteers.
fn in_favour(share: f32) -> f32 {
    IN_FAVOUR * share / (IN_FAVOUR * share + 1.0 - share)
}
