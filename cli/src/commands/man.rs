//! `exonym man`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, Command};
use clap_mangen::Man;
use exonym::{Error, file};

use crate::exit::{Code, Usage};
use crate::message::note;
use crate::output::Output;
use crate::words::counted;

#[derive(Debug, Args)]
pub struct ManPages {
    /// The verb whose page to write [default: that of the program]
    #[arg(value_name = "VERB")]
    verb: Option<String>,
    /// Write the pages of the program and of all verbs to this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "verb")]
    all: Option<PathBuf>,
}

pub fn run(args: &ManPages) -> Result<Code> {
    let mut command = super::command();
    command.build();
    if let Some(folder) = &args.all {
        return write_all(&command, folder);
    }
    let command = match &args.verb {
        None => &command,
        Some(verb) => command.find_subcommand(verb).ok_or_else(|| {
            let verbs = command.get_subcommands().map(Command::get_name);
            Usage(format!(
                "no verb `{verb}`; there are: {}",
                verbs.collect::<Vec<_>>().join(", ")
            ))
        })?,
    };
    let mut out = Output::new(None)?;
    out.write_all(&page(command)?)?;
    out.finish()?;
    Ok(Code::Done)
}

fn write_all(command: &Command, folder: &Path) -> Result<Code> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut count = 0;
    let verbs = command
        .get_subcommands()
        .filter(|verb| verb.get_name() != "help");
    for command in std::iter::once(command).chain(verbs) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        let path = folder.join(format!("{name}.1"));
        let page = page(command)?;
        file::replace(&path, |out: &mut dyn Write| {
            out.write_all(&page).map_err(|e| Error::io(&path, e))
        })?;
        count += 1;
    }
    note!("{}: {}", folder.display(), counted(count, "page"));
    Ok(Code::Done)
}

/// The page of a verb, in roff.
fn page(command: &Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}
