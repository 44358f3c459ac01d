//! Which things of the authority an entity may be.

use super::shares;
use crate::gazetteer::{Entity, EntityType, Name};
use crate::matcher::candidate::rank;
use crate::matcher::layers::Layers;
use crate::matcher::lookup;

/// A thing of the authority, and how likely it is the same.
pub(super) struct Identity<'a> {
    pub(super) id: &'a str,
    /// From 0 to 1.
    pub(super) share: f32,
}

/// What an entity may be that has this name, likeliest first: the one that shares an id with it,
/// or else those of the name.
pub(super) fn identities<'a>(
    authority: &'a Layers,
    entity: &Entity<'_>,
    name: &Name<'_>,
) -> Vec<Identity<'a>> {
    let sure = |known: Entity<'a>| {
        vec![Identity {
            id: known.id,
            share: 1.0,
        }]
    };
    if let Some(known) = ids(entity).find_map(|id| authority.entity(id)) {
        return sure(known);
    }
    let mut found = lookup::as_listed(authority, name.text, "");
    rank(&mut found);
    let same = |known: &Entity<'_>| known.same_as().any(|id| ids(entity).any(|own| own == id));
    if let Some(known) = found.iter().find(|known| same(&known.entity)) {
        return sure(known.entity);
    }
    found.retain(|known| may_be(&known.entity, entity));
    let identity = |sense: super::Sense<'a>| Identity {
        id: sense.found.entity.id,
        share: sense.share,
    };
    shares(found).map(identity).collect()
}

/// The ids that an entity has.
pub(super) fn ids<'a>(entity: &Entity<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    std::iter::once(entity.id).chain(entity.same_as())
}

/// Whether neither type nor country tells two entities apart.
pub(super) fn may_be(known: &Entity<'_>, entity: &Entity<'_>) -> bool {
    let types = [known.entity_type, entity.entity_type];
    let countries = || known.country().zip(entity.country());
    (types[0] == types[1] || types.contains(&EntityType::Other))
        && countries().is_none_or(|(known, own)| known == own)
}
