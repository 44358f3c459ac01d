//! The table of prefixes: the words that keys begin with, and what they lead to.
//!
//! For one word, for the first two of a key, and so on up to the whole key, the
//! table has the hash of the words, whether a key ends there, with its value in
//! the FST, and whether one goes on. So a name of three words costs three
//! probes, and a word that begins none mostly one, or none at all (`Gate`).
//! Slots are {tag, value}, 8 bytes, probed linearly; the tag is 28 bits of the
//! hash and four flags, of which a slot that is taken has one at least.
//! Words that are none may share the tag of some: whoever finds a value checks it.

use rayon::prelude::*;

/// What some words lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prefix {
    flags: u32,
    value: u32,
}

/// A key ends here.
const ENDS: u32 = 1;
/// Keys go on with another word.
const GOES_ON: u32 = 2;
/// Keys go on within the word, in a script without spaces: the FST is to be walked from its root.
const WALKS: u32 = 4;
/// The key that ends here may begin with a small letter in a text.
const SMALL: u32 = 8;

const FLAGS: u32 = ENDS | GOES_ON | WALKS | SMALL;
const SLOT: usize = 8;

impl Prefix {
    /// Where a key of this value ends; `small`: it may begin with a small letter in a text.
    pub(crate) fn ending(value: u32, small: bool) -> Prefix {
        let flags = if small { ENDS | SMALL } else { ENDS };
        Prefix { flags, value }
    }

    pub(crate) const GOING_ON: Prefix = Prefix {
        flags: GOES_ON,
        value: 0,
    };

    pub(crate) const WALKING: Prefix = Prefix {
        flags: WALKS,
        value: 0,
    };

    /// The value of the key that ends here, if one does that may begin with a `small` letter or need not.
    #[inline]
    pub(crate) fn value(self, small: bool) -> Option<u32> {
        let wanted = if small { SMALL } else { ENDS };
        (self.flags & wanted != 0).then_some(self.value)
    }

    pub(crate) fn goes_on(self) -> bool {
        self.flags & GOES_ON != 0
    }

    pub(crate) fn walks(self) -> bool {
        self.flags & WALKS != 0
    }

    /// Both of the same words; `None` if they cannot be, as two keys would end there.
    fn and(self, other: Prefix) -> Option<Prefix> {
        let two = self.flags & other.flags & ENDS != 0;
        (!two || self.value == other.value).then_some(Prefix {
            flags: self.flags | other.flags,
            value: self.value | other.value,
        })
    }
}

/// The hash of some words of which the last is `word`. Part of the file format.
#[inline]
pub(crate) fn join(before: u64, word: u64) -> u64 {
    (before.rotate_left(29) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The table, read from the bytes of its section.
#[derive(Clone, Copy)]
pub(crate) struct PrefixTable<'a> {
    slots: &'a [[u8; SLOT]],
}

impl<'a> PrefixTable<'a> {
    /// `bytes` may be of any content.
    pub(crate) fn new(bytes: &'a [u8]) -> PrefixTable<'a> {
        let (slots, _) = bytes.as_chunks();
        PrefixTable { slots }
    }

    /// Whether the file has no table, which happens when its words cannot be told apart by their hashes.
    pub(crate) fn is_absent(&self) -> bool {
        self.slots.is_empty()
    }

    /// What words of this hash lead to.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<Prefix> {
        let mut at = place(hash, self.slots.len());
        for _ in 0..self.slots.len() {
            let (tag, value) = read(self.slots.get(at)?);
            if tag == 0 {
                return None;
            }
            if tag & !FLAGS == tag_of(hash) {
                let flags = tag & FLAGS;
                return Some(Prefix { flags, value });
            }
            at += 1;
            if at == self.slots.len() {
                at = 0;
            }
        }
        None
    }

    /// Reads the slot of a hash for no other purpose than to have it at hand.
    #[inline]
    pub(crate) fn touch(&self, hash: u64) -> u8 {
        let slot = self.slots.get(place(hash, self.slots.len()));
        slot.map_or(0, |slot| slot[0])
    }

    /// Makes the bytes of a table; none if two keys cannot be told apart.
    pub(crate) fn build(mut prefixes: Vec<(u64, Prefix)>) -> Vec<u8> {
        // In the order of the hash, so that the bytes do not depend on the order of the names.
        prefixes.par_sort_unstable_by_key(|(hash, prefix)| (*hash, prefix.flags, prefix.value));
        let mut told_apart = true;
        prefixes.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                match earlier.1.and(later.1) {
                    Some(both) => earlier.1 = both,
                    None => told_apart = false,
                }
            }
            same
        });
        // A little room more changes who is whose neighbour.
        let rooms = [150, 156, 162, 168].map(|percent| prefixes.len() * percent / 100 + 1);
        let tables = rooms.into_iter().map(|slots| filled(&prefixes, slots));
        let mut whole = tables.filter(|bytes| {
            let table = PrefixTable::new(bytes);
            let found = |(hash, prefix): &(u64, Prefix)| table.get(*hash) == Some(*prefix);
            prefixes.iter().all(found)
        });
        told_apart
            .then(|| whole.next())
            .flatten()
            .unwrap_or_default()
    }
}

fn filled(prefixes: &[(u64, Prefix)], slots: usize) -> Vec<u8> {
    let mut bytes = vec![0; slots * SLOT];
    let (table, _) = bytes.as_chunks_mut::<SLOT>();
    for (hash, prefix) in prefixes {
        let mut at = place(*hash, slots);
        while read(&table[at]).0 != 0 {
            at = (at + 1) % slots;
        }
        let slot = &mut table[at];
        slot[..4].copy_from_slice(&(tag_of(*hash) | prefix.flags).to_le_bytes());
        slot[4..].copy_from_slice(&prefix.value.to_le_bytes());
    }
    bytes
}

fn read(slot: &[u8; SLOT]) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = *slot;
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}

/// The lower bits of the hash; its upper half gives the place.
fn tag_of(hash: u64) -> u32 {
    (hash as u32) & !FLAGS
}

/// The slot of a hash among so many.
#[inline]
fn place(hash: u64, slots: usize) -> usize {
    ((u128::from(hash) * slots as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(n: u64) -> u64 {
        (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    #[test]
    fn finds_what_was_put_in() {
        let ending = (0..500u64).map(|n| (hash(n), Prefix::ending(n as u32, n % 2 == 0)));
        let going_on = (250..750u64).map(|n| (hash(n), Prefix::GOING_ON));
        let bytes = PrefixTable::build(ending.chain(going_on).collect());
        let table = PrefixTable::new(&bytes);
        for n in 0..750 {
            let prefix = table.get(hash(n)).unwrap();
            assert_eq!(prefix.value(false), (n < 500).then_some(n as u32));
            let small = n < 500 && n % 2 == 0;
            assert_eq!(prefix.value(true), small.then_some(n as u32));
            assert_eq!(prefix.goes_on(), n >= 250);
            assert!(!prefix.walks());
        }
        assert_eq!(table.get(12345), None);
        assert_eq!(PrefixTable::new(&[]).get(1), None);
        assert!(PrefixTable::new(&bytes[..7]).is_absent());
    }

    #[test]
    fn keys_that_cannot_be_told_apart_have_no_table() {
        let twice = [1, 2].map(|value| (hash(1), Prefix::ending(value, false)));
        assert!(PrefixTable::build(twice.to_vec()).is_empty());
        let once = [Prefix::ending(1, true), Prefix::GOING_ON].map(|prefix| (hash(1), prefix));
        assert!(!PrefixTable::build(once.to_vec()).is_empty());
    }
}
