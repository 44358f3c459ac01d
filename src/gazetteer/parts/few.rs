//! The words of a few names, sorted in memory to what an index of them takes.

use std::ops::Range;

use super::super::entries::head;
use super::list::{PART_LEN, Part};
use crate::romanize::Trie;

/// Words of names, and which have them. Names that are written alike are taken together: those of one entity in
/// a hundred languages are a few spellings.
#[derive(Default)]
pub(super) struct FewParts {
    /// The words, one behind the other.
    letters: Vec<u8>,
    places: Vec<Place>,
}

/// A word in names that are written alike.
struct Place {
    /// The first bytes of the word, of which less means that the word is less.
    head: u64,
    word: Range<usize>,
    /// The word in any of them.
    part: Part,
    /// Which they are, among all.
    names: Range<usize>,
}

impl FewParts {
    pub(super) fn add(&mut self, word: &[u8], part: Part, names: Range<usize>) {
        let start = self.letters.len();
        self.letters.extend(word);
        self.places.push(Place {
            head: head(word),
            word: start..self.letters.len(),
            part,
            names,
        });
    }

    /// The words with the places of their lists, and the lists, as [`build`](super::build) makes them of a whole
    /// gazetteer; `names` are the indices of all names.
    pub(super) fn indexed(self, names: &[u32]) -> (Trie, Vec<u8>) {
        let FewParts {
            letters,
            mut places,
        } = self;
        let word = |place: &Place| &letters[place.word.clone()];
        places.sort_unstable_by(|a, b| {
            let by_head = a.head.cmp(&b.head);
            by_head.then_with(|| word(a).cmp(word(b)))
        });
        let (mut words, mut lists, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for same in places.chunk_by(|a, b| word(a) == word(b)) {
            parts.clear();
            for Place {
                part, names: of, ..
            } in same
            {
                parts.extend(names[of.clone()].iter().map(|name| Part {
                    name: *name,
                    ..*part
                }));
            }
            parts.sort_unstable();
            parts.dedup();
            words.push((word(&same[0]), (lists.len() / PART_LEN) as u32));
            lists.extend((parts.len() as u64).to_le_bytes());
            parts.iter().for_each(|part| lists.extend(part.bytes()));
        }
        lists.shrink_to_fit();
        (Trie::new(&words), lists)
    }
}
