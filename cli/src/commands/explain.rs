//! `exonym explain`.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use clap::Args;
use exonym::fold;
use exonym::text::{script_of, tokenize};

use super::explain_at;
use crate::args::{Gazetteers, Reading, lang};
use crate::exit::Code;
use crate::gazetteers;
use crate::output::Output;
use crate::terminal;

#[derive(Debug, Args)]
pub struct Explain {
    /// The name to explain; with --at, the file it stands in
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Explain what stands at this line and column of a file
    #[arg(long, value_name = "LINE:COLUMN", value_parser = position)]
    pub at: Option<(usize, usize)>,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    /// Language the name or the file is in, as a BCP 47 tag
    #[arg(long, value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
    pub lang: String,
    #[command(flatten, next_help_heading = "How to read the file of --at")]
    pub reading: Reading,
}

/// A line and a column, both from 1.
fn position(text: &str) -> Result<(usize, usize), String> {
    let (line, column) = text.split_once(':').unwrap_or((text, "1"));
    match (line.parse(), column.parse()) {
        (Ok(line), Ok(column)) if line > 0 && column > 0 => Ok((line, column)),
        _ => Err(format!(
            "`{text}` is no place; give line and column, both from 1, such as 3:14"
        )),
    }
}

pub fn run(args: &Explain) -> Result<Code> {
    let matcher = gazetteers::matcher(&args.gazetteers)?;
    if let Some(place) = args.at {
        return explain_at::run(args, &matcher, place);
    }
    let name = args.name.as_str();
    let mut text = String::new();
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    let words: Vec<String> = tokens
        .iter()
        .map(|t| format!("`{}`", &name[t.span()]))
        .collect();
    let script = Some(script_of(name))
        .filter(|s| !s.is_empty())
        .unwrap_or("none of its own");
    writeln!(
        text,
        "name     {name}\nscript   {script}\ntokens   {}\nkey      `{}`",
        words.join(" "),
        fold::key(name)
    )?;

    let candidates = matcher.lookup(name, &args.lang, usize::MAX);
    for candidate in &candidates {
        let entity = &candidate.entity;
        let canonical = matcher
            .canonical(entity.id, "")
            .map_or("", |name| name.text);
        let lang = if candidate.name.lang.is_empty() {
            "no language"
        } else {
            candidate.name.lang
        };
        writeln!(
            text,
            "\n{}  {canonical} ({})",
            entity.id, entity.entity_type
        )?;
        writeln!(
            text,
            "  listed   `{}`, {}, {lang}",
            candidate.name.text, candidate.name.kind
        )?;
        writeln!(
            text,
            "  tier     {}, cost {:.2}, score {:.2}",
            candidate.tier.as_str(),
            candidate.cost,
            candidate.score
        )?;
        if let Some((listed, way)) = matcher.route(name, entity.id) {
            let standards = way.standards.join(" + ");
            writeln!(
                text,
                "  route    {} from `{}`: {standards}",
                way.route, listed.text
            )?;
        }
        if entity.weight > 0.0 {
            writeln!(text, "  weight   {}", entity.weight)?;
        }
    }
    let decision = match matcher.decide(&candidates) {
        Ok(candidate) => format!("linked to {}", candidate.entity.id),
        Err(reason) => format!("not linked: {}", reason.as_str()),
    };
    writeln!(text, "\ndecision {decision}")?;

    let mut out = Output::new(None)?;
    out.write_all(terminal::shown(&text).as_bytes())?;
    out.finish()?;
    Ok(if candidates.is_empty() {
        Code::Nothing
    } else {
        Code::Done
    })
}
