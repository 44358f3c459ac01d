//! `exonym lookup`.

use anyhow::Result;
use clap::Args;
use exonym::output::LookupRecord;
use exonym::{Candidate, Matcher};
use rayon::prelude::*;

use crate::args::{Format, Gazetteers, lang};
use crate::exit::Code;
use crate::gazetteers;
use crate::output::{Output, Sink};
use crate::{queries, terminal};

#[derive(Debug, Args)]
pub struct Lookup {
    /// Names to look up; without any, one on each line of standard input
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    /// Language the names are in, as a BCP 47 tag
    #[arg(long, value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
    pub lang: String,
    /// At most so many candidates for each name
    #[arg(long, value_name = "K", default_value_t = 5)]
    pub limit: usize,
    /// How to write what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

pub fn run(args: &Lookup) -> Result<Code> {
    let matcher = gazetteers::matcher(&args.gazetteers)?;
    let mut out = Output::new(None)?;
    let mut found = false;
    let mut answer_all = |names: &[String]| -> Result<()> {
        let answers: Vec<(bool, String)> = names
            .par_iter()
            .map(|name| answer(args, &matcher, name))
            .collect::<Result<_>>()?;
        for (linked, line) in answers {
            found |= linked;
            out.put(line.into_bytes())?;
        }
        out.pause()
    };
    queries::answer_all(&args.names, &mut answer_all)?;
    out.finish()?;
    Ok(if found { Code::Done } else { Code::Nothing })
}

/// Whether anything was found, and what to write.
fn answer(args: &Lookup, matcher: &Matcher, name: &str) -> Result<(bool, String)> {
    let candidates = matcher.lookup(name, &args.lang, args.limit.max(LookupRecord::FEWEST));
    let text = match args.format {
        Format::Jsonl => {
            let answer = LookupRecord::new(name, &candidates, matcher, &args.lang, args.limit);
            serde_json::to_string(&answer)? + "\n"
        }
        Format::Text => {
            // Of none, the first says at least that there are some.
            let shown = &candidates[..candidates.len().min(args.limit.max(1))];
            table(matcher, name, shown, matcher.decide(&candidates).ok())
        }
    };
    Ok((!candidates.is_empty(), text))
}

fn table(
    matcher: &Matcher,
    name: &str,
    candidates: &[Candidate<'_>],
    link: Option<&Candidate<'_>>,
) -> String {
    let mut text = String::new();
    let name = terminal::cell(name);
    if candidates.is_empty() {
        text = format!("{name}\t-\tnothing of this name is listed\n");
    }
    for candidate in candidates {
        let linked = link.is_some_and(|link| link.entity.id == candidate.entity.id);
        let canonical = matcher
            .canonical(candidate.entity.id, "")
            .map_or("", |name| name.text);
        let canonical = terminal::cell(canonical);
        text += &format!(
            "{name}\t{}\t{canonical}\t{}\t{}\t{}\t{:.2}\n",
            if linked { "=" } else { "?" },
            candidate.entity.id,
            candidate.entity.entity_type,
            candidate.tier.as_str(),
            candidate.score
        );
    }
    terminal::shown(&text).into_owned()
}
