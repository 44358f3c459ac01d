//! What the authority says against a candidate that rules of spelling have found.

use super::identity::{identities, listed, may_be};
use super::{Sense, in_favour, shares};
use crate::matcher::annotation::Candidate;
use crate::matcher::layers::Layers;
use crate::romanize::{Variants, has_routes};

/// What is left of the score of a candidate when the authority knows the name, for these things.
pub(super) fn beside_senses(
    layers: &Layers,
    authority: &Layers,
    senses: &[Sense<'_>],
    other: &Candidate<'_>,
) -> f32 {
    /// Of one that is known for something else.
    const SOMETHING_ELSE: f32 = 0.3;
    /// Of one that is not known, or of a name that several things have.
    const PERHAPS_ELSE: f32 = 0.7;
    /// A share of so much tells which of several namesakes it is.
    const SURE: f32 = 0.8;
    if !senses
        .iter()
        .any(|sense| may_be(&sense.found.entity, &other.entity))
    {
        return 1.0;
    }
    let gazetteer = &layers.gazetteers()[other.layer];
    let canonical = gazetteer.canonical(&other.entity, "").unwrap_or(other.name);
    let identities = identities(authority, &other.entity, &listed(authority, canonical.text));
    let is_known = |id: &str| senses.iter().any(|sense| sense.found.entity.id == id);
    match identities.first() {
        _ if identities.iter().any(|identity| is_known(identity.id)) => 1.0,
        Some(identity) if identity.share >= SURE => SOMETHING_ELSE,
        _ => PERHAPS_ELSE,
    }
}

/// What is left of the score of a candidate by some doubt, which is less if the name is just what the language between
/// makes of one listed: `Berezovka` may well be Березівка, which is Березовка in Russian, though others are called so.
pub(super) fn less_by_route(layers: &Layers, name: &str, other: &Candidate<'_>, doubt: f32) -> f32 {
    /// What is left then.
    const BY_ROUTE: f32 = 0.9;
    /// What is not so likely by its spelling is not asked for its route.
    const LIKELY: f32 = 0.75;
    if doubt < BY_ROUTE && other.score >= LIKELY && is_by_route(layers, name, other) {
        BY_ROUTE
    } else {
        doubt
    }
}

/// Whether a name is spelled as a language that names of this one pass through gives it by a standard.
fn is_by_route(layers: &Layers, name: &str, other: &Candidate<'_>) -> bool {
    /// Names of the entity that are tried.
    const MOST: usize = 4;
    /// One hop, and nothing unusual beside it.
    const ONE_HOP: f32 = 0.31;
    let gazetteer = &layers.gazetteers()[other.layer];
    let names = gazetteer.names(&other.entity);
    let mut names = names.filter(|own| has_routes(own.lang)).take(MOST);
    names.any(|own| {
        let variants = Variants::new(own.lang).lexicon(layers.lexicon());
        let way = variants.way(own.text, name);
        way.is_some_and(|way| way.has_pivot() && way.cost <= ONE_HOP)
    })
}

/// What is left of the score of a candidate beside better known things of the same name, when the
/// authority does not know the spelling: `Берлин` is hardly Berlin, New Hampshire.
pub(super) fn beside_namesakes(authority: &Layers, other: &Candidate<'_>) -> f32 {
    let namesakes = listed(authority, other.name.text);
    let identities = identities(authority, &other.entity, &namesakes);
    let [identity] = identities.as_slice() else {
        return 1.0;
    };
    let own = shares(namesakes).find(|sense| sense.found.entity.id == identity.id);
    own.map_or(1.0, |sense| in_favour(sense.share))
}
