//! A name as the index sees it: its words, and which of them are spelled in Latin script.

use super::list::Part;
use super::spelled::{Spelled, ToSpell};
use crate::text::script_of;

/// Names of more words are found as a whole only.
const MAX_WORDS: usize = 12;
/// Neighbouring words of names of so many words are also indexed as one.
const MAX_JOINED: usize = 4;

/// A name as the index sees it.
pub(in crate::gazetteer) struct Indexed<'n> {
    pub(in crate::gazetteer) key: &'n str,
    pub(in crate::gazetteer) text: &'n str,
    pub(in crate::gazetteer) lang: &'n str,
    pub(in crate::gazetteer) name: u32,
    /// Whether the entity has a name in Latin script that may be this one, so that none need be derived.
    pub(in crate::gazetteer) has_latin: bool,
}

impl<'n> Indexed<'n> {
    /// Hands out its words, each with its place; those [to be spelled](Self::to_spell) have been.
    pub(in crate::gazetteer) fn parts(&self, spelled: &Spelled, mut put: impl FnMut(&[u8], Part)) {
        let words = self.words();
        let count = words.len() as u8;
        for (word, position) in words.iter().zip(0..) {
            let part = Part {
                name: self.name,
                position,
                span: 1,
                words: count,
                cost: 0,
            };
            put(word.as_bytes(), part);
            if let Some(word) = self.spelled(&words, position.into()) {
                for (spelling, cost) in spelled.get(&word) {
                    put(spelling, Part { cost, ..part });
                }
            }
        }
        if words.len() <= MAX_JOINED {
            self.joined(&words, put);
        }
    }

    /// Hands out each run of two or more words as one: `sanfrancisco`.
    fn joined(&self, words: &[&str], mut put: impl FnMut(&[u8], Part)) {
        let mut joined = String::new();
        for first in 0..words.len() {
            joined.clear();
            joined.push_str(words[first]);
            for end in first + 2..=words.len() {
                joined.push_str(words[end - 1]);
                let part = Part {
                    name: self.name,
                    position: first as u8,
                    span: (end - first) as u8,
                    words: words.len() as u8,
                    cost: 0,
                };
                put(joined.as_bytes(), part);
            }
        }
    }

    /// Its words that are to be spelled in Latin script.
    pub(in crate::gazetteer) fn to_spell(&self) -> Vec<ToSpell> {
        if self.has_latin {
            return Vec::new();
        }
        let words = self.words();
        (0..words.len())
            .filter_map(|position| self.spelled(&words, position))
            .collect()
    }

    /// The words of its key, with their places; none if there are too many.
    fn words(&self) -> Vec<&'n str> {
        let words: Vec<&str> = self.key.split(' ').take(MAX_WORDS + 1).collect();
        match words.len() <= MAX_WORDS {
            true => words,
            false => Vec::new(),
        }
    }

    /// A word as the rules want it, if it is to be spelled in Latin script.
    fn spelled(&self, words: &[&'n str], position: usize) -> Option<ToSpell> {
        let word = words[position];
        let own = || own_word(self.text, position, words.len()).unwrap_or(word);
        (!self.has_latin && script_of(word) != "Latn").then(|| ToSpell::new(self.lang, own()))
    }
}

/// The word of the name itself, which the key has folded: rules are for letters as written.
fn own_word(text: &str, position: usize, words: usize) -> Option<&str> {
    let own: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .collect();
    own.get(position).copied().filter(|_| own.len() == words)
}
