//! Lines of standard input, each a question with an answer of its own.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use anyhow::{Context, Result, anyhow};

use crate::args::LONGEST;
use crate::message::say;
use crate::terminal;

/// The lines of standard input.
pub fn standard_input() -> Queries<impl Read> {
    Queries::new(terminal::stdin())
}

/// Answers what the command line asks, or if that is nothing, the lines of standard input as they come.
pub fn answer_all(asked: &[String], mut answer: impl FnMut(&[String]) -> Result<()>) -> Result<()> {
    match asked {
        [] => standard_input().answer(|_, lines| answer(&lines)),
        asked => answer(asked),
    }
}

/// Lines in batches: as many as are at hand, so that those who ask line by line are answered so.
pub struct Queries<R> {
    reader: BufReader<R>,
    line: usize,
}

/// What is read at a time at most, in bytes; no more than that is in a batch, save for its last line.
const READ: usize = 1 << 18;

impl<R: Read> Queries<R> {
    pub fn new(reader: R) -> Queries<R> {
        Queries {
            reader: BufReader::with_capacity(READ, reader),
            line: 0,
        }
    }

    /// Gives all lines to `answer`, batch by batch, with the number of the first of each batch, from 1.
    pub fn answer(
        &mut self,
        mut answer: impl FnMut(usize, Vec<String>) -> Result<()>,
    ) -> Result<()> {
        loop {
            let first = self.line + 1;
            let batch = self.next_batch()?;
            if batch.is_empty() {
                return Ok(());
            }
            answer(first, batch)?;
        }
    }

    /// The next line, once it has come, and those that have come with it; nothing at the end.
    fn next_batch(&mut self) -> Result<Vec<String>> {
        let mut batch = Vec::new();
        while batch.is_empty() || self.reader.buffer().contains(&b'\n') {
            let Some(line) = self.read()? else { break };
            batch.push(line);
        }
        Ok(batch)
    }

    fn read(&mut self) -> Result<Option<String>> {
        let mut line = Vec::new();
        let mut limited = self.reader.by_ref().take(LONGEST as u64 + 1);
        if limited.read_until(b'\n', &mut line).context("<stdin>")? == 0 {
            return Ok(None);
        }
        self.line += 1;
        if line.len() > LONGEST {
            return Err(anyhow!(
                "<stdin>:{}: longer than {} MiB; give a name on each line",
                self.line,
                LONGEST >> 20
            ));
        }
        let line = String::from_utf8_lossy(&line);
        if matches!(line, Cow::Owned(_)) {
            say!(
                "<stdin>:{}: not UTF-8; what cannot be read is read as \u{FFFD}",
                self.line
            );
        }
        let line = line.strip_suffix('\n').unwrap_or(&line);
        // Editors of some systems put a byte order mark in front of a list.
        let mark = line.strip_prefix('\u{FEFF}').filter(|_| self.line == 1);
        let line = mark.unwrap_or(line);
        Ok(Some(line.trim_end_matches('\r').to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives these pieces, each when it is asked again.
    struct Pieces(Vec<&'static str>);

    impl Read for Pieces {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            self.0.remove(0).as_bytes().read(room)
        }
    }

    #[test]
    fn a_batch_waits_for_nothing_but_its_first_line() {
        let mut queries = Queries::new(Pieces(vec!["\u{FEFF}one\ntwo\r\nthr", "ee\n", "\nfive"]));
        let mut next = || queries.next_batch().unwrap();
        assert_eq!(next(), ["one", "two"]);
        assert_eq!(next(), ["three"]);
        assert_eq!(next(), [""]);
        assert_eq!(next(), ["five"]);
        assert!(next().is_empty());
        assert_eq!(queries.line, 5);
    }
}
