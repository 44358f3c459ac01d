//! Counts and sizes of an open gazetteer.

use super::Gazetteer;
use crate::store::Section;

/// Counts and sizes of a gazetteer.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// Entities.
    pub entities: usize,
    /// Names.
    pub names: usize,
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Name and size in bytes of each section.
    pub sections: Vec<(String, usize)>,
    /// Identifies the contents: equal names give equal ids.
    pub build_id: String,
    /// Description written by the builder: sources, licences, counts.
    pub meta: serde_json::Value,
}

impl Gazetteer {
    /// Counts and sizes.
    pub fn stats(&self) -> Stats {
        let meta = self.container.section(Section::Meta);
        Stats {
            entities: self.entity_count(),
            names: self.name_count(),
            bytes: self.container.len(),
            sections: self
                .container
                .sizes()
                .map(|(s, len)| (s.name().trim_start_matches("section ").to_owned(), len))
                .collect(),
            build_id: self.container.build_id(),
            meta: serde_json::from_slice(meta.as_ref()).unwrap_or_default(),
        }
    }
}
