//! Edits as a unified diff.

use std::borrow::Cow;
use std::io::Write;

use anyhow::Result;
use exonym::rewrite::{self, Edit};
use memchr::memchr;

use crate::output::{Output, Sink};
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

/// What would change in a text.
pub struct Diff {
    /// The file it is of.
    name: String,
    changes: Vec<Change>,
}

/// Lines that would change.
struct Change {
    /// The first of them.
    line: usize,
    /// How many they are, and how many they become.
    removed: usize,
    written: usize,
    /// The lines as they are, and as they become.
    shown: Vec<u8>,
}

/// A unified diff without context lines, which `patch` reads; in colour the
/// changed words stand out. `text` begins at the line `first` of its file.
pub fn diff(name: &str, first: usize, text: &[u8], edits: &[Edit], look: Look) -> Diff {
    let (mut line, mut counted) = (first, 0);
    let mut changes = Vec::new();
    let mut rest = edits;
    while let Some(first) = rest.first() {
        let hunk = Hunk::around(text, rest, first.span.start);
        line += newlines(&text[counted..hunk.start]);
        counted = hunk.start;
        changes.push(hunk.change(text, line, look));
        rest = &rest[hunk.edits.len()..];
    }
    Diff {
        name: name.to_owned(),
        changes,
    }
}

/// Writes diffs as they come: those of the lines, rows and chunks of a file under one head.
pub struct Diffs<'o> {
    out: &'o mut Output,
    look: Look,
    /// The file whose head was written last, and its last line that changed.
    under: Option<(String, usize)>,
    /// How many lines the file would have more up to there.
    added: isize,
}

impl<'o> Diffs<'o> {
    pub fn new(out: &'o mut Output, look: Look) -> Diffs<'o> {
        Diffs {
            out,
            look,
            under: None,
            added: 0,
        }
    }
}

impl Sink<Option<Diff>> for Diffs<'_> {
    fn put(&mut self, diff: Option<Diff>) -> Result<()> {
        let Some(diff) = diff else { return Ok(()) };
        let (Some(first), Some(last)) = (diff.changes.first(), diff.changes.last()) else {
            return Ok(());
        };
        let goes_on = |(name, line): &(String, usize)| *name == diff.name && *line < first.line;
        if !self.under.as_ref().is_some_and(goes_on) {
            head(self.out, &diff.name, self.look)?;
            self.added = 0;
        }
        let last = last.line;
        let (cyan, reset) = (self.look.paint(CYAN), self.look.paint(RESET));
        for change in &diff.changes {
            let (line, removed, written) = (change.line, change.removed, change.written);
            let new_line = line.saturating_add_signed(self.added);
            writeln!(
                self.out,
                "{cyan}@@ -{line},{removed} +{new_line},{written} @@{reset}"
            )?;
            self.out.write_all(&change.shown)?;
            self.added += written as isize - removed as isize;
        }
        self.under = Some((diff.name, last));
        Ok(())
    }

    fn pause(&mut self) -> Result<()> {
        self.out.pause()
    }
}

fn head(out: &mut Output, name: &str, look: Look) -> Result<()> {
    let (bold, reset) = (look.paint(BOLD), look.paint(RESET));
    // A tab ends a name that has white space in it; control characters would end it too soon.
    let name = name.replace(char::is_control, "?");
    let end = match name.contains(char::is_whitespace) {
        true => "\t",
        false => "",
    };
    Ok(writeln!(
        out,
        "{bold}--- {name}{end}{reset}\n{bold}+++ {name}{end}{reset}"
    )?)
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

    /// The lines as they are and as they become, which begin at this line of their file.
    fn change(&self, text: &[u8], line: usize, look: Look) -> Change {
        let old = &text[self.start..self.end];
        let new = rewrite::apply(old, &self.edits);
        let old_spans: Vec<_> = self.edits.iter().map(|edit| edit.span.clone()).collect();
        let new_spans = rewrite::new_spans(&self.edits);
        let style = |style, strong| (look.paint(style), look.paint(strong), look.paint(RESET));
        let mut shown = Vec::new();
        block(
            &mut shown,
            b'-',
            old,
            &old_spans,
            style(RED, STRONG_RED),
            look,
        );
        block(
            &mut shown,
            b'+',
            &new,
            &new_spans,
            style(GREEN, STRONG_GREEN),
            look,
        );
        Change {
            line,
            removed: lines(old),
            written: lines(&new),
            shown,
        }
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
