//! Large texts, chunk by chunk.
//!
//! A text that is no longer than a chunk is one document, as it always was. A longer one is never held whole: it
//! is cut behind the last blank line that fits, or else behind a line, a word, a character. Where it is cut is a
//! matter of its bytes alone, however they arrive, and the chunks one after the other are the text.

use std::io::Read;

use anyhow::{Context, Result, anyhow};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use exonym::markup::Decoded;
use exonym::text::Offsets;
use memchr::{memchr_iter, memmem::rfind, memrchr, memrchr_iter};

use super::document::{Chunk, Document, File, Form, Start, in_turn};
use crate::args::{LONGEST, Syntax};

/// How a text is cut.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// What a chunk holds at most, in bytes.
    pub size: usize,
    pub encoding: &'static Encoding,
    /// Never within a line.
    pub whole_lines: bool,
}

/// Whether a text in this encoding can be cut at bytes of ASCII, and read from there on.
pub fn is_cuttable(encoding: &'static Encoding) -> bool {
    ![UTF_16LE, UTF_16BE, ISO_2022_JP, REPLACEMENT].contains(&encoding)
}

pub struct Chunks<R> {
    reader: R,
    file: File,
    cut: Cut,
    buffer: Vec<u8>,
    is_all: bool,
    start: Start,
    number: usize,
}

impl<R: Read> Chunks<R> {
    pub fn new(reader: R, file: File, cut: Cut) -> Chunks<R> {
        Chunks {
            reader,
            file,
            cut,
            buffer: Vec::new(),
            is_all: false,
            start: Start::default(),
            number: 0,
        }
    }

    /// The chunks.
    pub fn documents(mut self) -> impl Iterator<Item = Result<Document>> {
        in_turn(move || self.read())
    }

    fn read(&mut self) -> Result<Option<Document>> {
        let mut size = self.cut.size;
        let end = loop {
            self.fill(size + 1)?;
            if self.buffer.len() <= size {
                break self.buffer.len();
            }
            match self.cut.end(&self.buffer[..size]) {
                Some(end) => break end,
                None if size >= LONGEST => return Err(self.uncuttable()),
                None => size = (size * 2).min(LONGEST),
            }
        };
        if end == 0 && self.number > 0 {
            return Ok(None);
        }
        let rest = self.buffer.split_off(end);
        let bytes = std::mem::replace(&mut self.buffer, rest);
        self.number += 1;
        let form = Form::Whole(Syntax::Text);
        if self.number == 1 && self.is_all && self.buffer.is_empty() {
            return Ok(Some(self.file.document(1, bytes, form)));
        }
        self.chunk(bytes, form).map(Some)
    }

    /// Reads on until there are `wanted` bytes, or all.
    fn fill(&mut self, wanted: usize) -> Result<()> {
        let Some(missing) = wanted
            .checked_sub(self.buffer.len())
            .filter(|_| !self.is_all)
        else {
            return Ok(());
        };
        let mut limited = self.reader.by_ref().take(missing as u64);
        let read = limited.read_to_end(&mut self.buffer);
        self.is_all = read.with_context(|| self.file.name.clone())? < missing;
        Ok(())
    }

    fn chunk(&mut self, bytes: Vec<u8>, form: Form) -> Result<Document> {
        let encoding = self.cut.encoding;
        let decoded = match self.number {
            1 => Decoded::new(&bytes, Some(encoding)),
            _ => Decoded::continued(&bytes, encoding),
        }
        .with_context(|| self.file.name.clone())?;
        let start = self.start;
        self.start = start.behind(decoded.text(), bytes.len());
        let chunk = Chunk {
            number: self.number,
            encoding,
            start,
            end: self.start,
            named: self.file.named.clone(),
        };
        let document = self.file.document(start.line, bytes, form);
        Ok(Document {
            chunk: Some(chunk),
            ..document
        })
    }

    fn uncuttable(&self) -> anyhow::Error {
        anyhow!(
            "{}:{}: no place to cut the text in {} MiB; is this a text?",
            self.file.name,
            self.start.line,
            LONGEST >> 20
        )
    }
}

impl Start {
    /// The place behind a stretch of text that took so many bytes.
    fn behind(self, text: &[u8], bytes: usize) -> Start {
        let (chars, utf16) = Offsets::new(text).at(text.len());
        let last_line = memrchr(b'\n', text).map_or(0, |at| at + 1);
        let (in_line, _) = Offsets::new(&text[last_line..]).at(text.len());
        Start {
            line: self.line + memchr_iter(b'\n', text).count(),
            column: match last_line {
                0 => self.column + in_line,
                _ => 1 + in_line,
            },
            bytes: self.bytes + bytes,
            chars: self.chars + chars,
            utf16: self.utf16 + utf16,
        }
    }
}

impl Cut {
    /// Where the chunk ends that begins this text, which goes on; `None` if there is no place for it yet.
    fn end(&self, text: &[u8]) -> Option<usize> {
        let half = text.len() / 2;
        blank_line(text, half)
            .or_else(|| memrchr(b'\n', text).map(|at| at + 1))
            .or_else(|| {
                let within = !self.whole_lines;
                within.then(|| self.within_line(text, half))?
            })
    }

    fn within_line(&self, text: &[u8], half: usize) -> Option<usize> {
        let white = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
        let word = text.iter().rposition(white).map(|at| at + 1);
        let full_stop = || {
            let utf8 = self.encoding == UTF_8;
            utf8.then(|| rfind(text, "。".as_bytes()))?
                .map(|at| at + "。".len())
        };
        word.filter(|at| *at > half)
            .or_else(full_stop)
            .or(word)
            .or_else(|| self.character(text))
    }

    /// Behind a whole character.
    fn character(&self, text: &[u8]) -> Option<usize> {
        if self.encoding == UTF_8 {
            let tail = text.len().saturating_sub(3);
            let begun = (tail..text.len()).rev().find(|at| text[*at] >= 0xC0);
            let len = |lead: u8| lead.leading_ones() as usize;
            let cut_off = begun.filter(|at| at + len(text[*at]) > text.len());
            return cut_off.or(Some(text.len())).filter(|end| *end > 0);
        }
        if self.encoding.is_single_byte() {
            return Some(text.len());
        }
        // No byte below the digits is ever a part of a longer character.
        text.iter().rposition(|byte| *byte < b'0').map(|at| at + 1)
    }
}

/// Behind the last blank line that ends after `least`.
fn blank_line(text: &[u8], least: usize) -> Option<usize> {
    let mut ends = memrchr_iter(b'\n', text).peekable();
    while let Some(end) = ends.next().filter(|end| *end >= least) {
        let line = ends.peek().map_or(0, |before| before + 1);
        if text[line..end].trim_ascii().is_empty() {
            return Some(end + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives a few bytes at a time.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let few = buffer.len().min(3);
            self.0.read(&mut buffer[..few])
        }
    }

    fn chunks(text: &[u8], size: usize, whole_lines: bool, label: &str) -> Vec<Document> {
        let file = File::new("a.txt".to_owned(), None);
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let cut = Cut {
            size,
            encoding,
            whole_lines,
        };
        let documents = Chunks::new(Slow(text), file, cut).documents();
        documents.collect::<Result<_>>().unwrap()
    }

    fn cut(text: &str, size: usize) -> Vec<String> {
        let chunks = chunks(text.as_bytes(), size, false, "utf-8");
        let text = |chunk: &Document| String::from_utf8(chunk.bytes.clone()).unwrap();
        chunks.iter().map(text).collect()
    }

    #[test]
    fn a_text_that_fits_is_one_document() {
        for text in ["", "one\n\ntwo\n\nthree", "one\n\ntwo\n\nthree\n"] {
            let chunks = chunks(text.as_bytes(), 16, false, "utf-8");
            assert_eq!(chunks.len(), 1, "{text}");
            assert_eq!(chunks[0].bytes, text.as_bytes());
            assert!(chunks[0].chunk.is_none());
        }
    }

    #[test]
    fn it_is_cut_where_it_hurts_least() {
        assert_eq!(
            cut("one\ntwo\n\nthree\nfour", 16),
            ["one\ntwo\n\n", "three\nfour"]
        );
        assert_eq!(
            cut("one\ntwo\n \r\nthree\nfour", 16),
            ["one\ntwo\n \r\n", "three\nfour"]
        );
        assert_eq!(cut("one two\nthree four", 16), ["one two\n", "three four"]);
        assert_eq!(
            cut("a\n\none two three four", 16),
            ["a\n\n", "one two three ", "four"]
        );
        assert_eq!(cut("一二。三四五六七", 16), ["一二。", "三四五六七"]);
        assert_eq!(cut("一二三四五六七", 16), ["一二三四五", "六七"]);
        assert_eq!(cut("abcdefghijklmnopqr", 16), ["abcdefghijklmnop", "qr"]);
    }

    #[test]
    fn lines_stay_whole_if_they_must() {
        let text = b"one two three four\n"
            .iter()
            .chain(b"five\n\nsix\n\n".repeat(9).iter())
            .copied()
            .collect::<Vec<u8>>();
        let found = chunks(&text, 8, true, "utf-8");
        assert!(found.len() > 5, "{}", found.len());
        assert!(found.iter().all(|chunk| chunk.bytes.ends_with(b"\n")));
        let bytes: Vec<u8> = found.iter().flat_map(|chunk| chunk.bytes.clone()).collect();
        assert_eq!(bytes, text);
    }

    #[test]
    fn chunks_know_where_they_stand() {
        let text = "\u{FEFF}Erevan 🇦🇲\r\nein zwei drei vier\n\n\u{FEFF}é Ереван а б\nв г";
        for size in 8..40 {
            let found = chunks(text.as_bytes(), size, false, "utf-8");
            let (mut bytes, mut seen) = (Vec::<u8>::new(), String::new());
            for chunk in &found {
                let place = chunk.chunk.as_ref().unwrap();
                let before = seen.trim_start_matches('\u{FEFF}');
                let line = before.rsplit('\n').next().unwrap();
                assert_eq!(place.start.bytes, bytes.len());
                // Only the first mark is none of the characters.
                let mark = usize::from(!seen.is_empty());
                assert_eq!(place.start.chars + mark, seen.chars().count());
                assert_eq!(place.start.utf16 + mark, seen.encode_utf16().count());
                assert_eq!(place.start.line, before.matches('\n').count() + 1);
                assert_eq!(place.start.column, line.chars().count() + 1);
                bytes.extend(&chunk.bytes);
                seen.push_str(std::str::from_utf8(&chunk.bytes).unwrap());
            }
            assert_eq!(bytes, text.as_bytes());
        }
    }

    #[test]
    fn no_character_is_cut_in_two() {
        let texts = [
            ("windows-1251", "Ереван и Київ".repeat(9)),
            ("gb18030", "在埃里温会见,在基辅会见".repeat(9)),
            ("shift_jis", "エレバンで、会った".repeat(9)),
        ];
        for (label, text) in texts {
            let (bytes, encoding, _) = Encoding::for_label(label.as_bytes()).unwrap().encode(&text);
            let found = chunks(&bytes, 32, false, label);
            let decoded = found.iter().map(|chunk| encoding.decode(&chunk.bytes).0);
            assert_eq!(decoded.collect::<String>(), text, "{label}");
        }
    }

    #[test]
    fn broken_bytes_are_cut_somewhere() {
        for text in [
            &b"\x80".repeat(99)[..],
            &b"\xE2\x82".repeat(99),
            &b"\xFF".repeat(99),
        ] {
            let found = chunks(text, 16, false, "utf-8");
            let bytes: Vec<u8> = found.iter().flat_map(|chunk| chunk.bytes.clone()).collect();
            assert_eq!(bytes, text);
            let end = found.last().unwrap().chunk.as_ref().unwrap().end;
            assert_eq!(end.chars, Offsets::new(text).at(text.len()).0);
        }
    }
}
