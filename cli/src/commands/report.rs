//! `exonym report`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use exonym::output::report::{Report as Page, ReportText};
use exonym::{Matcher, Rewriter, Scratch};

use super::pipeline::{self, Done, Tally};
use crate::args::{Finding, Gazetteers, Inputs, lang};
use crate::exit::Code;
use crate::gazetteers;
use crate::input::{Document, Field, Opened, Options, Paths};
use crate::output::Output;
use crate::overwrite::{self, ELSEWHERE};

#[derive(Debug, Args)]
pub struct Report {
    /// Show the texts rewritten with canonical names of this language [default: that of each text]
    #[arg(long, value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
    pub to: String,
    /// Title of the page [default: made of the texts]
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub title: String,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten, next_help_heading = "What to read")]
    pub inputs: Inputs,
    #[command(flatten, next_help_heading = "What to link")]
    pub gazetteers: Gazetteers,
    #[command(flatten, next_help_heading = "What to link")]
    pub finding: Finding,
}

pub fn run(args: &Report) -> Result<Code> {
    let mut options = Options::new(&args.inputs)?;
    let paths = Paths::find(&args.inputs.files, &options);
    options.check_named(&paths.files)?;
    let inputs = overwrite::Inputs::new(&paths.files).and(&args.gazetteers.gazetteers);
    inputs.refuse("--output", args.output.as_deref(), ELSEWHERE)?;
    // The page is written when all is read.
    options.fills_terminal = false;
    let mut out = Output::new(args.output.as_deref())?;
    let matcher = gazetteers::finder(&args.gazetteers, &args.finding)?;
    gazetteers::check_language(&matcher, &args.to)?;
    let rewriter = Rewriter::new(&matcher).to(&args.to);
    let mut page = Page::new(&args.title);
    let work = |document: Document, scratch: &mut Scratch| {
        let opened = document.open(&options, &args.inputs.lang)?;
        let (mut texts, mut mentions) = (Vec::new(), 0);
        for field in &opened.fields {
            let name = name(args, &document, &opened, field);
            let (text, found) = read(&name, &opened, field, &rewriter, &matcher, scratch);
            texts.push(text);
            mentions += found;
        }
        Ok(Done {
            output: texts,
            mentions,
            edits: 0,
            doubts: document.doubts(&opened),
            remarks: String::new(),
            failed: None,
        })
    };
    let mut put = |texts: Vec<ReportText>| {
        texts.into_iter().for_each(|text| page.add(text));
        Ok(())
    };
    let tally = pipeline::run(paths, args.inputs.jobs, &options, &mut put, work)?;
    describe(args, &tally, &mut page);
    out.write_all(page.render()?.as_bytes())?;
    out.finish()?;
    if let Some(path) = &args.output {
        tally.say_found(path);
    }
    Ok(match tally.code() {
        Code::Done if tally.mentions == 0 => Code::Nothing,
        code => code,
    })
}

/// A text and how many names are in it.
fn read(
    name: &str,
    opened: &Opened<'_>,
    field: &Field,
    rewriter: &Rewriter<'_>,
    matcher: &Matcher,
    scratch: &mut Scratch,
) -> (ReportText, usize) {
    let text = field.text(&opened.decoded);
    let rewriting = match &field.content {
        Some(content) => content.rewrite_text(rewriter, &field.lang, scratch),
        None => rewriter.rewrite(&exonym::Document::new(text).lang(&field.lang), scratch),
    };
    let (edits, annotation) = (&rewriting.edits, &rewriting.annotation);
    let text = ReportText::new(name, text, annotation, edits, matcher);
    (text, annotation.mentions.len())
}

/// What a text is called: a line without an id by its file and number.
fn name(args: &Report, document: &Document, opened: &Opened<'_>, field: &Field) -> String {
    let name = match opened.id.as_str() {
        Some(id) => id.to_owned(),
        None => document.place(),
    };
    match field.name.as_deref() {
        Some(field) if args.inputs.names_fields() => format!("{name}, {field}"),
        _ => name,
    }
}

/// What was read, and with what.
fn describe(args: &Report, tally: &Tally, page: &mut Page) {
    for file in &args.inputs.files {
        page.file(&file.display().to_string());
    }
    if args.inputs.files.is_empty() {
        page.file("<stdin>");
    }
    for gazetteer in &args.gazetteers.gazetteers {
        page.gazetteer(gazetteer);
    }
    if args.gazetteers.gazetteers.is_empty() {
        page.gazetteer("built-in");
    }
    for failure in &tally.failures {
        page.failed(&failure.input, &failure.error);
    }
    for _ in tally.failures.len()..tally.failed {
        page.failed("", "");
    }
}
