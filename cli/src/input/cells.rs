//! The cells of a table's rows.
//!
//! A cell is in quotes only if it is so by the book: a quote at its head, those
//! inside doubled, one at its end. So a quote that somebody forgot to close
//! costs its own row and not the rest of the file.

use std::ops::Range;

use memchr::{memchr, memchr3};

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
