//! What was found in a text, in the format asked for.

use std::io::Write;

use anyhow::{Result, anyhow};
use clap::ValueEnum;
use exonym::output::{
    DocumentRecord, OffsetUnit, Place, SolrOptions, write_brat, write_conllu, write_iob2,
    write_solr, write_tei, write_web_annotation,
};
use exonym::text::Offsets;
use exonym::{Annotation, Matcher, Span};

use super::annotate::Annotate;
use super::destination::Written;
use crate::exit::Usage;
use crate::input::{Chunk, Document, Field, Opened, Start};
use crate::lines::LineCounter;
use crate::terminal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: place, name, canonical name, id, type, how it was found
    Text,
    /// One JSON object for each text
    Jsonl,
    /// brat standoff (.ann), with ids as normalizations; one file for each text
    Brat,
    /// A word and its tag on each line, tabs between
    Iob2,
    /// CoNLL-U, with names and ids in the column MISC as in CorefUD
    Conllu,
    /// W3C Web Annotation (JSON-LD), one collection for each text
    WebAnnotation,
    /// The answer of Solr's tagger, one for each text
    Solr,
    /// TEI: the text with its names marked; several are a corpus
    Tei,
}

impl Format {
    /// Refuses options that the format has no place for.
    pub fn check(self, args: &Annotate) -> Result<()> {
        let name = self
            .to_possible_value()
            .map_or(String::new(), |value| value.get_name().to_owned());
        let counts_chars = matches!(self, Format::Brat | Format::WebAnnotation);
        let counts_nothing = matches!(self, Format::Iob2 | Format::Conllu | Format::Tei);
        let for_lists = matches!(self, Format::Text | Format::Jsonl);
        let has_iris = matches!(self, Format::WebAnnotation | Format::Tei);
        let problem = match args.offsets {
            Some(unit) if counts_chars && unit != OffsetUnit::Chars => {
                "--offsets: its offsets are in characters".to_owned()
            }
            Some(_) if counts_nothing => "--offsets: it has none".to_owned(),
            _ if !for_lists && args.lists_abstentions() => {
                "names that are not linked are listed in text and jsonl only".to_owned()
            }
            _ if !for_lists && args.with_text => "--with-text is for jsonl".to_owned(),
            _ if self != Format::Solr && (args.match_text || args.tags_limit.is_some()) => {
                "--match-text and --tags-limit are for solr".to_owned()
            }
            _ if !has_iris && args.iri.is_some() => {
                "--iri is for web-annotation and tei".to_owned()
            }
            _ => return Ok(()),
        };
        Err(Usage(format!("--format {name}: {problem}")).into())
    }
}

/// What was found in a text.
pub struct Found<'a> {
    pub args: &'a Annotate,
    pub document: &'a Document,
    pub opened: &'a Opened<'a>,
    pub field: &'a Field,
    pub annotation: &'a Annotation<'a>,
    pub matcher: &'a Matcher,
    /// Whether each text gets files of its own.
    pub in_folder: bool,
    /// Whether several files are read.
    pub several: bool,
}

impl Found<'_> {
    /// What is found, in the format asked for.
    pub fn written(&self) -> Result<Written> {
        let text = self.field.text(&self.opened.decoded);
        let mut bytes = Vec::new();
        let out = &mut bytes;
        let iris = || self.args.iri.clone().unwrap_or_default();
        match self.args.format {
            Format::Text => bytes = self.table(),
            Format::Jsonl => {
                let unit = self.args.offsets.unwrap_or_default();
                serde_json::to_writer(&mut *out, &self.in_file(unit))?;
                out.push(b'\n');
            }
            Format::Solr => {
                let unit = self.args.offsets.unwrap_or(OffsetUnit::Utf16);
                let mut options = SolrOptions::new();
                options.match_text = self.args.match_text;
                options.tags_limit = self.args.tags_limit;
                write_solr(&self.in_file(unit), options, out)?;
            }
            Format::Brat => {
                self.refuse_text_of_its_own()?;
                write_brat(&self.record(OffsetUnit::Chars), text, out)?;
            }
            Format::Iob2 => write_iob2(&self.record(OffsetUnit::Chars), text, out)?,
            Format::Conllu => write_conllu(&self.record(OffsetUnit::Chars), text, out)?,
            Format::WebAnnotation => {
                write_web_annotation(&self.record(OffsetUnit::Chars), text, &iris(), out)?;
            }
            Format::Tei => write_tei(&self.record(OffsetUnit::Chars), text, &iris(), out)?,
        }
        let with_text = self.in_folder && self.args.format == Format::Brat;
        Ok(Written {
            name: self.file_name(),
            bytes,
            text: with_text.then(|| String::from_utf8_lossy(text).into_owned()),
        })
    }

    /// Standoff annotations are of a text that the user has: with markup around it, or in a
    /// field, there is none unless it is written beside.
    fn refuse_text_of_its_own(&self) -> Result<()> {
        if self.in_folder || self.is_file_itself() {
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
        name.filter(|_| self.args.inputs.names_fields())
    }

    /// The record of the text by itself.
    fn record(&self, unit: OffsetUnit) -> DocumentRecord<'_> {
        let text = self.field.text(&self.opened.decoded);
        let id = self.opened.id.clone();
        let record = DocumentRecord::new(id, text, self.annotation, self.matcher, unit);
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
        let (args, decoded) = (self.args, &self.opened.decoded);
        let mut record = self.record(unit);
        if args.lists_abstentions() {
            let (text, abstentions) = (self.field.text(decoded), &self.annotation.abstentions);
            record = record.with_abstentions(text, abstentions, self.matcher, unit);
        }
        if args.with_text {
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

    /// A line for each mention: place, surface form, entity, canonical name, how it was found.
    fn table(&self) -> Vec<u8> {
        let decoded = &self.opened.decoded;
        let text = self.field.text(decoded);
        let surface =
            |span: &Span| String::from_utf8_lossy(&text[span.clone()]).replace(['\r', '\n'], " ");
        let mut rows: Vec<(usize, String)> = Vec::new();
        let mut row = |span: &Span, rest: String| {
            let at = self.field.in_value(span).start;
            rows.push((at, format!("{}\t{rest}", terminal::cell(&surface(span)))));
        };
        for mention in &self.annotation.mentions {
            let id = mention.entity.id;
            let canonical = self
                .matcher
                .canonical(id, &self.annotation.lang)
                .or_else(|| self.matcher.canonical(id, ""))
                .map_or("", |name| name.text);
            let canonical = terminal::cell(canonical);
            let (kind, tier, score) =
                (mention.mention_type(), mention.tier.as_str(), mention.score);
            row(
                &mention.span,
                format!("{canonical}\t{id}\t{kind}\t{tier}\t{score:.2}"),
            );
        }
        if self.args.lists_abstentions() {
            for abstention in &self.annotation.abstentions {
                let reason = abstention.reason.as_str();
                row(
                    &abstention.span,
                    format!("-\t-\t-\t-\tnot linked: {reason}"),
                );
            }
        }
        rows.sort();
        // A line or row says only which of its file it is.
        let name = match self.several && self.document.is_part() && self.document.chunk.is_none() {
            true => format!("{}:{}", self.document.name, self.opened.name()),
            false => self.opened.name(),
        };
        let name = terminal::cell(&name);
        let mut lines = LineCounter::new(self.field.value(decoded), self.document.start());
        let mut out = Vec::new();
        for (at, row) in rows {
            let (line, column) = lines.at(at);
            let row = format!("{name}:{line}:{column}\t{row}");
            // In a file it stands as it is, whatever standard output is.
            let shown = match &self.args.output {
                Some(path) if path.as_os_str() != "-" => row.into(),
                _ => terminal::shown(&row),
            };
            // Writing to memory does not fail.
            let _ = writeln!(out, "{shown}");
        }
        out
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
