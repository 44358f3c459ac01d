//! Rows of a table, and their cells.
//!
//! A cell is in quotes only if it is so by the book: a quote at its head, those
//! inside doubled, one at its end. So a quote that somebody forgot to close
//! costs its own row and not the rest of the file.

use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use memchr::{memchr, memchr_iter, memchr3};

use super::document::{Document, Form};
use super::reading::{File, LONGEST, Wanted, too_long};

/// A column as it is asked for.
#[derive(Debug)]
pub enum ColumnName {
    Named(String),
    /// From 1.
    Number(usize),
}

impl ColumnName {
    pub fn new(name: &str) -> ColumnName {
        match name.parse() {
            Ok(number) if number > 0 => ColumnName::Number(number),
            _ => ColumnName::Named(name.to_owned()),
        }
    }
}

/// Which columns of a table hold what.
#[derive(Debug)]
pub struct Columns {
    pub delimiter: u8,
    /// Those with texts: what they are called, and where they are, from 0.
    pub texts: Vec<(String, usize)>,
    pub id: Option<usize>,
    pub lang: Option<usize>,
    /// How many there are by the head of the table.
    pub count: Option<usize>,
}

impl Columns {
    /// Finds the columns asked for in the head of a table.
    fn find(wanted: &[ColumnName], head: &[String], delimiter: u8) -> Result<Columns> {
        let named = |name: &str| head.iter().position(|known| known == name);
        let find = |wanted: &ColumnName| match wanted {
            ColumnName::Number(number) if *number <= head.len() => {
                Ok((head[number - 1].clone(), number - 1))
            }
            ColumnName::Number(number) => Err(anyhow!(
                "there is no column {number}, but {} columns",
                head.len()
            )),
            ColumnName::Named(name) => named(name).map(|at| (name.clone(), at)).ok_or_else(|| {
                let other = [b',', b';', b'\t', b'|'].into_iter().find(|other| {
                    *other != delimiter && head.iter().any(|cell| cell.as_bytes().contains(other))
                });
                match other {
                    Some(other) if head.len() == 1 => anyhow!(
                        "there is no column `{name}`, but one column `{}`; say --delimiter '{}'",
                        head[0],
                        char::from(other).escape_default(),
                    ),
                    _ => anyhow!(
                        "there is no column `{name}`; there are: {}",
                        head.join(", ")
                    ),
                }
            }),
        };
        Ok(Columns {
            delimiter,
            texts: wanted.iter().map(find).collect::<Result<_>>()?,
            id: named("id"),
            lang: named("lang"),
            count: Some(head.len()),
        })
    }

    /// The columns asked for in a table without a head.
    fn by_number(wanted: &[ColumnName], delimiter: u8) -> Result<Columns> {
        let number = |wanted: &ColumnName| match wanted {
            ColumnName::Number(number) => Ok((number.to_string(), number - 1)),
            ColumnName::Named(name) => Err(anyhow!(
                "with --no-header columns have no names; give the number of `{name}` from 1"
            )),
        };
        Ok(Columns {
            delimiter,
            texts: wanted.iter().map(number).collect::<Result<_>>()?,
            id: None,
            lang: None,
            count: None,
        })
    }
}

/// A row: where its cells are, quotes included, and how long it is with its line end.
pub struct Row {
    pub cells: Vec<Range<usize>>,
    pub len: usize,
    /// The first cell, from 0, that begins with a quote and is not in quotes.
    pub odd_quote: Option<usize>,
}

/// The first row of `bytes`; `None` if it may go on behind them.
pub fn row(bytes: &[u8], delimiter: u8, is_all: bool) -> Option<Row> {
    let mut row = Row {
        cells: Vec::new(),
        len: 0,
        odd_quote: None,
    };
    let mut at = 0;
    loop {
        let end = match bytes.get(at) {
            Some(b'"') => match quoted(&bytes[at..], delimiter, is_all)? {
                Some(len) => at + len,
                None => {
                    row.odd_quote = row.odd_quote.or(Some(row.cells.len()));
                    at + bare(&bytes[at..], delimiter)
                }
            },
            _ => at + bare(&bytes[at..], delimiter),
        };
        row.cells.push(at..end);
        let line_end = match bytes.get(end..) {
            Some([first, ..]) if *first == delimiter => {
                at = end + 1;
                continue;
            }
            Some([b'\r', b'\n', ..]) => 2,
            Some([b'\r']) | Some([]) | None if !is_all => return None,
            Some([]) | None => 0,
            Some(_) => 1,
        };
        row.len = end + line_end;
        return Some(row);
    }
}

/// The length of a cell in quotes, `None` if it is not in quotes by the book;
/// and nothing at all if that cannot be told yet.
fn quoted(bytes: &[u8], delimiter: u8, is_all: bool) -> Option<Option<usize>> {
    const LONGEST_CELL: usize = 64 << 20;
    let mut at = 1;
    while let Some(found) = memchr(b'"', &bytes[at..]) {
        at += found + 1;
        match bytes.get(at) {
            Some(b'"') => at += 1,
            Some(b'\n' | b'\r') => return Some(Some(at)),
            Some(b) if *b == delimiter => return Some(Some(at)),
            Some(_) => return Some(None),
            None if is_all => return Some(Some(at)),
            None => return None,
        }
    }
    (is_all || bytes.len() > LONGEST_CELL).then_some(None)
}

fn bare(bytes: &[u8], delimiter: u8) -> usize {
    memchr3(delimiter, b'\n', b'\r', bytes).unwrap_or(bytes.len())
}

/// What is in a cell.
pub fn cell_text(cell: &[u8]) -> String {
    let inside = cell
        .strip_prefix(b"\"")
        .and_then(|cell| cell.strip_suffix(b"\""));
    match inside {
        Some(inside) => String::from_utf8_lossy(inside).replace("\"\"", "\""),
        None => String::from_utf8_lossy(cell).into_owned(),
    }
}

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
    ended: bool,
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
            ended: false,
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
        let more = self.buffer.len().max(LEAST) as u64;
        let read = self
            .reader
            .by_ref()
            .take(more)
            .read_to_end(&mut self.buffer)?;
        self.is_all = read == 0;
        Ok(())
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        if let Some(head) = self.head.take() {
            return Some(Ok(head));
        }
        if self.ended {
            return None;
        }
        let next = self.read();
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<&str>> {
        let mut rows = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let row = row(&text.as_bytes()[at..], b',', true).unwrap();
            rows.push(row.cells.iter().map(|c| &text[at..][c.clone()]).collect());
            at += row.len;
        }
        rows
    }

    #[test]
    fn rows_are_cut_by_the_book() {
        assert_eq!(
            cells("a,b\r\n\"c\nd\",\n,e"),
            [vec!["a", "b"], vec!["\"c\nd\"", ""], vec!["", "e"]]
        );
        assert_eq!(cells("\"a \"\"b\"\"\",c\n"), [vec!["\"a \"\"b\"\"\"", "c"]]);
    }

    #[test]
    fn an_odd_quote_costs_its_row() {
        assert_eq!(cells("\"a,b\nc,d\n"), [vec!["\"a", "b"], vec!["c", "d"]]);
        assert_eq!(cells("\"a\" b,c\nd\n"), [vec!["\"a\" b", "c"], vec!["d"]]);
    }

    #[test]
    fn what_may_go_on_waits() {
        for text in ["a,b", "a,\"b", "a,\"b\"", "a\r"] {
            assert!(row(text.as_bytes(), b',', false).is_none(), "{text:?}");
        }
        assert_eq!(row(b"a\nb", b',', false).unwrap().len, 2);
    }
}
