//! An entity whose facts are together.

use std::collections::{BTreeMap, HashMap};

use super::super::{EntityType, NameKind, Record};
use super::fact::{Fact, Named, Role, Standing};

/// Everything that is said of one entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entity {
    pub(super) id: String,
    pub(super) entity_type: Option<EntityType>,
    pub(super) weight: Option<f32>,
    pub(super) same_as: Vec<String>,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) names: Vec<Named>,
    pub(super) standing: Standing,
}

/// An entity with more names is hardly one; without a bound, made-up inputs would fill the memory.
const MAX_NAMES: usize = 100_000;

impl Entity {
    pub(super) fn new(id: &str) -> Entity {
        Entity {
            id: id.to_owned(),
            ..Entity::default()
        }
    }

    /// Adds what a fact says; the first type counts, and the largest weight.
    pub(super) fn add(&mut self, fact: Fact) {
        self.entity_type = self.entity_type.or(fact.entity_type);
        self.weight = match (self.weight, fact.weight) {
            (Some(own), Some(said)) => Some(own.max(said)),
            (own, said) => own.or(said),
        };
        if !fact.same_as.is_empty() && !self.same_as.contains(&fact.same_as) {
            self.same_as.push(fact.same_as);
        }
        for (column, value) in fact.attributes {
            self.attributes.entry(column).or_insert(value);
        }
        self.standing = self.standing.max(fact.standing);
        if self.names.len() < MAX_NAMES {
            self.names.extend(fact.name);
        }
    }

    /// Adds a name.
    pub(super) fn name(&mut self, text: String, lang: String, role: Role) {
        if self.names.len() < MAX_NAMES {
            self.names.push(Named { text, lang, role });
        }
    }

    /// The records of its names: canonical ones chosen, each name of a language once.
    pub(super) fn into_records(self) -> Vec<Record> {
        let canonical = canonical(&self.names);
        let mut at: HashMap<(String, String), usize> = HashMap::new();
        let mut records: Vec<Record> = Vec::with_capacity(self.names.len());
        for (nth, Named { text, lang, role }) in self.names.into_iter().enumerate() {
            let kind = match role {
                _ if canonical.get(&lang) == Some(&nth) => NameKind::Canonical,
                Role::Kind(NameKind::Canonical) => NameKind::Alias,
                Role::Kind(kind) => kind,
                Role::Preferred(_) | Role::Plain => NameKind::Alias,
            };
            let known = at
                .entry((text.clone(), lang.clone()))
                .or_insert(records.len());
            if let Some(record) = records.get_mut(*known) {
                record.kind = record.kind.map(|before| stronger(before, kind));
                continue;
            }
            records.push(Record {
                lang,
                entity_type: self.entity_type,
                kind: Some(kind),
                ..Record::new(self.id.clone(), text)
            });
        }
        // The canonical names lead, so that the file reads well.
        records.sort_by_key(|record| record.kind != Some(NameKind::Canonical));
        if let Some(first) = records.first_mut() {
            first.weight = self.weight;
            first.same_as = self.same_as;
            first.attributes = self.attributes.into_iter().collect();
        }
        records
    }
}

/// Which name of each language is the canonical one.
fn canonical(names: &[Named]) -> HashMap<String, usize> {
    let mut best: HashMap<&str, (Role, usize)> = HashMap::new();
    let mut plain: HashMap<&str, usize> = HashMap::new();
    for (nth, name) in names.iter().enumerate() {
        let rank = match name.role {
            Role::Kind(NameKind::Canonical) => Role::Preferred(0),
            Role::Kind(_) => continue,
            role => role,
        };
        *plain.entry(&name.lang).or_default() += usize::from(rank == Role::Plain);
        let entry = best.entry(&name.lang).or_insert((rank, nth));
        if rank < entry.0 {
            *entry = (rank, nth);
        }
    }
    let sure = |(lang, (role, _)): &(&str, (Role, usize))| *role != Role::Plain || plain[lang] == 1;
    best.into_iter()
        .filter(sure)
        .map(|(lang, (_, nth))| (lang.to_owned(), nth))
        .collect()
}

/// Of two kinds of the same name, the one that says more of it.
fn stronger(one: NameKind, other: NameKind) -> NameKind {
    match (one, other) {
        (NameKind::Canonical, _) | (_, NameKind::Canonical) => NameKind::Canonical,
        (NameKind::Alias, kind) => kind,
        (kind, _) => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(names: &[(&str, &str, Role)]) -> Vec<(String, NameKind)> {
        let mut entity = Entity::new("Q1");
        for (text, lang, role) in names {
            entity.name((*text).into(), (*lang).into(), *role);
        }
        let records = entity.into_records().into_iter();
        records
            .map(|record| (record.name, record.kind.unwrap()))
            .collect()
    }

    #[test]
    fn one_name_of_a_language_is_canonical() {
        use NameKind::{Abbreviation, Alias, Canonical, Endonym};
        let preferred = Role::Preferred;
        for (names, expected) in [
            (
                vec![("a", "en", preferred(1)), ("b", "en", preferred(0))],
                vec![("b", Canonical), ("a", Alias)],
            ),
            (
                vec![("a", "en", Role::Plain), ("b", "ru", Role::Plain)],
                vec![("a", Canonical), ("b", Canonical)],
            ),
            (
                vec![("a", "en", Role::Plain), ("b", "en", Role::Plain)],
                vec![("a", Alias), ("b", Alias)],
            ),
            (
                vec![("a", "en", Role::Plain), ("b", "en", preferred(2))],
                vec![("b", Canonical), ("a", Alias)],
            ),
            (
                vec![("a", "hy", Role::Kind(Endonym)), ("a", "hy", preferred(0))],
                vec![("a", Canonical)],
            ),
            (
                vec![
                    ("a", "en", Role::Kind(Alias)),
                    ("a", "en", Role::Kind(Abbreviation)),
                ],
                vec![("a", Abbreviation)],
            ),
        ] {
            let expected: Vec<(String, NameKind)> = expected
                .into_iter()
                .map(|(name, kind)| (name.into(), kind))
                .collect();
            assert_eq!(kinds(&names), expected, "{names:?}");
        }
    }
}
