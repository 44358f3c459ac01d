//! Lines of a file, each an object of JSON.

use std::io::{BufRead, BufReader, Read};

use anyhow::{Context, Result};

use super::document::{Document, File, Form, PIECE, in_turn, too_long};
use crate::args::LONGEST;

pub struct Lines<R> {
    reader: BufReader<R>,
    file: File,
    line: usize,
    /// The longest line that is read, in bytes.
    longest: usize,
    /// Whether the line goes on that was too long.
    goes_on: bool,
}

impl<R: Read> Lines<R> {
    pub fn new(reader: R, file: File) -> Lines<R> {
        Lines {
            reader: BufReader::with_capacity(1 << 16, reader),
            file,
            line: 0,
            longest: LONGEST,
            goes_on: false,
        }
    }

    /// The lines.
    pub fn documents(mut self) -> impl Iterator<Item = Result<Document>> {
        in_turn(move || self.read())
    }

    fn read(&mut self) -> Result<Option<Document>> {
        let went_on = self.goes_on;
        let most = if went_on { PIECE } else { self.longest + 1 };
        let mut bytes = Vec::new();
        let mut limited = self.reader.by_ref().take(most as u64);
        let read = limited.read_until(b'\n', &mut bytes);
        if read.with_context(|| self.file.name.clone())? == 0 {
            return Ok(None);
        }
        self.line += usize::from(!went_on);
        let is_too_long = !went_on && bytes.len() > self.longest;
        if is_too_long && self.file.recode.is_some() {
            return Err(too_long(&self.file.name, self.line));
        }
        self.goes_on = (went_on || is_too_long) && !bytes.ends_with(b"\n");
        let form = match bytes.trim_ascii().is_empty() {
            _ if is_too_long => Form::TooLong,
            _ if went_on => Form::None,
            true => Form::None,
            false => Form::Json,
        };
        Ok(Some(self.file.document(self.line, bytes, form)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_passed_on_and_the_next_is_read() {
        let text = format!("{{}}\n{}\n\n{{}}\n", "x".repeat(3 * PIECE));
        let file = File::new("a.jsonl".to_owned(), None);
        let lines = Lines {
            longest: 100,
            ..Lines::new(text.as_bytes(), file)
        };
        let documents: Vec<Document> = lines.documents().map(Result::unwrap).collect();
        let read: Vec<u8> = documents.iter().flat_map(|d| d.bytes.clone()).collect();
        assert_eq!(read, text.as_bytes());
        let forms: Vec<(usize, char)> = documents.iter().map(form).collect();
        let parts = [
            (1, 'J'),
            (2, 'L'),
            (2, '-'),
            (2, '-'),
            (2, '-'),
            (3, '-'),
            (4, 'J'),
        ];
        assert_eq!(forms, parts);
    }

    fn form(document: &Document) -> (usize, char) {
        let form = match document.form {
            Form::Json => 'J',
            Form::TooLong => 'L',
            _ => '-',
        };
        (document.line, form)
    }
}
