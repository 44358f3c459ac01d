//! The fixed-size tables of a container, and the strings they point to.

use std::collections::HashMap;

use super::draft::{Draft, DraftName};
use super::entity::Casing;
use super::{EntityType, NameKind};
use crate::error::{ErrorKind, Result};
use crate::text::has_case;

/// The fixed-size tables and the strings they point to.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) entities: Vec<u8>,
    pub(super) names: Vec<u8>,
    pub(super) strings: Vec<u8>,
    pub(super) languages: Vec<String>,
    language_numbers: HashMap<String, u16>,
    pub(super) name_count: u32,
    entity_count: u32,
    /// Of every name: its entity and casing, to make the postings.
    pub(super) index: Vec<(u32, Casing)>,
}

/// There are fewer names than this: the highest bit of an index is free to mark something else.
pub(super) const MAX_NAMES: u32 = 1 << 31;

/// Bytes of one record of an entity and of a name.
pub(super) const ENTITY_LEN: usize = 40;
pub(super) const NAME_LEN: usize = 16;

impl Tables {
    pub(super) fn add(&mut self, draft: &Draft) -> Result<()> {
        let first_name = self.name_count;
        for name in &draft.names {
            let casing = match Casing::of(&name.text) {
                Casing::Any if is_proper(draft.entity_type(), name) => Casing::Initial,
                casing => casing,
            };
            let text = self.string(&name.text);
            let lang = self.language(&name.lang)?;
            self.names.extend(text.to_le_bytes());
            self.names.extend(self.entity_count.to_le_bytes());
            self.names.extend(lang.to_le_bytes());
            self.names.extend([name.rank.0 as u8, casing.code()]);
            self.index.push((self.entity_count, casing));
            self.name_count += 1;
        }
        if self.name_count >= MAX_NAMES {
            return Err(ErrorKind::Limit {
                what: "number of names",
                got: self.name_count.into(),
                limit: MAX_NAMES.into(),
            }
            .into());
        }
        let attributes = match draft.attributes.is_empty() {
            true => String::new(),
            false => serde_json::to_string(&draft.attributes).unwrap_or_default(),
        };
        for string in [&draft.id, &draft.same_as.join("|"), &attributes] {
            let reference = self.string(string);
            self.entities.extend(reference.to_le_bytes());
        }
        self.entities.extend(first_name.to_le_bytes());
        self.entities
            .extend((self.name_count - first_name).to_le_bytes());
        self.entities.extend(draft.weight.to_le_bytes());
        self.entities.extend([draft.entity_type() as u8, 0, 0, 0]);
        self.entity_count += 1;
        Ok(())
    }

    /// A reference: offset in the upper 40 bits, length in the lower 24.
    fn string(&mut self, text: &str) -> u64 {
        let text = &text[..text.floor_char_boundary((1 << 24) - 1)];
        let at = if text.is_empty() {
            0
        } else {
            self.strings.len() as u64
        };
        self.strings.extend(text.as_bytes());
        at << 24 | text.len() as u64
    }

    /// The number of a language, which is new if the language is.
    fn language(&mut self, lang: &str) -> Result<u16> {
        if let Some(known) = self.language_numbers.get(lang) {
            return Ok(*known);
        }
        let new = u16::try_from(self.languages.len()).map_err(|_| ErrorKind::Limit {
            what: "number of languages",
            got: self.languages.len() as u64 + 1,
            limit: 1 << 16,
        })?;
        self.languages.push(lang.to_owned());
        self.language_numbers.insert(lang.to_owned(), new);
        Ok(new)
    }
}

/// Whether a name in small letters is a proper name all the same: a person's or a place's that is not tagged as a
/// word of a language, or is canonical in a list that writes everything small.
fn is_proper(entity_type: EntityType, name: &DraftName) -> bool {
    let kind = name.rank.0;
    let written_small = name
        .text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase);
    matches!(entity_type, EntityType::Person | EntityType::Place)
        && written_small
        && has_case(&name.text)
        && !matches!(kind, NameKind::Demonym | NameKind::Designation)
        && (name.lang.is_empty() || kind != NameKind::Alias)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_limit_to_languages() {
        let mut tables = Tables::default();
        for n in 0..=u16::MAX {
            assert_eq!(tables.language(&n.to_string()).unwrap(), n);
        }
        assert_eq!(tables.language("65535").unwrap(), u16::MAX);
        let error = tables.language("one more").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { got: 65_537, .. }));
    }
}
