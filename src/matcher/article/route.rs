//! By which route a spelling came from a name of its entity.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::gazetteer::Name;
use crate::matcher::Matcher;
use crate::romanize::{Variants, Way, has_routes};

/// Ways that were looked for: a text, and the next one too, spells a name the
/// same again and again, and to find a way takes long.
#[derive(Debug)]
pub(in crate::matcher) struct Ways<T = Option<Way>>(Mutex<HashMap<Spelled, T>>);

impl<T> Default for Ways<T> {
    fn default() -> Ways<T> {
        Ways(Mutex::default())
    }
}

/// The language of a name, the name, and how it is spelled.
type Spelled = [String; 3];

impl<T: Clone> Ways<T> {
    /// What is remembered, or else what `find` finds.
    pub(super) fn get(&self, spelled: Spelled, find: impl FnOnce() -> T) -> T {
        /// When there are more, all are forgotten.
        const MOST: usize = 1 << 14;
        let ways = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = ways().get(&spelled) {
            return known.clone();
        }
        let found = find();
        let mut ways = ways();
        if ways.len() >= MOST {
            ways.clear();
        }
        ways.insert(spelled, found.clone());
        found
    }
}

impl Matcher {
    /// How `spelled` came from a listed name of an entity in its own language:
    /// the name, and the cheapest way, if a standard or route gives the spelling.
    ///
    /// Names of the languages that have files of routes are tried, a few of them.
    pub fn route(&self, spelled: &str, id: &str) -> Option<(Name<'_>, Way)> {
        const MOST: usize = 6;
        let mut tried: Vec<&str> = Vec::new();
        let mut best: Option<(Name<'_>, Way)> = None;
        for gazetteer in self.gazetteers() {
            let Some(entity) = gazetteer.entity(id) else {
                continue;
            };
            for name in gazetteer
                .names(&entity)
                .filter(|name| has_routes(name.lang))
            {
                if tried.len() >= MOST {
                    return best;
                }
                if tried.contains(&name.text) {
                    continue;
                }
                tried.push(name.text);
                let way = self.way(&name, spelled);
                let cheaper =
                    |way: &Way| best.as_ref().is_none_or(|(_, other)| way.cost < other.cost);
                if let Some(way) = way.filter(cheaper) {
                    best = Some((name, way));
                }
            }
        }
        best
    }

    /// The cheapest way by which a listed name comes to be spelled so.
    pub(super) fn way(&self, name: &Name<'_>, spelled: &str) -> Option<Way> {
        let key = [name.lang, name.text, spelled].map(str::to_owned);
        self.ways.get(key, || {
            Variants::new(name.lang)
                .lexicon(self.layers.lexicon())
                .way(name.text, spelled)
        })
    }
}
