//! Looking up the names that have a word.

use std::borrow::Cow;

use fst::raw;

use super::super::{Entity, Gazetteer, Name, NameKind};
use super::few::FewParts;
use super::indexed::Indexed;
use super::latin::LatinNames;
use super::list::PartList;
use super::spelled::Spelled;
use crate::fold::key;
use crate::romanize::{self, Dictionary, Effort, Lattice, Spelling, Trie};
use crate::text::script_of;

/// Words and the names that have them: of a whole gazetteer, or of one of its entities.
pub(crate) struct PartIndex<'g> {
    words: Lookup<'g>,
    lists: Cow<'g, [u8]>,
}

enum Lookup<'g> {
    All(raw::Fst<&'g [u8]>),
    One(Trie),
}

impl PartIndex<'_> {
    /// What stands for the names that have a word: see [`PartIndex::list`].
    pub(crate) fn get(&self, word: &str) -> Option<u64> {
        match &self.words {
            Lookup::All(fst) => Dictionary::get(fst, word),
            Lookup::One(trie) => trie.get(word),
        }
    }

    /// The words that one may be a spelling of, cheapest first.
    pub(crate) fn search(&self, lattice: &Lattice, effort: Effort) -> Vec<Spelling> {
        match &self.words {
            Lookup::All(fst) => romanize::search(lattice, fst, effort),
            Lookup::One(trie) => romanize::search(lattice, trie, effort),
        }
    }

    /// The names that a value stands for.
    pub(crate) fn list(&self, value: u64) -> PartList<'_> {
        PartList::at(&self.lists, value)
    }
}

impl Gazetteer {
    /// The FST of parts.
    pub(crate) fn part_fst(&self) -> Option<raw::Fst<&[u8]>> {
        raw::Fst::new(self.parts.as_ref()).ok()
    }

    /// The parts that a value of that FST stands for.
    pub(crate) fn part_list(&self, value: u64) -> PartList<'_> {
        PartList::at(self.part_lists.as_ref(), value)
    }

    /// The index of the parts of all names.
    pub(crate) fn part_index(&self) -> Option<PartIndex<'_>> {
        Some(PartIndex {
            words: Lookup::All(self.part_fst()?),
            lists: Cow::Borrowed(self.part_lists.as_ref()),
        })
    }

    /// An index of the names of one entity alone that a name in `script` may be a spelling of.
    pub(crate) fn part_index_of(&self, entity: &Entity<'_>, script: &str) -> PartIndex<'static> {
        let mut names: Vec<(u32, Name<'_>)> =
            (entity.first_name..).zip(self.names(entity)).collect();
        names.sort_unstable_by_key(|(at, name)| (name.text, name.lang, *at));
        let latin = LatinNames::of(names.iter().map(|(_, name)| name.text));
        names.retain(|(_, name)| !matches!(name.kind, NameKind::Demonym | NameKind::Designation));
        let (mut spelled, mut parts) = (Spelled::default(), FewParts::default());
        let mut end = 0;
        // Letters are read as those of a language.
        let read_alike = names.chunk_by(|(_, a), (_, b)| {
            a.text == b.text && (matches!(latin, LatinNames::All) || a.lang == b.lang)
        });
        for alike in read_alike {
            let own = end..end + alike.len();
            end = own.end;
            let (first, name) = alike[0];
            let written = script_of(name.text);
            let has_latin = written == "Latn" || latin.have(name.text);
            if has_latin && written != "Latn" && written != script {
                continue;
            }
            let name = Indexed {
                key: &key(name.text),
                text: name.text,
                lang: name.lang,
                name: first,
                has_latin,
            };
            spelled.learn(name.to_spell());
            name.parts(&spelled, |word, part| parts.add(word, part, own.clone()));
        }
        let names: Vec<u32> = names.iter().map(|(at, _)| *at).collect();
        let (words, lists) = parts.indexed(&names);
        PartIndex {
            words: Lookup::One(words),
            lists: Cow::Owned(lists),
        }
    }
}
