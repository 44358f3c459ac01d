//! Records in little memory.

use std::collections::HashMap;

use super::super::{EntityType, NameKind, Record};

/// Records one behind the other: their texts in one, ids that repeat once.
#[derive(Default)]
pub(crate) struct RecordList {
    text: String,
    rows: Vec<Row>,
    languages: Vec<String>,
    language_numbers: HashMap<String, u32>,
    /// What few records have, in their order.
    more: Vec<More>,
}

struct Row {
    id: Text,
    name: Text,
    /// Not a number if there is none.
    weight: f32,
    language: u32,
    entity_type: Option<EntityType>,
    kind: Option<NameKind>,
}

/// Where a text stands: offset in the upper 40 bits, length in the lower 24.
#[derive(Clone, Copy)]
struct Text(u64);

/// The other ids and attributes of a record.
struct More {
    record: usize,
    same_as: Vec<String>,
    attributes: Vec<(String, String)>,
}

/// A record of the list, without its other ids and attributes.
#[derive(Clone, Copy)]
pub(crate) struct Listed<'l> {
    pub(crate) id: &'l str,
    pub(crate) name: &'l str,
    pub(crate) lang: &'l str,
    pub(crate) entity_type: Option<EntityType>,
    pub(crate) kind: Option<NameKind>,
    pub(crate) weight: Option<f32>,
}

impl RecordList {
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn get(&self, at: usize) -> Listed<'_> {
        let row = &self.rows[at];
        Listed {
            id: self.text(row.id),
            name: self.text(row.name),
            lang: &self.languages[row.language as usize],
            entity_type: row.entity_type,
            kind: row.kind,
            weight: Some(row.weight).filter(|weight| !weight.is_nan()),
        }
    }

    /// The records in their order.
    pub(crate) fn records(&self) -> impl Iterator<Item = Record> {
        let mut more = self.more.iter().peekable();
        (0..self.len()).map(move |at| {
            let Listed {
                id,
                name,
                lang,
                entity_type,
                kind,
                weight,
            } = self.get(at);
            let more = more.next_if(|more| more.record == at);
            Record {
                lang: lang.to_owned(),
                entity_type,
                kind,
                weight,
                same_as: more.map_or(Vec::new(), |more| more.same_as.clone()),
                attributes: more.map_or(Vec::new(), |more| more.attributes.clone()),
                ..Record::new(id, name)
            }
        })
    }

    pub(super) fn push(&mut self, record: Listed<'_>) {
        let last = self.rows.last().map(|row| row.id);
        let row = Row {
            id: match last.filter(|id| self.text(*id) == record.id) {
                Some(same) => same,
                None => self.add(record.id),
            },
            name: self.add(record.name),
            weight: record.weight.unwrap_or(f32::NAN),
            language: self.language(record.lang),
            entity_type: record.entity_type,
            kind: record.kind,
        };
        self.rows.push(row);
    }

    /// Gives a record what few have; none behind it has any yet.
    pub(super) fn add_more(
        &mut self,
        record: usize,
        same_as: Vec<String>,
        attributes: Vec<(String, String)>,
    ) {
        if !same_as.is_empty() || !attributes.is_empty() {
            self.more.push(More {
                record,
                same_as,
                attributes,
            });
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.rows.truncate(len);
        while self.more.pop_if(|more| more.record >= len).is_some() {}
    }

    /// Keeps those that `keep` says.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        let mut kept = 0;
        let places: Vec<usize> = keep
            .iter()
            .map(|keep| {
                kept += usize::from(*keep);
                kept
            })
            .collect();
        self.more.retain_mut(|more| {
            let kept = keep[more.record];
            more.record = places[more.record].saturating_sub(1);
            kept
        });
        let mut keep = keep.iter();
        self.rows.retain(|_| keep.next().copied().unwrap_or(true));
    }

    fn text(&self, Text(text): Text) -> &str {
        let (start, len) = ((text >> 24) as usize, text as usize & 0xFF_FFFF);
        &self.text[start..start + len]
    }

    /// Cells of a table are much shorter than 16 megabytes.
    fn add(&mut self, text: &str) -> Text {
        let start = self.text.len() as u64;
        self.text.push_str(text);
        Text(start << 24 | text.len() as u64)
    }

    fn language(&mut self, tag: &str) -> u32 {
        if let Some(known) = self.language_numbers.get(tag) {
            return *known;
        }
        let new = self.languages.len() as u32;
        self.languages.push(tag.to_owned());
        self.language_numbers.insert(tag.to_owned(), new);
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[&str]) -> RecordList {
        let mut list = RecordList::default();
        for (at, name) in names.iter().enumerate() {
            list.push(Listed {
                id: ["Q1", "Q2"][at / 2 % 2],
                name,
                lang: ["", "hy"][at % 2],
                entity_type: None,
                kind: Some(NameKind::Alias),
                weight: (at == 1).then_some(0.5),
            });
            list.add_more(at, vec![name.to_uppercase()], Vec::new());
        }
        list
    }

    #[test]
    fn records_are_as_they_were() {
        let list = list(&["a", "b", "c", "d", "e"]);
        let records: Vec<Record> = list.records().collect();
        let second = Record {
            lang: "hy".into(),
            kind: Some(NameKind::Alias),
            weight: Some(0.5),
            same_as: vec!["B".into()],
            ..Record::new("Q1", "b")
        };
        assert_eq!(records[1], second);
        assert_eq!(
            (records[3].id.as_str(), records[4].id.as_str()),
            ("Q2", "Q1")
        );
    }

    #[test]
    fn what_goes_with_a_record_stays_with_it() {
        let mut list = list(&["a", "b", "c", "d", "e", "f"]);
        list.truncate(5);
        list.retain(&[false, true, false, false, true]);
        let said: Vec<_> = list.records().map(|r| (r.name, r.same_as)).collect();
        let expected = [("b", "B"), ("e", "E")];
        assert_eq!(
            said,
            expected.map(|(a, b)| (a.to_owned(), vec![b.to_owned()]))
        );
    }
}
