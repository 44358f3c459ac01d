//! Names that occur by accident inside longer words of scripts without spaces:
//! 中国 (China) in 发展中国家 (developing countries).

use std::collections::HashSet;
use std::sync::LazyLock;

use super::place::Place;
use super::words;

/// Longest word, in characters, that is looked for around a match.
const LONGEST: usize = 8;

/// Whether a listed common word covers the match, or begins before it or ends behind it and overlaps it.
pub(super) fn is_part_of_word(place: &Place<'_>) -> bool {
    if !place.tokens[place.first].is_dense() {
        return false;
    }
    let span = place.span();
    let text = place.text;
    let starts: Vec<usize> = text[..span.start]
        .char_indices()
        .rev()
        .take(LONGEST)
        .map(|(at, _)| at)
        .collect();
    let inside: Vec<usize> = text[span.clone()]
        .char_indices()
        .map(|(at, _)| span.start + at)
        .collect();
    let ends: Vec<usize> = text[span.end..]
        .char_indices()
        .take(LONGEST)
        .map(|(at, c)| span.end + at + c.len_utf8())
        .collect();
    let is_word = |start: usize, end: usize| {
        text.get(start..end)
            .is_some_and(|word| WORDS.contains(word))
    };
    let inner_ends = inside.iter().skip(1).copied().chain([span.end]);
    let before = starts.iter().any(|start| {
        inner_ends
            .clone()
            .chain(ends.iter().copied())
            .any(|end| is_word(*start, end))
    });
    before
        || inside
            .iter()
            .any(|start| ends.iter().any(|end| is_word(*start, *end)))
}

/// Words of more than one character in scripts without spaces.
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| words::dense_words().collect());
