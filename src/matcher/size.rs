//! How large places are, by the people that a gazetteer gives as their weight, and from which size on a name alone is
//! enough. Rules that ask the same share a threshold; one that asks something of its own keeps its own.

use crate::gazetteer::{Entity, EntityType};

/// A place of fewer people needs another mention from its country.
pub(super) const KNOWN_TOWN: f32 = 100_000.0;

/// Towns of fewer people are rarely named without a word that says they are towns.
pub(super) const LARGE_TOWN: f32 = 250_000.0;

/// A city of more people is meant though the word is common, or somebody's name stands beside it.
pub(super) const CITY: f32 = 500_000.0;

/// Hardly anything else is called by the bare name of a city of more people: a single initial in front of it is
/// rather the end of a sentence, `Group B. Moscow won`.
pub(super) const GREAT_CITY: f32 = 1_000_000.0;

/// A place of more people is meant by any of its names.
pub(super) const METROPOLIS: f32 = 2_000_000.0;

/// Whether it is a town, known by its people and by no level of division.
pub(super) fn is_town(entity: &Entity<'_>) -> bool {
    entity.entity_type == EntityType::Place && entity.weight > 0.0 && entity.level().is_none()
}

/// Whether it is a town that is no large one.
pub(super) fn is_little_town(entity: &Entity<'_>) -> bool {
    entity.weight < LARGE_TOWN && is_town(entity)
}

/// Whether it is a place of few people. A state never is: Monaco, San Marino.
pub(super) fn is_small(entity: &Entity<'_>) -> bool {
    let few = entity.entity_type == EntityType::Place
        && entity.weight > 0.0
        && entity.weight < KNOWN_TOWN;
    few && !entity.is_country()
}

/// Whether it has names in so many languages as only well-known places have, such as Venice.
pub(super) fn is_widely_named(entity: &Entity<'_>) -> bool {
    const MANY: u32 = 50;
    entity.name_count >= MANY
}
