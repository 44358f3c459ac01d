//! The index of skeletons: which people have names with a pair of words.

use rayon::prelude::*;

use super::draft::Draft;
use super::{Entity, EntityType, Gazetteer, NameKind};
use crate::fold::key;
use crate::romanize::{pair_keys, skeletons};

/// Words of a name that are paired.
const MOST_WORDS: usize = 6;
/// Bytes of a key and the index of its entity.
const PAIR_LEN: usize = 8;

/// The keys of all people's names with their entities, sorted.
pub(super) fn build(drafts: &[Draft]) -> Vec<u8> {
    let mut pairs: Vec<(u32, u32)> = drafts
        .par_iter()
        .enumerate()
        .filter(|(_, draft)| draft.entity_type() == EntityType::Person)
        .flat_map_iter(|(at, draft)| keys(draft).map(move |key| (key, at as u32)))
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
        .iter()
        .flat_map(|(key, at)| [key.to_le_bytes(), at.to_le_bytes()])
        .flatten()
        .collect()
}

fn keys(draft: &Draft) -> impl Iterator<Item = u32> {
    let spelled = draft
        .names
        .iter()
        .filter(|name| !matches!(name.rank.0, NameKind::Demonym | NameKind::Designation));
    spelled.flat_map(|name| {
        let words: Vec<Vec<String>> = key(&name.text)
            .split(' ')
            .take(MOST_WORDS)
            .filter_map(skeletons)
            .collect();
        pair_keys(&words)
    })
}

impl Gazetteer {
    /// The people who have a name with two of these words, going by their
    /// skeletons; `None` if there are more than `most`.
    pub(crate) fn people_with(
        &self,
        words: &[Vec<String>],
        most: usize,
    ) -> Option<Vec<Entity<'_>>> {
        let mut found: Vec<u32> = Vec::new();
        for key in pair_keys(words) {
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
