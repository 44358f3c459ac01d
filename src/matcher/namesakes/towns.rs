//! Towns by their size.

use crate::gazetteer::{Entity, EntityType};

/// Towns of more people are named without such words.
const LARGE: f32 = 250_000.0;

/// Whether it is a town, known by its people and by no level of division.
pub(super) fn is_town(entity: &Entity<'_>) -> bool {
    entity.entity_type == EntityType::Place && entity.weight > 0.0 && entity.level().is_none()
}

/// Whether it is a town that is no great city.
pub(in crate::matcher) fn is_little_town(entity: &Entity<'_>) -> bool {
    is_town(entity) && entity.weight < LARGE
}
