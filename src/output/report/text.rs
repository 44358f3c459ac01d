//! One text: its paragraphs in pieces, and what is counted of it.

use std::collections::HashMap;

use super::marks::{Mark, characters, cut, marks, paragraph_spans, room};
use super::page::{Abstention, Candidate, Document, Listed, Mention, Route, Segment};
use super::shown;
use crate::Span;
use crate::matcher::{self, Annotation, Evidence, Matcher, Reason};
use crate::output::candidate::{RouteRecord, canonical};
use crate::rewrite::Edit;

/// Parts of a text that mentions are counted in.
pub(super) const POSITIONS: usize = 60;
/// Candidates of a name, and ids of one entity elsewhere, that are shown.
const CANDIDATES: usize = 5;

/// What was found in a text, as a [`Report`](super::Report) shows it.
#[derive(Debug)]
pub struct ReportText {
    pub(super) document: Document,
    /// For each of its paragraphs.
    pub(super) sizes: Vec<Size>,
    pub(super) types: HashMap<&'static str, usize>,
    pub(super) tiers: HashMap<&'static str, usize>,
    pub(super) entities: Vec<EntityCount>,
    pub(super) abstentions: Vec<AbstentionCount>,
}

/// How much a paragraph takes.
#[derive(Debug)]
pub(super) struct Size {
    /// Characters, hidden ones at what their names take.
    pub(super) room: usize,
    pub(super) marks: usize,
    /// Characters of the text up to its end.
    pub(super) end: usize,
}

/// How often an entity is mentioned.
#[derive(Debug)]
pub(super) struct EntityCount {
    pub(super) key: String,
    pub(super) id: String,
    pub(super) entity_type: &'static str,
    pub(super) canonical: String,
    pub(super) same_as: Vec<String>,
    pub(super) variants: HashMap<String, usize>,
    pub(super) positions: Vec<usize>,
}

/// How often a name was found and not linked.
#[derive(Debug)]
pub(super) struct AbstentionCount {
    pub(super) surface: String,
    pub(super) reason: Reason,
    pub(super) mentions: usize,
    pub(super) candidates: Vec<Candidate>,
    pub(super) candidates_omitted: usize,
}

impl ReportText {
    /// Keeps what the page needs of a text and of what was found in it. `edits` are those that
    /// rewriting would make; spans are of `text`.
    pub fn new(
        name: &str,
        text: &[u8],
        annotation: &Annotation<'_>,
        edits: &[Edit],
        matcher: &Matcher,
    ) -> ReportText {
        let reader = Reader {
            text,
            annotation,
            edits,
            matcher,
        };
        let (mut types, mut tiers) = (HashMap::new(), HashMap::new());
        for mention in &annotation.mentions {
            *types.entry(mention.mention_type().as_str()).or_default() += 1;
            *tiers.entry(mention.tier.as_str()).or_default() += 1;
        }
        let entities = reader.entities();
        let (paragraphs, sizes, characters_shown) = reader.paragraphs();
        let invalid = |chunk: std::str::Utf8Chunk<'_>| chunk.invalid().len();
        ReportText {
            document: Document {
                name: shown::name(name),
                lang: shown::name(&annotation.lang),
                characters: characters(text),
                characters_shown,
                invalid_bytes: text.utf8_chunks().map(invalid).sum(),
                mentions: annotation.mentions.len(),
                entities: entities.len(),
                abstentions: annotation.abstentions.len(),
                changes: edits.len(),
                paragraphs,
            },
            sizes,
            types,
            tiers,
            entities,
            abstentions: reader.abstentions(),
        }
    }
}

/// A text that is read.
struct Reader<'a> {
    text: &'a [u8],
    annotation: &'a Annotation<'a>,
    edits: &'a [Edit],
    matcher: &'a Matcher,
}

impl<'a> Reader<'a> {
    fn surface(&self, span: &Span) -> String {
        let bytes = self.text.get(span.clone()).unwrap_or_default();
        shown::name(&String::from_utf8_lossy(bytes))
    }

    /// How often each entity is mentioned, in the order of the text.
    fn entities(&self) -> Vec<EntityCount> {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut entities: Vec<EntityCount> = Vec::new();
        for mention in &self.annotation.mentions {
            let id = mention.entity.id;
            let at = *numbers.entry(id).or_insert_with(|| {
                let name =
                    canonical(self.matcher, &mention.entity, "").unwrap_or(mention.name.text);
                entities.push(EntityCount {
                    key: id.to_owned(),
                    id: shown::name(id),
                    entity_type: mention.entity.entity_type.as_str(),
                    canonical: shown::name(name),
                    same_as: same_as(&mention.entity),
                    variants: HashMap::new(),
                    positions: vec![0; POSITIONS],
                });
                entities.len() - 1
            });
            let count = &mut entities[at];
            *count
                .variants
                .entry(self.surface(&mention.span))
                .or_default() += 1;
            let position = mention.span.start * POSITIONS / self.text.len().max(1);
            count.positions[position.min(POSITIONS - 1)] += 1;
        }
        entities
    }

    /// How often each name was left, in the order of the text.
    fn abstentions(&self) -> Vec<AbstentionCount> {
        let mut numbers: HashMap<(String, Reason), usize> = HashMap::new();
        let mut abstentions: Vec<AbstentionCount> = Vec::new();
        for abstention in &self.annotation.abstentions {
            let surface = self.surface(&abstention.span);
            let key = (surface.clone(), abstention.reason);
            let at = *numbers.entry(key).or_insert_with(|| {
                let (candidates, candidates_omitted) =
                    self.candidates(abstention.span.start, &abstention.candidates);
                abstentions.push(AbstentionCount {
                    surface,
                    reason: abstention.reason,
                    mentions: 0,
                    candidates,
                    candidates_omitted,
                });
                abstentions.len() - 1
            });
            abstentions[at].mentions += 1;
        }
        abstentions
    }

    /// The first candidates for what stands at a place, and how many more there are.
    fn candidates(
        &self,
        at: usize,
        candidates: &[matcher::Candidate<'_>],
    ) -> (Vec<Candidate>, usize) {
        let lang = self.annotation.lang_at(at);
        let candidate = |c: &matcher::Candidate<'_>| Candidate {
            entity: shown::name(c.entity.id),
            canonical: shown::name(canonical(self.matcher, &c.entity, lang).unwrap_or(c.name.text)),
            entity_type: c.entity.entity_type.as_str(),
            tier: c.tier.as_str(),
            score: c.score,
        };
        let first = candidates.iter().take(CANDIDATES).map(candidate).collect();
        (first, candidates.len().saturating_sub(CANDIDATES))
    }

    /// The paragraphs as they are shown, what each takes, and how many characters of the text they are.
    fn paragraphs(&self) -> (Vec<Vec<Segment>>, Vec<Size>, usize) {
        let marks = marks(self.text, self.annotation);
        let end = cut(self.text, &marks);
        let (mut paragraphs, mut sizes) = (Vec::new(), Vec::new());
        let (mut at, mut count) = (0, 0);
        for paragraph in paragraph_spans(&self.text[..end], &marks) {
            count += characters(&self.text[at..paragraph.end]);
            at = paragraph.end;
            let first = marks.partition_point(|mark| mark.span().start < paragraph.start);
            let last = marks.partition_point(|mark| mark.span().start < paragraph.end);
            let inside = marks[first..last].iter();
            let inside = inside.filter(|mark| mark.span().end <= paragraph.end);
            paragraphs.push(self.segments(&paragraph, inside));
            sizes.push(Size {
                room: room(&self.text[paragraph]),
                marks: last - first,
                end: count,
            });
        }
        let whole = end == self.text.len();
        let shown = if whole { characters(self.text) } else { count };
        (paragraphs, sizes, shown)
    }

    fn segments<'k>(
        &self,
        paragraph: &Span,
        marks: impl Iterator<Item = &'k Mark<'k>>,
    ) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut at = paragraph.start;
        for mark in marks {
            let span = mark.span();
            plain(&self.text[at..span.start], &mut segments);
            let text = String::from_utf8_lossy(&self.text[span.clone()]);
            let mut segment = Segment {
                text: Some(shown::visible(&text)),
                ..Segment::default()
            };
            match mark {
                Mark::Linked(mention) => {
                    segment.mention = Some(Box::new(self.mention(mention, &text)))
                }
                Mark::Left(abstention) => {
                    let (candidates, candidates_omitted) =
                        self.candidates(abstention.span.start, &abstention.candidates);
                    segment.abstention = Some(Box::new(Abstention {
                        reason: abstention.reason.as_str(),
                        candidates,
                        candidates_omitted,
                    }));
                }
            }
            segments.push(segment);
            at = span.end;
        }
        plain(&self.text[at..paragraph.end], &mut segments);
        segments
    }

    fn mention(&self, mention: &matcher::Mention<'_>, surface: &str) -> Mention {
        let (id, start) = (mention.entity.id, mention.span.start);
        let lang = self.annotation.lang_at(start);
        let edit = self
            .edits
            .binary_search_by_key(&mention.span.start, |edit| edit.span.start);
        let edit = edit.ok().map(|at| &self.edits[at]);
        let (rivals, rivals_omitted) = self.candidates(start, &mention.rivals);
        let route = RouteRecord::of_mention(self.matcher, surface, mention);
        Mention {
            key: id.to_owned(),
            row: None,
            entity: shown::name(id),
            canonical: shown::name(
                canonical(self.matcher, &mention.entity, lang).unwrap_or(mention.name.text),
            ),
            mention_type: mention.mention_type().as_str(),
            tier: mention.tier.as_str(),
            score: mention.score,
            same_as: same_as(&mention.entity),
            listed: Listed {
                name: shown::name(mention.name.text),
                lang: shown::name(mention.name.lang),
                kind: mention.name.kind.as_str(),
            },
            evidence: (mention.evidence != Evidence::Listed)
                .then(|| shown::name(&mention.evidence_in_words())),
            cases: mention
                .cases
                .map_or(Vec::new(), |cases| cases.labels().collect()),
            route: route.map(|route| Route {
                way: shown::name(&route.route),
                standards: route.standards,
                from: shown::name(route.from),
            }),
            after: edit.map(|edit| shown::visible(&edit.replacement)),
            rivals,
            rivals_omitted,
        }
    }
}

fn same_as(entity: &crate::gazetteer::Entity<'_>) -> Vec<String> {
    entity.same_as().take(CANDIDATES).map(shown::name).collect()
}

/// Text without names: hidden characters are pieces of their own.
fn plain(text: &[u8], segments: &mut Vec<Segment>) {
    let text = String::from_utf8_lossy(text);
    for part in text.split_inclusive(shown::is_hidden) {
        let hidden = part.chars().next_back().filter(|c| shown::is_hidden(*c));
        let before = &part[..part.len() - hidden.map_or(0, char::len_utf8)];
        if !before.is_empty() {
            segments.push(Segment {
                text: Some(before.to_owned()),
                ..Segment::default()
            });
        }
        segments.extend(hidden.map(|c| Segment {
            control: Some(shown::code(c)),
            ..Segment::default()
        }));
    }
}
