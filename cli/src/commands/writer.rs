//! What `exonym normalize` makes of a document.

use std::sync::atomic::Ordering;

use anyhow::{Result, anyhow};
use exonym::markup::MarkupTemplate;
use exonym::rewrite::{Edit, GivenUp, Obstacle, Rewriting};
use exonym::{Rewriter, Scratch, Span};

use super::in_place;
use super::pipeline::Done;
use super::unified::{self, Diff, Look};
use crate::input::{Chunk, Document, Field, Opened, Options};
use crate::lines::LineCounter;
use crate::terminal;
use crate::words::counted;

/// What is wanted of each document.
pub struct Wanted<'a> {
    /// The language of texts that say none.
    pub lang: &'a str,
    /// Mark mentions up instead of writing their names.
    pub template: Option<&'a MarkupTemplate>,
    /// Tell of the names that are not linked.
    pub abstentions: bool,
    /// Name the documents that would change.
    pub check: bool,
    pub in_place: bool,
    /// The output goes into a file.
    pub into_file: bool,
    /// There may be several files, so that a line or row is named with its own.
    pub names_files: bool,
}

/// What writes documents anew.
#[derive(Clone)]
pub struct Writer<'a, 'm> {
    pub wanted: &'a Wanted<'a>,
    pub options: &'a Options,
    pub rewriter: Rewriter<'m>,
    pub look: Look,
    /// Whether files are written in place.
    pub writes: bool,
}

impl Writer<'_, '_> {
    /// Rewrites a document. A line or row that cannot be read is passed on as it is.
    pub fn work(&self, document: &Document, scratch: &mut Scratch) -> Result<Done> {
        self.done(document, scratch, Self::write, Self::unchanged)
    }

    /// Shows what would change in a document.
    pub fn compare(
        &self,
        document: &Document,
        scratch: &mut Scratch,
    ) -> Result<Done<Option<Diff>>> {
        self.done(document, scratch, Self::diff, |_, _| None)
    }

    /// What `write` makes of the edits of a document, or of one that stays as it is `unchanged`.
    fn done<T>(
        &self,
        document: &Document,
        scratch: &mut Scratch,
        write: impl Fn(&Self, &Document, &Opened<'_>, &[Edit]) -> Result<T>,
        unchanged: impl Fn(&Self, &Document) -> T,
    ) -> Result<Done<T>> {
        match self.rewrite(document, scratch, write) {
            Err(error) if document.is_part() => Ok(Done {
                output: unchanged(self, document),
                mentions: 0,
                edits: 0,
                doubts: Vec::new(),
                remarks: String::new(),
                failed: Some(error),
            }),
            done => done,
        }
    }

    fn rewrite<T>(
        &self,
        document: &Document,
        scratch: &mut Scratch,
        write: impl Fn(&Self, &Document, &Opened<'_>, &[Edit]) -> Result<T>,
    ) -> Result<Done<T>> {
        let opened = document.open(self.options, self.wanted.lang)?;
        let (mut edits, mut mentions) = (Vec::new(), 0);
        let mut remarks = String::new();
        let mut names = 0;
        for field in &opened.fields {
            let rewriting = self.rewrite_field(field, &opened, scratch)?;
            mentions += rewriting.annotation.mentions.len();
            names += written(field, &rewriting);
            remarks += &self.remarks(document, field, &opened, &rewriting);
            edits.extend(field.edits(&opened.decoded, rewriting.edits));
        }
        edits.sort_by_key(|edit| edit.span.start);
        Ok(Done {
            output: write(self, document, &opened, &edits)?,
            mentions,
            edits: names,
            doubts: document.doubts(&opened),
            remarks,
            failed: None,
        })
    }

    fn rewrite_field<'m>(
        &'m self,
        field: &Field,
        opened: &Opened<'_>,
        scratch: &mut Scratch,
    ) -> Result<Rewriting<'m>> {
        let value = field.value(&opened.decoded);
        let Some(content) = &field.content else {
            if self.wanted.template.is_some() {
                return Err(anyhow!(
                    "{}: text has no markup; write mentions with --template, or say with --input-format what it is",
                    opened.name()
                ));
            }
            let document = exonym::Document::new(value).lang(&field.lang);
            let encoding = opened.decoded.encoding();
            return Ok(match field.writes_all() {
                true => self.rewriter.rewrite(&document, scratch),
                false => self
                    .rewriter
                    .clone()
                    .writable_in(encoding)
                    .rewrite(&document, scratch),
            });
        };
        Ok(match self.wanted.template {
            None => content.rewrite(value, &self.rewriter, &field.lang, scratch),
            Some(template) => {
                content.mark_up(value, &self.rewriter, template, &field.lang, scratch)
            }
        })
    }

    /// What is to be said of a text, a line each: the names that its encoding cannot write and, if that is asked for,
    /// those that are found and not linked, or linked and left for another reason.
    fn remarks(
        &self,
        document: &Document,
        field: &Field,
        opened: &Opened<'_>,
        rewriting: &Rewriting<'_>,
    ) -> String {
        let decoded = &opened.decoded;
        let mut remarks: Vec<(&Span, String)> = Vec::new();
        if !self.wanted.abstentions {
            remarks.extend(nothing_settles(rewriting));
        }
        for GivenUp { edit, obstacle, .. } in &rewriting.given_up {
            let new = &edit.replacement;
            let why = match obstacle {
                Obstacle::Encoding => format!("{} cannot write `{new}`", decoded.encoding().name()),
                _ if !self.wanted.abstentions => continue,
                Obstacle::Grammar => format!("the words around would have to change for `{new}`"),
                Obstacle::Markup => format!("its markup has no place for `{new}`"),
                Obstacle::Inflected => {
                    format!(
                        "it is inflected, and that cannot be carried over to `{new}`; --inflected base writes that"
                    )
                }
                Obstacle::Language => {
                    format!(
                        "the language of the text is not known, and so not whether `{new}` is right; say it with --lang"
                    )
                }
                _ => format!("with `{new}` there a second run would change more of the text"),
            };
            remarks.push((&edit.span, format!("is left as it is: {why}")));
        }
        let abstentions = &rewriting.annotation.abstentions;
        for abstention in abstentions.iter().filter(|_| self.wanted.abstentions) {
            let reason = abstention.reason.as_str();
            remarks.push((&abstention.span, format!("is not linked: {reason}")));
        }
        remarks.sort_by_key(|(span, _)| field.in_value(span).start);
        let text = field.text(decoded);
        let mut lines = LineCounter::new(field.value(decoded), document.start());
        let line = |(span, remark): (&Span, String)| {
            let place = match field.name {
                // The line or row is the place, whatever its text is called.
                Some(_) => document.place(),
                None => {
                    let (line, column) = lines.at(field.in_value(span).start);
                    format!("{}:{line}:{column}", document.name)
                }
            };
            let surface = String::from_utf8_lossy(&text[span.clone()]);
            let line = format!("{place}: `{surface}` {remark}");
            format!("{}\n", terminal::safe(&line))
        };
        remarks.into_iter().map(line).collect()
    }

    /// What one document gives to standard output, once its file is written if that is asked for.
    fn write(&self, document: &Document, opened: &Opened<'_>, edits: &[Edit]) -> Result<Vec<u8>> {
        if edits.is_empty() {
            return Ok(self.unchanged(document));
        }
        if self.wanted.check {
            let named = |chunk: &Chunk| chunk.named.swap(true, Ordering::Relaxed);
            if document.chunk.as_ref().is_some_and(named) {
                return Ok(Vec::new());
            }
            let name = match self.wanted.names_files && opened.name() != document.name {
                true => format!("{}:{}", document.name, opened.name()),
                false => opened.name(),
            };
            return Ok(format!("{}\n", terminal::safe(&name)).into_bytes());
        }
        let bytes = opened.decoded.apply(edits);
        if self.wanted.in_place && !document.is_part() {
            if self.writes {
                in_place::replace(document, self.options.backup.as_deref(), &bytes)?;
            }
            return Ok(Vec::new());
        }
        Ok(self.written(document, bytes))
    }

    /// What would change in a document, line by line; nothing if nothing would.
    fn diff(
        &self,
        document: &Document,
        opened: &Opened<'_>,
        edits: &[Edit],
    ) -> Result<Option<Diff>> {
        let text = opened.decoded.text();
        let (name, line) = (&document.name, document.line);
        let diff = |text, edits: &[Edit]| unified::diff(name, line, text, edits, self.look);
        // A byte order mark is of the first line, where `patch` looks for it.
        let mark = document.bytes.strip_suffix(text).map_or(0, <[u8]>::len);
        if mark == 0 || self.look.safe {
            return Ok(Some(diff(text, edits)));
        }
        let moved = |edit: &Edit| Edit {
            span: edit.span.start + mark..edit.span.end + mark,
            replacement: edit.replacement.clone(),
        };
        let edits: Vec<Edit> = edits.iter().map(moved).collect();
        Ok(Some(diff(&document.bytes, &edits)))
    }

    /// What a document gives to standard output if nothing in it changes.
    fn unchanged(&self, document: &Document) -> Vec<u8> {
        let in_place = self.wanted.in_place && !document.is_part();
        match self.wanted.check || in_place {
            true => Vec::new(),
            false => self.written(document, document.bytes.clone()),
        }
    }

    /// What becomes of bytes of a document: data for a file, something to read for a terminal.
    fn written(&self, document: &Document, bytes: Vec<u8>) -> Vec<u8> {
        let bytes = document.written(bytes);
        match self.look.safe && !self.wanted.into_file && !self.wanted.in_place {
            true => terminal::safe(&String::from_utf8_lossy(&bytes))
                .into_owned()
                .into_bytes(),
            false => bytes,
        }
    }
}

/// What is said, even if nobody asks, of a text in which no name is written since a second run would change more.
fn nothing_settles<'r>(rewriting: &'r Rewriting<'_>) -> Option<(&'r Span, String)> {
    if !rewriting.edits.is_empty() {
        return None;
    }
    let given_up = rewriting.given_up.iter();
    let mut unsettled = given_up.filter(|kept| kept.obstacle == Obstacle::Neighbours);
    let first = unsettled.next()?;
    let others = match unsettled.count() {
        0 => "is left as it is".to_owned(),
        more => format!("and {} are left as they are", counted(more, "other name")),
    };
    let why = "written otherwise, a second run would change more of the text";
    Some((
        &first.edit.span,
        format!("{others}: {why} (--abstain report tells more)"),
    ))
}

/// How many names are written otherwise than they stood; across tags a name takes several edits, and markup is put
/// before and behind it.
fn written(field: &Field, rewriting: &Rewriting<'_>) -> usize {
    let edits = &rewriting.edits;
    let is_written = |mention: &&exonym::Mention<'_>| {
        let span = field.in_value(&mention.span);
        let first = edits.partition_point(|edit| edit.span.end < span.start);
        let near = edits[first..].iter().map(|edit| &edit.span);
        let mut near = near.take_while(|edit| edit.start <= span.end);
        near.any(|edit| edit.is_empty() || (edit.start < span.end && span.start < edit.end))
    };
    let mentions = rewriting.annotation.mentions.iter();
    mentions.filter(is_written).count()
}
