//! The words of people's names, kept from text to text: those who are in the news are met again
//! and again.

use std::collections::HashMap;
use std::fmt;

use crate::gazetteer::{Entity, Gazetteer, PartIndex};

/// People that are kept; before there are more, all are forgotten.
const MOST: usize = 4096;

/// An index of the words of each person's names, as far as it was asked for.
#[derive(Default)]
pub(in crate::matcher) struct People {
    /// Which matcher it is of.
    owner: u64,
    indexes: HashMap<Key, PartIndex<'static>>,
}

/// Number of the gazetteer, first name of the person in it, script of the query.
type Key = (usize, u32, &'static str);

impl People {
    /// Forgets everything unless it is of this matcher.
    pub(in crate::matcher) fn take_over(&mut self, matcher: u64) {
        if self.owner != matcher {
            self.owner = matcher;
            self.indexes.clear();
        }
    }

    /// The words of a person's names that a name in `script` may be a spelling of.
    pub(super) fn index(
        &mut self,
        (layer, gazetteer): (usize, &Gazetteer),
        person: &Entity<'_>,
        script: &'static str,
    ) -> &PartIndex<'static> {
        if self.indexes.len() >= MOST {
            self.indexes.clear();
        }
        self.indexes
            .entry((layer, person.first_name, script))
            .or_insert_with(|| gazetteer.part_index_of(person, script))
    }
}

impl fmt::Debug for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("People").finish_non_exhaustive()
    }
}
