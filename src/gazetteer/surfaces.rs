//! The FST over the keys of names, with its postings, table of prefixes and gate.

use std::io::Write;

use fst::raw;
use rayon::prelude::*;

use super::entity::{Casing, may_be_article};
use super::runs::{Group, Merged};
use super::tables::MAX_NAMES;
use crate::error::{Error, Result};
use crate::fold::Hasher;
use crate::store::{Gate, Prefix, PrefixTable, ScratchSpace, Spool, join};
use crate::text::chars::{self, Char, Class};

/// Set in a value of the FST that is a place in the postings, not a name index: no index reaches so far.
pub(super) const LIST: u32 = MAX_NAMES;

/// The FST over the keys, with what stands in front of it.
pub(super) struct Surfaces {
    pub(super) fst: Spool,
    pub(super) postings: Spool,
    pub(super) prefixes: Vec<u8>,
    pub(super) gate: Vec<u8>,
    pub(super) keys: usize,
    pub(super) ambiguous: usize,
}

/// A name that has a key, as it is sorted behind the key.
#[derive(Clone, Copy)]
pub(super) struct Keyed {
    pub(super) name: u32,
    pub(super) entity: u32,
    pub(super) casing: Casing,
    /// Prominence of the entity.
    pub(super) weight: f32,
}

impl Keyed {
    pub(super) fn bytes(self) -> [u8; 13] {
        let mut bytes = [0; 13];
        bytes[..4].copy_from_slice(&self.name.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.entity.to_be_bytes());
        bytes[8] = self.casing.code();
        bytes[9..].copy_from_slice(&self.weight.to_le_bytes());
        bytes
    }

    fn of(bytes: &[u8]) -> Option<Keyed> {
        let (name, rest) = bytes.split_first_chunk()?;
        let (entity, rest) = rest.split_first_chunk()?;
        let (casing, weight) = rest.split_first()?;
        Some(Keyed {
            name: u32::from_be_bytes(*name),
            entity: u32::from_be_bytes(*entity),
            casing: Casing::from_code(*casing),
            weight: f32::from_le_bytes(weight.try_into().ok()?),
        })
    }
}

impl Surfaces {
    /// Builds all of it from keys with [what they are of](Keyed).
    pub(super) fn build(mut keys: Merged, scratch: &ScratchSpace) -> Result<Surfaces> {
        let spool = || scratch.spool(scratch.most);
        let mut map = raw::Builder::new(spool()).map_err(|e| fst_error(e, scratch))?;
        let mut postings = spool();
        let (mut prefixes, mut gated) = (Prefixes::default(), Gated::default());
        let (mut count, mut ambiguous) = (0, 0);
        let mut group = Group::default();
        while keys.next(&mut group)? {
            let key = std::str::from_utf8(&group.key).unwrap_or_default();
            let all = || group.values().filter_map(Keyed::of);
            let any_casing = all().any(|name| name.casing == Casing::Any);
            gated.add(key, any_casing);
            let names = distinct(all());
            let value = match names.as_slice() {
                [one] => one.name,
                many => {
                    let at = (postings.len() / 4) as u32;
                    let numbers = [many.len() as u32].into_iter();
                    for number in numbers.chain(many.iter().map(|name| name.name)) {
                        let written = postings.write_all(&number.to_le_bytes());
                        written.map_err(|e| scratch.failed(e))?;
                    }
                    LIST | at
                }
            };
            let inserted = map.insert(key, value.into());
            inserted.map_err(|e| fst_error(e, scratch))?;
            prefixes.add(key, value, any_casing);
            count += 1;
            ambiguous += usize::from(names.iter().any(|name| name.entity != names[0].entity));
        }
        Ok(Surfaces {
            fst: map.into_inner().map_err(|e| fst_error(e, scratch))?,
            postings,
            gate: gated.gate(),
            prefixes: PrefixTable::build(prefixes.all),
            keys: count,
            ambiguous,
        })
    }
}

pub(super) fn fst_error(error: fst::Error, scratch: &ScratchSpace) -> Error {
    match error {
        fst::Error::Io(error) => scratch.failed(error),
        fst::Error::Fst(error) => Error::config(format!("building the FST failed: {error}")),
    }
}

/// One name for each entity and way of writing it in capitals, as the rest say the same: the most prominent first.
fn distinct(group: impl Iterator<Item = Keyed>) -> Vec<Keyed> {
    let mut names: Vec<Keyed> = Vec::new();
    for name in group {
        // Names are sorted by entity, so what is the same stands near.
        let mut same = names
            .iter()
            .rev()
            .take_while(|have| have.entity == name.entity);
        if !same.any(|have| have.casing == name.casing) {
            names.push(name);
        }
    }
    names.sort_by(|a, b| b.weight.total_cmp(&a.weight));
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
    fn add(&mut self, key: &str, value: u32, any_casing: bool) {
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
        let small = begins_small(key, head_of(key), any_casing);
        self.all.push((*whole, Prefix::ending(value, small)));
        self.last.clear();
        self.last.extend(begun);
    }
}

fn is_dense(c: char) -> bool {
    Char::of(c).class() == Class::Dense
}

/// Collects the hashes of heads, each with whether the word may stand in small letters.
#[derive(Default)]
struct Gated(Vec<(u64, bool)>);

impl Gated {
    /// Adds the heads of a key; in the order of keys, so that the same heads mostly come one after the other.
    fn add(&mut self, key: &str, any_casing: bool) {
        for head in heads_of(key) {
            let small = has_case(head) && begins_small(key, head, any_casing);
            let hash = hash_of(head);
            match self.0.last_mut() {
                Some((last, may)) if *last == hash => *may |= small,
                _ => self.0.push((hash, small)),
            }
        }
    }

    fn gate(self) -> Vec<u8> {
        let mut heads = self.0;
        heads.par_sort_unstable();
        // Of each the last: whether any name allows it.
        heads.reverse();
        heads.dedup_by_key(|(hash, _)| *hash);
        Gate::build(heads.into_iter())
    }
}

/// Whether a word has letters that might have been capitals. Of those that have none it is not asked whether they
/// may be small.
fn has_case(head: &str) -> bool {
    let cased = |char: Char| char.is_upper() || char.is_lower();
    head.chars().any(|c| cased(Char::of(c)))
}

/// Whether a key with this head may begin with a small letter in a text, be it that of an article.
fn begins_small(key: &str, head: &str, any_casing: bool) -> bool {
    any_casing || key.len() > head.len() && may_be_article(head)
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
