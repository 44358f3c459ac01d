//! TEI: the text itself, with its names marked.
//!
//! The elements are those of chapter 14 of the Guidelines, <https://tei-c.org/guidelines/>.

use std::io::{self, Write};

use super::iri::IriTemplate;
use super::jsonl::{DocumentRecord, MentionRecord};
use super::readable::{Readable, label};
use crate::Span;

/// What stands before the documents of a corpus.
pub const TEI_CORPUS_START: &str = "\
<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">
<teiHeader><fileDesc><titleStmt><title>Texts with names marked</title></titleStmt>\
<publicationStmt><p>Unpublished.</p></publicationStmt>\
<sourceDesc><p>Each text names its own.</p></sourceDesc></fileDesc></teiHeader>
";

/// What stands behind them.
pub const TEI_CORPUS_END: &str = "</teiCorpus>\n";

/// Writes an element `TEI`: a document by itself, or one of a corpus.
///
/// Names are `persName`, `placeName`, `orgName`, `eventName`, `objectName`, or `name` with a
/// type; `ref` is the entity's address as `iris` makes it. Paragraphs are what is between
/// blank lines. The characters of `body` are those of the text, white space included, but
/// for controls that XML has not, which become U+FFFD. Names may stand in names; of two that cross, the first is kept.
///
/// ```
/// use exonym::output::{DocumentRecord, IriTemplate, OffsetUnit, write_tei};
/// use exonym::{Document, EntityType, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record { entity_type: Some(EntityType::Place), ..Record::new("Q1953", "Yerevan") }]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let text = b"<In Yerevan>";
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let record = DocumentRecord::new("a.txt".into(), text, &annotation, &matcher, OffsetUnit::Chars);
///
/// let mut out = Vec::new();
/// write_tei(&record, text, &IriTemplate::default(), &mut out).unwrap();
/// let out = String::from_utf8_lossy(&out);
/// assert!(out.contains(r#"<body><p>&lt;In <placeName ref="Q1953">Yerevan</placeName>&gt;</p></body>"#));
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn write_tei(
    record: &DocumentRecord<'_>,
    text: &[u8],
    iris: &IriTemplate,
    out: &mut impl Write,
) -> io::Result<()> {
    let readable = Readable::new(record, text);
    let title = escape(&label(record));
    let lang = match record.lang {
        "" => String::new(),
        lang => format!(" xml:lang=\"{}\"", escape(lang)),
    };
    write!(
        out,
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n\
         <teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>\
         <publicationStmt><p>Unpublished.</p></publicationStmt>\
         <sourceDesc><p>{title}</p></sourceDesc></fileDesc>\
         <encodingDesc><p>Names were marked by exonym {}.</p></encodingDesc></teiHeader>\n\
         <text{lang}><body>",
        env!("CARGO_PKG_VERSION")
    )?;
    Body { iris, out }.write(&readable)?;
    out.write_all(b"</body></text>\n</TEI>\n")
}

/// What writes the text.
struct Body<'a, W> {
    iris: &'a IriTemplate,
    out: &'a mut W,
}

impl<W: Write> Body<'_, W> {
    fn write(&mut self, readable: &Readable<'_>) -> io::Result<()> {
        let text = &*readable.text;
        let nested = nested(&readable.mentions);
        let mut names = nested.as_slice();
        let paragraphs = paragraphs(text, &readable.mentions);
        if paragraphs.is_empty() {
            self.out.write_all(b"<p/>")?;
        }
        let mut at = 0;
        for paragraph in paragraphs {
            let first = names.partition_point(|(span, _)| span.start < paragraph.start);
            let last = names.partition_point(|(span, _)| span.start < paragraph.end);
            self.text(&text[at..paragraph.start])?;
            self.out.write_all(b"<p>")?;
            let inside = names[first..last].iter();
            let inside = inside.filter(|(span, _)| span.end <= paragraph.end);
            self.names(text, &paragraph, inside)?;
            self.out.write_all(b"</p>")?;
            at = paragraph.end;
            names = &names[last..];
        }
        self.text(&text[at..])
    }

    /// A stretch of text with the names in it.
    fn names<'r>(
        &mut self,
        text: &str,
        stretch: &Span,
        names: impl Iterator<Item = &'r (Span, &'r MentionRecord<'r>)>,
    ) -> io::Result<()> {
        let mut at = stretch.start;
        // Where those that are open end, and their elements.
        let mut open: Vec<(usize, &str)> = Vec::new();
        for (span, mention) in names {
            at = self.close(text, at, &mut open, span.start)?;
            self.text(&text[at..span.start])?;
            at = span.start;
            let (name, kind) = element(mention.mention_type);
            let iri = escape(&self.iris.iri(mention.entity));
            write!(self.out, "<{name}{kind} ref=\"{iri}\">")?;
            open.push((span.end, name));
        }
        at = self.close(text, at, &mut open, stretch.end)?;
        self.text(&text[at..stretch.end])
    }

    /// Closes what ends up to a place; returns how far the text is written.
    fn close(
        &mut self,
        text: &str,
        mut at: usize,
        open: &mut Vec<(usize, &str)>,
        until: usize,
    ) -> io::Result<usize> {
        while let Some((end, name)) = open.pop_if(|(end, _)| *end <= until) {
            self.text(&text[at..end])?;
            write!(self.out, "</{name}>")?;
            at = end;
        }
        Ok(at)
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(escape(text).as_bytes())
    }
}

/// The mentions without those that begin in another and end behind it.
fn nested<'r>(mentions: &[(Span, &'r MentionRecord<'r>)]) -> Vec<(Span, &'r MentionRecord<'r>)> {
    let mut open: Vec<usize> = Vec::new();
    let mut nested = Vec::new();
    for (span, mention) in mentions {
        while open.pop_if(|end| *end <= span.start).is_some() {}
        if open.last().is_none_or(|end| span.end <= *end) {
            open.push(span.end);
            nested.push((span.clone(), *mention));
        }
    }
    nested
}

/// What is between blank lines, without the white space around it; no blank line in a name counts.
fn paragraphs(text: &str, mentions: &[(Span, &MentionRecord<'_>)]) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut covered = 0;
    let mut mentions = mentions.iter().peekable();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(start) = rest.find(|c| !is_space(c)) else {
            break;
        };
        let breaks = rest[..start].matches('\n').count() > 1;
        let start = at + start;
        let end = text[start..].find(is_space).unwrap_or(text.len() - start) + start;
        while let Some((span, _)) = mentions.next_if(|(span, _)| span.start < start) {
            covered = covered.max(span.end);
        }
        match paragraphs.last_mut() {
            Some(last) if !breaks || start < covered => last.end = end,
            _ => paragraphs.push(start..end),
        }
        at = end;
    }
    paragraphs
}

/// White space as XML knows it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The element for a type, and what its start tag has beside.
fn element(mention_type: &str) -> (&'static str, &'static str) {
    match mention_type {
        "person" => ("persName", ""),
        "place" => ("placeName", ""),
        "organization" => ("orgName", ""),
        "event" => ("eventName", ""),
        "product" => ("objectName", ""),
        "demonym" => ("name", " type=\"demonym\""),
        _ => ("name", ""),
    }
}

/// Text as XML has it, in attributes too. A carriage return is written as a
/// number: as it is, it would be read as a line feed.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '"' => out += "&quot;",
            '\r' => out += "&#13;",
            '\n' | '\t' => out.push(c),
            '\u{0}'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
