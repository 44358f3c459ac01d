//! The words of a text that may be the name of a place nobody has listed so, and what tells that they are one: a
//! word in front (`in`, `the town of`) or behind (`Aydın kentinde`), or a case that hardly anything else stands in.
//!
//! Capitals tell where such a name begins and ends. In scripts without them only the words that another one tells of
//! are looked at, in Japanese the Katakana in front of a sign for a kind of place: ヴァガルシャパト市.

use std::ops::Range;

use super::caseless::is_caseless;
use super::{Unlisted, is_word};
use crate::fold::folded;
use crate::inflect::{Bases, endings};
use crate::matcher::beside::attached::is_kind_of_place;
use crate::matcher::beside::capitals::starts_sentence;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{
    are_local, has_local_cases, has_local_ending_set_off, is_in_local_case, is_told_by_word,
    is_told_by_word_behind,
};
use crate::matcher::candidate::matched::Match;
use crate::matcher::words;
use crate::text::{Flags, Joint, Token, is_katakana};

/// Letters of the shortest name that is looked up.
const SHORTEST: usize = 4;
/// Words of the longest, and signs of the longest in Katakana.
const MOST_WORDS: usize = 4;
const MOST_SIGNS: usize = 16;

/// Words that may be a name.
pub(super) struct Run {
    pub(super) words: Range<usize>,
    /// Something may tell that they are.
    pub(super) may_be_told: bool,
}

pub(super) fn stretch<'s>(text: &Unlisted<'s, '_>, run: &Range<usize>) -> Stretch<'s> {
    let last = run.end - 1;
    Stretch::new(text.run.text, text.tokens, run.start as u32, last as u32)
}

/// Where the words end that may be of one name which begins at a token; there if none does.
pub(super) fn run_end(text: &Unlisted<'_, '_>, start: usize) -> usize {
    let token = &text.tokens[start];
    let goes_on: fn(&Unlisted<'_, '_>, &Token) -> bool = match token {
        token if is_proper(token) && !is_word(token, text.lang) => {
            |_, token| !matches!(token.joint, Joint::Hard | Joint::DotSpace) && is_proper(token)
        }
        token if is_sound(text, token) => {
            |text, token| token.joint == Joint::None && is_sound(text, token)
        }
        token if is_caseless(token) => |_, token| token.joint == Joint::Space && is_caseless(token),
        _ => return start,
    };
    let most = if is_caseless(token) { 1 } else { usize::MAX };
    let behind = text.tokens[start + 1..].iter().take(most);
    start + 1 + behind.take_while(|token| goes_on(text, token)).count()
}

fn is_proper(token: &Token) -> bool {
    token.has(Flags::CAPITAL) || token.has(Flags::DIGIT)
}

/// Whether it is a sign of Katakana.
fn is_sound(text: &Unlisted<'_, '_>, token: &Token) -> bool {
    token.is_dense() && text.run.text[token.span()].starts_with(is_katakana)
}

/// What of a run may be a name, the longest first: all of it; where no capitals tell its end its first word; all but the
/// first word of a sentence, which has its capital from there. Without capitals something must tell of it.
pub(super) fn readings(text: &Unlisted<'_, '_>, run: Range<usize>) -> Vec<Run> {
    let has_capitals = text.tokens[run.clone()].iter().all(is_proper);
    let Range { start, end } = run;
    let shorter = match end - start {
        0 | 1 => None,
        _ if is_caseless(&text.tokens[start]) => Some(start..start + 1),
        _ if starts_sentence(text.run.text, text.tokens, start) => Some(start + 1..end),
        _ => None,
    };
    let words = [Some(run), shorter].into_iter().flatten();
    let named = words.filter(|words| may_be_name(text, words));
    let runs = named.map(|words| Run {
        may_be_told: may_be_told(text, &words),
        words,
    });
    runs.filter(|run| has_capitals || run.may_be_told).collect()
}

/// Whether a run may be the name of a place: not too long, not all words of the language, with no hyphen at its ends.
fn may_be_name(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let Some((first, rest)) = text.tokens[run.clone()].split_first() else {
        return false;
    };
    let is_hyphenated = |at: usize| {
        let token = text.tokens.get(at);
        token.is_some_and(|token| token.joint == Joint::Hyphen)
    };
    let is_name = |token: &Token| {
        token.has(Flags::CAPITAL) == token.has(Flags::LOWER) && !token.has(Flags::DIGIT)
    };
    let joined = |token: &Token| matches!(token.joint, Joint::Space | Joint::Hyphen | Joint::None);
    let letters = stretch(text, run).surface().chars().count();
    let most = if first.is_dense() {
        MOST_SIGNS
    } else {
        MOST_WORDS
    };
    rest.len() < most
        && letters >= SHORTEST
        && is_name(first)
        && rest.iter().all(|token| is_name(token) && joined(token))
        && !is_hyphenated(run.start)
        && !is_hyphenated(run.end)
        && (first.is_dense() || !(run.clone()).all(|at| words::is_any(&text.tokens[at], text.lang)))
}

/// Whether something may tell that a run is a place, going by what is beside it and its last letters.
fn may_be_told(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let stretch = stretch(text, run);
    if text.tokens[run.start].is_dense() {
        let next = text.run.text[stretch.span().end..].chars().next();
        return next.is_some_and(is_kind_of_place);
    }
    is_told_by_word(&stretch, text.lang)
        || is_told_by_word_behind(&stretch, text.lang)
        || has_local_ending_set_off(&stretch, text.lang)
        || may_be_in_local_case(text, run)
}

/// Whether its last word may stand in a local case; without capitals too many others do.
fn may_be_in_local_case(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let last = &text.tokens[run.end - 1];
    let endings = endings(text.lang).filter(|_| is_proper(last) && has_local_cases(text.lang));
    endings.is_some_and(|endings| {
        let mut bases = Bases::default();
        endings.bases(&folded(text.run.text, last), false, &mut bases);
        let mut bases = bases.iter();
        bases.any(|(_, base)| are_local(base.cases, text.lang))
    })
}

/// Whether something tells that a match is a place.
pub(super) fn is_told(text: &Unlisted<'_, '_>, m: &Match<'_>) -> bool {
    let run = m.first as usize..m.last as usize + 1;
    let stretch = stretch(text, &run);
    text.tokens[run.start].is_dense()
        || is_told_by_word(&stretch, text.lang)
        || is_told_by_word_behind(&stretch, text.lang)
        || is_in_local_case(&stretch, &m.candidates[0], text.lang)
}
