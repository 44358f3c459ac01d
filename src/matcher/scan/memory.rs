//! What a thread remembers from text to text: words and names that were looked
//! for in vain. Most words of a text stand in the one before too.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Hashes of what led nowhere, for one matcher.
#[derive(Debug, Default)]
pub(in crate::matcher) struct Memory {
    /// Which matcher it is of.
    owner: u64,
    /// Which language it is asked about.
    lang: u64,
    slots: Vec<u64>,
}

/// A power of two.
const SLOTS: usize = 1 << 18;

impl Memory {
    /// Forgets everything unless it is of this matcher, and turns to a language.
    pub(in crate::matcher) fn take_over(&mut self, matcher: u64, lang: &str) {
        self.lang = text_hash(lang);
        if self.owner != matcher || self.slots.is_empty() {
            self.owner = matcher;
            self.slots.clear();
            self.slots.resize(SLOTS, 0);
        }
    }

    pub(in crate::matcher) fn has(&self, hash: u64) -> bool {
        let hash = mix(hash, self.lang);
        self.slots.get(slot(hash)) == Some(&hash) && hash != 0
    }

    pub(in crate::matcher) fn add(&mut self, hash: u64) {
        let hash = mix(hash, self.lang);
        if let Some(place) = self.slots.get_mut(slot(hash)) {
            *place = hash;
        }
    }
}

fn slot(hash: u64) -> usize {
    (hash >> 20) as usize & (SLOTS - 1)
}

/// A number for a text as it is written.
pub(in crate::matcher) fn text_hash(text: &str) -> u64 {
    let bytes = text.bytes();
    bytes.fold(0, |hash, byte| mix(hash, byte.into()))
}

/// A hash with one more number in it.
pub(in crate::matcher) fn mix(hash: u64, number: u64) -> u64 {
    (hash.rotate_left(23) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A number that no other matcher has.
pub(in crate::matcher) fn new_owner() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    mix(0x6578_6F6E, NEXT.fetch_add(1, Relaxed))
}
