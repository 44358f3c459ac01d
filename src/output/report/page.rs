//! What the template expects, field for field; its head says what each is.

use std::collections::HashMap;

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct Page {
    pub(super) tool: &'static str,
    pub(super) title: String,
    pub(super) files: Vec<String>,
    pub(super) files_omitted: usize,
    pub(super) gazetteers: Vec<String>,
    pub(super) failures: Vec<Failure>,
    pub(super) failures_omitted: usize,
    pub(super) documents: Vec<Document>,
    pub(super) documents_omitted: usize,
    #[serde(flatten)]
    pub(super) tables: Counted,
}

#[derive(Debug, Serialize)]
pub(super) struct Failure {
    pub(super) file: String,
    pub(super) error: String,
}

/// What is counted over all texts.
#[derive(Debug, Serialize)]
pub(super) struct Counted {
    pub(super) totals: Totals,
    pub(super) types: Vec<OfType>,
    pub(super) tiers: Vec<OfTier>,
    pub(super) axis: Axis,
    pub(super) entities: Vec<Entity>,
    pub(super) entities_omitted: usize,
    pub(super) abstentions: Vec<AbstentionRow>,
    pub(super) abstentions_omitted: usize,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Totals {
    pub(super) documents: usize,
    pub(super) characters: usize,
    pub(super) mentions: usize,
    pub(super) entities: usize,
    pub(super) abstentions: usize,
    pub(super) changes: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct OfType {
    #[serde(rename = "type")]
    pub(super) mention_type: &'static str,
    pub(super) mentions: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct OfTier {
    pub(super) tier: &'static str,
    pub(super) mentions: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Axis {
    pub(super) kind: &'static str,
    pub(super) bins: Vec<Bin>,
    pub(super) counts: Vec<usize>,
    pub(super) most: usize,
    pub(super) most_of_entity: usize,
    /// Documents in each bin, where it runs over documents.
    #[serde(skip)]
    pub(super) width: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Bin {
    pub(super) label: String,
    pub(super) document: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) name: String,
    pub(super) lang: String,
    pub(super) characters: usize,
    pub(super) characters_shown: usize,
    pub(super) invalid_bytes: usize,
    pub(super) mentions: usize,
    pub(super) entities: usize,
    pub(super) abstentions: usize,
    pub(super) changes: usize,
    pub(super) paragraphs: Vec<Vec<Segment>>,
}

/// A piece of a paragraph: text, plain or marked, or the name of a character.
#[derive(Debug, Default, Serialize)]
pub(super) struct Segment {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) control: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mention: Option<Box<Mention>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) abstention: Option<Box<Abstention>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Mention {
    /// The id as it is in the gazetteer.
    #[serde(skip)]
    pub(super) key: String,
    pub(super) row: Option<usize>,
    pub(super) entity: String,
    pub(super) canonical: String,
    #[serde(rename = "type")]
    pub(super) mention_type: &'static str,
    pub(super) tier: &'static str,
    pub(super) score: f32,
    pub(super) same_as: Vec<String>,
    pub(super) listed: Listed,
    pub(super) evidence: Option<String>,
    pub(super) cases: Vec<&'static str>,
    pub(super) route: Option<Route>,
    pub(super) after: Option<String>,
    pub(super) rivals: Vec<Candidate>,
    pub(super) rivals_omitted: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) lang: String,
    pub(super) kind: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Route {
    pub(super) way: String,
    pub(super) standards: Vec<&'static str>,
    pub(super) from: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Abstention {
    pub(super) reason: &'static str,
    pub(super) candidates: Vec<Candidate>,
    pub(super) candidates_omitted: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Candidate {
    pub(super) entity: String,
    pub(super) canonical: String,
    #[serde(rename = "type")]
    pub(super) entity_type: &'static str,
    pub(super) tier: &'static str,
    pub(super) score: f32,
}

#[derive(Debug, Serialize)]
pub(super) struct Entity {
    #[serde(skip)]
    pub(super) key: String,
    pub(super) entity: String,
    #[serde(rename = "type")]
    pub(super) entity_type: &'static str,
    pub(super) canonical: String,
    pub(super) same_as: Vec<String>,
    pub(super) mentions: usize,
    pub(super) documents: usize,
    pub(super) variants: Vec<Variant>,
    pub(super) variants_omitted: usize,
    pub(super) counts: Vec<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct Variant {
    pub(super) surface: String,
    pub(super) mentions: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct AbstentionRow {
    pub(super) surface: String,
    pub(super) reason: &'static str,
    pub(super) mentions: usize,
    pub(super) documents: Vec<usize>,
    pub(super) documents_omitted: usize,
    pub(super) candidates: Vec<Candidate>,
    pub(super) candidates_omitted: usize,
}

impl Page {
    /// Gives each mention the row of its entity, if that is in the table.
    pub(super) fn link_to_rows(&mut self) {
        let entities = self.tables.entities.iter();
        let rows: HashMap<&str, usize> = entities
            .zip(1..)
            .map(|(e, n)| (e.key.as_str(), n))
            .collect();
        let paragraphs = self.documents.iter_mut().flat_map(|d| &mut d.paragraphs);
        for mention in paragraphs.flatten().filter_map(|s| s.mention.as_mut()) {
            mention.row = rows.get(mention.key.as_str()).copied();
        }
    }

    /// Names the bars that run over documents.
    pub(super) fn name_bins(&mut self) {
        let (axis, all) = (&mut self.tables.axis, self.tables.totals.documents);
        if axis.kind != "documents" {
            return;
        }
        let bin = |n: usize| {
            let (first, last) = (n * axis.width + 1, ((n + 1) * axis.width).min(all));
            let only = self.documents.get(first - 1).filter(|_| first == last);
            Bin {
                label: match only {
                    Some(only) => only.name.clone(),
                    None if first == last => format!("document {first}"),
                    None => format!("documents {first} to {last}"),
                },
                document: only
                    .filter(|only| !only.paragraphs.is_empty())
                    .map(|_| first),
            }
        };
        axis.bins = (0..axis.counts.len()).map(bin).collect();
    }
}
