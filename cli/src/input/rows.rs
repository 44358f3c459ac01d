//! Rows of a table.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use exonym::gazetteer::source::separator_line;
use memchr::{memchr, memchr_iter};

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
    /// What comes before the rows: a line that names the delimiter, and the names of the columns.
    head: VecDeque<Document>,
    /// The longest row that is read, in bytes.
    longest: usize,
    /// Whether the line goes on in which a row was too long.
    goes_on: bool,
}

impl<R: Read> Rows<R> {
    /// Reads the head of a table. The delimiter is the one that is said, or that the first line names, or else the
    /// usual one.
    pub fn new(
        reader: R,
        file: File,
        (said, usual): (Option<u8>, u8),
        (wanted, no_header): Wanted<'_>,
    ) -> Result<Rows<R>> {
        let delimiter = said.unwrap_or(usual);
        let mut rows = Rows {
            reader,
            file,
            buffer: Vec::new(),
            at: 0,
            is_all: false,
            line: 1,
            columns: Arc::new(Columns::by_number(&[], delimiter)?),
            head: VecDeque::new(),
            longest: LONGEST,
            goes_on: false,
        };
        let named = rows.separator_line()?;
        let delimiter = said.or(named).unwrap_or(usual);
        rows.columns = Arc::new(Columns::by_number(&[], delimiter)?);
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
        rows.head.push_back(Document {
            form: Form::None,
            ..head
        });
        Ok(rows)
    }

    /// Takes a first line such as `sep=;`, and gives the delimiter that it names.
    fn separator_line(&mut self) -> Result<Option<u8>> {
        // With a byte order mark, quotes and a line end.
        const LONGEST_LINE: usize = 12;
        while !self.is_all && self.buffer.len() < LONGEST_LINE && !self.buffer.contains(&b'\n') {
            self.fill()?;
        }
        let Some((delimiter, length)) = separator_line(&self.buffer) else {
            return Ok(None);
        };
        let line = self.take(length, Form::None);
        self.head.push_back(line);
        Ok(Some(delimiter))
    }

    /// The rows, with the head first.
    pub fn documents(mut self) -> impl Iterator<Item = Result<Document>> {
        in_turn(move || match self.head.pop_front() {
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
            if self.goes_on && !rest.is_empty() {
                let end = memchr(b'\n', rest);
                self.goes_on = end.is_none();
                let length = end.map_or(rest.len(), |end| end + 1);
                return Ok(Some(self.take(length, Form::None)));
            }
            if let Some(row) =
                row(rest, self.columns.delimiter, self.is_all).filter(|row| row.len > 0)
            {
                let form = match rest[..row.len].trim_ascii().is_empty() {
                    true => Form::None,
                    false => Form::Row(self.columns.clone()),
                };
                return Ok(Some(self.take(row.len, form)));
            }
            if rest.len() > self.longest && self.file.recode.is_some() {
                return Err(too_long(&self.file.name, self.line));
            }
            if rest.len() > self.longest {
                self.goes_on = true;
                return Ok(Some(self.take(rest.len(), Form::TooLong)));
            }
            self.fill()?;
        }
    }

    /// Takes so many of the bytes that are read.
    fn take(&mut self, length: usize, form: Form) -> Document {
        let bytes = self.buffer[self.at..self.at + length].to_vec();
        let line = self.line;
        self.at += length;
        self.line += memchr_iter(b'\n', &bytes).count();
        self.file.document(line, bytes, form)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, longest: usize) -> Rows<&[u8]> {
        let file = File::new("a.csv".to_owned(), None);
        let columns = [ColumnName::new("1")];
        Rows {
            longest,
            ..Rows::new(text.as_bytes(), file, (None, b','), (&columns, false)).unwrap()
        }
    }

    fn forms(documents: &[Document]) -> Vec<(usize, char)> {
        let form = |document: &Document| match document.form {
            Form::Row(_) => (document.line, 'R'),
            Form::TooLong => (document.line, 'L'),
            _ => (document.line, '-'),
        };
        documents.iter().map(form).collect()
    }

    #[test]
    fn a_row_that_is_too_long_is_passed_on_and_the_next_is_read() {
        let text = format!("a,b\n1,2\n{},\n3,4\n", "x".repeat(1 << 18));
        let documents: Vec<Document> = rows(&text, 1 << 17)
            .documents()
            .map(Result::unwrap)
            .collect();
        let read: Vec<u8> = documents.iter().flat_map(|d| d.bytes.clone()).collect();
        assert_eq!(read, text.as_bytes());
        let forms = forms(&documents);
        assert_eq!(forms[..3], [(1, '-'), (2, 'R'), (3, 'L')]);
        assert!(
            forms[3..forms.len() - 1]
                .iter()
                .all(|part| *part == (3, '-'))
        );
        assert_eq!(forms.last(), Some(&(4, 'R')));
    }

    #[test]
    fn a_first_line_names_the_delimiter() {
        let rows = rows("\u{feff}sep=;\r\na;b\r\n1,5;2\r\n", LONGEST);
        assert_eq!(
            (rows.columns.delimiter, rows.columns.count),
            (b';', Some(2))
        );
        let documents: Vec<Document> = rows.documents().map(Result::unwrap).collect();
        assert_eq!(forms(&documents), [(1, '-'), (2, '-'), (3, 'R')]);
    }
}
