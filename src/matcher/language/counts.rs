//! How much the words, the letters and the names of a text say for each language.

use std::sync::LazyLock;

use crate::matcher::person_name::is_particle_token;
use crate::matcher::words;
use crate::rules::rule_rows;
use crate::text::{ENGLISH, Flags, Joint, Token, main_script};

/// As many as there are bits for languages that words tell.
const LANGUAGES: usize = u128::BITS as usize;

/// What is said for each language.
type Counts = [u32; LANGUAGES];

/// What a text says of its language.
pub(super) struct Votes {
    /// How much for each language for which anything is said, most first; English before others of as much.
    pub(super) ranked: Vec<(u32, &'static str)>,
    /// How much words alone say.
    words: Counts,
    /// How much all words written small could say for one.
    pub(super) all: u32,
}

impl Votes {
    /// How much the words say for a language.
    pub(super) fn by_words(&self, lang: &str) -> u32 {
        let at = words::detectable().iter().position(|known| *known == lang);
        at.map_or(0, |at| self.words[at])
    }
}

/// What the words, letters and names of a text say.
pub(super) fn votes(text: &str, tokens: &[Token], spelled: impl Fn(&str) -> u32) -> Votes {
    /// A text tells its language within this many words.
    const ENOUGH: usize = 2000;
    let mut by_words: Counts = [0; LANGUAGES];
    let mut by_letters: Counts = [0; LANGUAGES];
    let mut in_names: Counts = [0; LANGUAGES];
    let (mut written, mut beyond_ascii, mut all) = (u128::MAX, false, 0);
    for (at, token) in tokens.iter().enumerate().take(ENOUGH) {
        // Names keep their letters in every language.
        let in_name = token.has(Flags::CAPITAL);
        if !is_within_name(tokens, at) && !is_possessive(token) {
            let weight = token.span().len().clamp(SHORT, LONG) as u32;
            count(&mut by_words, words::telling(token), weight);
            if !in_name && !token.has(Flags::DIGIT) {
                all += weight;
            }
        }
        let counts = if in_name {
            &mut in_names
        } else {
            &mut by_letters
        };
        for c in text[token.span()].chars().filter(|c| !c.is_ascii()) {
            let langs = LETTERS.get(c as usize).copied().unwrap_or(0);
            count(counts, langs, 1);
            if !in_name {
                written &= if langs == 0 { u128::MAX } else { langs };
                beyond_ascii = true;
            }
        }
    }
    let mut counts = by_words;
    for (count, letters) in counts.iter_mut().zip(&by_letters) {
        *count += letters;
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if (1..FEW).contains(&most) {
        add_names(&mut counts, &in_names, main_script(text) == "Latn", spelled);
        drop_unwritten(&mut counts, written, beyond_ascii);
    }
    Votes {
        ranked: ranked(counts),
        words: by_words,
        all,
    }
}

/// The languages that something was counted for, the most first.
fn ranked(counts: Counts) -> Vec<(u32, &'static str)> {
    let counted = counts.into_iter().zip(words::detectable().iter().copied());
    let mut ranked: Vec<(u32, &'static str)> = counted.filter(|(count, _)| *count > 0).collect();
    // Those there are lists for come first among others of as much, as they do in the order of the bits.
    ranked.sort_by_key(|(count, lang)| std::cmp::Reverse((*count, *lang == ENGLISH)));
    ranked
}

/// Drops the languages that do not write a short text's words so: which write all of its letters that tell languages
/// apart, as bits, and whether it has any beyond ASCII, which English words have not.
fn drop_unwritten(counts: &mut Counts, written: u128, beyond_ascii: bool) {
    for (at, lang) in words::detectable().iter().enumerate() {
        let others = written != 0 && written >> at & 1 == 0;
        if others || (beyond_ascii && *lang == ENGLISH) {
            counts[at] = 0;
        }
    }
}

/// So little do the words of a headline say, so that its names count.
const FEW: u32 = 24;

/// Adds what names say: by their letters, for the languages that words speak for; and by how they
/// are spelled, for English or the language that would win over it, since English headlines do without
/// function words, and the few that they have are words of many languages.
fn add_names(
    counts: &mut Counts,
    letters: &Counts,
    words_are_latin: bool,
    spelled: impl Fn(&str) -> u32,
) {
    /// As much as a word of so many letters.
    const NAME: u32 = 4;
    for (count, letters) in counts
        .iter_mut()
        .zip(letters)
        .filter(|(count, _)| **count > 0)
    {
        *count += letters;
    }
    let likeliest = (0..counts.len()).rev().max_by_key(|at| counts[*at]);
    let english = words::detectable().iter().position(|lang| *lang == ENGLISH);
    let (Some(likeliest), Some(english)) = (likeliest, english) else {
        return;
    };
    if likeliest == english || !words_are_latin {
        return;
    }
    let of = |at: usize| words::detectable().get(at).map_or(0, |lang| spelled(lang));
    let (of_likeliest, of_english) = (of(likeliest), of(english));
    counts[english] += NAME * of_english.saturating_sub(of_likeliest);
    counts[likeliest] += NAME * of_likeliest.saturating_sub(of_english);
}

/// Function words of so few letters tell as much as one of two, longer than so many no more.
const SHORT: usize = 2;
const LONG: usize = 6;

fn count(counts: &mut Counts, mut langs: u128, weight: u32) {
    while langs != 0 {
        counts[langs.trailing_zeros() as usize] += weight;
        langs &= langs - 1;
    }
}

/// The `s` of `Hungary's` is no word.
fn is_possessive(token: &Token) -> bool {
    token.joint == Joint::Apostrophe && token.span().len() == 1
}

/// `von`, `de`, `la` in front of a capitalised word are part of a name, in any language.
fn is_within_name(tokens: &[Token], at: usize) -> bool {
    /// Particles may follow one another: `von der Leyen`.
    const REACH: usize = 2;
    let capital = tokens
        .iter()
        .skip(at + 1)
        .take(REACH)
        .any(|token| token.has(Flags::CAPITAL));
    capital && !tokens[at].has(Flags::CAPITAL) && is_particle_token(&tokens[at])
}

/// The languages that a letter speaks for, by its code point, as bits in the order of the word lists.
static LETTERS: LazyLock<Vec<u128>> = LazyLock::new(|| {
    let bit = |lang: &str| {
        words::detectable()
            .iter()
            .position(|known| *known == lang)
            .map_or(0, |at| 1u128 << at)
    };
    let rows = rule_rows(include_str!("../rules/letters.tsv")).filter(|row| row.len() >= 2);
    let mut letters = Vec::new();
    for row in rows {
        let Some(letter) = row[0].chars().next() else {
            continue;
        };
        let at = letter as usize;
        letters.resize(letters.len().max(at + 1), 0);
        letters[at] = row[1].split(' ').map(bit).fold(0, |all, bit| all | bit);
    }
    letters
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{script_of, tokenize};

    fn votes_of(text: &str) -> Votes {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        votes(text, &tokens, |_| 0)
    }

    /// A language that no word tells would be passed over in silence.
    #[test]
    fn letters_tell_languages_that_words_tell_each_once() {
        for row in rule_rows(include_str!("../rules/letters.tsv")) {
            let langs: Vec<&str> = row[1].split(' ').collect();
            for lang in &langs {
                assert!(words::detectable().contains(lang), "{}: {lang}", row[0]);
            }
            let bits = LETTERS[row[0].chars().next().unwrap() as usize];
            assert_eq!(bits.count_ones() as usize, langs.len(), "{}", row[0]);
        }
    }

    /// With letters of two a word matches no text.
    #[test]
    fn telling_words_are_of_one_script() {
        for row in rule_rows(include_str!("../rules/telling_words.tsv")) {
            for word in row[1].split(' ') {
                // The æ of Ossetic is typed with the Latin letter.
                let folded = crate::fold::folded_word(&word.replace('æ', ""));
                let mut scripts = folded
                    .chars()
                    .map(|c| script_of(c.encode_utf8(&mut [0; 4])));
                let first = script_of(&folded);
                let same = scripts.all(|script| script.is_empty() || script == first);
                assert!(same, "{}: {word}", row[0]);
            }
        }
    }

    #[test]
    fn english_comes_first_among_languages_of_as_much() {
        let ranked = votes_of("was in").ranked;
        assert_eq!(ranked[0].1, "en");
        assert_eq!(ranked[0].0, ranked[1].0, "{ranked:?}");
    }

    #[test]
    fn words_of_names_and_endings_tell_nothing() {
        assert_eq!(votes_of("Ursula von der Leyen").by_words("de"), 0);
        assert_eq!(votes_of("Hungary's").ranked, []);
        assert!(votes_of("von der").by_words("de") > 0);
    }
}
