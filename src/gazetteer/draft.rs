//! An entity as its records build it up.

use std::collections::BTreeMap;

use super::entity::Casing;
use super::origins::SourceSet;
use super::{EntityType, NameKind, Record};
use crate::fold::key;
use crate::text::{ENGLISH, has_case};

/// An entity in the making.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) id: String,
    /// How many rows say each type, by its code.
    pub(super) types: [u32; EntityType::ALL.len()],
    pub(super) weight: f32,
    pub(super) same_as: Vec<String>,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) names: Vec<DraftName>,
    /// The first name has no kind: until another is said to be, it is canonical.
    pub(super) first_is_unsaid: bool,
}

pub(super) struct DraftName {
    /// Canonical names first, of these the one of no language, then English.
    pub(super) rank: (NameKind, u8),
    pub(super) lang: String,
    pub(super) text: String,
    pub(super) key: String,
    pub(super) casing: Casing,
    /// Which sources list it.
    pub(super) sources: SourceSet,
}

impl DraftName {
    /// What makes it one name and not another.
    fn identity(&self) -> (&(NameKind, u8), &str, &str) {
        (&self.rank, &self.lang, &self.text)
    }

    /// Whether a name in small letters is a proper name all the same: a person's or a place's that is not tagged as a
    /// word of a language, or is canonical in a list that writes everything small.
    fn is_proper(&self, entity_type: EntityType) -> bool {
        let kind = self.rank.0;
        let written_small = self
            .text
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_lowercase);
        matches!(entity_type, EntityType::Person | EntityType::Place)
            && written_small
            && has_case(&self.text)
            && !matches!(kind, NameKind::Demonym | NameKind::Designation)
            && (self.lang.is_empty() || kind != NameKind::Alias)
    }
}

impl Draft {
    pub(super) fn add(&mut self, record: Record, sources: SourceSet) {
        if let Some(entity_type) = record.entity_type {
            self.types[entity_type as usize] += 1;
        }
        self.weight = self.weight.max(record.weight.unwrap_or(0.0));
        self.same_as.extend(record.same_as);
        for (column, value) in record.attributes {
            let kept = self
                .attributes
                .entry(column)
                .or_insert_with(|| value.clone());
            // Rows may disagree; their order must not matter.
            if value < *kept {
                *kept = value;
            }
        }
        let key = key(&record.name);
        if key.is_empty() {
            return;
        }
        let first = self.names.is_empty();
        self.first_is_unsaid |= first && record.kind.is_none();
        let kind = record.kind.unwrap_or(match first {
            true => NameKind::Canonical,
            false => NameKind::Alias,
        });
        let preference = match record.lang.as_str() {
            "" => 0,
            ENGLISH => 1,
            _ => 2,
        };
        self.names.push(DraftName {
            rank: (kind, preference),
            lang: record.lang,
            casing: Casing::of(&record.name),
            text: record.name,
            key,
            sources,
        });
    }

    /// What most rows say it is; the order of the rows must not matter.
    pub(super) fn entity_type(&self) -> EntityType {
        let said = EntityType::ALL
            .iter()
            .filter(|t| self.types[**t as usize] > 0);
        said.max_by_key(|t| (self.types[**t as usize], **t))
            .copied()
            .unwrap_or(EntityType::Other)
    }

    /// Puts everything in the order of the file, whatever order the records came in.
    pub(super) fn finish(&mut self) {
        self.yield_to_said_canonical();
        self.names.sort_by(|a, b| a.identity().cmp(&b.identity()));
        self.names.dedup_by(|later, earlier| {
            let same = later.identity() == earlier.identity();
            if same {
                earlier.sources = earlier.sources.with(later.sources);
            }
            same
        });
        self.same_as.sort_unstable();
        self.same_as.dedup();
        let entity_type = self.entity_type();
        for name in &mut self.names {
            if name.casing == Casing::Any && name.is_proper(entity_type) {
                name.casing = Casing::Initial;
            }
        }
    }

    /// A first name without a kind is an alias after all if another name of its language is said to be canonical.
    fn yield_to_said_canonical(&mut self) {
        let Some((first, others)) = self.names.split_first_mut() else {
            return;
        };
        let said = |other: &DraftName| {
            other.rank.0 == NameKind::Canonical
                && other.lang == first.lang
                && other.text != first.text
        };
        if self.first_is_unsaid && others.iter().any(said) {
            first.rank.0 = NameKind::Alias;
        }
    }
}
