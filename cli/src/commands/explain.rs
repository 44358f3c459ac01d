//! `exonym explain`.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use exonym::fold;
use exonym::text::{script_of, tokenize};

use super::explain_at;
use crate::args::Explain;
use crate::exit::Code;
use crate::gazetteers;
use crate::output::Output;
use crate::terminal;

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
