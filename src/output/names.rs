//! Answers about single names.

use serde::Serialize;

use super::candidate::{CandidateRecord, RouteRecord};
use crate::fold;
use crate::matcher::{Candidate, Matcher, Reason};
use crate::text::{script_of, tokenize};

/// Whom a name may denote: a line of `exonym lookup --format jsonl`.
///
/// ```
/// use exonym::output::LookupRecord;
/// use exonym::{GazetteerBuilder, Matcher, Record};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q1953", "Yerevan")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let candidates = matcher.lookup("YEREVAN", "", 5);
/// let record = LookupRecord::new("YEREVAN", &candidates, &matcher, "", 5);
/// assert_eq!(record.link.unwrap().id, "Q1953");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct LookupRecord<'a> {
    /// The name asked.
    pub query: &'a str,
    /// Whom it is linked to, if that can be said.
    #[serde(rename = "match")]
    pub link: Option<CandidateRecord<'a>>,
    /// Whom it may denote, best first.
    pub candidates: Vec<CandidateRecord<'a>>,
}

impl<'a> LookupRecord<'a> {
    /// The fewest candidates to look for: from one alone it cannot be told whether it is clearly the likeliest.
    pub const FEWEST: usize = 2;

    /// Describes what [`Matcher::lookup`] found of a name in `lang`, showing at most `limit` candidates.
    pub fn new(
        query: &'a str,
        candidates: &'a [Candidate<'a>],
        matcher: &'a Matcher,
        lang: &str,
        limit: usize,
    ) -> LookupRecord<'a> {
        let record = |candidate| CandidateRecord::new(candidate, matcher, lang);
        let link = matcher.decide(candidates).ok();
        LookupRecord {
            query,
            link: link.map(|link| record(link).with_route(matcher, query)),
            candidates: candidates.iter().take(limit).map(record).collect(),
        }
    }
}

/// How a name is read, whom it may denote, and what is decided.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Explanation<'a> {
    /// The name.
    pub name: &'a str,
    /// Its script, as a code of ISO 15924; empty if it has none of its own.
    pub script: &'static str,
    /// Its words.
    pub tokens: Vec<&'a str>,
    /// What it folds to.
    pub key: String,
    /// Whom it may denote, best first.
    pub candidates: Vec<ExplainedCandidate<'a>>,
    /// Id of the entity it is linked to.
    pub link: Option<&'a str>,
    /// Why it is not linked.
    pub reason: Option<Reason>,
}

/// A candidate, and all that speaks for it.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ExplainedCandidate<'a> {
    /// The candidate; its canonical name is the first of all.
    #[serde(flatten)]
    pub candidate: CandidateRecord<'a>,
    /// The kind of the listed name: canonical, alias, former, …
    pub kind: &'static str,
    /// The language of the listed name, empty if it has none.
    pub lang: &'a str,
    /// How well known the entity is.
    pub weight: f32,
}

impl<'a> Explanation<'a> {
    /// Explains what is made of a name. `candidates` are those that [`Matcher::lookup`] found.
    pub fn new(
        name: &'a str,
        candidates: &'a [Candidate<'a>],
        matcher: &'a Matcher,
    ) -> Explanation<'a> {
        let mut tokens = Vec::new();
        tokenize(name, &mut tokens);
        let decision = matcher.decide(candidates);
        let explained = |candidate: &'a Candidate<'a>| ExplainedCandidate {
            candidate: CandidateRecord {
                route: RouteRecord::any(matcher, name, candidate.entity.id),
                ..CandidateRecord::new(candidate, matcher, "")
            },
            kind: candidate.name.kind.as_str(),
            lang: candidate.name.lang,
            weight: candidate.entity.weight,
        };
        Explanation {
            name,
            script: script_of(name),
            tokens: tokens.iter().map(|token| &name[token.span()]).collect(),
            key: fold::key(name),
            candidates: candidates.iter().map(explained).collect(),
            link: decision.ok().map(|candidate| candidate.entity.id),
            reason: decision.err(),
        }
    }
}
