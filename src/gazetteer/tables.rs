//! The fixed-size tables of a container, and the strings they point to.

use std::collections::HashMap;
use std::io::{self, Write};

use super::draft::{Draft, DraftName};
use crate::error::{ErrorKind, Result};
use crate::store::{ScratchSpace, Spool};

/// The fixed-size tables and the strings they point to.
pub(super) struct Tables {
    scratch: ScratchSpace,
    pub(super) entities: Spool,
    pub(super) names: Spool,
    pub(super) strings: Spool,
    pub(super) languages: Vec<String>,
    language_numbers: HashMap<String, u16>,
    pub(super) name_count: u32,
    pub(super) entity_count: u32,
}

/// There are fewer names than this: the highest bit of an index is free to mark something else.
pub(super) const MAX_NAMES: u32 = 1 << 31;

/// Bytes of one record of an entity and of a name.
pub(super) const ENTITY_LEN: usize = 40;
pub(super) const NAME_LEN: usize = 16;

impl Tables {
    pub(super) fn new(scratch: &ScratchSpace) -> Tables {
        let spool = || scratch.spool(scratch.most);
        Tables {
            scratch: scratch.clone(),
            entities: spool(),
            names: spool(),
            strings: spool(),
            languages: Vec::new(),
            language_numbers: HashMap::new(),
            name_count: 0,
            entity_count: 0,
        }
    }

    pub(super) fn add(&mut self, draft: &Draft) -> Result<()> {
        let names = u64::from(self.name_count) + draft.names.len() as u64;
        if names >= MAX_NAMES.into() {
            return Err(ErrorKind::Limit {
                what: "number of names",
                got: names,
                limit: MAX_NAMES.into(),
            }
            .into());
        }
        for name in &draft.names {
            let lang = self.language(&name.lang)?;
            self.name(name, lang).map_err(|e| self.scratch.failed(e))?;
        }
        self.entity(draft).map_err(|e| self.scratch.failed(e))?;
        self.name_count = names as u32;
        self.entity_count += 1;
        Ok(())
    }

    fn name(&mut self, name: &DraftName, lang: u16) -> io::Result<()> {
        let mut record = [0; NAME_LEN];
        record[..8].copy_from_slice(&self.string(&name.text)?.to_le_bytes());
        record[8..12].copy_from_slice(&self.entity_count.to_le_bytes());
        record[12..14].copy_from_slice(&lang.to_le_bytes());
        record[14] = name.rank.0 as u8;
        record[15] = name.casing.code();
        self.names.write_all(&record)
    }

    /// Writes the record of an entity whose names were written.
    fn entity(&mut self, draft: &Draft) -> io::Result<()> {
        let attributes = match draft.attributes.is_empty() {
            true => String::new(),
            false => serde_json::to_string(&draft.attributes)?,
        };
        let mut record = [0; ENTITY_LEN];
        let strings = [&draft.id, &draft.same_as.join("|"), &attributes];
        for (reference, string) in record.chunks_mut(8).zip(strings) {
            reference.copy_from_slice(&self.string(string)?.to_le_bytes());
        }
        record[24..28].copy_from_slice(&self.name_count.to_le_bytes());
        record[28..32].copy_from_slice(&(draft.names.len() as u32).to_le_bytes());
        record[32..36].copy_from_slice(&draft.weight.to_le_bytes());
        record[36] = draft.entity_type() as u8;
        self.entities.write_all(&record)
    }

    /// A reference: offset in the upper 40 bits, length in the lower 24.
    fn string(&mut self, text: &str) -> io::Result<u64> {
        if text.len() >= 1 << 24 {
            let what = format!(
                "{} bytes in one field or in the attributes of one entity",
                text.len()
            );
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
        }
        let at = if text.is_empty() {
            0
        } else {
            self.strings.len()
        };
        self.strings.write_all(text.as_bytes())?;
        Ok(at << 24 | text.len() as u64)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_limit_to_languages() {
        let mut tables = Tables::new(&ScratchSpace::default());
        for n in 0..=u16::MAX {
            assert_eq!(tables.language(&n.to_string()).unwrap(), n);
        }
        assert_eq!(tables.language("65535").unwrap(), u16::MAX);
        let error = tables.language("one more").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { got: 65_537, .. }));
    }
}
