//! The index of skeletons: which people and places have names with a pair of words, and which places have
//! one word for a name.

use std::io::Write;

use super::draft::Draft;
use super::runs::{Entries, Group, Merged};
use super::{Entity, EntityType, Gazetteer, NameKind};
use crate::error::Result;
use crate::romanize::{
    NameWord, SHORTEST_ALONE, SHORTEST_PAIR, Whose, keys_of_pairs, pair_keys, skeletons, word_keys,
};
use crate::store::{ScratchSpace, Spool};
use crate::text::is_particle;

/// Words of a name that are paired.
const MOST_WORDS: usize = 6;
/// Bytes of a key and the index of its entity.
const PAIR_LEN: usize = 8;

/// Adds the keys of the names of a person or place with whose they are.
pub(super) fn add(draft: &Draft, entity: u32, pairs: &mut Entries) {
    let mut keys: Vec<u32> = match draft.entity_type() {
        EntityType::Person => spelled(draft).flat_map(keys_of_person).collect(),
        EntityType::Place => spelled(draft).flat_map(keys_of_place).collect(),
        _ => return,
    };
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

/// Two of three words may be written as one: `Gholam Reza`, `Gholamreza`.
fn keys_of_person(name: &str) -> Vec<u32> {
    let mut keys = pair_keys(&words_of(name), Whose::Person, SHORTEST_PAIR);
    if let [first, second, third] = *name.split(' ').collect::<Vec<_>>() {
        for (joint, other) in [([first, second], third), ([second, third], first)] {
            let (joint, other) = (skeletons(&joint.concat()), skeletons(other));
            if let (Some(joint), Some(other)) = (joint, other) {
                let pair = [&*joint, &*other];
                keys.extend(keys_of_pairs(
                    [pair].into_iter(),
                    Whose::Person,
                    SHORTEST_PAIR,
                ));
            }
        }
    }
    keys
}

/// Two words may be written as one: `Khorram Abad`, `Khorramabad`.
fn keys_of_place(name: &str) -> Vec<u32> {
    let words = name.split(' ').count();
    let mut keys = Vec::new();
    if words > 1 {
        keys = pair_keys(&words_of(name), Whose::Place, SHORTEST_PAIR);
    }
    if words <= 2 {
        let one = skeletons(&name.replace(' ', "")).unwrap_or_default();
        keys.extend(word_keys(&one, SHORTEST_ALONE));
    }
    keys
}

fn words_of(name: &str) -> Vec<NameWord<Vec<String>>> {
    let word = |word| {
        Some(NameWord {
            skeletons: skeletons(word)?,
            particle: is_particle(word),
        })
    };
    name.split(' ').take(MOST_WORDS).filter_map(word).collect()
}

/// The keys of the names that may be spelled otherwise.
fn spelled(draft: &Draft) -> impl Iterator<Item = &str> {
    draft
        .names
        .iter()
        .filter(|name| !matches!(name.rank.0, NameKind::Demonym | NameKind::Designation))
        .map(|name| name.key.as_str())
}

impl Gazetteer {
    /// The people who have a name with two of these words, going by their skeletons, which have
    /// `least` consonants together; `None` if there are more than `most`.
    pub(crate) fn people_with(
        &self,
        words: &[NameWord<impl AsRef<[String]>>],
        least: usize,
        most: usize,
    ) -> Option<Vec<Entity<'_>>> {
        self.entities_of_keys(pair_keys(words, Whose::Person, least), most)
    }

    /// The people who have a name with one of these pairs of words.
    pub(crate) fn people_with_pairs(
        &self,
        pairs: &[[impl AsRef<[String]>; 2]],
        least: usize,
        most: usize,
    ) -> Option<Vec<Entity<'_>>> {
        let pairs = pairs.iter().map(|[a, b]| [a.as_ref(), b.as_ref()]);
        self.entities_of_keys(keys_of_pairs(pairs, Whose::Person, least), most)
    }

    /// The places that have a name of such words, of which `one` is what they make written as one, going by
    /// their skeletons; `None` if there are more than `most`.
    pub(crate) fn places_with(
        &self,
        words: &[NameWord<impl AsRef<[String]>>],
        one: &[String],
        most: usize,
    ) -> Option<Vec<Entity<'_>>> {
        let mut keys = pair_keys(words, Whose::Place, SHORTEST_PAIR);
        keys.extend(word_keys(one, SHORTEST_ALONE));
        let mut places = self.entities_of_keys(keys, most)?;
        // Another key may have the same hash.
        places.retain(|entity| entity.entity_type == EntityType::Place);
        Some(places)
    }

    fn entities_of_keys(&self, keys: Vec<u32>, most: usize) -> Option<Vec<Entity<'_>>> {
        let mut found: Vec<u32> = Vec::new();
        for key in keys {
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
        let entities = found.into_iter();
        Some(entities.filter_map(|at| self.entity_at(at)).collect())
    }

    fn entities_of(&self, key: u32) -> impl Iterator<Item = u32> + use<'_> {
        let (pairs, _) = self.skeletons.as_ref().as_chunks::<PAIR_LEN>();
        let rest = pairs[first_of(pairs, key)..].iter().map(pair_of);
        rest.take_while(move |pair| pair.0 == key).map(|(_, at)| at)
    }
}

/// Where the pairs of a key begin. Keys are hashes, so that it is near where its share of all numbers is, and as much
/// nearer to where what stands there says: by leaps from there, then by halves.
fn first_of(pairs: &[[u8; PAIR_LEN]], key: u32) -> usize {
    const GUESSES: usize = 2;
    let is_before = |at: usize| pair_of(&pairs[at]).0 < key;
    let share = |key: i64| (key * pairs.len() as i64) >> u32::BITS;
    let mut guess = share(key.into()) as usize;
    for _ in 0..GUESSES {
        let Some(found) = pairs.get(guess).map(pair_of) else {
            break;
        };
        let nearer = guess as i64 + share(i64::from(key) - i64::from(found.0));
        guess = nearer.clamp(0, pairs.len() as i64) as usize;
    }
    let (mut low, mut high, mut step) = (guess, guess, 4);
    while low > 0 && !is_before(low - 1) {
        high = low;
        low = low.saturating_sub(step);
        step *= 2;
    }
    while high < pairs.len() && is_before(high) {
        low = high;
        high = (high + step).min(pairs.len());
        step *= 2;
    }
    low + pairs[low..high].partition_point(|pair| pair_of(pair).0 < key)
}

fn pair_of(bytes: &[u8; PAIR_LEN]) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = *bytes;
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}
