//! By which route a spelling came from a name of its entity.

use super::Matcher;
use crate::gazetteer::Name;
use crate::romanize::{Variants, Way, has_routes};

impl Matcher {
    /// How `spelled` came from a listed name of an entity in its own language:
    /// the name, and the cheapest way, if a standard or route gives the spelling.
    ///
    /// Names of the languages that have files of routes are tried, a few of them.
    pub fn route(&self, spelled: &str, id: &str) -> Option<(Name<'_>, Way)> {
        const MOST: usize = 6;
        let lexicon = self.layers.lexicon();
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
                let way = Variants::new(name.lang)
                    .lexicon(lexicon)
                    .way(name.text, spelled);
                let cheaper =
                    |way: &Way| best.as_ref().is_none_or(|(_, other)| way.cost < other.cost);
                if let Some(way) = way.filter(cheaper) {
                    best = Some((name, way));
                }
            }
        }
        best
    }
}
