//! Which language the names of a text are spelled in.

use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::matcher::Scratch;
use crate::matcher::scan::Hit;
use crate::text::{Flags, Token};

/// The names that were found in a text.
pub(in crate::matcher) struct Spelled<'s> {
    gazetteers: Vec<&'s Gazetteer>,
    text: &'s str,
    tokens: &'s [Token],
    /// Of each gazetteer, in the order of the text.
    hits: Vec<&'s [Hit]>,
}

impl<'s> Spelled<'s> {
    /// Those of a text that has been scanned for the names of gazetteers.
    pub(in crate::matcher) fn new(
        gazetteers: impl Iterator<Item = &'s Gazetteer>,
        text: &'s str,
        scratch: &'s Scratch,
    ) -> Spelled<'s> {
        Spelled {
            gazetteers: gazetteers.collect(),
            text,
            tokens: &scratch.tokens,
            hits: scratch.hits.chunk_by(|a, b| a.layer == b.layer).collect(),
        }
    }

    /// How many of those that begin at some tokens are spelled as a language spells them.
    pub(in crate::matcher) fn count(&self, tokens: Range<usize>, lang: &str) -> u32 {
        /// Names that are looked at.
        const MOST: usize = 16;
        let own = |hits: &'s [Hit]| {
            let first = hits.partition_point(|hit| (hit.first as usize) < tokens.start);
            let own = hits[first..].iter();
            own.take_while(|hit| (hit.first as usize) < tokens.end)
        };
        let capital = |hit: &&Hit| self.tokens[hit.first as usize].has(Flags::CAPITAL);
        let names = self.hits.iter().flat_map(|hits| own(hits)).filter(capital);
        let names = names.take(MOST);
        names.filter(|hit| self.is_spelled(hit, lang)).count() as u32
    }

    fn is_spelled(&self, hit: &Hit, lang: &str) -> bool {
        /// Namesakes that are looked at.
        const MOST: usize = 4;
        let gazetteer = self.gazetteers[hit.layer as usize];
        let [first, last] = [hit.first, hit.last].map(|at| self.tokens[at as usize].span());
        let surface = &self.text[first.start..last.end];
        let mut entities = gazetteer
            .posting(hit.value)
            .take(MOST)
            .filter_map(|at| Some(gazetteer.entity_of(&gazetteer.name_at(at)?)));
        entities.any(|entity| {
            let canonical = gazetteer.canonical(&entity, lang);
            canonical.is_some_and(|name| name.text == surface)
        })
    }
}
