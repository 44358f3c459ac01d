//! Facts by entity, however many: sorted on disk where they do not fit in memory.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use super::entity::Entity;
use super::fact::Fact;
use crate::error::{Error, Result};

/// Facts of so many bytes are held in memory before they go to disk.
const ROOM: usize = 48 << 20;

/// So many files are read side by side; more are first put together.
const MOST_RUNS: usize = 128;

/// Collects facts in any order and gives them back by id; those of an id in the
/// order they came in.
pub(super) struct Groups {
    room: usize,
    facts: Vec<Fact>,
    size: usize,
    runs: Vec<File>,
}

impl Groups {
    pub(super) fn new() -> Groups {
        Groups::with_room(ROOM)
    }

    fn with_room(room: usize) -> Groups {
        Groups {
            room,
            facts: Vec::new(),
            size: 0,
            runs: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, fact: Fact) -> Result<()> {
        self.size += fact.size();
        self.facts.push(fact);
        if self.size >= self.room {
            self.spill().map_err(temporary)?;
        }
        Ok(())
    }

    /// Hands over the entities in the order of their ids.
    pub(super) fn finish(mut self, entity: &mut dyn FnMut(Entity) -> Result<()>) -> Result<()> {
        // Sorting keeps the order of the facts of an id.
        self.facts.sort_by(|a, b| a.id.cmp(&b.id));
        let last = std::mem::take(&mut self.facts);
        if self.runs.is_empty() {
            return hand_over(last.into_iter().map(Ok), entity);
        }
        let mut sources: Vec<Source> = Vec::with_capacity(self.runs.len() + 1);
        for run in self.runs {
            sources.push(Source::File(Run::new(run).map_err(temporary)?));
        }
        sources.push(Source::Memory(last.into_iter()));
        hand_over(Merge::new(sources).map_err(temporary)?, entity)
    }

    /// Writes what is in memory to a file of its own.
    fn spill(&mut self) -> io::Result<()> {
        self.facts.sort_by(|a, b| a.id.cmp(&b.id));
        self.size = 0;
        let facts = std::mem::take(&mut self.facts);
        self.runs.push(write(facts.into_iter().map(Ok))?);
        if self.runs.len() == MOST_RUNS {
            let runs = std::mem::take(&mut self.runs).into_iter();
            let sources: io::Result<Vec<Source>> =
                runs.map(|run| Ok(Source::File(Run::new(run)?))).collect();
            let merge = Merge::new(sources?)?;
            self.runs
                .push(write(merge.map(|fact| fact.map_err(io::Error::other)))?);
        }
        Ok(())
    }
}

fn temporary(error: io::Error) -> Error {
    Error::io(std::env::temp_dir(), error)
}

/// Writes sorted facts to a file that goes away when it is closed.
fn write(facts: impl Iterator<Item = io::Result<Fact>>) -> io::Result<File> {
    let mut out = BufWriter::with_capacity(1 << 16, tempfile::tempfile()?);
    let mut bytes = Vec::new();
    for fact in facts {
        bytes.clear();
        fact?.encode(&mut bytes);
        out.write_all(&(bytes.len() as u32).to_le_bytes())?;
        out.write_all(&bytes)?;
    }
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// Puts the facts of each id together, which follow one another.
fn hand_over(
    facts: impl Iterator<Item = Result<Fact>>,
    entity: &mut dyn FnMut(Entity) -> Result<()>,
) -> Result<()> {
    let mut current: Option<Entity> = None;
    for fact in facts {
        let fact = fact?;
        if let Some(done) = current.take_if(|current| current.id != fact.id) {
            entity(done)?;
        }
        current
            .get_or_insert_with(|| Entity::new(&fact.id))
            .add(fact);
    }
    current.map_or(Ok(()), entity)
}

/// A file of sorted facts.
struct Run(BufReader<File>);

impl Run {
    fn new(mut file: File) -> io::Result<Run> {
        file.rewind()?;
        Ok(Run(BufReader::with_capacity(1 << 16, file)))
    }

    fn next(&mut self) -> io::Result<Option<Fact>> {
        let mut length = [0; 4];
        match self.0.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        self.0.read_exact(&mut bytes)?;
        let fact = Fact::decode(&bytes).ok_or(io::ErrorKind::InvalidData)?;
        Ok(Some(fact))
    }
}

enum Source {
    File(Run),
    Memory(std::vec::IntoIter<Fact>),
}

impl Source {
    fn next(&mut self) -> io::Result<Option<Fact>> {
        match self {
            Source::File(run) => run.next(),
            Source::Memory(facts) => Ok(facts.next()),
        }
    }
}

/// The next fact of a source; of the same id, that of the earlier source comes first.
struct Head {
    fact: Fact,
    source: usize,
}

impl Head {
    fn order(&self) -> (&str, usize) {
        (&self.fact.id, self.source)
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Head) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Head) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Head) -> Ordering {
        self.order().cmp(&other.order())
    }
}

/// Several sorted sources as one.
struct Merge {
    sources: Vec<Source>,
    heads: BinaryHeap<Reverse<Head>>,
}

impl Merge {
    fn new(mut sources: Vec<Source>) -> io::Result<Merge> {
        let mut heads = BinaryHeap::new();
        for (at, source) in sources.iter_mut().enumerate() {
            heads.extend(
                source
                    .next()?
                    .map(|fact| Reverse(Head { fact, source: at })),
            );
        }
        Ok(Merge { sources, heads })
    }
}

impl Iterator for Merge {
    type Item = Result<Fact>;

    fn next(&mut self) -> Option<Result<Fact>> {
        let Reverse(Head { fact, source }) = self.heads.pop()?;
        match self.sources[source].next() {
            Ok(next) => self
                .heads
                .extend(next.map(|fact| Reverse(Head { fact, source }))),
            Err(error) => return Some(Err(temporary(error))),
        }
        Some(Ok(fact))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::Role;
    use super::*;

    #[test]
    fn facts_are_put_together_whether_they_fit_in_memory_or_not() {
        let facts: Vec<Fact> = (0..2000)
            .map(|n| {
                Fact::name(
                    &format!("Q{}", n * 7919 % 97),
                    n.to_string(),
                    String::new(),
                    Role::Plain,
                )
            })
            .collect();
        let grouped = |room: usize| {
            let mut groups = Groups::with_room(room);
            facts
                .iter()
                .for_each(|fact| groups.add(fact.clone()).unwrap());
            let mut entities = Vec::new();
            groups
                .finish(&mut |entity| {
                    entities.push(entity);
                    Ok(())
                })
                .unwrap();
            entities
        };
        let whole = grouped(usize::MAX);
        assert_eq!(whole.len(), 97);
        assert_eq!(whole[0].names[0].text, "0");
        assert!(whole.is_sorted_by(|a, b| a.id < b.id));
        // So little room that runs are put together on the way.
        for room in [1, 2000, 100_000] {
            assert_eq!(grouped(room), whole, "{room} bytes");
        }
    }
}
