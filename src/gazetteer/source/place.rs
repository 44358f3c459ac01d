//! Where a finding points, and the line shown for it.

use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use memchr::{memchr_iter, memmem};

use super::super::Position;
use super::cell;
use super::line_ends::count_line_ends;
use super::split::{self, Row, RowReader};

/// Characters shown before the highlight, in it, and after it.
const SHOWN: (usize, usize, usize) = (60, 60, 60);

/// A file and its decoded text.
pub(super) struct SourceFile<'a> {
    pub(super) index: usize,
    pub(super) name: Arc<PathBuf>,
    pub(super) delimiter: u8,
    pub(super) text: Cow<'a, [u8]>,
}

impl SourceFile<'_> {
    /// The file as a whole (0), or one of its lines, without its text.
    pub(super) fn position_of_line(&self, line: u64) -> Position {
        Position {
            file: Arc::clone(&self.name),
            line,
            column: 0,
            text: String::new(),
            highlight: 0..0,
        }
    }

    /// The place of a row that was read before.
    pub(super) fn row_at(&self, start: usize, line: u64) -> Place<'_> {
        Place {
            file: self,
            row: RowReader::row_at(&self.text, self.delimiter, start, line),
        }
    }
}

/// Where a record comes from, small enough to be kept for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Where its row begins in the text of the file.
    pub(super) start: usize,
    pub(super) line: u32,
    pub(super) file: u32,
    /// The field its name is in.
    pub(super) field: u32,
    /// Which of the names of a list it is; 0 otherwise.
    pub(super) item: u32,
}

impl Origin {
    /// The row, of which a wide file makes several records.
    pub(super) fn row(&self) -> (u32, usize) {
        (self.file, self.start)
    }
}

/// `on line 3`, or `on line 3 of other.csv` if there are several files.
pub(super) fn line_of(files: &[SourceFile<'_>], origin: &Origin) -> String {
    match files {
        [_] => format!("on line {}", origin.line),
        files => format!(
            "on line {} of {}",
            origin.line,
            files[origin.file as usize].name.display()
        ),
    }
}

/// Points at bytes of a line, given by its number and text.
pub(crate) fn position(
    file: &Arc<PathBuf>,
    line: u64,
    raw: &[u8],
    range: Range<usize>,
) -> Position {
    let file = SourceFile {
        index: 0,
        name: Arc::clone(file),
        delimiter: b',',
        text: Cow::Borrowed(&[]),
    };
    if raw.is_empty() || line == 0 {
        return file.position_of_line(line);
    }
    let row = Row {
        start: 0,
        line,
        raw,
    };
    Place { file: &file, row }.range(range)
}

/// A row of a file, to point into.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) file: &'p SourceFile<'p>,
    pub(super) row: Row<'p>,
}

impl Place<'_> {
    /// Points at `part` of a field, or at the whole field if it has no such part.
    pub(super) fn cell(&self, field: usize, part: &str) -> Position {
        let range = split::field_range(self.row.raw, self.file.delimiter, field);
        let raw = self.row.raw.get(range.clone()).unwrap_or_default();
        match memmem::find(raw, part.as_bytes()) {
            Some(at) if !part.is_empty() => {
                let start = range.start + at;
                self.range(start..start + part.len())
            }
            _ => self.range(range),
        }
    }

    /// Points at a part of one of the names that `|` separates in a field.
    pub(super) fn item(&self, field: usize, item: usize, part: &str) -> Position {
        let range = split::field_range(self.row.raw, self.file.delimiter, field);
        let raw = self.row.raw.get(range.clone()).unwrap_or_default();
        let ends = memchr_iter(b'|', raw);
        let start = item
            .checked_sub(1)
            .and_then(|before| ends.clone().nth(before))
            .map_or(0, |bar| bar + 1);
        let rest = raw.get(start..).unwrap_or_default();
        match memmem::find(rest, part.as_bytes()) {
            Some(at) => {
                let start = range.start + start + at;
                self.range(start..start + part.len())
            }
            None => self.range(range),
        }
    }

    /// Points at the fields from this one on.
    pub(super) fn rest_from(&self, field: usize) -> Position {
        let start = split::field_range(self.row.raw, self.file.delimiter, field).start;
        self.range(start..self.row.raw.len())
    }

    /// Points at the end of the row.
    pub(super) fn end(&self) -> Position {
        self.range(self.row.raw.len()..self.row.raw.len())
    }

    /// Points at the byte where the row stops being UTF-8, and says which it is.
    pub(super) fn invalid_utf8(&self) -> (Position, String) {
        let raw = self.row.raw;
        let at = std::str::from_utf8(raw).map_or_else(|e| e.valid_up_to(), |_| 0);
        let byte = raw.get(at).copied().unwrap_or_default();
        let message = format!(
            "byte 0x{byte:02X} at offset {} is not UTF-8",
            self.row.start + at
        );
        (self.range(at..at + 1), message)
    }

    /// Points at bytes of the row.
    pub(super) fn range(&self, range: Range<usize>) -> Position {
        let raw = self.row.raw;
        let range = range.start.min(raw.len())..range.end.min(raw.len());
        let (before, rest) = raw.split_at(range.start);
        let line_start = before
            .iter()
            .rposition(|b| is_line_end(*b))
            .map_or(0, |i| i + 1);
        let line_length = rest
            .iter()
            .position(|b| is_line_end(*b))
            .unwrap_or(rest.len());
        let (marked, after) = rest
            .get(..line_length)
            .unwrap_or_default()
            .split_at(range.len().min(line_length));
        let shown = before.get(line_start..).unwrap_or_default();
        let column = String::from_utf8_lossy(shown).chars().count() as u64 + 1;
        let (text, highlight) = snippet(shown, marked, after);
        Position {
            file: Arc::clone(&self.file.name),
            line: self.row.line + count_line_ends(before),
            column,
            text,
            highlight,
        }
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// Joins the parts of a line, each shortened at the side away from the highlight.
fn snippet(before: &[u8], marked: &[u8], after: &[u8]) -> (String, Range<usize>) {
    let (before, marked, after) = (visible(before), visible(marked), visible(after));
    let mut text = String::new();
    match before.char_indices().rev().nth(SHOWN.0) {
        Some((cut, c)) => {
            text.push('…');
            text.push_str(before.get(cut + c.len_utf8()..).unwrap_or_default());
        }
        None => text.push_str(&before),
    }
    let start = text.len();
    push_start(&mut text, &marked, SHOWN.1);
    let end = text.len();
    // The rest of a line whose highlight was cut is not next to it.
    if !text.ends_with('…') || marked.ends_with('…') {
        push_start(&mut text, &after, SHOWN.2);
    }
    (text, start..end)
}

fn push_start(text: &mut String, part: &str, shown: usize) {
    match part.char_indices().nth(shown) {
        Some((cut, _)) => {
            text.push_str(part.get(..cut).unwrap_or_default());
            text.push('…');
        }
        None => text.push_str(part),
    }
}

/// Makes every character take a place of its own, and none move the others about.
fn visible(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw)
        .chars()
        .map(cell::visible)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_shortened_around_the_highlight() {
        let long = "ё".repeat(1000);
        let (text, highlight) = snippet(long.as_bytes(), b"here", long.as_bytes());
        assert_eq!(&text[highlight], "here");
        assert_eq!(text.chars().count(), 1 + 60 + 4 + 60 + 1);

        let (text, highlight) = snippet(b"", long.as_bytes(), b",x");
        assert_eq!(text.chars().count(), 61);
        assert_eq!(highlight, 0..text.len());
    }
}
