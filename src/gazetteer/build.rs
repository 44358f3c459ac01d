//! From records to the sections of a container.

use std::collections::HashMap;
use std::path::Path;

use rayon::prelude::*;
use serde_json::json;

use super::draft::{Draft, DraftName};
use super::origins::{SourceNames, SourceSet};
use super::surfaces::Surfaces;
use super::tables::Tables;
use super::{EntityType, Gazetteer, Record, parts, skeletons};
use crate::error::{Error, Result};
use crate::file;
use crate::fold::{FOLD_VERSION, key};
use crate::store::{ContainerWriter, Section};
use crate::text::script_of;

/// Collects records and compiles them to a gazetteer.
///
/// The result does not depend on the order of the records, but for the one
/// thing the CSV format says of order: the first name of an entity is canonical
/// if it has no kind and no other name of its language is said to be canonical.
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
    sources: SourceNames,
    /// Where the records come from that are added now.
    source: SourceSet,
    progress: Option<Box<dyn Fn(usize) + Send + Sync>>,
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
        self.drafts[at].add(record, self.source);
    }

    /// Adds many names.
    pub fn extend(&mut self, records: impl IntoIterator<Item = Record>) {
        records.into_iter().for_each(|record| self.add(record));
    }

    /// Says where the records come from that are added from here on; [`Gazetteer::sources`] tells it for each name.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`](crate::ErrorKind::Limit) if there are more than 64 sources.
    pub fn begin_source(&mut self, source: &str) -> Result<()> {
        self.begin_sources([source])
    }

    /// The same for records that several sources list.
    ///
    /// # Errors
    ///
    /// As [`GazetteerBuilder::begin_source`].
    pub fn begin_sources<'s>(&mut self, sources: impl IntoIterator<Item = &'s str>) -> Result<()> {
        self.source = SourceSet::default();
        for source in sources {
            self.source = self.source.with(self.sources.set_of(source)?);
        }
        Ok(())
    }

    /// Sets a field of the file's description, such as `sources` or `licences`; `inspect` shows it.
    pub fn describe(&mut self, field: &str, value: impl Into<serde_json::Value>) {
        self.meta.insert(field.to_owned(), value.into());
    }

    /// Calls `spelled` for each word of another script that is spelled in Latin letters, which takes
    /// most of the time of compiling, with the number of all such words; from several threads.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicUsize, Ordering};
    /// use exonym::{GazetteerBuilder, Record};
    ///
    /// let done = Arc::new(AtomicUsize::new(0));
    /// let counter = done.clone();
    /// let mut builder = GazetteerBuilder::new();
    /// builder.progress(move |all| {
    ///     assert_eq!(all, 2);
    ///     counter.fetch_add(1, Ordering::Relaxed);
    /// });
    /// builder.extend([Record::new("p1", "Հայկ Կոնջորյան"), Record::new("Q1953", "Yerevan")]);
    /// builder.to_bytes()?;
    /// assert_eq!(done.load(Ordering::Relaxed), 2);
    /// # Ok::<(), exonym::Error>(())
    /// ```
    pub fn progress(&mut self, spelled: impl Fn(usize) + Send + Sync + 'static) {
        self.progress = Some(Box::new(spelled));
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
        self.by_id = HashMap::new();
        self.drafts.retain(|draft| !draft.names.is_empty());
        self.drafts.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
        self.drafts.par_iter_mut().for_each(Draft::finish);
        let mut tables = Tables::default();
        for draft in &self.drafts {
            tables.add(draft)?;
        }
        let keys = sorted_keys(&self.drafts);
        let further = further_keys(&self.drafts);
        let surfaces = Surfaces::build(&in_order(&keys, &further), &tables)?;
        let stats = BuildStats {
            entities: self.drafts.len(),
            names: tables.name_count as usize,
            keys: surfaces.keys,
            ambiguous: surfaces.ambiguous,
        };
        let (parts, part_lists) = parts::build(&self.indexed(&keys), &|all| self.report(all))?;
        let mut writer = ContainerWriter::default();
        writer.add(Section::Parts, parts);
        writer.add(Section::PartLists, part_lists);
        writer.add(Section::Skeletons, skeletons::build(&self.drafts));
        writer.add(Section::Meta, self.meta_json(&stats));
        writer.add(Section::Prefixes, surfaces.prefixes);
        writer.add(Section::Gate, surfaces.gate);
        writer.add(Section::Surfaces, surfaces.fst);
        writer.add(Section::Postings, surfaces.postings);
        writer.add(Section::Entities, tables.entities);
        writer.add(Section::Names, tables.names);
        writer.add(Section::Strings, tables.strings);
        writer.add(Section::Languages, tables.languages.join("\n").into_bytes());
        if !self.sources.is_empty() {
            let names = self.drafts.iter().flat_map(|draft| &draft.names);
            let sets = names.map(|name| name.sources);
            writer.add(Section::Origins, self.sources.section(sets));
        }
        Ok((writer, stats))
    }

    fn report(&self, all: usize) {
        if let Some(progress) = &self.progress {
            progress(all);
        }
    }

    /// The names with their keys, as the index of parts wants them.
    fn indexed<'b>(&'b self, keys: &'b [(String, u32)]) -> Vec<parts::Indexed<'b>> {
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
        let indexed = keys.iter().filter_map(|(key, index)| {
            let (name, has_latin) = names.get(*index as usize)?;
            Some(parts::Indexed {
                key,
                text: &name.text,
                lang: &name.lang,
                name: *index,
                has_latin: *has_latin,
            })
        });
        indexed.collect()
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

/// The keys of names that are also written in another way than they are listed.
fn further_keys(drafts: &[Draft]) -> Vec<(String, u32)> {
    let names = drafts.iter().flat_map(|draft| {
        draft
            .names
            .iter()
            .map(|name| (draft.entity_type(), name.text.as_str()))
    });
    let further = names.zip(0..).flat_map(|((entity_type, text), index)| {
        let person = entity_type == EntityType::Person;
        let reversed = person.then(|| given_name_first(text)).flatten();
        let joined = text.contains('_').then(|| text.replace('_', ""));
        reversed
            .into_iter()
            .chain(joined)
            .map(move |text| (key(&text), index))
    });
    further.collect()
}

/// All keys, sorted.
fn in_order<'k>(keys: &'k [(String, u32)], further: &'k [(String, u32)]) -> Vec<(&'k str, u32)> {
    let all = keys.iter().chain(further);
    let mut all: Vec<(&str, u32)> = all.map(|(key, index)| (key.as_str(), *index)).collect();
    all.par_sort_unstable();
    all.dedup();
    all
}

/// `Putin, Vladimir` as running text has it.
fn given_name_first(name: &str) -> Option<String> {
    let (family, given) = name.split_once(", ")?;
    (!given.contains(',')).then(|| format!("{given} {family}"))
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
