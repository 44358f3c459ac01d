//! The texts of a document, and the way back from them to its bytes.

use std::ops::Range;
use std::str::Utf8Chunk;
use std::sync::atomic::Ordering;

use anyhow::{Context, Result, anyhow};
use encoding_rs::UTF_8;
use exonym::markup::{self, Content, Decoded, declared_encoding};
use exonym::rewrite::Edit;
use exonym::text::stated_language;
use serde_json::Value;

use super::cells;
use super::columns::Columns;
use super::document::{Document, Doubt, Form, passed_on};
use super::json;
use super::options::Options;
use crate::args::Syntax;
use crate::lines::LineCounter;
use crate::terminal;
use crate::words::counted;

/// A document with its texts.
pub struct Opened<'d> {
    /// What it is called: by its own field `id`, or else by its file or line.
    pub id: Value,
    /// All of it in UTF-8.
    pub decoded: Decoded<'d>,
    pub fields: Vec<Field>,
    /// What it says its language is, if there is none such, and what to do about it.
    no_language: Option<(String, String)>,
    /// The first of its cells, from 0, that a quote opens which nothing closes.
    open_quote: Option<usize>,
}

/// No language is called so.
const OPEN_QUOTE: &str = "\"";

/// A text of a document.
pub struct Field {
    /// The field or column it is; `None` if it is all there is.
    pub name: Option<String>,
    /// Its language, empty if not said.
    pub lang: String,
    /// How it stands in the document, if it is a field.
    cell: Option<Cell>,
    /// The text in its markup, if it has some.
    pub content: Option<Content>,
}

/// Where a field stands, and what is in it.
struct Cell {
    content: Content,
    span: Range<usize>,
    /// What stands between cells, where there are.
    delimiter: Option<u8>,
}

impl Opened<'_> {
    /// What it is called, for people.
    pub fn name(&self) -> String {
        let name = self.id.as_str();
        name.map_or_else(|| self.id.to_string(), str::to_owned)
    }
}

impl Document {
    /// What is to be said, once for a file each, of how it is read.
    pub fn doubts(&self, opened: &Opened<'_>) -> Vec<Doubt> {
        let doubts = [
            self.doubt(opened),
            self.doubt_language(opened),
            self.doubt_quote(opened),
        ];
        doubts.into_iter().flatten().collect()
    }

    /// If a row or object says that it is in a language that there is not.
    fn doubt_language(&self, opened: &Opened<'_>) -> Option<Doubt> {
        let (lang, why) = opened.no_language.as_ref()?;
        let said = self.doubted_texts.of(lang)?;
        if said.load(Ordering::Relaxed) {
            return None;
        }
        let message = format!(
            "{}: `{}` is no language, and the text is read as if none were said: {why}\n",
            self.place(),
            lang.escape_debug()
        );
        Some(Doubt {
            said,
            message: terminal::safe(&message).into_owned(),
        })
    }

    /// If a row is read with a quote that is never closed: the last of its file, cut off.
    fn doubt_quote(&self, opened: &Opened<'_>) -> Option<Doubt> {
        let cell = opened.open_quote? + 1;
        let message = format!(
            "{}: the quote in cell {cell} is never closed, and the cell is read with it; close it, if the file is not cut off there\n",
            self.place()
        );
        Some(Doubt {
            said: self.doubted_texts.of(OPEN_QUOTE)?,
            message: terminal::safe(&message).into_owned(),
        })
    }

    /// If it is read as UTF-8 and looks like another encoding: beyond ASCII there are bytes that are no UTF-8, and
    /// nothing that is.
    fn doubt(&self, opened: &Opened<'_>) -> Option<Doubt> {
        let text = opened.decoded.text();
        if self.doubted.load(Ordering::Relaxed)
            || opened.decoded.encoding() != UTF_8
            || std::str::from_utf8(text).is_ok()
        {
            return None;
        }
        // Half of a character is broken UTF-8.
        let is_utf8 = |chunk: Utf8Chunk<'_>| !chunk.valid().is_ascii() || chunk.invalid().len() > 1;
        if text.utf8_chunks().any(is_utf8) {
            return None;
        }
        let at = text.iter().position(|byte| !byte.is_ascii())?;
        let place = match self.form {
            Form::Whole(_) => {
                let (line, column) = LineCounter::new(text, self.start()).at(at);
                format!("{}:{line}:{column}", self.name)
            }
            _ => self.place(),
        };
        let place = terminal::safe(&place).into_owned();
        let message = format!(
            "{place}: byte 0x{:02X} is not UTF-8, and the text is read as such; if it is in another encoding, say so: --encoding windows-1252 (Western), windows-1251 (Cyrillic)\n",
            text[at]
        );
        Some(Doubt {
            said: self.doubted.clone(),
            message,
        })
    }

    /// Finds the texts.
    pub fn open(&self, options: &Options, lang: &str) -> Result<Opened<'_>> {
        match &self.form {
            Form::Whole(syntax) => self.whole(*syntax, options, lang),
            Form::Json => self.object(options, lang),
            Form::Row(columns) => self.row(columns, options, lang),
            Form::TooLong => Err(passed_on()),
            Form::None => Ok(Opened {
                id: self.id(),
                decoded: Decoded::new(b"", None)?,
                fields: Vec::new(),
                no_language: None,
                open_quote: None,
            }),
        }
        .with_context(|| self.place())
    }

    fn whole(&self, syntax: Syntax, options: &Options, lang: &str) -> Result<Opened<'_>> {
        let declared = || match syntax {
            Syntax::Html | Syntax::Xml => declared_encoding(&self.bytes),
            Syntax::Text | Syntax::Markdown => None,
        };
        let decoded = match &self.chunk {
            Some(chunk) if chunk.number > 1 => Decoded::continued(&self.bytes, chunk.encoding),
            _ => Decoded::new(&self.bytes, options.encoding.or_else(declared)),
        }?;
        let content = content(decoded.text(), syntax, options, &decoded)?;
        Ok(Opened {
            id: self.id(),
            fields: vec![Field {
                name: None,
                lang: lang.to_owned(),
                cell: None,
                content,
            }],
            decoded,
            no_language: None,
            open_quote: None,
        })
    }

    fn object(&self, options: &Options, lang: &str) -> Result<Opened<'_>> {
        let decoded = self.decoded(options)?;
        let line = std::str::from_utf8(decoded.text())
            .map_err(|error| anyhow!("not UTF-8 ({error}); give --encoding if it is another"))?;
        let object = json::find(line, &options.fields)?;
        let (lang, no_language) = stated(object.lang, lang);
        let field = |text: json::Text| {
            let source = line.as_bytes();
            let cell = Cell {
                content: Content::json_string(source, text.span.clone(), decoded.encoding()),
                span: text.span,
                delimiter: None,
            };
            cell.field(text.field, &lang, options, &decoded)
        };
        let fields = object.texts.into_iter().map(field).collect::<Result<_>>()?;
        Ok(Opened {
            id: object.id.unwrap_or_else(|| self.id()),
            fields,
            decoded,
            no_language,
            open_quote: None,
        })
    }

    fn row(&self, columns: &Columns, options: &Options, lang: &str) -> Result<Opened<'_>> {
        let decoded = self.decoded(options)?;
        let text = decoded.text();
        let row = cells::row(text, columns.delimiter, true).ok_or_else(|| anyhow!("no row"))?;
        let cells = row.cells.len();
        if let Some(odd) = row
            .odd_quote
            .filter(|_| columns.count.is_some_and(|count| count != cells))
        {
            return Err(anyhow!(
                "the quote in cell {} is never closed, or those in it are not doubled",
                odd + 1
            ));
        }
        let cell = |at: usize| row.cells.get(at).cloned();
        let is_open = |at: &usize| !text[row.cells[*at].clone()][1..].contains(&b'"');
        let open_quote = row.odd_quote.filter(is_open);
        let said = |at: Option<usize>| {
            Some(cells::cell_text(&text[cell(at?)?])).filter(|text| !text.is_empty())
        };
        let (lang, no_language) = stated(said(columns.lang), lang);
        let field = |(name, at): &(String, usize)| {
            let span = cell(*at).ok_or_else(|| {
                anyhow!(
                    "the row has {}, and the column `{name}` is number {}",
                    counted(cells, "cell"),
                    at + 1
                )
            })?;
            let cell = Cell {
                content: Content::csv_cell(text, span.clone(), decoded.encoding()),
                span,
                delimiter: Some(columns.delimiter),
            };
            cell.field(name.clone(), &lang, options, &decoded)
        };
        let fields = columns.texts.iter().map(field).collect::<Result<_>>()?;
        Ok(Opened {
            id: said(columns.id).map_or_else(|| self.id(), Value::from),
            fields,
            decoded,
            no_language,
            open_quote,
        })
    }

    /// The bytes of a part of a file in UTF-8.
    fn decoded(&self, options: &Options) -> Result<Decoded<'_>> {
        let encoding = match self.recode {
            Some(_) => Some(UTF_8),
            None => options.encoding,
        };
        Ok(Decoded::new(&self.bytes, encoding)?)
    }
}

/// The language of a text by what it says, or `usual`; and what it says if that is none, with what to do about it.
fn stated(said: Option<String>, usual: &str) -> (String, Option<(String, String)>) {
    let Some(said) = said else {
        return (usual.to_owned(), None);
    };
    match stated_language(said.trim()) {
        Ok(lang) if lang.is_empty() && !said.is_empty() => (usual.to_owned(), None),
        Ok(lang) => (lang, None),
        Err(why) => (usual.to_owned(), Some((said, why.to_string()))),
    }
}

/// The text in its markup; nothing if it has none.
fn content(
    text: &[u8],
    syntax: Syntax,
    options: &Options,
    decoded: &Decoded<'_>,
) -> Result<Option<Content>> {
    let how = markup::Options::new()
        .attributes(options.attributes.iter().map(String::as_str))
        .encoding(decoded.encoding())
        .tags(options.tags);
    Ok(match syntax {
        Syntax::Text => None,
        Syntax::Html => Some(Content::html(text, &how)?),
        Syntax::Xml => Some(Content::xml(text, &how)?),
        Syntax::Markdown => {
            let text = std::str::from_utf8(text).map_err(|error| {
                anyhow!("not UTF-8 ({error}); give --encoding if it is another")
            })?;
            Some(Content::markdown(text, &how)?)
        }
    })
}

impl Cell {
    fn field(
        self,
        name: String,
        lang: &str,
        options: &Options,
        decoded: &Decoded<'_>,
    ) -> Result<Field> {
        let content = content(self.content.text(), options.field_syntax, options, decoded)
            .with_context(|| format!("in the field `{name}`"))?;
        Ok(Field {
            name: Some(name),
            lang: lang.to_owned(),
            cell: Some(self),
            content,
        })
    }
}

impl Field {
    /// The field as it was given: with its markup, but without quotes and escapes of JSON or CSV.
    pub fn value<'f>(&'f self, decoded: &'f Decoded<'_>) -> &'f [u8] {
        match &self.cell {
            Some(cell) => cell.content.text(),
            None => decoded.text(),
        }
    }

    /// What a reader sees of it.
    pub fn text<'f>(&'f self, decoded: &'f Decoded<'_>) -> &'f [u8] {
        match &self.content {
            Some(content) => content.text(),
            None => self.value(decoded),
        }
    }

    /// Where in the value a stretch of the text stands.
    pub fn in_value(&self, span: &Range<usize>) -> Range<usize> {
        match &self.content {
            Some(content) => content.original(span),
            None => span.clone(),
        }
    }

    /// Where in the document, brought to UTF-8, a stretch of the text stands.
    pub fn in_document(&self, span: &Range<usize>) -> Range<usize> {
        let value = self.in_value(span);
        match &self.cell {
            Some(cell) => cell.content.original(&value),
            None => value,
        }
    }

    /// Where stretches of the value stand in the file, in bytes; those of a
    /// field are where they are in its value.
    pub fn bytes(&self, decoded: &Decoded<'_>, spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
        match &self.cell {
            Some(_) => spans,
            None => decoded.spans(&spans),
        }
    }

    /// The edits of the document that make edits of the value.
    pub fn edits(&self, decoded: &Decoded<'_>, edits: Vec<Edit>) -> Vec<Edit> {
        let Some(cell) = &self.cell else {
            return edits;
        };
        match cell.delimiter {
            None => cell.content.edits(&edits),
            Some(delimiter) => {
                let source = decoded.text();
                cell.content
                    .cell_edits(source, cell.span.clone(), &edits, delimiter)
            }
        }
    }

    /// Whether characters that the encoding has not can be written here all the same.
    pub fn writes_all(&self) -> bool {
        self.content.is_some()
            || self
                .cell
                .as_ref()
                .is_some_and(|cell| cell.delimiter.is_none())
    }
}
