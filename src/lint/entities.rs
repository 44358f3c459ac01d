//! Entities that lack what makes one.

use super::finding::Finding;
use super::index::Index;
use crate::gazetteer::source::Source;
use crate::gazetteer::{Code, EntityType, NameKind};

/// W311 and W312, at the first name of the entity.
pub(super) fn check(source: &mut Source<'_>, index: &Index) {
    for entity in 0..index.entities.len() {
        let members = index.entities.members(entity);
        let Some(&first) = members.first() else {
            continue;
        };
        let kinds = || members.iter().map(|at| index.kind(*at));
        let id = source.records().get(first).id;
        let people = index.about(entity).entity_type == EntityType::Demonym;
        let finding = if people || kinds().any(|kind| kind == NameKind::Canonical) {
            continue;
        } else if kinds().all(|kind| kind == NameKind::Demonym) {
            let message = format!("`{id}` has demonyms and no other name");
            let help = "list the name of the place or people they belong to under the same id, or mend the id";
            Finding::new(Code::DemonymOnly, message, help)
        } else {
            let message = format!("`{id}` has no canonical name");
            let help =
                "its names are linked and never rewritten; say of one that its kind is `canonical`";
            Finding::new(Code::NoCanonical, message, help)
        };
        finding.add(first, source);
    }
}
