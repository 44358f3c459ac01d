//! The entities that have a name, as it is listed or of which it is a form.

use super::speaker::speaker;
use super::{Form, candidate, inflected_form, rank};
use crate::fold::{fold, key};
use crate::gazetteer::EntityType;
use crate::inflect::{Cases, Endings, Spelling, Types, endings, endings_for_script};
use crate::matcher::annotation::Candidate;
use crate::matcher::layers::Layers;
use crate::matcher::scan::inflected;
use crate::matcher::scan::{Bent, Walk};
use crate::text::{ENGLISH, script_of};

/// The entities that have a name as listed or of which `name` is a form, and their namesakes, best first.
pub(in crate::matcher) fn listed<'m>(
    layers: &'m Layers,
    name: &str,
    lang: &str,
) -> Vec<Candidate<'m>> {
    let mut candidates = as_listed(layers, name, lang);
    if candidates.is_empty() {
        candidates = inflected_names(layers, name, lang);
    }
    rank(&mut candidates);
    add_namesakes(layers, &mut candidates);
    candidates
}

/// The entities that have a name of this key.
pub(in crate::matcher) fn as_listed<'m>(
    layers: &'m Layers,
    name: &str,
    lang: &str,
) -> Vec<Candidate<'m>> {
    let mut candidates = Vec::new();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for found in gazetteer.find(name) {
            let form = Form {
                surface: name,
                lang,
                bent: false,
            };
            let found = speaker(gazetteer, found, form);
            candidates.push(candidate(layers, gazetteer, layer, found, form));
        }
    }
    candidates
}

/// The entities that have a name of which `name` is an inflected form.
pub(in crate::matcher) fn inflected_names<'m>(
    layers: &'m Layers,
    name: &str,
    lang: &str,
) -> Vec<Candidate<'m>> {
    /// What it costs not to know the language.
    const GUESSED: f32 = 0.1;
    let known = endings(lang).map(|endings| (endings, 0.0));
    let guessed = lang
        .is_empty()
        .then(|| endings_for_script(script_of(name)).map(|endings| (endings, GUESSED)));
    let mut candidates = Vec::new();
    let key = key(name);
    for (endings, cost) in known.into_iter().chain(guessed.into_iter().flatten()) {
        let stem = before_ending(name, endings);
        for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
            let Some(walk) = Walk::new(gazetteer, "", &[]) else {
                continue;
            };
            let of = |found, bent: Bent| {
                let bent = Bent {
                    cost: bent.cost + cost,
                    ..bent
                };
                let form = Form {
                    surface: name,
                    lang,
                    bent: true,
                };
                let found = speaker(gazetteer, found, form);
                let candidate = candidate(layers, gazetteer, layer, found, form);
                inflected_form(candidate, name, bent)
            };
            let hyphenated = stem.map_or(Vec::new(), |stem| gazetteer.find(stem));
            candidates.extend(
                hyphenated
                    .into_iter()
                    .filter_map(|found| of(found, HYPHENATED)),
            );
            for (value, bent) in inflected::of_words(&walk, endings, &key) {
                let names = gazetteer
                    .posting(value)
                    .filter_map(|at| gazetteer.name_at(at));
                candidates.extend(names.filter_map(|found| of(found, bent)));
            }
        }
    }
    candidates
}

/// An ending after a hyphen tells no case.
const HYPHENATED: Bent = Bent {
    cost: 0.1,
    cases: Cases::ANY,
    types: Types::ANY,
    spelling: Spelling::Own,
};

/// What stands before an ending that hangs on a hyphen: `NATO-t`.
fn before_ending<'n>(name: &'n str, endings: &Endings) -> Option<&'n str> {
    /// No ending after a hyphen is longer.
    const LONGEST: usize = 5;
    let (stem, tail) = name.rsplit_once(['-', '\u{2011}'])?;
    let ending = tail.chars().count() <= LONGEST && endings.is_ending(&fold(tail));
    ending.then_some(stem)
}

/// Places that share the canonical name of the best candidate may be meant by its other
/// names too, even where those are not listed for them.
pub(in crate::matcher) fn add_namesakes<'m>(
    layers: &'m Layers,
    candidates: &mut Vec<Candidate<'m>>,
) {
    const LESS_LIKELY: f32 = 0.05;
    let Some(best) = candidates.first().copied() else {
        return;
    };
    if best.entity.entity_type != EntityType::Place {
        return;
    }
    let Some(canonical) = layers.gazetteers()[best.layer].canonical(&best.entity, ENGLISH) else {
        return;
    };
    let own = key(canonical.text);
    let before = candidates.len();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for name in gazetteer.find(canonical.text) {
            let entity = gazetteer.entity_of(&name);
            if entity.id == best.entity.id {
                continue;
            }
            let entity = layers.merged(entity);
            let known = candidates[..before]
                .iter()
                .any(|other| other.entity.id == entity.id && other.cost <= best.cost + LESS_LIKELY);
            let shares = || {
                let theirs = gazetteer.canonical(&entity, ENGLISH);
                theirs.is_some_and(|name| key(name.text) == own)
            };
            if entity.entity_type == EntityType::Place && !known && shares() {
                let cost = best.cost + LESS_LIKELY;
                candidates.push(Candidate {
                    entity,
                    name,
                    cost,
                    layer,
                    ..best
                });
            }
        }
    }
    if candidates.len() > before {
        rank(candidates);
    }
}
