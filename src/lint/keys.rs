//! Names that fold to the same key.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::finding::Finding;
use super::index::Index;
use crate::fold::key;
use crate::gazetteer::source::Source;
use crate::gazetteer::{Code, EntityType, NameKind};

/// A better known entity is taken if it is so many times as prominent.
const CLEARLY: f32 = 4.0;

/// Names that fold to more keys than this are not compared one by one.
const MANY: usize = 64;

/// Compares all names.
pub(super) fn check(source: &mut Source<'_>, index: &Index) {
    let records = source.records();
    let mut keys: Vec<(String, usize)> = (0..records.len())
        .into_par_iter()
        .map(|at| (key(records.get(at).name), at))
        .filter(|(key, _)| !key.is_empty())
        .collect();
    keys.par_sort_unstable();
    for group in keys
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
    {
        let group = Group::of(group.iter().map(|(_, record)| *record), source, index);
        group.redundant(source, index);
        group.shared(source, index);
    }
}

/// The names of one key, by entity.
struct Group {
    /// Each entity once, in the order of the files.
    entities: BTreeMap<usize, Vec<usize>>,
}

impl Group {
    fn of(records: impl Iterator<Item = usize>, source: &Source<'_>, index: &Index) -> Group {
        let mut entities: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in records {
            let part = index.about(index.entity(at)).entity_type == EntityType::NamePart;
            let same = |other: &usize| {
                let (own, other) = (source.records().get(at), source.records().get(*other));
                own.name == other.name && own.lang == other.lang
            };
            let members = entities.entry(index.entity(at)).or_default();
            // The very same name is W202.
            if !part && !members.iter().take(MANY).any(same) {
                members.push(at);
            }
        }
        entities.retain(|_, members| !members.is_empty());
        Group { entities }
    }

    /// W310: the same again within an entity and language.
    fn redundant(&self, source: &mut Source<'_>, index: &Index) {
        for members in self.entities.values() {
            let is_canonical = |at: &usize| index.kind(*at) == NameKind::Canonical;
            let (mut seen, listed): (Vec<usize>, Vec<usize>) =
                members.iter().partition(|at| is_canonical(at));
            for at in listed.into_iter().take(MANY) {
                let records = source.records();
                let says_it = |other: &&usize| {
                    let same_kind = is_canonical(other) || index.kind(**other) == index.kind(at);
                    same_kind && records.get(**other).lang == records.get(at).lang
                };
                let Some(&before) = seen.iter().find(says_it) else {
                    seen.push(at);
                    continue;
                };
                let (name, other) = (records.get(at).name, records.get(before).name);
                let message = format!("`{name}` is found by `{other}` {}", source.line_of(before));
                let help = "one of the two is enough: capitals, accents and signs are folded";
                Finding::new(Code::Redundant, message, help).add(at, source);
            }
        }
    }

    /// W301, W302 and W309: the same for several entities.
    fn shared(&self, source: &mut Source<'_>, index: &Index) {
        if self.entities.len() < 2 || self.alias_is_canonical(source, index) {
            return;
        }
        let mut ranked: Vec<(f32, usize)> = self
            .entities
            .iter()
            .map(|(entity, members)| (index.about(*entity).prominence(), members[0]))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let [(best, first), (next, second), more @ ..] = ranked.as_slice() else {
            return;
        };
        let records = source.records();
        let name = records.get(*second).name;
        let (known, other) = (records.get(*first).id, records.get(*second).id);
        let more = match more.len() {
            0 => String::new(),
            n => format!(" and of {n} more"),
        };
        let names = format!(
            "`{name}` is a name of `{other}`, of `{known}` {}{more}",
            source.line_of(*first)
        );
        let finding = if best / next >= CLEARLY {
            let message = format!("{names}; `{known}` is taken as the better known");
            Finding::new(
                Code::Overshadowed,
                message,
                "nothing need be done, unless their weights are wrong",
            )
        } else {
            let message = format!("{names}; none is clearly the better known");
            let help = "it is linked only where the text speaks for one; give them weights, or leave it out";
            Finding::new(Code::Ambiguous, message, help)
        };
        finding.add(*second, source);
    }

    /// W309: what one entity is called by the way is what another is called.
    fn alias_is_canonical(&self, source: &mut Source<'_>, index: &Index) -> bool {
        let canonical = |members: &Vec<usize>| {
            members
                .iter()
                .copied()
                .find(|at| index.kind(*at) == NameKind::Canonical)
        };
        let Some(own) = self.entities.values().find_map(canonical) else {
            return false;
        };
        let rewritten = |members: &Vec<usize>| {
            let alias = members
                .iter()
                .copied()
                .find(|at| is_rewritten(index.kind(*at)));
            alias.filter(|_| canonical(members).is_none())
        };
        let aliases: Vec<usize> = self
            .entities
            .values()
            .filter_map(rewritten)
            .filter(|alias| {
                speak_alike(
                    source.records().get(*alias).lang,
                    source.records().get(own).lang,
                )
            })
            .collect();
        for &alias in &aliases {
            let (record, other) = (source.records().get(alias), source.records().get(own));
            let message = format!(
                "`{}`, {} of `{}`, is the canonical name of `{}` {}",
                record.name,
                a_kind(index.kind(alias)),
                record.id,
                other.id,
                source.line_of(own)
            );
            let help = "texts about the other may be rewritten; remove it, make it a `former` name or `designation`, or give both one id";
            Finding::new(Code::AliasIsCanonical, message, help).add(alias, source);
        }
        !aliases.is_empty()
    }
}

/// Whether names of this kind give way to the canonical one.
fn is_rewritten(kind: NameKind) -> bool {
    matches!(
        kind,
        NameKind::Alias
            | NameKind::Endonym
            | NameKind::Exonym
            | NameKind::Misspelling
            | NameKind::Romanization
    )
}

/// Whether names of two languages may stand in the same text.
fn speak_alike(one: &str, other: &str) -> bool {
    one.is_empty() || other.is_empty() || one == other
}

fn a_kind(kind: NameKind) -> String {
    let article = if kind.as_str().starts_with(['a', 'e']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}
