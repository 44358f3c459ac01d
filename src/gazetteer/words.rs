//! Words by number, each held once.

use std::hash::{BuildHasher, RandomState};

use rayon::prelude::*;

use crate::error::{ErrorKind, Result};

/// Millions of words in little memory: one text that all of them stand in, and
/// a hash table of their numbers, probed linearly.
#[derive(Default)]
pub(super) struct Words {
    text: String,
    /// Where each word ends in the text.
    ends: Vec<usize>,
    /// Numbers of words, or [`FREE`]; a power of two of them, or none.
    slots: Vec<u32>,
    hashes: RandomState,
}

const FREE: u32 = u32::MAX;

impl Words {
    /// The word of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }

    /// The number of a word, which is new if the word is.
    pub(super) fn number(&mut self, word: &str) -> Result<u32> {
        // A quarter stays free, so that probing ends soon.
        if self.slots.len() * 3 <= self.ends.len() * 4 {
            self.grow();
        }
        let at = self.slot_of(word);
        if self.slots[at] == FREE {
            let new = self.ends.len() as u64;
            if new >= FREE.into() {
                return Err(ErrorKind::Limit {
                    what: "number of different words",
                    got: new + 1,
                    limit: FREE.into(),
                }
                .into());
            }
            self.text.push_str(word);
            self.ends.push(self.text.len());
            self.slots[at] = new as u32;
        }
        Ok(self.slots[at])
    }

    /// The slot that has a word, or is free for it.
    fn slot_of(&self, word: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut at = self.hashes.hash_one(word) as usize & last;
        while self.slots[at] != FREE && self.get(self.slots[at]) != word {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![FREE; (self.slots.len() * 2).max(16)];
        for number in 0..self.ends.len() as u32 {
            let at = self.slot_of(self.get(number));
            self.slots[at] = number;
        }
    }

    /// The numbers in the order of their words.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..self.ends.len() as u32).collect();
        numbers.par_sort_unstable_by(|a, b| self.get(*a).cmp(self.get(*b)));
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_number() {
        let mut words = Words::default();
        let word = |n: usize| format!("w{}", n % 700);
        for n in 0..2000 {
            assert_eq!(words.number(&word(n)).unwrap() as usize, n % 700);
        }
        assert_eq!(words.number("").unwrap(), 700);
        assert_eq!(
            (words.get(0), words.get(699), words.get(700)),
            ("w0", "w699", "")
        );
        let sorted: Vec<&str> = words.sorted().into_iter().map(|n| words.get(n)).collect();
        assert!(sorted.is_sorted());
        assert_eq!(sorted.len(), 701);
    }
}
