//! What is counted over all texts: entities, and names that are not linked.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::page::{AbstentionRow, Axis, Bin, Counted, Entity, OfTier, OfType, Totals, Variant};
use super::text::{AbstentionCount, EntityCount, POSITIONS, ReportText};
use crate::gazetteer::EntityType;
use crate::matcher::{Reason, Tier};

/// Rows of a table, and what is in one.
const ROWS: usize = 300;
const VARIANTS: usize = 12;
const DOCUMENTS: usize = 8;
/// Bars of a chart over documents.
const BINS: usize = 60;
/// Rows and spellings that are counted by themselves; no report is read for more.
const COUNTED: usize = 100_000;
const COUNTED_VARIANTS: usize = 1_000;

/// The types in the order they are listed.
const TYPES: [EntityType; 8] = [
    EntityType::Person,
    EntityType::Place,
    EntityType::Organization,
    EntityType::Event,
    EntityType::Product,
    EntityType::Demonym,
    EntityType::Other,
    EntityType::NamePart,
];
const TIERS: [Tier; 5] = [
    Tier::Exact,
    Tier::Folded,
    Tier::Inflected,
    Tier::Romanized,
    Tier::Lexicon,
];

#[derive(Debug)]
pub(super) struct Tables {
    totals: Totals,
    types: HashMap<&'static str, usize>,
    tiers: HashMap<&'static str, usize>,
    entities: HashMap<String, EntityTotal>,
    abstentions: HashMap<(String, Reason), AbstentionRow>,
    abstentions_uncounted: usize,
    /// Documents in each bar.
    width: usize,
}

#[derive(Debug)]
struct EntityTotal {
    row: Entity,
    variants: HashMap<String, usize>,
    variants_uncounted: usize,
    /// Mentions in each part of the first text.
    positions: Vec<usize>,
}

impl Default for Tables {
    fn default() -> Tables {
        Tables {
            totals: Totals::default(),
            types: HashMap::new(),
            tiers: HashMap::new(),
            entities: HashMap::new(),
            abstentions: HashMap::new(),
            abstentions_uncounted: 0,
            width: 1,
        }
    }
}

impl Tables {
    /// Counts a text; `number` is that of the document, if it is listed.
    pub(super) fn add(&mut self, text: &ReportText, number: Option<usize>) {
        let document = &text.document;
        let totals = &mut self.totals;
        totals.documents += 1;
        totals.characters += document.characters;
        totals.mentions += document.mentions;
        totals.abstentions += document.abstentions;
        totals.changes += document.changes;
        for (kind, n) in &text.types {
            *self.types.entry(kind).or_default() += n;
        }
        for (tier, n) in &text.tiers {
            *self.tiers.entry(tier).or_default() += n;
        }
        let bin = self.next_bin();
        for entity in &text.entities {
            self.add_entity(entity, bin);
        }
        for abstention in &text.abstentions {
            self.add_abstention(abstention, number);
        }
    }

    /// The bar of the document that was just counted; if there are too many, two become one.
    fn next_bin(&mut self) -> usize {
        while (self.totals.documents - 1) / self.width >= BINS {
            self.width *= 2;
            for entity in self.entities.values_mut() {
                let counts = &mut entity.row.counts;
                *counts = counts.chunks(2).map(|pair| pair.iter().sum()).collect();
            }
        }
        (self.totals.documents - 1) / self.width
    }

    fn add_entity(&mut self, entity: &EntityCount, bin: usize) {
        let first = self.totals.documents == 1;
        let total = match self.entities.entry(entity.key.clone()) {
            Entry::Occupied(total) => total.into_mut(),
            Entry::Vacant(free) => free.insert(EntityTotal {
                row: Entity {
                    key: entity.key.clone(),
                    entity: entity.id.clone(),
                    entity_type: entity.entity_type,
                    canonical: entity.canonical.clone(),
                    same_as: entity.same_as.clone(),
                    mentions: 0,
                    documents: 0,
                    variants: Vec::new(),
                    variants_omitted: 0,
                    counts: Vec::new(),
                },
                variants: HashMap::new(),
                variants_uncounted: 0,
                positions: if first {
                    entity.positions.clone()
                } else {
                    Vec::new()
                },
            }),
        };
        let mentions: usize = entity.variants.values().sum();
        total.row.mentions += mentions;
        total.row.documents += 1;
        if total.row.counts.len() <= bin {
            total.row.counts.resize(bin + 1, 0);
        }
        total.row.counts[bin] += mentions;
        for (surface, n) in &entity.variants {
            if let Some(known) = total.variants.get_mut(surface) {
                *known += n;
            } else if total.variants.len() < COUNTED_VARIANTS {
                total.variants.insert(surface.clone(), *n);
            } else {
                total.variants_uncounted += 1;
            }
        }
    }

    fn add_abstention(&mut self, abstention: &AbstentionCount, number: Option<usize>) {
        let surface = &abstention.surface;
        let full = self.abstentions.len() >= COUNTED;
        let row = match self.abstentions.entry((surface.clone(), abstention.reason)) {
            Entry::Occupied(row) => row.into_mut(),
            Entry::Vacant(_) if full => {
                self.abstentions_uncounted += 1;
                return;
            }
            Entry::Vacant(free) => free.insert(AbstentionRow {
                surface: surface.clone(),
                reason: abstention.reason.as_str(),
                mentions: 0,
                documents: Vec::new(),
                documents_omitted: 0,
                candidates: abstention.candidates.clone(),
                candidates_omitted: abstention.candidates_omitted,
            }),
        };
        row.mentions += abstention.mentions;
        match number.filter(|_| row.documents.len() < DOCUMENTS) {
            Some(number) => row.documents.push(number),
            None => row.documents_omitted += 1,
        }
    }

    /// The tables as they are shown.
    pub(super) fn finish(mut self) -> Counted {
        self.totals.entities = self.entities.len();
        let one_text = self.totals.documents == 1;
        let bars = match one_text {
            true => POSITIONS,
            false => self.totals.documents.div_ceil(self.width),
        };
        let mut counts = vec![0; bars];
        let mut entities: Vec<Entity> = Vec::with_capacity(self.entities.len());
        for total in self.entities.into_values() {
            let mut row = total.finish(one_text);
            row.counts.resize(bars, 0);
            for (all, n) in counts.iter_mut().zip(&row.counts) {
                *all += n;
            }
            entities.push(row);
        }
        entities.sort_by(|a, b| {
            (b.mentions, &a.canonical, &a.key).cmp(&(a.mentions, &b.canonical, &b.key))
        });
        let entities_omitted = entities.len().saturating_sub(ROWS);
        entities.truncate(ROWS);
        let mut abstentions: Vec<AbstentionRow> = self.abstentions.into_values().collect();
        abstentions.sort_by(|a, b| {
            (b.mentions, &a.surface, a.reason).cmp(&(a.mentions, &b.surface, b.reason))
        });
        let abstentions_omitted =
            abstentions.len().saturating_sub(ROWS) + self.abstentions_uncounted;
        abstentions.truncate(ROWS);
        Counted {
            types: listed(&self.types, TYPES.map(EntityType::as_str))
                .map(|(mention_type, mentions)| OfType {
                    mention_type,
                    mentions,
                })
                .collect(),
            tiers: listed(&self.tiers, TIERS.map(Tier::as_str))
                .map(|(tier, mentions)| OfTier { tier, mentions })
                .collect(),
            axis: axis(one_text, self.width, counts, &entities),
            totals: self.totals,
            entities,
            entities_omitted,
            abstentions,
            abstentions_omitted,
        }
    }
}

impl EntityTotal {
    fn finish(self, one_text: bool) -> Entity {
        let mut row = self.row;
        let mut variants: Vec<Variant> = self
            .variants
            .into_iter()
            .map(|(surface, mentions)| Variant { surface, mentions })
            .collect();
        variants.sort_by(|a, b| (b.mentions, &a.surface).cmp(&(a.mentions, &b.surface)));
        row.variants_omitted = variants.len().saturating_sub(VARIANTS) + self.variants_uncounted;
        variants.truncate(VARIANTS);
        row.variants = variants;
        if one_text {
            row.counts = self.positions;
        }
        row
    }
}

/// Those that occur, in order.
fn listed<const N: usize>(
    counts: &HashMap<&'static str, usize>,
    order: [&'static str; N],
) -> impl Iterator<Item = (&'static str, usize)> {
    order
        .into_iter()
        .filter_map(|word| Some((word, *counts.get(word)?)))
}

/// What the bars run over. Those of documents are named once it is known which are shown.
fn axis(one_text: bool, width: usize, counts: Vec<usize>, entities: &[Entity]) -> Axis {
    let part = |n: usize| Bin {
        label: format!("{}–{} %", n * 100 / POSITIONS, (n + 1) * 100 / POSITIONS),
        document: None,
    };
    let most_of_entity = entities.iter().flat_map(|entity| &entity.counts).max();
    Axis {
        kind: if one_text { "position" } else { "documents" },
        bins: match one_text {
            true => (0..POSITIONS).map(part).collect(),
            false => Vec::new(),
        },
        most: counts.iter().copied().max().unwrap_or(0),
        most_of_entity: most_of_entity.copied().unwrap_or(0),
        counts,
        width,
    }
}
