//! The hash of a folded token, made while the text is scanned.

use super::step::{SEED, step};
use crate::text::chars::{Char, Fold, in_context};

/// Hashes characters as they are folded. Part of the file format: see [`super::FOLD_VERSION`].
#[derive(Clone, Copy)]
pub(crate) struct Hasher {
    state: u64,
    /// State before the last folded character, to take it back in context.
    before: u64,
    last: char,
}

impl Hasher {
    #[inline]
    pub(crate) fn new() -> Hasher {
        Hasher {
            state: SEED,
            before: SEED,
            last: '\0',
        }
    }

    /// What a token has for a hash that is this word.
    pub(crate) fn of(word: &str) -> u64 {
        let mut hasher = Hasher::new();
        word.chars().for_each(|c| hasher.character(c, Char::of(c)));
        hasher.finish()
    }

    /// A hasher that has already seen what gave `hash`.
    #[inline]
    pub(crate) fn resume(hash: u64) -> Hasher {
        Hasher {
            state: hash,
            before: hash,
            last: '\0',
        }
    }

    #[inline(always)]
    pub(crate) fn ascii(&mut self, lower: u8) {
        self.add(lower as char);
    }

    /// Adds what `c` folds to.
    #[inline(always)]
    pub(crate) fn character(&mut self, c: char, entry: Char) {
        if entry.needs_context()
            && let Some(both) = in_context(self.last, c)
        {
            self.state = self.before;
            both.chars().for_each(|c| self.add(c));
            return;
        }
        match entry.fold() {
            Fold::One(one) => self.add(one),
            Fold::Drop => {}
            Fold::Many(many) => many.chars().for_each(|c| self.add(c)),
        }
    }

    /// Adds a character that is folded already.
    #[inline(always)]
    pub(crate) fn add(&mut self, c: char) {
        self.before = self.state;
        self.state = step(self.state, c);
        self.last = c;
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.last == '\0'
    }

    #[inline]
    pub(crate) fn finish(&self) -> u64 {
        self.state
    }
}
