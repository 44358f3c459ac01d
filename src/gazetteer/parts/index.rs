//! Looking up the names that have a word.

use std::borrow::Cow;

use fst::raw;

use super::super::runs::{Entries, Merged};
use super::super::{Entity, Gazetteer, NameKind};
use super::build;
use super::indexed::Indexed;
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
        let has_latin = self
            .names(entity)
            .any(|name| script_of(name.text) == "Latn");
        let own = (entity.first_name..).zip(self.names(entity));
        let names = own.filter_map(|(at, name)| {
            let written = script_of(name.text);
            let telling = !has_latin || written == "Latn" || written == script;
            let spelled = !matches!(name.kind, NameKind::Demonym | NameKind::Designation);
            (telling && spelled).then(|| (key(name.text), name, at))
        });
        let names: Vec<_> = names.collect();
        let indexed: Vec<Indexed<'_>> = names
            .iter()
            .map(|(key, name, at)| Indexed {
                key,
                text: name.text,
                lang: name.lang,
                name: *at,
                has_latin,
            })
            .collect();
        let mut spelled = Spelled::default();
        spelled.learn(indexed.iter().flat_map(Indexed::to_spell).collect());
        let mut parts = Entries::default();
        for name in &indexed {
            name.add_parts(&spelled, &mut parts);
        }
        let (mut words, mut lists) = (Vec::new(), Vec::new());
        // Nothing fails in memory.
        let _ = build::write(Merged::of(parts), |word, at, list| {
            words.push((String::from_utf8_lossy(word).into_owned(), at));
            lists.extend(list);
            Ok(())
        });
        PartIndex {
            words: Lookup::One(Trie::new(&words)),
            lists: Cow::Owned(lists),
        }
    }
}
