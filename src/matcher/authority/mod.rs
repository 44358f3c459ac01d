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
use super::candidate::{rank, share};
use super::layers::Layers;
use super::lookup;
use crate::gazetteer::NameKind;
use bearers::Bearer;

/// Namesakes of a name that are looked at further.
const MOST_SENSES: usize = 32;
/// What it costs to go by way of the authority.
const DETOUR: f32 = 0.03;
/// How many times likelier a text means what somebody has put in a gazetteer than its namesakes.
const OWN: f32 = 20.0;

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
/// gazetteers, and doubts about `others`, which rules of spelling have found.
pub(super) fn hear<'m>(
    layers: &'m Layers,
    name: &str,
    lang: &str,
    others: &mut Vec<Candidate<'m>>,
) {
    let Some(authority) = layers.authority() else {
        return;
    };
    let mut found = lookup::listed(authority, name, lang);
    found.retain(|candidate| candidate.name.kind != NameKind::Demonym);
    let senses: Vec<_> = shares(found).take(MOST_SENSES).collect();
    for other in others.iter_mut() {
        other.score *= if senses.is_empty() {
            doubt::beside_namesakes(authority, other)
        } else {
            doubt::beside_senses(layers, authority, &senses, other)
        };
    }
    let own = candidates(layers, &senses, &mut Bearers::default());
    others.retain(|other| own.iter().all(|own| own.entity.id != other.entity.id));
    others.extend(own);
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
    lookup::add_namesakes(authority, &mut found);
    let senses: Vec<_> = shares(found).take(MOST_SENSES).collect();
    candidates(layers, &senses, bearers)
}

fn candidates<'m>(
    layers: &'m Layers,
    senses: &[Sense<'_>],
    bearers: &mut Bearers,
) -> Vec<Candidate<'m>> {
    let mut found: Vec<(Bearer, &Sense<'_>)> = Vec::new();
    for sense in senses {
        for bearer in bearers.of(layers, &sense.found) {
            let certainty = sense.share * bearer.certainty;
            match found.iter_mut().find(|(known, _)| known.is(bearer)) {
                Some((known, _)) => known.certainty += certainty,
                None => found.push((
                    Bearer {
                        certainty,
                        ..*bearer
                    },
                    sense,
                )),
            }
        }
    }
    let mut candidates: Vec<_> = found
        .iter()
        .filter_map(|(bearer, sense)| candidate(layers, bearer, &sense.found))
        .collect();
    rank(&mut candidates);
    candidates
}

/// The bearer as a candidate: with a name of its own that stands in text as the one that was found.
fn candidate<'m>(
    layers: &'m Layers,
    bearer: &Bearer,
    known: &Candidate<'_>,
) -> Option<Candidate<'m>> {
    let layer = bearer.layer as usize;
    let gazetteer = &layers.gazetteers()[layer];
    let mut entity = layers.merged(gazetteer.entity_at(bearer.entity)?);
    if entity.weight == 0.0 {
        entity.weight = known.entity.weight;
    }
    let mut name = gazetteer.names(&entity).next()?;
    name.casing = known.name.casing;
    if let NameKind::Abbreviation | NameKind::Demonym | NameKind::Designation = known.name.kind {
        name.kind = known.name.kind;
    }
    let cost = known.cost + DETOUR;
    Some(Candidate {
        entity,
        name,
        tier: Tier::Lexicon,
        cases: known.cases,
        evidence: Evidence::Authority,
        cost,
        score: (-cost).exp() * own(bearer.certainty),
        layer,
    })
}

/// A share of the certainty, in favour of what is in one of the matcher's gazetteers.
fn own(share: f32) -> f32 {
    OWN * share / (OWN * share + 1.0 - share)
}
