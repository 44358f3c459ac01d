//! Mends what can be mended in a CSV without asking anybody.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};
use unicode_normalization::UnicodeNormalization;

use super::SourceOptions;
use super::cell;
use super::header::{self, Header};
use super::place::SourceFile;
use super::quotes::Shape;
use super::report::Report;
use super::separator::separator_line;
use super::split::{self, Fields, Row, RowReader};
use super::write::push_cell;
use crate::error::{Error, Result};
use crate::gazetteer::Levels;

/// A file after mending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mended {
    /// The new text of the file.
    pub text: Vec<u8>,
    /// What was changed, in the order of the lines.
    pub mendings: Vec<Mending>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mending {
    /// The line it was made on, counted from 1.
    pub line: u64,
    /// What was done, in words.
    pub what: String,
}

/// Mends a CSV: white space around cells, invisible characters and separate
/// accents in names, underscores in language tags, names that stand twice. All
/// else stays as it is, byte for byte; the names are the same to the reader.
///
/// ```
/// use exonym::gazetteer::source::{SourceOptions, mend};
///
/// let csv = b"id,name,lang\nQ1, Taipei,zh_Hant\nQ1,Taipei,zh-Hant\n";
/// let mended = mend("names.csv".as_ref(), csv, &SourceOptions::new())?;
/// assert_eq!(mended.text, b"id,name,lang\nQ1,Taipei,zh-Hant\n");
/// assert_eq!(mended.mendings.len(), 3);
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// If the file is not in UTF-8: it would have to be written in another encoding.
pub fn mend(name: &Path, bytes: &[u8], options: &SourceOptions) -> Result<Mended> {
    let bom = Encoding::for_bom(bytes);
    let encoding = bom.map(|(found, _)| found).or(options.encoding);
    if encoding.is_some_and(|encoding| encoding != UTF_8) {
        let name = name.display();
        return Err(Error::config(format!(
            "{name}: only files in UTF-8 can be mended; save it so"
        )));
    }
    let start = bom.map_or(0, |(_, length)| length);
    let text = bytes.get(start..).unwrap_or_default();
    let named = separator_line(text).filter(|_| options.delimiter.is_none());
    let mut mender = Mender {
        delimiter: match named {
            Some((delimiter, _)) => delimiter,
            None => options.delimiter_for(name)?,
        },
        edits: Vec::new(),
        mendings: Vec::new(),
        names: HashMap::new(),
    };
    mender.read(name, text);
    let mut mended = bytes.get(..start).unwrap_or_default().to_vec();
    let mut at = 0;
    for (range, replacement) in mender.edits {
        mended.extend(text.get(at..range.start).unwrap_or_default());
        mended.extend(replacement.as_bytes());
        at = range.end;
    }
    mended.extend(text.get(at..).unwrap_or_default());
    Ok(Mended {
        text: mended,
        mendings: mender.mendings,
    })
}

struct Mender {
    delimiter: u8,
    /// In the order of the text.
    edits: Vec<(Range<usize>, String)>,
    mendings: Vec<Mending>,
    /// The row that first has an id, name and language, and its cells.
    names: HashMap<[String; 3], (u64, Vec<String>)>,
}

impl Mender {
    fn read(&mut self, name: &Path, text: &[u8]) {
        let mut reader = RowReader::new(text, self.delimiter).past_separator();
        let file = SourceFile {
            index: 0,
            name: Arc::new(PathBuf::from(name)),
            delimiter: self.delimiter,
            text: text.into(),
        };
        // What is wrong with the header is said by the check that follows.
        let mut report = Report::new(1, Levels::default());
        let Some(header) = header::read(&mut reader, &file, &mut report) else {
            return;
        };
        while let Some((row, shape)) = reader.next() {
            let fields = reader
                .fields()
                .filter(|fields| fields.len() == header.width);
            let readable = matches!(shape, Shape::Plain | Shape::Broken(_));
            if let Some(fields) = fields.filter(|_| readable) {
                self.row(&header, row, fields, reader.position());
            }
        }
    }

    fn row(&mut self, header: &Header, row: Row<'_>, fields: Fields<'_>, end: usize) {
        let cells: Vec<String> = (0..fields.len())
            .map(|field| mended(header, field, fields.get(field)))
            .collect();
        if let Some(line) = self.copied(header, row.line, &cells) {
            self.edits.push((row.start..end, String::new()));
            let what = format!("the row says what line {line} does, and is removed");
            return self.mendings.push(Mending {
                line: row.line,
                what,
            });
        }
        for (field, cell) in cells.iter().enumerate() {
            let before = fields.get(field);
            if cell == before {
                continue;
            }
            let range = split::field_range(row.raw, self.delimiter, field);
            let mut written = String::new();
            push_cell(&mut written, cell, char::from(self.delimiter));
            self.edits
                .push((row.start + range.start..row.start + range.end, written));
            self.mendings.push(Mending {
                line: row.line,
                what: change(before, cell),
            });
        }
    }

    /// The line of an earlier row that says all that this one does.
    fn copied(&mut self, header: &Header, line: u64, cells: &[String]) -> Option<u64> {
        let [column] = header.names.as_slice() else {
            return None;
        };
        let text = |field: usize| cells.get(field).cloned().unwrap_or_default();
        let lang = header.lang.map(text).unwrap_or_default();
        let key = [text(header.id), text(column.field), lang];
        if column.list || key[0].is_empty() || key[1].is_empty() {
            return None;
        }
        let Some((earlier, said)) = self.names.get(&key) else {
            self.names.insert(key, (line, cells.to_vec()));
            return None;
        };
        let adds_nothing = cells
            .iter()
            .zip(said)
            .all(|(own, other)| own.is_empty() || own == other);
        adds_nothing.then_some(*earlier)
    }
}

/// A cell as it should be.
fn mended(header: &Header, field: usize, text: &str) -> String {
    let text = text.trim();
    if Some(field) == header.lang && cell::language(text).is_none() {
        let tag = text.replace('_', "-");
        return cell::language(&tag).map_or_else(|| text.to_owned(), |tag| tag.into_owned());
    }
    match header.names.iter().find(|column| column.field == field) {
        Some(column) if column.list => list(text),
        Some(_) => name(text),
        None => text.to_owned(),
    }
}

/// A list of names, each once.
fn list(text: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for item in text.split('|').map(name).filter(|item| !item.is_empty()) {
        if !names.contains(&item) {
            names.push(item);
        }
    }
    names.join("|")
}

fn name(text: &str) -> String {
    let shown = |c: &char| !cell::is_invisible(*c) && !cell::is_bidi_control(*c);
    let name: String = text.chars().filter(shown).nfc().collect();
    name.trim().to_owned()
}

/// What is done to a cell, in words.
fn change(before: &str, after: &str) -> String {
    let (shown, new) = (cell::shown(before.trim()), cell::shown(after));
    let bare = |text: &str| {
        text.chars()
            .filter(|c| !cell::is_invisible(*c))
            .collect::<String>()
    };
    if before.trim() == after {
        format!("white space around `{new}` is removed")
    } else if bare(before.trim()) == after || shown == new {
        format!("what cannot be seen in `{new}` is removed")
    } else if shown.nfc().eq(new.chars()) {
        format!("`{new}` is written with composed letters")
    } else {
        format!("`{shown}` is written `{new}`")
    }
}
