//! From the words of names to an FST over them, and lists of the names that have each.

use fst::raw;
use rayon::prelude::*;

use super::super::surfaces::fst_error;
use super::super::words::Words;
use super::indexed::Indexed;
use super::list::{self, PART_LEN, Part};
use super::spelled::Spelled;
use crate::error::Result;

/// Neighbouring words of names of so many words are also indexed as one.
const MAX_JOINED: usize = 4;

/// Makes the FST of parts and its lists; calls `done` for each word that is spelled in
/// another script, with how many there are.
pub(in crate::gazetteer) fn build(
    names: &[Indexed<'_>],
    done: &(impl Fn(usize) + Sync),
) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut map = raw::Builder::memory();
    let lists = Parts::of(names, done)?.lists(|word, at| map.insert(word, at));
    let lists = lists.map_err(fst_error)?;
    Ok((map.into_inner().map_err(fst_error)?, lists))
}

/// The words of names as they stand, spelled in Latin script, and joined.
#[derive(Default)]
pub(super) struct Parts {
    words: Words,
    /// Each with the number of its word: a gazetteer has many times more of them than words.
    all: Vec<(u32, Part)>,
}

impl Parts {
    pub(super) fn of(names: &[Indexed<'_>], done: &(impl Fn(usize) + Sync)) -> Result<Parts> {
        let mut parts = Parts::default();
        let spelled = Spelled::of(names, &mut parts.words, done)?;
        for name in names {
            parts.add(name, &spelled)?;
        }
        Ok(parts)
    }

    fn add(&mut self, name: &Indexed<'_>, spelled: &Spelled<'_>) -> Result<()> {
        let words = name.words();
        for (position, word) in words.iter().enumerate() {
            let part = |cost| Part {
                name: name.name,
                position: position as u8,
                span: 1,
                words: words.len() as u8,
                cost,
            };
            self.all.push((self.words.number(word)?, part(0)));
            if let Some(word) = name.spelled(&words, position) {
                let spellings = spelled.get(&word).iter();
                self.all
                    .extend(spellings.map(|(spelling, cost)| (*spelling, part(*cost))));
            }
        }
        if words.len() <= MAX_JOINED {
            self.join(&words, name.name)?;
        }
        Ok(())
    }

    /// Adds each run of two or more words as one: `sanfrancisco`.
    fn join(&mut self, words: &[&str], name: u32) -> Result<()> {
        let mut joined = String::new();
        for first in 0..words.len() {
            joined.clear();
            joined.push_str(words[first]);
            for end in first + 2..=words.len() {
                joined.push_str(words[end - 1]);
                let part = Part {
                    name,
                    position: first as u8,
                    span: (end - first) as u8,
                    words: words.len() as u8,
                    cost: 0,
                };
                self.all.push((self.words.number(&joined)?, part));
            }
        }
        Ok(())
    }

    /// The lists of names of all words; tells where the list of each begins, in the order of the words.
    pub(super) fn lists<E>(
        mut self,
        mut begin: impl FnMut(&str, u64) -> std::result::Result<(), E>,
    ) -> std::result::Result<Vec<u8>, E> {
        let sorted = self.words.sorted();
        let mut places = vec![0; sorted.len()];
        for (word, place) in sorted.iter().zip(0u32..) {
            places[*word as usize] = place;
        }
        // Numbers in the order of the alphabet are sorted faster than words.
        for (word, _) in &mut self.all {
            *word = places[*word as usize];
        }
        drop(places);
        self.all.par_sort_unstable();
        self.all.dedup();
        let mut lists = Vec::with_capacity((self.all.len() + sorted.len()) * PART_LEN);
        for group in self.all.chunk_by(|a, b| a.0 == b.0) {
            let word = self.words.get(sorted[group[0].0 as usize]);
            let value = list::push(&mut lists, group.iter().map(|(_, part)| *part));
            begin(word, value)?;
        }
        Ok(lists)
    }
}
