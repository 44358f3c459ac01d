//! Which names of an entity need no Latin spelling, since one is listed.

use std::collections::HashSet;

use crate::fold::key;
use crate::romanize::skeletons;
use crate::text::script_of;

/// Names of an entity that are looked at one by one; of more there is hardly one that no Latin name is a spelling of.
const MOST_NAMES: usize = 6;

/// What is known of the names of an entity in Latin script.
pub(in crate::gazetteer) enum LatinNames {
    /// There are none.
    None,
    /// Each name may be one of them, as far as is known.
    All,
    /// The skeletons of their words.
    Words(HashSet<String>),
}

impl LatinNames {
    /// Those of an entity that has these names.
    pub(in crate::gazetteer) fn of<'n>(
        names: impl ExactSizeIterator<Item = &'n str> + Clone,
    ) -> LatinNames {
        let is_latin = |name: &&str| script_of(name) == "Latn";
        let mut latin = names.clone().filter(is_latin).peekable();
        if latin.peek().is_none() {
            return LatinNames::None;
        }
        if names.len() > MOST_NAMES || names.clone().all(|name| is_latin(&name)) {
            return LatinNames::All;
        }
        LatinNames::Words(latin.flat_map(skeletons_of).collect())
    }

    /// Whether one of them may be this name, so that none need be derived: they have a word alike. Another
    /// name of the same bearer is spelled: Нестеров, if what is listed is Zhovkva.
    pub(in crate::gazetteer) fn have(&self, name: &str) -> bool {
        match self {
            LatinNames::None => false,
            LatinNames::All => true,
            LatinNames::Words(words) => {
                let mut own = skeletons_of(name).into_iter().peekable();
                // Nothing can be told of a script without skeletons.
                own.peek().is_none() || own.any(|skeleton| words.contains(&skeleton))
            }
        }
    }
}

/// The skeletons of the words of a name, and of all as one.
fn skeletons_of(name: &str) -> Vec<String> {
    let key = key(name);
    let mut all: Vec<String> = key.split(' ').filter_map(skeletons).flatten().collect();
    if key.contains(' ') {
        all.extend(skeletons(&key.replace(' ', "")).unwrap_or_default());
    }
    all
}
