//! Fields: strings of JSON, cells of CSV.

use encoding_rs::Encoding;

use super::builder::Builder;
use super::content::{Content, Piece};
use super::escape::Context;
use crate::Span;
use crate::rewrite::Edit;

impl Content {
    /// The text of a JSON string; `span` is where its characters stand in
    /// `source`, without the quotes. What is no escape stands for itself.
    ///
    /// If `source` is ASCII and has `\u` escapes, what is written is ASCII too.
    ///
    /// ```
    /// use exonym::markup::Content;
    /// use exonym::rewrite::Edit;
    ///
    /// let line = r#"{"text": "\"T\u00fcrkiye\""}"#;
    /// let content = Content::json_string(line.as_bytes(), 10..26, encoding_rs::UTF_8);
    /// assert_eq!(content.text(), "\"Türkiye\"".as_bytes());
    /// let edits = content.edits(&[Edit { span: 1..9, replacement: "Turkey".into() }]);
    /// assert_eq!(edits, [Edit { span: 12..24, replacement: "Turkey".into() }]);
    /// ```
    pub fn json_string(source: &[u8], span: Span, encoding: &'static Encoding) -> Content {
        let escapes = || memchr::memmem::find(source, b"\\u").is_some();
        let context = match source.is_ascii() && escapes() {
            true => Context::AsciiJson,
            false => Context::Json,
        };
        let mut field = Field::new(source, encoding, context);
        let mut at = span.start;
        while let Some(found) = memchr::memchr(b'\\', &source[at..span.end]) {
            field.literal(at..at + found);
            at += found;
            let (c, len) = json_escape(&source[at..span.end]);
            field.decoded(c.encode_utf8(&mut [0; 4]), at..at + len);
            at += len;
        }
        field.literal(at..span.end);
        field.content
    }

    /// The text of a cell of CSV. A cell in double quotes has them doubled inside;
    /// `span` is where the cell stands, its quotes included.
    pub fn csv_cell(source: &[u8], span: Span, encoding: &'static Encoding) -> Content {
        let Some(inside) = quoted(source, &span) else {
            let mut field = Field::new(source, encoding, Context::Plain);
            field.literal(span);
            return field.content;
        };
        let mut field = Field::new(source, encoding, Context::QuotedField);
        let mut at = inside.start;
        while let Some(found) = memchr::memchr(b'"', &source[at..inside.end]) {
            let end = (at + found + 2).min(inside.end);
            field.literal(at..at + found);
            field.decoded("\"", at + found..end);
            at = end;
        }
        field.literal(at..inside.end);
        field.content
    }

    /// The edits of the source that make edits of a cell's text: as
    /// [`Content::edits`], but a cell without quotes that needs them now gets them.
    pub fn cell_edits(
        &self,
        source: &[u8],
        cell: Span,
        edits: &[Edit],
        delimiter: u8,
    ) -> Vec<Edit> {
        let mut edits = self.edits(edits);
        let special = |b: u8| b == delimiter || matches!(b, b'"' | b'\n' | b'\r');
        let needs_quotes = edits
            .iter()
            .any(|edit| edit.replacement.bytes().any(special));
        if !needs_quotes || quoted(source, &cell).is_some() {
            return edits;
        }
        for edit in &mut edits {
            edit.replacement = edit.replacement.replace('"', "\"\"");
        }
        let quote = |span: Span| Edit {
            span,
            replacement: "\"".into(),
        };
        // Quotes in the rest of the cell are doubled too, each by another beside it.
        let inside = |at: &usize| !edits.iter().any(|edit| edit.span.contains(at));
        let marks = memchr::memchr_iter(b'"', &source[cell.clone()]).map(|at| cell.start + at);
        let doubled: Vec<Edit> = marks.filter(inside).map(|at| quote(at..at)).collect();
        edits.extend(doubled);
        edits.sort_by_key(|edit| edit.span.start);
        edits.insert(0, quote(cell.start..cell.start));
        edits.push(quote(cell.end..cell.end));
        edits
    }
}

/// What stands between the quotes of a cell, if it is in quotes.
fn quoted(source: &[u8], cell: &Span) -> Option<Span> {
    let bytes = &source[cell.clone()];
    (bytes.len() >= 2 && bytes.starts_with(b"\"") && bytes.ends_with(b"\""))
        .then(|| cell.start + 1..cell.end - 1)
}

/// The character of an escape and its length. Half a surrogate pair is none.
fn json_escape(bytes: &[u8]) -> (char, usize) {
    let unit = |at: usize| {
        let digits = std::str::from_utf8(bytes.get(at + 2..at + 6)?).ok()?;
        (bytes[at..].starts_with(b"\\u"))
            .then(|| u16::from_str_radix(digits, 16).ok())
            .flatten()
    };
    match bytes.get(1) {
        Some(b'u') => {
            let Some(first) = unit(0) else {
                return (char::REPLACEMENT_CHARACTER, bytes.len().min(2));
            };
            let pair = unit(6).map(|second| char::decode_utf16([first, second]).next());
            match (char::from_u32(first.into()), pair) {
                (Some(c), _) => (c, 6),
                (None, Some(Some(Ok(c)))) => (c, 12),
                (None, _) => (char::REPLACEMENT_CHARACTER, 6),
            }
        }
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(other) if other.is_ascii() => (char::from(*other), 2),
        _ => (char::REPLACEMENT_CHARACTER, 1),
    }
}

/// A text that keeps its white space.
struct Field<'s> {
    source: &'s [u8],
    content: Content,
    context: Context,
}

impl<'s> Field<'s> {
    fn new(source: &'s [u8], encoding: &'static Encoding, context: Context) -> Field<'s> {
        Field {
            source,
            content: Builder::new(source, encoding).finish(None),
            context,
        }
    }

    fn literal(&mut self, span: Span) {
        let source = self.source;
        self.add(&source[span.clone()], span, true);
    }

    fn decoded(&mut self, text: &str, span: Span) {
        self.add(text.as_bytes(), span, false);
    }

    fn add(&mut self, text: &[u8], span: Span, literal: bool) {
        if !text.is_empty() {
            self.content.pieces.push(Piece {
                text: self.content.text.len() as u32,
                text_len: text.len() as u32,
                source: span.start as u32,
                source_len: span.len() as u32,
                context: self.context,
                literal,
                linked: false,
            });
            self.content.text.extend_from_slice(text);
        }
    }
}
