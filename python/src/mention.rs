//! `exonym.Mention`.

use std::borrow::Cow;

use exonym::output::{DocumentRecord, MentionRecord, OffsetUnit};
use exonym::{Document, Matcher, Scratch};
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error;
use crate::json;

/// A name in a text, linked to an entity: what `exonym annotate --format jsonl` writes.
#[pyclass(frozen, eq, get_all, module = "exonym")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub byte_start: usize,
    pub byte_end: usize,
    pub surface: String,
    pub entity: String,
    pub canonical: String,
    #[pyo3(name = "type")]
    #[serde(rename = "type")]
    pub mention_type: Word,
    pub tier: Word,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Word>,
    #[serde(default = "listed", skip_serializing_if = "is_listed")]
    pub evidence: Word,
    pub score: f64,
    pub same_as: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<Word>,
    #[serde(default, rename = "from", skip_serializing_if = "Option::is_none")]
    pub route_from: Option<String>,
}

/// One of a few words, as the library has it.
pub type Word = Cow<'static, str>;

fn listed() -> Word {
    exonym::matcher::Evidence::Listed.as_str().into()
}

fn is_listed(evidence: &str) -> bool {
    evidence == exonym::matcher::Evidence::Listed.as_str()
}

#[pymethods]
impl Mention {
    /// The mention as the command line's JSON has it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        json::dictionary(py, &json::written(self)?)
    }

    #[staticmethod]
    fn _from_json(text: &str) -> PyResult<Mention> {
        serde_json::from_str(text).map_err(|problem| error::text(problem.to_string()))
    }

    fn __repr__(&self) -> String {
        format!(
            "Mention({}:{} {:?} = {}, {:?})",
            self.start, self.end, self.surface, self.entity, self.canonical
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let make = py.get_type::<Mention>().getattr("_from_json")?;
        Ok((make, (json::written(self)?,)))
    }
}

/// The names in a text, in order.
pub fn mentions(matcher: &Matcher, text: &str, lang: &str, scratch: &mut Scratch) -> Vec<Mention> {
    let annotation = matcher.annotate(&Document::new(text).lang(lang), scratch);
    let record = DocumentRecord::new(
        serde_json::Value::Null,
        text.as_bytes(),
        &annotation,
        matcher,
        OffsetUnit::Chars,
    );
    record.mentions.into_iter().map(Mention::from).collect()
}

/// The names in a text that are not linked, in order: a list as the command line's JSON has it.
pub fn abstentions(
    matcher: &Matcher,
    text: &str,
    lang: &str,
    scratch: &mut Scratch,
) -> serde_json::Result<String> {
    let annotation = matcher.annotate(&Document::new(text).lang(lang), scratch);
    let (bytes, unit) = (text.as_bytes(), OffsetUnit::Chars);
    let record = DocumentRecord::new(serde_json::Value::Null, bytes, &annotation, matcher, unit);
    let record = record.with_abstentions(bytes, &annotation, matcher, unit);
    serde_json::to_string(&record.abstentions.unwrap_or_default())
}

impl From<MentionRecord<'_>> for Mention {
    fn from(record: MentionRecord<'_>) -> Mention {
        let (route, standards, route_from) = match record.route {
            Some(route) => (Some(route.route), words(&route.standards), Some(route.from)),
            None => (None, Vec::new(), None),
        };
        Mention {
            start: record.start,
            end: record.end,
            byte_start: record.byte_start,
            byte_end: record.byte_end,
            surface: record.surface.to_owned(),
            entity: record.entity.to_owned(),
            canonical: record.canonical.to_owned(),
            mention_type: record.mention_type.into(),
            tier: record.tier.as_str().into(),
            cases: words(&record.cases),
            evidence: record.evidence.as_str().into(),
            // The decimals that were rounded to, and no others of the wider number.
            score: (f64::from(record.score) * 1000.0).round() / 1000.0,
            same_as: record.same_as.iter().map(|id| (*id).to_owned()).collect(),
            like: record.like.map(str::to_owned),
            lang: record.lang.map(str::to_owned),
            route,
            standards,
            route_from: route_from.map(str::to_owned),
        }
    }
}

fn words(words: &[&'static str]) -> Vec<Word> {
    words.iter().copied().map(Word::from).collect()
}
