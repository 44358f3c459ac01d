//! Spellings that a name comes to, and which of them is looked for.

use std::collections::HashMap;

use super::routes::Route;
use super::way::Way;
use crate::fold::key;

/// Spellings that were come to, each with its ways if it is wanted.
pub(super) struct Found<'w> {
    pub(super) wanted: Option<&'w Wanted>,
    pub(super) ways: HashMap<String, Option<Vec<Way>>>,
}

impl Found<'_> {
    pub(super) fn add(&mut self, lang: &str, route: &Route, spelled: String, cost: f32) {
        let is_wanted = |name: &String| self.wanted.is_none_or(|wanted| wanted.is(name));
        let ways = self.ways.entry(spelled);
        let ways = ways.or_insert_with_key(|name| is_wanted(name).then(Vec::new));
        let Some(ways) = ways else { return };
        let way = Way::along(lang, route, cost);
        let known = ways
            .iter_mut()
            .find(|other| other.standards == way.standards && other.route == way.route);
        match known {
            Some(other) => other.cost = other.cost.min(way.cost),
            None => ways.push(way),
        }
    }
}

/// A spelling that is looked for, capitals, marks and the order of words aside.
pub(super) struct Wanted {
    words: Vec<String>,
    /// How long its key is.
    bytes: usize,
}

impl Wanted {
    pub(super) fn new(spelled: &str) -> Wanted {
        let key = key(spelled);
        Wanted {
            words: words_of(&key),
            bytes: key.len(),
        }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        let key = key(name);
        key.len() == self.bytes && words_of(&key) == self.words
    }
}

/// The words of a name as keys have them, in an order of their own.
pub(super) fn words(name: &str) -> Vec<String> {
    words_of(&key(name))
}

fn words_of(key: &str) -> Vec<String> {
    let mut words: Vec<String> = key.split(' ').map(str::to_owned).collect();
    words.sort_unstable();
    words
}
