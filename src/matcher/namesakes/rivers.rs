//! Rivers that states and towns are called after: `Congo river`, `le fleuve Niger`, `по реке Москве`.

use std::sync::LazyLock;

use crate::gazetteer::EntityType;
use crate::matcher::annotation::{Candidate, Reason};
use crate::matcher::beside::stretch::{Passage, Stretch};
use crate::matcher::beside::{AND, WordList, is_listed, words_of_kinds};
use crate::matcher::candidate::matched::Match;
use crate::text::{Flags, Joint};

static BEFORE: LazyLock<WordList> = LazyLock::new(|| of_kind("before"));
static AFTER: LazyLock<WordList> = LazyLock::new(|| of_kind("after"));

fn of_kind(kind: &str) -> WordList {
    words_of_kinds(include_str!("../rules/rivers.tsv"), &[kind])
}

/// Takes a name beside such a word for the river's, and for nothing that lies in a country.
pub(in crate::matcher) fn settle(matches: &mut [Match<'_>], passage: Passage<'_>) {
    if passage.lang.is_empty() {
        return;
    }
    for m in matches.iter_mut().filter(|m| m.is_open()) {
        let best = &m.candidates[0];
        let is_place = best.mention_type() == EntityType::Place;
        let beside = || is_river(&passage.of_match(m));
        if !is_place || !beside() || is_nowhere(best) {
            continue;
        }
        match m.candidates.iter().position(is_nowhere) {
            Some(at) => {
                m.put_first(at);
                m.settled = true;
            }
            None => m.objection = Some(Reason::PartOfLongerName),
        }
    }
}

fn is_river(stretch: &Stretch<'_>) -> bool {
    let spaced = |at: usize| {
        let token = stretch.tokens.get(at);
        token.is_some_and(|token| matches!(token.joint, Joint::Space | Joint::Line))
    };
    let is_before = |at: usize| is_listed(stretch, at, &BEFORE);
    let (before, after) = (stretch.before(), stretch.last + 1);
    before.is_some_and(|at| spaced(stretch.first) && is_before(at))
        || second_of_two(stretch).is_some_and(is_before)
        || (spaced(after) && is_listed(stretch, after, &AFTER))
}

/// What stands in front of two names with `and` between, of which this is the second: `реки Кама и Буй`.
fn second_of_two(stretch: &Stretch<'_>) -> Option<usize> {
    const WORDS: usize = 3;
    let word = stretch.first.checked_sub(WORDS)?;
    let spaced = (word + 1..=stretch.first).all(|at| stretch.tokens[at].joint == Joint::Space);
    let two =
        stretch.tokens[word + 1].has(Flags::CAPITAL) && is_listed(stretch, stretch.first - 1, &AND);
    (spaced && two).then_some(word)
}

/// A river lies in no one country.
fn is_nowhere(candidate: &Candidate<'_>) -> bool {
    candidate.entity.entity_type == EntityType::Place && candidate.entity.country().is_none()
}
