//! Sentences and words, for formats that hold one word a line.

use unicode_segmentation::UnicodeSegmentation;

use super::readable::is_space;
use crate::Span;

/// A sentence.
#[derive(Debug, PartialEq)]
pub(super) struct Sentence {
    /// Its words and other signs, each without white space.
    pub(super) words: Vec<Span>,
    /// Whether a paragraph begins with it.
    pub(super) begins_paragraph: bool,
}

/// The sentences of a text, by UAX #29; a line may end within one, a blank line never does.
///
/// `mentions`, which come by where they begin, are whole words: none begins or
/// ends within a word, and no sentence ends within one.
pub(super) fn sentences(text: &str, mentions: &[Span]) -> Vec<Sentence> {
    let mut cuts: Vec<usize> = mentions.iter().flat_map(|m| [m.start, m.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut end = None;
    for sentence in sentence_spans(text, mentions) {
        let words = words(text, &sentence, &cuts);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            continue;
        };
        let begins_paragraph = end.is_none_or(|end| is_blank_line(&text[end..first.start]));
        end = Some(last.end);
        sentences.push(Sentence {
            words,
            begins_paragraph,
        });
    }
    sentences
}

/// Where the sentences of a text are; white space belongs to the one before.
fn sentence_spans(text: &str, mentions: &[Span]) -> Vec<Span> {
    let unwrapped = unwrapped(text);
    let mut starts: Vec<usize> = Vec::new();
    let mut mentions = mentions.iter().peekable();
    let mut covered = 0;
    for (start, _) in unwrapped.split_sentence_bound_indices() {
        while let Some(mention) = mentions.next_if(|mention| mention.start < start) {
            covered = covered.max(mention.end);
        }
        if start >= covered {
            starts.push(start);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| *start..end)
        .collect()
}

/// The text with spaces for line breaks, but those of blank lines: of the same length.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_whitespace()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii_whitespace());
        let (space, after) = from.split_at(end.unwrap_or(from.len()));
        out += before;
        match is_blank_line(space) {
            true => out += space,
            false => out.extend(std::iter::repeat_n(' ', space.len())),
        }
        rest = after;
    }
    out + rest
}

/// Whether white space has a blank line in it.
fn is_blank_line(space: &str) -> bool {
    space.matches('\n').count() > 1
}

/// The words of a sentence by UAX #29, cut at `cuts` as well.
fn words(text: &str, sentence: &Span, cuts: &[usize]) -> Vec<Span> {
    let mut words = Vec::new();
    for (at, word) in text[sentence.clone()].split_word_bound_indices() {
        let mut start = sentence.start + at;
        for part in word.split(is_space) {
            let end = start + part.len();
            let first = cuts.partition_point(|cut| *cut <= start);
            let within = cuts[first..].iter().take_while(|cut| **cut < end);
            let mut from = start;
            for cut in within.copied().chain([end]) {
                if cut > from {
                    words.push(from..cut);
                }
                from = cut;
            }
            let after = text[end..].chars().next();
            start = end + after.map_or(0, char::len_utf8);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, mentions: &[Span]) -> Vec<String> {
        let shown = |sentence: Sentence| {
            let words: Vec<_> = sentence.words.into_iter().map(|w| &text[w]).collect();
            let mark = if sentence.begins_paragraph { "¶" } else { "" };
            format!("{mark}{}", words.join("|"))
        };
        sentences(text, mentions).into_iter().map(shown).collect()
    }

    #[test]
    fn sentences_and_words() {
        assert_eq!(
            shown("He flew\nto Kyiv. She didn't.\n\n Ով՞։ Այո։", &[]),
            ["¶He|flew|to|Kyiv|.", "She|didn't|.", "¶Ով՞|։", "Այո|։"]
        );
        assert_eq!(shown("\n \u{85}\u{1c}", &[]), [""; 0]);
        assert_eq!(shown("a \u{308}b\u{a0}c", &[]), ["¶a|\u{308}|b|c"]);
    }

    #[test]
    fn mentions_are_whole() {
        assert_eq!(
            shown("In St. Petersburg's port.", &[3..17, 3..17]),
            ["¶In|St|.|Petersburg|'s|port|."]
        );
        assert_eq!(
            shown("New? York. So", &[0..9, 5..9]),
            ["¶New|?|York|.", "So"]
        );
    }
}
