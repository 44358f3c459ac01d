//! Texts in other encodings than UTF-8.

use std::borrow::Cow;

use encoding_rs::{
    DecoderResult, Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED,
};
use html5gum::{Token, Tokenizer};

use crate::Span;
use crate::error::{Error, Result};
use crate::rewrite::Edit;

/// A text in UTF-8, and the bytes of another encoding that it was read from.
///
/// ```
/// use exonym::markup::Decoded;
/// use exonym::rewrite::Edit;
///
/// let source = b"\xC5\xF0\xE5\xE2\xE0\xED, \xE3\xEE\xF0\xEE\xE4";
/// let decoded = Decoded::new(source, encoding_rs::Encoding::for_label(b"windows-1251"))?;
/// assert_eq!(decoded.text(), "Ереван, город".as_bytes());
/// let edit = Edit { span: 0..12, replacement: "Эривань".into() };
/// assert_eq!(decoded.apply(&[edit]), b"\xDD\xF0\xE8\xE2\xE0\xED\xFC, \xE3\xEE\xF0\xEE\xE4");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decoded<'s> {
    source: &'s [u8],
    text: Cow<'s, [u8]>,
    encoding: &'static Encoding,
    /// Length of the byte order mark.
    start: usize,
}

impl<'s> Decoded<'s> {
    /// Reads `source` by its byte order mark, or else in `encoding`, or else in UTF-8.
    ///
    /// Bytes that are no characters become U+FFFD, but in UTF-8, where they stay.
    ///
    /// # Errors
    ///
    /// For encodings in which the same bytes mean now one character, now another:
    /// nothing can be put between them.
    pub fn new(source: &'s [u8], encoding: Option<&'static Encoding>) -> Result<Decoded<'s>> {
        match Encoding::for_bom(source) {
            Some((by_mark, len)) => Decoded::read(source, by_mark, len),
            None => Decoded::read(source, encoding.unwrap_or(UTF_8), 0),
        }
    }

    /// Reads on in a text that was begun before: what looks like a byte order mark here is none.
    ///
    /// ```
    /// # use exonym::markup::Decoded;
    /// let (first, rest) = ("\u{FEFF}Ереван\n".as_bytes(), "\u{FEFF}Київ".as_bytes());
    /// let first = Decoded::new(first, None)?;
    /// assert_eq!(first.text(), "Ереван\n".as_bytes());
    /// assert_eq!(Decoded::continued(rest, first.encoding())?.text(), rest);
    /// # Ok::<(), exonym::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Decoded::new`].
    pub fn continued(source: &'s [u8], encoding: &'static Encoding) -> Result<Decoded<'s>> {
        Decoded::read(source, encoding, 0)
    }

    fn read(source: &'s [u8], encoding: &'static Encoding, start: usize) -> Result<Decoded<'s>> {
        if encoding == ISO_2022_JP || encoding == REPLACEMENT {
            return Err(Error::config(format!(
                "texts in {} cannot be changed in place; bring it to UTF-8 first, for example with iconv",
                encoding.name()
            )));
        }
        let text = match encoding == UTF_8 {
            true => Cow::Borrowed(&source[start..]),
            false => {
                let (text, _) = encoding.decode_without_bom_handling(&source[start..]);
                Cow::Owned(text.into_owned().into_bytes())
            }
        };
        Ok(Decoded {
            source,
            text,
            encoding,
            start,
        })
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Whether the text is the source as it stands.
    pub fn is_source(&self) -> bool {
        self.encoding == UTF_8 && self.start == 0
    }

    /// The encoding that it is in.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Where offsets of the text, in rising order, are in the source.
    pub fn original(&self, offsets: &[usize]) -> Vec<usize> {
        let source = &self.source[self.start..];
        let mut places = match self.encoding {
            encoding if encoding == UTF_8 => offsets.to_vec(),
            encoding if encoding == UTF_16LE || encoding == UTF_16BE => {
                self.count(offsets, |c| 2 * c.len_utf16())
            }
            encoding if encoding.is_single_byte() || encoding == X_USER_DEFINED => {
                self.count(offsets, |_| 1)
            }
            encoding => follow(source, encoding, offsets),
        };
        for place in &mut places {
            *place = (*place).min(source.len()) + self.start;
        }
        places
    }

    /// Where offsets are if each character takes so many bytes.
    fn count(&self, offsets: &[usize], bytes: impl Fn(char) -> usize) -> Vec<usize> {
        let text = String::from_utf8_lossy(&self.text);
        let (mut at, mut place) = (0, 0);
        let mut chars = text.chars();
        let mut until = |offset: &usize| {
            while at < *offset {
                let Some(c) = chars.next() else { break };
                at += c.len_utf8();
                place += bytes(c);
            }
            place
        };
        offsets.iter().map(&mut until).collect()
    }

    /// The source with edits of the text, which must be sorted and disjoint. What
    /// the encoding has not is passed over.
    pub fn apply(&self, edits: &[Edit]) -> Vec<u8> {
        let writable = |edit: &&Edit| self.encode(&edit.replacement).is_some();
        let edits: Vec<&Edit> = edits.iter().filter(writable).collect();
        let ends = edits.iter().flat_map(|e| [e.span.start, e.span.end]);
        let ends = self.original(&ends.collect::<Vec<_>>());
        let mut out = Vec::with_capacity(self.source.len() + edits.len() * 8);
        let mut at = 0;
        for (edit, ends) in edits.iter().zip(ends.chunks_exact(2)) {
            if let Some(kept) = self.source.get(at..ends[0]) {
                out.extend_from_slice(kept);
                out.extend(self.encode(&edit.replacement).unwrap_or_default());
                at = ends[1].max(at);
            }
        }
        out.extend_from_slice(&self.source[at..]);
        out
    }

    /// Where stretches of the text stand in the source.
    pub fn spans(&self, spans: &[Span]) -> Vec<Span> {
        let mut ends: Vec<usize> = spans.iter().flat_map(|s| [s.start, s.end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let places = self.original(&ends);
        let place = |end: usize| ends.binary_search(&end).map_or(0, |at| places[at]);
        spans.iter().map(|s| place(s.start)..place(s.end)).collect()
    }

    /// A text in this encoding; `None` if it has not all of its characters.
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        if self.encoding == UTF_16LE {
            return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        if self.encoding == UTF_16BE {
            return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        }
        let (bytes, _, unwritable) = self.encoding.encode(text);
        (!unwritable).then(|| bytes.into_owned())
    }
}

/// Where offsets are, by decoding byte for byte.
fn follow(source: &[u8], encoding: &'static Encoding, offsets: &[usize]) -> Vec<usize> {
    const REPLACED: usize = char::REPLACEMENT_CHARACTER.len_utf8();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = [0; 32];
    // The last place known: so much text came of so many bytes.
    let (mut text, mut place, mut read) = (0, 0, 0);
    let mut until = |offset: &usize| {
        while text < *offset && read < source.len() {
            let (result, consumed, written) = decoder.decode_to_utf8_without_replacement(
                &source[read..=read],
                &mut out,
                read + 1 == source.len(),
            );
            read += consumed;
            if written > 0 {
                (text, place) = (text + written, read);
            }
            match result {
                DecoderResult::Malformed(_, after) => {
                    (text, place) = (text + REPLACED, read - usize::from(after));
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull if consumed == 0 => break,
                _ => {}
            }
        }
        place
    };
    offsets.iter().map(&mut until).collect()
}

/// The encoding that a document says it is in: in the declaration of XML, or in a `<meta>` of HTML.
///
/// One of two bytes a character cannot be right, or this could not have been read: it is taken for UTF-8.
pub fn declared_encoding(source: &[u8]) -> Option<&'static Encoding> {
    /// So far into a page browsers look; not all pages keep to it.
    const FAR: usize = 4096;
    let head = &source[..source.len().min(FAR)];
    let encoding = match head.strip_prefix(b"<?xml") {
        Some(declaration) => in_declaration(declaration).or_else(|| in_meta(head)),
        None => in_meta(head),
    }?;
    Some(match encoding {
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
        encoding => encoding,
    })
}

fn in_declaration(after: &[u8]) -> Option<&'static Encoding> {
    let end = after.windows(2).position(|pair| pair == b"?>")?;
    let text = std::str::from_utf8(&after[..end]).ok()?;
    label(&text[text.find("encoding")?..], "encoding")
}

/// What stands behind `name =`, in quotes or up to a space or semicolon.
fn label(text: &str, name: &str) -> Option<&'static Encoding> {
    let value = text.strip_prefix(name)?.trim_start().strip_prefix('=')?;
    let value = value.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split([' ', ';']).next()?,
    };
    Encoding::for_label(value.as_bytes())
}

fn in_meta(head: &[u8]) -> Option<&'static Encoding> {
    Tokenizer::new(head).flatten().find_map(|token| {
        let Token::StartTag(tag) = token else {
            return None;
        };
        let attribute = |name: &[u8]| Some(&tag.attributes.get(name)?.value.0[..]);
        if tag.name.0 != b"meta" {
            return None;
        }
        if let Some(charset) = attribute(b"charset") {
            return Encoding::for_label(charset);
        }
        let equivalent = attribute(b"http-equiv")?;
        if !equivalent.eq_ignore_ascii_case(b"content-type") {
            return None;
        }
        let content = String::from_utf8_lossy(attribute(b"content")?).to_lowercase();
        label(&content[content.find("charset")?..], "charset")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found() {
        for (head, name) in [
            ("<meta charset=windows-1251>", Some("windows-1251")),
            ("<html><META CHARSET='Shift_JIS'>", Some("Shift_JIS")),
            (
                "<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">",
                Some("KOI8-R"),
            ),
            ("<meta charset=utf-16>", Some("UTF-8")),
            (
                "<?xml version='1.0' encoding='ISO-8859-2'?><a/>",
                Some("ISO-8859-2"),
            ),
            ("<?xml version='1.0'?><a/>", None),
            ("<!-- <meta charset=koi8-r> -->", None),
            ("<meta charset=nonsense>", None),
        ] {
            let found = declared_encoding(head.as_bytes()).map(Encoding::name);
            assert_eq!(found, name, "{head}");
        }
    }

    #[test]
    fn every_character_is_found_again() {
        let text = "Ереван, 東京 and 서울: Tōkyō 𠮷 é\u{FFFD}";
        for encoding in [
            "utf-16le",
            "utf-16be",
            "windows-1251",
            "koi8-u",
            "gbk",
            "gb18030",
            "big5",
            "euc-jp",
            "shift_jis",
            "euc-kr",
            "iso-8859-8",
            "x-user-defined",
        ] {
            let encoding = Encoding::for_label(encoding.as_bytes()).unwrap();
            let writer = Decoded {
                source: b"",
                text: Cow::Borrowed(b""),
                encoding,
                start: 0,
            };
            let mut source = Vec::new();
            for c in text.chars() {
                let bytes = writer.encode(c.encode_utf8(&mut [0; 4]));
                source.extend(bytes.unwrap_or_else(|| b"?".to_vec()));
                // A lead byte alone, now and then, and one that is none.
                if c == ' ' && encoding != UTF_16LE && encoding != UTF_16BE {
                    source.extend([0x81, b' ', 0xFF]);
                }
            }
            let decoded = Decoded::new(&source, Some(encoding)).unwrap();
            let text = std::str::from_utf8(decoded.text()).unwrap();
            let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let places = decoded.original(&offsets);
            for (n, c) in text.chars().enumerate() {
                let end = places.get(n + 1).copied().unwrap_or(source.len());
                let bytes = &source[places[n]..end];
                let (again, _) = encoding.decode_without_bom_handling(bytes);
                assert_eq!(again, c.to_string(), "{} {bytes:x?}", encoding.name());
            }
        }
    }
}
