//! A hash table of numbers, whose texts stand elsewhere.

use std::hash::{BuildHasher, RandomState};

/// Numbers by their texts, probed linearly: for millions of texts that are at hand anyway.
#[derive(Default)]
pub(super) struct Slots {
    /// Numbers, or [`FREE`]; a power of two of them, or none.
    slots: Vec<u32>,
    taken: usize,
    hashes: RandomState,
}

const FREE: u32 = u32::MAX;

impl Slots {
    /// The number of a text.
    pub(super) fn get<'t>(&self, text: &str, text_of: impl Fn(u32) -> &'t str) -> Option<u32> {
        let slot = *self.slots.get(self.slot_of(text, text_of))?;
        (slot != FREE).then_some(slot)
    }

    /// Gives a text a number; returns the one it had.
    pub(super) fn insert<'t>(
        &mut self,
        text: &str,
        number: u32,
        text_of: impl Fn(u32) -> &'t str,
    ) -> Option<u32> {
        // A quarter stays free, so that probing ends soon.
        if self.slots.len() * 3 <= self.taken * 4 {
            self.grow(&text_of);
        }
        let at = self.slot_of(text, text_of);
        let before = std::mem::replace(&mut self.slots[at], number);
        self.taken += usize::from(before == FREE);
        (before != FREE).then_some(before)
    }

    /// The slot that has a text, or is free for it.
    fn slot_of<'t>(&self, text: &str, text_of: impl Fn(u32) -> &'t str) -> usize {
        let Some(last) = self.slots.len().checked_sub(1) else {
            return 0;
        };
        let mut at = self.hashes.hash_one(text) as usize & last;
        while self.slots[at] != FREE && text_of(self.slots[at]) != text {
            at = (at + 1) & last;
        }
        at
    }

    fn grow<'t>(&mut self, text_of: &impl Fn(u32) -> &'t str) {
        let larger = vec![FREE; (self.slots.len() * 2).max(16)];
        let old = std::mem::replace(&mut self.slots, larger);
        for number in old.into_iter().filter(|number| *number != FREE) {
            let at = self.slot_of(text_of(number), text_of);
            self.slots[at] = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_number() {
        let texts: Vec<String> = (0..2000).map(|n| format!("t{}", n % 700)).collect();
        let text_of = |n: u32| texts[n as usize].as_str();
        let mut slots = Slots::default();
        assert_eq!(slots.get("t1", text_of), None);
        for (text, n) in texts.iter().zip(0..) {
            let before = slots.insert(text, n, text_of);
            assert_eq!(before, n.checked_sub(700), "{n}");
        }
        assert_eq!(slots.get("t1", text_of), Some(1401));
        assert_eq!(slots.get("t700", text_of), None);
    }
}
