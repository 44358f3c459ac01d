//! `exonym compare`.

use std::fmt::Write as _;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use exonym::EntityType;
use exonym::compare::{Comparison, Options, compare};
use rayon::prelude::*;

use crate::args::Format;
use crate::exit::{self, Code};
use crate::gazetteers;
use crate::output::{Output, Sink};
use crate::{queries, terminal};

#[derive(Debug, Args)]
pub struct Compare {
    /// Two names; without, two names with a tab between on each line of standard input
    #[arg(value_name = "NAME", num_args = 2)]
    pub names: Vec<String>,
    /// What the names are of [default: judged from their words]
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pub entity_type: Option<NameType>,
    /// Do without the lexicon of name parts (Volodymyr for Vladimir) and what the built-in gazetteer
    /// lists (Wien for Vienna)
    #[arg(long)]
    pub no_lexicon: bool,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What names are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NameType {
    Person,
    Organization,
    Place,
}

pub fn run(args: &Compare) -> Result<Code> {
    let lexicon = gazetteers::lexicon(args.no_lexicon);
    let places = exonym_gazetteer::default();
    let options = Options::new()
        .entity_type(args.entity_type.map(entity_type))
        .lexicon(lexicon.as_deref())
        .places(Some(&places))
        .authority((!args.no_lexicon).then_some(&places));
    let mut out = Output::new(None)?;
    let (mut found, mut failed) = (false, false);
    let mut compare_all = |pairs: &[(String, String)]| -> Result<()> {
        let answers: Vec<(bool, String)> = pairs
            .par_iter()
            .map(|(first, second)| {
                let comparison = compare(first, second, &options);
                let text = written(args.format, first, second, &comparison)?;
                Ok((comparison.matched, text))
            })
            .collect::<Result<_>>()?;
        for (matched, text) in answers {
            found |= matched;
            out.put(text.into_bytes())?;
        }
        out.pause()
    };
    match &args.names[..] {
        [first, second] => compare_all(&[(first.clone(), second.clone())])?,
        _ => queries::standard_input().answer(|first, lines| {
            let mut pairs = Vec::with_capacity(lines.len());
            for (line, text) in (first..).zip(lines) {
                match pair(&text, line) {
                    Ok(pair) => pairs.push(pair),
                    Err(error) => {
                        failed = true;
                        exit::report(&error);
                    }
                }
            }
            compare_all(&pairs)
        })?,
    }
    out.finish()?;
    Ok(match (failed, found) {
        (true, _) => Code::Inputs,
        (false, true) => Code::Done,
        (false, false) => Code::Nothing,
    })
}

/// The two names of a line of standard input.
fn pair(text: &str, line: usize) -> Result<(String, String)> {
    let (first, second) = text
        .split_once('\t')
        .ok_or_else(|| anyhow!("<stdin>:{line}: two names with a tab between are wanted"))?;
    Ok((first.to_owned(), second.to_owned()))
}

fn entity_type(name: NameType) -> EntityType {
    match name {
        NameType::Person => EntityType::Person,
        NameType::Organization => EntityType::Organization,
        NameType::Place => EntityType::Place,
    }
}

fn written(format: Format, first: &str, second: &str, comparison: &Comparison) -> Result<String> {
    match format {
        Format::Jsonl => Ok(serde_json::to_string(comparison)? + "\n"),
        Format::Text => Ok(terminal::shown(&table(first, second, comparison)?).into_owned()),
    }
}

/// The verdict, then a line for each pair of words, each word left over, and each veto.
fn table(first: &str, second: &str, comparison: &Comparison) -> Result<String> {
    let mut text = String::new();
    let sign = if comparison.matched { "=" } else { "≠" };
    writeln!(
        text,
        "{first}\t{sign}\t{second}\t{}\t{:.2}",
        comparison.entity_type, comparison.score
    )?;
    for pair in &comparison.parts {
        let how = word(&pair.how);
        writeln!(
            text,
            "  {}\t{}\t{how}\t{:.2}",
            pair.first, pair.second, pair.cost
        )?;
    }
    for extra in &comparison.extra {
        let (left, right) = match extra.name {
            1 => (extra.word.as_str(), "-"),
            _ => ("-", extra.word.as_str()),
        };
        writeln!(
            text,
            "  {left}\t{right}\t{}\t{:.2}",
            word(&extra.role),
            extra.cost
        )?;
    }
    for veto in &comparison.vetoes {
        let side = |words: &str| {
            if words.is_empty() {
                "-".to_owned()
            } else {
                words.to_owned()
            }
        };
        writeln!(
            text,
            "  {}\t{}\tveto: {}",
            side(&veto.first),
            side(&veto.second),
            veto.reason.as_str()
        )?;
    }
    Ok(text)
}

/// The word for a case, as JSON has it.
fn word(case: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(case).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
