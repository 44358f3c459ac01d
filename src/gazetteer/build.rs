//! From records to the sections of a container.

use std::collections::HashMap;
use std::path::Path;

use fst::raw;
use rayon::prelude::*;
use serde_json::json;

use super::entity::Casing;
use super::{EntityType, Gazetteer, NameKind, Record, parts};
use crate::error::{Error, ErrorKind, Result};
use crate::file;
use crate::fold::{FOLD_VERSION, Hasher, key};
use crate::store::{ContainerWriter, HeadIndex, HeadTable, Section};
use crate::text::chars::{self, Char, Class};
use crate::text::script_of;

/// Collects records and compiles them to a gazetteer.
///
/// The result does not depend on the order of the records, but for the one
/// thing the CSV format says of order: the first name of an entity is its
/// canonical name if no name of it has a kind.
///
/// ```
/// use exonym::{Gazetteer, GazetteerBuilder, Record};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.add(Record::new("Q1953", "Yerevan"));
/// builder.add(Record::new("Q1953", "Erevan"));
/// let gazetteer = Gazetteer::from_bytes("example", builder.to_bytes()?)?;
/// let yerevan = gazetteer.entity("Q1953").unwrap();
/// assert_eq!(gazetteer.canonical(&yerevan, "").unwrap().text, "Yerevan");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Default)]
pub struct GazetteerBuilder {
    drafts: Vec<Draft>,
    by_id: HashMap<String, usize>,
    meta: serde_json::Map<String, serde_json::Value>,
}

/// What a build made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuildStats {
    /// Entities in the gazetteer.
    pub entities: usize,
    /// Names in the gazetteer, doubles within an entity counted once.
    pub names: usize,
    /// Different keys those names fold to.
    pub keys: usize,
    /// Keys that belong to more than one entity.
    pub ambiguous: usize,
}

#[derive(Default)]
struct Draft {
    id: String,
    /// How many rows say each type, by its code.
    types: [u32; EntityType::ALL.len()],
    weight: f32,
    same_as: Vec<String>,
    attributes: serde_json::Map<String, serde_json::Value>,
    names: Vec<DraftName>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct DraftName {
    /// Canonical names first, of these the one of no language, then English.
    rank: (NameKind, u8),
    lang: String,
    text: String,
}

impl GazetteerBuilder {
    /// An empty builder.
    pub fn new() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// Adds one name. Names that have no letter or digit are left out.
    pub fn add(&mut self, record: Record) {
        let at = match self.by_id.get(&record.id) {
            Some(at) => *at,
            None => {
                self.drafts.push(Draft {
                    id: record.id.clone(),
                    ..Draft::default()
                });
                self.by_id.insert(record.id.clone(), self.drafts.len() - 1);
                self.drafts.len() - 1
            }
        };
        self.drafts[at].add(record);
    }

    /// Adds many names.
    pub fn extend(&mut self, records: impl IntoIterator<Item = Record>) {
        records.into_iter().for_each(|record| self.add(record));
    }

    /// Sets a field of the file's description, such as `sources` or `licences`; `inspect` shows it.
    pub fn describe(&mut self, field: &str, value: impl Into<serde_json::Value>) {
        self.meta.insert(field.to_owned(), value.into());
    }

    /// Compiles to the bytes of a `.gaz` file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`] if there are more names than a file can hold (2³¹).
    pub fn to_bytes(self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let (writer, _) = self.compile()?;
        writer
            .write(&mut bytes)
            .map_err(|e| Error::io("memory", e))?;
        Ok(bytes)
    }

    /// Compiles to a gazetteer in memory.
    ///
    /// # Errors
    ///
    /// As [`GazetteerBuilder::to_bytes`].
    pub fn to_gazetteer(self, name: &str) -> Result<Gazetteer> {
        Gazetteer::from_bytes(name, self.to_bytes()?)
    }

    /// Compiles to a file, which appears whole or not at all; one that was there stays until then.
    ///
    /// # Errors
    ///
    /// As [`GazetteerBuilder::to_bytes`], and [`ErrorKind::Io`] if the file cannot be written.
    pub fn write(self, path: impl AsRef<Path>) -> Result<BuildStats> {
        let path = path.as_ref();
        let (writer, stats) = self.compile()?;
        file::replace(path, |out| {
            writer.write(&mut { out }).map_err(|e| Error::io(path, e))
        })?;
        Ok(stats)
    }

    fn compile(mut self) -> Result<(ContainerWriter, BuildStats)> {
        self.drafts.retain(|draft| !draft.names.is_empty());
        self.drafts.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
        self.drafts.par_iter_mut().for_each(Draft::finish);
        let mut tables = Tables::default();
        for draft in &self.drafts {
            tables.add(draft)?;
        }
        let keys = sorted_keys(&self.drafts);
        let surfaces = Surfaces::build(&keys, &tables)?;
        let stats = BuildStats {
            entities: self.drafts.len(),
            names: tables.name_count as usize,
            keys: surfaces.keys,
            ambiguous: surfaces.ambiguous,
        };
        let (parts, part_lists) = parts::build(self.indexed(&keys)).map_err(fst_error)?;
        let mut writer = ContainerWriter::default();
        writer.add(Section::Parts, parts);
        writer.add(Section::PartLists, part_lists);
        writer.add(Section::Meta, self.meta_json(&stats));
        writer.add(Section::Head, surfaces.head);
        writer.add(Section::Surfaces, surfaces.fst);
        writer.add(Section::Postings, surfaces.postings);
        writer.add(Section::Entities, tables.entities);
        writer.add(Section::Names, tables.names);
        writer.add(Section::Strings, tables.strings);
        writer.add(Section::Languages, tables.languages.join("\n").into_bytes());
        Ok((writer, stats))
    }

    /// The names with their keys, as the index of parts wants them.
    fn indexed<'b>(
        &'b self,
        keys: &'b [(String, u32)],
    ) -> impl Iterator<Item = parts::Indexed<'b>> {
        let names: Vec<(&DraftName, bool)> = self
            .drafts
            .iter()
            .flat_map(|draft| {
                let has_latin = draft
                    .names
                    .iter()
                    .any(|name| script_of(&name.text) == "Latn");
                draft.names.iter().map(move |name| (name, has_latin))
            })
            .collect();
        keys.iter().filter_map(move |(key, index)| {
            let (name, has_latin) = names.get(*index as usize)?;
            Some(parts::Indexed {
                key,
                text: &name.text,
                lang: &name.lang,
                name: *index,
                has_latin: *has_latin,
            })
        })
    }

    fn meta_json(&self, stats: &BuildStats) -> Vec<u8> {
        let mut meta = self.meta.clone();
        meta.insert(
            "writer".into(),
            json!(concat!("exonym ", env!("CARGO_PKG_VERSION"))),
        );
        meta.insert("fold_version".into(), json!(FOLD_VERSION));
        meta.insert(
            "counts".into(),
            json!({"entities": stats.entities, "names": stats.names, "keys": stats.keys, "ambiguous": stats.ambiguous}),
        );
        serde_json::to_vec(&meta).unwrap_or_default()
    }
}

impl Draft {
    fn add(&mut self, record: Record) {
        if let Some(entity_type) = record.entity_type {
            self.types[entity_type as usize] += 1;
        }
        self.weight = self.weight.max(record.weight.unwrap_or(0.0));
        self.same_as.extend(record.same_as);
        for (column, value) in record.attributes {
            self.attributes.entry(column).or_insert(value.into());
        }
        let kind = record.kind.unwrap_or(match self.names.is_empty() {
            true => NameKind::Canonical,
            false => NameKind::Alias,
        });
        let preference = match record.lang.as_str() {
            "" => 0,
            "en" => 1,
            _ => 2,
        };
        if !key(&record.name).is_empty() {
            self.names.push(DraftName {
                rank: (kind, preference),
                lang: record.lang,
                text: record.name,
            });
        }
    }

    /// What most rows say it is; the order of the rows must not matter.
    fn entity_type(&self) -> EntityType {
        let said = EntityType::ALL
            .iter()
            .filter(|t| self.types[**t as usize] > 0);
        said.max_by_key(|t| (self.types[**t as usize], **t))
            .copied()
            .unwrap_or(EntityType::Other)
    }

    fn finish(&mut self) {
        // Without a canonical name the first one given serves.
        if !self
            .names
            .iter()
            .any(|name| name.rank.0 == NameKind::Canonical)
        {
            let first = self
                .names
                .iter_mut()
                .find(|name| name.rank.0 != NameKind::Demonym);
            if let Some(first) = first {
                first.rank.0 = NameKind::Canonical;
            }
        }
        self.names.sort_unstable();
        self.names.dedup();
        self.same_as.sort_unstable();
        self.same_as.dedup();
    }
}

/// The fixed-size tables and the strings they point to.
#[derive(Default)]
struct Tables {
    entities: Vec<u8>,
    names: Vec<u8>,
    strings: Vec<u8>,
    languages: Vec<String>,
    name_count: u32,
    entity_count: u32,
    /// Of every name: its entity and casing, to make the postings.
    index: Vec<(u32, Casing)>,
}

/// Bytes of one record of an entity and of a name.
pub(super) const ENTITY_LEN: usize = 40;
pub(super) const NAME_LEN: usize = 16;

impl Tables {
    fn add(&mut self, draft: &Draft) -> Result<()> {
        let first_name = self.name_count;
        for name in &draft.names {
            let casing = Casing::of(&name.text);
            let text = self.string(&name.text);
            let lang = self.language(&name.lang);
            self.names.extend(text.to_le_bytes());
            self.names.extend(self.entity_count.to_le_bytes());
            self.names.extend(lang.to_le_bytes());
            self.names.extend([name.rank.0 as u8, casing.code()]);
            self.index.push((self.entity_count, casing));
            self.name_count += 1;
        }
        const LIMIT: u32 = LIST;
        if self.name_count >= LIMIT {
            return Err(ErrorKind::Limit {
                what: "number of names",
                got: self.name_count.into(),
                limit: LIMIT.into(),
            }
            .into());
        }
        let attributes = match draft.attributes.is_empty() {
            true => String::new(),
            false => serde_json::to_string(&draft.attributes).unwrap_or_default(),
        };
        for string in [&draft.id, &draft.same_as.join("|"), &attributes] {
            let reference = self.string(string);
            self.entities.extend(reference.to_le_bytes());
        }
        self.entities.extend(first_name.to_le_bytes());
        self.entities
            .extend((self.name_count - first_name).to_le_bytes());
        self.entities.extend(draft.weight.to_le_bytes());
        self.entities.extend([draft.entity_type() as u8, 0, 0, 0]);
        self.entity_count += 1;
        Ok(())
    }

    /// A reference: offset in the upper 40 bits, length in the lower 24.
    fn string(&mut self, text: &str) -> u64 {
        let text = &text[..text.floor_char_boundary((1 << 24) - 1)];
        let at = if text.is_empty() {
            0
        } else {
            self.strings.len() as u64
        };
        self.strings.extend(text.as_bytes());
        at << 24 | text.len() as u64
    }

    fn language(&mut self, lang: &str) -> u16 {
        let known = self.languages.iter().position(|l| l == lang);
        let at = known.unwrap_or_else(|| {
            self.languages.push(lang.to_owned());
            self.languages.len() - 1
        });
        at.min(usize::from(u16::MAX)) as u16
    }
}

/// Key and index of every name, by key, then by index: that is, by entity and rank.
fn sorted_keys(drafts: &[Draft]) -> Vec<(String, u32)> {
    let texts: Vec<&str> = drafts
        .iter()
        .flat_map(|draft| draft.names.iter().map(|name| name.text.as_str()))
        .collect();
    let mut keys: Vec<(String, u32)> = texts
        .par_iter()
        .enumerate()
        .map(|(index, text)| (key(text), index as u32))
        .collect();
    keys.par_sort_unstable();
    keys
}

/// Set in a value of the FST that is a place in the postings, not a name index.
pub(super) const LIST: u32 = 1 << 31;

/// The FST over the keys, with its postings and head index.
struct Surfaces {
    fst: Vec<u8>,
    postings: Vec<u8>,
    head: Vec<u8>,
    keys: usize,
    ambiguous: usize,
}

impl Surfaces {
    fn build(keys: &[(String, u32)], tables: &Tables) -> Result<Surfaces> {
        let mut map = raw::Builder::memory();
        let mut postings: Vec<u8> = Vec::new();
        let (mut count, mut ambiguous) = (0, 0);
        for group in keys.chunk_by(|a, b| a.0 == b.0) {
            let names = distinct(group, tables);
            let value = match names.as_slice() {
                [one] => *one,
                many => {
                    let at = (postings.len() / 4) as u32;
                    postings.extend((many.len() as u32).to_le_bytes());
                    many.iter()
                        .for_each(|name| postings.extend(name.to_le_bytes()));
                    LIST | at
                }
            };
            map.insert(&group[0].0, value.into()).map_err(fst_error)?;
            count += 1;
            let entity = |name: &u32| tables.index[*name as usize].0;
            ambiguous += usize::from(names.iter().any(|name| entity(name) != entity(&names[0])));
        }
        let fst = map.into_inner().map_err(fst_error)?;
        let head = head_index(keys, &fst)?;
        Ok(Surfaces {
            fst,
            postings,
            head,
            keys: count,
            ambiguous,
        })
    }
}

fn fst_error(error: fst::Error) -> Error {
    Error::config(format!("building the FST failed: {error}"))
}

/// One name for each entity and way of writing it in capitals: the rest say the same.
fn distinct(group: &[(String, u32)], tables: &Tables) -> Vec<u32> {
    let mut names: Vec<u32> = Vec::new();
    for (_, name) in group {
        let what = tables.index[*name as usize];
        // Names are sorted by entity, so what is the same stands near.
        let same = names
            .iter()
            .rev()
            .take_while(|have| tables.index[**have as usize].0 == what.0);
        if !same
            .into_iter()
            .any(|have| tables.index[*have as usize] == what)
        {
            names.push(*name);
        }
    }
    names
}

/// Looks up the node of the first word of every key. A table in which two
/// words cannot be told apart is made larger; if that does not help, there is
/// none, and matching walks from the root.
fn head_index(keys: &[(String, u32)], fst: &[u8]) -> Result<Vec<u8>> {
    let fst = raw::Fst::new(fst).map_err(fst_error)?;
    let mut heads: HashMap<&str, (u64, HeadIndex)> = HashMap::new();
    for (key, _) in keys {
        for head in std::iter::once(head_of(key)).chain(double_head_of(key)) {
            if !heads.contains_key(head) {
                let node = follow(&fst, head.as_bytes());
                heads.extend(node.map(|node| (head, (hash_of(head), node))));
            }
        }
    }
    let heads: Vec<(u64, HeadIndex)> = heads.into_values().collect();
    for room in [1, 2, 4] {
        let bytes = HeadTable::build(&heads, room);
        let table = HeadTable::new(&bytes);
        if heads
            .iter()
            .all(|(hash, head)| table.get(*hash) == Some(*head))
        {
            return Ok(bytes);
        }
    }
    Ok(Vec::new())
}

/// The part of a key that the head index is asked for: up to the first
/// separator, or the first cluster of a script without spaces.
fn head_of(key: &str) -> &str {
    let class = |c: char| Char::of(c).class();
    let dense = key.chars().next().is_some_and(|c| class(c) == Class::Dense);
    let end = match dense {
        true => key
            .char_indices()
            .skip(1)
            .find(|(_, c)| class(*c) != Class::Extend),
        false => key
            .char_indices()
            .find(|(_, c)| *c == ' ' || class(*c) == Class::Dense),
    };
    &key[..end.map_or(key.len(), |(at, _)| at)]
}

/// The first two clusters of a key, if one character of a text may fold to
/// both: Lao `ໝ` is `ຫມ`.
fn double_head_of(key: &str) -> Option<&str> {
    let second = key.chars().next()?.len_utf8();
    let pair = second + key[second..].chars().next()?.len_utf8();
    chars::DENSE_EXPANSIONS
        .contains(&&key[..pair])
        .then(|| &key[..second + head_of(&key[second..]).len()])
}

fn hash_of(folded: &str) -> u64 {
    let mut hasher = Hasher::new();
    folded.chars().for_each(|c| hasher.add(c));
    hasher.finish()
}

fn follow(fst: &raw::Fst<&[u8]>, key: &[u8]) -> Option<HeadIndex> {
    let (mut node, mut output) = (fst.root(), raw::Output::zero());
    for byte in key {
        let transition = node.transition(node.find_input(*byte)?);
        output = output.cat(transition.out);
        node = fst.node(transition.addr);
    }
    Some(HeadIndex {
        node: node.addr(),
        output: output.value(),
    })
}
