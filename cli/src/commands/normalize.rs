//! `exonym normalize`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use exonym::markup::MarkupTemplate;
use exonym::rewrite::Template;
use exonym::{Matcher, Rewriter, Scratch};

use super::in_place;
use super::pipeline::{self, How, Tally};
use super::unified::{Diffs, Look};
use super::writer::{Wanted, Writer};
use crate::args::{Abstain, Finding, Gazetteers, Inputs, lang};
use crate::exit::{Code, Usage};
use crate::gazetteers;
use crate::input::{Document, Options, Paths};
use crate::message::note;
use crate::output::{self, Output, refuse_unwritten};
use crate::overwrite;
use crate::progress::Progress;
use crate::terminal;
use crate::words::counted;

#[derive(Debug, Args)]
pub struct Normalize {
    /// Write canonical names of this language [default: that of each text]
    #[arg(long, value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
    pub to: String,
    /// Write each mention so; fields: {canonical}, {surface}, {id}, {type}
    #[arg(long, value_name = "TEXT")]
    pub template: Option<Template>,
    /// In HTML, XML and Markdown, write each mention so, with markup, such as '<a href="/{id}">{surface}</a>'
    #[arg(long, value_name = "MARKUP", conflicts_with = "template")]
    pub markup_template: Option<MarkupTemplate>,
    /// Also write out abbreviations
    #[arg(long)]
    pub abbreviations: bool,
    /// Also bring former names up to date
    #[arg(long)]
    pub former: bool,
    /// Also write demonyms one way: the first that the last gazetteer lists
    #[arg(long)]
    pub demonyms: bool,
    /// Inflected forms of a name that is written otherwise; forms of the canonical name itself, and endings that can be carried over to it, stay
    #[arg(long, value_enum, default_value_t = Inflected::Keep)]
    pub inflected: Inflected,
    /// Leave quotations as they are
    #[arg(long)]
    pub skip_quotes: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["in_place", "diff", "check"])]
    pub output: Option<PathBuf>,
    /// Change the files themselves; of folders those that are text by their names, or whatever --input-format says
    #[arg(short, long, conflicts_with_all = ["diff", "check"])]
    pub in_place: bool,
    /// With --in-place, keep the old file under its name with this added; never over one that is there
    #[arg(
        long,
        value_name = "SUFFIX",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ".bak",
        requires = "in_place",
        value_parser = suffix
    )]
    pub backup: Option<String>,
    /// Show what would change as a unified diff
    #[arg(long)]
    pub diff: bool,
    /// Write nothing; exit with 1 if something would change
    #[arg(long)]
    pub check: bool,
    #[command(flatten, next_help_heading = "What to read")]
    pub inputs: Inputs,
    #[command(flatten, next_help_heading = "What to link")]
    pub gazetteers: Gazetteers,
    #[command(flatten, next_help_heading = "What to link")]
    pub finding: Finding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Inflected {
    /// Leave them as they are
    Keep,
    /// Write the canonical name without an ending
    Base,
}

/// What to do instead of writing over a text with --output.
const IN_PLACE: &str = "write to another file, or change texts themselves with --in-place";

/// What a backup's name ends in.
fn suffix(text: &str) -> Result<String, String> {
    match text.is_empty() || text.contains(['/', '\\']) {
        true => Err("must be the end of a file name, such as .bak".into()),
        false => Ok(text.to_owned()),
    }
}

pub fn run(args: &Normalize) -> Result<Code> {
    refuse_unwritten(args.output.as_deref())?;
    let options = options(args)?;
    let paths = Paths::find(&args.inputs.files, &options);
    options.check_named(&paths.files)?;
    let read = overwrite::Inputs::new(&paths.files).and(&args.gazetteers.gazetteers);
    read.refuse("--output", args.output.as_deref(), IN_PLACE)?;
    let mut out = Output::new(args.output.as_deref())?;
    let matcher = gazetteers::finder(&args.gazetteers, &args.finding)?;
    gazetteers::check_language(&matcher, &args.to)?;
    let writer = Writer {
        wanted: &wanted(args, &paths),
        options: &options,
        rewriter: rewriter(args, &matcher),
        look: Look {
            color: terminal::color_on_stdout(),
            safe: terminal::is_stdout(),
        },
        writes: true,
    };
    let jobs = args.inputs.jobs;
    let tally = if args.in_place {
        in_place(args, paths, &writer)?
    } else if args.diff {
        let compare =
            |document: Document, scratch: &mut Scratch| writer.compare(&document, scratch);
        let mut diffs = Diffs::new(&mut out, writer.look);
        pipeline::run(paths, jobs, &options, &mut diffs, compare)?
    } else {
        let work = |document: Document, scratch: &mut Scratch| writer.work(&document, scratch);
        pipeline::run(paths, jobs, &options, &mut out, work)?
    };
    let file = args
        .output
        .as_deref()
        .filter(|path| !output::is_stdout(path));
    match file {
        Some(path) if tally.has_failed() => {
            out.abandon();
            Tally::say_unwritten(path);
            return Ok(tally.code());
        }
        _ => out.finish()?,
    }
    if let Some(summary) = summary(args, &tally) {
        note!("{summary}");
    }
    Ok(match tally.code() {
        Code::Done if args.check && tally.edits > 0 => Code::Nothing,
        code => code,
    })
}

/// How to read what is to be rewritten.
fn options(args: &Normalize) -> Result<Options> {
    let files = &args.inputs.files;
    let standard_input = files.is_empty() || files.iter().any(|path| path == Path::new("-"));
    if args.in_place && standard_input {
        return Err(Usage("--in-place needs files, not standard input".into()).into());
    }
    let is_suffix = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        name.starts_with('.') && !name.contains('/') && !path.exists()
    };
    if let Some(suffix) = files
        .iter()
        .find(is_suffix)
        .filter(|_| args.backup.is_some())
    {
        let suffix = suffix.display();
        return Err(Usage(format!(
            "there is no file {suffix}; for backups that end so, write --backup={suffix}"
        ))
        .into());
    }
    let mut options = Options::new(&args.inputs)?;
    options.tags = args.markup_template.is_some();
    options.whole_lines = args.diff;
    options.in_place = args.in_place;
    options.changes = args.in_place || args.diff || args.check;
    options.backup = args.backup.clone().filter(|_| args.in_place);
    if args.in_place || args.check || args.output.is_some() {
        options.fills_terminal = false;
    }
    Ok(options)
}

fn wanted<'a>(args: &'a Normalize, paths: &Paths) -> Wanted<'a> {
    let named = &args.inputs.files;
    Wanted {
        lang: &args.inputs.lang,
        template: args.markup_template.as_ref(),
        abstentions: args.finding.abstain == Abstain::Report,
        check: args.check,
        in_place: args.in_place,
        into_file: args.output.is_some(),
        names_files: paths.files.len() > 1 || (!named.is_empty() && paths.files != *named),
    }
}

/// Changes the files themselves, if no backup would be lost.
fn in_place(args: &Normalize, mut paths: Paths, writer: &Writer<'_, '_>) -> Result<Tally> {
    let progress = Progress::bytes(paths.bytes());
    let how = How {
        jobs: args.inputs.jobs,
        options: writer.options,
        progress: &progress,
    };
    let left = std::mem::take(&mut paths.left);
    let backup = writer.options.backup.as_deref();
    let looker = Writer {
        writes: false,
        ..writer.clone()
    };
    let look = |document: Document, scratch: &mut Scratch| looker.work(&document, scratch);
    let (paths, unchanged) = match backup {
        Some(suffix) => in_place::spare_backups(paths, how, suffix, look)?,
        None => (paths, Tally::default()),
    };
    let work = |document: Document, scratch: &mut Scratch| writer.work(&document, scratch);
    let tally = unchanged.and(in_place::run(paths, how, backup, work)?);
    left.say();
    Ok(tally)
}

/// What was done, or would be, where the output does not show it.
fn summary(args: &Normalize, tally: &Tally) -> Option<String> {
    let (all, edits) = (tally.documents, counted(tally.edits, "name"));
    let done = match (args.in_place, args.diff || args.check) {
        (true, _) => format!(
            "{} of {} changed, {edits} written",
            tally.changed,
            counted(all, "file")
        ),
        (_, true) => format!(
            "{} of {} would change, {edits}",
            tally.changed,
            counted(all, "text")
        ),
        (false, false) => {
            let path = terminal::safe(&args.output.as_ref()?.display().to_string()).into_owned();
            let texts = counted(all, "text");
            format!(
                "{path}: {} of {texts} changed, {edits} written",
                tally.changed
            )
        }
    };
    Some(match tally.failed {
        0 => done,
        failed => format!("{done}; {failed} failed"),
    })
}

fn rewriter<'m>(args: &Normalize, matcher: &'m Matcher) -> Rewriter<'m> {
    let rewriter = Rewriter::new(matcher)
        .to(&args.to)
        .abbreviations(args.abbreviations)
        .former(args.former)
        .demonyms(args.demonyms)
        .inflected(match args.inflected {
            Inflected::Keep => exonym::rewrite::Inflected::Keep,
            Inflected::Base => exonym::rewrite::Inflected::Base,
        })
        .skip_quotes(args.skip_quotes);
    match &args.template {
        Some(template) => rewriter.template(template.clone()),
        None => rewriter,
    }
}
