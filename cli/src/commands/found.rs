//! What was found in a text, in the format asked for.

use std::io::Write;

use anyhow::{Result, anyhow};
use exonym::output::{
    DocumentRecord, IriTemplate, OffsetUnit, Place, SolrOptions, write_brat, write_conllu,
    write_iob2, write_solr, write_tei, write_web_annotation,
};
use exonym::text::Offsets;
use exonym::{Annotation, Matcher, Mention, Span};

use super::destination::Written;
use super::format::Format;
use super::spreadsheet;
use crate::input::{Chunk, Document, Field, Opened, Start};
use crate::lines::LineCounter;
use crate::terminal;

/// How to write what is found.
pub struct Style {
    pub format: Format,
    /// What offsets count, if it is said.
    pub offsets: Option<OffsetUnit>,
    /// Put the text into the record.
    pub with_text: bool,
    /// List the names that are not linked too.
    pub abstentions: bool,
    pub iris: IriTemplate,
    pub solr: SolrOptions,
    /// Say of each text which field it is.
    pub names_fields: bool,
    /// Each text gets files of its own.
    pub in_folder: bool,
    /// Several files are read.
    pub several: bool,
    /// Say of each record which file it is from.
    pub names_files: bool,
    /// A terminal may show it.
    pub on_stdout: bool,
}

/// What was found in a text.
pub struct Found<'a> {
    pub style: &'a Style,
    pub document: &'a Document,
    pub opened: &'a Opened<'a>,
    pub field: &'a Field,
    pub annotation: &'a Annotation<'a>,
    pub matcher: &'a Matcher,
}

impl Found<'_> {
    /// What is found, in the format asked for.
    pub fn written(&self) -> Result<Written> {
        let text = self.field.text(&self.opened.decoded);
        let mut bytes = Vec::new();
        let out = &mut bytes;
        match self.style.format {
            Format::Text => bytes = self.table(),
            Format::Csv | Format::Tsv => bytes = self.spreadsheet()?,
            Format::Jsonl => {
                let unit = self.style.offsets.unwrap_or_default();
                serde_json::to_writer(&mut *out, &self.in_file(unit))?;
                out.push(b'\n');
            }
            Format::Solr => {
                let unit = self.style.offsets.unwrap_or(OffsetUnit::Utf16);
                write_solr(&self.in_file(unit), self.style.solr, out)?;
            }
            Format::Brat => {
                self.refuse_text_of_its_own()?;
                write_brat(&self.record(OffsetUnit::Chars), text, out)?;
            }
            Format::Iob2 => write_iob2(&self.record(OffsetUnit::Chars), text, out)?,
            Format::Conllu => write_conllu(&self.record(OffsetUnit::Chars), text, out)?,
            Format::WebAnnotation => {
                write_web_annotation(&self.record(OffsetUnit::Chars), text, &self.style.iris, out)?;
            }
            Format::Tei => write_tei(&self.record(OffsetUnit::Chars), text, &self.style.iris, out)?,
        }
        let with_text = self.style.in_folder && self.style.format == Format::Brat;
        Ok(Written {
            name: self.file_name(),
            bytes,
            names: self.annotation.mentions.len(),
            text: with_text.then(|| String::from_utf8_lossy(text).into_owned()),
        })
    }

    /// A row for each name, in the order of the text.
    fn spreadsheet(&self) -> Result<Vec<u8>> {
        let decoded = &self.opened.decoded;
        let (text, name) = (self.field.text(decoded), self.opened.name());
        let mut lines = LineCounter::new(self.field.value(decoded), self.document.start());
        let mut mentions: Vec<_> = self.annotation.mentions.iter().collect();
        let start = |span: &Span| self.field.in_value(span).start;
        mentions.sort_by_key(|mention| start(&mention.span));
        let row = |mention: &Mention<'_>| -> spreadsheet::Row {
            let (line, column) = lines.at(start(&mention.span));
            let id = mention.entity.id;
            [
                self.document.name.clone(),
                name.clone(),
                line.to_string(),
                column.to_string(),
                String::from_utf8_lossy(&text[mention.span.clone()]).replace(['\r', '\n'], " "),
                self.canonical(mention).to_owned(),
                id.to_owned(),
                mention.mention_type().as_str().to_owned(),
                mention.tier.as_str().to_owned(),
                format!("{:.2}", mention.score),
            ]
        };
        let rows: Vec<_> = mentions.into_iter().map(row).collect();
        let bytes = spreadsheet::rows(self.style.format, &rows)?;
        Ok(match self.style.on_stdout && terminal::is_stdout() {
            true => terminal::safe(&String::from_utf8_lossy(&bytes))
                .into_owned()
                .into_bytes(),
            false => bytes,
        })
    }

    /// Standoff annotations are of a text that the user has: with markup around it, or in a
    /// field, there is none unless it is written beside.
    fn refuse_text_of_its_own(&self) -> Result<()> {
        if self.style.in_folder || self.is_file_itself() {
            return Ok(());
        }
        Err(anyhow!(
            "{}: brat has texts without markup in files of their own; with -o FOLDER/ this text is written there too",
            self.opened.name()
        ))
    }

    /// Whether the text is all that the file holds, as it stands there.
    fn is_file_itself(&self) -> bool {
        !self.document.is_part() && self.field.content.is_none()
    }

    /// What a file for the text may be called, without its ending.
    fn file_name(&self) -> String {
        let file = self
            .document
            .path
            .as_ref()
            .and_then(|path| path.file_stem());
        let mut name = file.map_or("stdin".into(), |name| name.to_string_lossy().into_owned());
        if let Some(chunk) = &self.document.chunk {
            name += &format!("-{}", chunk.number);
        } else if self.document.is_part() {
            name += &format!("-{}", self.opened.name());
        }
        if let Some(field) = self.named_field() {
            name += &format!("-{field}");
        }
        name
    }

    fn named_field(&self) -> Option<&str> {
        let name = self.field.name.as_deref();
        name.filter(|_| self.style.names_fields)
    }

    /// The record of the text by itself.
    fn record(&self, unit: OffsetUnit) -> DocumentRecord<'_> {
        let text = self.field.text(&self.opened.decoded);
        let id = self.opened.id.clone();
        let record = DocumentRecord::new(id, text, self.annotation, self.matcher, unit);
        let record = match self.style.names_files {
            true => record.of_file(&self.document.name),
            false => record,
        };
        let record = match &self.document.chunk {
            Some(chunk) => record.of_chunk(&chunk_place(chunk, unit)),
            None => record,
        };
        match self.named_field() {
            Some(name) => record.of_field(name),
            None => record,
        }
    }

    /// The record of the text, with places in the file or field.
    fn in_file(&self, unit: OffsetUnit) -> DocumentRecord<'_> {
        let (style, decoded) = (self.style, &self.opened.decoded);
        let mut record = self.record(unit);
        if style.abstentions {
            let text = self.field.text(decoded);
            record = record.with_abstentions(text, self.annotation, self.matcher, unit);
        }
        if style.with_text {
            record = record.with_text(self.field.value(decoded));
        }
        // What is plain text from the first byte on stands there already.
        let is_file = decoded.is_source() && self.document.chunk.is_none();
        if self.field.content.is_some() || !is_file {
            record = record.with_places(&self.places(unit));
        }
        record
    }

    /// Where the mentions and abstentions stand in what the user gave.
    fn places(&self, unit: OffsetUnit) -> Vec<Place> {
        let decoded = &self.opened.decoded;
        let mentions = self.annotation.mentions.iter().map(|m| &m.span);
        let abstentions = self.annotation.abstentions.iter().map(|a| &a.span);
        let spans: Vec<_> = mentions
            .chain(abstentions)
            .map(|span| self.field.in_value(span))
            .collect();
        let mut ends: Vec<usize> = spans.iter().flat_map(|s| [s.start, s.end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut offsets = Offsets::new(self.field.value(decoded));
        let counts: Vec<(usize, usize)> = ends.iter().map(|end| offsets.at(*end)).collect();
        let count = |end: usize| counts[ends.partition_point(|known| *known < end)];
        let before = self.document.start();
        let bytes = self.field.bytes(decoded, spans.clone());
        let place = |(span, bytes): (Span, Span)| {
            let bytes = before.bytes + bytes.start..before.bytes + bytes.end;
            let (utf16, chars) = (
                |end| before.utf16 + count(end).1,
                |end| before.chars + count(end).0,
            );
            let (start, end) = match unit {
                OffsetUnit::Bytes => (bytes.start, bytes.end),
                OffsetUnit::Utf16 => (utf16(span.start), utf16(span.end)),
                _ => (chars(span.start), chars(span.end)),
            };
            Place { start, end, bytes }
        };
        spans.into_iter().zip(bytes).map(place).collect()
    }

    /// The canonical name of an entity in the language of the text where it is named, or the first of all.
    fn canonical(&self, mention: &Mention<'_>) -> &str {
        let id = mention.entity.id;
        let lang = self.annotation.lang_at(mention.span.start);
        let own = self.matcher.canonical(id, lang);
        let name = own.or_else(|| self.matcher.canonical(id, ""));
        name.map_or("", |name| name.text)
    }

    /// A line for each mention: place, surface form, entity, canonical name, how it was found.
    fn table(&self) -> Vec<u8> {
        let mut rows = self.rows();
        rows.sort();
        let name = terminal::cell(&self.place()).into_owned();
        let value = self.field.value(&self.opened.decoded);
        let mut lines = LineCounter::new(value, self.document.start());
        let mut out = Vec::new();
        for (at, row) in rows {
            let (line, column) = lines.at(at);
            let row = format!("{name}:{line}:{column}\t{row}");
            // In a file it stands as it is, whatever standard output is.
            let shown = match self.style.on_stdout {
                true => terminal::shown(&row),
                false => row.into(),
            };
            // Writing to memory does not fail.
            let _ = writeln!(out, "{shown}");
        }
        out
    }

    /// The rows of the table without their places, each with where it belongs.
    fn rows(&self) -> Vec<(usize, String)> {
        let text = self.field.text(&self.opened.decoded);
        let row = |span: &Span, rest: String| {
            let surface = String::from_utf8_lossy(&text[span.clone()]).replace(['\r', '\n'], " ");
            let at = self.field.in_value(span).start;
            (at, format!("{}\t{rest}", terminal::cell(&surface)))
        };
        let linked = self.annotation.mentions.iter().map(|mention| {
            let (id, kind) = (mention.entity.id, mention.mention_type());
            let canonical = terminal::cell(self.canonical(mention));
            let (tier, score) = (mention.tier.as_str(), mention.score);
            let rest = format!("{canonical}\t{id}\t{kind}\t{tier}\t{score:.2}");
            row(&mention.span, rest)
        });
        let abstentions = self.annotation.abstentions.iter();
        let not_linked = abstentions.filter(|_| self.style.abstentions).map(|left| {
            let reason = left.reason.as_str();
            row(&left.span, format!("-\t-\t-\t-\tnot linked: {reason}"))
        });
        linked.chain(not_linked).collect()
    }

    /// What the text is called in its rows.
    fn place(&self) -> String {
        // A line or row says only which of its file it is.
        let is_line = self.document.is_part() && self.document.chunk.is_none();
        match self.style.several && is_line {
            true => format!("{}:{}", self.document.name, self.opened.name()),
            false => self.opened.name(),
        }
    }
}

/// Where a chunk stands in its file.
fn chunk_place(chunk: &Chunk, unit: OffsetUnit) -> Place {
    let count = |place: &Start| match unit {
        OffsetUnit::Bytes => place.bytes,
        OffsetUnit::Utf16 => place.utf16,
        _ => place.chars,
    };
    Place {
        start: count(&chunk.start),
        end: count(&chunk.end),
        bytes: chunk.start.bytes..chunk.end.bytes,
    }
}
