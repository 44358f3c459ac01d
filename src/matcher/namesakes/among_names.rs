//! A little town in a list of names that are listed for nothing: `Wertheim, Tietz und Jandorf` are firms.

use crate::fold::folded;
use crate::gazetteer::{EntityType, NameKind};
use crate::matcher::beside::name_words::{is_family_name, is_first_name};
use crate::matcher::beside::stretch::Passage;
use crate::matcher::beside::{AND, is_behind_place_word, is_behind_telling_word, is_listed};
use crate::matcher::candidate::matched::Match;
use crate::matcher::size::{GREAT_CITY, is_little_town, is_town};
use crate::matcher::words;
use crate::text::{Flags, Joint};

/// So many other names tell, and one less if `and` stands between two.
const OTHERS: usize = 3;

/// Names that are looked at on each side.
const LOOKED_AT: usize = 4;

/// A text, and of each of its tokens whether it is part of a place's name that nothing speaks against.
pub(super) struct Lists<'a> {
    pub(super) passage: Passage<'a>,
    pub(super) placed: Vec<bool>,
}

impl Lists<'_> {
    /// Whether a match is such a town, in a list in front of which no word says that places follow.
    pub(super) fn has(&self, m: &Match<'_>) -> bool {
        let best = &m.candidates[0];
        let open = m.objection.is_none() && best.name.kind != NameKind::Demonym;
        if !open || !is_little_town(&best.entity) {
            return false;
        }
        let (mut first, mut last) = (m.first as usize, m.last as usize);
        let (mut others, mut told) = (0, OTHERS);
        for _ in 0..LOOKED_AT {
            let Some(start) = self.behind(last) else {
                break;
            };
            let Some(end) = self.item_from(start) else {
                break;
            };
            if self.placed[start..=end].contains(&true) {
                return false;
            }
            told -= usize::from(told == OTHERS && !self.is_comma(last));
            (last, others) = (end, others + 1);
        }
        for _ in 0..LOOKED_AT {
            let Some(end) = self.before(first) else { break };
            let Some(start) = self.item_to(end) else {
                break;
            };
            if self.placed[start..=end].contains(&true) {
                return false;
            }
            told -= usize::from(told == OTHERS && !self.is_comma(first - 1));
            (first, others) = (start, others + 1);
        }
        let stretch = self.passage.stretch(first, last);
        others >= told && !is_behind_place_word(&stretch)
    }

    /// Whether a given name is joined with another, or a town's that is a family name of somebody listed with another
    /// such, and no word says that places follow: `Victoria och Daniel`, `the party of Lincoln and Grant`.
    pub(super) fn is_beside_person(&self, m: &Match<'_>) -> bool {
        let best = &m.candidates[0];
        let stretch = self.passage.of_match(m);
        let open = m.objection.is_none()
            && m.first == m.last
            && best.mention_type() == EntityType::Place
            && !best.entity.is_country();
        if !open || is_behind_telling_word(&stretch) {
            return false;
        }
        let spaced = |at: usize| {
            let token = self.passage.tokens.get(at);
            token.is_some_and(|token| token.joint == Joint::Space)
        };
        let (first, last) = (m.first as usize, m.last as usize);
        let behind =
            (spaced(last + 1) && spaced(last + 2) && self.is_and(last + 1)).then_some(last + 2);
        let before = (first >= 2 && spaced(first) && spaced(first - 1) && self.is_and(first - 1))
            .then(|| first - 2);
        let family = |at: usize| {
            is_family_name(
                &folded(self.passage.text, &self.passage.tokens[at]),
                self.passage.layers,
            )
        };
        let town = is_town(&best.entity) && best.entity.weight < GREAT_CITY;
        let mut partners = [before, behind].into_iter().flatten();
        // `Grant` is a word of the language too.
        let is_name =
            |at: usize| self.is_name(at) || self.passage.tokens[at].is_capitalised() && family(at);
        partners.any(|at| {
            is_name(at)
                && !self.placed[at]
                && (is_first_name(&stretch, first) && is_first_name(&stretch, at)
                    || town && family(first) && family(at))
        })
    }

    /// Where the next of a list begins.
    fn behind(&self, last: usize) -> Option<usize> {
        let next = last + 1;
        if next < self.passage.tokens.len() && self.is_comma(last) {
            return Some(next);
        }
        let joined = |at: usize| {
            self.passage
                .tokens
                .get(at)
                .is_some_and(|t| t.joint == Joint::Space)
        };
        (joined(next) && joined(next + 1) && self.is_and(next)).then_some(next + 1)
    }

    /// Where the one before ends.
    fn before(&self, first: usize) -> Option<usize> {
        let at = first.checked_sub(1)?;
        if self.is_comma(at) {
            return Some(at);
        }
        let spaced = |at: usize| self.passage.tokens[at].joint == Joint::Space;
        (spaced(first) && spaced(at) && self.is_and(at)).then(|| at.checked_sub(1))?
    }

    /// Whether a comma and nothing else stands behind a word.
    fn is_comma(&self, at: usize) -> bool {
        let (here, next) = (&self.passage.tokens[at], &self.passage.tokens[at + 1]);
        let between = &self.passage.text[here.span().end..next.span().start];
        between.trim() == "," && !between.contains('\n')
    }

    fn is_and(&self, at: usize) -> bool {
        let stretch = self.passage.stretch(at, at);
        is_listed(&stretch, at, &AND)
    }

    /// Where a name that begins at a word ends.
    fn item_from(&self, start: usize) -> Option<usize> {
        let goes_on = |at: &usize| *at == start || self.is_joined(*at);
        let words = (start..self.passage.tokens.len()).take(WORDS);
        words
            .take_while(|at| goes_on(at) && self.is_name(*at))
            .last()
    }

    /// Where a name that ends with a word begins.
    fn item_to(&self, end: usize) -> Option<usize> {
        let mut start = end;
        while start > 0
            && end - start < WORDS - 1
            && self.is_joined(start)
            && self.is_name(start - 1)
        {
            start -= 1;
        }
        self.is_name(end).then_some(start)
    }

    fn is_joined(&self, at: usize) -> bool {
        matches!(
            self.passage.tokens[at].joint,
            Joint::Space | Joint::Hyphen | Joint::DotSpace
        )
    }

    fn is_name(&self, at: usize) -> bool {
        let token = &self.passage.tokens[at];
        let initial = token.has(Flags::SINGLE) && !token.has(Flags::DIGIT);
        token.has(Flags::CAPITAL)
            && (token.has(Flags::LOWER) || initial)
            && !words::is_any(token, self.passage.lang)
    }
}

/// Words of one name.
const WORDS: usize = 3;
