//! `exonym config`.

use std::io::Write as _;

use anyhow::Result;
use clap::Args;

use crate::config::{Config, SETTINGS};
use crate::exit::Code;
use crate::output::Output;
use crate::terminal;

#[derive(Debug, Args)]
pub struct ShowConfig {
    /// Also show where each setting comes from: the file and line, or the default
    #[arg(long)]
    show_origin: bool,
}

/// Writes the settings as a file that says the same.
pub fn run(args: &ShowConfig, config: &Config) -> Result<Code> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let file = config.file.as_ref().map(|(path, _)| path.display());
    let place = |line: usize| match &file {
        Some(file) => format!("{file}:{line}"),
        None => String::new(),
    };
    for setting in SETTINGS {
        let key = setting.key;
        lines.push(match config.get(key) {
            Some(entry) => (
                format!("{key} = {}", one_line(&entry.source)),
                place(entry.line),
            ),
            None if setting.usual.is_empty() => (format!("# {key}"), "not set".into()),
            None => (format!("{key} = {}", setting.usual), "default".into()),
        });
    }
    if !config.checks.is_empty() {
        lines.push(("\n[check]".into(), String::new()));
    }
    for check in &config.checks {
        lines.push((
            format!("{} = {}", check.key, check.source),
            place(check.line),
        ));
    }
    let mut out = Output::new(None)?;
    match (&config.file, args.show_origin) {
        (Some((path, origin)), true) => {
            let head = format!("# {}, {}", path.display(), origin.as_str());
            writeln!(out, "{}", terminal::shown(&head))?;
        }
        (None, true) => writeln!(out, "# no file of settings")?,
        (_, false) => {}
    }
    let longest = lines.iter().map(|(line, _)| line.chars().count()).max();
    let width = longest.unwrap_or_default().min(60);
    for (line, origin) in lines {
        let line = match args.show_origin && !origin.is_empty() {
            true => format!("{line:width$}  # {origin}"),
            false => line,
        };
        writeln!(out, "{}", terminal::shown(&line))?;
    }
    out.finish()?;
    Ok(Code::Done)
}

/// A list that goes over several lines is written in one.
fn one_line(source: &str) -> String {
    match source.contains('\n') && source.starts_with('[') {
        true => source.split_whitespace().collect::<Vec<_>>().join(" "),
        false => source.to_owned(),
    }
}
