//! Two names that a gazetteer lists for one thing: `Wien` and `Vienna`, `ООН` and `United Nations`.

use super::{Comparison, How, Options, Pair};
use crate::EntityType;
use crate::fold::key;
use crate::gazetteer::{Entity, NameKind};

/// What it costs that a gazetteer is to be believed.
const COST: f32 = 0.05;

/// The comparison of two names of one entity, of the type asked for; `None` if there is none, or the names
/// differ no more than by case and accents, which is told without.
pub(super) fn compare(first: &str, second: &str, options: &Options<'_>) -> Option<Comparison> {
    let gazetteer = options.authority.filter(|_| key(first) != key(second))?;
    let entities = |name: &str| -> Vec<Entity<'_>> {
        let names = gazetteer.find(name).into_iter();
        let spoken =
            names.filter(|name| !matches!(name.kind, NameKind::Demonym | NameKind::Designation));
        spoken.map(|name| gazetteer.entity_of(&name)).collect()
    };
    let wanted = |entity: &&Entity<'_>| {
        let asked = options.entity_type;
        asked.is_none_or(|asked| entity.entity_type == asked)
    };
    let others = entities(second);
    let of_both = entities(first).into_iter();
    let of_both = of_both.filter(|entity| others.iter().any(|other| other.id == entity.id));
    let best = of_both
        .filter(|entity| wanted(&entity))
        .max_by(|a, b| a.weight.total_cmp(&b.weight))?;
    Some(Comparison {
        score: 1.0 - COST,
        matched: true,
        entity_type: match best.entity_type {
            EntityType::Person | EntityType::Organization | EntityType::Place => best.entity_type,
            _ => return None,
        },
        parts: vec![Pair {
            first: first.to_owned(),
            second: second.to_owned(),
            how: How::Listed,
            cost: COST,
        }],
        extra: Vec::new(),
        vetoes: Vec::new(),
    })
}
