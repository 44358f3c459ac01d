//! Rows of a table.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use memchr::memchr_iter;

use super::cells::{cell_text, row};
use super::columns::{ColumnName, Columns};
use super::document::{Document, File, Form, in_turn, too_long};
use crate::args::LONGEST;

/// The columns of a table that are wanted, and whether its first row has no names.
pub type Wanted<'i> = (&'i [ColumnName], bool);

/// Reads a table row by row.
pub struct Rows<R> {
    reader: R,
    file: File,
    buffer: Vec<u8>,
    at: usize,
    is_all: bool,
    line: usize,
    columns: Arc<Columns>,
    head: Option<Document>,
}

impl<R: Read> Rows<R> {
    /// Reads the head of a table.
    pub fn new(
        reader: R,
        file: File,
        delimiter: u8,
        (wanted, no_header): Wanted<'_>,
    ) -> Result<Rows<R>> {
        let mut rows = Rows {
            reader,
            file,
            buffer: Vec::new(),
            at: 0,
            is_all: false,
            line: 1,
            columns: Arc::new(Columns::by_number(&[], delimiter)?),
            head: None,
        };
        if no_header {
            rows.columns = Arc::new(Columns::by_number(wanted, delimiter)?);
            return Ok(rows);
        }
        let Some(head) = rows.read()? else {
            return Ok(rows);
        };
        let bytes = &head.bytes;
        let row = row(bytes, delimiter, true).ok_or_else(|| anyhow!("there is no first row"))?;
        let name = |cell: &Range<usize>| {
            let name = cell_text(
                bytes[cell.clone()]
                    .strip_prefix(b"\xEF\xBB\xBF")
                    .unwrap_or(&bytes[cell.clone()]),
            );
            name.trim().to_owned()
        };
        let names: Vec<String> = row.cells.iter().map(name).collect();
        rows.columns = Arc::new(Columns::find(wanted, &names, delimiter)?);
        rows.head = Some(Document {
            form: Form::None,
            ..head
        });
        Ok(rows)
    }

    /// The rows, with the head first.
    pub fn documents(mut self) -> impl Iterator<Item = Result<Document>> {
        in_turn(move || match self.head.take() {
            Some(head) => Ok(Some(head)),
            None => self.read(),
        })
    }

    fn read(&mut self) -> Result<Option<Document>> {
        loop {
            let rest = &self.buffer[self.at..];
            if rest.is_empty() && self.is_all {
                return Ok(None);
            }
            if let Some(row) =
                row(rest, self.columns.delimiter, self.is_all).filter(|row| row.len > 0)
            {
                let bytes = rest[..row.len].to_vec();
                let form = match bytes.trim_ascii().is_empty() {
                    true => Form::None,
                    false => Form::Row(self.columns.clone()),
                };
                let line = self.line;
                self.at += row.len;
                self.line += memchr_iter(b'\n', &bytes).count();
                return Ok(Some(self.file.document(line, bytes, form)));
            }
            if rest.len() > LONGEST {
                return Err(too_long(&self.file.name, self.line));
            }
            self.fill()?;
        }
    }

    /// Reads on, each time as much again as there is, so that no row is read over too often.
    fn fill(&mut self) -> Result<()> {
        const LEAST: usize = 1 << 16;
        self.buffer.drain(..self.at);
        self.at = 0;
        let wanted = self.buffer.len().max(LEAST);
        let end = self.buffer.len();
        self.buffer.resize(end + wanted, 0);
        // Not all that is wanted: more may be long in coming.
        let read = read_some(&mut self.reader, &mut self.buffer[end..]);
        self.buffer.truncate(end + *read.as_ref().unwrap_or(&0));
        self.is_all = read? == 0;
        Ok(())
    }
}

/// Reads what is there, up to the room for it.
fn read_some(reader: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(room) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}
