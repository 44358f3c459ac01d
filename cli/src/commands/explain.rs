//! `exonym explain`.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use clap::Args;
use exonym::matcher::Evidence;
use exonym::output::{ExplainedCandidate, Explanation};

use super::explain_at;
use crate::args::{Gazetteers, Reading, lang};
use crate::exit::Code;
use crate::gazetteers;
use crate::output::Output;
use crate::terminal;

#[derive(Debug, Args)]
pub struct Explain {
    /// The name to explain; with --at, the file it stands in, `-` or nothing for standard input
    #[arg(value_name = "NAME", required_unless_present = "at")]
    pub name: Option<String>,
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
    let name = args.name.as_deref();
    if let Some(place) = args.at {
        let file = name.unwrap_or("-");
        return explain_at::run((file, place), (&args.reading, &args.lang), &matcher);
    }
    let name = name.unwrap_or_default();
    let candidates = matcher.lookup(name, &args.lang, usize::MAX);
    let text = written(&Explanation::new(name, &candidates, &matcher))?;
    let mut out = Output::new(None)?;
    out.write_all(terminal::shown(&text).as_bytes())?;
    out.finish()?;
    Ok(if candidates.is_empty() {
        Code::Nothing
    } else {
        Code::Done
    })
}

/// How the name is read, a block for each candidate, and the decision.
fn written(explanation: &Explanation<'_>) -> Result<String> {
    let mut text = String::new();
    let tokens = explanation.tokens.iter().map(|token| format!("`{token}`"));
    let tokens: Vec<String> = tokens.collect();
    let script = match explanation.script {
        "" => "none of its own",
        script => script,
    };
    writeln!(
        text,
        "name     {}\nscript   {script}\ntokens   {}\nkey      `{}`",
        explanation.name,
        tokens.join(" "),
        explanation.key
    )?;
    for candidate in &explanation.candidates {
        write_candidate(&mut text, candidate)?;
    }
    let decision = match (explanation.link, explanation.reason) {
        (Some(id), _) => format!("linked to {id}"),
        (None, reason) => format!("not linked: {}", reason.map_or("", |r| r.as_str())),
    };
    writeln!(text, "\ndecision {decision}")?;
    Ok(text)
}

fn write_candidate(text: &mut String, explained: &ExplainedCandidate<'_>) -> Result<()> {
    let candidate = &explained.candidate;
    let lang = match explained.lang {
        "" => "no language",
        lang => lang,
    };
    writeln!(
        text,
        "\n{}  {} ({})",
        candidate.id, candidate.canonical, candidate.entity_type.0
    )?;
    writeln!(
        text,
        "  listed   `{}`, {}, {lang}",
        candidate.name, explained.kind
    )?;
    writeln!(
        text,
        "  tier     {}, cost {:.2}, score {:.2}",
        candidate.tier.as_str(),
        candidate.cost,
        candidate.score
    )?;
    if candidate.evidence == Evidence::Authority {
        writeln!(text, "  evidence {}", candidate.evidence.in_words())?;
    }
    if let Some(way) = &candidate.route {
        let standards = way.standards.join(" + ");
        writeln!(
            text,
            "  route    {} from `{}`: {standards}",
            way.route, way.from
        )?;
    }
    if explained.weight > 0.0 {
        writeln!(text, "  weight   {}", explained.weight)?;
    }
    Ok(())
}
