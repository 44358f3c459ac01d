//! The FST over the keys of names, with its postings, table of prefixes and gate.

use fst::raw;
use rayon::prelude::*;

use super::entity::{Casing, may_be_article};
use super::tables::{MAX_NAMES, Tables};
use crate::error::{Error, Result};
use crate::fold::Hasher;
use crate::store::{Gate, Prefix, PrefixTable, join};
use crate::text::chars::{self, Char, Class};

/// Set in a value of the FST that is a place in the postings, not a name index: no index reaches so far.
pub(super) const LIST: u32 = MAX_NAMES;

/// The FST over the keys, with what stands in front of it.
pub(super) struct Surfaces {
    pub(super) fst: Vec<u8>,
    pub(super) postings: Vec<u8>,
    pub(super) prefixes: Vec<u8>,
    pub(super) gate: Vec<u8>,
    pub(super) keys: usize,
    pub(super) ambiguous: usize,
}

impl Surfaces {
    pub(super) fn build(keys: &[(&str, u32)], tables: &Tables) -> Result<Surfaces> {
        let mut map = raw::Builder::memory();
        let mut postings: Vec<u8> = Vec::new();
        let mut prefixes = Prefixes::default();
        let (mut count, mut ambiguous) = (0, 0);
        for group in keys.chunk_by(|a, b| a.0 == b.0) {
            let names = distinct(group, tables);
            let value = match names.as_slice() {
                [one] => *one,
                many => {
                    let at = (postings.len() / 4) as u32;
                    postings.extend((many.len() as u32).to_le_bytes());
                    many.iter()
                        .for_each(|name| postings.extend(name.to_le_bytes()));
                    LIST | at
                }
            };
            map.insert(group[0].0, value.into()).map_err(fst_error)?;
            prefixes.add(group[0].0, value);
            count += 1;
            let entity = |name: &u32| tables.index[*name as usize].0;
            ambiguous += usize::from(names.iter().any(|name| entity(name) != entity(&names[0])));
        }
        let fst = map.into_inner().map_err(fst_error)?;
        let gate = Gate::build(gated(keys, tables).into_iter());
        Ok(Surfaces {
            fst,
            postings,
            prefixes: PrefixTable::build(prefixes.all),
            gate,
            keys: count,
            ambiguous,
        })
    }
}

pub(super) fn fst_error(error: fst::Error) -> Error {
    Error::config(format!("building the FST failed: {error}"))
}

/// One name for each entity and way of writing it in capitals: the rest say the same.
fn distinct(group: &[(&str, u32)], tables: &Tables) -> Vec<u32> {
    let mut names: Vec<u32> = Vec::new();
    for (_, name) in group {
        let what = tables.index[*name as usize];
        // Names are sorted by entity, so what is the same stands near.
        let same = names
            .iter()
            .rev()
            .take_while(|have| tables.index[**have as usize].0 == what.0);
        if !same
            .into_iter()
            .any(|have| tables.index[*have as usize] == what)
        {
            names.push(*name);
        }
    }
    names
}

/// Collects what the words lead to that keys begin with.
#[derive(Default)]
struct Prefixes {
    all: Vec<(u64, Prefix)>,
    /// The hashes of the words that the last key begins with.
    last: Vec<u64>,
}

impl Prefixes {
    /// Adds those of a key; in the order of keys, so that the same words come one after the other.
    fn add(&mut self, key: &str, value: u32) {
        if key.chars().any(is_dense) {
            // Where words are not parted, the FST has to be walked.
            self.last.clear();
            let head = head_of(key);
            if !head.starts_with(is_dense) {
                self.all.push((hash_of(head), Prefix::WALKING));
            }
            return;
        }
        let mut hash = None;
        let words = key.split(' ').map(hash_of);
        let hashes = words.map(|word| *hash.insert(hash.map_or(word, |before| join(before, word))));
        let hashes: Vec<u64> = hashes.collect();
        let Some((whole, begun)) = hashes.split_last() else {
            return;
        };
        let known = begun.iter().zip(&self.last).take_while(|(a, b)| a == b);
        let new = begun.iter().skip(known.count());
        self.all.extend(new.map(|hash| (*hash, Prefix::GOING_ON)));
        self.all.push((*whole, Prefix::ending(value)));
        self.last.clear();
        self.last.extend(begun);
    }
}

fn is_dense(c: char) -> bool {
    Char::of(c).class() == Class::Dense
}

/// The hashes of all heads, each with whether the word may stand in small letters.
fn gated(keys: &[(&str, u32)], tables: &Tables) -> Vec<(u64, bool)> {
    let mut heads: Vec<(u64, bool)> = Vec::new();
    for (key, name) in keys {
        let any = tables.index[*name as usize].1 == Casing::Any;
        for head in heads_of(key) {
            let article = key.len() > head.len() && may_be_article(head);
            heads.push((hash_of(head), any || article));
        }
    }
    heads.par_sort_unstable();
    // Of each the last: whether any name allows it.
    heads.reverse();
    heads.dedup_by_key(|(hash, _)| *hash);
    heads
}

/// The heads that a key may be found by.
fn heads_of(key: &str) -> impl Iterator<Item = &str> {
    std::iter::once(head_of(key)).chain(double_head_of(key))
}

/// The part of a key that the gate is asked for: up to the first separator, or
/// the first cluster of a script without spaces.
fn head_of(key: &str) -> &str {
    let class = |c: char| Char::of(c).class();
    let dense = key.chars().next().is_some_and(|c| class(c) == Class::Dense);
    let end = match dense {
        true => key
            .char_indices()
            .skip(1)
            .find(|(_, c)| class(*c) != Class::Extend),
        false => key
            .char_indices()
            .find(|(_, c)| *c == ' ' || class(*c) == Class::Dense),
    };
    &key[..end.map_or(key.len(), |(at, _)| at)]
}

/// The first two clusters of a key, if one character of a text may fold to
/// both: Lao `ໝ` is `ຫມ`.
fn double_head_of(key: &str) -> Option<&str> {
    let second = key.chars().next()?.len_utf8();
    let pair = second + key[second..].chars().next()?.len_utf8();
    chars::DENSE_EXPANSIONS
        .contains(&&key[..pair])
        .then(|| &key[..second + head_of(&key[second..]).len()])
}

fn hash_of(folded: &str) -> u64 {
    let mut hasher = Hasher::new();
    folded.chars().for_each(|c| hasher.add(c));
    hasher.finish()
}
