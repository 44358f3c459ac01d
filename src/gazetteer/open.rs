//! An open gazetteer: look-ups in the container's sections.

use std::fmt;
use std::path::Path;

use fst::raw;

use super::entity::Casing;
use super::languages::Languages;
use super::surfaces::LIST;
use super::tables::{ENTITY_LEN, NAME_LEN};
use super::{Entity, EntityType, Name, NameKind};
use crate::error::{ErrorKind, Result};
use crate::fold::key;
use crate::store::{Bytes, Container, Gate, PrefixTable, Section, SectionBytes, Verify};

/// What the file has of an entity and of a name.
type EntityRecord = [u8; ENTITY_LEN];
pub(super) type NameRecord = [u8; NAME_LEN];

/// A compiled gazetteer, immutable and shared freely between threads.
///
/// ```no_run
/// let gazetteer = exonym::Gazetteer::open("names.gaz")?;
/// for name in gazetteer.find("Ереван") {
///     println!("{}", gazetteer.entity_of(&name).id);
/// }
/// # Ok::<(), exonym::Error>(())
/// ```
pub struct Gazetteer {
    name: String,
    pub(super) container: Container,
    surfaces: SectionBytes,
    prefixes: SectionBytes,
    gate: SectionBytes,
    postings: SectionBytes,
    entities: SectionBytes,
    pub(super) names: SectionBytes,
    strings: SectionBytes,
    pub(super) languages: Languages,
    pub(super) parts: SectionBytes,
    pub(super) part_lists: SectionBytes,
    pub(super) skeletons: SectionBytes,
    pub(super) origins: SectionBytes,
}

impl Gazetteer {
    /// Opens a file by memory map, after checking all of it.
    ///
    /// The file may be replaced while it is open (as every writer of this crate
    /// does), but must not be cut short in place: the system would end the process.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if it cannot be read; otherwise why it is refused:
    /// [`ErrorKind::NotAGazetteer`], [`ErrorKind::TooOld`], [`ErrorKind::TooNew`], [`ErrorKind::Damaged`].
    pub fn open(path: impl AsRef<Path>) -> Result<Gazetteer> {
        let path = path.as_ref();
        Gazetteer::new(&path.to_string_lossy(), Bytes::map(path)?, Verify::All)
    }

    /// Opens a file without checking the contents of its sections, which takes time
    /// in proportion to its size. Only for files known to be whole: answers
    /// from a damaged one may be wrong, or a look-up may panic.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::open`].
    pub fn open_unverified(path: impl AsRef<Path>) -> Result<Gazetteer> {
        let path = path.as_ref();
        Gazetteer::new(&path.to_string_lossy(), Bytes::map(path)?, Verify::Header)
    }

    /// Opens the bytes of a file; `name` stands for it in messages.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::open`].
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Gazetteer> {
        Gazetteer::new(name, Bytes::Owned(bytes), Verify::All)
    }

    /// Opens bytes that are part of the program, and therefore not checked again.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::open`].
    pub fn from_static(name: &str, bytes: &'static [u8]) -> Result<Gazetteer> {
        Gazetteer::new(name, Bytes::Static(bytes), Verify::Header)
    }

    fn new(name: &str, bytes: Bytes, verify: Verify) -> Result<Gazetteer> {
        let container = Container::open(name, bytes, verify)?;
        let section = |s| container.section(s);
        let languages = Languages::read(section(Section::Languages).as_ref());
        let gazetteer = Gazetteer {
            name: name.to_owned(),
            surfaces: section(Section::Surfaces),
            prefixes: section(Section::Prefixes),
            gate: section(Section::Gate),
            postings: section(Section::Postings),
            entities: section(Section::Entities),
            names: section(Section::Names),
            strings: section(Section::Strings),
            parts: section(Section::Parts),
            part_lists: section(Section::PartLists),
            skeletons: section(Section::Skeletons),
            origins: section(Section::Origins),
            languages,
            container,
        };
        if let Err(error) = raw::Fst::new(gazetteer.surfaces.as_ref()) {
            let (name, section) = (name.to_owned(), Section::Surfaces.name());
            return Err(ErrorKind::Damaged {
                name,
                section,
                detail: error.to_string(),
            }
            .into());
        }
        Ok(gazetteer)
    }

    /// The file it was opened from, or what was given in its stead.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The entity of this id.
    pub fn entity(&self, id: &str) -> Option<Entity<'_>> {
        let (mut low, mut high) = (0, self.entity_count());
        while low < high {
            let middle = low + (high - low) / 2;
            let record = self.entities.as_ref().get(middle * ENTITY_LEN..)?;
            match self.bytes(u64_at(record, 0)).cmp(id.as_bytes()) {
                std::cmp::Ordering::Equal => return self.entity_at(middle as u32),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// All entities, by id.
    pub fn entities(&self) -> impl Iterator<Item = Entity<'_>> {
        (0..self.entity_count() as u32).filter_map(|at| self.entity_at(at))
    }

    /// The names of an entity of this gazetteer: canonical names first.
    pub fn names(&self, entity: &Entity<'_>) -> impl Iterator<Item = Name<'_>> + use<'_> {
        let (first, count) = (entity.first_name, entity.name_count);
        (first..first.saturating_add(count)).map_while(|at| self.name_at(at))
    }

    fn language_of(&self, record: &NameRecord) -> &str {
        self.languages.tag(language_at(record))
    }

    /// The names with the same key as `name`.
    pub fn find(&self, name: &str) -> Vec<Name<'_>> {
        let value = self
            .fst()
            .and_then(|fst| fst.get(key(name).as_bytes()))
            .map(raw::Output::value);
        self.posting(value.unwrap_or(u64::MAX))
            .filter_map(|at| self.name_at(at))
            .collect()
    }

    /// The entity a name of this gazetteer belongs to.
    pub fn entity_of(&self, name: &Name<'_>) -> Entity<'_> {
        const NONE: Entity<'static> = Entity {
            id: "",
            entity_type: EntityType::Other,
            weight: 0.0,
            same_as: &[],
            attributes: &[],
            first_name: 0,
            name_count: 0,
        };
        self.entity_at(name.entity).unwrap_or(NONE)
    }

    /// Whether any name is in this language, or the one it is a variant of.
    pub(crate) fn has_language(&self, lang: &str) -> bool {
        let base = lang.split('-').next().unwrap_or(lang);
        let has = |tag| self.languages.number(tag).is_some();
        has(lang) || has(base)
    }

    /// Checks every section against its checksum, also of a gazetteer that was opened without.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] naming the first section that differs.
    pub fn verify(&self) -> Result<()> {
        self.container.verify(&self.name)
    }

    pub(crate) fn entity_count(&self) -> usize {
        self.entities.as_ref().len() / ENTITY_LEN
    }

    pub(crate) fn name_count(&self) -> usize {
        self.names.as_ref().len() / NAME_LEN
    }

    /// Of what type the entity is that a name belongs to, without a look at the rest of either.
    pub(crate) fn type_of_name(&self, at: u32) -> Option<EntityType> {
        let entity = u32_at(self.name_record(at)?, 8);
        self.entity_record(entity).map(type_in)
    }

    /// In which language a name is, without a look at the rest of it.
    pub(crate) fn language_of_name(&self, at: u32) -> Option<&str> {
        Some(self.language_of(self.name_record(at)?))
    }

    fn entity_record(&self, at: u32) -> Option<&EntityRecord> {
        let (records, _) = self.entities.as_ref().as_chunks();
        records.get(at as usize)
    }

    fn name_record(&self, at: u32) -> Option<&NameRecord> {
        let (records, _) = self.names.as_ref().as_chunks();
        records.get(at as usize)
    }

    pub(crate) fn entity_at(&self, at: u32) -> Option<Entity<'_>> {
        let record = self.entity_record(at)?;
        Some(Entity {
            id: self.string(u64_at(record, 0)),
            same_as: self.bytes(u64_at(record, 8)),
            attributes: self.bytes(u64_at(record, 16)),
            first_name: u32_at(record, 24),
            name_count: u32_at(record, 28),
            weight: f32::from_bits(u32_at(record, 32)),
            entity_type: type_in(record),
        })
    }

    pub(crate) fn name_at(&self, at: u32) -> Option<Name<'_>> {
        let record = self.name_record(at)?;
        Some(Name {
            text: self.string(u64_at(record, 0)),
            entity: u32_at(record, 8),
            lang: self.language_of(record),
            kind: NameKind::from_code(record[14]).unwrap_or(NameKind::Alias),
            casing: Casing::from_code(record[15]),
        })
    }

    /// Whether the name of this index is written just so, or differs in the case of letters of ASCII alone.
    pub(crate) fn is_spelled(&self, at: u32, text: &str) -> bool {
        self.name_record(at).is_some_and(|record| {
            self.bytes(u64_at(record, 0))
                .eq_ignore_ascii_case(text.as_bytes())
        })
    }

    /// Reads a byte of each of some names, first of their records, then of their texts, for no other
    /// purpose than to have them at hand: the loops are so small that many reads go on at once.
    pub(crate) fn fetch_names(&self, names: &[u32], texts: &mut Vec<usize>) {
        let (records, strings) = (self.names.as_ref(), self.strings.as_ref());
        let touch = |bytes: &[u8], at: usize| bytes.get(at).copied().unwrap_or(0);
        let touched = names.iter().fold(0, |touched, at| {
            touched ^ touch(records, *at as usize * NAME_LEN)
        });
        std::hint::black_box(touched);
        texts.clear();
        texts.extend(names.iter().filter_map(|at| {
            let from = *at as usize * NAME_LEN;
            let record = records.get(from..from + NAME_LEN)?;
            usize::try_from(u64_at(record, 0) >> 24).ok()
        }));
        let touched = texts
            .iter()
            .fold(0, |touched, at| touched ^ touch(strings, *at));
        std::hint::black_box(touched);
    }

    /// The name indices that a value of the FST stands for.
    pub(crate) fn posting(&self, value: u64) -> impl Iterator<Item = u32> + use<'_> {
        let postings = self.postings.as_ref();
        let list = u32::try_from(value)
            .ok()
            .filter(|value| value & LIST != 0)
            .map(|value| (value & !LIST) as usize * 4);
        let items = list.and_then(|at| {
            let count = u32_at(postings.get(at..at + 4)?, 0) as usize;
            postings.get(at + 4..at + 4 + count.checked_mul(4)?)
        });
        let single = u32::try_from(value).ok().filter(|value| value & LIST == 0);
        single.into_iter().chain(
            items
                .unwrap_or(&[])
                .chunks_exact(4)
                .map(|item| u32_at(item, 0)),
        )
    }

    /// The FST of keys. Making the view is a matter of nanoseconds.
    pub(crate) fn fst(&self) -> Option<raw::Fst<&[u8]>> {
        raw::Fst::new(self.surfaces.as_ref()).ok()
    }

    pub(crate) fn prefixes(&self) -> PrefixTable<'_> {
        PrefixTable::new(self.prefixes.as_ref())
    }

    pub(crate) fn gate(&self) -> Gate<'_> {
        Gate::new(self.gate.as_ref())
    }

    fn string(&self, reference: u64) -> &str {
        // Checked on every use: a forged file may hold anything, and names are short.
        std::str::from_utf8(self.bytes(reference)).unwrap_or("")
    }

    pub(super) fn bytes(&self, reference: u64) -> &[u8] {
        let (at, len) = (reference >> 24, (reference & 0xFF_FFFF) as usize);
        usize::try_from(at)
            .ok()
            .and_then(|at| self.strings.as_ref().get(at..at.checked_add(len)?))
            .unwrap_or(&[])
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("name", &self.name)
            .field("names", &self.name_count())
            .finish_non_exhaustive()
    }
}

/// The language in the record of a name, as a number of the table.
pub(super) fn language_at(record: &NameRecord) -> usize {
    u16::from_le_bytes([record[12], record[13]]).into()
}

fn type_in(record: &EntityRecord) -> EntityType {
    EntityType::from_code(record[36]).unwrap_or(EntityType::Other)
}

#[inline]
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let number = bytes.get(at..).and_then(|rest| rest.first_chunk());
    number.map_or(0, |number| u32::from_le_bytes(*number))
}

#[inline]
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let number = bytes.get(at..).and_then(|rest| rest.first_chunk());
    number.map_or(0, |number| u64::from_le_bytes(*number))
}
