//! `exonym explain --at LINE:COLUMN FILE`: what is made of one place of a text.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use exonym::matcher::Abstention;
use exonym::text::{Joint, Token, tokenize};
use exonym::{Candidate, Entity, EntityType, Matcher, Mention, Scratch, Span, Tier};

use crate::args::Reading;
use crate::exit::{Code, Usage};
use crate::input::{self, Document, Field, Opened, Options, Paths};
use crate::output::Output;
use crate::terminal;

/// Explains what stands at a line and column of a file, which is read in this way and language.
pub fn run(
    (path, (line, column)): (&str, (usize, usize)),
    (reading, lang): (&Reading, &str),
    matcher: &Matcher,
) -> Result<Code> {
    let options = Options::of(reading)?;
    let shown = if path == "-" { "<stdin>" } else { path };
    let problem = format!("--at {line}:{column}: {shown} has no such place");
    let no_place = || Usage(problem.clone());
    let document = with_place(path, (line, column), &options)?.ok_or_else(no_place)?;
    let opened = document.open(&options, lang)?;
    let column = match document.line == line {
        // A chunk may begin within a line.
        true => column - (document.start().column - 1),
        false => column,
    };
    let at = offset(opened.decoded.text(), line - document.line + 1, column);
    let at = at.ok_or_else(no_place)?;

    let name = &document.name;
    let mut shown = format!("place    {name}:{line}:{column}\n");
    let mut out = Output::new(None)?;
    let mut scratch = Scratch::default();
    let mut found = false;
    for field in &opened.fields {
        found |= explain(&mut shown, matcher, (field, &opened), at, &mut scratch)?;
        if found {
            break;
        }
    }
    if !found {
        let words = opened.fields.iter();
        let mut words = words.filter_map(|field| words_at((field, &opened), at, lang));
        not_found(&mut shown, matcher, words.next())?;
    }
    out.write_all(terminal::shown(&shown).as_bytes())?;
    out.finish()?;
    Ok(match found {
        true => Code::Done,
        false => Code::Nothing,
    })
}

/// The file, or the line, row or chunk of it, that a line and column of the file is in.
fn with_place(path: &str, place: (usize, usize), options: &Options) -> Result<Option<Document>> {
    let paths = Paths {
        files: vec![path.into()],
        ..Paths::default()
    };
    let mut last = None;
    for document in input::documents(paths, options.clone()) {
        let document = document?;
        if (document.line, document.start().column) > place {
            break;
        }
        last = Some(document);
    }
    Ok(last)
}

/// Says what is made of the place, if it is in this text: whether anything was found there.
fn explain(
    shown: &mut String,
    matcher: &Matcher,
    (field, opened): (&Field, &Opened<'_>),
    at: usize,
    scratch: &mut Scratch,
) -> Result<bool> {
    let text = field.text(&opened.decoded);
    let annotation = match &field.content {
        Some(content) => content.annotate(matcher, &field.lang, scratch),
        None => matcher.annotate(&exonym::Document::new(text).lang(&field.lang), scratch),
    };
    let here = |span: &Span| field.in_document(span).contains(&at);
    let mention = annotation.mentions.iter().find(|m| here(&m.span));
    let abstention = annotation.abstentions.iter().find(|a| here(&a.span));
    if mention.is_some() || abstention.is_some() || opened.fields.len() == 1 {
        let other = annotation.languages.iter().find(|(lines, _)| here(lines));
        let lang = other.map_or(&annotation.lang, |(_, lang)| lang);
        writeln!(shown, "language {}", named(lang))?;
    }
    match (mention, abstention) {
        (Some(mention), _) => {
            let lang = annotation.lang_at(mention.span.start);
            linked(shown, matcher, text, mention, lang)?;
        }
        (None, Some(abstention)) => not_linked(shown, matcher, text, abstention)?,
        (None, None) => return Ok(false),
    }
    Ok(true)
}

fn linked(
    shown: &mut String,
    matcher: &Matcher,
    text: &[u8],
    mention: &Mention<'_>,
    lang: &str,
) -> Result<()> {
    let surface = String::from_utf8_lossy(&text[mention.span.clone()]);
    let (id, kind) = (mention.entity.id, mention.mention_type());
    let canonical = matcher
        .canonical(id, lang)
        .or_else(|| matcher.canonical(id, ""))
        .map_or("", |name| name.text);
    writeln!(shown, "surface  `{surface}`")?;
    let place = place_of(&mention.entity);
    writeln!(
        shown,
        "decision linked to {id}, {canonical}{place} ({kind})"
    )?;
    why(shown, mention)?;
    let route = match &mention.scheme {
        Some(scheme) => Some((scheme.from, scheme.way.clone())),
        // What is simply listed came by no route.
        None if matches!(mention.tier, Tier::Exact | Tier::Folded) => None,
        None => matcher.route(&surface, id),
    };
    if let Some((listed, way)) = route {
        let (route, standards) = (&way.route, way.standards.join(" + "));
        writeln!(
            shown,
            "route    {route} from `{}`: {standards}",
            listed.text
        )?;
    }
    rivals(shown, matcher, &mention.rivals)
}

/// The listed name that a mention was linked by, and how sure that is.
fn why(shown: &mut String, mention: &Mention<'_>) -> Result<()> {
    let (name, tier) = (&mention.name, mention.tier.as_str());
    let (cost, score) = (mention.cost, mention.score);
    let lang = named(name.lang);
    writeln!(shown, "listed   `{}`, {}, {lang}", name.text, name.kind)?;
    writeln!(shown, "tier     {tier}, cost {cost:.2}, score {score:.2}")?;
    let cases = mention.cases.map(|cases| cases.to_string());
    if let Some(cases) = cases.filter(|cases| !cases.is_empty()) {
        writeln!(shown, "case     {cases}")?;
    }
    Ok(writeln!(shown, "evidence {}", mention.evidence_in_words())?)
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

/// What stands at a place, the longest first.
#[derive(Default)]
struct Words {
    /// The run of words with capitals that it is in, and the word, with what a hyphen or an apostrophe joins to it.
    longest_first: Vec<String>,
    /// The language it is in, if that is said.
    lang: String,
}

/// The words at a place.
fn words_at((field, opened): (&Field, &Opened<'_>), at: usize, lang: &str) -> Option<Words> {
    let text = str::from_utf8(field.text(&opened.decoded)).ok()?;
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let here = tokens
        .iter()
        .position(|token| field.in_document(&token.span()).contains(&at))?;
    let joined = |token: &Token| matches!(token.joint(), Joint::Hyphen | Joint::Apostrophe);
    let in_run = |at: usize| {
        let token = &tokens[at];
        let has_capital = |at: usize| text[tokens[at].span()].starts_with(char::is_uppercase);
        let apart = matches!(token.joint(), Joint::Space | Joint::Line | Joint::DotSpace);
        joined(token) || (apart && has_capital(at) && has_capital(at - 1))
    };
    let around = |goes_on: &dyn Fn(usize) -> bool| {
        let first = (1..=here).rev().find(|at| !goes_on(*at)).unwrap_or(0);
        let behind = (here + 1..tokens.len()).take_while(|at| goes_on(*at));
        let (start, end) = (
            tokens[first].span().start,
            tokens[here + behind.count()].span().end,
        );
        text[start..end].to_owned()
    };
    let mut longest_first = vec![around(&in_run), around(&|at| joined(&tokens[at]))];
    longest_first.dedup();
    let lang = match field.lang.is_empty() {
        true => lang,
        false => &field.lang,
    };
    Some(Words {
        longest_first,
        lang: lang.to_owned(),
    })
}

/// Says that nothing was found, and whom a run of words or one of it may mean if it is looked up by itself.
fn not_found(shown: &mut String, matcher: &Matcher, words: Option<Words>) -> Result<()> {
    const SHOWN: usize = 5;
    /// What costs so much more is no rival.
    const APART: f32 = 1.0;
    let Words {
        longest_first,
        lang,
    } = words.unwrap_or_default();
    let mut found = longest_first
        .iter()
        .map(|words| (words, matcher.lookup(words, &lang, SHOWN)));
    let Some((word, mut candidates)) = found.find(|(_, candidates)| !candidates.is_empty()) else {
        writeln!(shown, "decision nothing that is listed stands here")?;
        return Ok(());
    };
    let is_run = word.contains(char::is_whitespace);
    if is_run {
        // What is like a word of it alone says nothing.
        let nearest = candidates[0].cost;
        candidates.retain(|candidate| candidate.cost <= nearest + APART);
    }
    writeln!(shown, "surface  `{word}`")?;
    let is_listed =
        |candidate: &Candidate<'_>| matches!(candidate.tier, Tier::Exact | Tier::Folded);
    let why = match candidates.iter().any(is_listed) {
        true => {
            "it is listed, but its capitals, the words beside it or the language of the text speak against it"
        }
        false if is_run => "as a whole it is too unlike what is listed",
        false => {
            "a word alone is linked as it is listed, or once the full name stands in the text; \
             other spellings are found in runs of two to four words"
        }
    };
    writeln!(shown, "decision not linked: {why}")?;
    rivals(shown, matcher, &candidates)
}

/// Who else it might have been.
fn rivals(shown: &mut String, matcher: &Matcher, rivals: &[Candidate<'_>]) -> Result<()> {
    const SHOWN: usize = 5;
    for rival in rivals.iter().take(SHOWN) {
        let canonical = matcher
            .canonical(rival.entity.id, "")
            .map_or("", |name| name.text);
        let (id, tier) = (rival.entity.id, rival.tier.as_str());
        let place = place_of(&rival.entity);
        writeln!(
            shown,
            "rival    {id}, {canonical}{place}: {tier}, cost {:.2}, weight {}",
            rival.cost, rival.entity.weight
        )?;
    }
    Ok(())
}

/// Where a place is, by its columns `region` or `country`: `, US.TX`.
fn place_of(entity: &Entity<'_>) -> String {
    if entity.entity_type != EntityType::Place {
        return String::new();
    }
    let columns = entity.attributes();
    let text = |column: &str| {
        columns
            .get(column)?
            .as_str()
            .filter(|text| !text.is_empty())
    };
    let place = ["region", "country"].into_iter().find_map(text);
    place.map_or(String::new(), |place| format!(", {place}"))
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
