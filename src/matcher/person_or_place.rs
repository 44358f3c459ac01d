//! Small towns that share their names with people, as `Burton` and `Анна` do: one is rather a person
//! where no word beside it says that a place is meant, as in `in Burton` and `Burton and Hinckley`.

use super::annotation::Candidate;
use super::beside::{
    AND, INSTITUTIONS, PLACE_WORDS, is_behind_place_word, is_in_local_case, is_listed,
};
use super::capitals::starts_sentence;
use super::decide::is_small;
use super::layers::Layers;
use super::matched::Match;
use super::place::Place;
use super::words::{self, Class};
use crate::fold::{folded, key};
use crate::gazetteer::{Entity, EntityType, NameKind};
use crate::text::{Flags, Joint, Token};

/// Of each match whether it is such a town's and nothing beside it says that it is meant.
pub(super) fn doubtful(
    matches: &[Match<'_>],
    text: &str,
    tokens: &[Token],
    lang: &str,
    layers: &Layers,
) -> Vec<bool> {
    if lang.is_empty() {
        return vec![false; matches.len()];
    }
    let lonely: Vec<bool> = matches
        .iter()
        .map(|m| {
            let place = Place::new(text, tokens, m.first, m.last);
            may_be_person(&place, m, lang, layers) && !is_told(&place, m, lang)
        })
        .collect();
    let plain = |at: usize| {
        matches.get(at).is_some_and(|m| {
            m.objection.is_none()
                && !lonely[at]
                && m.candidates[0].entity.entity_type == EntityType::Place
        })
    };
    let next_to = |before: usize, after: usize| {
        let (first, last) = (matches[before].last, matches[after].first);
        are_listed_together(text, tokens, first as usize, last as usize, lang)
    };
    (0..matches.len())
        .map(|at| {
            let before = || {
                at.checked_sub(1)
                    .is_some_and(|b| plain(b) && next_to(b, at))
            };
            let after = || plain(at + 1) && next_to(at, at + 1);
            lonely[at] && !before() && !after()
        })
        .collect()
}

/// Towns of more people are named without such words.
const LARGE: f32 = 250_000.0;

fn is_town(entity: &Entity<'_>) -> bool {
    entity.entity_type == EntityType::Place
        && entity.weight > 0.0
        && entity.attribute("level").is_none()
}

/// Whether a small town is meant, if a place is, by a word that is a name of people too.
fn may_be_person(place: &Place<'_>, m: &Match<'_>, lang: &str, layers: &Layers) -> bool {
    let best = &m.candidates[0];
    let known = |word: &str| {
        layers
            .lexicon()
            .is_some_and(|lexicon| lexicon.groups_of(word).next().is_some())
    };
    m.first == m.last
        && m.objection.is_none()
        && best.name.kind != NameKind::Demonym
        && is_town(&best.entity)
        && best.entity.weight < LARGE
        && (known(&folded(place.text, &place.tokens[place.first]))
            || known(&key(best.name.text))
            || is_common(place, best, lang))
}

/// `за Новый год`: a town of few people that is called like a word of the language.
pub(super) fn is_common(place: &Place<'_>, best: &Candidate<'_>, lang: &str) -> bool {
    is_small(&best.entity) && words::is(&place.tokens[place.first], lang, Class::Common)
}

/// Whether a word beside it says that it is a place: a preposition, `town`, the end of a dateline, a case of places.
fn is_told(place: &Place<'_>, m: &Match<'_>, lang: &str) -> bool {
    let after = place.tokens.get(place.last + 1);
    is_behind_place_word(place, lang)
        || after.is_some_and(|next| {
            next.joint == Joint::Space && is_listed(place, place.last + 1, lang, &INSTITUTIONS)
        })
        || is_dateline(place)
        || is_apposed(place, lang)
        || is_in_local_case(place, &m.candidates[0], lang)
}

/// `in Northumberland Park, Burton.`: what a sentence or clause ends with behind the name of a place that is not listed.
fn is_apposed(place: &Place<'_>, lang: &str) -> bool {
    const LONGEST: usize = 3;
    let here = place.tokens[place.first].span().start;
    let ends = place.text[place.span().end..].starts_with(['.', ',', ';', ')']);
    let comma = place.text[..here].ends_with(", ");
    let spaced = |at: &usize| place.tokens[*at].joint == Joint::Space;
    let capital = |at: &usize| place.tokens[*at].has(Flags::CAPITAL);
    let words = (place.first.saturating_sub(LONGEST)..place.first).rev();
    let Some(from) = words.take_while(capital).last().filter(spaced) else {
        return false;
    };
    ends && comma
        && (from + 1..place.first).all(|at| spaced(&at))
        && from
            .checked_sub(1)
            .is_some_and(|at| is_listed(place, at, lang, &PLACE_WORDS))
}

/// `BURTON, 4 May`, `Burton (AP)`, `Burton. — The council`: what a report begins with.
fn is_dateline(place: &Place<'_>) -> bool {
    let rest = place.text[place.span().end..].trim_start();
    let rest = rest.strip_prefix('.').map_or(rest, str::trim_start);
    let dated = || {
        rest.strip_prefix(',')
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    starts_sentence(place.text, place.tokens, place.first)
        && (rest.starts_with(['—', '–', '(']) || rest.starts_with("--") || dated())
}

/// Whether no more than `,`, `and`, a dash or the like stands between two names.
fn are_listed_together(
    text: &str,
    tokens: &[Token],
    last: usize,
    first: usize,
    lang: &str,
) -> bool {
    let between = &text[tokens[last].span().end..tokens[first].span().start];
    match first - last {
        1 => {
            let marks = between.trim();
            !marks.is_empty()
                && marks
                    .chars()
                    .all(|c| matches!(c, ',' | ';' | '/' | '-' | '–' | '—' | '=' | '&'))
        }
        2 => {
            let place = Place::new(text, tokens, last as u32, last as u32);
            !between.contains(['.', '!', '?', ':', '\n'])
                && !tokens[last + 1].has(Flags::CAPITAL)
                && is_listed(&place, last + 1, lang, &AND)
        }
        _ => false,
    }
}
