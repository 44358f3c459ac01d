//! Entries in memory: keys and values, one behind the other, and their order.

use rayon::prelude::*;

use super::numbers::{push_number, take_number};

/// Entries in the order they came, or sorted.
#[derive(Default)]
pub(super) struct Entries {
    /// Of each entry the lengths of key and value, and then both; in the order they came.
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// Where an entry stands.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    /// While entries are sorted: bytes of the key, of which less means that the key is less.
    head: u64,
}

impl Entries {
    pub(super) fn push(&mut self, key: &[u8], value: &[u8]) {
        self.places.push(Place {
            at: self.bytes.len(),
            head: 0,
        });
        push_number(&mut self.bytes, key.len() as u64);
        push_number(&mut self.bytes, value.len() as u64);
        self.bytes.extend(key);
        self.bytes.extend(value);
    }

    pub(super) fn append(&mut self, others: &Entries) {
        let behind = self.bytes.len();
        self.bytes.extend(&others.bytes);
        self.places.extend(others.places.iter().map(|place| Place {
            at: behind + place.at,
            ..*place
        }));
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.places.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many bytes they take.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Key and value of an entry by its number.
    pub(super) fn nth(&self, n: usize) -> Option<(&[u8], &[u8])> {
        let (key, value, _) = self.get(self.places.get(n)?.at);
        Some((key, value))
    }

    /// Each entry as it is kept: the lengths of key and value, and then both.
    pub(super) fn kept(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().map(|place| {
            let (_, _, end) = self.get(place.at);
            &self.bytes[place.at..end]
        })
    }

    /// Key and value of an entry, and where the next one stands.
    #[inline]
    fn get(&self, at: usize) -> (&[u8], &[u8], usize) {
        let mut rest = &self.bytes[at..];
        let mut length = || take_number(&mut rest).unwrap_or(0) as usize;
        let (key, value) = (length(), length());
        let (key, rest) = rest.split_at(key);
        let value = &rest[..value];
        (key, value, self.bytes.len() - rest.len() + value.len())
    }

    pub(super) fn sort(&mut self) {
        let mut places = std::mem::take(&mut self.places);
        let common = self.common_start(&places);
        for place in &mut places {
            let (key, _, _) = self.get(place.at);
            place.head = head(&key[common..]);
        }
        places.par_sort_unstable_by(|a, b| {
            a.head.cmp(&b.head).then_with(|| {
                let ((key, value, _), (other, others, _)) = (self.get(a.at), self.get(b.at));
                key.cmp(other).then_with(|| value.cmp(others))
            })
        });
        self.places = places;
    }

    /// How many bytes all keys begin with: ids of one source may have that of the source in front.
    fn common_start(&self, places: &[Place]) -> usize {
        let mut keys = places.iter().map(|place| self.get(place.at).0);
        let mut start = keys.next().unwrap_or_default();
        for key in keys {
            if !key.starts_with(start) {
                let same = start.iter().zip(key).take_while(|(a, b)| a == b);
                start = &start[..same.count()];
            }
        }
        start.len()
    }
}

/// The first eight bytes as a number.
pub(super) fn head(key: &[u8]) -> u64 {
    let mut head = [0; 8];
    let len = key.len().min(head.len());
    head[..len].copy_from_slice(&key[..len]);
    u64::from_be_bytes(head)
}
