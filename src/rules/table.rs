//! Tables that are part of the program.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A table whose keys stand in the program's own files. Nobody else chooses them, so that a quick hash will do.
pub(crate) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// The same of keys alone.
pub(crate) type TableSet<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// Hashes a few bytes in a few steps.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Quick(u64);

impl Quick {
    fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words
            .iter()
            .for_each(|word| self.add(u64::from_le_bytes(*word)));
        let rest = rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
        self.add(rest);
    }

    fn write_u8(&mut self, number: u8) {
        self.add(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.add(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    /// A product's high bits hang on all of its factors' bits; a table takes its places from the low ones.
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spread_over_a_table() {
        let words = (0..1 << 16).map(|n| format!("{n:x}"));
        let low = |word: &String| {
            let mut hasher = Quick::default();
            hasher.write(word.as_bytes());
            hasher.write_u8(0xFF);
            hasher.finish() & 0xFFFF
        };
        let places: HashSet<u64> = words.map(|word| low(&word)).collect();
        // Of as many places as words chance leaves e⁻¹ empty.
        assert!(places.len() > 38_000, "{}", places.len());
    }
}
