//! From sorted records to the sections of a container.
//!
//! Entities come one after the other, in the order of their ids, a batch at a
//! time: threads share what is derived from their names, and what is found is
//! written to the tables, or sorted. When all have come, the sorted keys become
//! the surfaces, and the sorted words the parts. So no more is in memory
//! than a batch, what sorters hold, and the table of prefixes.

use rayon::prelude::*;

use super::draft::{Draft, DraftName};
use super::origins::{OriginsWriter, SourceNames};
use super::packed::unpack;
use super::parts::{self, Indexed, LatinNames, Part, Spelled};
use super::runs::{Entries, Group, Merged, Sorter};
use super::surfaces::{Keyed, Surfaces};
use super::tables::Tables;
use super::{BuildStats, EntityType, skeletons};
use crate::error::Result;
use crate::fold::key;
use crate::store::{ContainerWriter, ScratchSpace, Section};

/// Records that make a batch.
const BATCH: usize = 1 << 14;
/// Parts between reports.
const REPORTED: usize = 1 << 16;
/// Entities that a thread takes at a time.
const SHARE: usize = 256;

/// How far it is, in names: one counts half when it has come, and half when all is sorted.
pub(super) struct Meter<'p> {
    /// Told how many more there are.
    pub(super) report: &'p (dyn Fn(usize) + Sync),
    pub(super) all: usize,
    pub(super) reached: usize,
}

impl Meter<'_> {
    fn reach(&mut self, names: usize) {
        if let Some(more @ 1..) = names.checked_sub(self.reached) {
            (self.report)(more);
            self.reached = names;
        }
    }
}

/// The sections in the making.
pub(super) struct Compiler {
    scratch: ScratchSpace,
    tables: Tables,
    keys: Sorter,
    parts: Sorter,
    skeletons: Sorter,
    origins: Option<OriginsWriter>,
    spelled: Spelled,
}

impl Compiler {
    pub(super) fn new(scratch: &ScratchSpace, sources: &SourceNames) -> Compiler {
        Compiler {
            scratch: scratch.clone(),
            tables: Tables::new(scratch),
            keys: Sorter::new(scratch),
            parts: Sorter::new(scratch),
            skeletons: Sorter::new(scratch),
            origins: (!sources.is_empty()).then(|| OriginsWriter::new(sources)),
            spelled: Spelled::default(),
        }
    }

    /// Compiles records, which are sorted by entity, to all sections but the description.
    pub(super) fn compile(
        mut self,
        mut records: Merged,
        mut meter: Meter<'_>,
    ) -> Result<(ContainerWriter, BuildStats)> {
        let mut batch = next_batch(&mut records)?;
        let mut come = 0;
        while !batch.is_empty() {
            come += batch.iter().map(Group::len).sum::<usize>();
            let (added, next) = rayon::join(|| self.add(batch), || next_batch(&mut records));
            added?;
            batch = next?;
            meter.reach(come / 2);
        }
        drop(records);
        self.finish(meter)
    }

    fn add(&mut self, batch: Vec<Group>) -> Result<()> {
        let entities = self.numbered(batch);
        let to_spell = entities.par_iter().flat_map_iter(|entity| {
            entity
                .indexed()
                .flat_map(|name| name.to_spell())
                .collect::<Vec<_>>()
        });
        self.spelled.learn(to_spell.collect());
        let derived: Vec<Derived> = entities
            .par_chunks(SHARE)
            .map(|some| Derived::of(some, &self.spelled))
            .collect();
        for entity in &entities {
            self.tables.add(&entity.draft)?;
            if let Some(origins) = &mut self.origins {
                let names = entity.draft.names.iter();
                names.for_each(|name| origins.add(name.sources));
            }
        }
        for derived in &derived {
            self.keys.append(&derived.keys)?;
            self.parts.append(&derived.parts)?;
            self.skeletons.append(&derived.skeletons)?;
        }
        Ok(())
    }

    /// The entities that have names, with the numbers that they and their names get.
    fn numbered(&self, batch: Vec<Group>) -> Vec<Numbered> {
        let drafts: Vec<Draft> = batch.par_iter().map(draft_of).collect();
        let with_names = drafts.into_iter().filter(|draft| !draft.names.is_empty());
        let (mut entity, mut first_name) = (self.tables.entity_count, self.tables.name_count);
        let numbered = with_names.map(|draft| {
            let numbered = Numbered {
                entity,
                first_name,
                draft,
            };
            // Should there be too many, the tables will not take them.
            entity = entity.wrapping_add(1);
            first_name = first_name.wrapping_add(numbered.draft.names.len() as u32);
            numbered
        });
        numbered.collect()
    }

    fn finish(self, mut meter: Meter<'_>) -> Result<(ContainerWriter, BuildStats)> {
        let scratch = &self.scratch;
        let (half, all_parts) = (meter.all / 2, self.parts.len().max(1));
        let mut sorted = 0;
        let done = |parts| {
            sorted += parts;
            // Now and then: it takes a moment.
            if sorted / REPORTED != (sorted - parts) / REPORTED {
                meter.reach(half + (half as f64 * sorted as f64 / all_parts as f64) as usize);
            }
        };
        let (surfaces, parts) = rayon::join(
            || Surfaces::build(self.keys.merged()?, scratch),
            || parts::build(self.parts.merged()?, scratch, done),
        );
        let (surfaces, (parts, part_lists)) = (surfaces?, parts?);
        let stats = BuildStats {
            entities: self.tables.entity_count as usize,
            names: self.tables.name_count as usize,
            keys: surfaces.keys,
            ambiguous: surfaces.ambiguous,
        };
        let languages = self.tables.languages.join("\n");
        let skeletons = skeletons::build(self.skeletons.merged()?, scratch)?;
        let sections = [
            (Section::Parts, scratch.full(parts)?),
            (Section::PartLists, scratch.full(part_lists)?),
            (Section::Skeletons, scratch.full(skeletons)?),
            (Section::Prefixes, scratch.put(&surfaces.prefixes)?),
            (Section::Gate, scratch.put(&surfaces.gate)?),
            (Section::Surfaces, scratch.full(surfaces.fst)?),
            (Section::Postings, scratch.full(surfaces.postings)?),
            (Section::Entities, scratch.full(self.tables.entities)?),
            (Section::Names, scratch.full(self.tables.names)?),
            (Section::Strings, scratch.full(self.tables.strings)?),
            (Section::Languages, scratch.put(languages.as_bytes())?),
        ];
        let mut writer = ContainerWriter::default();
        for (section, bytes) in sections {
            writer.add(section, bytes);
        }
        if let Some(origins) = self.origins {
            writer.add(Section::Origins, scratch.put(&origins.finish())?);
        }
        meter.reach(meter.all);
        Ok((writer, stats))
    }
}

/// The records of the next entities.
fn next_batch(records: &mut Merged) -> Result<Vec<Group>> {
    let (mut batch, mut count) = (Vec::new(), 0);
    while count < BATCH {
        let mut group = Group::default();
        if !records.next(&mut group)? {
            break;
        }
        count += group.len();
        batch.push(group);
    }
    Ok(batch)
}

/// The entity that some records make.
fn draft_of(records: &Group) -> Draft {
    let mut draft = Draft {
        id: String::from_utf8_lossy(&records.key).into_owned(),
        ..Draft::default()
    };
    for (record, sources) in records.values().filter_map(unpack) {
        draft.add(record, sources);
    }
    draft.finish();
    draft
}

/// An entity with its number and that of its first name.
struct Numbered {
    entity: u32,
    first_name: u32,
    draft: Draft,
}

impl Numbered {
    fn names(&self) -> impl Iterator<Item = (u32, &DraftName)> {
        (self.first_name..).zip(&self.draft.names)
    }

    /// Its names as the index of parts wants them.
    fn indexed(&self) -> impl Iterator<Item = Indexed<'_>> {
        let names = &self.draft.names;
        let latin = LatinNames::of(names.iter().map(|name| name.text.as_str()));
        self.names().map(move |(number, name)| Indexed {
            key: &name.key,
            text: &name.text,
            lang: &name.lang,
            name: number,
            has_latin: latin.have(&name.text),
        })
    }
}

/// What is to be sorted.
#[derive(Default)]
struct Derived {
    keys: Entries,
    parts: Entries,
    skeletons: Entries,
}

impl Derived {
    fn of(entities: &[Numbered], spelled: &Spelled) -> Derived {
        let mut derived = Derived::default();
        for entity in entities {
            derived.add_keys(entity);
            let names = entity.indexed();
            let mut put = |word: &[u8], part: Part| derived.parts.push(word, &part.sorted_bytes());
            names.for_each(|name| name.parts(spelled, &mut put));
            skeletons::add(&entity.draft, entity.entity, &mut derived.skeletons);
        }
        derived
    }

    fn add_keys(&mut self, entity: &Numbered) {
        let entity_type = entity.draft.entity_type();
        for (number, name) in entity.names() {
            let value = Keyed {
                name: number,
                entity: entity.entity,
                casing: name.casing,
                weight: entity.draft.weight,
            };
            let value = value.bytes();
            self.keys.push(name.key.as_bytes(), &value);
            for text in also_written(entity_type, &name.text) {
                self.keys.push(key(&text).as_bytes(), &value);
            }
        }
    }
}

/// Names that are also written in another way than they are listed.
fn also_written(entity_type: EntityType, text: &str) -> impl Iterator<Item = String> {
    let person = entity_type == EntityType::Person;
    let reversed = person.then(|| given_name_first(text)).flatten();
    let joined = text.contains('_').then(|| text.replace('_', ""));
    reversed.into_iter().chain(joined)
}

/// `Putin, Vladimir` as running text has it.
fn given_name_first(name: &str) -> Option<String> {
    let (family, given) = name.split_once(", ")?;
    (!given.contains(',')).then(|| format!("{given} {family}"))
}
