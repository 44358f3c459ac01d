//! The index of name parts: which names have a word, in its own script or as
//! it may be spelled in Latin script.

use std::borrow::Cow;
use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::Range;

use fst::raw;
use rayon::prelude::*;

use super::surfaces::fst_error;
use super::words::Words;
use super::{Entity, Gazetteer, NameKind};
use crate::error::Result;
use crate::fold::key;
use crate::romanize::{self, Dictionary, Effort, Lattice, Spelling, Trie};
use crate::text::script_of;

/// One word of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    /// Index of the name.
    pub(crate) name: u32,
    /// Which of its words this is, from 0.
    pub(crate) position: u8,
    /// How many words are written as one here.
    pub(crate) span: u8,
    /// How many words the name has.
    pub(crate) words: u8,
    /// Cost of this spelling, in hundredths.
    pub(crate) cost: u8,
}

/// Bytes of a part in the file.
const PART_LEN: usize = 8;
/// So many Latin spellings of a word in another script are indexed.
const SPELLINGS: usize = 24;
/// Names of more words are found as a whole only.
const MAX_WORDS: usize = 12;
/// Neighbouring words of names of so many words are also indexed as one.
const MAX_JOINED: usize = 4;

/// A name as the index sees it.
pub(super) struct Indexed<'n> {
    pub(super) key: &'n str,
    pub(super) text: &'n str,
    pub(super) lang: &'n str,
    pub(super) name: u32,
    /// Whether the entity has a name in Latin script, so that none need be derived.
    pub(super) has_latin: bool,
}

/// Makes the FST of parts and its lists; calls `done` for each word that is spelled in
/// another script, with how many there are.
pub(super) fn build(
    names: &[Indexed<'_>],
    done: &(impl Fn(usize) + Sync),
) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut map = raw::Builder::memory();
    let lists = Parts::of(names, done)?.lists(|word, at| map.insert(word, at));
    let lists = lists.map_err(fst_error)?;
    Ok((map.into_inner().map_err(fst_error)?, lists))
}

/// The words of names as they stand, spelled in Latin script, and joined.
#[derive(Default)]
struct Parts {
    words: Words,
    /// Each with the number of its word: a gazetteer has many times more of them than words.
    all: Vec<(u32, Part)>,
}

impl Parts {
    fn of(names: &[Indexed<'_>], done: &(impl Fn(usize) + Sync)) -> Result<Parts> {
        let mut parts = Parts::default();
        let spelled = Spelled::of(names, &mut parts.words, done)?;
        for name in names {
            parts.add(name, &spelled)?;
        }
        Ok(parts)
    }

    fn add(&mut self, name: &Indexed<'_>, spelled: &Spelled<'_>) -> Result<()> {
        let words = name.words();
        for (position, word) in words.iter().enumerate() {
            let part = |cost| Part {
                name: name.name,
                position: position as u8,
                span: 1,
                words: words.len() as u8,
                cost,
            };
            self.all.push((self.words.number(word)?, part(0)));
            if let Some(word) = name.spelled(&words, position) {
                let spellings = spelled.get(&word).iter();
                self.all
                    .extend(spellings.map(|(spelling, cost)| (*spelling, part(*cost))));
            }
        }
        if words.len() <= MAX_JOINED {
            self.join(&words, name.name)?;
        }
        Ok(())
    }

    /// Adds each run of two or more words as one: `sanfrancisco`.
    fn join(&mut self, words: &[&str], name: u32) -> Result<()> {
        let mut joined = String::new();
        for first in 0..words.len() {
            joined.clear();
            joined.push_str(words[first]);
            for end in first + 2..=words.len() {
                joined.push_str(words[end - 1]);
                let part = Part {
                    name,
                    position: first as u8,
                    span: (end - first) as u8,
                    words: words.len() as u8,
                    cost: 0,
                };
                self.all.push((self.words.number(&joined)?, part));
            }
        }
        Ok(())
    }

    /// The lists of names of all words; tells where the list of each begins, in the order of the words.
    fn lists<E>(
        mut self,
        mut begin: impl FnMut(&str, u64) -> std::result::Result<(), E>,
    ) -> std::result::Result<Vec<u8>, E> {
        let sorted = self.words.sorted();
        let mut places = vec![0; sorted.len()];
        for (word, place) in sorted.iter().zip(0u32..) {
            places[*word as usize] = place;
        }
        // Numbers in the order of the alphabet are sorted faster than words.
        for (word, _) in &mut self.all {
            *word = places[*word as usize];
        }
        drop(places);
        self.all.par_sort_unstable();
        self.all.dedup();
        let mut lists = Vec::with_capacity((self.all.len() + sorted.len()) * PART_LEN);
        for group in self.all.chunk_by(|a, b| a.0 == b.0) {
            let word = self.words.get(sorted[group[0].0 as usize]);
            begin(word, (lists.len() / PART_LEN) as u64)?;
            lists.extend((group.len() as u64).to_le_bytes());
            for (_, part) in group {
                lists.extend(part.name.to_le_bytes());
                lists.extend([part.position, part.words, part.cost, part.span]);
            }
        }
        Ok(lists)
    }
}

/// So few words are not worth sharing out among threads.
const FEW: usize = 10_000;
/// Words are spelled so many at a time, whose spellings are held as strings.
const AT_A_TIME: usize = 1 << 14;

/// The Latin spellings of words in other scripts, of each once, however many names have it.
struct Spelled<'n> {
    /// Where the spellings of a word stand, by language and word.
    places: HashMap<(&'n str, &'n str), Range<usize>>,
    /// Numbers of spellings with their costs in hundredths.
    spellings: Vec<(u32, u8)>,
}

impl<'n> Spelled<'n> {
    fn of(
        names: &[Indexed<'n>],
        numbers: &mut Words,
        done: &(impl Fn(usize) + Sync),
    ) -> Result<Spelled<'n>> {
        let mut words: Vec<_> = names.iter().flat_map(Indexed::to_spell).collect();
        words.par_sort_unstable();
        words.dedup();
        let spell = |word: &(&'n str, &'n str)| {
            let spellings = romanize::spellings(word.1, word.0, SPELLINGS);
            done(words.len());
            spellings
        };
        let mut spelled = Spelled {
            places: HashMap::with_capacity(words.len()),
            spellings: Vec::new(),
        };
        for some in words.chunks(AT_A_TIME) {
            let spellings: Vec<_> = match words.len() < FEW {
                true => some.iter().map(spell).collect(),
                false => some.par_iter().map(spell).collect(),
            };
            for (word, spellings) in some.iter().zip(spellings) {
                let first = spelled.spellings.len();
                for (spelling, cost) in spellings {
                    let hundredths = (cost * 100.0).round().min(255.0) as u8;
                    let spelling = numbers.number(&spelling)?;
                    spelled.spellings.push((spelling, hundredths));
                }
                spelled.places.insert(*word, first..spelled.spellings.len());
            }
        }
        Ok(spelled)
    }

    fn get(&self, word: &(&str, &str)) -> &[(u32, u8)] {
        let place = self.places.get(word).cloned();
        place.map_or(&[], |place| &self.spellings[place])
    }
}

impl<'n> Indexed<'n> {
    /// The words of its key, with their places; none if there are too many.
    fn words(&self) -> Vec<&'n str> {
        let words: Vec<&str> = self.key.split(' ').take(MAX_WORDS + 1).collect();
        match words.len() <= MAX_WORDS {
            true => words,
            false => Vec::new(),
        }
    }

    /// A word as the rules want it, with the language, if it is to be spelled in Latin script.
    fn spelled(&self, words: &[&'n str], position: usize) -> Option<(&'n str, &'n str)> {
        let word = words[position];
        let own = || own_word(self.text, position, words.len()).unwrap_or(word);
        (!self.has_latin && script_of(word) != "Latn").then(|| (self.lang, own()))
    }

    fn to_spell(&self) -> Vec<(&'n str, &'n str)> {
        let words = self.words();
        (0..words.len())
            .filter_map(|position| self.spelled(&words, position))
            .collect()
    }
}

/// The word of the name itself, which the key has folded: rules are for letters as written.
fn own_word(text: &str, position: usize, words: usize) -> Option<&str> {
    let own: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .collect();
    own.get(position).copied().filter(|_| own.len() == words)
}

/// Words and the names that have them: of a whole gazetteer, or of a few of its entities.
pub(crate) struct PartIndex<'g> {
    words: Lookup<'g>,
    lists: Cow<'g, [u8]>,
}

enum Lookup<'g> {
    All(raw::Fst<&'g [u8]>),
    Few(Trie),
}

impl PartIndex<'_> {
    /// What stands for the names that have a word: see [`PartIndex::list`].
    pub(crate) fn get(&self, word: &str) -> Option<u64> {
        match &self.words {
            Lookup::All(fst) => Dictionary::get(fst, word),
            Lookup::Few(trie) => trie.get(word),
        }
    }

    /// The words that one may be a spelling of, cheapest first.
    pub(crate) fn search(&self, lattice: &Lattice, effort: Effort) -> Vec<Spelling> {
        match &self.words {
            Lookup::All(fst) => romanize::search(lattice, fst, effort),
            Lookup::Few(trie) => romanize::search(lattice, trie, effort),
        }
    }

    /// The names that a value stands for.
    pub(crate) fn list(&self, value: u64) -> PartList<'_> {
        list_at(&self.lists, value)
    }
}

fn list_at(lists: &[u8], value: u64) -> PartList<'_> {
    let at = usize::try_from(value)
        .ok()
        .and_then(|value| value.checked_mul(PART_LEN));
    let items = at.and_then(|at| {
        let count = u64::from_le_bytes(lists.get(at..at + PART_LEN)?.try_into().ok()?);
        let len = usize::try_from(count).ok()?.checked_mul(PART_LEN)?;
        lists.get(at + PART_LEN..(at + PART_LEN).checked_add(len)?)
    });
    PartList(items.unwrap_or(&[]))
}

impl Gazetteer {
    /// The FST of parts.
    pub(crate) fn part_fst(&self) -> Option<raw::Fst<&[u8]>> {
        raw::Fst::new(self.parts.as_ref()).ok()
    }

    /// The parts that a value of that FST stands for.
    pub(crate) fn part_list(&self, value: u64) -> PartList<'_> {
        list_at(self.part_lists.as_ref(), value)
    }

    /// The index of the parts of all names.
    pub(crate) fn part_index(&self) -> Option<PartIndex<'_>> {
        Some(PartIndex {
            words: Lookup::All(self.part_fst()?),
            lists: Cow::Borrowed(self.part_lists.as_ref()),
        })
    }

    /// An index of the names of a few entities alone that a name in `script` may be a spelling of.
    pub(crate) fn part_index_of(
        &self,
        entities: &[Entity<'_>],
        script: &str,
    ) -> PartIndex<'static> {
        let mut names = Vec::new();
        for entity in entities {
            let has_latin = self
                .names(entity)
                .any(|name| script_of(name.text) == "Latn");
            let own = (entity.first_name..).zip(self.names(entity));
            names.extend(own.filter_map(|(at, name)| {
                let written = script_of(name.text);
                let telling = !has_latin || written == "Latn" || written == script;
                let spelled = !matches!(name.kind, NameKind::Demonym | NameKind::Designation);
                (telling && spelled).then(|| (key(name.text), name, at, has_latin))
            }));
        }
        let indexed: Vec<Indexed<'_>> = names
            .iter()
            .map(|(key, name, at, has_latin)| Indexed {
                key,
                text: name.text,
                lang: name.lang,
                name: *at,
                has_latin: *has_latin,
            })
            .collect();
        let mut words = Vec::new();
        // There is no end to the numbers of words for so few names.
        let parts = Parts::of(&indexed, &|_| ()).unwrap_or_default();
        let lists = parts.lists(|word, at| {
            words.push((word.to_owned(), at));
            Ok::<(), Infallible>(())
        });
        let Ok(lists) = lists;
        PartIndex {
            words: Lookup::Few(Trie::new(
                words.iter().map(|(word, at)| (word.as_str(), *at)),
            )),
            lists: Cow::Owned(lists),
        }
    }
}

/// The names that have one word, sorted by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartList<'g>(&'g [u8]);

impl<'g> PartList<'g> {
    pub(crate) fn len(self) -> usize {
        self.0.len() / PART_LEN
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Part> + use<'g> {
        self.0.chunks_exact(PART_LEN).map(part)
    }

    /// The places that the word has in one name.
    pub(crate) fn of_name(self, name: u32) -> impl Iterator<Item = Part> + use<'g> {
        let at = self.first_from(0, name);
        PartList(&self.0[at * PART_LEN..])
            .iter()
            .take_while(move |part| part.name == name)
    }

    /// Adds the names that are in both lists, looking at no more than `most` of the shorter.
    pub(crate) fn in_both(self, other: PartList<'g>, most: usize, names: &mut Vec<u32>) {
        let (short, long) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut at = 0;
        for part in short.iter().take(most) {
            at = long.first_from(at, part.name);
            if at == long.len() {
                return;
            }
            if long.name_at(at) == part.name {
                names.push(part.name);
            }
        }
    }

    fn name_at(self, at: usize) -> u32 {
        part(&self.0[at * PART_LEN..(at + 1) * PART_LEN]).name
    }

    /// The first place from `at` on whose name is not before `name`: by leaps, then by halves.
    fn first_from(self, at: usize, name: u32) -> usize {
        let (mut low, mut step) = (at, 1);
        while low + step <= self.len() && self.name_at(low + step - 1) < name {
            low += step;
            step *= 2;
        }
        let mut high = (low + step - 1).min(self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.name_at(middle) < name {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn part(item: &[u8]) -> Part {
    Part {
        name: u32::from_le_bytes([item[0], item[1], item[2], item[3]]),
        position: item[4],
        words: item[5],
        cost: item[6],
        span: item[7].max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[u32]) -> Vec<u8> {
        let record = |name: &u32| [name.to_le_bytes(), [0, 2, 0, 1]].concat();
        names.iter().flat_map(record).collect()
    }

    #[test]
    fn names_that_two_words_share() {
        let (a, b) = (list(&[1, 3, 3, 8, 9, 12]), list(&[0, 3, 4, 5, 6, 7, 9, 20]));
        let (a, b) = (PartList(&a), PartList(&b));
        for (one, other) in [(a, b), (b, a)] {
            let mut names = Vec::new();
            one.in_both(other, usize::MAX, &mut names);
            names.dedup();
            assert_eq!(names, [3, 9]);
        }
        assert_eq!(a.of_name(3).count(), 2);
        assert_eq!(a.of_name(4).count(), 0);
        assert_eq!(b.of_name(20).count(), 1);
        let mut names = Vec::new();
        a.in_both(PartList(&[]), usize::MAX, &mut names);
        assert_eq!(names, [] as [u32; 0]);
    }
}
