//! The text of a document, and where each of its characters stands.

use encoding_rs::Encoding;

use super::escape::{Context, escape};
use crate::Span;
use crate::rewrite::Edit;

/// The text of a document with markup, as a reader sees it, aligned with the
/// bytes it was read from.
///
/// References are decoded and tags left out, so that a name across inline tags
/// stands in one piece; paragraphs are parted by a blank line. Text that is not
/// to be touched, such as code, is left out.
#[derive(Clone, Debug)]
pub struct Content {
    pub(super) text: Vec<u8>,
    /// What the text is made of, in its order; between them stands what parts paragraphs.
    pub(super) pieces: Vec<Piece>,
    /// Where another language begins, and which.
    pub(super) sections: Vec<(u32, u16)>,
    /// The languages that the document names; the first is none.
    pub(super) langs: Vec<String>,
    /// The tags, in order, if they were asked for.
    pub(super) tags: Vec<Tag>,
    pub(super) encoding: &'static Encoding,
}

/// A stretch of the text that comes from one stretch of the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) text: u32,
    pub(super) text_len: u32,
    pub(super) source: u32,
    pub(super) source_len: u32,
    pub(super) context: Context,
    /// Byte for byte the same as in the source; otherwise a reference or an escape.
    pub(super) literal: bool,
    /// It stands in a link.
    pub(super) linked: bool,
}

/// A tag of the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: TagKind,
    /// Tells names of elements apart.
    pub(super) name: u32,
    pub(super) link: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    Start,
    End,
    /// It holds nothing: a void element.
    Alone,
}

/// A stretch of the source that stands for a stretch of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) context: Context,
    pub(super) linked: bool,
}

impl Piece {
    fn text_end(&self) -> usize {
        (self.text + self.text_len) as usize
    }

    fn source_end(&self) -> usize {
        (self.source + self.source_len) as usize
    }
}

impl Content {
    /// The text: UTF-8, as far as the source is.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Where a stretch of the text stands in the source: from its first byte to
    /// its last, with the tags that may be between.
    pub fn original(&self, span: &Span) -> Span {
        let parts = self.overlapping(span);
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            let before = self.pieces.partition_point(|p| p.text_end() <= span.start);
            let at = before
                .checked_sub(1)
                .map_or(0, |at| self.pieces[at].source_end());
            return at..at;
        };
        let within = |piece: &Piece, at: usize| at.saturating_sub(piece.text as usize);
        let start = match first.literal {
            true => first.source as usize + within(first, span.start),
            false => first.source as usize,
        };
        let end = match last.literal {
            true if span.end < last.text_end() => last.source as usize + within(last, span.end),
            _ => last.source_end(),
        };
        start..end.max(start)
    }

    /// The edits of the source that make edits of the text.
    ///
    /// Tags stay. What a name has on either side of a tag is dealt with word for
    /// word, if the new name has as many; otherwise the words that differ are
    /// written where the first of them stands, and the others taken away. An
    /// edit that cannot be written there is passed over.
    pub fn edits(&self, edits: &[Edit]) -> Vec<Edit> {
        self.lower_all(edits).0
    }

    /// The edits of the source that make edits of the text, and those of the text for which there are none.
    pub(super) fn lower_all(&self, edits: &[Edit]) -> (Vec<Edit>, Vec<Edit>) {
        let (mut out, mut failed) = (Vec::with_capacity(edits.len()), Vec::new());
        for edit in edits {
            if self.lower(edit, &mut out).is_none() {
                failed.push(edit.clone());
            }
        }
        out.sort_by_key(|edit: &Edit| edit.span.start);
        (out, failed)
    }

    /// Adds the edits of the source that make one of the text; adds none if they cannot be made.
    pub(super) fn lower(&self, edit: &Edit, out: &mut Vec<Edit>) -> Option<()> {
        let before = out.len();
        let done = match self.parts(&edit.span)?.as_slice() {
            [] => None,
            [_] => self.spread(edit, out),
            _ => self.by_words(edit, out),
        };
        if done.is_none() {
            out.truncate(before);
        }
        done
    }

    fn by_words(&self, edit: &Edit, out: &mut Vec<Edit>) -> Option<()> {
        let surface = std::str::from_utf8(self.text.get(edit.span.clone())?).ok()?;
        let (old, new) = (words(surface), words(&edit.replacement));
        if old.is_empty() || new.is_empty() {
            return self.spread(edit, out);
        }
        let at = |old: &Span, text: &str| Edit {
            span: edit.span.start + old.start..edit.span.start + old.end,
            replacement: text.to_owned(),
        };
        let same = |old: &Span, new: &Span| surface[old.clone()] == edit.replacement[new.clone()];
        if old.len() == new.len() {
            let changed = old.iter().zip(&new).filter(|(old, new)| !same(old, new));
            for (old, new) in changed {
                self.spread(&at(old, &edit.replacement[new.clone()]), out)?;
            }
            return Some(());
        }
        // As many words on either side as leave one to write and one to write it over.
        let most = old.len().min(new.len()) - 1;
        let shared = |pairs: &mut dyn Iterator<Item = (&Span, &Span)>| {
            pairs
                .take(most)
                .take_while(|(old, new)| same(old, new))
                .count()
        };
        let head = shared(&mut old.iter().zip(&new));
        let tail = shared(&mut old.iter().rev().zip(new.iter().rev())).min(most - head);
        let between = |words: &[Span]| words[head].start..words[words.len() - tail - 1].end;
        self.spread(&at(&between(&old), &edit.replacement[between(&new)]), out)
    }

    /// Writes the whole replacement where the first part stands, and takes the others away.
    fn spread(&self, edit: &Edit, out: &mut Vec<Edit>) -> Option<()> {
        let parts = self.parts(&edit.span)?;
        if parts.first()?.context.is_markup() && self.begins_markup(edit.span.start) {
            return None;
        }
        for (n, part) in parts.iter().enumerate() {
            let text = if n == 0 {
                edit.replacement.as_str()
            } else {
                ""
            };
            out.push(Edit {
                span: part.start..part.end,
                replacement: escape(text, part.context, self.encoding)?,
            });
        }
        Some(())
    }

    /// Whether what stands before might become a tag or a reference, were it followed by
    /// other letters: a `<` or `&` that stands for itself.
    fn begins_markup(&self, at: usize) -> bool {
        /// No name of a reference is as long.
        const LONGEST: usize = 40;
        let before = &self.text[at.saturating_sub(LONGEST)..at];
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
        let name = before.iter().rev().take_while(|b| is_name(b)).count();
        let mark = match before {
            [.., b'<'] => 1,
            [.., b'<', b'/' | b'!' | b'?'] => 2,
            _ if before[..before.len() - name].ends_with(b"&") => name + 1,
            _ => return false,
        };
        let piece = self.overlapping(&(at - mark..at - mark + 1));
        piece.first().is_some_and(|piece| piece.literal)
    }

    /// The stretches of the source that a stretch of the text comes from; `None`
    /// if it begins or ends within a reference.
    pub(super) fn parts(&self, span: &Span) -> Option<Vec<Part>> {
        let mut parts: Vec<Part> = Vec::new();
        for piece in self.overlapping(span) {
            let from = span.start.max(piece.text as usize) - piece.text as usize;
            let to = span.end.min(piece.text_end()) - piece.text as usize;
            let whole = from == 0 && to == piece.text_len as usize;
            if !piece.literal && !whole {
                return None;
            }
            let start = piece.source as usize + from;
            let end = match piece.literal {
                true => piece.source as usize + to,
                false => piece.source_end(),
            };
            match parts.last_mut() {
                Some(last) if last.end == start && last.context == piece.context => last.end = end,
                _ => parts.push(Part {
                    start,
                    end,
                    context: piece.context,
                    linked: piece.linked,
                }),
            }
        }
        Some(parts)
    }

    /// The pieces that have some of a stretch of the text.
    fn overlapping(&self, span: &Span) -> &[Piece] {
        let first = self.pieces.partition_point(|p| p.text_end() <= span.start);
        let last = self
            .pieces
            .partition_point(|p| (p.text as usize) < span.end);
        &self.pieces[first..last.max(first)]
    }
}

/// Where the words of a name stand.
fn words(text: &str) -> Vec<Span> {
    let word = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    };
    text.split_whitespace().map(word).collect()
}
