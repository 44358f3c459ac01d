//! The Latin spellings of words in other scripts.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::super::words::Words;
use super::indexed::Indexed;
use crate::error::Result;
use crate::romanize;

/// So many Latin spellings of a word in another script are indexed.
const SPELLINGS: usize = 24;
/// So few words are not worth sharing out among threads.
const FEW: usize = 10_000;
/// Words are spelled so many at a time, whose spellings are held as strings.
const AT_A_TIME: usize = 1 << 14;

/// The Latin spellings of words in other scripts, of each once, however many names have it.
pub(super) struct Spelled<'n> {
    /// Where the spellings of a word stand, by language and word.
    places: HashMap<(&'n str, &'n str), Range<usize>>,
    /// Numbers of spellings with their costs in hundredths.
    spellings: Vec<(u32, u8)>,
}

impl<'n> Spelled<'n> {
    pub(super) fn of(
        names: &[Indexed<'n>],
        numbers: &mut Words,
        done: &(impl Fn(usize) + Sync),
    ) -> Result<Spelled<'n>> {
        let mut words: Vec<_> = names.iter().flat_map(Indexed::to_spell).collect();
        words.par_sort_unstable();
        words.dedup();
        let spell = |word: &(&'n str, &'n str)| {
            let spellings = romanize::spellings(word.1, word.0, SPELLINGS);
            done(words.len());
            spellings
        };
        let mut spelled = Spelled {
            places: HashMap::with_capacity(words.len()),
            spellings: Vec::new(),
        };
        for some in words.chunks(AT_A_TIME) {
            let spellings: Vec<_> = match words.len() < FEW {
                true => some.iter().map(spell).collect(),
                false => some.par_iter().map(spell).collect(),
            };
            for (word, spellings) in some.iter().zip(spellings) {
                let first = spelled.spellings.len();
                for (spelling, cost) in spellings {
                    let hundredths = (cost * 100.0).round().min(255.0) as u8;
                    let spelling = numbers.number(&spelling)?;
                    spelled.spellings.push((spelling, hundredths));
                }
                spelled.places.insert(*word, first..spelled.spellings.len());
            }
        }
        Ok(spelled)
    }

    /// Numbers of the spellings of a word, with their costs; none if it is not spelled.
    pub(super) fn get(&self, word: &(&str, &str)) -> &[(u32, u8)] {
        let place = self.places.get(word).cloned();
        place.map_or(&[], |place| &self.spellings[place])
    }
}
