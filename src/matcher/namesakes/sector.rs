//! What an organisation is by its sector.

use std::sync::LazyLock;

use crate::gazetteer::{Entity, EntityType};
use crate::rules::{Table, rule_rows};

static TRAITS: LazyLock<Table<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/sectors.tsv"));
    rows.map(|row| (row[0], row[1].split(' ').collect()))
        .collect()
});

/// Whether it is an organisation of this sector.
pub(super) fn is_of(entity: &Entity<'_>, wanted: &str) -> bool {
    sector(entity).as_deref() == Some(wanted)
}

/// Whether it is of the kind that every country has, and some parts of countries.
pub(super) fn is_national(entity: &Entity<'_>) -> bool {
    has(entity, "national")
}

/// Whether it does business, as banks do.
pub(super) fn is_business(entity: &Entity<'_>) -> bool {
    has(entity, "business")
}

fn has(entity: &Entity<'_>, wanted: &str) -> bool {
    let sector = sector(entity);
    let traits = sector.and_then(|sector| TRAITS.get(sector.as_str()));
    traits.is_some_and(|traits| traits.contains(&wanted))
}

fn sector(entity: &Entity<'_>) -> Option<String> {
    let organization = entity.entity_type == EntityType::Organization;
    entity.attribute("sector").filter(|_| organization)
}
