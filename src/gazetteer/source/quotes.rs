//! Quotes that were left open.

use memchr::memchr;

use super::line_ends::count_line_ends;

/// What to think of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing special.
    Plain,
    /// A quoted field goes over a line end; its quote is at this offset.
    Broken(usize),
    /// The quote at this offset was never closed. The row was cut short, and
    /// the next one begins on the line below.
    Unclosed(usize),
    /// Longer than a row may be; its fields were not read.
    TooLong,
}

/// Looks at the quotes of a row that goes over a line end, or ends the file.
///
/// A quote counts as left open if its field has more than one line end, or has
/// one and goes on after the closing quote: then that is the opening quote of
/// another field.
pub(super) fn examine(raw: &[u8], delimiter: u8) -> Shape {
    let mut shape = Shape::Plain;
    let mut at = 0;
    while at < raw.len() {
        if raw.get(at) == Some(&b'"') {
            let Some(end) = closing_quote(raw, at) else {
                return Shape::Unclosed(at);
            };
            let breaks = count_line_ends(raw.get(at..end).unwrap_or_default());
            let goes_on = !matches!(raw.get(end), None | Some(b'\r' | b'\n'))
                && raw.get(end) != Some(&delimiter);
            if breaks > 1 || (breaks == 1 && goes_on) {
                return Shape::Unclosed(at);
            }
            if breaks == 1 && shape == Shape::Plain {
                shape = Shape::Broken(at);
            }
            at = end;
        }
        let rest = raw.get(at..).unwrap_or_default();
        match memchr(delimiter, rest) {
            Some(i) => at += i + 1,
            None => break,
        }
    }
    shape
}

/// The offset after the quote that closes the one at `open`.
fn closing_quote(raw: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr(b'"', raw.get(at..)?)? + 1;
        if raw.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}
