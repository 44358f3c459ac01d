//! The answer of Solr's tagger, for programs that ask one.
//!
//! Its requests and answers are described at
//! <https://solr.apache.org/guide/solr/latest/query-guide/tagger-handler.html>.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::jsonl::{DocumentRecord, MentionRecord};

/// What the request to a tagger may say.
///
/// Its `overlaps` is [`Matcher::overlaps`](crate::Matcher::overlaps).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SolrOptions {
    /// `matchText`: whether each tag has its text.
    pub match_text: bool,
    /// `tagsLimit`: how many tags there are at most.
    pub tags_limit: Option<usize>,
}

impl SolrOptions {
    /// No text with the tags, and all of them.
    pub fn new() -> SolrOptions {
        SolrOptions::default()
    }
}

/// Writes the mentions as tags, and the entities as the documents that were found, on one line.
///
/// Offsets are those of the record: Solr counts UTF-16 units. A tag has the id of one
/// entity, where Solr gives all that bear the name. The document is told by `id`, and by `field` if it has several
/// texts.
///
/// ```
/// use exonym::output::{DocumentRecord, OffsetUnit, SolrOptions, write_solr};
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q1953", "Yerevan")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let text = "🇦🇲 Yerevan".as_bytes();
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let record = DocumentRecord::new("a.txt".into(), text, &annotation, &matcher, OffsetUnit::Utf16);
///
/// let mut out = Vec::new();
/// write_solr(&record, SolrOptions::new(), &mut out).unwrap();
/// let answer: serde_json::Value = serde_json::from_slice(&out).unwrap();
/// assert_eq!(answer["tags"][0]["startOffset"], 5);
/// assert_eq!(answer["tags"][0]["ids"][0], "Q1953");
/// assert_eq!(answer["response"]["docs"][0]["name"], "Yerevan");
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn write_solr(
    record: &DocumentRecord<'_>,
    options: SolrOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let most = options.tags_limit.unwrap_or(usize::MAX);
    let mentions = || record.mentions.iter().take(most);
    let tag = |mention: &'_ MentionRecord<'_>| Tag {
        start_offset: mention.start,
        end_offset: mention.end,
        match_text: options.match_text.then(|| mention.surface.to_owned()),
        ids: [mention.entity.to_owned()],
    };
    let mut seen = HashSet::new();
    let entities = mentions().filter(|mention| seen.insert(mention.entity));
    let docs: Vec<_> = entities
        .map(|mention| Doc {
            id: mention.entity,
            name: mention.canonical,
            same_as: &mention.same_as,
        })
        .collect();
    let answer = Answer {
        response_header: Header { status: 0, time: 0 },
        id: &record.id,
        field: record.field,
        tags_count: mentions().count(),
        tags: mentions().map(tag).collect(),
        response: Response {
            num_found: docs.len(),
            start: 0,
            num_found_exact: true,
            docs,
        },
    };
    serde_json::to_writer(&mut *out, &answer)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    response_header: Header,
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    tags_count: usize,
    tags: Vec<Tag>,
    response: Response<'a>,
}

#[derive(Serialize)]
struct Header {
    status: u8,
    /// In milliseconds; not measured, so that the same text gives the same answer.
    #[serde(rename = "QTime")]
    time: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tag {
    start_offset: usize,
    end_offset: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    match_text: Option<String>,
    ids: [String; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Response<'a> {
    num_found: usize,
    start: usize,
    num_found_exact: bool,
    docs: Vec<Doc<'a>>,
}

#[derive(Serialize)]
struct Doc<'a> {
    id: &'a str,
    name: &'a str,
    same_as: &'a [&'a str],
}
