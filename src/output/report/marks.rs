//! Which names of a text are marked, and how much of it is shown.

use super::shown;
use super::{CHARACTERS, MARKS};
use crate::Span;
use crate::matcher::{self, Annotation};

/// Characters of a text that are shown.
const SHOWN: usize = CHARACTERS / 10;
/// So much room a character takes that is named.
const ROOM_OF_HIDDEN: usize = 20;

/// A name in the text, linked or not.
#[derive(Clone, Copy)]
pub(super) enum Mark<'a> {
    Linked(&'a matcher::Mention<'a>),
    Left(&'a matcher::Abstention<'a>),
}

impl Mark<'_> {
    pub(super) fn span(&self) -> &Span {
        match self {
            Mark::Linked(mention) => &mention.span,
            Mark::Left(abstention) => &abstention.span,
        }
    }
}

/// The names that are marked: in order, none in another, linked ones before those that are not.
pub(super) fn marks<'a>(text: &[u8], annotation: &'a Annotation<'a>) -> Vec<Mark<'a>> {
    let linked = annotation.mentions.iter().map(Mark::Linked);
    let left = annotation.abstentions.iter().map(Mark::Left);
    let mut all: Vec<Mark<'a>> = linked.chain(left).collect();
    all.retain(|mark| text.get(mark.span().clone()).is_some_and(|s| !s.is_empty()));
    // The sort is stable: of those in one place the linked stay first.
    all.sort_by_key(|mark| mark.span().start);
    let mut marks: Vec<Mark<'a>> = Vec::with_capacity(all.len());
    for mark in all {
        match marks.last() {
            Some(last) if mark.span().start < last.span().end => {
                if let (Mark::Left(_), Mark::Linked(_)) = (last, &mark) {
                    marks.pop();
                    let free = marks
                        .last()
                        .is_none_or(|l| l.span().end <= mark.span().start);
                    marks.extend(free.then_some(mark));
                }
            }
            _ => marks.push(mark),
        }
    }
    marks
}

/// Where the text that is shown ends: all of it, or at the end of a line, or at least not in a name.
pub(super) fn cut(text: &[u8], marks: &[Mark<'_>]) -> usize {
    let mut end = shown_end(text);
    if let Some(mark) = marks.get(MARKS) {
        end = end.min(mark.span().start);
    }
    if end == text.len() {
        return end;
    }
    let line = text[..end].iter().rposition(|b| *b == b'\n');
    let end = line.map_or(end, |at| at + 1);
    let before = marks.partition_point(|mark| mark.span().start < end);
    match before.checked_sub(1).map(|at| marks[at].span()) {
        Some(span) if span.end > end => span.start,
        _ => end,
    }
}

/// How far there is room for a text.
fn shown_end(text: &[u8]) -> usize {
    let mut room = SHOWN;
    let mut end = 0;
    for chunk in text.utf8_chunks() {
        let invalid = (!chunk.invalid().is_empty()).then_some((1, chunk.invalid().len()));
        let valid = chunk.valid().chars().map(|c| match shown::is_hidden(c) {
            true => (ROOM_OF_HIDDEN, c.len_utf8()),
            false => (1, c.len_utf8()),
        });
        for (takes, len) in valid.chain(invalid) {
            if takes > room {
                return end;
            }
            room -= takes;
            end += len;
        }
    }
    end
}

/// What is between blank lines; none within a name counts.
pub(super) fn paragraph_spans(text: &[u8], marks: &[Mark<'_>]) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut marks = marks.iter().peekable();
    while let Some(start) = text[at..].iter().position(|b| !b.is_ascii_whitespace()) {
        let space = &text[at..at + start];
        let blank = space.iter().filter(|b| **b == b'\n').count() > 1;
        let start = at + start;
        let end = text[start..].iter().position(u8::is_ascii_whitespace);
        let end = end.map_or(text.len(), |end| start + end);
        while marks.next_if(|mark| mark.span().end <= start).is_some() {}
        let within = marks.peek().is_some_and(|mark| mark.span().start < start);
        match paragraphs.last_mut() {
            Some(last) if !blank || within => last.end = end,
            _ => paragraphs.push(start..end),
        }
        at = end;
    }
    paragraphs
}

/// How much room a text takes on the page.
pub(super) fn room(text: &[u8]) -> usize {
    let hidden = String::from_utf8_lossy(text)
        .chars()
        .filter(|c| shown::is_hidden(*c))
        .count();
    characters(text) + hidden * (ROOM_OF_HIDDEN - 1)
}

/// Characters as a reader sees them: one for what is no UTF-8 in a row.
pub(super) fn characters(text: &[u8]) -> usize {
    let chunk = |chunk: std::str::Utf8Chunk<'_>| {
        chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty())
    };
    text.utf8_chunks().map(chunk).sum()
}
