//! `exonym check`.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use exonym::ErrorKind;

use super::build;
use crate::args::Source;
use crate::diagnostics;
use crate::exit::Code;
use crate::output::Output;
use crate::terminal;

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub source: Source,
}

pub fn run(args: &Check) -> Result<Code> {
    let (found, rows) = match build::read(&args.source) {
        Ok(source) => (source.diagnostics, Some(source.records.len())),
        Err(error) => match error
            .downcast_ref::<exonym::Error>()
            .map(exonym::Error::kind)
        {
            Some(ErrorKind::Source { diagnostics }) => (diagnostics.clone(), None),
            _ => return Err(error),
        },
    };
    let mut out = Output::new(None)?;
    out.write_all(diagnostics::render(&found, terminal::color_on_stdout()).as_bytes())?;
    out.finish()?;
    match (found.len(), rows) {
        (0, Some(rows)) => eprintln!("{rows} names, nothing to report"),
        (n, Some(rows)) => eprintln!("{rows} names, {n} to look at"),
        (n, None) => eprintln!("{n} to look at"),
    }
    Ok(if found.is_empty() {
        Code::Done
    } else {
        Code::Nothing
    })
}
