//! Places in a text as people count them.

use crate::input::Start;

/// Line and column, in characters, of rising offsets.
pub struct LineCounter<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> LineCounter<'t> {
    /// Begins at the start of `text`, which is at this place of its file.
    pub fn new(text: &'t [u8], start: Start) -> LineCounter<'t> {
        LineCounter {
            text,
            at: 0,
            line: start.line,
            column: start.column,
        }
    }

    /// The line and column of a byte, both from 1.
    pub fn at(&mut self, offset: usize) -> (usize, usize) {
        for c in String::from_utf8_lossy(&self.text[self.at..offset]).chars() {
            match c {
                '\n' => (self.line, self.column) = (self.line + 1, 1),
                _ => self.column += 1,
            }
        }
        self.at = offset;
        (self.line, self.column)
    }
}
