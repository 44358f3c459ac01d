//! `exonym annotate`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use exonym::output::{DocumentRecord, OffsetUnit, Place};
use exonym::text::Offsets;
use exonym::{Annotation, Matcher, OverlapPolicy, Scratch, Span};

use super::learning::{self, Learning};
use super::pipeline::{self, Done};
use crate::args::{Abstain, Finding, Format, Gazetteers, Inputs};
use crate::exit::Code;
use crate::gazetteers;
use crate::input::{Document, Field, Opened, Options};
use crate::lines::LineCounter;
use crate::output::Output;
use crate::terminal;

#[derive(Debug, Args)]
pub struct Annotate {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    #[command(flatten)]
    pub finding: Finding,
    /// How to write the names found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// What `start` and `end` count, in the file with its markup or in the field: bytes, chars, utf16
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    pub offsets: OffsetUnit,
    /// Put the text into each JSON object
    #[arg(long)]
    pub with_text: bool,
    /// Also list the names that were found but not linked, and why
    #[arg(long)]
    pub abstentions: bool,
    /// Which of overlapping names to list
    #[arg(long, value_enum, default_value_t = Overlaps::Longest)]
    pub overlaps: Overlaps,
    /// Also collect spellings that are not listed, in this CSV; see `exonym annotate --help`
    #[arg(long, value_name = "CSV", long_help = learning::HELP)]
    pub learn: Option<PathBuf>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Annotate {
    /// Whether names that are not linked are to be listed too.
    pub fn lists_abstentions(&self) -> bool {
        self.abstentions || self.finding.abstain == Abstain::Report
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Overlaps {
    /// All of them
    All,
    /// All but those within another
    NoSub,
    /// The longest
    Longest,
}

pub fn run(args: &Annotate) -> Result<Code> {
    let policy = match args.overlaps {
        Overlaps::All => OverlapPolicy::All,
        Overlaps::NoSub => OverlapPolicy::NoSub,
        Overlaps::Longest => OverlapPolicy::Longest,
    };
    let matcher = gazetteers::finder(&args.gazetteers, &args.finding)?.overlaps(policy);
    let mut options = Options::new(&args.inputs)?;
    options.fills_terminal &= args.output.is_none();
    let learning = args.learn.as_deref().map(Learning::new).transpose()?;
    let mut out = Output::new(args.output.as_deref())?;
    let work = |document: Document, scratch: &mut Scratch| {
        let opened = document.open(&options, &args.inputs.lang)?;
        let (mut output, mut mentions) = (Vec::new(), 0);
        for field in &opened.fields {
            let annotation = match &field.content {
                Some(content) => content.annotate(&matcher, &field.lang, scratch),
                None => {
                    let value = field.value(&opened.decoded);
                    matcher.annotate(&exonym::Document::new(value).lang(&field.lang), scratch)
                }
            };
            mentions += annotation.mentions.len();
            if let Some(learning) = &learning {
                learning.note(field.text(&opened.decoded), &annotation);
            }
            let found = Found {
                args,
                opened: &opened,
                field,
                annotation: &annotation,
                matcher: &matcher,
            };
            output.extend(match args.format {
                Format::Jsonl => found.json_line()?,
                Format::Text => found.table(),
            });
        }
        Ok(Done {
            output,
            mentions,
            edits: 0,
            remarks: String::new(),
            failed: None,
        })
    };
    let tally = pipeline::run(&args.inputs, &options, &mut out, work)?;
    out.finish()?;
    if let Some(learning) = learning {
        learning.finish(&matcher)?;
    }
    Ok(match tally.code() {
        Code::Done if tally.mentions == 0 => Code::Nothing,
        code => code,
    })
}

/// What was found in a text.
struct Found<'a> {
    args: &'a Annotate,
    opened: &'a Opened<'a>,
    field: &'a Field,
    annotation: &'a Annotation<'a>,
    matcher: &'a Matcher,
}

impl Found<'_> {
    fn json_line(&self) -> Result<Vec<u8>> {
        let (args, decoded) = (self.args, &self.opened.decoded);
        let text = self.field.text(decoded);
        let id = self.opened.id.clone();
        let mut record = DocumentRecord::new(id, text, self.annotation, self.matcher, args.offsets);
        if args.lists_abstentions() {
            let abstentions = &self.annotation.abstentions;
            record = record.with_abstentions(text, abstentions, self.matcher, args.offsets);
        }
        if args.with_text {
            record = record.with_text(self.field.value(decoded));
        }
        if let Some(name) = self
            .field
            .name
            .as_deref()
            .filter(|_| args.inputs.names_fields())
        {
            record = record.of_field(name);
        }
        // What is plain text from the first byte on stands there already.
        if self.field.content.is_some() || !decoded.is_source() {
            record = record.with_places(&self.places());
        }
        let mut line = serde_json::to_vec(&record)?;
        line.push(b'\n');
        Ok(line)
    }

    /// Where the mentions and abstentions stand in what the user gave.
    fn places(&self) -> Vec<Place> {
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
        let bytes = self.field.bytes(decoded, spans.clone());
        let place = |(span, bytes): (Span, Span)| {
            let (start, end) = match self.args.offsets {
                OffsetUnit::Bytes => (bytes.start, bytes.end),
                OffsetUnit::Utf16 => (count(span.start).1, count(span.end).1),
                _ => (count(span.start).0, count(span.end).0),
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
            rows.push((at, format!("{}\t{rest}", surface(span))));
        };
        for mention in &self.annotation.mentions {
            let id = mention.entity.id;
            let canonical = self
                .matcher
                .canonical(id, &self.annotation.lang)
                .or_else(|| self.matcher.canonical(id, ""))
                .map_or("", |name| name.text);
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
        let name = self.opened.name();
        let mut lines = LineCounter::new(self.field.value(decoded));
        let mut out = Vec::new();
        for (at, row) in rows {
            let (line, column) = lines.at(at);
            // Writing to memory does not fail.
            let _ = writeln!(
                out,
                "{}",
                terminal::shown(&format!("{name}:{line}:{column}\t{row}"))
            );
        }
        out
    }
}
