//! The Latin spellings of words in other scripts.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::super::numbers::{push_number, take_number};
use crate::romanize;

/// So many Latin spellings of a word in another script are indexed.
const SPELLINGS: usize = 24;
/// So few words are not worth sharing out among threads.
const FEW: usize = 256;
/// Bytes of spellings that are remembered.
const MOST: usize = 32 << 20;

/// A word that is to be spelled in Latin script, behind its language and a space.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::gazetteer) struct ToSpell(String);

impl ToSpell {
    pub(super) fn new(lang: &str, word: &str) -> ToSpell {
        ToSpell([lang, word].join(" "))
    }

    /// Its spellings one behind the other: length, cost in hundredths, letters.
    fn spell(&self) -> Vec<u8> {
        // There is no space in a word.
        let (lang, word) = self.0.rsplit_once(' ').unwrap_or_default();
        let mut bytes = Vec::new();
        for (spelling, cost) in romanize::spellings(word, lang, SPELLINGS) {
            push_number(&mut bytes, spelling.len() as u64);
            bytes.push((cost * 100.0).round().min(255.0) as u8);
            bytes.extend(spelling.as_bytes());
        }
        bytes
    }
}

/// The Latin spellings of words, of each once, however many names have it.
#[derive(Default)]
pub(in crate::gazetteer) struct Spelled {
    places: HashMap<ToSpell, Range<usize>>,
    spellings: Vec<u8>,
}

impl Spelled {
    /// Spells the words that are not known; others may be forgotten.
    pub(in crate::gazetteer) fn learn(&mut self, mut words: Vec<ToSpell>) {
        words.sort_unstable();
        words.dedup();
        if self.spellings.len() > MOST {
            *self = Spelled::default();
        }
        words.retain(|word| !self.places.contains_key(word));
        let spellings: Vec<Vec<u8>> = match words.len() < FEW {
            true => words.iter().map(ToSpell::spell).collect(),
            false => words.par_iter().map(ToSpell::spell).collect(),
        };
        for (word, own) in words.into_iter().zip(spellings) {
            let start = self.spellings.len();
            self.spellings.extend(own);
            self.places.insert(word, start..self.spellings.len());
        }
    }

    pub(super) fn get(&self, word: &ToSpell) -> impl Iterator<Item = (&[u8], u8)> {
        let place = self.places.get(word).cloned().unwrap_or(0..0);
        let mut rest = &self.spellings[place];
        std::iter::from_fn(move || {
            let len = take_number(&mut rest)? as usize;
            let (cost, behind) = rest.split_first()?;
            let (spelling, behind) = behind.split_at_checked(len)?;
            rest = behind;
            Some((spelling, *cost))
        })
    }
}
