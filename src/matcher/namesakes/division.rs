//! Divisions of a country that share their names with towns and rivers: `the state of Washington`, `Kanton Zug`,
//! `préfet de la Seine`.

use std::sync::LazyLock;

use super::gloss;
use super::listed_together::are_listed_together;
use crate::gazetteer::{EntityType, Level};
use crate::matcher::annotation::{Candidate, Reason};
use crate::matcher::beside::stretch::{Passage, Stretch};
use crate::matcher::beside::{AND, WordList, before_of, is_listed, words_of_kinds};
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::readers::Readers;
use crate::matcher::candidate::worth;
use crate::matcher::size::{GREAT_CITY, is_town};
use crate::text::{Flags, Joint};

static BEFORE: LazyLock<WordList> = LazyLock::new(|| of_kind("before"));
static OF: LazyLock<WordList> = LazyLock::new(|| of_kind("of"));
/// Those that say so of a town's name, since a whole country may be called so as well.
static BEFORE_TOWNS: LazyLock<WordList> = LazyLock::new(|| of_kind("before or country"));
static OF_TOWNS: LazyLock<WordList> = LazyLock::new(|| of_kind("of or country"));
static AFTER: LazyLock<WordList> = LazyLock::new(|| of_kind("after"));
static DISTRICT: LazyLock<WordList> = LazyLock::new(|| of_kind("district"));

fn of_kind(kind: &str) -> WordList {
    words_of_kinds(include_str!("../rules/divisions.tsv"), &[kind])
}

/// Takes names beside such words for those of divisions, and for no other places.
pub(in crate::matcher) fn settle(matches: &mut [Match<'_>], passage: Passage<'_>) {
    if passage.lang.is_empty() {
        return;
    }
    let has_country = |m: &Match<'_>| m.candidates[0].entity.country().is_some();
    let tells_countries = matches.iter().any(has_country);
    for m in matches.iter_mut().filter(|m| m.is_open()) {
        let best = &m.candidates[0];
        if best.mention_type() != EntityType::Place {
            continue;
        }
        let stretch = passage.of_match(m);
        if is_division(&stretch) || is_town_of_country(best) && is_state(&stretch) {
            match division(&m.candidates) {
                Some(at) => {
                    m.settle_on(at);
                }
                None if tells_countries && is_nowhere(best)
                    || before_of(&stretch).is_none() && is_town_abroad(best, passage.lang) =>
                {
                    m.objection = Some(Reason::PartOfLongerName);
                }
                None => {}
            }
        } else if is_in_district(&stretch)
            && (is_level(best, Level::Country) || is_town_abroad(best, passage.lang))
            || is_glossed_as_district(&stretch) && !is_level(best, Level::Subdivision)
        {
            m.objection = Some(Reason::PartOfLongerName);
        }
    }
    settle_lists(matches, passage);
}

/// `Missouri, Michigan, Washington and Idaho`, `Texas (38), New York (29)`: in a list with three parts of a
/// country, a name that another of its parts has is that part's.
fn settle_lists(matches: &mut [Match<'_>], passage: Passage<'_>) {
    const OTHERS: usize = 3;
    for at in 0..matches.len() {
        let m = &matches[at];
        if !m.is_open() || is_level(&m.candidates[0], Level::Division) {
            continue;
        }
        let Some((nth, country)) = likely_division(&m.candidates) else {
            continue;
        };
        let part = |other: usize| {
            let best = &matches[other].candidates[0];
            matches[other].objection.is_none()
                && is_level(best, Level::Division)
                && best.entity.country().as_deref() == Some(&country)
        };
        let next_to = |before: usize, behind: usize| {
            let (last, first) = (
                matches[before].last as usize,
                matches[behind].first as usize,
            );
            last < first
                && (are_listed_together(passage, last, first)
                    || are_listed_with_figures(passage, last, first))
        };
        let before = (0..at).rev().take(OTHERS);
        let before = before.take_while(|other| part(*other) && next_to(*other, other + 1));
        let behind = (at + 1..matches.len()).take(OTHERS);
        let behind = behind.take_while(|other| part(*other) && next_to(other - 1, *other));
        if before.count() + behind.count() >= OTHERS {
            matches[at].settle_on(nth);
        }
    }
}

/// Whether figures stand between two names of a list, in brackets or behind a dash, and `and` at most: `Texas
/// (38), Utah`.
fn are_listed_with_figures(passage: Passage<'_>, last: usize, first: usize) -> bool {
    const LONGEST: usize = 4;
    let Passage { text, tokens, .. } = passage;
    let words = last + 1..first;
    let is_figure = |at: usize| tokens[at].has(Flags::DIGIT);
    let is_and = |at: usize| is_listed(&passage.stretch(at, at), at, &AND);
    let Some(between) = text.get(tokens[last].span().end..tokens[first].span().start) else {
        return false;
    };
    words.len() < LONGEST
        && words.clone().any(is_figure)
        && words
            .clone()
            .all(|at| is_figure(at) || at + 1 == first && is_and(at))
        && !between.contains(['.', '!', '?', '\n'])
}

/// The part of a country that candidates other than the first may be, by its place, and its country.
fn likely_division(candidates: &[Candidate<'_>]) -> Option<(usize, String)> {
    const LOOKED_AT: usize = 16;
    if candidates[0].mention_type() != EntityType::Place {
        return None;
    }
    let mut places = candidates.iter().enumerate().take(LOOKED_AT);
    let (at, part) = places.find(|(_, candidate)| is_level(candidate, Level::Division))?;
    Some((at, part.entity.country()?))
}

/// Whether a word beside it says that it is a division's name.
pub(in crate::matcher) fn is_division(stretch: &Stretch<'_>) -> bool {
    let next = stretch.last + 1;
    directly_before(stretch).is_some_and(|at| is_listed(stretch, at, &BEFORE))
        || before_of(stretch).is_some_and(|at| is_listed(stretch, at, &OF))
        || stretch.tokens.get(next).is_some_and(|token| {
            matches!(token.joint, Joint::Space | Joint::Hyphen) && is_listed(stretch, next, &AFTER)
        })
}

fn is_town_of_country(candidate: &Candidate<'_>) -> bool {
    is_town(&candidate.entity) && candidate.entity.country().is_some()
}

/// Whether a word beside it says that it is a state's name, be it of a federation or not.
fn is_state(stretch: &Stretch<'_>) -> bool {
    directly_before(stretch).is_some_and(|at| is_listed(stretch, at, &BEFORE_TOWNS))
        || before_of(stretch).is_some_and(|at| is_listed(stretch, at, &OF_TOWNS))
}

/// `Делавэр (округ в Пенсильвании)`: neither a country nor a state.
fn is_glossed_as_district(stretch: &Stretch<'_>) -> bool {
    gloss::first_word(stretch).is_some_and(|at| is_listed(stretch, at, &DISTRICT))
}

/// `District of Columbia`, `округ Колумбия`: no country is one.
fn is_in_district(stretch: &Stretch<'_>) -> bool {
    let listed = |at: usize| is_listed(stretch, at, &DISTRICT);
    let capital = |at: &usize| stretch.tokens[*at].has(Flags::CAPITAL);
    directly_before(stretch).is_some_and(listed)
        || before_of(stretch).filter(capital).is_some_and(listed)
}

fn directly_before(stretch: &Stretch<'_>) -> Option<usize> {
    let joint = stretch.joint();
    let spaced = matches!(joint, Joint::Space | Joint::Line);
    stretch.before().filter(|_| spaced)
}

/// The likeliest candidate that is a division, the first rather than the second.
fn division(candidates: &[Candidate<'_>]) -> Option<usize> {
    /// What is a thousand times less known is not meant by any word.
    const MOST_LOSS: f32 = 0.3;
    let best = worth(&candidates[0]);
    let of_level = |level: Level| {
        let mut near = candidates
            .iter()
            .take_while(|c| best - worth(c) <= MOST_LOSS);
        near.position(|c| is_level(c, level))
    };
    of_level(Level::Division).or_else(|| of_level(Level::Subdivision))
}

fn is_level(candidate: &Candidate<'_>, level: Level) -> bool {
    candidate.entity.level() == Some(level)
}

/// Whether it is a town, and no division of that name is listed, where the text is not read: `округ Марикопа` is
/// no town; but districts at home are called after theirs.
fn is_town_abroad(candidate: &Candidate<'_>, lang: &str) -> bool {
    let entity = &candidate.entity;
    let at_home = |readers: &Readers| readers.are_at(entity) != Some(false);
    is_town(entity) && entity.weight < GREAT_CITY && !Readers::of(lang).is_some_and(at_home)
}

/// Whether it lies in no one country, as rivers and mountains, if the gazetteer tells of others where they lie.
fn is_nowhere(candidate: &Candidate<'_>) -> bool {
    candidate.entity.country().is_none() && candidate.entity.level().is_none()
}
