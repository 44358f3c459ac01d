//! `exonym build`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};
use exonym::gazetteer::BuildStats;
use exonym::gazetteer::source::{SourceOptions, add_files};
use exonym::{GazetteerBuilder, file};

use super::pipeline;
use crate::args::Source;
use crate::diagnostics;
use crate::exit::{Code, GazetteerTrouble};
use crate::message::{self, note, say};
use crate::output::{NO_TABLE, TABLES, refuse_ending};
use crate::overwrite::{self, ELSEWHERE};
use crate::progress::Progress;
use crate::terminal;
use crate::words::counted;

#[derive(Debug, Args)]
pub struct Build {
    #[command(flatten)]
    pub source: Source,
    /// The gazetteer to write
    #[arg(short, long, value_name = "FILE", value_parser = gazetteer_path())]
    pub output: PathBuf,
    /// Licence of the names, kept in the gazetteer; may be repeated
    #[arg(long = "licence", alias = "license", value_name = "TEXT")]
    pub licences: Vec<String>,
    /// Compile with so many threads [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// Reads the path of a gazetteer to be written, which is a file: it goes to its place when it is whole.
pub fn gazetteer_path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| match path.as_os_str() == "-" {
        true => {
            Err("a gazetteer is not written to standard output; name a file, such as names.gaz")
        }
        false => Ok(path),
    })
}

/// How compressed files end, and why a gazetteer is none.
const PACKED: [&str; 3] = ["gz", "bz2", "zst"];
const NOT_PACKED: &str =
    "a gazetteer is not compressed, since it is read where it stands; name it .gaz";

pub fn run(args: &Build) -> Result<Code> {
    let inputs = overwrite::Inputs::new(&args.source.files);
    inputs.refuse("--output", Some(&args.output), ELSEWHERE)?;
    refuse_ending(Some(&args.output), &TABLES, NO_TABLE)?;
    refuse_ending(Some(&args.output), &PACKED, NOT_PACKED)?;
    let output = &args.output;
    let trouble = || GazetteerTrouble(format!("cannot write {}", output.display()));
    file::may_replace(output).with_context(trouble)?;
    let threads = pipeline::pool(args.jobs)?;
    let mut builder = GazetteerBuilder::for_file(output);
    let options = options(&args.source)?;
    let source = threads
        .install(|| add_files(&mut builder, &args.source.files, &options))
        .with_context(|| GazetteerTrouble("the gazetteer source cannot be used".into()))?;
    message::write(&diagnostics::render(
        &source.diagnostics,
        terminal::color_on_stderr(),
    ));
    let (dropped, suggestions) = (source.dropped, source.suggestions);
    let progress = Progress::names();
    if !args.licences.is_empty() {
        builder.describe("licences", args.licences.clone());
    }
    builder.progress(move |more, all| progress.add_of(more, all));
    let stats = threads
        .install(|| builder.write(output))
        .with_context(trouble)?;
    let is_empty = dropped > 0 && stats.names == 0;
    let dropped = match dropped {
        0 => String::new(),
        rows => format!("; {} dropped", counted(rows, "row")),
    };
    if suggestions.total() > 0 {
        note!(
            "{}: {} accepted, {} refused, {} not decided",
            counted(suggestions.total(), "suggestion"),
            suggestions.accepted,
            suggestions.refused,
            suggestions.open
        );
    }
    note!("{}{dropped}", made(output, &stats));
    if is_empty {
        say!("exonym: no row could be used: the gazetteer is empty");
        return Ok(Code::Nothing);
    }
    Ok(Code::Done)
}

/// What a build made, in words.
pub fn made(output: &Path, stats: &BuildStats) -> String {
    format!(
        "{}: {}, {}, {} ({} shared by several entities)",
        output.display(),
        counted(stats.entities, "entity"),
        counted(stats.names, "name"),
        counted(stats.keys, "key"),
        stats.ambiguous,
    )
}

/// How the command line says CSV files are to be read.
pub fn options(args: &Source) -> Result<SourceOptions> {
    let mut options = SourceOptions::default()
        .max_errors(args.max_errors)
        .keep_going(args.keep_going);
    if let Some(label) = &args.encoding {
        options = options.encoding(label)?;
    }
    if let Some(delimiter) = args.delimiter {
        options = options.delimiter(delimiter);
    }
    Ok(options)
}
