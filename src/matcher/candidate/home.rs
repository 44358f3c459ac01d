//! Places of one name, of which some lie where the language of the text is read.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{MARGIN, prominence, worth};
use crate::fold::key;
use crate::gazetteer::{Entity, EntityType, NameKind};
use crate::matcher::annotation::Candidate;
use crate::matcher::layers::Layers;
use crate::rules::rule_rows;
use crate::text::base_language;

/// The countries where a language is read.
#[derive(Debug)]
pub(in crate::matcher) struct Readers {
    countries: Vec<&'static str>,
    /// How many times better known what lies abroad must be to be meant all the same.
    times: f32,
}

impl Readers {
    /// Those of a language; `None` if nothing is known of it, or it is read everywhere.
    pub(in crate::matcher) fn of(lang: &str) -> Option<&'static Readers> {
        static READERS: LazyLock<HashMap<&str, Readers>> = LazyLock::new(|| {
            let rows = rule_rows(include_str!("../rules/readers.tsv"));
            let readers = |row: &Vec<&'static str>| Readers {
                countries: row[1].split(' ').collect(),
                times: row[2].parse().unwrap_or(1.0),
            };
            rows.map(|row| (row[0], readers(&row))).collect()
        });
        READERS.get(base_language(lang))
    }

    /// Whether a place lies there; nothing is known of what lies in no country.
    fn are_at(&self, entity: &Entity<'_>) -> Option<bool> {
        let country = entity.country()?;
        Some(self.countries.contains(&country.as_str()))
    }

    /// Whether they are of hardly more than one country, in which a place lies: small as it is, it may be in their news.
    pub(in crate::matcher) fn are_all_near(&self, entity: &Entity<'_>) -> bool {
        const ONE_COUNTRY: f32 = 10.0;
        self.times >= ONE_COUNTRY && self.are_at(entity) == Some(true)
    }
}

/// Puts places abroad behind one at home whose main name it is as well, unless they are far better known: `Sinop'ta` is
/// in Turkey, and not in Brazil. A country or its region is as good as any town.
pub(in crate::matcher) fn put_home_first(
    layers: &Layers,
    candidates: &mut [Candidate<'_>],
    lang: &str,
) {
    /// What may be assumed of a name at home that need not be of one abroad.
    const LESS_LIKELY: f32 = 0.15;
    /// So many times what makes the best one clear.
    const CLEARLY: f32 = 1.5;
    let Some(readers) = Readers::of(lang).filter(|_| candidates.len() > 1) else {
        return;
    };
    let is_place = |candidate: &Candidate<'_>| {
        candidate.entity.entity_type == EntityType::Place
            && candidate.name.kind != NameKind::Demonym
    };
    let is_main_name = |candidate: &Candidate<'_>| {
        let gazetteer = &layers.gazetteers()[candidate.layer];
        let own = key(candidate.name.text);
        let main = |lang| gazetteer.canonical(&candidate.entity, lang);
        let mut main = [lang, ""].into_iter().filter_map(main);
        main.any(|name| key(name.text) == own)
    };
    let at_home = candidates.iter().filter(|candidate| {
        is_place(candidate)
            && readers.are_at(&candidate.entity) == Some(true)
            && is_main_name(candidate)
    });
    let Some(best) = at_home
        .max_by(|a, b| worth(a).total_cmp(&worth(b)))
        .copied()
    else {
        return;
    };
    // Prominence is a tenth of the logarithm.
    let far_better = readers.times.log10() * 0.1;
    let rank = |entity: &Entity<'_>| entity.level().unwrap_or_else(|| "9".to_owned());
    let own_rank = rank(&best.entity);
    let is_rival = |candidate: &&mut Candidate<'_>| {
        is_place(candidate)
            && readers.are_at(&candidate.entity) == Some(false)
            && prominence(&candidate.entity) - prominence(&best.entity) < far_better
            && rank(&candidate.entity) >= own_rank
            && best.cost <= candidate.cost + LESS_LIKELY
    };
    for rival in candidates.iter_mut().filter(is_rival) {
        let ahead = (worth(rival) - (worth(&best) - CLEARLY * MARGIN)).max(0.0);
        rival.cost += ahead;
        rival.score *= (-ahead).exp();
    }
}
