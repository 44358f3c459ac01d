//! From hits to candidates: which entities a stretch of text may name, given
//! how it is written.

use super::Matcher;
use super::annotation::{Candidate, Tier};
use super::layers::Layers;
use super::parts;
use super::place::Place;
use super::scan::Hit;
use crate::fold::key;
use crate::gazetteer::{Entity, EntityType, Gazetteer, Name, NameKind};

/// The entities that the hits at one place stand for, as far as its capitals allow.
pub(super) fn of_hits<'m>(
    matcher: &'m Matcher,
    place: &Place<'_>,
    hits: &[Hit],
    lang: &str,
) -> Vec<Candidate<'m>> {
    let mut candidates = Vec::new();
    for hit in hits {
        let layer = hit.layer as usize;
        let gazetteer = &matcher.gazetteers()[layer];
        let names = gazetteer
            .posting(hit.value)
            .filter_map(|at| gazetteer.name_at(at));
        let allowed =
            names.filter(|name| place.casing_allows(name.casing) && place.ending_allows(name.text));
        candidates.extend(allowed.map(|name| {
            candidate(
                &matcher.layers,
                gazetteer,
                layer,
                name,
                place.surface(),
                lang,
            )
        }));
    }
    if place.is_capitals() && candidates.iter().any(written_in_capitals) {
        candidates.retain(written_in_capitals);
    }
    rank(&mut candidates);
    // More namesakes tell no more, and would make the work grow with their number.
    const MOST: usize = 64;
    candidates.truncate(MOST);
    candidates
}

/// `UN` in capitals is the abbreviation, whatever town is called Un.
fn written_in_capitals(candidate: &Candidate<'_>) -> bool {
    !candidate.name.text.contains(char::is_lowercase)
}

/// The entities that have a name of the same key as `name`, best first.
pub(super) fn of_name<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let mut candidates = Vec::new();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for found in gazetteer.find(name) {
            candidates.push(candidate(layers, gazetteer, layer, found, name, lang));
        }
    }
    if candidates.is_empty() {
        candidates = parts::candidates(layers, name, lang);
    }
    rank(&mut candidates);
    add_namesakes(layers, &mut candidates);
    candidates
}

/// Places that share the canonical name of the best candidate may be meant by its other
/// names too, even where those are not listed for them.
fn add_namesakes<'m>(layers: &'m Layers, candidates: &mut Vec<Candidate<'m>>) {
    const LESS_LIKELY: f32 = 0.05;
    let Some(best) = candidates.first().cloned() else {
        return;
    };
    let canonical = layers.canonical(best.entity.id, "en");
    let Some(canonical) = canonical.filter(|_| best.entity.entity_type == EntityType::Place) else {
        return;
    };
    let own = key(canonical.text);
    let before = candidates.len();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for name in gazetteer.find(canonical.text) {
            let entity = layers.merged(gazetteer.entity_of(&name));
            let known = candidates[..before]
                .iter()
                .any(|other| other.entity.id == entity.id && other.cost <= best.cost + LESS_LIKELY);
            let shares = || {
                let theirs = layers.canonical(entity.id, "en");
                theirs.is_some_and(|name| key(name.text) == own)
            };
            if entity.entity_type == EntityType::Place && !known && shares() {
                let cost = best.cost + LESS_LIKELY;
                candidates.push(Candidate { entity, name, cost, layer, ..best.clone() });
            }
        }
    }
    if candidates.len() > before {
        rank(candidates);
    }
}

/// The posting names one of the entity's names of this key; the best of them speaks for it.
fn candidate<'m>(
    layers: &'m Layers,
    gazetteer: &'m Gazetteer,
    layer: usize,
    name: Name<'m>,
    surface: &str,
    lang: &str,
) -> Candidate<'m> {
    let own = gazetteer.entity_of(&name);
    let name = spelled_so(gazetteer, &own, surface, lang)
        .or_else(|| in_language(gazetteer, &own, &name, lang))
        .unwrap_or(name);
    let tier = if name.text == surface {
        Tier::Exact
    } else {
        Tier::Folded
    };
    let cost = cost(&name, surface, lang);
    Candidate {
        entity: layers.merged(own),
        name,
        tier,
        cost,
        score: (-cost).exp(),
        layer,
    }
}

/// The name of an entity that is spelled as the surface form, in the language of the text if there is one.
fn spelled_so<'m>(
    gazetteer: &'m Gazetteer,
    entity: &Entity<'m>,
    surface: &str,
    lang: &str,
) -> Option<Name<'m>> {
    let same = || gazetteer.names(entity).filter(|name| name.text == surface);
    same()
        .find(|name| name.lang == lang)
        .or_else(|| same().next())
}

/// The name of an entity in the language of the text that has the same key as `name`.
fn in_language<'m>(
    gazetteer: &'m Gazetteer,
    entity: &Entity<'m>,
    name: &Name<'m>,
    lang: &str,
) -> Option<Name<'m>> {
    if lang.is_empty() || name.lang == lang {
        return None;
    }
    let wanted = key(name.text);
    gazetteer
        .names(entity)
        .filter(|other| other.lang == lang)
        .find(|other| key(other.text) == wanted)
}

/// What has to be assumed for `surface` to be this name of its entity.
fn cost(name: &Name<'_>, surface: &str, lang: &str) -> f32 {
    let spelling = match name.text == surface {
        true => 0.0,
        false if name.text.to_lowercase() == surface.to_lowercase() => 0.01,
        false => 0.05,
    };
    let kind = match name.kind {
        NameKind::Canonical => 0.0,
        NameKind::Alias
        | NameKind::Endonym
        | NameKind::Exonym
        | NameKind::Romanization
        | NameKind::Demonym
        | NameKind::Designation => 0.02,
        NameKind::Abbreviation => 0.05,
        NameKind::Former | NameKind::Misspelling => 0.1,
    };
    let foreign = !lang.is_empty() && !name.lang.is_empty() && name.lang != lang;
    spelling + kind + if foreign { 0.1 } else { 0.0 }
}

/// Sorts candidates best first and leaves one for each entity.
pub(super) fn rank(candidates: &mut Vec<Candidate<'_>>) {
    rank_by(candidates, |candidate| candidate);
}

/// The same for candidates with something beside them.
pub(super) fn rank_by<'m, T>(all: &mut Vec<T>, candidate: impl Fn(&T) -> &Candidate<'m>) {
    all.sort_by(|a, b| {
        let (a, b) = (candidate(a), candidate(b));
        let by_entity = a.entity.id.cmp(b.entity.id);
        by_entity
            .then(a.cost.total_cmp(&b.cost))
            .then(b.layer.cmp(&a.layer))
    });
    all.dedup_by(|later, earlier| candidate(later).entity.id == candidate(earlier).entity.id);
    all.sort_by(|a, b| {
        let (a, b) = (candidate(a), candidate(b));
        let by_worth = worth(b).total_cmp(&worth(a));
        by_worth.then_with(|| a.entity.id.cmp(b.entity.id))
    });
}

/// How likely a candidate is beside others of the same name: the better known
/// entity, unless the name fits it worse. A factor of ten in weight outdoes 0.1 in cost.
pub(super) fn worth(candidate: &Candidate<'_>) -> f32 {
    (candidate.entity.weight + 1.0).log10() * 0.1 - candidate.cost
}
