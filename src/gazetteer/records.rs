//! A gazetteer as the records it was made from.

use super::{Entity, Gazetteer, Name, Record};

impl Gazetteer {
    /// All names as records, entities in the order of their ids. The first of each
    /// entity carries its weight, other ids and attributes.
    ///
    /// ```
    /// use exonym::{GazetteerBuilder, NameKind, Record};
    ///
    /// let mut builder = GazetteerBuilder::new();
    /// builder.extend([Record::new("Q1953", "Yerevan"), Record::new("Q1953", "Erevan")]);
    /// let gazetteer = builder.to_gazetteer("example")?;
    /// let records: Vec<Record> = gazetteer.records().collect();
    /// assert_eq!(records[0].name, "Yerevan");
    /// assert_eq!(records[1].kind, Some(NameKind::Alias));
    /// # Ok::<(), exonym::Error>(())
    /// ```
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.entities().flat_map(|entity| self.records_of(&entity))
    }

    fn records_of(&self, entity: &Entity<'_>) -> Vec<Record> {
        let mut records: Vec<Record> = self
            .names(entity)
            .map(|name| record_of(entity, &name))
            .collect();
        if let Some(first) = records.first_mut() {
            first.weight = (entity.weight > 0.0).then_some(entity.weight);
            first.same_as = entity.same_as().map(str::to_owned).collect();
            let text = |(column, value): (String, serde_json::Value)| match value {
                serde_json::Value::String(text) => (column, text),
                other => (column, other.to_string()),
            };
            first.attributes = entity.attributes().into_iter().map(text).collect();
        }
        records
    }
}

fn record_of(entity: &Entity<'_>, name: &Name<'_>) -> Record {
    Record {
        lang: name.lang.to_owned(),
        entity_type: Some(entity.entity_type),
        kind: Some(name.kind),
        ..Record::new(entity.id, name.text)
    }
}
