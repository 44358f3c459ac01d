//! Cuts text into rows, and recovers from quotes that were left open.
//!
//! The fields are those of the `csv` crate, whose state machine is used. It is
//! fed line by line: left to itself, it would take everything from an open
//! quote to the end of the file for one field.

use csv_core::{ReadFieldResult, ReadRecordResult, Reader, ReaderBuilder};
use memchr::memchr2;

use super::line_ends::trim_line_end;
use super::quotes::{Shape, examine};
use super::separator::{BOM, separator_line};

/// Rows of more bytes than this are not looked at.
pub(crate) const MAX_ROW: usize = 1 << 20;

/// Fields of more bytes than this are not looked at, not even lists.
pub(super) const MAX_FIELD: usize = 64 << 10;

/// A row goes over this many lines at most. Without a bound, a file where each
/// line opens a quote would take quadratic time.
pub(super) const MAX_LINES: usize = 16;

/// A row as it stands in the text, its line end left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'t> {
    pub(super) start: usize,
    pub(crate) line: u64,
    pub(crate) raw: &'t [u8],
}

/// Reads rows one after the other.
pub(crate) struct RowReader<'t> {
    text: &'t [u8],
    position: usize,
    line: u64,
    delimiter: u8,
    csv: Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
    written: usize,
    fields: usize,
}

impl<'t> RowReader<'t> {
    pub(crate) fn new(text: &'t [u8], delimiter: u8) -> RowReader<'t> {
        RowReader {
            text,
            position: 0,
            line: 1,
            delimiter,
            csv: ReaderBuilder::new().delimiter(delimiter).build(),
            output: vec![0; 4096],
            ends: vec![0; 64],
            written: 0,
            fields: 0,
        }
    }

    /// The text begins at this line of its file.
    pub(crate) fn at_line(mut self, line: u64) -> RowReader<'t> {
        self.line = line;
        self
    }

    /// Passes over a [line that names the delimiter](separator_line), if the text begins with one.
    pub(crate) fn past_separator(mut self) -> RowReader<'t> {
        if let Some((_, length)) = separator_line(self.text) {
            self.position = length;
            self.line += 1;
        }
        self
    }

    /// The line that is read next.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Reads the row at an offset found before.
    pub(super) fn row_at(text: &'t [u8], delimiter: u8, start: usize, line: u64) -> Row<'t> {
        let mut reader = RowReader::new(text, delimiter);
        reader.position = start;
        reader.line = line;
        match reader.next() {
            Some((row, _)) => row,
            None => Row {
                start,
                line,
                raw: &[],
            },
        }
    }

    /// The next row that is not blank; its fields are then in [`Self::fields`].
    pub(crate) fn next(&mut self) -> Option<(Row<'t>, Shape)> {
        loop {
            self.skip_to_row();
            if self.position >= self.text.len() {
                return None;
            }
            let (start, line) = (self.position, self.line);
            let mut shape = self.read_row();
            if let Shape::Unclosed(quote) = shape {
                self.resume_below(start, line, quote);
            }
            let raw = trim_line_end(self.text.get(start..self.position).unwrap_or_default());
            if shape == Shape::Plain && raw.len() > MAX_ROW {
                shape = Shape::TooLong;
            }
            if shape != Shape::Plain || !self.all_empty() {
                return Some((Row { start, line, raw }, shape));
            }
        }
    }

    /// Where the next row is looked for.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The fields of the last row, or `None` if they are not UTF-8.
    pub(crate) fn fields(&self) -> Option<Fields<'_>> {
        let text = std::str::from_utf8(self.output.get(..self.written)?).ok()?;
        let ends = self.ends.get(..self.fields)?;
        // Two halves of a character in two fields are valid only together.
        let ascii = text.is_ascii();
        (ascii || ends.iter().all(|&end| text.is_char_boundary(end))).then_some(Fields {
            text,
            ends,
            ascii,
        })
    }

    /// The quoted field at `quote` of the last row reaches into lines that are
    /// rows of their own: goes on below the line it begins on.
    pub(super) fn resume_below(&mut self, start: usize, line: u64, quote: usize) {
        self.position = start;
        self.line = line;
        while let Some(end) = self.line_end() {
            self.position = end;
            self.line += 1;
            if end > start + quote {
                break;
            }
        }
    }

    fn read_row(&mut self) -> Shape {
        let start = self.position;
        self.csv.reset();
        (self.written, self.fields) = (0, 0);
        for lines in 1.. {
            let Some(end) = self.line_end() else {
                self.feed(&[]);
                return examine(self.rest(start), self.delimiter);
            };
            let chunk = self.text.get(self.position..end).unwrap_or_default();
            self.position = end;
            self.line += 1;
            if end - start > MAX_ROW + 2 {
                return match examine(self.rest(start), self.delimiter) {
                    Shape::Plain => Shape::TooLong,
                    shape => shape,
                };
            }
            let done = self.feed(chunk);
            if done && lines == 1 && end < self.text.len() {
                return Shape::Plain;
            }
            if done || lines == MAX_LINES {
                return examine(self.rest(start), self.delimiter);
            }
        }
        Shape::Plain
    }

    /// The part of the text that was read since `start`.
    fn rest(&self, start: usize) -> &'t [u8] {
        self.text.get(start..self.position).unwrap_or_default()
    }

    /// Hands a line to the state machine; true if the row ends with it.
    fn feed(&mut self, mut chunk: &[u8]) -> bool {
        if self.output.len() < self.written + chunk.len() + 1 {
            self.output.resize((self.written + chunk.len()) * 2 + 1, 0);
        }
        loop {
            let output = self.output.get_mut(self.written..).unwrap_or_default();
            let ends = self.ends.get_mut(self.fields..).unwrap_or_default();
            let (result, read, written, fields) = self.csv.read_record(chunk, output, ends);
            chunk = chunk.get(read..).unwrap_or_default();
            self.written += written;
            self.fields += fields;
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => return true,
                ReadRecordResult::InputEmpty => return false,
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            }
        }
    }

    /// Skips empty lines, and the byte-order mark of a file that was appended to another.
    fn skip_to_row(&mut self) {
        while let Some(b'\r' | b'\n') = self.text.get(self.position) {
            match self.line_end() {
                Some(end) => self.position = end,
                None => return,
            }
            self.line += 1;
        }
        let rest = self.text.get(self.position..).unwrap_or_default();
        if rest.starts_with(BOM) {
            self.position += BOM.len();
        }
    }

    /// Where the line at the position ends, with its line end; `None` at the end of the text.
    fn line_end(&self) -> Option<usize> {
        let rest = self
            .text
            .get(self.position..)
            .filter(|rest| !rest.is_empty())?;
        let length = match memchr2(b'\r', b'\n', rest) {
            Some(i) if rest.get(i..i + 2) == Some(b"\r\n") => i + 2,
            Some(i) => i + 1,
            None => rest.len(),
        };
        Some(self.position + length)
    }

    /// True if the row says nothing: spreadsheets export such rows.
    fn all_empty(&self) -> bool {
        let written = self.output.get(..self.written).unwrap_or_default();
        written
            .iter()
            .all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
    }
}

/// Where the field of this number stands in a row.
pub(super) fn field_range(raw: &[u8], delimiter: u8, index: usize) -> std::ops::Range<usize> {
    let mut csv = ReaderBuilder::new().delimiter(delimiter).build();
    let mut scratch = vec![0; raw.len() + 1];
    let mut start = 0;
    for number in 0.. {
        let rest = raw.get(start..).unwrap_or_default();
        let (result, read, _) = csv.read_field(rest, &mut scratch);
        let end = match result {
            ReadFieldResult::Field { record_end: false } => start + read - 1,
            _ => raw.len(),
        };
        if number == index {
            return start..end;
        }
        if end == raw.len() && !matches!(result, ReadFieldResult::Field { record_end: false }) {
            break;
        }
        start += read;
    }
    raw.len()..raw.len()
}

/// The fields of a row, unquoted.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'r> {
    text: &'r str,
    ends: &'r [usize],
    pub(super) ascii: bool,
}

impl<'r> Fields<'r> {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The field of this number; empty if there is none.
    pub(crate) fn get(&self, index: usize) -> &'r str {
        let end = self.ends.get(index).copied().unwrap_or(self.text.len());
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(end),
            None => 0,
        };
        self.text.get(start..end).unwrap_or_default()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).map(move |i| self.get(i))
    }

    /// All fields in one, to look for a character anywhere.
    pub(super) fn joined(&self) -> &'r str {
        self.text
    }
}
