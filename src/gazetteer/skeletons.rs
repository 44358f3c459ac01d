//! The index of skeletons: which pairs of words the names of people have.

use super::draft::Draft;
use super::{EntityType, Gazetteer, NameKind};
use crate::fold::key;
use crate::romanize::{pair_keys, skeletons};

/// Words of a name that are paired.
const MOST_WORDS: usize = 6;
const KEY_LEN: usize = 4;

/// The keys of all people's names, sorted.
pub(super) fn build(drafts: &[Draft]) -> Vec<u8> {
    let people = drafts
        .iter()
        .filter(|draft| draft.entity_type() == EntityType::Person);
    let names = people.flat_map(|draft| &draft.names);
    let spelled =
        names.filter(|name| !matches!(name.rank.0, NameKind::Demonym | NameKind::Designation));
    let mut keys: Vec<u32> = spelled
        .flat_map(|name| {
            let words: Vec<Vec<String>> = key(&name.text)
                .split(' ')
                .take(MOST_WORDS)
                .filter_map(skeletons)
                .collect();
            pair_keys(&words)
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.iter().flat_map(|key| key.to_le_bytes()).collect()
}

impl Gazetteer {
    /// Whether two of the words may be of one person's name, going by their skeletons.
    pub(crate) fn may_name_a_person(&self, words: &[Vec<String>]) -> bool {
        pair_keys(words).iter().any(|key| self.has_skeleton(*key))
    }

    fn has_skeleton(&self, key: u32) -> bool {
        let bytes = self.skeletons.as_ref();
        let at = |at: usize| {
            let bytes = &bytes[at * KEY_LEN..(at + 1) * KEY_LEN];
            u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
        };
        let (mut low, mut high) = (0, bytes.len() / KEY_LEN);
        while low < high {
            let middle = low + (high - low) / 2;
            match at(middle).cmp(&key) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}
