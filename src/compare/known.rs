//! Two names that a gazetteer lists for one thing: `Wien` and `Vienna`, `ООН` and `United Nations`.

use super::{Comparison, How, Options, Pair};
use crate::EntityType;
use crate::fold::key;
use crate::gazetteer::{Casing, Entity, Name, NameKind};
use crate::text::has_case;

/// What it costs that a gazetteer is to be believed.
const COST: f32 = 0.05;

/// The comparison of two names of one entity, of the type asked for; `None` if there is none, or the names
/// differ no more than by case and accents, which is told without.
pub(super) fn compare(first: &str, second: &str, options: &Options<'_>) -> Option<Comparison> {
    let gazetteer = options.authority.filter(|_| key(first) != key(second))?;
    let entities = |text: &str| -> Vec<Entity<'_>> {
        let names = gazetteer.find(text).into_iter();
        let named = names.filter(|name| is_meant(text, name));
        let named = named.map(|name| gazetteer.entity_of(&name));
        named.filter(|entity| is_full(text, entity)).collect()
    };
    let wanted = |entity: &Entity<'_>| {
        let asked = options.entity_type;
        asked.is_none_or(|asked| entity.entity_type == asked)
    };
    let others = entities(second);
    let of_both = entities(first).into_iter();
    let of_both = of_both.filter(|entity| others.iter().any(|other| other.id == entity.id));
    let best = of_both
        .filter(wanted)
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

/// Whether a text may be a listed name as far as its capitals tell: `us` is not the US.
fn is_meant(text: &str, name: &Name<'_>) -> bool {
    let capitals = name.casing != Casing::Capitals || !text.contains(char::is_lowercase);
    capitals && !matches!(name.kind, NameKind::Demonym | NameKind::Designation)
}

/// A family name alone is of many.
fn is_full(text: &str, entity: &Entity<'_>) -> bool {
    entity.entity_type != EntityType::Person || key(text).contains(' ') || !has_case(text)
}
