//! A name as the index sees it: its words, and which of them are spelled in Latin script.

use crate::text::script_of;

/// Names of more words are found as a whole only.
const MAX_WORDS: usize = 12;

/// A name as the index sees it.
pub(in crate::gazetteer) struct Indexed<'n> {
    pub(in crate::gazetteer) key: &'n str,
    pub(in crate::gazetteer) text: &'n str,
    pub(in crate::gazetteer) lang: &'n str,
    pub(in crate::gazetteer) name: u32,
    /// Whether the entity has a name in Latin script, so that none need be derived.
    pub(in crate::gazetteer) has_latin: bool,
}

impl<'n> Indexed<'n> {
    /// The words of its key, with their places; none if there are too many.
    pub(super) fn words(&self) -> Vec<&'n str> {
        let words: Vec<&str> = self.key.split(' ').take(MAX_WORDS + 1).collect();
        match words.len() <= MAX_WORDS {
            true => words,
            false => Vec::new(),
        }
    }

    /// A word as the rules want it, with the language, if it is to be spelled in Latin script.
    pub(super) fn spelled(&self, words: &[&'n str], position: usize) -> Option<(&'n str, &'n str)> {
        let word = words[position];
        let own = || own_word(self.text, position, words.len()).unwrap_or(word);
        (!self.has_latin && script_of(word) != "Latn").then(|| (self.lang, own()))
    }

    /// All of its words that are to be spelled.
    pub(super) fn to_spell(&self) -> Vec<(&'n str, &'n str)> {
        let words = self.words();
        (0..words.len())
            .filter_map(|position| self.spelled(&words, position))
            .collect()
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
