//! Learning spellings from the texts that are read.
//!
//! A [`Learner`] looks at annotations and keeps the spellings that were linked
//! though nobody has listed them, by an ending, a rule or the lexicon, and those
//! that were nearly linked again and again (`spelling`). What it found goes to a
//! table (`table`) that a person reads in a spreadsheet: each row has a spelling,
//! the entity, how often and how it was found, and examples. In the column
//! `accept` the person writes `yes` or `no`; [building](crate::gazetteer::source)
//! takes the rows with `yes`. What is found later is added to the same table, and
//! what the person wrote stays.

mod context;
mod spelling;
mod table;

use std::collections::HashMap;

pub use table::{Learned, check_table};

use crate::Matcher;
use crate::error::Result;
use crate::fold::key;
use crate::matcher::{Annotation, Candidate, Evidence, Mention, Reason, Tier};
use crate::{NameKind, Span};
use spelling::{Found, Spelling};

/// So many different spellings are kept; more are counted.
const MOST: usize = 1 << 20;

/// Collects spellings that are not listed.
///
/// ```
/// use exonym::learn::Learner;
/// use exonym::{Document, EntityType, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.add(Record {
///     lang: "hy".into(),
///     entity_type: Some(EntityType::Person),
///     ..Record::new("hayk", "Հայկ Կոնջորյան")
/// });
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
///
/// let text = "A word from Hayk Konjoryan on Monday.";
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let mut learner = Learner::new();
/// learner.note(text.as_bytes(), &annotation);
/// let learned = learner.merge(&matcher, None)?;
/// assert!(String::from_utf8_lossy(&learned.table).contains("hayk,Hayk Konjoryan,"));
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Learner {
    /// By entity and folded spelling.
    spellings: HashMap<(String, String), Spelling>,
    overlooked: usize,
}

impl Learner {
    /// One that has learned nothing yet.
    pub fn new() -> Learner {
        Learner::default()
    }

    /// Looks at the annotation of a text.
    pub fn note(&mut self, text: &[u8], annotation: &Annotation<'_>) {
        let unlisted = annotation.mentions.iter().filter(|m| is_unlisted(m));
        let unlisted = unlisted.map(|m| (&m.span, m.entity.id, Found::of_mention(m)));
        let near = annotation.abstentions.iter().filter_map(|a| {
            let best = a
                .candidates
                .first()
                .filter(|best| is_near(best, a.reason))?;
            let found = Found::of_candidate(best, a.reason);
            Some((&a.span, best.entity.id, found))
        });
        let mut noted: Vec<(String, String)> = unlisted
            .chain(near)
            .filter_map(|(span, id, found)| {
                self.add(text, span, id, annotation.lang_at(span.start), found)
            })
            .collect();
        noted.sort_unstable();
        noted.dedup();
        for spelling in noted {
            self.spellings
                .entry(spelling)
                .and_modify(|spelling| spelling.documents += 1);
        }
    }

    fn add(
        &mut self,
        text: &[u8],
        span: &Span,
        id: &str,
        lang: &str,
        found: Found,
    ) -> Option<(String, String)> {
        let surface = context::words(&String::from_utf8_lossy(text.get(span.clone())?));
        let identity = (id.to_owned(), key(&surface));
        let full = self.spellings.len() >= MOST && !self.spellings.contains_key(&identity);
        if full || identity.1.is_empty() {
            self.overlooked += usize::from(full);
            return None;
        }
        let spelling = self
            .spellings
            .entry(identity.clone())
            .or_insert_with(Spelling::new);
        spelling.add(&surface, lang, context::around(text, span), found);
        Some(identity)
    }

    /// Adds what was learned to a table, or makes one.
    ///
    /// Rows that are there stay in their order: counts add up, examples are
    /// filled up, and what was written in `accept` and in further columns is kept.
    /// New rows follow, first what was linked, the most frequent first. Near misses
    /// are new rows only if they came more than once.
    ///
    /// # Errors
    ///
    /// If `existing` is no such table.
    pub fn merge(self, matcher: &Matcher, existing: Option<&[u8]>) -> Result<Learned> {
        table::merge(self.spellings, self.overlooked, matcher, existing)
    }
}

/// Whether a mention was linked by more than a listed name.
///
/// A family name alone is no name to list, and demonyms have more forms than are
/// worth it.
fn is_unlisted(mention: &Mention<'_>) -> bool {
    let derived = !matches!(mention.tier, Tier::Exact | Tier::Folded);
    (derived || mention.evidence == Evidence::Words)
        && mention.evidence != Evidence::Article
        && mention.name.kind != NameKind::Demonym
}

/// Whether a candidate is one by its spelling, and only not sure enough.
fn is_near(candidate: &Candidate<'_>, reason: Reason) -> bool {
    let only_unsure = matches!(
        reason,
        Reason::Doubtful | Reason::Ambiguous | Reason::Namesake | Reason::LowScore
    );
    only_unsure
        && matches!(candidate.tier, Tier::Romanized | Tier::Lexicon)
        && candidate.evidence != Evidence::Article
}
