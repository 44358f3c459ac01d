//! JSON lines: one object a document.

use serde::Serialize;

use super::candidate::{CandidateRecord, RouteRecord, canonical, rounded};
use super::place::{OffsetUnit, Place, in_unit};
use crate::matcher::{Abstention, Annotation, Evidence, Matcher, Mention, Reason, Tier};
use crate::text::Offsets;

/// A document with its mentions, as one line of JSON.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct DocumentRecord<'a> {
    /// What the caller calls the document.
    pub id: serde_json::Value,
    /// The file it is from, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    /// Which of the texts of the document it is, if it has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'a str>,
    /// Where in its file the text stands, if it is a chunk of a larger one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chunk: Option<ChunkRecord>,
    /// Its language, given or detected; left out if unknown.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub lang: &'a str,
    /// Its text, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// The names that were linked.
    pub mentions: Vec<MentionRecord<'a>>,
    /// The names that were found and not linked, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abstentions: Option<Vec<AbstentionRecord<'a>>>,
}

/// Where a chunk of a text stands in its file, as mentions say where they stand.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct ChunkRecord {
    /// Where it begins, in the unit asked for.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Where it begins, in bytes.
    pub byte_start: usize,
    /// Where it ends, in bytes, exclusive.
    pub byte_end: usize,
}

/// A linked name.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct MentionRecord<'a> {
    /// Where it begins, in the unit asked for.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Where it begins, in bytes.
    pub byte_start: usize,
    /// Where it ends, in bytes, exclusive.
    pub byte_end: usize,
    /// What stands in the text.
    pub surface: &'a str,
    /// Id of the entity.
    pub entity: &'a str,
    /// Its canonical name in the language of the text, or the first of all.
    pub canonical: &'a str,
    /// What the mention is.
    #[serde(rename = "type")]
    pub mention_type: &'static str,
    /// How it was found.
    pub tier: Tier,
    /// The cases that an inflected form may stand in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<&'static str>,
    /// What the link rests on beside a listed name.
    #[serde(skip_serializing_if = "is_listed")]
    pub evidence: Evidence,
    /// Another name of the text that is spelled by the same scheme, if the link rests on that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<&'a str>,
    /// The language of the line that it stands in, if it is not that of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<&'a str>,
    /// How sure the link is, from 0 to 1.
    pub score: f32,
    /// Ids of the same entity elsewhere.
    pub same_as: Vec<&'a str>,
    /// By which route it came from a listed name, where that can be told.
    #[serde(flatten)]
    pub route: Option<RouteRecord<'a>>,
}

fn is_listed(evidence: &Evidence) -> bool {
    *evidence == Evidence::Listed
}

/// A name that was not linked.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct AbstentionRecord<'a> {
    /// Where it begins, in the unit asked for.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Where it begins, in bytes.
    pub byte_start: usize,
    /// Where it ends, in bytes, exclusive.
    pub byte_end: usize,
    /// What stands in the text.
    pub surface: &'a str,
    /// Why it was not linked.
    pub reason: Reason,
    /// What it might have been, best first.
    pub candidates: Vec<CandidateRecord<'a>>,
}

impl<'a> DocumentRecord<'a> {
    /// Describes the annotation of `text`.
    pub fn new(
        id: serde_json::Value,
        text: &'a [u8],
        annotation: &'a Annotation<'a>,
        matcher: &'a Matcher,
        unit: OffsetUnit,
    ) -> DocumentRecord<'a> {
        let mut offsets = Offsets::new(text);
        let mut place = |span: &crate::Span| {
            (
                in_unit(&mut offsets, span.start, unit),
                in_unit(&mut offsets, span.end, unit),
            )
        };
        let mentions = annotation
            .mentions
            .iter()
            .map(|m| MentionRecord::new(place(&m.span), text, m, matcher, annotation))
            .collect();
        DocumentRecord {
            id,
            file: None,
            field: None,
            chunk: None,
            lang: &annotation.lang,
            text: None,
            mentions,
            abstentions: None,
        }
    }

    /// Says which of the texts of the document it is.
    pub fn of_field(mut self, name: &'a str) -> DocumentRecord<'a> {
        self.field = Some(name);
        self
    }

    /// Says which file it is from, where there are several.
    pub fn of_file(mut self, name: &'a str) -> DocumentRecord<'a> {
        self.file = Some(name);
        self
    }

    /// Says that the text is a chunk of a larger one, and where it stands there. Places of mentions are not
    /// moved by this, but by [`DocumentRecord::with_places`].
    pub fn of_chunk(mut self, place: &Place) -> DocumentRecord<'a> {
        self.chunk = Some(ChunkRecord {
            start: place.start,
            end: place.end,
            byte_start: place.bytes.start,
            byte_end: place.bytes.end,
        });
        self
    }

    /// Puts all mentions and abstentions where they stand in another text, such
    /// as the page that this one was read from. `places` are those of the
    /// mentions and then of the abstentions, in order.
    pub fn with_places(mut self, places: &[Place]) -> DocumentRecord<'a> {
        let mut places = places.iter();
        for (mention, place) in self.mentions.iter_mut().zip(&mut places) {
            (mention.start, mention.end) = (place.start, place.end);
            (mention.byte_start, mention.byte_end) = (place.bytes.start, place.bytes.end);
        }
        let abstentions = self.abstentions.iter_mut().flatten();
        for (abstention, place) in abstentions.zip(places) {
            (abstention.start, abstention.end) = (place.start, place.end);
            (abstention.byte_start, abstention.byte_end) = (place.bytes.start, place.bytes.end);
        }
        self.mentions.sort_by_key(|m| (m.byte_start, m.byte_end));
        if let Some(abstentions) = &mut self.abstentions {
            abstentions.sort_by_key(|a| (a.byte_start, a.byte_end));
        }
        self
    }

    /// Adds the text itself, as far as it is valid UTF-8.
    pub fn with_text(mut self, text: &'a [u8]) -> DocumentRecord<'a> {
        self.text = std::str::from_utf8(text).ok();
        self
    }

    /// Adds the names that were not linked.
    pub fn with_abstentions(
        mut self,
        text: &'a [u8],
        annotation: &'a Annotation<'a>,
        matcher: &'a Matcher,
        unit: OffsetUnit,
    ) -> DocumentRecord<'a> {
        let mut offsets = Offsets::new(text);
        let record = |a: &'a Abstention<'a>| AbstentionRecord {
            start: in_unit(&mut offsets, a.span.start, unit),
            end: in_unit(&mut offsets, a.span.end, unit),
            byte_start: a.span.start,
            byte_end: a.span.end,
            surface: surface(text, &a.span),
            reason: a.reason,
            candidates: a
                .candidates
                .iter()
                .take(5)
                .map(|c| CandidateRecord::new(c, matcher, annotation.lang_at(a.span.start)))
                .collect(),
        };
        self.abstentions = Some(annotation.abstentions.iter().map(record).collect());
        self
    }
}

impl<'a> MentionRecord<'a> {
    fn new(
        (start, end): (usize, usize),
        text: &'a [u8],
        mention: &'a Mention<'a>,
        matcher: &'a Matcher,
        annotation: &'a Annotation<'a>,
    ) -> MentionRecord<'a> {
        let lang = annotation.lang_at(mention.span.start);
        MentionRecord {
            start,
            end,
            byte_start: mention.span.start,
            byte_end: mention.span.end,
            surface: surface(text, &mention.span),
            entity: mention.entity.id,
            canonical: canonical(matcher, &mention.entity, lang).unwrap_or(mention.name.text),
            mention_type: mention.mention_type().as_str(),
            tier: mention.tier,
            cases: mention
                .cases
                .map_or(Vec::new(), |cases| cases.labels().collect()),
            evidence: mention.evidence,
            score: rounded(mention.score),
            same_as: mention.entity.same_as().collect(),
            like: mention.scheme.as_ref().map(|scheme| scheme.like.as_str()),
            lang: Some(lang).filter(|lang| *lang != annotation.lang),
            route: RouteRecord::of_mention(matcher, surface(text, &mention.span), mention),
        }
    }
}

fn surface<'a>(text: &'a [u8], span: &crate::Span) -> &'a str {
    std::str::from_utf8(&text[span.clone()]).unwrap_or("")
}
