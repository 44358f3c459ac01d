//! An entity as its records build it up.

use super::{EntityType, NameKind, Record};
use crate::fold::key;

/// An entity in the making.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) id: String,
    /// How many rows say each type, by its code.
    pub(super) types: [u32; EntityType::ALL.len()],
    pub(super) weight: f32,
    pub(super) same_as: Vec<String>,
    pub(super) attributes: serde_json::Map<String, serde_json::Value>,
    pub(super) names: Vec<DraftName>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DraftName {
    /// Canonical names first, of these the one of no language, then English.
    pub(super) rank: (NameKind, u8),
    pub(super) lang: String,
    pub(super) text: String,
}

impl Draft {
    pub(super) fn add(&mut self, record: Record) {
        if let Some(entity_type) = record.entity_type {
            self.types[entity_type as usize] += 1;
        }
        self.weight = self.weight.max(record.weight.unwrap_or(0.0));
        self.same_as.extend(record.same_as);
        for (column, value) in record.attributes {
            let value = serde_json::Value::from(value);
            let kept = self
                .attributes
                .entry(column)
                .or_insert_with(|| value.clone());
            // Rows may disagree; their order must not matter.
            if value.as_str() < kept.as_str() {
                *kept = value;
            }
        }
        let kind = record.kind.unwrap_or(match self.names.is_empty() {
            true => NameKind::Canonical,
            false => NameKind::Alias,
        });
        let preference = match record.lang.as_str() {
            "" => 0,
            "en" => 1,
            _ => 2,
        };
        if !key(&record.name).is_empty() {
            self.names.push(DraftName {
                rank: (kind, preference),
                lang: record.lang,
                text: record.name,
            });
        }
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

    pub(super) fn finish(&mut self) {
        self.names.sort_unstable();
        self.names.dedup();
        self.same_as.sort_unstable();
        self.same_as.dedup();
    }
}
