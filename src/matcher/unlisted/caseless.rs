//! People in scripts without capitals: Georgian, Hebrew, Arabic, those of India, Hangul.
//!
//! No capitals tell where a name may be; two neighbouring words that have the consonants of two words
//! of a person's name do. The words around belong to it if it is nearer to the name with them. Of three words two may be
//! one that is written apart, or the second may be a particle.

use std::ops::Range;

use super::skeletons::WordSkeletons;
use super::{Unlisted, add_people_with, people_with};
use crate::fold::fold;
use crate::gazetteer::Entity;
use crate::matcher::candidate::decide::decide;
use crate::matcher::candidate::matched::Match;
use crate::matcher::scan::memory::mix;
use crate::matcher::words;
use crate::romanize::{NameWord, consonants};
use crate::text::{Flags, Joint, Token};

/// A word, whose tokens are parted by apostrophes only: `ג'ו`.
struct Word {
    tokens: Range<usize>,
    hash: u64,
    /// How it hangs on to the word before.
    joint: Joint,
    /// It may be part of a name that nobody has listed.
    free: bool,
    /// It is a word of the language, too: `جان` is John and soul.
    common: bool,
}

impl Word {
    /// Whether it may be of one name with the word before.
    fn goes_on(&self) -> bool {
        self.free && matches!(self.joint, Joint::Space | Joint::Line | Joint::Hyphen)
    }
}

/// Consonants of two words that tell anything where every word may be part of a name.
const TELLING: usize = 5;

/// The matches of names in the words that are in none of `matches`; what is a name by one word may be
/// somebody's with the next.
pub(super) fn find<'m>(text: &mut Unlisted<'_, 'm>, matches: &[Match<'m>]) -> Vec<Match<'m>> {
    let mut covered = vec![false; text.tokens.len()];
    let is_whole = |m: &&Match<'_>| m.objection.is_none() && m.first < m.last;
    for m in matches.iter().filter(is_whole) {
        covered[m.first as usize..=m.last as usize].fill(true);
    }
    let mut objected = vec![false; text.tokens.len()];
    for m in matches.iter().filter(|m| m.objection.is_some()) {
        objected[m.first as usize..=m.last as usize].fill(true);
    }
    let words = words(text, &covered);
    let (mut found, mut at) = (Vec::new(), 0);
    // Words before this one are of the last match.
    let mut taken = 0;
    while at + 1 < words.len() {
        let around = find_around(text, &words, at, taken);
        match around.or_else(|| find_written_apart(text, &words, at, &objected)) {
            Some((m, next)) => {
                found.push(m);
                (at, taken) = (next, next);
            }
            None => at += 1,
        }
    }
    found
}

fn words(text: &Unlisted<'_, '_>, covered: &[bool]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut goes_on = false;
    for (at, token) in text.tokens.iter().enumerate() {
        let is_of_word = is_caseless(token);
        match words.last_mut() {
            Some(word) if goes_on && is_of_word && token.joint == Joint::Apostrophe => {
                word.tokens.end = at + 1;
                word.hash = mix(word.hash, token.hash);
                word.free = !covered[at] && !covered[word.tokens.start];
                word.common = false;
            }
            _ if is_of_word => words.push(Word {
                tokens: at..at + 1,
                hash: token.hash,
                joint: if goes_on { token.joint } else { Joint::Hard },
                free: !covered[at]
                    && !token.has(Flags::SINGLE)
                    && !words::is_beside_names(token, text.lang),
                common: words::is_any(token, text.lang),
            }),
            _ => {}
        }
        goes_on = is_of_word;
    }
    words
}

pub(super) fn is_caseless(token: &Token) -> bool {
    let other = [Flags::CASED, Flags::DENSE, Flags::VOID, Flags::DIGIT];
    !other.into_iter().any(|flag| token.has(flag))
}

/// The name that has this word and the next, and the word behind it.
fn find_around<'m>(
    text: &mut Unlisted<'_, 'm>,
    words: &[Word],
    at: usize,
    taken: usize,
) -> Option<(Match<'m>, usize)> {
    let (first, second) = (&words[at], &words[at + 1]);
    if !first.free || !second.goes_on() || first.common && second.common {
        return None;
    }
    let hash = mix(first.hash, second.hash);
    // What is in doubt may be a name with a word beside it.
    let neighbours = words[at.saturating_sub(1)..words.len().min(at + 4)].iter();
    let around = neighbours.fold(hash, |hash, word| mix(hash, word.hash));
    if text.in_vain.has(hash) || text.in_vain.has(around) {
        return None;
    }
    let people = people_with_pair(text, [first, second]);
    // What is like no name of theirs is so with more words, too.
    let pair = people
        .as_ref()
        .and_then(|people| window(text, words, at..at + 2, people));
    let (Some(people), Some(pair)) = (people, pair) else {
        text.in_vain.add(hash);
        return None;
    };
    let before = at > taken && words[at - 1].free && first.goes_on();
    let behind = words.get(at + 2).is_some_and(Word::goes_on);
    let wider = [before.then(|| at - 1..at + 2), behind.then_some(at..at + 3)];
    let mut best = Some((pair, at..at + 2)).filter(|(pair, range)| is_sure(words, pair, range));
    for range in wider.into_iter().flatten() {
        let found = window(text, words, range.clone(), &people);
        let Some(m) = found.filter(|m| is_sure(words, m, &range)) else {
            continue;
        };
        let score = m.candidates[0].score;
        let is_nearer = |(best, _): &(Match<'_>, _)| score >= best.candidates[0].score;
        if best.as_ref().is_none_or(is_nearer) {
            best = Some((m, range));
        }
    }
    if best.is_none() {
        text.in_vain.add(around);
    }
    best.map(|(m, range)| (m, range.end))
}

/// Tells three words that are nobody from two.
const WRITTEN_APART: u64 = 0x0061_7061_7274;

/// The name of three words of which two are one word of it, or of which the second tells little: `بو`; and the word
/// behind it.
fn find_written_apart<'m>(
    text: &mut Unlisted<'_, 'm>,
    words: &[Word],
    at: usize,
    objected: &[bool],
) -> Option<(Match<'m>, usize)> {
    let range = at..at + 3;
    let [first, second, third] = words.get(range.clone())? else {
        return None;
    };
    let are_free = first.free && second.goes_on() && third.goes_on();
    if !are_free || first.common && (second.common || third.common) {
        return None;
    }
    // What speaks against a listed name speaks against its spellings.
    if objected[first.tokens.start..third.tokens.end].contains(&true) {
        return None;
    }
    let all = [first, second, third];
    let hash = all
        .iter()
        .fold(WRITTEN_APART, |hash, word| mix(hash, word.hash));
    if text.in_vain.has(hash) {
        return None;
    }
    let found = people_of_three(text, all)
        .and_then(|people| window(text, words, range.clone(), &people))
        .filter(|m| is_sure(words, m, &range));
    if found.is_none() {
        text.in_vain.add(hash);
    }
    found.map(|m| (m, range.end))
}

/// The people of each gazetteer who have a name with two of three words, two taken for one, if there are any.
fn people_of_three<'m>(
    text: &mut Unlisted<'_, 'm>,
    [first, second, third]: [&Word; 3],
) -> Option<Vec<Vec<Entity<'m>>>> {
    let [own_first, own_second, own_third] =
        [first, second, third].map(|word| skeletons_of(text, word));
    let (own_first, own_second, own_third) = (own_first?, own_second?, own_third?);
    let mut pairs = Vec::new();
    if own_second.iter().all(|skeleton| consonants(skeleton) <= 1) {
        pairs.push([own_first.clone(), own_third.clone()]);
    }
    pairs.push([joint_skeletons_of(text, first, second)?, own_third]);
    pairs.push([own_first, joint_skeletons_of(text, second, third)?]);
    let mut people: Vec<Vec<Entity<'m>>> = text
        .matcher
        .gazetteers()
        .iter()
        .map(|_| Vec::new())
        .collect();
    add_people_with(text.matcher, &pairs, TELLING, &mut people);
    people.iter().any(|of| !of.is_empty()).then_some(people)
}

/// The skeletons of two words written as one.
fn joint_skeletons_of(
    text: &mut Unlisted<'_, '_>,
    first: &Word,
    second: &Word,
) -> Option<WordSkeletons> {
    let spans = [first, second].map(|word| {
        let tokens = &text.tokens[word.tokens.clone()];
        tokens[0].span().start..tokens[tokens.len() - 1].span().end
    });
    let folded = || spans.map(|span| fold(&text.run.text[span])).concat();
    text.skeletons
        .of(mix(first.hash, second.hash), text.lang, folded)
}

/// The people of each gazetteer who have a name with two such words, if there are any and not too many.
fn people_with_pair<'m>(
    text: &mut Unlisted<'_, 'm>,
    pair: [&Word; 2],
) -> Option<Vec<Vec<Entity<'m>>>> {
    let [first, second] = pair.map(|word| skeletons_of(text, word));
    let word = |skeletons| NameWord {
        skeletons,
        particle: false,
    };
    let people = people_with(text.matcher, &[first?, second?].map(word), TELLING)?;
    people.iter().any(|of| !of.is_empty()).then_some(people)
}

/// Whether the words are a name, and all of one: no hyphen joins others to them.
fn is_sure(words: &[Word], m: &Match<'_>, range: &Range<usize>) -> bool {
    let edges = [range.start, range.end];
    let mut edges = edges.iter().filter_map(|at| words.get(*at));
    decide(&m.candidates).is_ok() && edges.all(|word| word.joint != Joint::Hyphen)
}

/// The match of some words, sure or not.
fn window<'m>(
    text: &mut Unlisted<'_, 'm>,
    words: &[Word],
    range: Range<usize>,
    people: &[Vec<Entity<'m>>],
) -> Option<Match<'m>> {
    let tokens = words[range.start].tokens.start..words[range.end - 1].tokens.end;
    text.window(tokens, Some(people))
}

fn skeletons_of(text: &mut Unlisted<'_, '_>, word: &Word) -> Option<WordSkeletons> {
    let tokens = &text.tokens[word.tokens.clone()];
    let span = tokens[0].span().start..tokens[tokens.len() - 1].span().end;
    let folded = || fold(&text.run.text[span]);
    text.skeletons.of(word.hash, text.lang, folded)
}
