//! `exonym romanize`.

use std::collections::HashSet;
use std::io::Write;

use anyhow::Result;
use clap::Args;
use exonym::romanize::{Standard, language_of_name, standard, standards};
use exonym::text::script_of;
use serde_json::json;

use crate::args::InspectFormat;
use crate::exit::{Code, Usage};
use crate::message::say;
use crate::output::{Output, Sink};
use crate::queries;
use crate::terminal;

#[derive(Debug, Args)]
pub struct Romanize {
    /// Text to write; without any, each line of standard input
    #[arg(value_name = "TEXT")]
    pub texts: Vec<String>,
    /// The standard, by its id or another name of it; --list shows them all
    #[arg(long, value_name = "ID")]
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
        None if args.list => list(args.format, &mut out)?,
        None => return Err(no_standard(&args.texts).into()),
    }
    out.finish()?;
    Ok(Code::Done)
}

/// How many standards a message names.
const SHOWN: usize = 3;

/// The error where no standard is named, with some for the first of the texts.
fn no_standard(texts: &[String]) -> Usage {
    let text = texts.first().map_or("", String::as_str);
    let (script, language) = (script_of(text), language_of_name(text));
    let fitting = standards()
        .iter()
        .filter(|standard| standard.from == script && standard.language == language);
    let ids: Vec<&str> = fitting.take(SHOWN).map(|standard| standard.id).collect();
    let such = match ids.is_empty() {
        true => String::new(),
        false => format!(", such as {}", ids.join(", ")),
    };
    Usage(format!(
        "name a standard with --standard{such}; --list shows them all"
    ))
}

fn find(id: &str) -> Result<&'static Standard> {
    let asked = id.to_lowercase();
    let likeness = |known: &str| strsim::jaro_winkler(&known.to_lowercase(), &asked);
    let ids = || standards().iter().map(|standard| standard.id);
    let is_slip = |known: &&str| {
        3 * strsim::levenshtein(&known.to_lowercase(), &asked) <= known.chars().count()
    };
    let slip = ids()
        .filter(is_slip)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    // Or the beginning of some.
    let longer = ids().filter(|known| known.to_lowercase().starts_with(&asked));
    let longer: Vec<&str> = longer.take(SHOWN + 1).collect();
    standard(id).ok_or_else(|| {
        let only = longer.first().copied().filter(|_| longer.len() == 1);
        let meant = match (slip.or(only), longer.as_slice()) {
            (Some(meant), _) => format!(" did you mean `{meant}`?"),
            (None, []) => String::new(),
            (None, some) if some.len() > SHOWN => {
                format!(" some begin so: {}, …;", some[..SHOWN].join(", "))
            }
            (None, some) => format!(" some begin so: {};", some.join(", ")),
        };
        Usage(format!("no standard `{id}`;{meant} --list shows them all")).into()
    })
}

fn write(standard: &Standard, texts: &[String], out: &mut Output) -> Result<()> {
    let mut told: HashSet<&str> = HashSet::new();
    queries::answer_all(texts, |texts| {
        for text in texts {
            let written = standard.apply(text);
            writeln!(out, "{written}")?;
            if let Some(word) = left(standard, text, &written)
                && told.insert(script_of(word))
            {
                let line = format!(
                    "`{word}` is left as it is: {} is from {} to {}, and this is {}; --list shows the others",
                    standard.id,
                    standard.from,
                    standard.to,
                    script_of(word)
                );
                say!("{}", terminal::safe(&line));
            }
        }
        // Who waits for the next line is to have the last ones.
        out.pause()
    })
}

/// The first word that a standard has left in a script of neither side.
fn left<'w>(standard: &Standard, text: &str, written: &'w str) -> Option<&'w str> {
    let is_other = |word: &&str| !["", standard.from, standard.to].contains(&script_of(word));
    let bare = |word: &'w str| word.trim_matches(|c: char| !c.is_alphanumeric());
    let mut words = written.split_whitespace().map(bare).filter(is_other);
    words.find(|word| text.contains(*word))
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
