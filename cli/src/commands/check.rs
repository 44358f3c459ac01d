//! `exonym check`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use exonym::gazetteer::source::{SourceOptions, mend};
use exonym::gazetteer::{Diagnostic, Severity};
use exonym::lint::{Checked, check_files};
use exonym::{Error, file};
use serde_json::{Value, json};

use super::build;
use crate::args::{InspectFormat, Source};
use crate::config::Config;
use crate::diagnostics;
use crate::exit::{Code, GazetteerTrouble, Usage};
use crate::message::note;
use crate::output::Output;
use crate::terminal;
use crate::words::counted;

#[derive(Debug, Args)]
#[command(after_help = LEVELS)]
pub struct Check {
    #[command(flatten)]
    source: Source,
    /// First mend what needs no deciding: white space, invisible characters, language tags, names that stand twice
    #[arg(long)]
    fix: bool,
    /// How to write what is found
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    format: InspectFormat,
}

/// How to say how bad each finding is, for `--help`.
pub const LEVELS: &str = "\
How bad each finding is, a table [check] in exonym.toml says, with lines such as
W302 = \"off\"; also \"note\", \"warning\", \"error\".";

pub fn run(args: &Check, config: &Config) -> Result<Code> {
    let options = build::options(&args.source)?.levels(config.levels.clone());
    if args.fix {
        let is_stream = |path: &PathBuf| fs::metadata(path).is_ok_and(|meta| !meta.is_file());
        if args.source.files.iter().any(is_stream) {
            return Err(Usage("--fix needs files, not standard input".into()).into());
        }
        for path in &args.source.files {
            fix(path, &options, args.source.max_errors)?;
        }
    }
    let trouble = || GazetteerTrouble("the gazetteer source cannot be read".into());
    let checked = check_files(&args.source.files, &options).with_context(trouble)?;
    let mut out = Output::new(None)?;
    match args.format {
        InspectFormat::Text => {
            let color = terminal::color_on_stdout();
            out.write_all(diagnostics::render(&checked.diagnostics, color).as_bytes())?;
        }
        InspectFormat::Json => writeln!(out, "{:#}", as_json(&checked))?,
    }
    out.finish()?;
    note!("{}", summary(&checked));
    let bad = |diagnostic: &Diagnostic| diagnostic.severity > Severity::Note;
    Ok(match checked.diagnostics.iter().any(bad) {
        true => Code::Nothing,
        false => Code::Done,
    })
}

/// Mends a file in place and says what was done.
fn fix(path: &Path, options: &SourceOptions, shown: usize) -> Result<()> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let mended = mend(path, &bytes, options)?;
    let name = path.display();
    for mending in mended.mendings.iter().take(shown) {
        let line = format!("{name}:{}: {}", mending.line, mending.what);
        note!("{}", terminal::safe(&line));
    }
    let count = mended.mendings.len();
    if count > shown {
        note!("{name}: and {} more", count - shown);
    }
    if mended.text != bytes {
        let write =
            |out: &mut dyn Write| out.write_all(&mended.text).map_err(|e| Error::io(path, e));
        file::replace(path, write)?;
    }
    match count {
        0 => note!("{name}: nothing to mend without asking"),
        n => note!("{name}: {n} mended"),
    }
    Ok(())
}

fn summary(checked: &Checked) -> String {
    let of = |severity: Severity| {
        let all = checked.diagnostics.iter();
        all.filter(|diagnostic| diagnostic.severity == severity)
            .map(|diagnostic| diagnostic.count)
            .sum::<usize>()
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| of(*severity) > 0)
        .map(|severity| counted(of(severity), severity.as_str()))
        .collect();
    let found = match counts.is_empty() {
        true => "nothing to report".to_owned(),
        false => counts.join(", "),
    };
    let names = counted(checked.names, "name");
    let entities = counted(checked.entities, "entity");
    format!("{names} of {entities}: {found}")
}

fn as_json(checked: &Checked) -> Value {
    let diagnostics: Vec<Value> = checked
        .diagnostics
        .iter()
        .map(|diagnostic| {
            json!({
                "code": diagnostic.code.as_str(),
                "severity": diagnostic.severity.as_str(),
                "file": diagnostic.position.file.display().to_string(),
                "line": diagnostic.position.line,
                "column": diagnostic.position.column,
                "message": diagnostic.message,
                "help": diagnostic.help,
                "count": diagnostic.count,
            })
        })
        .collect();
    json!({
        "names": checked.names,
        "entities": checked.entities,
        "dropped_rows": checked.dropped,
        "diagnostics": diagnostics,
    })
}
