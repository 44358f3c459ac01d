//! brat standoff: what a file `.ann` holds beside the text in a `.txt`.
//!
//! The format is described at <https://brat.nlplab.org/standoff.html>.

use std::io::{self, Write};

use super::jsonl::DocumentRecord;
use super::readable::{Readable, escaped, is_space, one_line};
use crate::Span;
use crate::text::Offsets;

/// Writes the mentions as text-bound annotations, each with a normalization.
///
/// Offsets count code points of `text`, as brat does, whatever the record counts. The
/// type is the mention's; the normalization is to the id in the database `exonym`,
/// with the canonical name; white space in an id is percent-encoded. A name that
/// runs over the end of a line is written as a discontinuous annotation, since no
/// annotation may hold a line break.
///
/// ```
/// use exonym::output::{DocumentRecord, OffsetUnit, write_brat};
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q656", "Saint Petersburg")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let text = "Не Москва: Saint\nPetersburg".as_bytes();
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let record = DocumentRecord::new("a.txt".into(), text, &annotation, &matcher, OffsetUnit::Chars);
///
/// let mut out = Vec::new();
/// write_brat(&record, text, &mut out).unwrap();
/// assert_eq!(
///     String::from_utf8_lossy(&out),
///     "T1\tother 11 16;17 27\tSaint Petersburg\nN1\tReference T1 exonym:Q656\tSaint Petersburg\n",
/// );
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn write_brat(
    record: &DocumentRecord<'_>,
    text: &[u8],
    out: &mut impl Write,
) -> io::Result<()> {
    let readable = Readable::new(record, text);
    let mut offsets = Offsets::new(readable.text.as_bytes());
    for (n, (span, mention)) in (1..).zip(&readable.mentions) {
        let (mut places, mut words) = (Vec::new(), Vec::new());
        for part in lines(&readable.text, span) {
            words.push(&readable.text[part.clone()]);
            let (start, end) = (offsets.at(part.start).0, offsets.at(part.end).0);
            places.push(format!("{start} {end}"));
        }
        writeln!(
            out,
            "T{n}\t{} {}\t{}",
            mention.mention_type,
            places.join(";"),
            words.join(" ")
        )?;
        let id = escaped(mention.entity, |c| is_space(c) || c == '%');
        let canonical = one_line(mention.canonical);
        writeln!(out, "N{n}\tReference T{n} exonym:{id}\t{canonical}")?;
    }
    Ok(())
}

/// A stretch of text without the line breaks in it, and the white space around those.
fn lines(text: &str, span: &Span) -> Vec<Span> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let line = |line: &str| {
        let trimmed = line.trim();
        let start = trimmed.as_ptr() as usize - text.as_ptr() as usize;
        (!trimmed.is_empty()).then_some(start..start + trimmed.len())
    };
    text[span.clone()].split(breaks).filter_map(line).collect()
}
