//! IOB2: a word and its tag a line, as taggers are trained on.

use std::io::{self, Write};

use super::jsonl::DocumentRecord;
use super::readable::Readable;
use super::words::sentences;

/// Writes a word, a tab, and its tag on each line, and a blank line behind each sentence.
///
/// The tag is `B-` and the type for the first word of a mention, `I-` and the type for
/// others, `O` for all else. Before the text there is a line `-DOCSTART-`, tagged
/// `O`. No word can be in two mentions: of those that overlap the first is kept, and
/// of those that begin together the longest. Ids have no place here; they have in
/// [CoNLL-U](super::write_conllu).
///
/// ```
/// use exonym::output::{DocumentRecord, OffsetUnit, write_iob2};
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q656", "Saint Petersburg")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let text = b"In Saint Petersburg's port.";
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let record = DocumentRecord::new("a.txt".into(), text, &annotation, &matcher, OffsetUnit::Chars);
///
/// let mut out = Vec::new();
/// write_iob2(&record, text, &mut out).unwrap();
/// assert_eq!(
///     String::from_utf8_lossy(&out),
///     "-DOCSTART-\tO\n\nIn\tO\nSaint\tB-other\nPetersburg\tI-other\n's\tO\nport\tO\n.\tO\n\n",
/// );
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn write_iob2(
    record: &DocumentRecord<'_>,
    text: &[u8],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut readable = Readable::new(record, text);
    let mut covered = 0;
    readable.mentions.retain(|(span, _)| {
        let free = span.start >= covered;
        if free {
            covered = span.end;
        }
        free
    });
    let mut mentions = readable.mentions.iter().peekable();
    out.write_all(b"-DOCSTART-\tO\n\n")?;
    for sentence in sentences(&readable.text, &readable.spans()) {
        for word in sentence.words {
            while mentions
                .next_if(|(span, _)| span.end <= word.start)
                .is_some()
            {}
            let tag = match mentions.peek() {
                Some((span, mention)) if span.start == word.start => {
                    format!("B-{}", mention.mention_type)
                }
                Some((span, mention)) if span.start < word.start => {
                    format!("I-{}", mention.mention_type)
                }
                _ => "O".to_owned(),
            };
            writeln!(out, "{}\t{tag}", &readable.text[word])?;
        }
        writeln!(out)?;
    }
    Ok(())
}
