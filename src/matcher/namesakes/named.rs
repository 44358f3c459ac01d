//! What a text names for certain, in whose light the rest is decided.

use std::collections::{BTreeMap, HashSet};

use super::gloss::is_party;
use crate::gazetteer::{Entity, EntityType, Level};
use crate::matcher::annotation::{Candidate, Reason};
use crate::matcher::candidate::decide::decide;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::readers::Readers;
use crate::matcher::size::{GREAT_CITY, is_small, is_widely_named};
use crate::text::{has_capitals, script_of};

/// What the matches that stand alone say of the text.
#[derive(Default)]
pub(in crate::matcher) struct Named<'m> {
    /// Entities that are certainly named.
    pub(in crate::matcher) entities: HashSet<&'m str>,
    /// Countries of those that are well known, by their codes, each with the one that names it if no other does.
    countries: BTreeMap<String, Option<&'m str>>,
    /// Regions, such as states of a federation, that are named themselves.
    pub(super) regions: Places,
    /// Regions of towns that are.
    towns: Places,
    /// States that are named themselves.
    states: Places,
    /// Where the language of the text is read.
    readers: Option<&'static Readers>,
}

/// A region so many words behind a town says where that is.
const PAIR: u32 = 2;

/// Where something is named, by its code.
#[derive(Default)]
pub(super) struct Places(BTreeMap<String, Vec<u32>>);

impl Places {
    /// Adds a place; in the order of the text.
    fn add(&mut self, code: Option<String>, at: u32) {
        if let Some(code) = code {
            self.0.entry(code).or_default().push(at);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }

    /// Where places of a code are named.
    fn at(&self, code: &str) -> &[u32] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }

    /// How far the nearest place of a code is.
    fn distance(&self, code: &str, from: u32) -> Option<u32> {
        Some(nearest(self.0.get(code)?, from)?.0)
    }

    /// The codes within a country, each with its nearest place.
    pub(super) fn within(
        &self,
        country: &str,
        from: u32,
    ) -> impl Iterator<Item = ((u32, u32), &str)> {
        let prefix = format!("{country}.");
        let codes = self.0.range(prefix.clone()..);
        let own = codes.take_while(move |(code, _)| code.starts_with(&prefix));
        own.filter_map(move |(code, places)| Some((nearest(places, from)?, code.as_str())))
    }
}

/// Of places in order the nearest, the first of two: how far it is, and it.
fn nearest(places: &[u32], from: u32) -> Option<(u32, u32)> {
    let behind = places.partition_point(|at| *at < from);
    let beside = &places[behind.saturating_sub(1)..places.len().min(behind + 1)];
    beside.iter().map(|at| (at.abs_diff(from), *at)).min()
}

impl<'m> Named<'m> {
    pub(in crate::matcher) fn of<'a>(
        matches: impl Iterator<Item = &'a Match<'m>>,
        lang: &str,
    ) -> Named<'m>
    where
        'm: 'a,
    {
        let mut evidence = Named {
            readers: Readers::of(lang),
            ..Named::default()
        };
        // A company of a place says as much of the text as the place.
        let free = matches.filter(|m| matches!(m.objection, None | Some(Reason::CompanyName)));
        let certain: Vec<_> = free
            .filter_map(|m| match m.settled {
                true => Some((m, *m.candidates.first()?)),
                false => Some((m, *decide(&m.candidates).ok()?)),
            })
            .collect();
        let tells = |(m, candidate): &&(&Match<'_>, Candidate<'m>)| {
            !is_small(&candidate.entity)
                && !is_strange_word(evidence.readers, m, candidate)
                && !is_strange(m)
        };
        let telling: Vec<_> = certain.iter().filter(tells).collect();
        for (_, candidate) in telling {
            let id = candidate.entity.id;
            let new = evidence.entities.insert(id);
            // A party of a name that many countries have tells of none.
            let told = new && !(candidate.name.text.contains([' ', '-']) && is_party(candidate));
            if let Some(country) = candidate.entity.country().filter(|_| told) {
                let named_by = evidence.countries.entry(country);
                named_by.and_modify(|by| *by = None).or_insert(Some(id));
            }
        }
        for (m, candidate) in &certain {
            let entity = &candidate.entity;
            match entity.level() {
                Some(Level::Country) => evidence.states.add(entity.country(), m.first),
                Some(Level::Division) => evidence.regions.add(entity.attribute("region"), m.first),
                None => evidence.towns.add(entity.attribute("region"), m.first),
                _ => {}
            }
        }
        // What is too small to be meant speaks for nothing.
        let near = certain
            .iter()
            .filter(|(m, candidate)| !needs_country(m) || evidence.is_near(m, candidate));
        let near: Vec<&str> = near.map(|(_, candidate)| candidate.entity.id).collect();
        evidence.entities.extend(near);
        evidence
    }

    /// How often a text speaks of a region: by its name, by its towns, by its country; `Dallas, Texas` is once.
    pub(super) fn speaks_of(&self, country: Option<&str>, region: &str) -> usize {
        let of_country = country.is_some_and(|country| self.states.has(country));
        let (regions, towns) = (self.regions.at(region), self.towns.at(region));
        let is_beside_town = |at: &&u32| {
            towns
                .iter()
                .any(|town| (1..=PAIR).contains(&at.wrapping_sub(*town)))
        };
        let alone = regions.len() - regions.iter().filter(is_beside_town).count();
        alone + towns.len() + usize::from(of_country)
    }

    /// Whether, of two countries, the text names the first nearer to a match than the second.
    pub(super) fn is_nearer(
        &self,
        m: &Match<'_>,
        first: Option<String>,
        second: Option<String>,
    ) -> bool {
        let distance =
            |country: Option<String>| country.and_then(|c| self.states.distance(&c, m.first));
        match (distance(first), distance(second)) {
            (Some(first), Some(second)) => first < second,
            (first, _) => first.is_some(),
        }
    }

    /// Whether a region is the nearest that the text names of its country, or one of two: an article
    /// on the whole country names many.
    pub(super) fn tells(&self, m: &Match<'_>, country: &str, region: &str) -> bool {
        const FEW: usize = 2;
        let own: Vec<_> = self.regions.within(country, m.first).collect();
        own.len() <= FEW
            || own
                .iter()
                .min()
                .is_some_and(|(_, nearest)| *nearest == region)
    }

    /// Whether the text names a country, or something well known in it.
    pub(in crate::matcher) fn names_country(&self, country: &str) -> bool {
        self.countries.contains_key(country)
    }

    /// Whether it does by something else than an entity.
    pub(in crate::matcher) fn names_country_besides(
        &self,
        country: &str,
        entity: &Entity<'_>,
    ) -> bool {
        let by = self.countries.get(country);
        by.is_some_and(|by| by.is_none_or(|id| id != entity.id))
    }

    /// Whether the text is about the country of a place, or for its people, or nothing is known of its country or size.
    /// Without capitals any word may look like a small town.
    pub(in crate::matcher) fn is_near(&self, m: &Match<'_>, candidate: &Candidate<'_>) -> bool {
        let entity = &candidate.entity;
        let readers = self
            .readers
            .filter(|_| m.placed && has_capitals(script_of(candidate.name.text)));
        if m.exonym_of == Some(entity.id) || readers.is_some_and(|readers| readers.care_for(entity))
        {
            return true;
        }
        let strange = is_strange(m);
        !(strange || is_small(entity) || is_strange_word(self.readers, m, candidate))
            || match entity.country() {
                Some(country) => self.names_country(&country),
                None => !strange || self.entities.contains(entity.id),
            }
    }
}

/// Whether a name alone may not be enough: a single word, or one that a text of this language hardly calls a place by.
pub(in crate::matcher) fn needs_country(m: &Match<'_>) -> bool {
    m.first == m.last || m.strange
}

/// Whether it is such a name, and no word beside it says that it is a place's.
fn is_strange(m: &Match<'_>) -> bool {
    m.strange && !m.placed
}

/// Whether a single word, without capitals that would tell of a name and a word beside it that tells of a place,
/// is called as a place abroad that is no great city: Urdu `مسئلہ`, an issue, as M'Sila.
fn is_strange_word(readers: Option<&Readers>, m: &Match<'_>, candidate: &Candidate<'_>) -> bool {
    let entity = &candidate.entity;
    m.first == m.last
        && !m.placed
        && !has_capitals(script_of(candidate.name.text))
        && entity.entity_type == EntityType::Place
        && entity.weight > 0.0
        && entity.weight < GREAT_CITY
        && !is_widely_named(entity)
        && !entity.is_country()
        && readers.is_some_and(|readers| readers.are_at(entity) == Some(false))
}
