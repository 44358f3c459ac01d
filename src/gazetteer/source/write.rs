//! Writing a gazetteer source, so that reading it gives the same again.

use std::collections::BTreeSet;
use std::io::Write;

use super::super::{EntityType, Gazetteer, Record};
use super::cell::{self, Lines, MAX_CELL, MAX_NAME};
use super::header::{self, MAX_COLUMNS};
use super::line_ends::count_line_ends;
use super::split::{MAX_FIELD, MAX_LINES, MAX_ROW};
use crate::error::{Error, ErrorKind, Result};

/// The columns that every file has.
const COLUMNS: [&str; 7] = ["id", "name", "lang", "type", "kind", "weight", "same_as"];

/// Writes records as a CSV, one name a row.
///
/// ```
/// use exonym::Record;
/// use exonym::gazetteer::source::SourceWriter;
///
/// let mut csv = Vec::new();
/// let mut writer = SourceWriter::new(&mut csv, b',', vec!["country".into()])?;
/// let attributes = vec![("country".into(), "AM".into())];
/// writer.write(&Record { lang: "en".into(), attributes, ..Record::new("Q1953", "Yerevan") })?;
/// assert_eq!(csv, b"id,name,lang,type,kind,weight,same_as,country\nQ1953,Yerevan,en,,,,,AM\n");
/// # Ok::<(), exonym::Error>(())
/// ```
pub struct SourceWriter<W> {
    out: W,
    delimiter: char,
    /// Columns beside those that have a meaning.
    attributes: Vec<String>,
    row: String,
}

impl<W: Write> SourceWriter<W> {
    /// Writes the header; `attributes` are the columns to come behind those that have a meaning.
    ///
    /// # Errors
    ///
    /// If the columns cannot stand in one file, or writing fails.
    pub fn new(out: W, delimiter: u8, attributes: Vec<String>) -> Result<SourceWriter<W>> {
        check_columns(&attributes)?;
        let mut writer = SourceWriter {
            out,
            delimiter: char::from(delimiter),
            attributes,
            row: String::new(),
        };
        for (nth, column) in COLUMNS.iter().enumerate() {
            writer.cell(nth, column);
        }
        for (nth, column) in writer.attributes.clone().iter().enumerate() {
            writer.cell(COLUMNS.len() + nth, column);
        }
        writer.end_row()?;
        Ok(writer)
    }

    /// Writes a row.
    ///
    /// # Errors
    ///
    /// If reading it would not give the record again, or writing fails.
    pub fn write(&mut self, record: &Record) -> Result<()> {
        check_record(record)?;
        let entity_type = record.entity_type.map_or("", EntityType::as_str);
        let kind = record.kind.map_or("", |kind| kind.as_str());
        let weight = record.weight.map(|weight| weight.to_string());
        self.cell(0, &record.id);
        self.cell(1, &record.name);
        self.cell(2, &record.lang);
        self.cell(3, entity_type);
        self.cell(4, kind);
        self.cell(5, weight.as_deref().unwrap_or(""));
        self.cell(6, &record.same_as.join("|"));
        let columns = std::mem::take(&mut self.attributes);
        for (nth, column) in columns.iter().enumerate() {
            let value = record.attributes.iter().find(|(name, _)| name == column);
            self.cell(COLUMNS.len() + nth, value.map_or("", |(_, value)| value));
        }
        self.attributes = columns;
        let lines = count_line_ends(self.row.as_bytes()) as usize + 1;
        if self.row.len() > MAX_ROW {
            return Err(too_much("length of a row", self.row.len(), MAX_ROW));
        } else if lines > MAX_LINES {
            return Err(too_much("number of lines in a row", lines, MAX_LINES));
        }
        self.end_row()
    }

    /// The writer that was given, with all rows written to it.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn cell(&mut self, nth: usize, text: &str) {
        if nth > 0 {
            self.row.push(self.delimiter);
        }
        push_cell(&mut self.row, text, self.delimiter);
    }

    fn end_row(&mut self) -> Result<()> {
        self.row.push('\n');
        let written = self.out.write_all(self.row.as_bytes());
        self.row.clear();
        written.map_err(|e| Error::io("output", e))
    }
}

/// Writes a cell, in quotes if it would be misread without.
pub(crate) fn push_cell(row: &mut String, text: &str, delimiter: char) {
    // At the beginning of a row, a byte-order mark would be taken off.
    let special = |c: char| matches!(c, '"' | '\n' | '\r' | '\u{feff}') || c == delimiter;
    if !text.contains(special) {
        return row.push_str(text);
    }
    row.push('"');
    row.push_str(&text.replace('"', "\"\""));
    row.push('"');
}

/// Writes all of a gazetteer as a CSV, entities in the order of their ids.
///
/// Building it gives the same gazetteer, byte by byte, but for its description
/// and the sources of its names, which a CSV does not hold.
///
/// # Errors
///
/// If writing fails, or the gazetteer holds what a CSV cannot, as one that was
/// made by a program may.
pub fn write_gazetteer<W: Write>(gazetteer: &Gazetteer, out: W, delimiter: u8) -> Result<W> {
    let columns: BTreeSet<String> = gazetteer
        .entities()
        .flat_map(|entity| entity.attributes().into_iter().map(|(column, _)| column))
        .collect();
    let mut writer = SourceWriter::new(out, delimiter, columns.into_iter().collect())?;
    gazetteer
        .records()
        .try_for_each(|record| writer.write(&record))?;
    Ok(writer.into_inner())
}

fn check_columns(attributes: &[String]) -> Result<()> {
    let count = COLUMNS.len() + attributes.len();
    if count > MAX_COLUMNS {
        return Err(too_much("number of columns", count, MAX_COLUMNS));
    }
    for (nth, column) in attributes.iter().enumerate() {
        let trouble = if header::has_meaning(column) {
            "has another meaning in a CSV"
        } else if column.trim() != column || column.is_empty() || column.contains(['\n', '\r']) {
            "cannot be the name of a column"
        } else if attributes[..nth].contains(column) {
            "stands twice"
        } else {
            continue;
        };
        let column = cell::shown(column);
        return Err(Error::config(format!("the attribute `{column}` {trouble}")));
    }
    Ok(())
}

/// Whether a record can be read back as it is.
fn check_record(record: &Record) -> Result<()> {
    let cells = [
        ("id", record.id.as_str(), MAX_CELL),
        ("name", &record.name, MAX_NAME),
        ("lang", &record.lang, MAX_CELL),
    ];
    let same_as = record.same_as.iter().map(|id| ("same_as", id.as_str()));
    let lists = same_as.map(|(what, text)| (what, text, MAX_FIELD));
    let attributes = record.attributes.iter();
    let attributes = attributes.map(|(column, value)| (column.as_str(), value.as_str(), MAX_CELL));
    let named = cells
        .into_iter()
        .chain(lists)
        .map(|cell| (cell, Lines::One));
    let attributes = attributes.map(|cell| (cell, Lines::Several));
    for ((what, text, limit), lines) in named.chain(attributes) {
        if let Some(trouble) = trouble(text, limit, lines) {
            return Err(unwritable(record, what, text, trouble));
        }
    }
    let tag = cell::language(&record.lang);
    let weight = record.weight.unwrap_or(0.0);
    if record.id.is_empty() {
        return Err(unwritable(record, "id", "", "is empty"));
    } else if tag.as_deref() != Some(&record.lang) {
        return Err(unwritable(record, "language", &record.lang, "is no tag"));
    } else if !weight.is_finite() || weight < 0.0 {
        let weight = weight.to_string();
        return Err(unwritable(record, "weight", &weight, "is no measure"));
    }
    let list: usize = record.same_as.iter().map(|id| id.len() + 1).sum();
    match list > MAX_FIELD {
        true => Err(too_much("length of a list of ids", list, MAX_FIELD)),
        false => Ok(()),
    }
}

/// Why a cell would not be read as it is.
fn trouble(text: &str, limit: usize, lines: Lines) -> Option<&'static str> {
    if text.trim().len() != text.len() {
        Some("has white space around it")
    } else if text.len() > limit {
        Some("is too long")
    } else if cell::control(text, lines).is_some() {
        Some("has a control character in it")
    } else if count_line_ends(text.as_bytes()) > 1 {
        Some("has more than two lines")
    } else {
        None
    }
}

fn unwritable(record: &Record, what: &str, text: &str, trouble: &str) -> Error {
    let (id, text) = (cell::shown(&record.id), cell::shown(text));
    Error::config(format!(
        "entity `{id}`: the {what} `{text}` {trouble}, which a CSV cannot say"
    ))
}

fn too_much(what: &'static str, got: usize, limit: usize) -> Error {
    let (got, limit) = (got as u64, limit as u64);
    ErrorKind::Limit { what, got, limit }.into()
}
