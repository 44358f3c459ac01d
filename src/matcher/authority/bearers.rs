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

/// Those that were found to be one thing, each once.
#[derive(Default)]
struct Found {
    bearers: Vec<Bearer>,
    /// By the layer and the place in it.
    seen: HashSet<(usize, u32)>,
}

impl Found {
    /// More than a few namesakes tell no more, and would make the work grow with their number.
    const MOST: usize = 64;

    /// By an id that both have.
    fn add_by_ids(&mut self, layers: &Layers, known: &Entity<'_>) {
        for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
            for entity in ids(known).filter_map(|id| gazetteer.entity(id)) {
                let Some(name) = gazetteer.names(&entity).next() else {
                    continue;
                };
                let new = self.seen.insert((layer, name.entity));
                if new && are_alike(known, &layers.merged(entity)) {
                    self.bearers.push(Bearer {
                        layer: layer as u32,
                        entity: name.entity,
                        certainty: 1.0,
                        by_id: true,
                    });
                }
            }
        }
    }

    /// By a name that both have.
    fn add_by_names(&mut self, layers: &Layers, authority: &Layers, known: &Entity<'_>) {
        let names = names(&authority.gazetteers()[0], known);
        for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
            for text in &names {
                let own = gazetteer.find(text);
                if own.is_empty() {
                    continue;
                }
                let listed = listed(authority, text);
                for name in own {
                    if self.bearers.len() == Found::MOST {
                        return;
                    }
                    if !self.seen.insert((layer, name.entity)) {
                        continue;
                    }
                    let entity = layers.merged(gazetteer.entity_of(&name));
                    let identities = identities(authority, &entity, &listed);
                    let same = identities.iter().find(|identity| identity.id == known.id);
                    self.bearers.extend(same.map(|same| Bearer {
                        layer: layer as u32,
                        entity: name.entity,
                        certainty: same.share,
                        by_id: same.by_id,
                    }));
                }
            }
        }
    }
}

/// The entities of the matcher's gazetteers that are the same thing as one of the authority's.
fn bearers(layers: &Layers, known: &Entity<'_>) -> Box<[Bearer]> {
    let mut found = Found::default();
    if let Some(authority) = layers.authority() {
        found.add_by_ids(layers, known);
        found.add_by_names(layers, authority, known);
    }
    found.bearers.into()
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
