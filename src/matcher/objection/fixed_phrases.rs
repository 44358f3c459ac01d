//! Phrases that a place's name has become part of: `Peking duck`, `Tour de France`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::matcher::beside::stretch::Stretch;
use crate::matcher::words::ByHash;
use crate::rules::rule_rows;
use crate::text::{Joint, base_language, tokenize};

/// A phrase, by the hashes of its words.
struct Phrase {
    lang: &'static str,
    words: Vec<u64>,
    /// Which of them are the place's name.
    name: Range<usize>,
}

/// By the first words of the names.
static PHRASES: LazyLock<ByHash<Vec<Phrase>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/fixed_phrases.tsv"));
    let mut phrases = ByHash::<Vec<Phrase>>::default();
    for phrase in rows.filter_map(|row| Phrase::read(row[0], row.get(1)?)) {
        let first = phrase.words[phrase.name.start];
        phrases.entry(first).or_default().push(phrase);
    }
    phrases
});

impl Phrase {
    /// Reads `roast [turkey]`; `None` if nothing stands in brackets.
    fn read(text: &str, lang: &'static str) -> Option<Phrase> {
        let (before, rest) = text.split_once('[')?;
        let (name, after) = rest.split_once(']')?;
        let count = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            tokens.len()
        };
        let mut tokens = Vec::new();
        tokenize(&format!("{before}{name}{after}"), &mut tokens);
        let (start, len) = (count(before), count(name));
        (len > 0).then(|| Phrase {
            lang,
            words: tokens.iter().map(|token| token.hash).collect(),
            name: start..start + len,
        })
    }

    /// Whether the place's name stands in the text among the words of the phrase.
    fn is_around(&self, stretch: &Stretch<'_>) -> bool {
        let Some(from) = stretch.first.checked_sub(self.name.start) else {
            return false;
        };
        let Some(tokens) = stretch.tokens.get(from..from + self.words.len()) else {
            return false;
        };
        let joined = |joint: Joint| {
            matches!(
                joint,
                Joint::Space | Joint::Line | Joint::Apostrophe | Joint::Hyphen
            )
        };
        stretch.last - stretch.first + 1 == self.name.len()
            && tokens
                .iter()
                .map(|token| token.hash)
                .eq(self.words.iter().copied())
            && tokens.iter().skip(1).all(|token| joined(token.joint))
    }
}

/// Whether the place's name is but part of such a phrase.
pub(super) fn is_part_of_phrase(stretch: &Stretch<'_>) -> bool {
    let own = base_language(stretch.lang);
    let phrases = PHRASES.get(&stretch.here().hash);
    phrases
        .into_iter()
        .flatten()
        .any(|phrase| (phrase.lang == own || phrase.lang == "und") && phrase.is_around(stretch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_of_the_file_has_a_name() {
        for row in rule_rows(include_str!("../rules/fixed_phrases.tsv")) {
            assert!(Phrase::read(row[0], "en").is_some(), "{row:?}");
        }
    }
}
