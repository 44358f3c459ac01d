//! Places of one name, of which some lie where the language of the text is read: those there are likelier.

use std::sync::LazyLock;

use super::{MARGIN, prominence, worth};
use crate::fold::key;
use crate::gazetteer::{Entity, EntityType, Level, NameKind};
use crate::matcher::annotation::Candidate;
use crate::matcher::layers::Layers;
use crate::rules::{Table, rule_rows};
use crate::text::base_language;

/// The countries where a language is read.
#[derive(Debug)]
pub(in crate::matcher) struct Readers {
    countries: Vec<&'static str>,
    /// How many times better known what lies abroad must be to be meant all the same.
    times: f32,
}

/// By their languages.
static READERS: LazyLock<Table<&str, Readers>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/readers.tsv"));
    let readers = |row: &Vec<&'static str>| Readers {
        countries: row[1].split(' ').collect(),
        times: row[2].parse().unwrap_or(1.0),
    };
    rows.map(|row| (row[0], readers(&row))).collect()
});

impl Readers {
    /// Those of a language; `None` if nothing is known of it, or it is read everywhere.
    pub(in crate::matcher) fn of(lang: &str) -> Option<&'static Readers> {
        READERS.get(base_language(lang))
    }

    /// Whether those of any language are where a place lies.
    pub(in crate::matcher) fn of_any_are_at(entity: &Entity<'_>) -> bool {
        READERS
            .values()
            .any(|readers| readers.are_at(entity) == Some(true))
    }

    /// Whether a place lies there; nothing is known of what lies in no country.
    pub(in crate::matcher) fn are_at(&self, entity: &Entity<'_>) -> Option<bool> {
        let country = entity.column("country")?;
        Some(self.countries.contains(&&*country))
    }

    /// Whether they are of few countries, in one of which a place lies: their news have its small places, too.
    pub(in crate::matcher) fn care_for(&self, entity: &Entity<'_>) -> bool {
        /// Elsewhere what is abroad is as near.
        const FEW_COUNTRIES: f32 = 10.0;
        self.times >= FEW_COUNTRIES && self.are_at(entity) == Some(true)
    }

    /// Whether of some candidates one lies at home and one abroad.
    pub(in crate::matcher) fn divide(&self, candidates: &[Candidate<'_>]) -> bool {
        let lies = |there: bool| {
            let is_there = |c: &Candidate<'_>| is_place(c) && self.are_at(&c.entity) == Some(there);
            candidates.iter().any(is_there)
        };
        candidates.len() > 1 && lies(true) && lies(false)
    }

    /// Puts places abroad behind one at home whose main name it is as well, unless they are far better known or `told`
    /// by the text: `Sinop'ta` is in Turkey, and not in Brazil. Of a country or a region abroad less is enough.
    pub(in crate::matcher) fn put_home_first(
        &self,
        layers: &Layers,
        candidates: &mut Vec<Candidate<'_>>,
        lang: &str,
        told: impl Fn(&Entity<'_>) -> bool,
    ) {
        /// So many times what makes the best one clear.
        const CLEARLY: f32 = 1.5;
        let is_main_name = |candidate: &Candidate<'_>| {
            let gazetteer = &layers.gazetteers()[candidate.layer];
            let own = key(candidate.name.text);
            let main = |lang| gazetteer.canonical(&candidate.entity, lang);
            let mut main = [lang, ""].into_iter().filter_map(main);
            main.any(|name| key(name.text) == own)
        };
        let at_home = candidates.iter().filter(|candidate| {
            is_place(candidate)
                && self.are_at(&candidate.entity) == Some(true)
                && is_main_name(candidate)
        });
        let Some(best) = at_home
            .max_by(|a, b| worth(a).total_cmp(&worth(b)))
            .copied()
        else {
            return;
        };
        let is_rival = |candidate: &&mut Candidate<'_>| {
            self.is_rival(candidate, &best) && !told(&candidate.entity)
        };
        for rival in candidates.iter_mut().filter(is_rival) {
            let ahead = (worth(rival) - (worth(&best) - CLEARLY * MARGIN)).max(0.0);
            rival.cost += ahead;
            rival.score *= (-ahead).exp();
        }
        super::rank(candidates);
    }

    /// Whether it is a place abroad that is called so like the best at home, and not far better known.
    fn is_rival(&self, candidate: &Candidate<'_>, best: &Candidate<'_>) -> bool {
        /// What may be assumed of a name at home that need not be of one abroad.
        const LESS_LIKELY: f32 = 0.15;
        // Prominence is a tenth of the logarithm.
        let town = self.times.log10() * 0.1;
        let far_better_known = || match rank(&candidate.entity) < rank(&best.entity) {
            true => town.min(MARGIN),
            false => town,
        };
        is_place(candidate)
            && self.are_at(&candidate.entity) == Some(false)
            && prominence(&candidate.entity) - prominence(&best.entity) < far_better_known()
            && best.cost <= candidate.cost + LESS_LIKELY
    }
}

/// The level of a place as a country or a part of one; of others the last.
fn rank(entity: &Entity<'_>) -> Level {
    entity.level().unwrap_or(Level::Lower)
}

fn is_place(candidate: &Candidate<'_>) -> bool {
    candidate.entity.entity_type == EntityType::Place && candidate.name.kind != NameKind::Demonym
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_how_many_times() {
        for row in rule_rows(include_str!("../rules/readers.tsv")) {
            assert!(
                row[2].parse::<f32>().is_ok_and(|times| times > 1.0),
                "{}",
                row[0]
            );
            assert!(
                row[1].split(' ').all(|country| country.len() == 2),
                "{}",
                row[0]
            );
        }
    }
}
