//! Names by entity, with the kinds they will have in the gazetteer.

use crate::gazetteer::source::{Entities, RecordList};
use crate::gazetteer::{EntityType, NameKind};

/// What the rows say together.
pub(super) struct Index {
    pub(super) entities: Entities,
    /// Of each record, the number of its entity.
    entity_of: Vec<u32>,
    kinds: Vec<NameKind>,
    /// Of each entity.
    about: Vec<About>,
}

/// What is known of an entity as a whole.
#[derive(Clone, Copy)]
pub(super) struct About {
    pub(super) entity_type: EntityType,
    weight: f32,
    names: usize,
}

impl About {
    /// How well known it is; compares with others, as the matcher does.
    pub(super) fn prominence(&self) -> f32 {
        if self.weight > 0.0 {
            self.weight + 1.0
        } else {
            self.names as f32
        }
    }
}

impl Index {
    pub(super) fn of(records: &RecordList) -> Index {
        let entities = Entities::of(records);
        let mut entity_of = vec![0; records.len()];
        let mut kinds = vec![NameKind::Alias; records.len()];
        let mut about = Vec::with_capacity(entities.len());
        for entity in 0..entities.len() {
            let members = entities.members(entity);
            let of_member = |at: &usize| records.get(*at);
            for &at in members {
                entity_of[at] = entity as u32;
                kinds[at] = records.get(at).kind.unwrap_or(NameKind::Alias);
            }
            if let Some(first) = members
                .first()
                .filter(|first| is_canonical(records, members, **first))
            {
                kinds[*first] = NameKind::Canonical;
            }
            let weights = members
                .iter()
                .map(of_member)
                .filter_map(|record| record.weight);
            let said = members
                .iter()
                .map(of_member)
                .find_map(|record| record.entity_type);
            about.push(About {
                entity_type: said.unwrap_or(EntityType::Other),
                weight: weights.fold(0.0, f32::max),
                names: members.len(),
            });
        }
        Index {
            entities,
            entity_of,
            kinds,
            about,
        }
    }

    /// The kind that the builder will give a name.
    pub(super) fn kind(&self, record: usize) -> NameKind {
        self.kinds[record]
    }

    pub(super) fn entity(&self, record: usize) -> usize {
        self.entity_of[record] as usize
    }

    pub(super) fn about(&self, entity: usize) -> About {
        self.about[entity]
    }
}

/// Whether the first name of an entity is canonical though its row does not say so.
fn is_canonical(records: &RecordList, members: &[usize], first: usize) -> bool {
    let own = records.get(first);
    let said = |at: &usize| {
        let other = records.get(*at);
        other.kind == Some(NameKind::Canonical) && other.lang == own.lang && other.name != own.name
    };
    own.kind.is_none() && !members.iter().any(said)
}
