//! Gazetteer sources: from CSV files to validated [`Record`]s.
//!
//! A source is meant to be written by people, in editors and spreadsheets, so
//! most of this module is about what goes wrong there. Nothing is guessed:
//! what cannot be read for certain becomes a [`Diagnostic`] that points at the
//! cell and says how to mend it.
//!
//! # What is read
//!
//! The first line names the columns, in any order and any case.
//!
//! - **Long**, one name per row: `id,name,lang,type,kind,weight,same_as`. Only
//!   `id` and `name` are required.
//! - **Wide**, one entity per row: `id,canonical,aliases,type,lang,…`, with `|`
//!   between the aliases. `canonical:ru`, `name:ru` and `aliases:ru` hold names
//!   in the language they say; `canonical` and `aliases` are in the language of
//!   the column `lang`.
//!
//! `same_as` is a list with `|` too. Every other column is kept as an
//! attribute; one of them, `country`, should hold codes of ISO 3166, such as
//! `AM`. An empty cell says nothing. A row of a wide file becomes several
//! records; the first of them carries the attributes and `same_as`.
//!
//! A table with a column `accept` holds suggestions, such as [learned
//! spellings](crate::learn): only rows with `yes` there are read, and columns
//! without a meaning are remarks and no attributes.
//!
//! The delimiter is a comma, or a tab if the file is called `.tsv`, or what a
//! [first line `sep=;`](separator_line) names, unless
//! [`SourceOptions::delimiter`] says otherwise. Text is UTF-8, with or without
//! a byte-order mark, or UTF-16 with one, unless [`SourceOptions::encoding`]
//! says otherwise.
//!
//! # How
//!
//! As the `options` say, `decode` makes UTF-8 of the bytes, `split` cuts them
//! into rows, and `header` finds out what the columns mean. `quotes` knows
//! those left open, `line_ends` where lines end, and `separator` the line that
//! names the delimiter. `rows` goes through the rows; `fields` and `names` make
//! records of them with the help of `cell`. `accept` knows suggestions,
//! `country` codes of countries. `check` and `cycles` compare the rows of all
//! files with each other, of which `list` holds millions, and `slots` finds
//! one. `report` collects what they find, and `place` finds where to point.
//! `write` goes the other way, and `mend` puts right what needs no deciding.

mod accept;
mod cell;
mod check;
mod country;
mod cycles;
mod decode;
mod fields;
mod header;
mod line_ends;
mod list;
mod mend;
mod names;
mod options;
mod place;
mod quotes;
mod report;
mod rows;
mod separator;
mod slots;
mod split;
mod write;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::fields::RecordMaker;
use self::place::{Origin, SourceFile};
use self::rows::Rows;
use super::{Code, Diagnostic, GazetteerBuilder, Record};
use crate::error::{Error, Result};

pub use self::accept::Suggestions;
pub(crate) use self::accept::{learned_delimiter, text_of};
pub(crate) use self::cell::{
    MAX_CELL, MAX_NAME, has_letter_or_digit, is_bidi_control, is_invisible,
    language as language_tag, shown,
};
pub(crate) use self::check::Entities;
pub(crate) use self::header::has_meaning;
pub(crate) use self::list::{Listed, RecordList};
pub use self::mend::{Mended, Mending, mend};
pub use self::options::SourceOptions;
pub(crate) use self::options::is_tsv;
pub(crate) use self::place::position;
pub(crate) use self::quotes::Shape;
pub(crate) use self::report::Report;
pub use self::separator::separator_line;
pub(crate) use self::split::{Fields, MAX_ROW, RowReader};
pub(crate) use self::write::push_cell;
pub use self::write::{SourceWriter, write_gazetteer};

/// What a gazetteer source says.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SourceText {
    /// The names, in the order of the files and their rows.
    pub records: Vec<Record>,
    /// Warnings, and with [`SourceOptions::keep_going`] the errors of the
    /// dropped rows, in the order of the files and their lines. If there were
    /// more than were asked for, a last one without a line counts the rest.
    pub diagnostics: Vec<Diagnostic>,
    /// How many rows were dropped.
    pub dropped: usize,
    /// What was said of rows in tables with a column `accept`.
    pub suggestions: Suggestions,
}

/// Reads CSV files that form one gazetteer source together.
///
/// # Errors
///
/// If a file cannot be opened, or with [`ErrorKind::Source`] if there are
/// errors in them.
///
/// [`ErrorKind::Source`]: crate::ErrorKind::Source
pub fn read_files<P: AsRef<Path>>(paths: &[P], options: &SourceOptions) -> Result<SourceText> {
    Source::of_files(paths, options)?.finish()
}

/// Reads CSV files as [`read_files`] does and adds their names to a builder: as records they would take several
/// times as much memory. There are no records in what is returned.
///
/// ```
/// use exonym::GazetteerBuilder;
/// use exonym::gazetteer::source::{SourceOptions, add_files};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("names.csv");
/// std::fs::write(&path, "id,name,lang\nQ1953,Yerevan,en\nQ1953,Երևան,hy\n")?;
/// let compiled = folder.path().join("names.gaz");
/// let mut builder = GazetteerBuilder::for_file(&compiled);
/// let source = add_files(&mut builder, &[path], &SourceOptions::new())?;
/// assert!(source.diagnostics.is_empty());
/// let stats = builder.write(&compiled)?;
/// assert_eq!((stats.entities, stats.names), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`read_files`]; nothing is added then.
pub fn add_files<P: AsRef<Path>>(
    builder: &mut GazetteerBuilder,
    paths: &[P],
    options: &SourceOptions,
) -> Result<SourceText> {
    let (source, records) = Source::of_files(paths, options)?.parted()?;
    builder.extend(records.records());
    Ok(source)
}

/// Reads a CSV file that is already in memory. Its name is used in
/// diagnostics, and to tell TSV from CSV.
///
/// # Errors
///
/// With [`ErrorKind::Source`] if there are errors in it.
///
/// [`ErrorKind::Source`]: crate::ErrorKind::Source
pub fn read_bytes(name: &str, bytes: &[u8], options: &SourceOptions) -> Result<SourceText> {
    let mut source = Source::new(options);
    source.read(PathBuf::from(name), Cow::Borrowed(bytes))?;
    source.compare();
    source.finish()
}

/// Files read so far.
pub(crate) struct Source<'a> {
    options: &'a SourceOptions,
    files: Vec<SourceFile<'a>>,
    records: RecordList,
    /// Where each record comes from.
    origins: Vec<Origin>,
    report: Report,
    suggestions: Suggestions,
}

impl<'a> Source<'a> {
    fn new(options: &'a SourceOptions) -> Source<'a> {
        Source {
            options,
            files: Vec::new(),
            records: RecordList::default(),
            origins: Vec::new(),
            suggestions: Suggestions::default(),
            report: Report::new(options.max_errors, options.levels.clone()),
        }
    }

    /// Reads files and compares their rows.
    pub(crate) fn of_files<P: AsRef<Path>>(
        paths: &[P],
        options: &'a SourceOptions,
    ) -> Result<Source<'a>> {
        let mut source = Source::new(options);
        for path in paths {
            let path = path.as_ref();
            let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
            source.read(path.to_owned(), Cow::Owned(bytes))?;
        }
        source.compare();
        Ok(source)
    }

    /// Reads one more file.
    fn read(&mut self, name: PathBuf, bytes: Cow<'a, [u8]>) -> Result<()> {
        self.report.set_file(self.files.len());
        let file = SourceFile {
            index: self.files.len(),
            delimiter: self.options.delimiter_for(&name)?,
            name: Arc::new(name),
            text: Cow::Borrowed(&[]),
        };
        match decode::decode(bytes, self.options.encoding) {
            Ok(text) => {
                let learned = learned_delimiter(&text).filter(|_| self.options.delimiter.is_none());
                let named = separator_line(&text).filter(|_| self.options.delimiter.is_none());
                let named = named.map(|(delimiter, _)| delimiter);
                let delimiter = named.or(learned).unwrap_or(file.delimiter);
                self.read_text(SourceFile {
                    text,
                    delimiter,
                    ..file
                });
            }
            Err(trouble) => {
                let position = file.position_of_line(trouble.line);
                self.report
                    .fatal(Code::Encoding, || position, trouble.message, trouble.help);
                self.files.push(file);
            }
        }
        Ok(())
    }

    /// Reads the decoded text of one file.
    fn read_text(&mut self, file: SourceFile<'a>) {
        let mut reader = RowReader::new(&file.text, file.delimiter).past_separator();
        if let Some(header) = header::read(&mut reader, &file, &mut self.report) {
            let maker = RecordMaker::new(
                &header,
                &mut self.report,
                &mut self.records,
                &mut self.origins,
                &mut self.suggestions,
            );
            Rows::new(&file, maker).read(&mut reader);
        }
        self.files.push(file);
    }

    /// Compares the rows of all files.
    fn compare(&mut self) {
        check::check(
            &self.files,
            &mut self.records,
            &mut self.origins,
            &mut self.report,
        );
    }

    /// The names that can be used.
    pub(crate) fn records(&self) -> &RecordList {
        &self.records
    }

    /// `on line 3`, or `on line 3 of other.csv`.
    pub(crate) fn line_of(&self, record: usize) -> String {
        place::line_of(&self.files, &self.origins[record])
    }

    /// Adds a finding about a part of the name of a record.
    pub(crate) fn find(
        &mut self,
        code: Code,
        (record, part): (usize, &str),
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let origin = self.origins[record];
        let file = &self.files[origin.file as usize];
        self.report.set_file(file.index);
        let place = || {
            let place = file.row_at(origin.start, origin.line.into());
            place.item(origin.field as usize, origin.item as usize, part)
        };
        self.report.add(code, place, message, help);
    }

    /// Draws the line.
    pub(crate) fn finish(self) -> Result<SourceText> {
        let (source, records) = self.parted()?;
        let records = records.records().collect();
        Ok(SourceText { records, ..source })
    }

    /// The same with the records by themselves.
    fn parted(self) -> Result<(SourceText, RecordList)> {
        let dropped = self.report.dropped();
        let diagnostics = self.report.finish(self.options.keep_going)?;
        let source = SourceText {
            records: Vec::new(),
            diagnostics,
            dropped,
            suggestions: self.suggestions,
        };
        Ok((source, self.records))
    }
}
