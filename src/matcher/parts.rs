//! Names by their parts: in any order, script and spelling.
//!
//! Each word of the query is met with the index of name parts through the
//! lattice of its spellings. A name is a candidate if its words are matched,
//! one each, by words of the query; what is left over on either side, the
//! order, and the spellings make up its cost.

use std::collections::HashMap;

use super::annotation::{Candidate, Evidence, Tier};
use super::known;
use super::layers::Layers;
use super::person_name::is_patronymic;
use super::words::{self, Class};
use crate::Lexicon;
use crate::fold::{Link, fold_token, key, link};
use crate::gazetteer::{EntityType, Gazetteer, Part};
use crate::romanize::{search, word_and_rules};
use crate::text::{Token, script_of, tokenize};

/// A word of the query with the spellings that names have of it.
struct Word<'t> {
    text: &'t str,
    letters: usize,
    /// A single letter, but no syllable, which may stand for any word that begins with it.
    initial: bool,
}

/// A word of the index that a word of the query may stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met {
    /// Value of the word in the index.
    pub(super) value: u64,
    pub(super) cost: f32,
    /// Through the lexicon, not by rules.
    pub(super) known: bool,
    /// Another form of the name in the same script.
    pub(super) cognate: bool,
}

/// Below this a place or organisation is no candidate; a person may be known by other words.
const LEAST: f32 = 0.05;
/// Cost of a letter's worth of doubt, at which a link is as likely wrong as right.
const RATE: f32 = 0.35;
/// A word of the query that the name does not have.
const EXTRA_WORD: f32 = 0.9;
/// A patronymic that the name does not have.
const EXTRA_PATRONYMIC: f32 = 0.2;
/// A word in the middle of a name that the query does not have.
const MISSING_MIDDLE: f32 = 0.5;
/// A word at either end of a name that the query does not have: another person, or one known by less.
const MISSING_END: f32 = 2.5;
/// Words in another order than listed.
const REORDERED: f32 = 0.1;
/// An initial for a word.
const INITIAL: f32 = 0.5;
/// A form of a family name that only the lexicon knows.
const OTHER_FAMILY_NAME: f32 = 0.6;
/// Spellings of one word that are looked at.
const SPELLINGS: usize = 48;
/// Names that are looked at for one query.
const MAX_NAMES: usize = 20_000;

/// Candidates of all gazetteers, in no order.
pub(super) fn candidates<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let mut tokens = Vec::new();
    // What follows in brackets tells namesakes apart; it is no part of the name.
    let name = name
        .split_once(" (")
        .filter(|(name, _)| !name.is_empty())
        .map_or(name, |(name, _)| name);
    tokenize(name, &mut tokens);
    let words = query_words(name, &tokens);
    if words.is_empty() || words.len() > 8 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for found_name in names(gazetteer, &words, lang, layers.lexicon()) {
            let Weighed {
                name,
                cost,
                letters,
                known,
            } = found_name;
            let Some(name) = gazetteer.name_at(name) else {
                continue;
            };
            let entity = layers.merged(gazetteer.entity_of(&name));
            let score = score(cost, letters);
            if score < LEAST && entity.entity_type != EntityType::Person {
                continue;
            }
            found.push(Candidate {
                entity,
                name,
                tier: if known {
                    Tier::Lexicon
                } else {
                    Tier::Romanized
                },
                cases: None,
                evidence: Evidence::Words,
                cost,
                score,
                layer,
            });
        }
    }
    found
}

/// From 1 downwards as the cost for each letter grows.
fn score(cost: f32, letters: usize) -> f32 {
    (-cost / (RATE * (letters as f32).sqrt())).exp()
}

/// Words of the query: pieces glued by apostrophes are one, titles in front are none.
fn query_words<'t>(name: &'t str, tokens: &[Token]) -> Vec<Word<'t>> {
    let mut words: Vec<Word<'t>> = Vec::new();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let span = token.span();
        let glued = at > 0 && link(&tokens[at - 1], token, name) == Link::Glued;
        match spans.last_mut().filter(|_| glued) {
            Some(last) => last.1 = span.end,
            None => spans.push((span.start, span.end)),
        }
    }
    for (start, end) in spans {
        let text = &name[start..end];
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        words.push(Word {
            text,
            letters,
            initial: letters == 1
                && text.chars().all(char::is_alphabetic)
                && !matches!(script_of(text), "Hani" | "Hang"),
        });
    }
    let is_title = |word: &Word<'_>| {
        let token = tokens.iter().find(|token| &name[token.span()] == word.text);
        token.is_some_and(|token| words::is(token, "", Class::Title))
    };
    if words.len() > 2 && words.first().is_some_and(is_title) {
        words.remove(0);
    }
    words
}

/// What is known of one name: for each of its words, the query word that matches best.
struct Tally {
    words: usize,
    /// (word of the name, word of the query, cost, whether the lexicon made it)
    matches: Vec<(u8, u8, f32, bool)>,
}

/// A name by its index with its cost and the letters it rests on.
struct Weighed {
    name: u32,
    cost: f32,
    letters: usize,
    /// Whether the lexicon had a part in it.
    known: bool,
}

/// The names that have words of the query.
fn names(
    gazetteer: &Gazetteer,
    words: &[Word<'_>],
    lang: &str,
    lexicon: Option<&Lexicon>,
) -> Vec<Weighed> {
    let Some(index) = gazetteer.part_index() else {
        return Vec::new();
    };
    let mut lists: Vec<(usize, Vec<(Part, f32, bool)>)> = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.initial) {
        let budget = 0.5 + 0.22 * word.letters as f32;
        let by_rule = |value, cost| Met {
            value,
            cost,
            known: false,
            cognate: false,
        };
        let mut spellings: Vec<Met> = match word_and_rules(word.text, lang) {
            Some((chars, rules)) => search(&chars, rules, &index, budget, SPELLINGS)
                .iter()
                .map(|spelling| by_rule(spelling.value, spelling.cost))
                .collect(),
            None => Vec::new(),
        };
        let own = folded(word.text);
        spellings.extend(
            index
                .get(own.as_bytes())
                .map(|output| by_rule(output.value(), 0.0)),
        );
        spellings.extend(
            lexicon
                .into_iter()
                .flat_map(|lexicon| known::spellings(lexicon, &own, &index)),
        );
        let parts = spellings.iter().flat_map(|met| {
            gazetteer.parts_at(met.value).map(|part| {
                let family = met.cognate && part.words > 1 && part.position + 1 == part.words;
                let other = if family { OTHER_FAMILY_NAME } else { 0.0 };
                let cost = met.cost + f32::from(part.cost) / 100.0 + other;
                (part, cost, met.known)
            })
        });
        lists.push((at, parts.take(MAX_NAMES).collect()));
    }
    // A name must have the rarer of the words; of a single word, that one.
    lists.sort_by_key(|(_, parts)| parts.len());
    let mut tallies: HashMap<u32, Tally> = HashMap::new();
    for (nth, (at, parts)) in lists.iter().enumerate() {
        for (part, cost, known) in parts {
            let matched = (part.position, *at as u8, *cost, *known);
            match tallies.get_mut(&part.name) {
                Some(tally) => tally.matches.push(matched),
                None if nth < 2 => {
                    tallies.insert(
                        part.name,
                        Tally {
                            words: part.words.into(),
                            matches: vec![matched],
                        },
                    );
                }
                None => {}
            }
        }
    }
    let weighed = tallies
        .into_iter()
        .filter_map(|(name, tally)| weigh(gazetteer, name, tally, words));
    weighed.collect()
}

fn folded(word: &str) -> String {
    let mut folded = String::new();
    let mut tokens = Vec::new();
    tokenize(word, &mut tokens);
    for token in &tokens {
        fold_token(&word[token.span()], &mut |c| folded.push(c));
    }
    folded
}

/// The cost of a name: its words matched one to one, cheapest first.
fn weigh(
    gazetteer: &Gazetteer,
    name: u32,
    mut tally: Tally,
    words: &[Word<'_>],
) -> Option<Weighed> {
    let listed = gazetteer.name_at(name)?;
    let person = matches!(gazetteer.entity_of(&listed).entity_type, EntityType::Person);
    tally
        .matches
        .sort_by(|a, b| a.2.total_cmp(&b.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut of_name: Vec<Option<u8>> = vec![None; tally.words];
    let mut of_query: Vec<bool> = vec![false; words.len()];
    let (mut cost, mut letters, mut known) = (0.0, 0, false);
    for (position, word, price, by_lexicon) in &tally.matches {
        // The lexicon knows names of persons.
        if *by_lexicon && !person {
            continue;
        }
        let (slot, used) = (
            of_name.get_mut(usize::from(*position))?,
            &mut of_query[usize::from(*word)],
        );
        if slot.is_none() && !*used {
            *slot = Some(*word);
            *used = true;
            cost += price;
            known |= by_lexicon;
            letters += words[usize::from(*word)].letters;
        }
    }
    let key = key(listed.text);
    let own: Vec<&str> = key.split(' ').collect();
    if person {
        cost += initials(&own, &mut of_name, &mut of_query, words);
    }
    let missing: Vec<usize> = (0..tally.words)
        .filter(|at| of_name[*at].is_none())
        .collect();
    if !missing.is_empty() && (!person || missing.len() == tally.words) {
        return None;
    }
    for at in missing {
        cost += if at > 0 && at + 1 < tally.words {
            MISSING_MIDDLE
        } else {
            MISSING_END
        };
    }
    for (word, _) in words.iter().zip(&of_query).filter(|(_, used)| !**used) {
        cost += match person {
            true if is_patronymic(&folded(word.text)) => EXTRA_PATRONYMIC,
            true if tally.words >= 2 => EXTRA_WORD,
            _ => EXTRA_WORD * 2.0,
        };
    }
    let order: Vec<u8> = of_name.iter().flatten().copied().collect();
    if !order.is_sorted() {
        cost += if person { REORDERED } else { REORDERED * 3.0 };
    }
    Some(Weighed {
        name,
        cost,
        letters,
        known,
    })
}

/// Initials of the query stand for words that begin so.
fn initials(
    own: &[&str],
    of_name: &mut [Option<u8>],
    of_query: &mut [bool],
    words: &[Word<'_>],
) -> f32 {
    let mut cost = 0.0;
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.initial) {
        let letter = folded(word.text);
        let free = (0..own.len().min(of_name.len()))
            .find(|n| of_name[*n].is_none() && own[*n].starts_with(letter.as_str()));
        if let Some(n) = free {
            of_name[n] = Some(at as u8);
            of_query[at] = true;
            cost += INITIAL;
        }
    }
    cost
}
