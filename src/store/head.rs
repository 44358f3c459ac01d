//! The head index: from the first word of a key to its node in the FST.
//!
//! Most words of a text begin no name. One probe of this table tells, without
//! walking the FST byte by byte; a word that does begin one goes on from its
//! node. Slots are {high half of the hash, node address plus 1, output so far},
//! 12 bytes, probed linearly; in a free one the address is 0, which by itself is
//! that of the node where most names end. Two words may share half a hash:
//! `Proven` tells whether what was found has been checked against the FST.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// A slot found: where the walk goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeadIndex {
    pub(crate) node: usize,
    pub(crate) output: u64,
}

const SLOT: usize = 12;

/// The table, read from the bytes of its section.
#[derive(Clone, Copy)]
pub(crate) struct HeadTable<'a> {
    slots: &'a [u8],
    mask: usize,
}

impl<'a> HeadTable<'a> {
    /// `bytes` may be of any content: a table of odd length is an empty one.
    pub(crate) fn new(bytes: &'a [u8]) -> HeadTable<'a> {
        let count = bytes.len() / SLOT;
        if !count.is_power_of_two() {
            return HeadTable {
                slots: &[],
                mask: 0,
            };
        }
        HeadTable {
            slots: bytes,
            mask: count - 1,
        }
    }

    /// Whether the file has no table, which happens when its words cannot be told apart by their hashes.
    pub(crate) fn is_absent(&self) -> bool {
        self.slots.is_empty()
    }

    /// What a hash leads to.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<HeadIndex> {
        let mut at = hash as usize & self.mask;
        for _ in 0..=self.mask {
            let slot = self.slots.get(at * SLOT..at * SLOT + SLOT)?;
            let word =
                |i: usize| u32::from_le_bytes([slot[i], slot[i + 1], slot[i + 2], slot[i + 3]]);
            let node = word(4).checked_sub(1)?;
            if word(0) == (hash >> 32) as u32 {
                return Some(HeadIndex {
                    node: node as usize,
                    output: u64::from(word(8)),
                });
            }
            at = (at + 1) & self.mask;
        }
        None
    }

    /// Makes the bytes of a table, with `room` times the usual number of slots.
    ///
    /// Where two heads share the upper half of the hash, only one may be found: the caller checks.
    pub(crate) fn build(heads: &[(u64, HeadIndex)], room: usize) -> Vec<u8> {
        let slots = (heads.len() * 5 / 4 + 1).next_power_of_two() * room;
        let mut bytes = vec![0; slots * SLOT];
        // In the order of the hash, so that the bytes do not depend on the order of the names.
        let mut sorted: Vec<_> = heads.to_vec();
        sorted.sort_by_key(|(hash, head)| (*hash, head.node));
        for (hash, head) in sorted {
            let mut at = hash as usize & (slots - 1);
            while bytes[at * SLOT + 4..at * SLOT + 8] != [0; 4] {
                at = (at + 1) & (slots - 1);
            }
            let slot = &mut bytes[at * SLOT..(at + 1) * SLOT];
            slot[..4].copy_from_slice(&((hash >> 32) as u32).to_le_bytes());
            slot[4..8].copy_from_slice(&(head.node as u32).wrapping_add(1).to_le_bytes());
            slot[8..].copy_from_slice(&(head.output as u32).to_le_bytes());
        }
        bytes
    }
}

/// Words whose slots a walk of the FST from its root has confirmed.
///
/// A slot is found by half a hash, and a table whose checksum was forged may
/// hold any address; `fst` panics at one where no node begins. So the slot of a
/// word is compared with a walk, unless a word of the same hash, all of it, was
/// compared not long ago.
pub(crate) struct Proven(OnceLock<Box<[AtomicU64]>>);

/// A power of two: more words than recur within a few pages.
const REMEMBERED: usize = 1 << 15;

impl Proven {
    pub(crate) fn new() -> Proven {
        Proven(OnceLock::new())
    }

    #[inline]
    pub(crate) fn has(&self, hash: u64) -> bool {
        let words = self.0.get();
        words.is_some_and(|words| words[place(hash)].load(Relaxed) == hash && hash != 0)
    }

    pub(crate) fn add(&self, hash: u64) {
        let empty = || (0..REMEMBERED).map(|_| AtomicU64::new(0)).collect();
        self.0.get_or_init(empty)[place(hash)].store(hash, Relaxed);
    }
}

fn place(hash: u64) -> usize {
    (hash >> 17) as usize & (REMEMBERED - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in() {
        // The first leads to the node at address 0.
        let heads: Vec<_> = (0..500u64)
            .map(|n| {
                (
                    (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15),
                    HeadIndex {
                        node: n as usize,
                        output: n * 7,
                    },
                )
            })
            .collect();
        let bytes = HeadTable::build(&heads, 1);
        let table = HeadTable::new(&bytes);
        for (hash, head) in &heads {
            assert_eq!(table.get(*hash), Some(*head));
        }
        assert_eq!(table.get(12345), None);
        assert_eq!(HeadTable::new(&bytes[1..]).get(heads[0].0), None);
        assert_eq!(HeadTable::new(&[]).get(1), None);
    }
}
