//! Which entities of the matcher's gazetteers are which of the authority's.

use std::collections::{HashMap, HashSet};

use super::identity::{are_alike, identities, ids, listed};
use crate::fold::key;
use crate::gazetteer::{Entity, Gazetteer, Name, NameKind};
use crate::matcher::annotation::Candidate;
use crate::matcher::layers::Layers;

/// Names of one thing that are looked at.
const MOST_NAMES: usize = 512;

/// An entity of the matcher's gazetteers that may be one of the authority's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bearer {
    pub(super) layer: u32,
    /// By its place in that gazetteer.
    pub(super) entity: u32,
    /// How likely it is the same, from 0 to 1.
    pub(super) certainty: f32,
    /// Whether an id says so.
    pub(super) by_id: bool,
}

impl Bearer {
    pub(super) fn is(&self, other: &Bearer) -> bool {
        (self.layer, self.entity) == (other.layer, other.entity)
    }
}

/// What in the matcher's gazetteers is what in the authority, as far as it was asked for.
#[derive(Debug, Default)]
pub(in crate::matcher) struct Bearers {
    /// Which matcher it is of.
    owner: u64,
    /// By their places in the authority.
    of: HashMap<u32, Box<[Bearer]>>,
}

impl Bearers {
    /// Forgets everything unless it is of this matcher.
    pub(in crate::matcher) fn take_over(&mut self, matcher: u64) {
        if self.owner != matcher {
            self.owner = matcher;
            self.of.clear();
        }
    }

    pub(super) fn of(&mut self, layers: &Layers, known: &Candidate<'_>) -> &[Bearer] {
        self.of
            .entry(known.name.entity)
            .or_insert_with(|| bearers(layers, &known.entity))
    }
}

/// The entities of the matcher's gazetteers that are the same thing as one of the authority's. More
/// than a few namesakes tell no more, and would make the work grow with their number.
fn bearers(layers: &Layers, known: &Entity<'_>) -> Box<[Bearer]> {
    const MOST: usize = 64;
    let Some(authority) = layers.authority() else {
        return Box::default();
    };
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for entity in ids(known).filter_map(|id| gazetteer.entity(id)) {
            let Some(name) = gazetteer.names(&entity).next() else {
                continue;
            };
            if seen.insert((layer, name.entity)) && are_alike(known, &layers.merged(entity)) {
                found.push(Bearer {
                    layer: layer as u32,
                    entity: name.entity,
                    certainty: 1.0,
                    by_id: true,
                });
            }
        }
    }
    let names = names(&authority.gazetteers()[0], known);
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for text in &names {
            let own = gazetteer.find(text);
            if own.is_empty() {
                continue;
            }
            let listed = listed(authority, text);
            for name in own {
                if found.len() == MOST {
                    return found.into();
                }
                if !seen.insert((layer, name.entity)) {
                    continue;
                }
                let entity = layers.merged(gazetteer.entity_of(&name));
                let identities = identities(authority, &entity, &listed);
                let same = identities.iter().find(|identity| identity.id == known.id);
                found.extend(same.map(|same| Bearer {
                    layer: layer as u32,
                    entity: name.entity,
                    certainty: same.share,
                    by_id: same.by_id,
                }));
            }
        }
    }
    found.into()
}

/// The names by which a thing is recognised, each once.
fn names<'a>(authority: &'a Gazetteer, known: &Entity<'a>) -> Vec<&'a str> {
    let mut keys = HashSet::new();
    let telling = authority
        .names(known)
        .filter(speaks_for_it)
        .take(MOST_NAMES);
    telling
        .filter(|name| keys.insert(key(name.text)))
        .map(|name| name.text)
        .collect()
}

/// A name that many things have in their languages, or by mistake, does not tell what else has it.
fn speaks_for_it(name: &Name<'_>) -> bool {
    const SHORTEST_ABBREVIATION: usize = 4;
    match name.kind {
        NameKind::Demonym | NameKind::Misspelling | NameKind::Designation => false,
        NameKind::Abbreviation => name.text.chars().count() >= SHORTEST_ABBREVIATION,
        _ => true,
    }
}
