//! `exonym diff`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use clap::Args;
use exonym::gazetteer::{Change, diff};
use serde_json::json;

use crate::args::InspectFormat;
use crate::exit::Code;
use crate::gazetteers;
use crate::message::note;
use crate::output::Output;
use crate::terminal;
use crate::words::counted;

#[derive(Debug, Args)]
pub struct Diff {
    /// The gazetteer as it was: a .gaz file, a CSV, or `default`
    #[arg(value_name = "OLD")]
    old: String,
    /// The gazetteer as it is
    #[arg(value_name = "NEW")]
    new: String,
    /// How to write the changes
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    format: InspectFormat,
}

pub fn run(args: &Diff) -> Result<Code> {
    let (old, new) = (gazetteers::open(&args.old)?, gazetteers::open(&args.new)?);
    let changes = diff(&old, &new);
    let mut out = Output::new(None)?;
    match args.format {
        InspectFormat::Text => {
            for change in &changes {
                let line = line(change)?;
                writeln!(out, "{}", terminal::shown(&line))?;
            }
        }
        InspectFormat::Json => {
            let whole = json!({
                "old": args.old,
                "new": args.new,
                "counts": counts(&changes),
                "changes": changes,
            });
            writeln!(out, "{whole:#}")?;
        }
    }
    out.finish()?;
    note!("{}", summary(args, &changes));
    Ok(if changes.is_empty() {
        Code::Done
    } else {
        Code::Nothing
    })
}

/// A sign, the entity, what of it, and how it was and is, with tabs between.
fn line(change: &Change<'_>) -> Result<String> {
    let mut line = String::new();
    let id = change.id();
    match change {
        Change::EntityAdded {
            canonical, names, ..
        } => write!(
            line,
            "+ {id}\tentity\t{canonical}, {}",
            counted(*names, "name")
        )?,
        Change::EntityRemoved {
            canonical, names, ..
        } => write!(
            line,
            "- {id}\tentity\t{canonical}, {}",
            counted(*names, "name")
        )?,
        Change::NameAdded {
            name, lang, kind, ..
        } => write!(line, "+ {id}\tname\t{name} ({}{kind})", tag(lang))?,
        Change::NameRemoved {
            name, lang, kind, ..
        } => write!(line, "- {id}\tname\t{name} ({}{kind})", tag(lang))?,
        Change::NameMoved {
            name, lang, from, ..
        } => write!(line, "> {id}\tname\t{name} ({}from {from})", tag(lang))?,
        Change::KindChanged {
            name,
            lang,
            old,
            new,
            ..
        } => write!(line, "! {id}\tkind\t{name} ({}{old} → {new})", tag(lang))?,
        Change::CanonicalChanged { lang, old, new, .. } => {
            let language = if lang.is_empty() { "no language" } else { lang };
            let (old, new) = (old.unwrap_or("-"), new.unwrap_or("-"));
            write!(line, "! {id}\tcanonical\t{language}: {old} → {new}")?;
        }
        Change::FieldChanged {
            field, old, new, ..
        } => {
            let (old, new) = (old.as_deref().unwrap_or("-"), new.as_deref().unwrap_or("-"));
            write!(line, "! {id}\t{field}\t{old} → {new}")?;
        }
        other => write!(line, "! {id}\t{other:?}")?,
    }
    Ok(line.replace('\n', " "))
}

fn tag(lang: &str) -> String {
    if lang.is_empty() {
        String::new()
    } else {
        format!("{lang}, ")
    }
}

/// How many changes there are of each sort, by the words JSON has for them.
fn counts(changes: &[Change<'_>]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for change in changes {
        let value = serde_json::to_value(change).unwrap_or_default();
        let sort = value["change"].as_str().unwrap_or_default().to_owned();
        *counts.entry(sort).or_default() += 1;
    }
    counts
}

fn summary(args: &Diff, changes: &[Change<'_>]) -> String {
    let sorts: Vec<String> = counts(changes)
        .into_iter()
        .map(|(sort, count)| match sort.split_once('-') {
            Some(("canonical", done)) => format!("{} {done}", counted(count, "canonical name")),
            Some((noun, done)) => format!("{} {done}", counted(count, noun)),
            None => format!("{count} {sort}"),
        })
        .collect();
    let what = if sorts.is_empty() {
        "no difference".to_owned()
    } else {
        sorts.join(", ")
    };
    format!("{} → {}: {what}", args.old, args.new)
}
