//! Templates with markup: a link, an element around each name.

use std::str::FromStr;

use super::content::{Content, Part, Tag, TagKind};
use super::escape::{Context, escape};
use super::{Options, html};
use crate::Span;
use crate::error::{Error, Result};
use crate::matcher::{Annotation, Mention};
use crate::rewrite::{Edit, Field, Rewriter, Template};

/// Markup to write around names: a [`Template`] whose text is markup.
///
/// `{surface}` or `{canonical}` between tags is the name as it stands in the
/// document, tags within it included; in an attribute, as `{id}` and `{type}`
/// everywhere, it is plain text, escaped. Tags must be closed.
///
/// A name that a tag begins or ends in is written by it only if the tags directly
/// before and behind can be taken in. What would be a link in a link, or stands
/// in a template already, is written as without a template.
///
/// ```
/// use exonym::markup::{Content, MarkupTemplate, Options};
/// use exonym::{GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q43", "Türkiye")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
///
/// let template: MarkupTemplate = "<a href=\"https://example.org/{id}\">{surface}</a>".parse()?;
/// let page = "<p>In <b>Türkiye</b>".as_bytes();
/// let content = Content::html(page, &Options::new().tags(true))?;
/// let rewriting = content.mark_up(page, &Rewriter::new(&matcher), &template, "en", &mut Scratch::default());
/// assert_eq!(rewriting.text, "<p>In <b><a href=\"https://example.org/Q43\">Türkiye</a></b>".as_bytes());
///
/// assert!("<a href=\"{id}\">{surface}".parse::<MarkupTemplate>().is_err());
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct MarkupTemplate {
    /// What is written before the name, and behind it.
    before: Vec<Bit>,
    behind: Vec<Bit>,
    /// The name is the canonical one.
    canonical: bool,
    link: bool,
}

/// A bit of a template.
#[derive(Clone, Debug)]
enum Bit {
    Markup(String),
    /// A field, and the quotes it stands in; none between tags.
    Field(Field, Option<Context>),
}

impl FromStr for MarkupTemplate {
    type Err = Error;

    fn from_str(source: &str) -> Result<MarkupTemplate> {
        let bad = |problem: &str| Error::config(format!("template `{source}`: {problem}"));
        let template: Template = source.parse()?;
        let mut place = Place::Text;
        let (mut before, mut behind, mut name) = (Vec::new(), Vec::new(), None);
        for part in template.parts() {
            let bits = if name.is_none() {
                &mut before
            } else {
                &mut behind
            };
            match part {
                Ok(text) => {
                    place = place.after(text);
                    bits.push(Bit::Markup(text.to_owned()));
                }
                Err(field) => match place {
                    Place::Tag => return Err(bad("put a field of a tag in quotes")),
                    Place::Text if name.is_none() && field.is_name() => {
                        name = Some(field == Field::Canonical);
                    }
                    Place::Text => bits.push(Bit::Field(field, None)),
                    Place::Quotes(quotes) => bits.push(Bit::Field(field, Some(quotes))),
                },
            }
        }
        let Some(canonical) = name else {
            return Err(bad("{canonical} or {surface} must stand between the tags"));
        };
        let template = MarkupTemplate {
            before,
            behind,
            canonical,
            link: false,
        };
        let tags = template.tags()?;
        match unbalanced(&tags) {
            (0, unclosed) if unclosed.is_empty() => Ok(MarkupTemplate {
                link: tags.iter().any(|tag| tag.link),
                ..template
            }),
            _ => Err(bad("close each tag, in turn")),
        }
    }
}

impl MarkupTemplate {
    /// The edits of `source` that write all mentions by the template. `edits` are those
    /// of the text, as they are without it.
    pub(super) fn edits(
        &self,
        content: &Content,
        source: &[u8],
        rewriter: &Rewriter<'_>,
        edits: &[Edit],
        annotation: &Annotation<'_>,
    ) -> Vec<Edit> {
        let quotations = rewriter.left_quotations(&content.text);
        let quoted = |span: &Span| {
            let before = quotations.partition_point(|quotation| quotation.end < span.end);
            let quotation = quotations.get(before);
            quotation.is_some_and(|quotation| quotation.start <= span.start)
        };
        let (mut out, mut done) = (Vec::new(), 0);
        for mention in &annotation.mentions {
            if mention.span.start < done || quoted(&mention.span) {
                continue;
            }
            done = mention.span.end;
            let edit = edits.binary_search_by_key(&mention.span.start, |edit| edit.span.start);
            let edit = edit.ok().map(|at| &edits[at]).filter(|_| self.canonical);
            if self
                .write(content, source, mention, edit, &mut out)
                .is_none()
                && let Some(edit) = edit
            {
                let _ = content.lower(edit, &mut out);
            }
        }
        out.sort_by_key(|edit: &Edit| edit.span.start);
        out
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
        let parts = content.parts(&mention.span)?;
        let context = parts.first()?.context;
        let is_open = |part: &Part| matches!(part.context, Context::Text | Context::Markdown);
        if !parts.iter().all(is_open) || (self.link && parts.iter().any(|part| part.linked)) {
            return None;
        }
        let (start, end) = (parts.first()?.start, parts.last()?.end);
        let (start, end) = self.balanced(content, start, end, parts.len())?;
        let surface = std::str::from_utf8(&content.text[mention.span.clone()]).ok()?;
        let canonical = edit.map_or(surface, |edit| &edit.replacement);
        let filled = |bits: &[Bit]| {
            let mut text = String::new();
            for bit in bits {
                match bit {
                    Bit::Markup(markup) => text.push_str(markup),
                    Bit::Field(field, quotes) => {
                        let value = field.value(mention, surface, canonical);
                        text.push_str(&escape(value, quotes.unwrap_or(context), content.encoding)?);
                    }
                }
            }
            Some(text)
        };
        if self.stands_around(&source[..start], &source[end..], mention) {
            return None;
        }
        let (before, behind) = (filled(&self.before)?, filled(&self.behind)?);
        let mut inner = Vec::new();
        if let Some(edit) = edit {
            content.lower(edit, &mut inner)?;
        }
        let insert = |at: usize, text: String| Edit {
            span: at..at,
            replacement: text,
        };
        match inner.as_mut_slice() {
            [only] if only.span == (start..end) => {
                only.replacement = before + &only.replacement + &behind;
                out.append(&mut inner);
            }
            _ => {
                out.push(insert(start, before));
                out.append(&mut inner);
                out.push(insert(end, behind));
            }
        }
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
        let first = content
            .tags
            .partition_point(|tag| (tag.start as usize) < start);
        let last = content
            .tags
            .partition_point(|tag| (tag.start as usize) < end);
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
        let from = content
            .tags
            .partition_point(|tag| (tag.start as usize) < start);
        let to = content
            .tags
            .partition_point(|tag| (tag.start as usize) < end);
        let (closed, unclosed) = unbalanced(&content.tags[from..to]);
        (closed == 0 && unclosed.is_empty()).then_some((start, end))
    }

    /// Whether a mention stands in this template already, whatever its surface form was then.
    fn stands_around(&self, before: &[u8], behind: &[u8], mention: &Mention<'_>) -> bool {
        let telling = |bits: &[Bit]| bits.iter().any(|bit| matches!(bit, Bit::Markup(_)));
        if !telling(&self.before) && !telling(&self.behind) {
            return false;
        }
        let mut rest = before;
        for (n, bit) in self.before.iter().enumerate().rev() {
            let Some(shorter) = step(
                rest,
                bit,
                n.checked_sub(1).map(|n| &self.before[n]),
                mention,
                true,
            ) else {
                return false;
            };
            rest = shorter;
        }
        let mut rest = behind;
        for (n, bit) in self.behind.iter().enumerate() {
            let Some(shorter) = step(rest, bit, self.behind.get(n + 1), mention, false) else {
                return false;
            };
            rest = shorter;
        }
        true
    }

    /// The tags of the template.
    fn tags(&self) -> Result<Vec<Tag>> {
        let mut filled = String::new();
        for bit in self.before.iter().chain(&self.behind) {
            filled.push_str(match bit {
                Bit::Markup(markup) => markup,
                Bit::Field(..) => "x",
            });
        }
        Ok(html::read(filled.as_bytes(), &Options::new().tags(true)).tags)
    }
}

/// What is left of `text` once a bit of a template is taken off its end, or its
/// head; `None` if it does not stand there. A name may be any text without tags,
/// up to the `next` bit.
fn step<'t>(
    text: &'t [u8],
    bit: &Bit,
    next: Option<&Bit>,
    mention: &Mention<'_>,
    from_end: bool,
) -> Option<&'t [u8]> {
    const LONGEST: usize = 1024;
    let strip = |what: &str| match from_end {
        true => text.strip_suffix(what.as_bytes()),
        false => text.strip_prefix(what.as_bytes()),
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
            let length = match from_end {
                true => {
                    let window = &text[text.len().saturating_sub(LONGEST)..];
                    window.len() - memchr::memmem::rfind(window, next.as_bytes())? - next.len()
                }
                false => memchr::memmem::find(&text[..text.len().min(LONGEST)], next.as_bytes())?,
            };
            let (name, rest) = match from_end {
                true => (&text[text.len() - length..], &text[..text.len() - length]),
                false => text.split_at(length),
            };
            (!name.contains(&b'<') && !name.contains(&b'>')).then_some(rest)
        }
    }
}

/// How many end tags close nothing here, and the names of the elements that are not closed.
fn unbalanced(tags: &[Tag]) -> (usize, Vec<u32>) {
    let (mut closed, mut open) = (0, Vec::new());
    for tag in tags {
        match tag.kind {
            TagKind::Start => open.push(tag.name),
            TagKind::End if open.last() == Some(&tag.name) => drop(open.pop()),
            TagKind::End => closed += 1,
            TagKind::Alone => {}
        }
    }
    (closed, open)
}

/// Where in markup one is.
#[derive(Clone, Copy)]
enum Place {
    Text,
    Tag,
    Quotes(Context),
}

impl Place {
    fn after(self, markup: &str) -> Place {
        markup.chars().fold(self, |place, c| match (place, c) {
            (Place::Text, '<') => Place::Tag,
            (Place::Tag, '>') => Place::Text,
            (Place::Tag, '"') => Place::Quotes(Context::DoubleQuoted),
            (Place::Tag, '\'') => Place::Quotes(Context::SingleQuoted),
            (Place::Quotes(Context::DoubleQuoted), '"') => Place::Tag,
            (Place::Quotes(Context::SingleQuoted), '\'') => Place::Tag,
            (place, _) => place,
        })
    }
}
