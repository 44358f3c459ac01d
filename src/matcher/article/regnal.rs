//! Numbers of kings and popes: `Charles II` is not Charles III, whoever of the
//! two is listed.

use crate::EntityType;
use crate::matcher::annotation::{Candidate, Reason};
use crate::matcher::beside::stretch::Passage;
use crate::matcher::layers::Layers;
use crate::matcher::resolve::Decided;
use crate::text::{Joint, Token};

/// Drops what was decided for people of another number than the text has.
pub(in crate::matcher) fn check(passage: Passage<'_>, decided: &mut [Decided<'_>]) {
    for d in decided {
        let Ok(chosen) = d.chosen else { continue };
        if d.m.candidates[chosen].entity.entity_type != EntityType::Person {
            continue;
        }
        let number = number_of(passage, d.m.last as usize);
        if number.is_some_and(|number| contradicts(passage.layers, &d.m.candidates[chosen], number))
        {
            d.chosen = Err(Reason::OtherNumber);
        }
    }
}

/// Whether a name ends in a number, and the candidate is somebody of another.
pub(in crate::matcher) fn is_another(
    layers: &Layers,
    name: &str,
    candidate: &Candidate<'_>,
) -> bool {
    let last = name.split_whitespace().next_back().and_then(number);
    last.is_some_and(|number| contradicts(layers, candidate, number))
}

/// The number that a word is, or the one behind it.
fn number_of(passage: Passage<'_>, last: usize) -> Option<&str> {
    let Passage { text, tokens, .. } = passage;
    let next = tokens
        .get(last + 1)
        .filter(|next| next.joint == Joint::Space);
    let of = |token: &Token| number(&text[token.span()]);
    next.and_then(of).or_else(|| of(&tokens[last]))
}

/// Whether a folded word is but the number in a name: nobody is called `XIV`.
pub(super) fn is_number_in(name: &str, word: &str) -> bool {
    let mut numbers = name.split_whitespace().filter_map(number);
    numbers.any(|number| number.len() > 1 && number.eq_ignore_ascii_case(word))
}

/// The word as a Roman number: `III`, and `III.` as some languages write it.
fn number(word: &str) -> Option<&str> {
    let word = word.trim_end_matches('.');
    let is_roman = !word.is_empty() && word.bytes().all(|byte| b"IVXL".contains(&byte));
    is_roman.then_some(word)
}

/// Whether the person's names have numbers, but not this one.
fn contradicts(layers: &Layers, candidate: &Candidate<'_>, wanted: &str) -> bool {
    let entity = &candidate.entity;
    if entity.entity_type != EntityType::Person {
        return false;
    }
    let names = layers.gazetteers()[candidate.layer].names(entity);
    let words = names.flat_map(|name| name.text.split_whitespace());
    // A single letter may be an initial.
    let mut numbers = words
        .filter_map(number)
        .filter(|number| number.len() > 1 || *number == wanted);
    let mut is_numbered = false;
    let has = numbers.any(|number| {
        is_numbered = true;
        number == wanted
    });
    is_numbered && !has
}
