//! `exonym normalize`.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::{Args, ValueEnum};
use exonym::rewrite::Template;
use exonym::{Rewriter, Rewriting, Scratch, file};
use serde_json::Value;

use super::diff;
use super::pipeline::{self, Done};
use crate::args::{Abstain, Finding, Gazetteers, InputFormat, Inputs, lang};
use crate::exit::{Code, Usage};
use crate::gazetteers;
use crate::input::Document;
use crate::lines::LineCounter;
use crate::output::Output;
use crate::terminal;

#[derive(Debug, Args)]
pub struct Normalize {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    #[command(flatten)]
    pub finding: Finding,
    /// Write canonical names of this language [default: that of each text]
    #[arg(long, value_name = "LANG", default_value = "", value_parser = lang)]
    pub to: String,
    /// Write each mention so; fields: {canonical}, {surface}, {id}, {type}
    #[arg(long, value_name = "TEXT")]
    pub template: Option<Template>,
    /// Also write out abbreviations
    #[arg(long)]
    pub abbreviations: bool,
    /// Also bring former names up to date
    #[arg(long)]
    pub former: bool,
    /// Also write demonyms one way: the first that the last gazetteer lists
    #[arg(long)]
    pub demonyms: bool,
    /// Inflected forms whose ending does not fit the canonical name
    #[arg(long, value_enum, default_value_t = Inflected::Keep)]
    pub inflected: Inflected,
    /// Leave quotations as they are
    #[arg(long)]
    pub skip_quotes: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["in_place", "diff", "check"])]
    pub output: Option<PathBuf>,
    /// Change the files themselves
    #[arg(short, long, conflicts_with_all = ["diff", "check"])]
    pub in_place: bool,
    /// With --in-place, keep the old file under its name with this added
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Inflected {
    /// Leave them as they are
    Keep,
    /// Write the canonical name without an ending
    Base,
}

/// What a backup's name ends in.
fn suffix(text: &str) -> Result<String, String> {
    match text.is_empty() || text.contains(['/', '\\']) {
        true => Err("must be the end of a file name, such as .bak".into()),
        false => Ok(text.to_owned()),
    }
}

pub fn run(args: &Normalize) -> Result<Code> {
    let files = &args.inputs.files;
    let standard_input = files.is_empty() || files.iter().any(|path| path == Path::new("-"));
    if args.in_place && standard_input {
        return Err(Usage("--in-place needs files, not standard input".into()).into());
    }
    if args.in_place && args.inputs.input_format == InputFormat::Jsonl {
        return Err(Usage(
            "--in-place changes texts only; for JSON lines write to another file with -o".into(),
        )
        .into());
    }
    let matcher = gazetteers::finder(&args.gazetteers, &args.finding)?;
    if !args.to.is_empty() && !matcher.writes(&args.to) {
        return Err(Usage(format!("--to {}: no gazetteer has names in this language; give a tag such as `en` or `zh-Hant`", args.to)).into());
    }
    let mut rewriter = Rewriter::new(&matcher)
        .to(&args.to)
        .abbreviations(args.abbreviations)
        .former(args.former)
        .demonyms(args.demonyms)
        .inflected(match args.inflected {
            Inflected::Keep => exonym::Inflected::Keep,
            Inflected::Base => exonym::Inflected::Base,
        })
        .skip_quotes(args.skip_quotes);
    if let Some(template) = &args.template {
        rewriter = rewriter.template(template.clone());
    }
    let mut out = Output::new(args.output.as_deref())?;
    let color = terminal::color_on_stdout();
    let work = |document: Document, scratch: &mut Scratch| {
        let rewriting = rewriter.rewrite(
            &exonym::Document::new(&document.text).lang(&document.lang),
            scratch,
        );
        let remarks = match args.finding.abstain {
            Abstain::Report => abstentions(&document, &rewriting),
            Abstain::Silent => String::new(),
        };
        let (mentions, edits) = (rewriting.annotation.mentions.len(), rewriting.edits.len());
        let output = written(args, document, rewriting, color)?;
        Ok(Done {
            output,
            mentions,
            edits,
            remarks,
        })
    };
    let tally = pipeline::run(&args.inputs, &mut out, work)?;
    out.finish()?;
    Ok(match tally.code() {
        Code::Done if args.check && tally.edits > 0 => Code::Nothing,
        code => code,
    })
}

/// The names of a document that are found and not linked, a line each.
fn abstentions(document: &Document, rewriting: &Rewriting<'_>) -> String {
    let name = document
        .id
        .as_str()
        .map_or_else(|| document.id.to_string(), str::to_owned);
    let mut lines = LineCounter::new(&document.text);
    let line = |abstention: &exonym::Abstention<'_>| {
        let (line, column) = lines.at(abstention.span.start);
        let surface = String::from_utf8_lossy(&document.text[abstention.span.clone()]);
        let text = format!(
            "{name}:{line}:{column}: `{surface}` is not linked: {}",
            abstention.reason.as_str()
        );
        format!("{}\n", terminal::safe(&text))
    };
    rewriting.annotation.abstentions.iter().map(line).collect()
}

/// What one document gives to standard output, once its file is written if that is asked for.
fn written(
    args: &Normalize,
    document: Document,
    rewriting: Rewriting<'_>,
    color: bool,
) -> Result<Vec<u8>> {
    if args.diff {
        let name = document
            .id
            .as_str()
            .map_or_else(|| document.id.to_string(), str::to_owned);
        return Ok(diff::unified(
            &name,
            &document.text,
            &rewriting.edits,
            color,
        ));
    }
    if args.check {
        let name = document
            .id
            .as_str()
            .map_or_else(|| document.id.to_string(), str::to_owned);
        return Ok(if rewriting.edits.is_empty() {
            Vec::new()
        } else {
            format!("{}\n", terminal::safe(&name)).into_bytes()
        });
    }
    if args.in_place {
        let path = document.path.ok_or_else(|| anyhow!("not a file"))?;
        if !rewriting.edits.is_empty() {
            replace(&path, args.backup.as_deref(), &rewriting.text)?;
        }
        return Ok(Vec::new());
    }
    match document.object {
        None => Ok(rewriting.text),
        Some(mut object) => {
            let text = String::from_utf8(rewriting.text).context("the text is not UTF-8")?;
            object.insert("text".into(), Value::String(text));
            let mut line = serde_json::to_vec(&object)?;
            line.push(b'\n');
            Ok(line)
        }
    }
}

fn replace(path: &Path, backup: Option<&str>, text: &[u8]) -> Result<()> {
    if let Some(suffix) = backup {
        let mut name = OsString::from(path);
        name.push(suffix);
        let backup = PathBuf::from(name);
        fs::copy(path, &backup).with_context(|| format!("backup {}", backup.display()))?;
    }
    let write = |out: &mut dyn Write| out.write_all(text).map_err(|e| exonym::Error::io(path, e));
    Ok(file::replace(path, write)?)
}
