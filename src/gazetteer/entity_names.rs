//! The names of an entity, of which most are passed over by their records alone.

use super::open::{NameRecord, language_at, u64_at};
use super::{Entity, Gazetteer, Name};

impl Gazetteer {
    /// The names of an entity that are written just so.
    pub(crate) fn names_spelled<'g, 't>(
        &'g self,
        entity: &Entity<'_>,
        text: &'t str,
    ) -> impl Iterator<Item = Name<'g>> + use<'g, 't> {
        let spelled = self.numbered_names_spelled(entity, text);
        spelled.map(|(_, name)| name)
    }

    /// The same with their indices.
    pub(crate) fn numbered_names_spelled<'g, 't>(
        &'g self,
        entity: &Entity<'_>,
        text: &'t str,
    ) -> impl Iterator<Item = (u32, Name<'g>)> + use<'g, 't> {
        let same = move |(_, record): &(u32, &NameRecord)| {
            let name = u64_at(*record, 0);
            // The length stands in the record, so that most names need not be looked at.
            (name & 0xFF_FFFF) as usize == text.len() && self.bytes(name) == text.as_bytes()
        };
        let spelled = self.name_records(entity).filter(same);
        spelled.filter_map(|(at, _)| Some((at, self.name_at(at)?)))
    }

    /// The names of an entity in a language or its variants.
    pub(crate) fn names_in<'g, 't>(
        &'g self,
        entity: &Entity<'_>,
        base: &'t str,
    ) -> impl Iterator<Item = Name<'g>> + use<'g, 't> {
        self.numbered_names_in(entity, base).map(|(_, name)| name)
    }

    /// The same with their indices.
    pub(crate) fn numbered_names_in<'g, 't>(
        &'g self,
        entity: &Entity<'_>,
        base: &'t str,
    ) -> impl Iterator<Item = (u32, Name<'g>)> + use<'g, 't> {
        let is_own = self.languages.variants_of(base);
        let records = self.name_records(entity);
        let own = records.filter(move |(_, record)| is_own(language_at(record)));
        own.filter_map(|(at, _)| Some((at, self.name_at(at)?)))
    }

    pub(super) fn name_records<'g>(
        &'g self,
        entity: &Entity<'_>,
    ) -> impl Iterator<Item = (u32, &'g NameRecord)> + use<'g> {
        let (records, _) = self.names.as_ref().as_chunks();
        let first = entity.first_name as usize;
        let end = (first + entity.name_count as usize).min(records.len());
        let own = records.get(first..end).unwrap_or(&[]).iter();
        own.zip(entity.first_name..)
            .map(|(record, at)| (at, record))
    }
}
