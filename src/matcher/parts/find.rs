//! Which names have which words of the query.

use super::equivalents;
use super::query::{Asked, Query};
use super::weigh::{self, Weighed};
use super::word_match::WordMatch;
use crate::Lexicon;
use crate::gazetteer::{Gazetteer, PartIndex};
use crate::inflect::Cases;
use crate::romanize::Effort;

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::matcher) enum Search {
    /// As `Quick`, for names that have two words of the query at least.
    Pairs,
    /// By rules alone, as far as they are usual.
    Quick,
    /// With letters changed, and dearer rules.
    Thorough,
}

impl Search {
    fn effort(self, word: &Asked) -> Effort {
        let letters = word.letters as f32;
        // Two words taken for one are a guess already.
        match self {
            Search::Thorough if !word.is_joined() => {
                Effort::thorough(word.letters, 0.5 + 0.22 * letters, 48)
            }
            _ => Effort {
                budget: 0.5 + 0.08 * letters,
                width: 64,
                edits: 0,
                most: 24,
            },
        }
    }
}

/// Two words for one, or one for two.
const JOINED: f32 = 0.15;
/// A form of a family name that only the lexicon knows.
const OTHER_FAMILY_NAME: f32 = 0.6;
/// Names that are looked at for one word of the query.
const MAX_NAMES: usize = 20_000;
/// Names that are weighed in full.
const MAX_WEIGHED: usize = 96;

/// Names of an index with their cost, in no order.
pub(super) fn names(
    gazetteer: &Gazetteer,
    index: &PartIndex<'_>,
    query: &Query,
    search: Search,
    lexicon: Option<&Lexicon>,
) -> Vec<Weighed> {
    let mut lists: Vec<Vec<WordMatch>> = Vec::new();
    // Words of the query that some name has, or may have as far as is known; joints come
    // first, since they may make up for words that no name has.
    let mut hopeful: u16 = query.words().iter().map(|word| word.mask).sum();
    let mut made_up = 0;
    // Of two words that are known to be two of the name, both together are none.
    let apart = search == Search::Pairs && query.words == 2;
    let joined = query.all.iter().enumerate().skip(query.words);
    let joined = joined.filter(|_| !apart);
    let single = query.all.iter().enumerate().take(query.words);
    for (at, word) in joined.chain(single).filter(|(_, word)| !word.initial) {
        let mut list = matches(index, query, at, word, search);
        if let Some(lexicon) = lexicon.filter(|_| !word.is_joined()) {
            list.extend(known(index, lexicon, at, word));
        }
        match (word.is_joined(), list.is_empty()) {
            (true, false) => made_up |= word.mask,
            (false, true) => hopeful &= !word.mask | made_up,
            _ => {}
        }
        if search == Search::Pairs && hopeful.count_ones() < 2 {
            return Vec::new();
        }
        lists.push(list);
    }
    let matches = of_rare_words(query, lists);
    let groups = matches.chunk_by(|a, b| a.part.name == b.part.name);
    let mut likely: Vec<(f32, &[WordMatch])> = groups
        .filter_map(|group| Some((weigh::at_least(query, group)?, group)))
        .collect();
    if likely.len() > MAX_WEIGHED {
        likely.select_nth_unstable_by(MAX_WEIGHED, |a, b| {
            a.0.total_cmp(&b.0)
                .then(a.1[0].part.name.cmp(&b.1[0].part.name))
        });
        likely.truncate(MAX_WEIGHED);
    }
    let weighed = likely
        .into_iter()
        .filter_map(|(_, group)| weigh::weigh(gazetteer, query, group));
    weighed.collect()
}

/// The words of names that a word of the query may stand for.
fn matches(
    index: &PartIndex<'_>,
    query: &Query,
    at: usize,
    word: &Asked,
    how: Search,
) -> Vec<WordMatch> {
    let found = index_words(index, query, word, how);
    let joined = if word.is_joined() { JOINED } else { 0.0 };
    let alone = query.words == 1;
    let mut matches = Vec::new();
    // Of one word: the names that are this word first.
    for whole in [true, false] {
        for own in &found {
            let parts = index
                .list(own.value)
                .iter()
                .filter(|part| !alone && whole || alone && (part.span == part.words) == whole);
            let room = MAX_NAMES.saturating_sub(matches.len());
            matches.extend(parts.take(room).map(|part| WordMatch {
                part,
                word: at as u8,
                known: false,
                cases: own.cases,
                cost: own.cost
                    + f32::from(part.cost) / 100.0
                    + joined
                    + if part.span > 1 && !word.is_joined() {
                        JOINED
                    } else {
                        0.0
                    },
            }));
        }
    }
    matches
}

/// A word of the index that a word of the query may be.
struct IndexWord {
    value: u64,
    cost: f32,
    cases: Cases,
}

/// The words of the index that a word of the query may be: as it is written, in another spelling,
/// by ear, without its ending, and in another language.
fn index_words(index: &PartIndex<'_>, query: &Query, word: &Asked, how: Search) -> Vec<IndexWord> {
    let uninflected = |value, cost| IndexWord {
        value,
        cost,
        cases: Cases::ANY,
    };
    let mut words = Vec::new();
    words.extend(index.get(&word.folded).map(|value| uninflected(value, 0.0)));
    if let Some(lattice) = word.lattice() {
        let found = index.search(lattice, how.effort(word));
        words.extend(found.iter().map(|s| uninflected(s.value, s.cost)));
    }
    // Names of several words in Han characters are written by ear, in Mandarin.
    let readings = match query.words {
        1 => word.readings(),
        _ => &[],
    };
    for (lattice, cost) in readings {
        let found = index.search(lattice, Search::Quick.effort(word));
        words.extend(found.iter().map(|s| uninflected(s.value, s.cost + cost)));
    }
    for base in word.bases() {
        let of_base = |value, cost| IndexWord {
            value,
            cost: cost + base.cost,
            cases: base.cases,
        };
        words.extend(index.get(&base.folded).map(|value| of_base(value, 0.0)));
        if let Some(lattice) = &base.lattice {
            let effort = Effort {
                edits: 0,
                ..how.effort(word)
            };
            let found = index.search(lattice, effort);
            words.extend(found.iter().map(|s| of_base(s.value, s.cost)));
        }
    }
    for (form, cost) in equivalents::of(&word.folded) {
        words.extend(index.get(form).map(|value| uninflected(value, cost)));
    }
    words
}

/// The words of names that the lexicon puts for a word of the query.
fn known(index: &PartIndex<'_>, lexicon: &Lexicon, at: usize, word: &Asked) -> Vec<WordMatch> {
    let mut matches = Vec::new();
    for form in word.forms(lexicon).iter() {
        let Some(value) = index.get(&form.word) else {
            continue;
        };
        let room = MAX_NAMES.saturating_sub(matches.len());
        matches.extend(index.list(value).iter().take(room).map(|part| {
            let family = form.cognate && part.words > 1 && part.position + 1 == part.words;
            let other = if family { OTHER_FAMILY_NAME } else { 0.0 };
            let cost = form.cost + f32::from(part.cost) / 100.0 + other;
            WordMatch {
                part,
                word: at as u8,
                cost,
                known: true,
                cases: Cases::ANY,
            }
        }));
    }
    matches
}

/// A name must have one of the rarer words; sorted by name.
fn of_rare_words(query: &Query, mut lists: Vec<Vec<WordMatch>>) -> Vec<WordMatch> {
    const RARE: usize = 2;
    // So many names are looked at whatever they have.
    const FEW: usize = 3_000;
    let is_joined = |list: &[WordMatch]| {
        list.first()
            .is_some_and(|m| query.all[usize::from(m.word)].is_joined())
    };
    lists.retain(|list| !list.is_empty());
    lists.sort_by_key(|list| (!is_joined(list), list.len()));
    let joined = lists.iter().take_while(|list| is_joined(list)).count();
    let mut names = 0;
    let rare = lists[joined..]
        .iter()
        .enumerate()
        .take_while(|(nth, list)| {
            names += list.len();
            *nth < RARE || names < FEW
        });
    let rare = joined + rare.count();
    let common = lists.split_off(rare);
    let mut matches = lists.concat();
    matches.sort_unstable_by_key(|m| m.part.name);
    if !common.is_empty() {
        let rare: Vec<u32> = {
            let mut names: Vec<u32> = matches.iter().map(|m| m.part.name).collect();
            names.dedup();
            names
        };
        let known = |m: &&WordMatch| rare.binary_search(&m.part.name).is_ok();
        for list in &common {
            matches.extend(list.iter().filter(known));
        }
        matches.sort_unstable_by_key(|m| m.part.name);
    }
    matches
}
