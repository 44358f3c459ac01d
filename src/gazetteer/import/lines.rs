//! Lines of a file that need not fit in memory, each of bounded length.

use std::io::{self, BufRead, Read};

/// Reads one line after the other.
pub(super) struct Lines<R> {
    reader: R,
    longest: usize,
    line: Vec<u8>,
    number: u64,
}

/// A line without its end.
pub(super) struct Line<'l> {
    /// Counted from 1.
    pub(super) number: u64,
    pub(super) bytes: &'l [u8],
    /// The line is longer than the limit; `bytes` is its beginning.
    pub(super) too_long: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, longest: usize) -> Lines<R> {
        Lines {
            reader,
            longest,
            line: Vec::new(),
            number: 0,
        }
    }

    /// The next line, if there is one.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let mut too_long = false;
        let mut any = false;
        loop {
            let available = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                available => available?,
            };
            any |= !available.is_empty();
            let end = memchr::memchr(b'\n', available);
            let part = &available[..end.unwrap_or(available.len())];
            let room = self.longest - self.line.len();
            too_long |= part.len() > room;
            self.line.extend(&part[..part.len().min(room)]);
            let used = end.map_or(available.len(), |end| end + 1);
            self.reader.consume(used);
            if end.is_some() || used == 0 {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        if self.number == 1 && self.line.starts_with(b"\xef\xbb\xbf") {
            self.line.drain(..3);
        }
        let bytes = self.line.strip_suffix(b"\r").unwrap_or(&self.line);
        Ok(Some(Line {
            number: self.number,
            bytes,
            too_long,
        }))
    }
}

/// The first bytes of a text, and a reader that begins with them again. A reader
/// may hold less than is wanted at a time.
pub(super) fn start<'r>(
    mut reader: impl BufRead + 'r,
) -> io::Result<(Vec<u8>, Box<dyn BufRead + 'r>)> {
    const ENOUGH: u64 = 1024;
    let mut bytes = Vec::new();
    reader.by_ref().take(ENOUGH).read_to_end(&mut bytes)?;
    let again = io::Cursor::new(bytes.clone()).chain(reader);
    Ok((bytes, Box::new(again)))
}

/// The message of a JSON parser without the place, which is told elsewhere, and in words of JSON.
pub(super) fn message_of(error: &serde_json::Error) -> String {
    const WORDS: [(&str, &str); 4] = [
        ("type: sequence", "type: an array"),
        ("type: map", "type: an object"),
        ("expected a sequence", "expected an array"),
        ("expected a map", "expected an object"),
    ];
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    let mut text = text[..end].to_owned();
    for (rust, json) in WORDS {
        text = text.replace(rust, json);
    }
    match text.split_once("expected struct ") {
        Some((before, name)) => {
            let rest = name.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
            format!("{before}expected an object{rest}")
        }
        None => text,
    }
}

/// The character of a line that an error of a parser points at, by its column from 1.
pub(super) fn around(line: &[u8], column: usize) -> std::ops::Range<usize> {
    let at = column.saturating_sub(1).min(line.len());
    at..(at + 1).min(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_speak_of_json() {
        #[derive(Debug, serde::Deserialize)]
        struct Item {
            _id: u8,
        }
        let said = |text| message_of(&serde_json::from_str::<Item>(text).unwrap_err());
        assert_eq!(said("3"), "invalid type: integer `3`, expected an object");
        assert_eq!(said("{}"), "missing field `_id`");
        let wrong = r#"{"_id": []}"#;
        assert_eq!(said(wrong), "invalid type: an array, expected u8");
    }

    #[test]
    fn lines_are_cut_at_the_limit_and_at_their_ends() {
        let text = b"\xef\xbb\xbfone\r\n\nthree and more\nlast".as_slice();
        for capacity in [1, 3, 100] {
            let mut lines = Lines::new(io::BufReader::with_capacity(capacity, text), 8);
            let mut read = Vec::new();
            while let Some(line) = lines.next().unwrap() {
                read.push((
                    line.number,
                    String::from_utf8(line.bytes.to_vec()).unwrap(),
                    line.too_long,
                ));
            }
            let expected = [
                (1, "one", false),
                (2, "", false),
                (3, "three an", true),
                (4, "last", false),
            ];
            let expected: Vec<_> = expected
                .iter()
                .map(|(n, text, long)| (*n, (*text).to_owned(), *long))
                .collect();
            assert_eq!(read, expected, "{capacity}");
        }
    }
}
