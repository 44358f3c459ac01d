//! Two names that a gazetteer lists for one thing, `Wien` and `Vienna`, `ООН` and `United Nations`, or for two:
//! `Iran` and `Iraq`.

use super::verdict::VETOED;
use super::{Comparison, Extra, How, Objection, Options, Pair, Role, Veto, compare_whole};
use crate::EntityType;
use crate::fold::key;
use crate::gazetteer::{Casing, Entity, Gazetteer, Name, NameKind};
use crate::text::{Dotted, has_case, script_of};

/// What it costs that a gazetteer is to be believed.
const COST: f32 = 0.05;

/// What it costs that one of two names is found by way of a third.
const DETOUR: f32 = 0.05;

/// The comparison of two names of one entity, of the type asked for; `None` if there is none, or the names
/// differ no more than by case and accents, which is told without.
pub(super) fn compare(first: &str, second: &str, options: &Options<'_>) -> Option<Comparison> {
    let gazetteer = options.authority.filter(|_| key(first) != key(second))?;
    let (of_first, of_second) = (
        entities(gazetteer, first, options),
        entities(gazetteer, second, options),
    );
    let shared = |entity: &&Entity<'_>| of_second.iter().any(|other| other.id == entity.id);
    let best = of_first
        .iter()
        .filter(shared)
        .max_by(|a, b| a.weight.total_cmp(&b.weight));
    if let Some(best) = best {
        return listed(first, second, best.entity_type, COST);
    }
    let read = |entities: &[Entity<'_>], other: &str| {
        let mut people = entities
            .iter()
            .filter(|e| e.entity_type == EntityType::Person);
        people.any(|person| is_read_so(gazetteer, person, other, options))
    };
    let by_characters = of_second.is_empty() && read(&of_first, second)
        || of_first.is_empty() && read(&of_second, first);
    by_characters
        .then(|| listed(first, second, EntityType::Person, COST + DETOUR))
        .flatten()
}

fn listed(first: &str, second: &str, entity_type: EntityType, cost: f32) -> Option<Comparison> {
    Some(Comparison {
        score: 1.0 - cost,
        matched: true,
        entity_type: match entity_type {
            EntityType::Person | EntityType::Organization | EntityType::Place => entity_type,
            _ => return None,
        },
        parts: vec![Pair {
            first: first.to_owned(),
            second: second.to_owned(),
            how: How::Listed,
            cost,
        }],
        extra: Vec::new(),
        vetoes: Vec::new(),
    })
}

/// Whether a name is a plain reading of the Han characters that a person is listed with: what the systems and
/// dialects make of those need not be alike, as `Chiang Kai-shek` and `Jiang Jieshi`.
fn is_read_so(
    gazetteer: &Gazetteer,
    person: &Entity<'_>,
    name: &str,
    options: &Options<'_>,
) -> bool {
    const MOST: usize = 8;
    const SURE: f32 = 0.9;
    let in_han = || {
        let names = gazetteer.names(person);
        names.filter(|name| script_of(name.text) == "Hani")
    };
    // A foreigner's family name is one of many: 纳扎尔巴耶夫 beside 努尔苏丹·纳扎尔巴耶夫.
    let has_dot = |name: &Name<'_>| name.text.contains(|c| Dotted::by(c).is_some());
    let is_foreign = in_han().any(|name| has_dot(&name));
    in_han()
        .filter(|name| !is_foreign || has_dot(name))
        .take(MOST)
        .map(|han| compare_whole(han.text, name, options))
        .any(|read| read.matched && read.score >= SURE)
}

/// The comparison with a veto, if it is of names that are more than two spellings of one, and a gazetteer
/// lists them for two things of one kind.
pub(super) fn told_apart(
    first: &str,
    second: &str,
    comparison: Comparison,
    options: &Options<'_>,
) -> Comparison {
    /// A vowel weighs as much; conventions of spelling cost less.
    const UNLIKE: f32 = 0.4;
    let cost: f32 = comparison.parts.iter().map(|pair| pair.cost).sum();
    // `George H. W. Bush` is more than a spelling of `George W. Bush`.
    let more = |extra: &Extra| matches!(extra.role, Role::Name | Role::Initial);
    let unlike = cost >= UNLIKE || comparison.extra.iter().any(more);
    let Some(gazetteer) = options.authority.filter(|_| comparison.matched && unlike) else {
        return comparison;
    };
    let (of_first, of_second) = (
        entities(gazetteer, first, options),
        entities(gazetteer, second, options),
    );
    let same = |a: &Entity<'_>, b: &Entity<'_>| {
        let says = |a: &Entity<'_>, b: &Entity<'_>| a.same_as().any(|id| id == b.id);
        a.id == b.id || says(a, b) || says(b, a)
    };
    let pairs = || {
        of_first
            .iter()
            .flat_map(|a| of_second.iter().map(move |b| (a, b)))
    };
    let one_kind = pairs().any(|(a, b)| a.entity_type == b.entity_type);
    if !one_kind || pairs().any(|(a, b)| same(a, b)) {
        return comparison;
    }
    let veto = Veto {
        reason: Objection::TwoThings,
        first: first.to_owned(),
        second: second.to_owned(),
    };
    Comparison {
        score: comparison.score * VETOED,
        matched: false,
        vetoes: vec![veto],
        ..comparison
    }
}

/// The entities of the type asked for that a gazetteer lists a full name for.
fn entities<'g>(gazetteer: &'g Gazetteer, text: &str, options: &Options<'_>) -> Vec<Entity<'g>> {
    let names = gazetteer.find(text).into_iter();
    let named = names.filter(|name| is_meant(text, name));
    let named = named.map(|name| gazetteer.entity_of(&name));
    let wanted = |entity: &Entity<'_>| {
        let asked = options.entity_type;
        asked.is_none_or(|asked| entity.entity_type == asked)
    };
    named
        .filter(|entity| wanted(entity) && is_full(text, entity))
        .collect()
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
