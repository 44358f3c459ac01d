//! `exonym annotate`.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use exonym::output::{IriTemplate, OffsetUnit};
use exonym::{OverlapPolicy, Scratch};

use super::destination::{Destination, Written};
use super::found::{Format, Found};
use super::learning::{self, Learning};
use super::pipeline::{self, Done};
use crate::args::{Abstain, Finding, Gazetteers, Inputs};
use crate::exit::{Code, Usage};
use crate::gazetteers;
use crate::input::{Document, Options, Paths};
use crate::overwrite::{self, ELSEWHERE};

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
    /// What offsets count, in the file with its markup or in the field: bytes, chars, utf16 [default: chars; for solr utf16]
    #[arg(long, value_name = "UNIT")]
    pub offsets: Option<OffsetUnit>,
    /// Put the text into each JSON object
    #[arg(long)]
    pub with_text: bool,
    /// Also list the names that were found but not linked, and why
    #[arg(long)]
    pub abstentions: bool,
    /// Which of overlapping names to list
    #[arg(long, value_enum, default_value_t = Overlaps::Longest)]
    pub overlaps: Overlaps,
    /// Address of an entity in web-annotation and tei, with {id} for its id [default: the id itself]
    #[arg(long, value_name = "IRI")]
    pub iri: Option<IriTemplate>,
    /// Put the text of each tag into the answer of solr
    #[arg(long, alias = "matchText")]
    pub match_text: bool,
    /// Give at most so many tags for a text in solr
    #[arg(long, alias = "tagsLimit", value_name = "N")]
    pub tags_limit: Option<usize>,
    /// Also collect spellings that are not listed, in this CSV; see `exonym annotate --help`
    #[arg(long, value_name = "CSV", long_help = learning::HELP)]
    pub learn: Option<PathBuf>,
    /// Write to this file instead of standard output; with brat and tei, `FOLDER/` is for a file for each text
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
    #[value(alias = "ALL")]
    All,
    /// All but those within another
    #[value(alias = "NO_SUB")]
    NoSub,
    /// The longest
    #[value(alias = "LONGEST_DOMINANT_RIGHT")]
    Longest,
}

pub fn run(args: &Annotate) -> Result<Code> {
    args.format.check(args)?;
    let policy = match args.overlaps {
        Overlaps::All => OverlapPolicy::All,
        Overlaps::NoSub => OverlapPolicy::NoSub,
        Overlaps::Longest => OverlapPolicy::Longest,
    };
    let mut options = Options::new(&args.inputs)?;
    let paths = Paths::find(&args.inputs.files, &options);
    let read = refuse_to_overwrite(args, &paths)?;
    let matcher = gazetteers::finder(&args.gazetteers, &args.finding)?.overlaps(policy);
    options.fills_terminal &= args.output.is_none();
    let learning = args.learn.as_deref().map(Learning::new).transpose()?;
    let mut destination = Destination::new(args.format, args.output.as_deref(), read)?;
    let (in_folder, several) = (destination.is_folder(), paths.files.len() > 1);
    let work = |document: Document, scratch: &mut Scratch| {
        let opened = document.open(&options, &args.inputs.lang)?;
        let (mut output, mut mentions): (Vec<Written>, _) = (Vec::new(), 0);
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
                document: &document,
                opened: &opened,
                field,
                annotation: &annotation,
                matcher: &matcher,
                in_folder,
                several,
            };
            output.push(found.written()?);
        }
        Ok(Done {
            output,
            mentions,
            edits: 0,
            remarks: String::new(),
            failed: None,
        })
    };
    let put = |texts: Vec<Written>| texts.into_iter().try_for_each(|text| destination.put(text));
    let done = pipeline::run(paths, args.inputs.jobs, &options, put, work);
    let unwritten = done.and_then(|tally| Ok((tally, destination.finish()?)));
    // What was learned is kept, also if nobody reads on what was found.
    if let Some(learning) = learning {
        learning.finish(&matcher)?;
    }
    let (mut tally, unwritten) = unwritten?;
    if let Some(path) = &args.output {
        tally.say_found(path);
    }
    tally.failed += unwritten;
    Ok(match tally.code() {
        Code::Done if tally.mentions == 0 => Code::Nothing,
        code => code,
    })
}

/// Refuses outputs that are read too; returns what is read.
fn refuse_to_overwrite(args: &Annotate, paths: &Paths) -> Result<overwrite::Inputs> {
    let texts = overwrite::Inputs::new(&paths.files);
    // A gazetteer may be what was learned before: nothing of that is lost.
    texts.refuse("--learn", args.learn.as_deref(), ELSEWHERE)?;
    if args.learn.is_some() && args.learn == args.output {
        return Err(
            Usage("--learn and --output name the same file; give each its own".into()).into(),
        );
    }
    let read = texts.and(&args.gazetteers.gazetteers);
    let learned = overwrite::Inputs::new(&args.learn);
    for inputs in [&read, &learned] {
        inputs.refuse("--output", args.output.as_deref(), ELSEWHERE)?;
    }
    Ok(read)
}
