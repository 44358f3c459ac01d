//! Sorting more than fits in memory.
//!
//! What is sorted are entries: a key and a value, both bytes. A [`Sorter`]
//! keeps them one behind the other in a buffer. When that is full they are sorted
//! and put by as a **run**, in a file if there is a folder for files. At the end the
//! runs are read side by side, the least entry first ([`Merged`]), all values of
//! a key together ([`Group`]). However many runs there are, the order is the same.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io::{self, Read, Write};

pub(super) use super::entries::Entries;
use crate::error::Result;
use crate::store::{ScratchSpace, Spooled};

/// Sorts entries, of which it holds a buffer in memory.
pub(super) struct Sorter {
    scratch: ScratchSpace,
    entries: Entries,
    runs: Vec<Spooled>,
    /// Entries in the runs.
    put_by: usize,
}

impl Sorter {
    pub(super) fn new(scratch: &ScratchSpace) -> Sorter {
        Sorter {
            scratch: scratch.clone(),
            entries: Entries::default(),
            runs: Vec::new(),
            put_by: 0,
        }
    }

    /// How many entries were pushed.
    pub(super) fn len(&self) -> usize {
        self.put_by + self.entries.len()
    }

    pub(super) fn push(&mut self, key: &[u8], value: &[u8]) -> Result<()> {
        self.entries.push(key, value);
        self.put_by_if_full()
    }

    pub(super) fn append(&mut self, entries: &Entries) -> Result<()> {
        self.entries.append(entries);
        self.put_by_if_full()
    }

    fn put_by_if_full(&mut self) -> Result<()> {
        if self.entries.size() < self.scratch.most {
            return Ok(());
        }
        self.entries.sort();
        let run = self.run().map_err(|e| self.scratch.failed(e))?;
        self.runs.push(run);
        self.put_by += self.entries.len();
        self.entries.clear();
        Ok(())
    }

    /// Writes the entries, which are sorted, one behind the other.
    fn run(&self) -> io::Result<Spooled> {
        let mut spool = self.scratch.spool(0);
        for entry in self.entries.kept() {
            spool.write_all(entry)?;
        }
        spool.finish()
    }

    /// Ends pushing: all entries in order.
    pub(super) fn merged(self) -> Result<Merged> {
        let mut merged = Merged::of(self.entries);
        merged.scratch = self.scratch;
        for run in self.runs {
            let added = merged.add(Run::Spooled(run));
            added.map_err(|e| merged.scratch.failed(e))?;
        }
        Ok(merged)
    }
}

/// The entries of all runs, in the order of key and value.
pub(super) struct Merged {
    scratch: ScratchSpace,
    /// The first entry of each run that is left.
    heads: BinaryHeap<Head>,
}

/// A key and all its values, each once.
#[derive(Default)]
pub(super) struct Group {
    pub(super) key: Vec<u8>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Group {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| &self.bytes[start..*end])
    }

    fn add(&mut self, value: &[u8]) {
        if self.ends.is_empty() || self.values_end() != value {
            self.bytes.extend(value);
            self.ends.push(self.bytes.len());
        }
    }

    /// The last value.
    fn values_end(&self) -> &[u8] {
        match *self.ends.as_slice() {
            [.., start, end] => &self.bytes[start..end],
            _ => &self.bytes,
        }
    }
}

impl Merged {
    /// Of entries in memory alone.
    pub(super) fn of(mut entries: Entries) -> Merged {
        entries.sort();
        let mut merged = Merged {
            scratch: ScratchSpace::default(),
            heads: BinaryHeap::new(),
        };
        // Nothing fails in memory.
        let _ = merged.add(Run::Memory(entries, 0));
        merged
    }

    fn add(&mut self, run: Run) -> io::Result<()> {
        let mut head = Head {
            key: Vec::new(),
            value: Vec::new(),
            run,
        };
        if head.advance()? {
            self.heads.push(head);
        }
        Ok(())
    }

    /// Puts the next key with its values in place of another; false if there is none.
    pub(super) fn next(&mut self, group: &mut Group) -> Result<bool> {
        group.bytes.clear();
        group.ends.clear();
        while let Some(mut head) = self.heads.peek_mut() {
            if group.ends.is_empty() {
                group.key.clone_from(&head.key);
            } else if group.key != head.key {
                break;
            }
            group.add(&head.value);
            let more = head.advance().map_err(|e| self.scratch.failed(e))?;
            if !more {
                PeekMut::pop(head);
            }
        }
        Ok(!group.ends.is_empty())
    }
}

enum Run {
    Spooled(Spooled),
    /// Entries, of which so many were read.
    Memory(Entries, usize),
}

/// A run and its first entry.
struct Head {
    key: Vec<u8>,
    value: Vec<u8>,
    run: Run,
}

impl Head {
    /// Goes on to the next entry; false if there is none.
    fn advance(&mut self) -> io::Result<bool> {
        self.key.clear();
        self.value.clear();
        match &mut self.run {
            Run::Memory(entries, read) => {
                let Some((key, value)) = entries.nth(*read) else {
                    return Ok(false);
                };
                *read += 1;
                self.key.extend(key);
                self.value.extend(value);
            }
            Run::Spooled(run) => {
                if run.len == 0 {
                    return Ok(false);
                }
                let (key, value) = (number(run)?, number(run)?);
                take(run, key, &mut self.key)?;
                take(run, value, &mut self.value)?;
            }
        }
        Ok(true)
    }
}

/// Reads a number of a run, whose `len` is what is left of it.
fn number(run: &mut Spooled) -> io::Result<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let mut byte = [0];
        run.bytes.read_exact(&mut byte)?;
        run.len -= 1;
        number |= usize::from(byte[0] & 0x7F) << shift;
        if byte[0] & 0x80 == 0 {
            return Ok(number);
        }
        shift += 7;
    }
}

fn take(run: &mut Spooled, len: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.resize(len, 0);
    run.bytes.read_exact(bytes)?;
    run.len -= len as u64;
    Ok(())
}

/// The least is the greatest, as heaps want it.
impl Ord for Head {
    fn cmp(&self, other: &Head) -> Ordering {
        (&other.key, &other.value).cmp(&(&self.key, &self.value))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Head) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Head) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    type Sorted = BTreeMap<Vec<u8>, BTreeSet<Vec<u8>>>;

    fn sorted(
        scratch: &ScratchSpace,
        entries: &[(Vec<u8>, Vec<u8>)],
    ) -> Vec<(Vec<u8>, Vec<Vec<u8>>)> {
        let mut sorter = Sorter::new(scratch);
        for (key, value) in entries {
            sorter.push(key, value).unwrap();
        }
        let mut merged = sorter.merged().unwrap();
        let mut group = Group::default();
        let mut all = Vec::new();
        while merged.next(&mut group).unwrap() {
            assert_eq!(group.values().count(), group.len());
            let values = group.values().map(<[u8]>::to_vec).collect();
            all.push((group.key.clone(), values));
        }
        all
    }

    proptest! {
        #[test]
        fn runs_of_any_length_give_the_same(
            entries in prop::collection::vec((prop::collection::vec(0u8..3, 0..12), prop::collection::vec(0u8..3, 0..3)), 0..200),
            long in 0usize..300,
            most in 1usize..2000,
        ) {
            let mut entries = entries;
            entries.push((vec![1; long], vec![2; long]));
            if long % 2 == 0 {
                entries.iter_mut().for_each(|(key, _)| key.splice(0..0, *b"geonames:").for_each(drop));
            }
            let mut expected = Sorted::new();
            for (key, value) in &entries {
                expected.entry(key.clone()).or_default().insert(value.clone());
            }
            let expected: Vec<(Vec<u8>, Vec<Vec<u8>>)> = expected
                .into_iter()
                .map(|(key, values)| (key, values.into_iter().collect()))
                .collect();
            let folder = Some(std::env::temp_dir());
            for scratch in [ScratchSpace::default(), ScratchSpace { folder, most }] {
                prop_assert_eq!(&sorted(&scratch, &entries), &expected);
            }
        }
    }
}
