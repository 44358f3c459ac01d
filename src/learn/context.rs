//! Short pieces of text, for a person to judge by.

use crate::Span;
use crate::gazetteer::source::{is_bidi_control, is_invisible};

/// So many characters are shown on either side.
const SIDE: usize = 40;

/// What stands around a span, on one line; the span itself in brackets.
pub(super) fn around(text: &[u8], span: &Span) -> String {
    let before = String::from_utf8_lossy(before(text, span.start));
    let surface = String::from_utf8_lossy(text.get(span.clone()).unwrap_or_default());
    let after = String::from_utf8_lossy(after(text, span.end));
    let skipped = before.chars().count().saturating_sub(SIDE);
    let before: String = before.chars().skip(skipped).collect();
    let after: String = after.chars().take(SIDE).collect();
    // A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula.
    let example = format!("…{before}[{}]{after}…", words(&surface));
    words(&example).replace('|', "¦")
}

/// A text with single spaces, and nothing in it that cannot be seen.
pub(super) fn words(text: &str) -> String {
    let shown = text
        .chars()
        .filter(|c| !is_invisible(*c) && !is_bidi_control(*c));
    let spaced: String = shown
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Enough bytes in front, from the beginning of a character on.
fn before(text: &[u8], end: usize) -> &[u8] {
    let mut start = end.saturating_sub(SIDE * 4);
    while start < end && text.get(start).is_some_and(|byte| is_within(*byte)) {
        start += 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// Enough bytes behind, to the end of a character.
fn after(text: &[u8], start: usize) -> &[u8] {
    let mut end = (start + SIDE * 4).min(text.len());
    while end > start && text.get(end).is_some_and(|byte| is_within(*byte)) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// Whether a byte is not the first of a character of UTF-8.
fn is_within(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_short_and_on_one_line() {
        let text = "ա".repeat(200) + " met\n\tHayk  K. | " + &"б".repeat(200);
        let at = text.find("Hayk").unwrap();
        let example = around(text.as_bytes(), &(at..at + 8));
        let expected = format!("…{} met [Hayk K.] ¦ {}…", "ա".repeat(34), "б".repeat(37));
        assert_eq!(example, expected);
        assert_eq!(around(b"=Hayk", &(1..5)), "…=[Hayk]…");
        assert_eq!(
            around(b"\xff\xffHayk\xff", &(2..6)),
            "…\u{fffd}\u{fffd}[Hayk]\u{fffd}…"
        );
    }
}
