//! Which things of the authority an entity may be.

use super::shares;
use crate::gazetteer::{Entity, EntityType, NameKind};
use crate::matcher::annotation::Candidate;
use crate::matcher::candidate::by_name;
use crate::matcher::candidate::rank;
use crate::matcher::layers::Layers;

/// A thing of the authority, and how likely it is the same.
pub(super) struct Identity<'a> {
    pub(super) id: &'a str,
    /// From 0 to 1.
    pub(super) share: f32,
    /// Whether an id says so.
    pub(super) by_id: bool,
}

/// What the authority lists under a name, best first; what people are called after a place only if nothing is named so.
pub(super) fn listed<'a>(authority: &'a Layers, name: &str) -> Vec<Candidate<'a>> {
    let mut listed = by_name::as_listed(authority, name, "");
    let is_name = |known: &Candidate<'_>| known.name.kind != NameKind::Demonym;
    if listed.iter().any(is_name) {
        listed.retain(is_name);
    }
    rank(&mut listed);
    listed
}

/// What an entity may be, likeliest first: the one that shares an id with it, or else those that
/// are listed under its name.
pub(super) fn identities<'a>(
    authority: &'a Layers,
    entity: &Entity<'_>,
    listed: &[Candidate<'a>],
) -> Vec<Identity<'a>> {
    let same = |known: &Entity<'_>| known.same_as().any(|id| ids(entity).any(|own| own == id));
    let by_id = ids(entity).find_map(|id| authority.entity(id));
    let by_same_as = || listed.iter().map(|known| known.entity).find(same);
    if let Some(known) = by_id.or_else(by_same_as) {
        // The same id may be of another thing altogether.
        let share = if are_alike(&known, entity) { 1.0 } else { 0.0 };
        return vec![Identity {
            id: known.id,
            share,
            by_id: true,
        }];
    }
    let alike = listed.iter().filter(|known| may_be(&known.entity, entity));
    let identity = |sense: super::Sense<'a>| Identity {
        id: sense.found.entity.id,
        share: sense.share,
        by_id: false,
    };
    shares(alike.copied().collect()).map(identity).collect()
}

/// The ids that an entity has.
pub(super) fn ids<'a>(entity: &Entity<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    std::iter::once(entity.id).chain(entity.same_as())
}

/// Whether neither type nor country tells two entities apart.
pub(super) fn may_be(known: &Entity<'_>, entity: &Entity<'_>) -> bool {
    let types = [known.entity_type, entity.entity_type];
    let countries = || country(known).zip(country(entity));
    (types[0] == types[1] || types.contains(&EntityType::Other))
        && countries().is_none_or(|(known, own)| known == own)
}

/// Whether the types of two entities allow them to be the same by their ids: some take a city for
/// the organisation that governs it.
pub(super) fn are_alike(known: &Entity<'_>, entity: &Entity<'_>) -> bool {
    let types = [known.entity_type, entity.entity_type];
    let governed = |of: EntityType| matches!(of, EntityType::Place | EntityType::Organization);
    types[0] == types[1] || types.contains(&EntityType::Other) || types.into_iter().all(governed)
}

/// The code of an entity's country; what is no code tells nothing.
fn country(entity: &Entity<'_>) -> Option<String> {
    let code = entity.country()?.to_ascii_uppercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(code)
}
