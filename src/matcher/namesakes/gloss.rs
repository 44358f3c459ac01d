//! What a gloss behind a place's name tells of it: `Weston, Ireland`, `Делавэр (округ в Пенсильвании)`.

use std::collections::HashSet;

use super::listed_together::are_listed_together;
use super::neighbours::Between;
use super::sector::{self, is_national};
use crate::fold::key;
use crate::gazetteer::{EntityType, Level, NameKind};
use crate::matcher::annotation::{Candidate, Reason, Tier};
use crate::matcher::beside::stretch::{Passage, Stretch};
use crate::matcher::candidate::matched::Match;
use crate::matcher::layers::Layers;
use crate::matcher::size::is_little_town;
use crate::matcher::words::{self, Class};
use crate::text::{Flags, Joint};

/// Objects to places that the country behind them does not have.
pub(in crate::matcher) fn object(matches: &mut [Match<'_>], passage: Passage<'_>) {
    let Passage {
        text, tokens, lang, ..
    } = passage;
    for at in 1..matches.len() {
        let (inner, outer) = (&matches[at - 1], &matches[at]);
        let (last, first) = (inner.last as usize, outer.first as usize);
        // Matches may overlap.
        let Some(between) = text.get(tokens[last].span().end..tokens[first].span().start) else {
            continue;
        };
        if let Some(body) = of_another(inner, outer, first - last, tokens[first].joint) {
            matches[at - usize::from(body == Body::First)].objection =
                Some(Reason::PartOfLongerName);
            continue;
        }
        let Some(joint) = Between::read(between, lang).filter(|_| is_open(inner, outer)) else {
            continue;
        };
        let listed = |m: Option<&Match<'_>>| {
            m.is_some_and(|next| {
                let last = outer.last as usize;
                next.first > outer.last
                    && is_place(&next.candidates[0])
                    && are_listed_together(passage, last, next.first as usize)
            })
        };
        if is_abroad(&inner.candidates, &outer.candidates[0])
            && (joint == Between::Bracket
                || joint == Between::Comma && !listed(matches.get(at + 1)))
        {
            matches[at - 1].objection = Some(Reason::Remote);
        }
    }
}

/// Takes a town for the one whose longer name has the word behind it: `Frankfurt (Oder)`, `Halle/Saale`.
pub(in crate::matcher) fn settle(matches: &mut [Match<'_>], passage: Passage<'_>) {
    const LOOKED_AT: usize = 16;
    // The words behind such towns, which are of their names.
    let mut added = HashSet::new();
    for m in matches
        .iter_mut()
        .filter(|m| !m.settled && is_place(&m.candidates[0]))
    {
        let Some(word) = addition(m, passage) else {
            continue;
        };
        let has = |candidate: &Candidate<'_>| {
            let gazetteer = &passage.layers.gazetteers()[candidate.layer];
            let own = key(candidate.name.text);
            let mut names = gazetteer.names(&candidate.entity);
            names.any(|name| {
                if name.text.len() <= candidate.name.text.len() {
                    return false;
                }
                let longer = key(name.text);
                let rest = longer.strip_prefix(&own);
                rest.is_some_and(|rest| rest.split([' ', '-']).any(|part| is_case_of(part, &word)))
            })
        };
        if let Some(at) = m.candidates.iter().take(LOOKED_AT).position(has) {
            m.settle_on(at);
            take_in_addition(m, passage);
            added.insert(m.last);
        }
    }
    for m in matches.iter_mut().filter(|m| added.contains(&m.first)) {
        m.objection = Some(Reason::PartOfLongerName);
    }
}

/// Whether a word is another, or one with an ending: Russian `Одер`, `-на-Одере`.
fn is_case_of(part: &str, word: &str) -> bool {
    /// Letters of an ending.
    const LONGEST: usize = 2;
    part.strip_prefix(word)
        .is_some_and(|ending| ending.chars().count() <= LONGEST)
}

/// Makes the word behind, with the bracket that closes it, part of a match.
fn take_in_addition(m: &mut Match<'_>, passage: Passage<'_>) {
    let Passage { text, tokens, .. } = passage;
    m.last += 1;
    let word = tokens[m.last as usize].span();
    let closes = text[..word.start].ends_with('(') && text[word.end..].starts_with(')');
    let first = tokens[m.first as usize].span().start;
    m.span.end = m.span.start + word.end + usize::from(closes) - first;
}

/// The key of a word with a capital that stands in brackets or behind a stroke.
fn addition(m: &Match<'_>, passage: Passage<'_>) -> Option<String> {
    let Passage { text, tokens, .. } = passage;
    let at = m.last as usize + 1;
    let token = tokens.get(at)?;
    let between = &text[tokens[at - 1].span().end..token.span().start];
    let closed = match between {
        " (" => text[token.span().end..].starts_with(')'),
        "/" => true,
        _ => false,
    };
    (closed && token.has(Flags::CAPITAL)).then(|| key(&text[token.span()]))
}

/// Whether nothing else is known of either.
fn is_open(inner: &Match<'_>, outer: &Match<'_>) -> bool {
    let untold = |m: &Match<'_>| m.objection.is_none() && is_place(&m.candidates[0]);
    !inner.settled && untold(inner) && untold(outer)
}

fn is_place(candidate: &Candidate<'_>) -> bool {
    candidate.mention_type() == EntityType::Place
}

/// Whether it is a town or district that is little known and lies in another country than the one behind it.
fn is_abroad(inner: &[Candidate<'_>], outer: &Candidate<'_>) -> bool {
    let home = inner[0].entity.country();
    let little =
        || is_little_town(&inner[0].entity) || inner[0].entity.level() == Some(Level::Subdivision);
    outer.entity.is_country() && home.is_some() && home != outer.entity.country() && little()
}

/// The first word of a gloss in brackets directly behind, without its article: `Делавэр (округ в Пенсильвании)`.
pub(super) fn first_word(stretch: &Stretch<'_>) -> Option<usize> {
    let next = stretch.last + 1;
    let token = stretch.tokens.get(next)?;
    let opens = stretch.text[stretch.span().end..token.span().start] == *" (";
    let article =
        words::is(token, stretch.lang, Class::Function) && next + 1 < stretch.tokens.len();
    opens.then_some(next + usize::from(article))
}

/// Which of two matches is a party, a ministry or the like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    First,
    Second,
}

/// `Лейбористскую партию Австралии`, `Минэкономразвития Чувашии`, `the Norwegian Labour Party`: what is listed for
/// another country than the one that stands beside it is that of this one, or of a part of the country, and not
/// listed.
fn of_another(inner: &Match<'_>, outer: &Match<'_>, distance: usize, joint: Joint) -> Option<Body> {
    if distance != 1 || joint != Joint::Space {
        return None;
    }
    let (body, place, which) = match is_national(&inner.candidates[0].entity) {
        true => (inner, outer, Body::First),
        false => (outer, inner, Body::Second),
    };
    let (own, other) = (&body.candidates[0], &place.candidates[0]);
    let fits = match which {
        Body::First => is_place(other) && other.tier == Tier::Inflected,
        Body::Second => is_party(own) && other.name.kind == NameKind::Demonym,
    };
    let home = own
        .entity
        .country()
        .filter(|_| fits && body.objection.is_none())?;
    let elsewhere = match other.entity.level() {
        Some(Level::Country) => Some(home) != other.entity.country(),
        Some(Level::Division) => which == Body::First && is_bare_ministry(own),
        _ => false,
    };
    elsewhere.then_some(which)
}

/// Whether one word names it and does not say of which country it is.
fn is_bare_ministry(candidate: &Candidate<'_>) -> bool {
    sector::is_of(&candidate.entity, "government") && !candidate.name.text.contains(' ')
}

/// Whether it is a party of some country.
pub(in crate::matcher) fn is_party(candidate: &Candidate<'_>) -> bool {
    sector::is_of(&candidate.entity, "party")
}

/// Whether other countries have parties of a name, as of `Labour Party`: the gazetteer has another name of it with the
/// country added, and this is none such.
pub(in crate::matcher) fn is_any_countrys(candidate: &Candidate<'_>, layers: &Layers) -> bool {
    if !is_party(candidate) {
        return false;
    }
    let own = key(candidate.name.text);
    if !own.contains(' ') {
        return false;
    }
    let gazetteer = &layers.gazetteers()[candidate.layer];
    let keys: Vec<String> = gazetteer
        .names(&candidate.entity)
        .map(|name| key(name.text))
        .filter(|key| key.contains(' '))
        .collect();
    let is_in = |short: &String, long: &String| long.len() > short.len() && long.contains(short);
    let added = keys
        .iter()
        .any(|long| keys.iter().any(|short| is_in(short, long)));
    added && !keys.iter().any(|short| is_in(short, &own))
}
