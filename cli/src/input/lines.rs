//! Lines of a file, each an object of JSON.

use std::io::{BufRead, BufReader, Read};

use anyhow::{Context, Result};

use super::document::{Document, File, Form, in_turn, too_long};
use crate::args::LONGEST;

pub struct Lines<R> {
    reader: BufReader<R>,
    file: File,
    line: usize,
}

impl<R: Read> Lines<R> {
    pub fn new(reader: R, file: File) -> Lines<R> {
        Lines {
            reader: BufReader::with_capacity(1 << 16, reader),
            file,
            line: 0,
        }
    }

    /// The lines.
    pub fn documents(mut self) -> impl Iterator<Item = Result<Document>> {
        in_turn(move || self.read())
    }

    fn read(&mut self) -> Result<Option<Document>> {
        let mut bytes = Vec::new();
        let mut limited = self.reader.by_ref().take(LONGEST as u64 + 1);
        let read = limited.read_until(b'\n', &mut bytes);
        if read.with_context(|| self.file.name.clone())? == 0 {
            return Ok(None);
        }
        self.line += 1;
        if bytes.len() > LONGEST {
            return Err(too_long(&self.file.name, self.line));
        }
        let form = match bytes.trim_ascii().is_empty() {
            true => Form::None,
            false => Form::Json,
        };
        Ok(Some(self.file.document(self.line, bytes, form)))
    }
}
