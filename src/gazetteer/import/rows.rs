//! Rows of a CSV that need not fit in memory.
//!
//! The rows are those of [`source`](crate::gazetteer::source): a quote left open
//! costs the row it stands in, not the rest of the file.

use std::io::{self, BufRead};

use super::super::source::{Fields, MAX_ROW, RowReader, Shape, separator_line};
use crate::error::counted;

/// So much is held in memory.
const CHUNK: usize = 4 << 20;
/// A row and the lines behind it that may have to be looked at are no longer.
const MARGIN: usize = MAX_ROW + (64 << 10);

/// A row, and its cells if it has any.
pub(super) struct Row<'r> {
    /// Counted from 1.
    pub(super) line: u64,
    pub(super) raw: &'r [u8],
    pub(super) fields: Result<Fields<'r>, Trouble>,
}

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Unclosed,
    TooLong,
    NotUtf8,
    Ragged { found: usize, width: usize },
}

impl Trouble {
    /// What is wrong, and what to do about it.
    pub(super) fn message_and_help(self) -> (String, &'static str) {
        match self {
            Trouble::Unclosed => (
                "a quote is opened and not closed on this line".to_owned(),
                "close it, or write `\"\"` for a quote in the text",
            ),
            Trouble::TooLong => (
                format!("the row has more than {MAX_ROW} bytes"),
                "is a line end missing?",
            ),
            Trouble::NotUtf8 => (
                "the row is not UTF-8".to_owned(),
                "if the file is in another encoding, say so: `--encoding windows-1251`",
            ),
            Trouble::Ragged { found, width } => (
                format!("{}, but the header has {width}", counted(found, "cell")),
                "is a quote missing around a cell, or the delimiter another? `--delimiter ';'`",
            ),
        }
    }
}

/// Hands over one row after the other; empty ones are passed over. The delimiter is the one that is said, or that a
/// first line `sep=;` names, or else the usual one.
///
/// # Errors
///
/// If reading fails, at the outside, and what `row` returns, within.
pub(super) fn each_row<E>(
    mut reader: impl BufRead,
    (said, usual): (Option<u8>, u8),
    row: &mut dyn FnMut(Row<'_>) -> Result<(), E>,
) -> io::Result<Result<(), E>> {
    let mut buffer: Vec<u8> = Vec::new();
    let mut line = 1;
    let mut delimiter = None;
    loop {
        let ended = fill(&mut reader, &mut buffer)?;
        let is_first = delimiter.is_none();
        let named = || separator_line(&buffer).map(|(delimiter, _)| delimiter);
        let delimiter = *delimiter.get_or_insert_with(|| said.or_else(named).unwrap_or(usual));
        if buffer.is_empty() {
            return Ok(Ok(()));
        }
        let safe = if ended {
            buffer.len()
        } else {
            buffer.len().saturating_sub(MARGIN)
        };
        let mut rows = RowReader::new(&buffer, delimiter).at_line(line);
        if is_first {
            rows = rows.past_separator();
        }
        let mut cut_off = false;
        while rows.position() < safe {
            let Some((found, shape)) = rows.next() else {
                break;
            };
            cut_off = shape == Shape::TooLong && rows.position() == buffer.len() && !ended;
            let fields = match shape {
                Shape::Unclosed(_) => Err(Trouble::Unclosed),
                Shape::TooLong => Err(Trouble::TooLong),
                Shape::Plain | Shape::Broken(_) => rows.fields().ok_or(Trouble::NotUtf8),
            };
            if let Err(error) = row(Row {
                line: found.line,
                raw: found.raw,
                fields,
            }) {
                return Ok(Err(error));
            }
        }
        line = rows.line();
        let read = rows.position();
        buffer.drain(..read);
        if cut_off {
            skip_line(&mut reader)?;
        }
        if ended && buffer.is_empty() {
            return Ok(Ok(()));
        }
    }
}

/// Reads until the buffer is full; true at the end of the text.
fn fill(reader: &mut impl BufRead, buffer: &mut Vec<u8>) -> io::Result<bool> {
    while buffer.len() < CHUNK {
        let available = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            available => available?,
        };
        if available.is_empty() {
            return Ok(true);
        }
        let count = available.len().min(CHUNK - buffer.len());
        buffer.extend(&available[..count]);
        reader.consume(count);
    }
    Ok(false)
}

/// Passes over the rest of a line that was not read to its end.
fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let available = reader.fill_buf()?;
        let end = memchr::memchr(b'\n', available);
        let used = end.map_or(available.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() || used == 0 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<(u64, Result<Vec<String>, Trouble>)> {
        let mut rows = Vec::new();
        let read = each_row::<()>(text, (None, b','), &mut |row| {
            let cells = row
                .fields
                .map(|fields| fields.iter().map(str::to_owned).collect());
            rows.push((row.line, cells));
            Ok(())
        });
        read.unwrap().unwrap();
        rows
    }

    #[test]
    fn rows_are_the_same_wherever_the_buffer_ends() {
        let mut text = Vec::new();
        for n in 0..200_000 {
            text.extend(format!("{n},\"name, {n}\",\"two\nlines\"\n").bytes());
        }
        assert!(text.len() > CHUNK);
        let read = rows(&text);
        assert_eq!(read.len(), 200_000);
        for (n, (line, cells)) in read.into_iter().enumerate() {
            assert_eq!(line, 2 * n as u64 + 1);
            assert_eq!(
                cells.unwrap(),
                [n.to_string(), format!("name, {n}"), "two\nlines".into()]
            );
        }
    }

    #[test]
    fn what_is_wrong_costs_its_row_only() {
        let long = "x".repeat(2 * CHUNK);
        let text = format!("a,\"b\nc,d\n\n{long}\ne,f\n");
        let read = rows(text.as_bytes());
        let cells = |texts: &[&str]| Ok(texts.iter().map(|t| (*t).to_owned()).collect());
        assert_eq!(read[0], (1, Err(Trouble::Unclosed)));
        assert_eq!(read[1], (2, cells(&["c", "d"])));
        assert_eq!(read[2], (4, Err(Trouble::TooLong)));
        assert_eq!(read[3].1, cells(&["e", "f"]));
        assert_eq!(read.len(), 4);
        assert_eq!(rows(b"a,\xff\nb,c")[0].1, Err(Trouble::NotUtf8));
        let one = Trouble::Ragged { found: 1, width: 2 };
        assert_eq!(one.message_and_help().0, "1 cell, but the header has 2");
        assert_eq!(rows(b""), []);
    }

    #[test]
    fn a_first_line_names_the_delimiter() {
        let cells = |texts: &[&str]| Ok(texts.iter().map(|t| (*t).to_owned()).collect());
        let read = rows("\u{feff}sep=;\r\na;b\r\nsep=,\r\n".as_bytes());
        assert_eq!(read, [(2, cells(&["a", "b"])), (3, cells(&["sep=,"]))]);
    }
}
