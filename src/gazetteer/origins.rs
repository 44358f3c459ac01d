//! Which source lists each name, as far as the builder was told.
//!
//! ```text
//! u32       length of the names of the sources
//! bytes     their names, one a line
//! runs      two variable-length numbers each: how many names, and the set of their sources, a bit for each
//! ```
//!
//! Names stand in the order of the file. Those of an entity mostly come from
//! one source, so that a run takes two or three bytes.

use super::numbers::{push_number, take_number};
use super::{Entity, Gazetteer};
use crate::error::{ErrorKind, Result};

/// A set of sources: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SourceSet(u64);

/// More sources do not fit a set.
const MAX_SOURCES: usize = u64::BITS as usize;

impl SourceSet {
    pub(super) fn with(self, other: SourceSet) -> SourceSet {
        SourceSet(self.0 | other.0)
    }

    pub(super) fn bits(self) -> u64 {
        self.0
    }

    pub(super) fn of_bits(bits: u64) -> SourceSet {
        SourceSet(bits)
    }

    fn numbers(self) -> impl Iterator<Item = usize> {
        (0..MAX_SOURCES).filter(move |n| self.0 >> n & 1 == 1)
    }
}

/// The sources that a builder was told of.
#[derive(Default)]
pub(super) struct SourceNames(Vec<String>);

impl SourceNames {
    /// The set of one source.
    pub(super) fn set_of(&mut self, source: &str) -> Result<SourceSet> {
        // A line end would end the name.
        let source = source.replace(char::is_control, " ");
        let known = self.0.iter().position(|name| *name == source);
        let number = known.unwrap_or(self.0.len());
        if number == MAX_SOURCES {
            return Err(ErrorKind::Limit {
                what: "number of sources",
                got: MAX_SOURCES as u64 + 1,
                limit: MAX_SOURCES as u64,
            }
            .into());
        }
        if known.is_none() {
            self.0.push(source);
        }
        Ok(SourceSet(1 << number))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes what stands in front of the runs.
    fn push(&self, bytes: &mut Vec<u8>) {
        let sources = self.0.join("\n");
        bytes.extend((sources.len() as u32).to_le_bytes());
        bytes.extend(sources.as_bytes());
    }
}

/// The section in the making, for names in the order of the file.
pub(super) struct OriginsWriter {
    bytes: Vec<u8>,
    /// How many names before had the same sources, and which.
    run: (u64, SourceSet),
}

impl OriginsWriter {
    pub(super) fn new(sources: &SourceNames) -> OriginsWriter {
        let mut bytes = Vec::new();
        sources.push(&mut bytes);
        OriginsWriter {
            bytes,
            run: (0, SourceSet::default()),
        }
    }

    pub(super) fn add(&mut self, set: SourceSet) {
        if self.run.1 != set {
            self.end_run();
            self.run = (0, set);
        }
        self.run.0 += 1;
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.end_run();
        self.bytes
    }

    fn end_run(&mut self) {
        let (count, set) = self.run;
        if count > 0 {
            push_number(&mut self.bytes, count);
            push_number(&mut self.bytes, set.bits());
        }
    }
}

/// The section taken apart.
struct Origins<'g> {
    sources: Vec<&'g str>,
    runs: &'g [u8],
}

impl<'g> Origins<'g> {
    fn read(section: &'g [u8]) -> Option<Origins<'g>> {
        let (len, rest) = section.split_first_chunk::<4>()?;
        let (sources, runs) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        let sources = std::str::from_utf8(sources).ok()?.split('\n').collect();
        Some(Origins { sources, runs })
    }

    /// The set of each name from `first` on.
    fn sets_from(&self, first: u64) -> impl Iterator<Item = SourceSet> + use<'g> {
        let (mut rest, mut before) = (self.runs, 0u64);
        let runs = std::iter::from_fn(move || {
            let (count, set) = (take_number(&mut rest)?, take_number(&mut rest)?);
            let start = before;
            before = before.checked_add(count)?;
            Some((before.saturating_sub(start.max(first)), SourceSet(set)))
        });
        runs.flat_map(|(count, set)| (0..count).map(move |_| set))
    }

    fn names(&self, set: SourceSet) -> Vec<&'g str> {
        set.numbers()
            .filter_map(|n| self.sources.get(n).copied())
            .collect()
    }
}

impl Gazetteer {
    /// For each of [`Gazetteer::names`], in the same order, the sources that list it.
    ///
    /// Empty if the gazetteer was not made by
    /// [`GazetteerBuilder::begin_source`](super::GazetteerBuilder::begin_source). Takes time linear in the
    /// gazetteer: meant for people who ask, not for loops.
    pub fn sources(&self, entity: &Entity<'_>) -> Vec<Vec<&str>> {
        let Some(origins) = Origins::read(self.origins.as_ref()) else {
            return Vec::new();
        };
        let sets = origins.sets_from(entity.first_name.into());
        sets.take(entity.name_count as usize)
            .map(|set| origins.names(set))
            .collect()
    }

    /// The sources it was made from, or else itself.
    pub(super) fn source_names(&self) -> Vec<&str> {
        match Origins::read(self.origins.as_ref()) {
            Some(origins) => origins.sources,
            None => vec![self.name()],
        }
    }

    /// The sources of every name in the file, in order; none if it does not say.
    pub(super) fn all_sources(&self) -> impl Iterator<Item = Vec<&str>> {
        let origins = Origins::read(self.origins.as_ref());
        origins.into_iter().flat_map(|origins| {
            let sets = origins.sets_from(0).take(self.name_count());
            sets.map(move |set| origins.names(set))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_read_back() {
        let mut names = SourceNames::default();
        let a = names.set_of("a.csv").unwrap();
        let b = names.set_of("b\n.csv").unwrap();
        let sets = [a, a, a.with(b), b, b, b, SourceSet::default()];
        let mut section = OriginsWriter::new(&names);
        sets.into_iter().for_each(|set| section.add(set));
        let section = section.finish();
        let origins = Origins::read(&section).unwrap();
        for first in 0..=sets.len() {
            let read: Vec<SourceSet> = origins.sets_from(first as u64).collect();
            assert_eq!(read, sets[first..], "from {first}");
        }
        assert_eq!(origins.names(a.with(b)), ["a.csv", "b .csv"]);
    }

    #[test]
    fn there_is_a_limit_to_sources() {
        let mut names = SourceNames::default();
        for n in 0..MAX_SOURCES {
            names.set_of(&n.to_string()).unwrap();
        }
        assert!(names.set_of("0").is_ok());
        assert!(names.set_of("one more").is_err());
    }
}
