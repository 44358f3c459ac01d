//! W3C Web Annotation: JSON-LD.
//!
//! The model is <https://www.w3.org/TR/annotation-model/>.

use std::io::{self, Write};

use serde::Serialize;

use super::iri::{IriTemplate, as_reference};
use super::jsonl::{DocumentRecord, MentionRecord};
use super::readable::{Readable, label, name};
use crate::Span;
use crate::text::Offsets;

/// Writes a collection of annotations on one line.
///
/// Each says what entity a stretch of the text identifies: by its place, in code points of `text`
/// as the model asks, and by a quotation with what stands around it. The target is the
/// document's id, as an address relative to where the annotations are; the entity's
/// address is made by `iris`.
///
/// ```
/// use exonym::output::{DocumentRecord, IriTemplate, OffsetUnit, write_web_annotation};
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q1953", "Yerevan")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let text = b"In Yerevan.";
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let record = DocumentRecord::new("a.txt".into(), text, &annotation, &matcher, OffsetUnit::Chars);
///
/// let mut out = Vec::new();
/// let iris: IriTemplate = "http://www.wikidata.org/entity/{id}".parse()?;
/// write_web_annotation(&record, text, &iris, &mut out).unwrap();
/// let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
/// let annotation = &read["first"]["items"][0];
/// assert_eq!(annotation["body"][0]["source"], "http://www.wikidata.org/entity/Q1953");
/// assert_eq!(annotation["target"]["selector"][0]["start"], 3);
/// assert_eq!(annotation["target"]["selector"][1]["prefix"], "In ");
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn write_web_annotation(
    record: &DocumentRecord<'_>,
    text: &[u8],
    iris: &IriTemplate,
    out: &mut impl Write,
) -> io::Result<()> {
    let readable = Readable::new(record, text);
    let source = source(record);
    // Of a chunk the places are those in the whole text, and its annotations have names of their own.
    let before = record.chunk.map(|chunk| chunk.start);
    let of_chunk = before.map_or(String::new(), |start| format!("-{start}"));
    let mut offsets = Offsets::new(readable.text.as_bytes());
    let mut place = |at: usize| before.unwrap_or(0) + offsets.at(at).0;
    let mentions = (1..).zip(&readable.mentions);
    let items = mentions.map(|(n, (span, mention))| Item {
        id: part_of(&source, &format!("annotation{of_chunk}-{n}")),
        item_type: "Annotation",
        motivation: "identifying",
        body: bodies(mention, iris),
        target: Target {
            source: &source,
            selector: [
                Selector::TextPositionSelector {
                    start: place(span.start),
                    end: place(span.end),
                },
                quotation(&readable.text, span),
            ],
        },
    });
    let items: Vec<_> = items.collect();
    let all = format!("annotations{of_chunk}");
    let collection = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: part_of(&source, &all),
        collection_type: "AnnotationCollection",
        label: format!("Names in {}", label(record)),
        total: items.len(),
        first: Page {
            id: part_of(&source, &format!("{all}-1")),
            page_type: "AnnotationPage",
            start_index: 0,
            items,
        },
    };
    serde_json::to_writer(&mut *out, &collection)?;
    out.write_all(b"\n")
}

/// What is said of a mention: the entity, its canonical name, its type.
fn bodies<'a>(mention: &'a MentionRecord<'_>, iris: &IriTemplate) -> [Body<'a>; 3] {
    let text = |purpose, value| Body::TextualBody {
        purpose,
        value,
        format: "text/plain",
    };
    let entity = Body::SpecificResource {
        purpose: "identifying",
        source: iris.iri(mention.entity),
    };
    [
        entity,
        text("tagging", mention.canonical),
        text("classifying", mention.mention_type),
    ]
}

/// The address of the text.
fn source(record: &DocumentRecord<'_>) -> String {
    as_reference(&name(record))
}

/// The address of something that is said of the text.
fn part_of(source: &str, name: &str) -> String {
    format!("{}#{name}", source.replace('#', "%23"))
}

/// The words of a name, with some of what stands before and behind.
fn quotation<'t>(text: &'t str, span: &Span) -> Selector<'t> {
    const AROUND: usize = 32;
    let before = &text[..span.start];
    let first = before.char_indices().rev().take(AROUND).last();
    let after = &text[span.end..];
    let end = after.char_indices().nth(AROUND);
    Selector::TextQuoteSelector {
        exact: &text[span.clone()],
        prefix: &before[first.map_or(before.len(), |(at, _)| at)..],
        suffix: &after[..end.map_or(after.len(), |(at, _)| at)],
    }
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    collection_type: &'static str,
    label: String,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    page_type: &'static str,
    start_index: usize,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    item_type: &'static str,
    motivation: &'static str,
    body: [Body<'a>; 3],
    target: Target<'a>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    SpecificResource {
        purpose: &'static str,
        source: String,
    },
    TextualBody {
        purpose: &'static str,
        value: &'a str,
        format: &'static str,
    },
}

#[derive(Serialize)]
struct Target<'a> {
    source: &'a str,
    selector: [Selector<'a>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextPositionSelector {
        start: usize,
        end: usize,
    },
    TextQuoteSelector {
        exact: &'a str,
        prefix: &'a str,
        suffix: &'a str,
    },
}
