//! Edits as a unified diff.

use std::borrow::Cow;
use std::io::Write;

use exonym::rewrite::{self, Edit};
use memchr::memchr;

use crate::terminal;

const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const STRONG_RED: &str = "\x1b[1;31m";
const STRONG_GREEN: &str = "\x1b[1;32m";
const CYAN: &str = "\x1b[36m";
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// How a diff is to be seen.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// In colour.
    pub color: bool,
    /// With what could command a terminal made visible.
    pub safe: bool,
}

impl Look {
    /// A style, if there is colour.
    fn paint(self, style: &'static str) -> &'static str {
        match self.color {
            true => style,
            false => "",
        }
    }
}

/// A unified diff without context lines, which `patch` reads; in colour the
/// changed words stand out. `text` begins at the line `first` of its file.
pub fn diff(name: &str, first: usize, text: &[u8], edits: &[Edit], look: Look) -> Vec<u8> {
    let mut out = Vec::new();
    if edits.is_empty() {
        return out;
    }
    head(&mut out, name, look);
    let (mut line, mut counted, mut added) = (first, 0, 0isize);
    let mut rest = edits;
    while let Some(first) = rest.first() {
        let hunk = Hunk::around(text, rest, first.span.start);
        line += newlines(&text[counted..hunk.start]);
        counted = hunk.start;
        let new_line = line.saturating_add_signed(added);
        added += hunk.write(&mut out, text, (line, new_line), look);
        rest = &rest[hunk.edits.len()..];
    }
    out
}

fn head(out: &mut Vec<u8>, name: &str, look: Look) {
    let (bold, reset) = (look.paint(BOLD), look.paint(RESET));
    // A tab ends a name that has white space in it; control characters would end it too soon.
    let name = name.replace(char::is_control, "?");
    let end = match name.contains(char::is_whitespace) {
        true => "\t",
        false => "",
    };
    // Writing to memory does not fail.
    let _ = writeln!(
        out,
        "{bold}--- {name}{end}{reset}\n{bold}+++ {name}{end}{reset}"
    );
}

/// Whole lines that some edits touch, and those edits in offsets of theirs.
struct Hunk {
    start: usize,
    end: usize,
    edits: Vec<Edit>,
}

impl Hunk {
    fn around(text: &[u8], edits: &[Edit], at: usize) -> Hunk {
        let start = text[..at]
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |at| at + 1);
        let mut end = start;
        let mut inside = Vec::new();
        for edit in edits {
            if edit.span.start >= end && end > start {
                break;
            }
            // Of many edits in a line, the first finds its end.
            if edit.span.end >= end {
                end = memchr(b'\n', &text[edit.span.end..])
                    .map_or(text.len(), |at| edit.span.end + at + 1);
            }
            let span = edit.span.start - start..edit.span.end - start;
            inside.push(Edit {
                span,
                replacement: edit.replacement.clone(),
            });
        }
        Hunk {
            start,
            end,
            edits: inside,
        }
    }

    /// Writes the lines as they were and as they become, which begin at these lines of their files; returns how many
    /// more they become.
    fn write(
        &self,
        out: &mut Vec<u8>,
        text: &[u8],
        (old_line, new_line): (usize, usize),
        look: Look,
    ) -> isize {
        let old = &text[self.start..self.end];
        let new = rewrite::apply(old, &self.edits);
        let (removed, written) = (lines(old), lines(&new));
        let (cyan, reset) = (look.paint(CYAN), look.paint(RESET));
        // Writing to memory does not fail.
        let _ = writeln!(
            out,
            "{cyan}@@ -{old_line},{removed} +{new_line},{written} @@{reset}"
        );
        let old_spans: Vec<_> = self.edits.iter().map(|edit| edit.span.clone()).collect();
        let new_spans = rewrite::new_spans(&self.edits);
        let style = |style, strong| (look.paint(style), look.paint(strong), reset);
        block(out, b'-', old, &old_spans, style(RED, STRONG_RED), look);
        block(
            out,
            b'+',
            &new,
            &new_spans,
            style(GREEN, STRONG_GREEN),
            look,
        );
        written as isize - removed as isize
    }
}

fn newlines(text: &[u8]) -> usize {
    text.iter().filter(|b| **b == b'\n').count()
}

fn lines(text: &[u8]) -> usize {
    newlines(text) + usize::from(!text.ends_with(b"\n"))
}

/// Writes lines behind `sign`, the spans among them in the second style.
fn block(
    out: &mut Vec<u8>,
    sign: u8,
    text: &[u8],
    spans: &[exonym::Span],
    (style, strong, reset): (&str, &str, &str),
    look: Look,
) {
    let shown = |bytes| match look.safe || look.color {
        true => Cow::Owned(visible(bytes)),
        false => Cow::Borrowed(bytes),
    };
    let mut at = 0;
    for line in text.split_inclusive(|b| *b == b'\n') {
        let (content, end) = (line.strip_suffix(b"\n").unwrap_or(line), at + line.len());
        out.extend_from_slice(style.as_bytes());
        out.push(sign);
        let mut from = at;
        let here = &spans[spans.partition_point(|span| span.end <= at)..];
        for span in here
            .iter()
            .take_while(|span| span.start < at + content.len())
        {
            let (start, stop) = (span.start.max(at), span.end.min(at + content.len()));
            out.extend_from_slice(&shown(&text[from..start]));
            out.extend([reset, strong].concat().bytes());
            out.extend_from_slice(&shown(&text[start..stop]));
            out.extend([reset, style].concat().bytes());
            from = stop;
        }
        out.extend_from_slice(&shown(&text[from..at + content.len()]));
        out.extend_from_slice(reset.as_bytes());
        out.push(b'\n');
        at = end;
    }
    if !text.ends_with(b"\n") {
        out.extend_from_slice(b"\\ No newline at end of file\n");
    }
}

/// A part of a line, without a carriage return at its end.
fn visible(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    terminal::safe(&text).into_owned().into_bytes()
}
