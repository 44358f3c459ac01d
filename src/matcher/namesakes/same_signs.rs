//! Places at home and abroad, where languages share their signs: 松江 is a town in Japan and a district in China.
//! Of languages that share none, and of places called alike in both, knows
//! [`Readers`](crate::matcher::candidate::readers).

use std::sync::LazyLock;

use crate::gazetteer::{Entity, EntityType};
use crate::matcher::annotation::{Candidate, Tier};
use crate::rules::{Table, rule_rows};
use crate::text::{base_language, script_of};

/// Of several places those at home, where a name is no other's in the language of the text: 松江 in Japan.
pub(in crate::matcher) fn keep_at_home(lang: &str, candidates: &mut Vec<Candidate<'_>>) {
    const GREAT: f32 = 10_000_000.0;
    let own = base_language(lang);
    let is_at_home = |candidate: &Candidate<'_>| {
        candidate.entity.entity_type == EntityType::Place && !is_abroad(&candidate.entity, own)
    };
    if candidates.len() > 1 && HOME.contains_key(own) && candidates.iter().any(is_at_home) {
        candidates.retain(|candidate| {
            is_at_home(candidate)
                || candidate.entity.entity_type != EntityType::Place
                || base_language(candidate.name.lang) == own
                || candidate.entity.weight >= GREAT
        });
    }
}

/// Of several things the one that is listed in just these signs, where the others are so only in those of another way of
/// writing: 範 and 范 are two families, though the one is written as the other in Beijing.
pub(in crate::matcher) fn keep_own_signs(surface: &str, candidates: &mut Vec<Candidate<'_>>) {
    let is_own = |candidate: &Candidate<'_>| candidate.name.text == surface;
    if candidates.len() > 1 && script_of(surface) == "Hani" && candidates.iter().any(is_own) {
        candidates.retain(|candidate| is_own(candidate) || !matches!(candidate.tier, Tier::Folded));
    }
}

/// Whether a place lies in none of the countries of a language that has a row in the file.
pub(in crate::matcher) fn is_abroad(entity: &Entity<'_>, lang: &str) -> bool {
    let home = HOME.get(lang);
    home.is_some_and(|home| {
        entity
            .column("country")
            .is_some_and(|country| !home.contains(&&*country))
    })
}

static HOME: LazyLock<Table<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/same_signs.tsv"));
    rows.filter_map(|row| Some((row[0], row.get(1)?.split(' ').collect())))
        .collect()
});
