//! A text in characters, with its mentions in their places.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::jsonl::{DocumentRecord, MentionRecord};
use crate::Span;

/// A text in valid UTF-8, and the mentions where they stand in it.
pub(super) struct Readable<'r> {
    pub(super) text: Cow<'r, str>,
    /// By where they begin, the longer first; spans are of `text`, and whole characters.
    pub(super) mentions: Vec<(Span, &'r MentionRecord<'r>)>,
}

impl<'r> Readable<'r> {
    /// Bytes that are no UTF-8 become U+FFFD. Mentions that do not stand in the text are passed over.
    pub(super) fn new(record: &'r DocumentRecord<'r>, text: &'r [u8]) -> Readable<'r> {
        let mentions = record.mentions.iter();
        let mut mentions: Vec<(Span, _)> =
            mentions.map(|m| (m.byte_start..m.byte_end, m)).collect();
        mentions.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
        let readable = String::from_utf8_lossy(text);
        if let Cow::Owned(_) = readable {
            move_to_readable(text, &mut mentions);
        }
        mentions.retain(|(span, _)| {
            let surface = readable.get(span.clone());
            surface.is_some_and(|surface| !surface.is_empty())
        });
        Readable {
            text: readable,
            mentions,
        }
    }

    /// Where the mentions stand.
    pub(super) fn spans(&self) -> Vec<Span> {
        self.mentions.iter().map(|(span, _)| span.clone()).collect()
    }
}

/// Puts spans of bytes where they are once what is no UTF-8 is U+FFFD.
fn move_to_readable<M>(text: &[u8], mentions: &mut [(Span, M)]) {
    const REPLACED: usize = char::REPLACEMENT_CHARACTER.len_utf8();
    let mut ends: Vec<usize> = mentions
        .iter()
        .flat_map(|(span, _)| [span.start, span.end])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let mut places = Vec::with_capacity(ends.len());
    let (mut at, mut place) = (0, 0);
    for chunk in text.utf8_chunks() {
        let valid = chunk.valid().len();
        while let Some(end) = ends.get(places.len()).filter(|end| **end <= at + valid) {
            places.push(place + end.saturating_sub(at));
        }
        at += valid + chunk.invalid().len();
        place += valid;
        if !chunk.invalid().is_empty() {
            place += REPLACED;
        }
    }
    places.resize(ends.len(), place);
    let moved = |end: usize| ends.binary_search(&end).map_or(end, |at| places[at]);
    for (span, _) in mentions {
        *span = moved(span.start)..moved(span.end);
    }
}

/// What a document is called, on one line; a chunk of a text with the characters it holds, as in
/// addresses of plain text (RFC 5147).
pub(super) fn label(record: &DocumentRecord<'_>) -> String {
    let name = name(record);
    match &record.chunk {
        Some(chunk) => format!("{name}#char={},{}", chunk.start, chunk.end),
        None => name,
    }
}

/// What a document, or the one it is a chunk of, is called, on one line.
pub(super) fn name(record: &DocumentRecord<'_>) -> String {
    let id = match record.id.as_str() {
        Some(id) => id.to_owned(),
        None => record.id.to_string(),
    };
    match record.field {
        Some(field) => one_line(&format!("{id}#{field}")),
        None => one_line(&id),
    }
}

/// A text with one space for what would part lines or columns.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(is_space).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// White space and controls, which no word has.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// A text with `%` and two digits for each byte of the characters that are `special`.
pub(super) fn escaped(text: &str, special: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if special(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out += &format!("%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_follow_what_is_replaced() {
        let text = b"\xFFA \xE2\x82B\xFF";
        let mut mentions = [(1..2, ()), (5..6, ())];
        move_to_readable(text, &mut mentions);
        let readable = String::from_utf8_lossy(text);
        let surfaces = mentions.map(|(span, ())| readable[span].to_owned());
        assert_eq!(surfaces, ["A", "B"]);
    }

    #[test]
    fn special_characters_are_numbers() {
        assert_eq!(escaped("a-b é", |c| "- é".contains(c)), "a%2Db%20%C3%A9");
        assert_eq!(one_line(" a\n\tb\u{85}"), "a b");
    }
}
