//! The index of skeletons: which people have names with a pair of words.

use std::io::Write;

use super::draft::Draft;
use super::runs::{Entries, Group, Merged};
use super::{Entity, EntityType, Gazetteer, NameKind};
use crate::error::Result;
use crate::romanize::{SHORTEST_PAIR, pair_keys, skeletons};
use crate::store::{ScratchSpace, Spool};

/// Words of a name that are paired.
const MOST_WORDS: usize = 6;
/// Bytes of a key and the index of its entity.
const PAIR_LEN: usize = 8;

/// Adds the keys of a person's names with the person.
pub(super) fn add(draft: &Draft, entity: u32, pairs: &mut Entries) {
    if draft.entity_type() != EntityType::Person {
        return;
    }
    let mut keys: Vec<u32> = keys(draft).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        pairs.push(&key.to_be_bytes(), &entity.to_be_bytes());
    }
}

/// Writes the sorted pairs as the file has them.
pub(super) fn build(mut pairs: Merged, scratch: &ScratchSpace) -> Result<Spool> {
    let mut spool = scratch.spool(scratch.most);
    let mut group = Group::default();
    while pairs.next(&mut group)? {
        for entity in group.values() {
            let pair: Vec<u8> = [&group.key, entity]
                .into_iter()
                .flat_map(|number| number.iter().rev().copied())
                .collect();
            spool.write_all(&pair).map_err(|e| scratch.failed(e))?;
        }
    }
    Ok(spool)
}

fn keys(draft: &Draft) -> impl Iterator<Item = u32> {
    let spelled = draft
        .names
        .iter()
        .filter(|name| !matches!(name.rank.0, NameKind::Demonym | NameKind::Designation));
    spelled.flat_map(|name| {
        let words: Vec<Vec<String>> = name
            .key
            .split(' ')
            .take(MOST_WORDS)
            .filter_map(skeletons)
            .collect();
        pair_keys(&words, SHORTEST_PAIR)
    })
}

impl Gazetteer {
    /// The people who have a name with two of these words, going by their skeletons, which have
    /// `least` consonants together; `None` if there are more than `most`.
    pub(crate) fn people_with(
        &self,
        words: &[impl AsRef<[String]>],
        least: usize,
        most: usize,
    ) -> Option<Vec<Entity<'_>>> {
        let mut found: Vec<u32> = Vec::new();
        for key in pair_keys(words, least) {
            found.extend(self.entities_of(key).take(most + 1));
            if found.len() > most {
                found.sort_unstable();
                found.dedup();
                if found.len() > most {
                    return None;
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Some(
            found
                .into_iter()
                .filter_map(|at| self.entity_at(at))
                .collect(),
        )
    }

    fn entities_of(&self, key: u32) -> impl Iterator<Item = u32> + use<'_> {
        let (pairs, _) = self.skeletons.as_ref().as_chunks::<PAIR_LEN>();
        let first = pairs.partition_point(|pair| pair_of(pair).0 < key);
        let rest = pairs[first..].iter().map(pair_of);
        rest.take_while(move |pair| pair.0 == key).map(|(_, at)| at)
    }
}

fn pair_of(bytes: &[u8; PAIR_LEN]) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = *bytes;
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}
