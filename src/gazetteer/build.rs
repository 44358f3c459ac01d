//! Collecting records, to be compiled to a gazetteer.

use std::path::Path;
use std::{env, fs};

use serde_json::json;

use super::compile::{Compiler, Meter};
use super::origins::{SourceNames, SourceSet};
use super::packed::pack;
use super::runs::Sorter;
use super::{Gazetteer, Record};
use crate::error::{Error, Result};
use crate::file;
use crate::fold::FOLD_VERSION;
use crate::store::{ContainerWriter, ScratchSpace, Section};

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
pub struct GazetteerBuilder {
    records: Sorter,
    count: u64,
    /// Why a record could not be put by; no more are taken then.
    failed: Option<Error>,
    scratch: ScratchSpace,
    meta: serde_json::Map<String, serde_json::Value>,
    sources: SourceNames,
    /// Where the records come from that are added now.
    source: SourceSet,
    progress: Option<Box<dyn Fn(usize, usize) + Send + Sync>>,
}

impl Default for GazetteerBuilder {
    fn default() -> GazetteerBuilder {
        GazetteerBuilder::with(ScratchSpace::default())
    }
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
    /// An empty builder, which holds everything in memory.
    pub fn new() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// An empty builder for names that are to be [written](Self::write) to a file. Of them it holds some hundred
    /// megabytes in memory, however many there are; the rest is put by beside the file, and takes three times its
    /// room.
    ///
    /// What is put by has no name, so that nothing is left behind, however the program ends.
    ///
    /// ```
    /// use exonym::{GazetteerBuilder, Record};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("names.gaz");
    /// let mut builder = GazetteerBuilder::for_file(&path);
    /// builder.add(Record::new("Q1953", "Yerevan"));
    /// assert_eq!(builder.write(&path)?.names, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn for_file(path: impl AsRef<Path>) -> GazetteerBuilder {
        let path = path.as_ref();
        let folder = match fs::canonicalize(path) {
            // Beside a device or a pipe there is no room.
            Ok(path) if !path.is_file() => env::temp_dir(),
            Ok(path) => file::folder_of(&path),
            Err(_) => file::folder_of(path),
        };
        GazetteerBuilder::with(ScratchSpace {
            folder: Some(folder),
            ..ScratchSpace::default()
        })
    }

    fn with(scratch: ScratchSpace) -> GazetteerBuilder {
        GazetteerBuilder {
            records: Sorter::new(&scratch),
            count: 0,
            failed: None,
            scratch,
            meta: serde_json::Map::new(),
            sources: SourceNames::default(),
            source: SourceSet::default(),
            progress: None,
        }
    }

    /// Adds one name. Names that have no letter or digit are left out.
    ///
    /// Should it be one that no gazetteer can hold, or should there be no room to [put it by](Self::for_file),
    /// compiling will tell: a language that is no BCP 47 tag, a weight that is no number, `|` or a control
    /// character in an id of `same_as`, 16 MiB in a field.
    pub fn add(&mut self, record: Record) {
        if self.failed.is_some() {
            return;
        }
        if let Some(problem) = record.problem() {
            const SHOWN: usize = 80;
            let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
            let (id, name) = (shown(&record.id), shown(&record.name));
            let what = format!(
                "{}, `{}`: {problem}",
                id.escape_debug(),
                name.escape_debug()
            );
            self.failed = Some(Error::config(what));
            return;
        }
        let mut bytes = Vec::with_capacity(64);
        pack(self.count, &record, self.source, &mut bytes);
        self.count += 1;
        self.failed = self.records.push(record.id.as_bytes(), &bytes).err();
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

    /// Calls `done` now and then while names are compiled, with how many more are and how many there are in all.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicUsize, Ordering};
    /// use exonym::{GazetteerBuilder, Record};
    ///
    /// let done = Arc::new(AtomicUsize::new(0));
    /// let counter = done.clone();
    /// let mut builder = GazetteerBuilder::new();
    /// builder.progress(move |more, all| {
    ///     assert_eq!(all, 2);
    ///     counter.fetch_add(more, Ordering::Relaxed);
    /// });
    /// builder.extend([Record::new("p1", "Հայկ Կոնջորյան"), Record::new("Q1953", "Yerevan")]);
    /// builder.to_bytes()?;
    /// assert_eq!(done.load(Ordering::Relaxed), 2);
    /// # Ok::<(), exonym::Error>(())
    /// ```
    pub fn progress(&mut self, done: impl Fn(usize, usize) + Send + Sync + 'static) {
        self.progress = Some(Box::new(done));
    }

    /// Compiles to the bytes of a `.gaz` file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`](crate::ErrorKind::Limit) if there are more names than a file can hold (2³¹),
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if there is no room for what is [put by](Self::for_file).
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
    /// As [`GazetteerBuilder::to_bytes`], and [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be written.
    pub fn write(self, path: impl AsRef<Path>) -> Result<BuildStats> {
        let path = path.as_ref();
        let (writer, stats) = self.compile()?;
        file::replace(path, |out| {
            writer.write(&mut { out }).map_err(|e| Error::io(path, e))
        })?;
        Ok(stats)
    }

    fn compile(self) -> Result<(ContainerWriter, BuildStats)> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let scratch = &self.scratch;
        let compiler = Compiler::new(scratch, &self.sources);
        let all = self.count as usize;
        let report = |more| {
            if let Some(progress) = &self.progress {
                progress(more, all);
            }
        };
        let meter = Meter {
            report: &report,
            all,
            reached: 0,
        };
        let (mut writer, stats) = compiler.compile(self.records.merged()?, meter)?;
        let meta = meta_json(self.meta, &stats);
        writer.add(Section::Meta, scratch.put(&meta)?);
        Ok((writer, stats))
    }
}

fn meta_json(mut meta: serde_json::Map<String, serde_json::Value>, stats: &BuildStats) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EntityType, NameKind};

    fn record(n: usize) -> Record {
        const NAMES: [&str; 7] = [
            "Yerevan",
            "Երևան",
            "Ереван",
            "New Yerevan",
            "Kerr, Hovhannes",
            "US",
            "san_francisco de asís",
        ];
        Record {
            lang: ["", "hy", "ru"][n % 3].into(),
            entity_type: Some(EntityType::ALL[n % 4]),
            kind: n.is_multiple_of(5).then_some(NameKind::Canonical),
            weight: n.is_multiple_of(6).then_some(n as f32),
            same_as: vec![format!("geonames:{}", n % 11)],
            attributes: vec![("country".into(), format!("C{}", n % 4))],
            ..Record::new(
                format!("Q{}", n % 60),
                format!("{} {}", NAMES[n % 7], n % 13),
            )
        }
    }

    #[test]
    fn what_no_gazetteer_can_hold_is_told() {
        let mut builder = GazetteerBuilder::new();
        builder.extend([
            record(0),
            Record {
                lang: "en\n".into(),
                ..Record::new("Q1", "a".repeat(200))
            },
            record(1),
        ]);
        let error = builder.to_bytes().unwrap_err().to_string();
        let name = "a".repeat(80);
        assert_eq!(
            error,
            format!("Q1, `{name}`: the language `en\\n` is no BCP 47 tag")
        );
    }

    fn bytes(mut builder: GazetteerBuilder) -> Vec<u8> {
        for n in 0..400 {
            let source = ["a.csv", "b.csv"][n / 200];
            builder.begin_source(source).unwrap();
            builder.add(record(n));
        }
        builder.to_bytes().unwrap()
    }

    #[test]
    fn runs_of_any_length_make_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        let in_memory = bytes(GazetteerBuilder::new());
        let path = folder.path().join("names.gaz");
        assert!(bytes(GazetteerBuilder::for_file(path)) == in_memory);
        for most in [1, 100, 5000] {
            let builder = GazetteerBuilder::with(ScratchSpace {
                folder: Some(folder.path().to_owned()),
                most,
            });
            assert!(bytes(builder) == in_memory, "runs of {most} bytes");
        }
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_in_the_end() {
        let folder = tempfile::tempdir().unwrap().path().join("none");
        let mut builder = GazetteerBuilder::with(ScratchSpace {
            folder: Some(folder.clone()),
            most: 1,
        });
        builder.extend((0..10).map(record));
        let error = builder.to_bytes().unwrap_err().to_string();
        let said = format!("there is no folder {}", folder.display());
        assert!(error.ends_with(&said), "{error}");
    }
}
