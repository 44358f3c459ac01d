//! People whom a text mentions, whose names towns have as well.

use std::collections::{HashMap, HashSet};

use crate::fold::{folded, key};
use crate::gazetteer::{EntityType, NameKind};
use crate::matcher::annotation::Tier;
use crate::matcher::beside;
use crate::matcher::beside::name_words::is_in_lexicon;
use crate::matcher::beside::person;
use crate::matcher::beside::speaking::is_speaker;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::candidate::matched::Match;
use crate::matcher::person_name::PersonName;
use crate::matcher::size::{GREAT_CITY, METROPOLIS, is_town, is_widely_named};

/// Words that the text has as the family name of somebody who is not listed, `Nick Burton`, or in
/// the name of somebody who is: `Наото Кан`.
#[derive(Default)]
pub(super) struct MentionedPeople {
    /// Pairs of a given name and what stands behind it.
    pairs: HashSet<(String, String)>,
    /// Whether the word in front is known for a name.
    known: HashMap<String, bool>,
    listed: HashSet<String>,
}

impl MentionedPeople {
    /// What stands behind an address or a given name, or in front of a family name.
    pub(super) fn add_unlisted(&mut self, stretch: &Stretch<'_>, m: &Match<'_>) {
        let addressed = beside::is_addressed(stretch);
        let in_front = match addressed {
            true => (m.candidates[0].entity.weight < GREAT_CITY).then_some(false),
            false => person::name_in_front(stretch),
        };
        if m.first == m.last || addressed || in_front == Some(true) {
            self.add(stretch, m, in_front);
        }
        let pair = m.first == m.last && in_front.is_none() && !addressed;
        if pair && person::name_behind(stretch) {
            self.add_pair(stretch, m);
        }
    }

    /// Whether a town that is no great city is rather somebody of that name, who speaks: `Henderson said`.
    pub(super) fn hear(&mut self, stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
        let best = &m.candidates[0];
        // Of cities that all the world knows governments speak, and no case but that of the subject does.
        let speaks = is_town(&best.entity)
            && best.entity.weight < GREAT_CITY
            && !is_widely_named(&best.entity)
            && best.name.kind != NameKind::Demonym
            && best.tier != Tier::Inflected
            && is_speaker(stretch);
        if speaks {
            self.add(stretch, m, Some(false));
        }
        speaks
    }

    fn add(&mut self, stretch: &Stretch<'_>, m: &Match<'_>, name_in_front: Option<bool>) {
        let Some(known) = name_in_front else { return };
        for word in words_of(stretch, m) {
            *self.known.entry(word).or_default() |= known;
        }
    }

    /// A given name and the word behind it, which are a person's if they stand together twice: `Asia Bibi`.
    fn add_pair(&mut self, stretch: &Stretch<'_>, m: &Match<'_>) {
        let behind = stretch.folded(stretch.last + 1);
        let [word, listed] = words_of(stretch, m);
        if !self.pairs.insert((word.clone(), behind)) {
            self.known.insert(word, true);
            self.known.insert(listed, true);
        }
    }

    /// The words of a listed name of a person, as the text has them and as they are listed.
    pub(super) fn add_listed(&mut self, stretch: &Stretch<'_>, m: &Match<'_>) {
        let candidate = &m.candidates[0];
        if candidate.entity.entity_type != EntityType::Person {
            return;
        }
        let tokens = &stretch.tokens[stretch.first..=stretch.last];
        let written = tokens.iter().map(|token| folded(stretch.text, token));
        for word in written.chain(PersonName::of(&candidate.name).words) {
            self.listed.insert(word);
        }
    }

    /// Whether the text has it behind a word that is known for a given name.
    pub(super) fn knows(&self, stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
        let words = words_of(stretch, m);
        words.iter().any(|word| self.known.get(word) == Some(&true))
    }

    /// Whether a place is rather that person; a large one only if the given name is known for one,
    /// and never a country, or a place of unknown size, that shares a word with somebody listed, nor a country
    /// that nobody is called like: `Krim Rusiji` are two places.
    pub(super) fn has(&self, stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
        let entity = &m.candidates[0].entity;
        if entity.entity_type != EntityType::Place {
            return false;
        }
        let words = words_of(stretch, m);
        let called_so = || {
            words
                .iter()
                .any(|word| is_in_lexicon(word, stretch.layers.lexicon()))
        };
        match words.iter().find_map(|word| self.known.get(word)) {
            Some(_) if entity.is_country() && !called_so() => false,
            Some(known) => *known || entity.weight < METROPOLIS,
            None => {
                words.iter().any(|word| self.listed.contains(word))
                    && entity.weight > 0.0
                    && entity.weight < METROPOLIS
                    && !entity.is_country()
            }
        }
    }
}

/// The word or words as they stand and as they are listed.
fn words_of(stretch: &Stretch<'_>, m: &Match<'_>) -> [String; 2] {
    let words = stretch.tokens[stretch.first..=stretch.last].iter();
    let written: Vec<String> = words.map(|token| folded(stretch.text, token)).collect();
    [written.join(" "), key(m.candidates[0].name.text)]
}
