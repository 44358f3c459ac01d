//! Writing names by a template.

use super::{Bit, MarkupTemplate, unbalanced};
use crate::Span;
use crate::markup::content::{Content, Part, TagKind};
use crate::markup::escape::{Context, escape};
use crate::matcher::Mention;
use crate::rewrite::{Edit, Rewriter, Rewriting, is_within};

impl MarkupTemplate {
    /// The edits of `source` that write all mentions by the template, and those of the text, which is rewritten
    /// without it, that cannot be made.
    pub(in crate::markup) fn edits(
        &self,
        content: &Content,
        source: &[u8],
        rewriter: &Rewriter<'_>,
        rewriting: &Rewriting<'_>,
    ) -> (Vec<Edit>, Vec<Edit>) {
        let quotations = rewriter.left_quotations(&content.text);
        let edits = &rewriting.edits;
        let (mut out, mut failed, mut done) = (Vec::new(), Vec::new(), 0);
        for mention in &rewriting.annotation.mentions {
            if mention.span.start < done || is_within(&mention.span, &quotations) {
                continue;
            }
            done = mention.span.end;
            let edit = edits.binary_search_by_key(&mention.span.start, |edit| edit.span.start);
            let edit = edit.ok().map(|at| &edits[at]);
            let written = self.write(content, source, mention, edit, &mut out);
            if let (None, Some(edit)) = (written, edit.filter(|_| self.canonical))
                && content.lower(edit, &mut out).is_none()
            {
                failed.push(edit.clone());
            }
        }
        out.sort_by_key(|edit: &Edit| edit.span.start);
        (out, failed)
    }

    /// Adds the edits for one mention; `None`, and nothing, if it cannot be written so or is already.
    fn write(
        &self,
        content: &Content,
        source: &[u8],
        mention: &Mention<'_>,
        edit: Option<&Edit>,
        out: &mut Vec<Edit>,
    ) -> Option<()> {
        let mut inner = Vec::new();
        if let Some(edit) = edit.filter(|_| self.canonical) {
            content.lower(edit, &mut inner)?;
        }
        // What counts is where the name will stand.
        let mut parts = content.parts(&mention.span)?;
        parts.retain(|part| !inner.iter().any(|edit| takes_away(edit, part)));
        let context = parts.first()?.context;
        let is_open = |part: &Part| matches!(part.context, Context::Text | Context::Markdown);
        if !parts.iter().all(is_open) || (self.link && parts.iter().any(|part| part.linked)) {
            return None;
        }
        let (start, end) = (parts.first()?.start, parts.last()?.end);
        let (start, end) = self.balanced(content, start, end, parts.len())?;
        if self.is_written(content, source, (start, end), mention) {
            return None;
        }
        let surface = std::str::from_utf8(&content.text[mention.span.clone()]).ok()?;
        let canonical = edit.map_or(surface, |edit| &edit.replacement);
        let filled = |bits: &[Bit]| {
            let texts = bits.iter().map(|bit| match bit {
                Bit::Markup(markup) => Some(markup.clone()),
                Bit::Field(field, quotes) => {
                    let value = field.value(mention, surface, canonical);
                    escape(value, quotes.unwrap_or(context), content.encoding)
                }
            });
            texts.collect::<Option<String>>()
        };
        enclose(
            &mut inner,
            start..end,
            filled(&self.before)?,
            filled(&self.behind)?,
        );
        out.append(&mut inner);
        Some(())
    }

    /// Where the tags in a stretch of the source are closed, if that is no farther than the tags beside it.
    fn balanced(
        &self,
        content: &Content,
        mut start: usize,
        mut end: usize,
        parts: usize,
    ) -> Option<(usize, usize)> {
        if parts == 1 {
            return Some((start, end));
        }
        let tags_before = |place: usize| {
            let tags = &content.tags;
            tags.partition_point(|tag| (tag.start as usize) < place)
        };
        let (first, last) = (tags_before(start), tags_before(end));
        let (inside, behind) = (&content.tags[first..last], &content.tags[last..]);
        // In Markdown what stands between is no tag; nothing is put around that.
        if inside.is_empty() || (self.link && inside.iter().any(|tag| tag.link)) {
            return None;
        }
        let (closed, unclosed) = unbalanced(inside);
        let mut before = content.tags[..first].iter().rev();
        let ends = inside.iter().filter(|tag| tag.kind == TagKind::End);
        for _ in ends.take(closed) {
            let tag = before.next()?;
            if tag.end as usize != start || tag.kind != TagKind::Start || self.link && tag.link {
                return None;
            }
            start = tag.start as usize;
        }
        let mut behind = behind.iter();
        for name in unclosed.iter().rev() {
            let tag = behind.next()?;
            if tag.start as usize != end || tag.kind != TagKind::End || tag.name != *name {
                return None;
            }
            end = tag.end as usize;
        }
        // Only so is it sure that the tags taken in belong together.
        let (closed, unclosed) = unbalanced(&content.tags[tags_before(start)..tags_before(end)]);
        (closed == 0 && unclosed.is_empty()).then_some((start, end))
    }

    /// Whether a mention stands in this template already, whatever its surface form
    /// was then: directly, or with only tags between.
    fn is_written(
        &self,
        content: &Content,
        source: &[u8],
        (start, end): (usize, usize),
        mention: &Mention<'_>,
    ) -> bool {
        const FARTHEST: usize = 16;
        let telling = |bits: &[Bit]| bits.iter().any(|bit| matches!(bit, Bit::Markup(_)));
        if !telling(&self.before) && !telling(&self.behind) {
            return false;
        }
        let first = content
            .tags
            .partition_point(|tag| (tag.start as usize) < start);
        let mut at = start;
        let adjoining = content.tags[..first].iter().rev().take(FARTHEST);
        let mut starts = std::iter::once(start).chain(adjoining.map_while(|tag| {
            (tag.end as usize == at).then(|| std::mem::replace(&mut at, tag.start as usize))?;
            Some(at)
        }));
        let last = content
            .tags
            .partition_point(|tag| (tag.start as usize) < end);
        let mut at = end;
        let adjoining = content.tags[last..].iter().take(FARTHEST);
        let mut ends = std::iter::once(end).chain(adjoining.map_while(|tag| {
            (tag.start as usize == at).then(|| std::mem::replace(&mut at, tag.end as usize))?;
            Some(at)
        }));
        starts.any(|at| self.stands_before(&source[..at], mention))
            && ends.any(|at| self.stands_behind(&source[at..], mention))
    }

    fn stands_before(&self, mut text: &[u8], mention: &Mention<'_>) -> bool {
        for (n, bit) in self.before.iter().enumerate().rev() {
            let next = n.checked_sub(1).map(|n| &self.before[n]);
            match step(text, Side::End, bit, next, mention) {
                Some(shorter) => text = shorter,
                None => return false,
            }
        }
        true
    }

    fn stands_behind(&self, mut text: &[u8], mention: &Mention<'_>) -> bool {
        for (n, bit) in self.behind.iter().enumerate() {
            match step(text, Side::Front, bit, self.behind.get(n + 1), mention) {
                Some(shorter) => text = shorter,
                None => return false,
            }
        }
        true
    }
}

/// Adds to the edits within a stretch what is written before and behind it.
fn enclose(inner: &mut Vec<Edit>, stretch: Span, before: String, behind: String) {
    match inner.iter_mut().find(|edit| edit.span == stretch) {
        Some(whole) => whole.replacement = before + &whole.replacement + &behind,
        None => {
            // Stable, and so before and behind the edits at the same place.
            inner.insert(0, insertion(stretch.start, before));
            inner.push(insertion(stretch.end, behind));
            inner.sort_by_key(|edit| edit.span.start);
        }
    }
}

fn insertion(at: usize, text: String) -> Edit {
    Edit {
        span: at..at,
        replacement: text,
    }
}

/// Whether nothing is left of a part.
fn takes_away(edit: &Edit, part: &Part) -> bool {
    edit.replacement.is_empty() && edit.span.start <= part.start && part.end <= edit.span.end
}

/// Where a text is taken away from.
#[derive(Clone, Copy)]
enum Side {
    Front,
    End,
}

/// What is left of `text` once a bit of a template is taken off one side; `None` if it does not stand there. A
/// name may be any text without tags, up to the `next` bit.
fn step<'t>(
    text: &'t [u8],
    side: Side,
    bit: &Bit,
    next: Option<&Bit>,
    mention: &Mention<'_>,
) -> Option<&'t [u8]> {
    const LONGEST: usize = 1024;
    let strip = |what: &str| match side {
        Side::End => text.strip_suffix(what.as_bytes()),
        Side::Front => text.strip_prefix(what.as_bytes()),
    };
    match bit {
        Bit::Markup(markup) => strip(markup),
        Bit::Field(field, quotes) if !field.is_name() => {
            let value = field.value(mention, "", "");
            strip(&escape(
                value,
                quotes.unwrap_or(Context::Text),
                encoding_rs::UTF_8,
            )?)
        }
        Bit::Field(..) => {
            let Some(Bit::Markup(next)) = next else {
                return Some(text);
            };
            let length = match side {
                Side::End => {
                    let window = &text[text.len().saturating_sub(LONGEST)..];
                    window.len() - memchr::memmem::rfind(window, next.as_bytes())? - next.len()
                }
                Side::Front => {
                    memchr::memmem::find(&text[..text.len().min(LONGEST)], next.as_bytes())?
                }
            };
            let (name, rest) = match side {
                Side::End => (&text[text.len() - length..], &text[..text.len() - length]),
                Side::Front => text.split_at(length),
            };
            (!name.contains(&b'<') && !name.contains(&b'>')).then_some(rest)
        }
    }
}
