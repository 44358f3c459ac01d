//! `exonym romanize`.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use exonym::romanize::{Standard, standard, standards};
use serde_json::json;

use crate::args::InspectFormat;
use crate::exit::{Code, Usage};
use crate::output::{Output, Sink};
use crate::queries;

#[derive(Debug, Args)]
pub struct Romanize {
    /// Text to write; without any, each line of standard input
    #[arg(value_name = "TEXT")]
    pub texts: Vec<String>,
    /// The standard, by its id or another name of it
    #[arg(long, value_name = "ID", required_unless_present = "list")]
    pub standard: Option<String>,
    /// List the standards
    #[arg(long, conflicts_with = "standard")]
    pub list: bool,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = InspectFormat::Text, requires = "list")]
    pub format: InspectFormat,
}

pub fn run(args: &Romanize) -> Result<Code> {
    let mut out = Output::new(None)?;
    match &args.standard {
        Some(id) => write(find(id)?, &args.texts, &mut out)?,
        None => list(args.format, &mut out)?,
    }
    out.finish()?;
    Ok(Code::Done)
}

fn find(id: &str) -> Result<&'static Standard> {
    let near = || {
        let asked = id.to_lowercase();
        let likeness = |known: &str| strsim::jaro_winkler(&known.to_lowercase(), &asked);
        let ids = standards().iter().map(|standard| standard.id);
        ids.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
            .unwrap_or_default()
    };
    standard(id).ok_or_else(|| {
        Usage(format!(
            "no standard `{id}`; did you mean `{}`? --list shows them all",
            near()
        ))
        .into()
    })
}

fn write(standard: &Standard, texts: &[String], out: &mut Output) -> Result<()> {
    queries::answer_all(texts, |texts| {
        for text in texts {
            writeln!(out, "{}", standard.apply(text))?;
        }
        // Who waits for the next line is to have the last ones.
        out.pause()
    })
}

fn list(format: InspectFormat, out: &mut impl Write) -> Result<()> {
    if format == InspectFormat::Json {
        let record = |s: &Standard| json!({"id": s.id, "aliases": s.aliases, "name": s.name, "language": s.language, "from": s.from, "to": s.to, "source": s.source});
        let records: Vec<_> = standards().iter().map(record).collect();
        return Ok(writeln!(out, "{}", serde_json::to_string(&records)?)?);
    }
    for standard in standards() {
        writeln!(
            out,
            "{}\t{} → {}\t{}\t{}",
            standard.id, standard.from, standard.to, standard.language, standard.name
        )?;
    }
    Ok(())
}
