//! `exonym annotate`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use exonym::output::{DocumentRecord, OffsetUnit};
use exonym::{Annotation, Matcher, OverlapPolicy, Scratch};

use super::pipeline::{self, Done};
use crate::args::{Abstain, Finding, Format, Gazetteers, Inputs};
use crate::exit::Code;
use crate::gazetteers;
use crate::input::Document;
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
    /// What `start` and `end` count: bytes, chars, utf16
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
    let mut out = Output::new(args.output.as_deref())?;
    let work = |document: Document, scratch: &mut Scratch| {
        let annotation = matcher.annotate(
            &exonym::Document::new(&document.text).lang(&document.lang),
            scratch,
        );
        let output = match args.format {
            Format::Jsonl => json_line(args, &document, &annotation, &matcher)?,
            Format::Text => table(args, &document, &annotation, &matcher),
        };
        Ok(Done {
            output,
            mentions: annotation.mentions.len(),
            edits: 0,
            remarks: String::new(),
        })
    };
    let tally = pipeline::run(&args.inputs, &mut out, work)?;
    out.finish()?;
    Ok(match tally.code() {
        Code::Done if tally.mentions == 0 => Code::Nothing,
        code => code,
    })
}

fn json_line(
    args: &Annotate,
    document: &Document,
    annotation: &Annotation<'_>,
    matcher: &Matcher,
) -> Result<Vec<u8>> {
    let mut record = DocumentRecord::new(
        document.id.clone(),
        &document.text,
        annotation,
        matcher,
        args.offsets,
    );
    if args.with_text {
        record = record.with_text(&document.text);
    }
    if args.lists_abstentions() {
        record = record.with_abstentions(
            &document.text,
            &annotation.abstentions,
            matcher,
            args.offsets,
        );
    }
    let mut line = serde_json::to_vec(&record)?;
    line.push(b'\n');
    Ok(line)
}

/// A line for each mention: place, surface form, entity, canonical name, how it was found.
fn table(
    args: &Annotate,
    document: &Document,
    annotation: &Annotation<'_>,
    matcher: &Matcher,
) -> Vec<u8> {
    let mut out = Vec::new();
    let name = document
        .id
        .as_str()
        .map_or_else(|| document.id.to_string(), str::to_owned);
    let mut lines = LineCounter::new(&document.text);
    let abstentions = if args.lists_abstentions() {
        annotation.abstentions.as_slice()
    } else {
        &[]
    };
    let mut rows: Vec<(usize, String)> = Vec::new();
    for mention in &annotation.mentions {
        let surface =
            String::from_utf8_lossy(&document.text[mention.span.clone()]).replace('\n', " ");
        let canonical = matcher
            .canonical(mention.entity.id, &annotation.lang)
            .or_else(|| matcher.canonical(mention.entity.id, ""))
            .map_or("", |name| name.text);
        let (kind, tier, score) = (mention.mention_type(), mention.tier.as_str(), mention.score);
        rows.push((
            mention.span.start,
            format!(
                "{surface}\t{canonical}\t{}\t{kind}\t{tier}\t{score:.2}",
                mention.entity.id
            ),
        ));
    }
    for abstention in abstentions {
        let surface =
            String::from_utf8_lossy(&document.text[abstention.span.clone()]).replace('\n', " ");
        rows.push((
            abstention.span.start,
            format!(
                "{surface}\t-\t-\t-\t-\tnot linked: {}",
                abstention.reason.as_str()
            ),
        ));
    }
    rows.sort();
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
