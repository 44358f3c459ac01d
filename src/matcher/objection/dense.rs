//! Names of places in scripts without spaces, where no capital tells a name: what is written on to one
//! makes it another's, and what equals a word of the language is that.

use super::Surroundings;
use super::within_word::{is_common, is_common_in_letters, is_han};
use crate::fold::folded_word;
use crate::matcher::annotation::{Candidate, Reason};
use crate::matcher::beside::attached::{self, Attached};
use crate::matcher::beside::name_words::is_in_lexicon;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::namesakes::same_signs::is_abroad;
use crate::matcher::size::METROPOLIS;
use crate::matcher::words;
use crate::matcher::writing::{Trait, has};
use crate::text::{Joint, base_language, is_hiragana, is_katakana, script_of};

/// Why a place's name in such a script is not to be linked.
pub(super) fn objection(around: &Surroundings<'_>) -> Option<Reason> {
    let stretch = around.stretch;
    let best = around.best();
    if !has(stretch.lang, Trait::Unspaced) || !around.is_place() {
        return None;
    }
    let country = best.entity.is_country();
    let beside = (attached::behind(stretch), attached::before(stretch));
    match beside {
        (Some(Attached::Organization), _) | (_, Some(Attached::Organization)) => {
            return Some(Reason::CompanyName);
        }
        _ if !country && begins_organization(around) => return Some(Reason::CompanyName),
        (Some(Attached::Person), _) | (_, Some(Attached::Person)) if !country => {
            return Some(Reason::PartOfLongerName);
        }
        _ => {}
    }
    if is_family_name(around) || is_given_name(stretch) || is_behind_persons(stretch) {
        return Some(Reason::PartOfLongerName);
    }
    if is_namesake_abroad(stretch, best) {
        return Some(Reason::OtherLanguage);
    }
    let is_told = [beside.0, beside.1].contains(&Some(Attached::Place));
    let word = is_common(stretch.surface(), stretch.lang)
        || !is_told && is_common_in_letters(stretch.surface(), stretch.lang);
    (!country && word).then_some(Reason::CommonWord)
}

/// Whether a few signs stand between a town and a kind of organisation: 上海交通大学.
fn begins_organization(around: &Surroundings<'_>) -> bool {
    const LONGEST: usize = 4;
    let stretch = around.stretch;
    let tokens = (stretch.last + 1..stretch.tokens.len()).take(LONGEST);
    let mut tokens = tokens.take_while(|at| {
        let sign = stretch.text[stretch.tokens[*at].span()].chars().next();
        let plain = |c: char| {
            is_han(c) && !words::is_small_sign(c, stretch.lang) && !attached::is_kind_of_place(c)
        };
        stretch.tokens[*at].joint == Joint::None && !around.covered[*at] && sign.is_some_and(plain)
    });
    tokens.any(|at| {
        let rest = &stretch.text[stretch.tokens[at].span().end..];
        attached::begins_with(rest, stretch.lang) == Some(Attached::Organization)
    })
}

/// Whether a given name stands behind: 宮崎駿監督, 福島みずほさん, 渡辺直美は.
fn is_family_name(around: &Surroundings<'_>) -> bool {
    const LONGEST: usize = 4;
    let stretch = around.stretch;
    let is_free = |at: usize| !around.covered[at] && stretch.tokens[at].joint == Joint::None;
    let name = (stretch.last + 1..stretch.tokens.len()).take(LONGEST);
    let name = name.take_while(|at| is_free(*at));
    let mut ends = name.map(|at| stretch.tokens[at].span().end);
    has(stretch.lang, Trait::Families)
        && !around.best().entity.is_country()
        && ends.any(|end| is_given_name_until(around, end))
}

/// Whether what stands between a place's name and a place in the text is a given name.
fn is_given_name_until(around: &Surroundings<'_>, end: usize) -> bool {
    let stretch = around.stretch;
    let (name, rest) = (&stretch.text[stretch.span().end..end], &stretch.text[end..]);
    let Some(first) = name.chars().next() else {
        return false;
    };
    let several = name.chars().nth(1).is_some();
    let known = || is_in_lexicon(&folded_word(name), stretch.layers.lexicon());
    let ends_word = || {
        let next = rest.chars().next();
        next.is_none_or(|c| !c.is_alphanumeric() || is_hiragana(c))
    };
    let is_kind = !several && attached::is_kind_of_place(first);
    if words::is_small_sign(first, stretch.lang) || is_kind || is_common(name, stretch.lang) {
        return false;
    }
    match attached::begins_with(rest, stretch.lang) {
        Some(Attached::Person) => several && !name.chars().any(is_katakana),
        Some(Attached::Office) => known(),
        _ => several && ends_word() && (known() || attached::ends_given_name(name, stretch.lang)),
    }
}

/// Whether a family name stands in front, at the beginning of a clause or behind a word: 陳台中, 院長韓國瑜.
fn is_given_name(stretch: &Stretch<'_>) -> bool {
    let before = &stretch.text[..stretch.span().start];
    let letters = stretch.surface().chars().count();
    let is_surname = |text: &str| match attached::ends_with(text, stretch.lang) {
        Some((Attached::Surname, at)) => Some(at),
        _ => None,
    };
    let begins = |text: &str| {
        let last = text.chars().next_back();
        last.is_none_or(|c| !c.is_alphanumeric()) || ends_with_word(text, stretch.lang)
    };
    let first = stretch.surface().chars().next().map_or(0, char::len_utf8);
    let own = is_surname(&stretch.surface()[..first]).is_some();
    letters == 2
        && (is_surname(before).is_some_and(|at| begins(&before[..at]))
            || own && ends_with_title(before, stretch.lang))
}

/// Whether a text ends with a function word of one sign, a common word of two, or a title.
fn ends_with_word(text: &str, lang: &str) -> bool {
    let second = text.char_indices().rev().nth(1);
    let last = text.chars().next_back();
    last.is_some_and(|c| words::is_small_sign(c, lang))
        || second.is_some_and(|(at, _)| is_common(&text[at..], lang))
        || ends_with_title(text, lang)
}

/// Whether a text ends with a title of several signs.
fn ends_with_title(text: &str, lang: &str) -> bool {
    const LONGEST: usize = 5;
    let starts = text.char_indices().rev().map(|(at, _)| at);
    let mut titles = starts.take(LONGEST).skip(1);
    titles.any(|at| words::is_attached_title(&text[at..], lang))
}

/// Whether the word in front begins with what addresses a person, whose family name this is: นางสาวสุดา เชียงใหม่.
fn is_behind_persons(stretch: &Stretch<'_>) -> bool {
    const LONGEST: usize = 14;
    if stretch.joint() != Joint::Space {
        return false;
    }
    let before = stretch.text[..stretch.span().start].trim_end();
    let chunk = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let places = chunk.char_indices().rev().map(|(at, _)| at);
    let address = places
        .take(LONGEST)
        .find_map(|at| attached::ends_with(&chunk[..at], stretch.lang));
    address.is_some_and(|(what, _)| what == Attached::Person)
}

/// Whether it is listed for a place abroad only, in a name of no language or of another one of the same signs:
/// in Japanese 福田 is somebody, and not Futian, nor is 東海地方 Haiti, which is a country that Japanese spells
/// otherwise. Chinese calls places of Japan as Japanese does.
fn is_namesake_abroad(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let own = base_language(stretch.lang);
    !has(stretch.lang, Trait::Neighbours)
        && script_of(stretch.surface()) == "Hani"
        && !stretch.surface().contains(is_katakana)
        && base_language(candidate.name.lang) != own
        && (candidate.entity.weight < METROPOLIS || candidate.entity.is_country())
        && is_abroad(&candidate.entity, own)
}
