//! Putting the text of a document together.

use encoding_rs::Encoding;
use memchr::{memchr, memchr2};

use super::content::{Content, Piece, Tag};
use super::elements::{Display, Element};
use super::escape::Context;
use crate::Span;
use crate::text::{language_tag, stated_language};

/// What parts the text that comes from the text before; the later, the more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    #[default]
    None,
    Line,
    Apart,
    Paragraph,
}

/// The text so far.
///
/// White space with several line breaks means no more than one, and white space
/// at the head of a paragraph nothing: a blank line parts paragraphs in the text,
/// but not in the source.
pub(super) struct Builder<'s> {
    source: &'s [u8],
    content: Content,
    /// The language of what comes; see `Content::langs`.
    pub(super) lang: u16,
    /// What comes stands in a link.
    pub(super) linked: bool,
    gap: Gap,
    /// The text ends in white space with a line break in it.
    line_ended: bool,
    white: bool,
}

/// Stands where something that is no text does: a picture, code.
const OBJECT: &str = "\u{FFFC}";

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s [u8], encoding: &'static Encoding) -> Builder<'s> {
        Builder {
            source,
            content: Content {
                text: Vec::new(),
                pieces: Vec::new(),
                sections: vec![(0, 0)],
                langs: vec![String::new()],
                tags: Vec::new(),
                encoding,
            },
            lang: 0,
            linked: false,
            gap: Gap::None,
            line_ended: true,
            white: true,
        }
    }

    /// The number of a language that the document names.
    ///
    /// Nobody mixes so many languages, nor are tags so long; what is over counts as not said.
    pub(super) fn lang_number(&mut self, tag: &str) -> u16 {
        const MOST: usize = 64;
        const LONGEST: usize = 35;
        if tag.len() > LONGEST {
            return 0;
        }
        let tag = stated_language(tag.trim()).unwrap_or_else(|_| language_tag(tag.trim()));
        let langs = &mut self.content.langs;
        if let Some(known) = langs.iter().position(|known| is_within(known, &tag)) {
            return known as u16;
        }
        if langs.len() == MOST {
            return 0;
        }
        langs.push(tag);
        langs.len() as u16 - 1
    }

    pub(super) fn tag(&mut self, tag: Tag) {
        self.content.tags.push(tag);
    }

    /// Parts what comes from what there is.
    pub(super) fn part(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Parts the text where a tag of an element stands.
    pub(super) fn part_at(&mut self, element: &Element) {
        self.part(match element.display {
            Display::Inline => Gap::None,
            Display::Line => Gap::Line,
            Display::Apart => Gap::Apart,
            Display::Block => Gap::Paragraph,
        });
    }

    /// Adds a stretch of the source as it stands.
    pub(super) fn literal(&mut self, mut from: usize, end: usize, context: Context) {
        if self.gap == Gap::Paragraph || self.content.text.is_empty() {
            from += leading_white(&self.source[from..end]);
        } else if self.line_ended && self.gap < Gap::Apart {
            let white = leading_white(&self.source[from..end]);
            if memchr2(b'\n', b'\r', &self.source[from..from + white]).is_some() {
                from += white;
            }
        }
        let mut at = from;
        while let Some(found) = memchr(b'\n', &self.source[at..end]) {
            let line_end = at + found + 1;
            let white = leading_white(&self.source[line_end..end]);
            at = line_end + white;
            if self.source[line_end..at].contains(&b'\n') {
                self.push(from, line_end, context);
                from = at;
            }
        }
        self.push(from, end, context);
    }

    fn push(&mut self, from: usize, end: usize, context: Context) {
        if from == end {
            return;
        }
        self.flush();
        let bytes = &self.source[from..end];
        let text = self.content.text.len();
        let joins = |last: &Piece| {
            last.literal
                && last.context == context
                && last.linked == self.linked
                && (last.source + last.source_len) as usize == from
                && (last.text + last.text_len) as usize == text
        };
        match self.content.pieces.last_mut() {
            Some(last) if joins(last) => {
                last.text_len += bytes.len() as u32;
                last.source_len += bytes.len() as u32;
            }
            _ => self.piece(text..text + bytes.len(), from..end, context, true),
        }
        self.content.text.extend_from_slice(bytes);
        let trailing = bytes.len() - bytes.trim_ascii_end().len();
        let line_break = bytes[bytes.len() - trailing..].contains(&b'\n');
        self.white = trailing > 0;
        self.line_ended = line_break || (trailing == bytes.len() && self.line_ended);
    }

    /// Adds what a stretch of the source stands for: a reference, an escape.
    pub(super) fn decoded(&mut self, text: &[u8], from: usize, end: usize, context: Context) {
        if text.is_empty() || end <= from {
            return;
        }
        self.flush();
        let at = self.content.text.len();
        self.piece(at..at + text.len(), from..end, context, false);
        self.content.text.extend_from_slice(text);
        (self.white, self.line_ended) = (false, false);
    }

    fn piece(&mut self, text: Span, source: Span, context: Context, literal: bool) {
        self.content.pieces.push(Piece {
            text: text.start as u32,
            text_len: text.len() as u32,
            source: source.start as u32,
            source_len: source.len() as u32,
            context,
            literal,
            linked: self.linked,
        });
    }

    /// Writes what parts the text that comes, and notes its language.
    fn flush(&mut self) {
        let text = &mut self.content.text;
        match std::mem::take(&mut self.gap) {
            _ if text.is_empty() => {}
            Gap::None => {}
            Gap::Line if self.white => {}
            Gap::Line => text.push(b'\n'),
            Gap::Apart => text.extend_from_slice(OBJECT.as_bytes()),
            Gap::Paragraph => text.extend_from_slice(b"\n\n"),
        }
        let start = text.len() as u32;
        match self.content.sections.last_mut() {
            Some((_, lang)) if *lang == self.lang => {}
            Some((at, lang)) if *at == start => *lang = self.lang,
            _ => self.content.sections.push((start, self.lang)),
        }
    }

    /// The text, with `asides` as paragraphs of their own at the end.
    pub(super) fn finish(mut self, asides: Option<Builder<'_>>) -> Content {
        let Some(asides) = asides.filter(|asides| !asides.content.text.is_empty()) else {
            return self.content;
        };
        self.part(Gap::Paragraph);
        let (text, from) = (&mut self.content.text, asides.content.text);
        if !text.is_empty() {
            text.extend_from_slice(b"\n\n");
        }
        let shift = text.len() as u32;
        text.extend_from_slice(&from);
        let pieces = asides.content.pieces.into_iter();
        self.content.pieces.extend(pieces.map(|piece| Piece {
            text: piece.text + shift,
            ..piece
        }));
        let sections = asides.content.sections.into_iter();
        self.content
            .sections
            .extend(sections.map(|(start, lang)| (start + shift, lang)));
        self.content
    }
}

fn leading_white(bytes: &[u8]) -> usize {
    bytes.len() - bytes.trim_ascii_start().len()
}

/// Whether tags are the same or one says no more than the other: `en` and `en-GB`.
fn is_within(one: &str, other: &str) -> bool {
    let (short, long) = match one.len() < other.len() {
        true => (one, other),
        false => (other, one),
    };
    let more = long.strip_prefix(short);
    more.is_some_and(|more| more.is_empty() || (more.starts_with('-') && !short.is_empty()))
}
