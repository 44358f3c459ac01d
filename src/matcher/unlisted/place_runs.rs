//! The words of a text that may be the name of a place nobody has listed so, and what tells that they are one: a
//! word in front (`in`, `the town of`) or behind (`Aydın kentinde`), or a case that hardly anything else stands in.
//!
//! Capitals tell where such a name begins and ends. In scripts without them only the words that another one tells of
//! are looked at, in Japanese the Katakana in front of a sign for a kind of place: ヴァガルシャパト市.

use std::ops::Range;

use super::Unlisted;
use super::caseless::is_caseless;
use crate::fold::folded;
use crate::inflect::{Bases, endings};
use crate::matcher::beside::attached::is_kind_of_place;
use crate::matcher::beside::capitals::starts_sentence;
use crate::matcher::beside::name_words::is_first_name;
use crate::matcher::beside::stretch::{Passage, Stretch};
use crate::matcher::beside::{
    are_local, has_local_cases, has_local_ending_set_off, has_place_words_behind,
    is_before_place_word, is_behind_telling_word, is_in_local_case,
};
use crate::matcher::candidate::matched::Match;
use crate::matcher::words::{self, Class};
use crate::text::{Flags, Joint, Token, is_katakana, script_of};

/// Letters of the shortest name that is looked up.
const SHORTEST: usize = 4;
/// Words of the longest, and signs of the longest in Katakana.
const MOST_WORDS: usize = 4;
const MOST_SIGNS: usize = 16;
/// Words that are read on, so that the time stays linear where everything has capitals.
const FARTHEST: usize = 32;

/// What in a language may tell of a place besides a word in front.
pub(super) struct Tellers {
    any: bool,
    behind: bool,
}

impl Tellers {
    /// Those of a language; none if it is not known, since what stands in front is a word of some.
    pub(super) fn of(lang: &str) -> Tellers {
        Tellers {
            any: !lang.is_empty(),
            behind: has_place_words_behind(lang) || has_local_cases(lang),
        }
    }

    /// Whether a name may begin at a token of which something tells, as far as is seen without reading on.
    pub(super) fn may_tell(&self, text: &Unlisted<'_, '_>, at: usize) -> bool {
        let token = &text.tokens[at];
        let sound = || is_sound(text, token);
        let word = || is_proper(token) || is_caseless(token);
        let in_front = || is_behind_telling_word(&stretch(text, &(at..at + 1)));
        self.any && (sound() || word() && (self.behind || in_front()))
    }
}

pub(super) fn stretch<'a>(text: &'a Unlisted<'_, '_>, run: &Range<usize>) -> Stretch<'a> {
    let layers = &text.matcher.layers;
    let passage = Passage::new(text.run, text.tokens, text.lang, layers);
    passage.stretch(run.start, run.end - 1)
}

/// Where the words end that may be of one name which begins at a token; there if none does.
pub(super) fn run_end(text: &Unlisted<'_, '_>, start: usize) -> usize {
    let token = &text.tokens[start];
    let goes_on: fn(&Unlisted<'_, '_>, &Token) -> bool = match token {
        token if is_proper(token) && !words::is_beside_names(token, text.lang) => {
            |_, token| !matches!(token.joint, Joint::Hard | Joint::DotSpace) && is_proper(token)
        }
        token if is_sound(text, token) => {
            |text, token| token.joint == Joint::None && is_sound(text, token)
        }
        token if is_caseless(token) => |_, token| token.joint == Joint::Space && is_caseless(token),
        _ => return start,
    };
    let most = if is_caseless(token) { 1 } else { FARTHEST };
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
/// first word of a sentence, which has its capital from there; what stands in front of a person.
pub(super) fn readings(text: &Unlisted<'_, '_>, run: Range<usize>) -> Vec<Range<usize>> {
    let Range { start, end } = run;
    let mut all = vec![run];
    if end - start > 1 && is_caseless(&text.tokens[start]) {
        all.push(start..start + 1);
    } else if end - start > 1 && !text.tokens[start].is_dense() {
        if starts_sentence(text.run.text, text.tokens, start) {
            all.push(start + 1..end);
        }
        all.extend(person_in(text, start + 1..end).map(|person| start..person));
    }
    all.retain(|words| may_be_name(text, words));
    all
}

pub(super) fn has_capitals(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    text.tokens[run.clone()].iter().all(is_proper)
}

/// Where a person begins in a run: at a title or a given name.
fn person_in(text: &Unlisted<'_, '_>, mut run: Range<usize>) -> Option<usize> {
    let whole = stretch(text, &run);
    run.find(|at| {
        words::is(&text.tokens[*at], text.lang, Class::Title) || is_first_name(&whole, *at)
    })
}

/// Whether a run may be the name of a place: not too long, not all words of the language, with no hyphen at its ends.
pub(super) fn may_be_name(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
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
    let letters = || stretch(text, run).surface().chars().count();
    let most = if first.is_dense() {
        MOST_SIGNS
    } else {
        MOST_WORDS
    };
    let script = |token: &Token| script_of(&text.run.text[token.span()]);
    rest.len() < most
        && is_name(first)
        && rest.iter().all(|token| is_name(token) && joined(token))
        && rest.iter().all(|token| script(token) == script(first))
        && letters() >= SHORTEST
        && !is_hyphenated(run.start)
        && !is_hyphenated(run.end)
        && (first.is_dense()
            || !run
                .clone()
                .all(|at| words::is_any(&text.tokens[at], text.lang)))
}

/// Whether something may tell that a run is a place, going by what is beside it and its last letters.
pub(super) fn may_be_told(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let stretch = stretch(text, run);
    if text.tokens[run.start].is_dense() {
        let next = text.run.text[stretch.span().end..].chars().next();
        return next.is_some_and(is_kind_of_place);
    }
    is_behind_telling_word(&stretch)
        || is_before_place_word(&stretch)
        || has_local_ending_set_off(&stretch)
        || may_be_in_local_case(text, run)
}

/// Whether its last word may stand in a local case; without capitals too many others do.
fn may_be_in_local_case(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let last = &text.tokens[run.end - 1];
    let endings = endings(text.lang).filter(|_| is_proper(last) && has_local_cases(text.lang));
    endings.is_some_and(|endings| {
        let mut bases = Bases::default();
        endings.bases(&folded(text.run.text, last), &mut bases);
        let mut bases = bases.iter();
        bases.any(|(_, base)| are_local(base.cases, text.lang))
    })
}

/// Whether something tells that a match is a place.
pub(super) fn is_told(text: &Unlisted<'_, '_>, m: &Match<'_>) -> bool {
    let run = m.first as usize..m.last as usize + 1;
    let stretch = stretch(text, &run);
    text.tokens[run.start].is_dense()
        || is_behind_telling_word(&stretch)
        || is_before_place_word(&stretch)
        || is_in_local_case(&stretch, &m.candidates[0])
}
