//! `exonym annotate`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use exonym::matcher::OverlapPolicy;
use exonym::output::{IriTemplate, OffsetUnit, SolrOptions};
use exonym::{Matcher, Scratch};

use super::destination::{Destination, Unwritten, Written};
use super::format::Format;
use super::found::{Found, Style};
use super::learning::{self, Learning};
use super::pipeline::{self, Done, Tally};
use crate::args::{Abstain, Finding, Gazetteers, Inputs};
use crate::exit::{Code, Usage};
use crate::gazetteers;
use crate::input::{Document, Options, Paths};
use crate::message::note;
use crate::output;
use crate::overwrite::{self, ELSEWHERE};
use crate::terminal;
use crate::unpack::unpacked_name;

#[derive(Debug, Args)]
pub struct Annotate {
    /// How to write the names found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// What offsets count, in the file with its markup or in the field: bytes, chars, utf16 [default: chars; for solr utf16]
    #[arg(long, value_name = "UNIT")]
    pub offsets: Option<OffsetUnit>,
    /// Put the text into each JSON object
    #[arg(long)]
    pub with_text: bool,
    /// Also list the names that were found but not linked, and why; the same as --abstain report
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
    /// With `-o FOLDER/`, write over annotations there that are others
    #[arg(long, requires = "output")]
    pub overwrite: bool,
    #[command(flatten, next_help_heading = "What to read")]
    pub inputs: Inputs,
    #[command(flatten, next_help_heading = "What to link")]
    pub gazetteers: Gazetteers,
    #[command(flatten, next_help_heading = "What to link")]
    pub finding: Finding,
}

impl Annotate {
    /// Whether names that are not linked are to be listed too.
    fn lists_abstentions(&self) -> bool {
        self.abstentions || self.finding.abstain == Abstain::Report
    }

    /// Refuses options that the format has no place for.
    fn check_format(&self) -> Result<()> {
        let format = self.format;
        let name = format
            .to_possible_value()
            .map_or(String::new(), |value| value.get_name().to_owned());
        let counts_chars = matches!(format, Format::Brat | Format::WebAnnotation);
        let counts_nothing = matches!(
            format,
            Format::Iob2 | Format::Conllu | Format::Tei | Format::Csv | Format::Tsv
        );
        let for_lists = matches!(format, Format::Text | Format::Jsonl);
        let has_iris = matches!(format, Format::WebAnnotation | Format::Tei);
        let problem = match self.offsets {
            Some(unit) if counts_chars && unit != OffsetUnit::Chars => {
                "--offsets: its offsets are in characters".to_owned()
            }
            Some(_) if counts_nothing => "--offsets: it has none".to_owned(),
            _ if !for_lists && self.lists_abstentions() => {
                "names that are not linked are listed in text and jsonl only".to_owned()
            }
            _ if !for_lists && self.with_text => "--with-text is for jsonl".to_owned(),
            _ if format != Format::Solr && (self.match_text || self.tags_limit.is_some()) => {
                "--match-text and --tags-limit are for solr".to_owned()
            }
            _ if !has_iris && self.iri.is_some() => {
                "--iri is for web-annotation and tei".to_owned()
            }
            _ => return Ok(()),
        };
        Err(Usage(format!("--format {name}: {problem}")).into())
    }

    /// Says how to come to what the name of the output promises, where it is written as for people.
    fn say_format(&self, path: &Path) {
        let ending = unpacked_name(path).extension().unwrap_or_default();
        let promised = ["csv", "jsonl"]
            .into_iter()
            .find(|known| ending.eq_ignore_ascii_case(known));
        if let Some(format) = promised.filter(|_| self.format == Format::Text) {
            let line = format!(
                "{}: written for people to read; --format {format} makes what its name says",
                path.display()
            );
            note!("{}", terminal::safe(&line));
        }
    }

    /// How to write what is found in these files.
    fn style(&self, paths: &Paths, destination: &Destination) -> Style {
        let several = paths.files.len() > 1;
        let mut solr = SolrOptions::new();
        solr.match_text = self.match_text;
        solr.tags_limit = self.tags_limit;
        Style {
            format: self.format,
            offsets: self.offsets,
            with_text: self.with_text,
            abstentions: self.lists_abstentions(),
            iris: self.iri.clone().unwrap_or_default(),
            solr,
            names_fields: self.inputs.names_fields(),
            in_folder: destination.is_folder(),
            several,
            // A folder or a pattern may be of several.
            names_files: several
                || (!self.inputs.files.is_empty() && paths.files != self.inputs.files),
            on_stdout: self.output.as_deref().is_none_or(output::is_stdout),
        }
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
    args.check_format()?;
    output::refuse_unwritten(args.output.as_deref())?;
    let policy = match args.overlaps {
        Overlaps::All => OverlapPolicy::All,
        Overlaps::NoSub => OverlapPolicy::NoSub,
        Overlaps::Longest => OverlapPolicy::Longest,
    };
    let mut options = Options::new(&args.inputs)?;
    let paths = Paths::find(&args.inputs.files, &options);
    options.check_named(&paths.files)?;
    let read = refuse_to_overwrite(args, &paths)?;
    options.fills_terminal &= args.output.is_none();
    let learning = args.learn.as_deref().map(Learning::new).transpose()?;
    let mut destination =
        Destination::new(args.format, args.output.as_deref(), read, args.overwrite)?;
    let matcher = gazetteers::finder(&args.gazetteers, &args.finding)?.overlaps(policy);
    let annotator = Annotator {
        style: args.style(&paths, &destination),
        options: &options,
        lang: &args.inputs.lang,
        matcher: &matcher,
        learning: learning.as_ref(),
    };
    let work = |document: Document, scratch: &mut Scratch| annotator.work(&document, scratch);
    let done = pipeline::run(paths, args.inputs.jobs, &options, &mut destination, work);
    let file = args
        .output
        .as_deref()
        .filter(|path| !output::is_stdout(path));
    let unwritten = done.and_then(|tally| match file {
        Some(path) if tally.has_failed() && !destination.is_folder() => {
            destination.abandon();
            Tally::say_unwritten(path);
            Ok((tally, Unwritten::default()))
        }
        _ => Ok((tally, destination.finish()?)),
    });
    // What was learned is kept, also if nobody reads on what was found.
    if let Some(learning) = learning {
        learning.finish(&matcher)?;
    }
    let (mut tally, unwritten) = unwritten?;
    tally.failed += unwritten.texts;
    tally.mentions -= unwritten.names.min(tally.mentions);
    if let Some(path) = args.output.as_deref().filter(|_| !tally.has_failed()) {
        tally.say_found(path);
        args.say_format(path);
    }
    Ok(match tally.code() {
        Code::Done if tally.mentions == 0 => Code::Nothing,
        code => code,
    })
}

/// What lists the names of documents.
struct Annotator<'a> {
    style: Style,
    options: &'a Options,
    /// The language of texts that say none.
    lang: &'a str,
    matcher: &'a Matcher,
    learning: Option<&'a Learning>,
}

impl Annotator<'_> {
    fn work(&self, document: &Document, scratch: &mut Scratch) -> Result<Done<Vec<Written>>> {
        let opened = document.open(self.options, self.lang)?;
        let (mut output, mut mentions) = (Vec::new(), 0);
        for field in &opened.fields {
            let annotation = match &field.content {
                Some(content) => content.annotate(self.matcher, &field.lang, scratch),
                None => {
                    let text = exonym::Document::new(field.value(&opened.decoded));
                    self.matcher.annotate(&text.lang(&field.lang), scratch)
                }
            };
            mentions += annotation.mentions.len();
            if let Some(learning) = self.learning {
                learning.note(field.text(&opened.decoded), &annotation);
            }
            let found = Found {
                style: &self.style,
                document,
                opened: &opened,
                field,
                annotation: &annotation,
                matcher: self.matcher,
            };
            output.push(found.written()?);
        }
        Ok(Done {
            output,
            mentions,
            edits: 0,
            doubts: document.doubts(&opened),
            remarks: String::new(),
            failed: None,
        })
    }
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
