//! Gazetteers in other formats: from dumps and exports to [`Record`]s.
//!
//! Each format has a file of its own that says which description it follows and
//! what becomes of its fields: `wikidata` (JSON dumps) and `wikidata_query`
//! (results of queries, with `query_row`), `geonames`, `ftm` (FollowTheMoney, OpenSanctions),
//! `skos` (Turtle and RDF/XML), `jrc_names`, and `table` (spreadsheets with a
//! column map, which `table_header` reads).
//!
//! Inputs are read once from beginning to end and need not fit in memory. `lines`,
//! `json` and `json_lines` read them in bounded pieces. What a piece says becomes a `fact`
//! about an entity; where the facts of an entity lie apart, `group` sorts them
//! by id on disk. An entity whose facts are together (`entity`) chooses its
//! canonical names, and goes through the `Importer` to the caller, if it is
//! of a type and weight that are asked for. `text` makes names fit for a CSV.
//!
//! What cannot be read is a [`Diagnostic`] with the line, as in
//! [`source`](super::source); nothing is dropped without being counted.

mod columns;
mod entity;
mod fact;
mod ftm;
mod geonames;
mod group;
mod importer;
mod jrc_names;
mod json;
mod json_lines;
mod lines;
mod options;
mod query_row;
mod rows;
#[cfg(feature = "rdf")]
mod skos;
mod table;
mod table_header;
mod text;
mod wikibase;
mod wikidata;
mod wikidata_query;

use std::io::BufRead;
use std::path::PathBuf;

pub use columns::ColumnMap;
pub use options::{Format, ImportOptions};

use super::{Diagnostic, Record};
use crate::error::Result;
use group::Groups;
use importer::Importer;

/// Something to import.
pub struct Input<'r> {
    /// The file, or what stands in for one in messages.
    pub name: PathBuf,
    /// Its text, unpacked and in UTF-8.
    pub reader: Box<dyn BufRead + 'r>,
}

/// What an import made.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Imported {
    /// Entities handed over.
    pub entities: u64,
    /// Names handed over.
    pub names: u64,
    /// Rows, lines or elements that could not be read.
    pub dropped: usize,
    /// What was left out, by the reason, with how often.
    pub left_out: Vec<(&'static str, u64)>,
    /// Errors of dropped rows and warnings, as far as they are to be shown.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads gazetteers in another format and hands over the names as records, those
/// of an entity one behind the other.
///
/// ```
/// use exonym::gazetteer::import::{Format, ImportOptions, Input, import};
///
/// let ftm = r#"{"id":"NK-1","schema":"Person","properties":{"name":["Aik Kondzhoryan"]}}"#;
/// let input = Input { name: "people.json".into(), reader: Box::new(ftm.as_bytes()) };
/// let mut names = Vec::new();
/// import(Format::Ftm, vec![input], &ImportOptions::new(), &mut |record| {
///     names.push(record.name);
///     Ok(())
/// })?;
/// assert_eq!(names, ["Aik Kondzhoryan"]);
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// With [`ErrorKind::Source`](crate::ErrorKind::Source) if something could not
/// be read, unless [`ImportOptions::keep_going`] is set; if reading, or writing
/// temporary files, fails; and what `write` returns.
pub fn import(
    format: Format,
    inputs: Vec<Input<'_>>,
    options: &ImportOptions,
    write: &mut dyn FnMut(Record) -> Result<()>,
) -> Result<Imported> {
    let mut importer = Importer::new(options, write);
    match format {
        Format::Wikidata => each(inputs, &mut importer, wikidata::read)?,
        Format::WikidataQuery => each_grouped(inputs, &mut importer, wikidata_query::read)?,
        Format::GeoNames => geonames::read(inputs, &mut importer)?,
        Format::Ftm => each(inputs, &mut importer, ftm::read)?,
        #[cfg(feature = "rdf")]
        Format::Skos => each_grouped(inputs, &mut importer, skos::read)?,
        #[cfg(not(feature = "rdf"))]
        Format::Skos => {
            let problem = "SKOS cannot be read: the library is built without the feature `rdf`";
            return Err(crate::Error::config(problem));
        }
        Format::JrcNames => each_grouped(inputs, &mut importer, jrc_names::read)?,
        Format::Table => each(inputs, &mut importer, table::read)?,
    }
    importer.finish()
}

/// Reads one input after the other.
fn each<'r>(
    inputs: Vec<Input<'r>>,
    importer: &mut Importer<'_>,
    read: impl Fn(Input<'r>, &mut Importer<'_>) -> Result<()>,
) -> Result<()> {
    for input in inputs {
        importer.begin(&input.name);
        read(input, importer)?;
    }
    Ok(())
}

/// The same of formats in which the facts of an entity lie apart.
fn each_grouped<'r>(
    inputs: Vec<Input<'r>>,
    importer: &mut Importer<'_>,
    mut read: impl FnMut(Input<'r>, &mut Importer<'_>, &mut Groups) -> Result<()>,
) -> Result<()> {
    let mut groups = Groups::new();
    for input in inputs {
        importer.begin(&input.name);
        read(input, importer, &mut groups)?;
    }
    groups.finish(&mut |entity| importer.entity(entity))
}

/// The columns, beside those that have a meaning, that records of a format may
/// have: what [`SourceWriter::new`](super::source::SourceWriter::new) wants.
pub fn attributes(format: Format, options: &ImportOptions) -> Vec<String> {
    let own: &[&str] = match format {
        Format::GeoNames => &["country", "region", "level"],
        Format::Ftm => &["country"],
        _ => &[],
    };
    let mapped = options.columns.attributes();
    own.iter()
        .map(|column| (*column).to_owned())
        .chain(mapped)
        .collect()
}
