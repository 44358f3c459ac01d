//! CoNLL-U with the mentions in its last column, as CorefUD has them.
//!
//! The columns are described at <https://universaldependencies.org/format.html>,
//! the brackets of `Entity` at <https://ufal.mff.cuni.cz/corefud>.

use std::io::{self, Write};

use super::jsonl::{DocumentRecord, MentionRecord};
use super::readable::{Readable, escaped, is_space, label};
use super::words::{Sentence, sentences};
use crate::Span;

/// Writes a line of ten columns for each word; known are the word itself, whether a
/// space follows, and the mentions.
///
/// `Entity` has a bracket where a mention begins, `(` with the entity, its type, the word that is its
/// head, and its id, and one where it ends. Mentions of one entity have one name there,
/// in all documents; demonyms have another, as they mean its people. `-`, brackets and the
/// like are percent-encoded. White space other than one space is in `SpacesAfter`, and before the
/// first word in `SpacesBefore`, with `\s`, `\t`, `\r`, `\n` for it: the text can be had back.
///
/// ```
/// use exonym::output::{DocumentRecord, OffsetUnit, write_conllu};
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q656", "Saint Petersburg")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let text = b"Saint Petersburg's";
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let record = DocumentRecord::new("a.txt".into(), text, &annotation, &matcher, OffsetUnit::Chars);
///
/// let mut out = Vec::new();
/// write_conllu(&record, text, &mut out).unwrap();
/// let out = String::from_utf8_lossy(&out);
/// assert_eq!(
///     out.lines().collect::<Vec<_>>(),
///     [
///         "# newdoc id = a.txt",
///         "# global.Entity = eid-etype-head-identity",
///         "# newpar",
///         "# sent_id = a.txt-1",
///         "# text = Saint Petersburg's",
///         "1\tSaint\t_\t_\t_\t_\t_\t_\t_\tEntity=(Q656-other-1-Q656",
///         "2\tPetersburg\t_\t_\t_\t_\t_\t_\t_\tEntity=Q656)|SpaceAfter=No",
///         "3\t's\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
///         "",
///     ],
/// );
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn write_conllu(
    record: &DocumentRecord<'_>,
    text: &[u8],
    out: &mut impl Write,
) -> io::Result<()> {
    let readable = Readable::new(record, text);
    let label = label(record);
    writeln!(out, "# newdoc id = {label}")?;
    writeln!(out, "# global.Entity = eid-etype-head-identity")?;
    let label = label.replace([' ', '/'], "_");
    let sentences = sentences(&readable.text, &readable.spans());
    let mut brackets = Brackets::new(&readable);
    for (n, sentence) in sentences.iter().enumerate() {
        if sentence.begins_paragraph {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {label}-{}", n + 1)?;
        writeln!(out, "# text = {}", shown(&readable.text, sentence))?;
        let next = sentences.get(n + 1).map(|next| next.words[0].start);
        for (at, word) in sentence.words.iter().enumerate() {
            let within = sentence.words.get(at + 1).map(|word| word.start);
            let next = within.or(next).unwrap_or(readable.text.len());
            let first = n == 0 && at == 0;
            let before = if first {
                &readable.text[..word.start]
            } else {
                ""
            };
            let misc = misc(
                brackets.at(word),
                before,
                &readable.text[word.end..next],
                next == readable.text.len(),
            );
            let form = &readable.text[word.clone()];
            writeln!(out, "{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", at + 1)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A sentence on one line.
fn shown(text: &str, sentence: &Sentence) -> String {
    let mut shown = String::new();
    let mut end = None;
    for word in &sentence.words {
        if end.is_some_and(|end| end != word.start) {
            shown.push(' ');
        }
        shown += &text[word.clone()];
        end = Some(word.end);
    }
    shown
}

/// The last column of a word: its mentions, and the white space around it.
fn misc(entity: String, before: &str, after: &str, last: bool) -> String {
    let mut features = Vec::new();
    if !entity.is_empty() {
        features.push(format!("Entity={entity}"));
    }
    if after.is_empty() {
        features.push("SpaceAfter=No".to_owned());
    } else if after != " " || last {
        features.push(format!("SpacesAfter={}", spaces(after)));
    }
    if !before.is_empty() {
        features.push(format!("SpacesBefore={}", spaces(before)));
    }
    match features.is_empty() {
        true => "_".to_owned(),
        false => features.join("|"),
    }
}

/// White space as letters.
fn spaces(space: &str) -> String {
    let letter = |c: char| match c {
        ' ' => r"\s".to_owned(),
        '\t' => r"\t".to_owned(),
        '\r' => r"\r".to_owned(),
        '\n' => r"\n".to_owned(),
        c => format!(r"\u{:04X}", u32::from(c)),
    };
    space.chars().map(letter).collect()
}

/// The brackets of the mentions, word for word.
struct Brackets<'r> {
    mentions: &'r [(Span, &'r MentionRecord<'r>)],
    /// Number of the next to begin.
    next: usize,
    /// Those that have begun and not ended: where they end, and their name.
    open: Vec<(usize, String)>,
}

impl<'r> Brackets<'r> {
    fn new(readable: &'r Readable<'r>) -> Brackets<'r> {
        Brackets {
            mentions: &readable.mentions,
            next: 0,
            open: Vec::new(),
        }
    }

    /// The brackets of the next word.
    fn at(&mut self, word: &Span) -> String {
        let mut out = String::new();
        // What ends here and began before, the inner first.
        for at in (0..self.open.len()).rev() {
            if self.open[at].0 <= word.end {
                out += &format!("{})", self.open.remove(at).1);
            }
        }
        while let Some((span, mention)) = self.mentions.get(self.next) {
            if span.start >= word.end {
                break;
            }
            self.next += 1;
            let (name, id) = (name(mention), encoded(mention.entity));
            let kind = encoded(mention.mention_type);
            out += &format!("({name}-{kind}-1-{id}");
            match span.end <= word.end {
                true => out.push(')'),
                false => self.open.push((span.end, name)),
            }
        }
        out
    }
}

/// What an entity is called in brackets.
fn name(mention: &MentionRecord<'_>) -> String {
    let id = encoded(mention.entity);
    match mention.mention_type {
        "demonym" => format!("{id}~demonym"),
        _ => id,
    }
}

fn encoded(text: &str) -> String {
    escaped(text, |c| is_space(c) || "-()[]|%,".contains(c))
}
