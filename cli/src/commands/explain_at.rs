//! `exonym explain --at LINE:COLUMN FILE`: what is made of one place of a text.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use exonym::{Abstention, Candidate, Document, Matcher, Mention, Scratch};

use super::explain::Explain;
use crate::exit::{Code, Usage};
use crate::output::Output;
use crate::terminal;

pub fn run(args: &Explain, matcher: &Matcher, (line, column): (usize, usize)) -> Result<Code> {
    let path = Path::new(&args.name);
    let text = std::fs::read(path).with_context(|| path.display().to_string())?;
    let at = offset(&text, line, column).ok_or_else(|| {
        Usage(format!(
            "--at {line}:{column}: {} has no such place",
            path.display()
        ))
    })?;
    let annotation = matcher.annotate(
        &Document::new(&text).lang(&args.lang),
        &mut Scratch::default(),
    );
    let mut shown = format!(
        "place    {}:{line}:{column}\nlanguage {}\n",
        path.display(),
        named(&annotation.lang)
    );
    let here = |span: &std::ops::Range<usize>| span.start <= at && at < span.end;
    let mention = annotation
        .mentions
        .iter()
        .find(|mention| here(&mention.span));
    let abstention = annotation
        .abstentions
        .iter()
        .find(|abstention| here(&abstention.span));
    match (mention, abstention) {
        (Some(mention), _) => linked(&mut shown, matcher, &text, mention, &annotation.lang)?,
        (None, Some(abstention)) => not_linked(&mut shown, matcher, &text, abstention)?,
        (None, None) => writeln!(shown, "decision nothing that is listed stands here")?,
    }
    let mut out = Output::new(None)?;
    out.write_all(terminal::shown(&shown).as_bytes())?;
    out.finish()?;
    Ok(if mention.is_some() || abstention.is_some() {
        Code::Done
    } else {
        Code::Nothing
    })
}

fn linked(
    shown: &mut String,
    matcher: &Matcher,
    text: &[u8],
    mention: &Mention<'_>,
    lang: &str,
) -> Result<()> {
    let surface = String::from_utf8_lossy(&text[mention.span.clone()]);
    let entity = &mention.entity;
    let canonical = matcher
        .canonical(entity.id, lang)
        .or_else(|| matcher.canonical(entity.id, ""));
    writeln!(shown, "surface  `{surface}`")?;
    writeln!(
        shown,
        "decision linked to {}, {} ({})",
        entity.id,
        canonical.map_or("", |name| name.text),
        mention.mention_type()
    )?;
    writeln!(
        shown,
        "listed   `{}`, {}, {}",
        mention.name.text,
        mention.name.kind,
        named(mention.name.lang)
    )?;
    writeln!(
        shown,
        "tier     {}, cost {:.2}, score {:.2}",
        mention.tier.as_str(),
        mention.cost,
        mention.score
    )?;
    let cases = mention
        .cases
        .map(|cases| cases.to_string())
        .filter(|cases| !cases.is_empty());
    if let Some(cases) = cases {
        writeln!(shown, "case     {cases}")?;
    }
    writeln!(shown, "evidence {}", mention.evidence.in_words())?;
    if let Some((listed, way)) = matcher.route(&surface, entity.id) {
        writeln!(
            shown,
            "route    {} from `{}`: {}",
            way.route,
            listed.text,
            way.standards.join(" + ")
        )?;
    }
    rivals(shown, matcher, &mention.rivals)
}

fn not_linked(
    shown: &mut String,
    matcher: &Matcher,
    text: &[u8],
    abstention: &Abstention<'_>,
) -> Result<()> {
    let surface = String::from_utf8_lossy(&text[abstention.span.clone()]);
    writeln!(shown, "surface  `{surface}`")?;
    writeln!(shown, "decision not linked: {}", abstention.reason.as_str())?;
    rivals(shown, matcher, &abstention.candidates)
}

/// Who else it might have been.
fn rivals(shown: &mut String, matcher: &Matcher, rivals: &[Candidate<'_>]) -> Result<()> {
    const SHOWN: usize = 5;
    for rival in rivals.iter().take(SHOWN) {
        let canonical = matcher
            .canonical(rival.entity.id, "")
            .map_or("", |name| name.text);
        let (id, tier) = (rival.entity.id, rival.tier.as_str());
        writeln!(
            shown,
            "rival    {id}, {canonical}: {tier}, cost {:.2}, weight {}",
            rival.cost, rival.entity.weight
        )?;
    }
    Ok(())
}

fn named(lang: &str) -> &str {
    if lang.is_empty() { "not known" } else { lang }
}

/// The byte at a line and column, which counts code points.
fn offset(text: &[u8], line: usize, column: usize) -> Option<usize> {
    let start = match line {
        1 => 0,
        _ => {
            text.iter()
                .enumerate()
                .filter(|(_, byte)| **byte == b'\n')
                .nth(line - 2)?
                .0
                + 1
        }
    };
    let end = text[start..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |at| start + at);
    let line = String::from_utf8_lossy(&text[start..end]).into_owned();
    let (at, _) = line.char_indices().nth(column - 1)?;
    Some(start + at)
}
