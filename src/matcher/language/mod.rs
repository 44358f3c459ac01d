//! The language of a text, judged by its function words; where they say little, by its letters in threes
//! (`trigrams`); and the script of Chinese by its characters (`signs`).

mod signs;
mod trigrams;

use std::sync::LazyLock;

use super::person_name::is_particle_token;
use super::scan::Hit;
use super::words;
use crate::gazetteer::Gazetteer;
use crate::rules::rule_rows;
use crate::text::{Flags, Joint, Token, main_script};

/// The language of a text: the one that explains the most of its words.
///
/// Where words are few, as in a headline, `spelled` is asked how many names in the text are spelled
/// as a language spells them, and the letters tell which of the languages that explain about as much is meant.
/// Empty if no language stands out: the text is too short, in a language there is no word list for, or in several.
pub(super) fn detect(text: &str, tokens: &[Token], spelled: impl Fn(&str) -> u32) -> &'static str {
    let ranked = counts(text, tokens, spelled);
    let by_words = likeliest(&ranked);
    let [first, second] = [0, 1].map(|at| ranked.get(at).map_or(0, |(count, _)| *count));
    // The letters of names in an English text are those of other languages.
    let clear = by_words == Some("en") || (first >= MUCH && first >= second + LEAST);
    let by_letters = (!clear).then(|| nearest(text, tokens, &ranked)).flatten();
    match by_letters.or(by_words).unwrap_or_else(|| by_script(text)) {
        "zh" if signs::are_traditional(text) => "zh-Hant",
        lang => lang,
    }
}

/// So much tells a language, if less is said for every other.
const MUCH: u32 = 8;

/// Of the languages for which the words of a short text say half as much as for the first, the one that its
/// letters are nearest to. Letters tell no language that no word speaks for: there are many more languages.
fn nearest(text: &str, tokens: &[Token], ranked: &[(u32, &'static str)]) -> Option<&'static str> {
    let (first, likeliest) = *ranked.first()?;
    let near = ranked
        .iter()
        .filter(|(count, lang)| *count > 0 && 2 * count >= first && trigrams::know(lang));
    let near: Vec<&str> = near.map(|(_, lang)| *lang).collect();
    (first >= LEAST && near.contains(&likeliest) && near.len() > 1)
        .then(|| trigrams::language(text, tokens, &near))
        .flatten()
}

/// How much the words and names of a text say for each language, most first; English before others of as much.
fn counts(text: &str, tokens: &[Token], spelled: impl Fn(&str) -> u32) -> Vec<(u32, &'static str)> {
    /// A text tells its language within this many words.
    const ENOUGH: usize = 2000;
    let mut counts = [0u32; 64];
    let mut in_names = [0u32; 64];
    let (mut written, mut beyond_ascii) = (u64::MAX, false);
    for (at, token) in tokens.iter().enumerate().take(ENOUGH) {
        if !is_within_name(tokens, at) && !is_possessive(token) {
            let weight = token.span().len().clamp(SHORT, LONG) as u32;
            count(&mut counts, words::function_word(token), weight);
        }
        // Names keep their letters in every language.
        let in_name = token.has(Flags::CAPITAL);
        let counts = if in_name { &mut in_names } else { &mut counts };
        for c in text[token.span()].chars().filter(|c| !c.is_ascii()) {
            let langs = LETTERS.get(c as usize).copied().unwrap_or(0);
            count(counts, langs, 1);
            if !in_name {
                written &= if langs == 0 { u64::MAX } else { langs };
                beyond_ascii = true;
            }
        }
    }
    if counts
        .iter()
        .max()
        .is_some_and(|most| (1..FEW).contains(most))
    {
        hear_names(&mut counts, &in_names, main_script(text) == "Latn", spelled);
        drop_unwritten(&mut counts, written, beyond_ascii);
    }
    let mut ranked: Vec<(u32, &'static str)> = counts.into_iter().zip(words::languages()).collect();
    ranked.sort_by_key(|(count, lang)| std::cmp::Reverse((*count, *lang == "en", *lang)));
    ranked
}

/// Drops the languages that do not write a short text's words so: which write all of its letters that tell languages
/// apart, as bits, and whether it has any beyond ASCII, which English words have not.
fn drop_unwritten(counts: &mut [u32; 64], written: u64, beyond_ascii: bool) {
    for (at, lang) in words::languages().enumerate() {
        let others = written != 0 && written >> at & 1 == 0;
        if others || (beyond_ascii && lang == "en") {
            counts[at] = 0;
        }
    }
}

/// So much function words and letters must say for a language.
const LEAST: u32 = 3;

/// The first of ranked languages, if enough is said for it, and more than for the next. Of languages
/// that explain as much English is the likeliest.
fn likeliest(ranked: &[(u32, &'static str)]) -> Option<&'static str> {
    let (first, lang) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |(second, _)| *second);
    (first >= LEAST && (first > second || lang == "en")).then_some(lang)
}

/// So little do the words of a headline say, so that its names are heard.
const FEW: u32 = 24;

/// Adds what names say: by their letters, for the languages that words speak for; and by how they
/// are spelled, for English or the language that would win over it, since English headlines do without
/// function words, and the few that they have are words of many languages.
fn hear_names(
    counts: &mut [u32; 64],
    letters: &[u32; 64],
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
    let english = words::languages().position(|lang| lang == "en");
    let (Some(likeliest), Some(english)) = (likeliest, english) else {
        return;
    };
    if likeliest == english || !words_are_latin {
        return;
    }
    let of = |at: usize| words::languages().nth(at).map_or(0, &spelled);
    let (of_likeliest, of_english) = (of(likeliest), of(english));
    counts[english] += NAME * of_english.saturating_sub(of_likeliest);
    counts[likeliest] += NAME * of_likeliest.saturating_sub(of_english);
}

/// How many of the names found are spelled as a language spells them.
pub(super) fn spelled_as_in(
    gazetteers: &[&Gazetteer],
    text: &str,
    tokens: &[Token],
    hits: &[Hit],
    lang: &str,
) -> u32 {
    /// Names that are looked at.
    const MOST: usize = 16;
    /// Namesakes of each.
    const NAMESAKES: usize = 4;
    let is_spelled = |hit: &Hit| {
        let gazetteer = gazetteers[hit.layer as usize];
        let span = tokens[hit.first as usize].span().start..tokens[hit.last as usize].span().end;
        let mut entities = gazetteer
            .posting(hit.value)
            .take(NAMESAKES)
            .filter_map(|at| Some(gazetteer.entity_of(&gazetteer.name_at(at)?)));
        entities.any(|entity| {
            let canonical = gazetteer.canonical(&entity, lang);
            canonical.is_some_and(|name| name.text == &text[span.clone()])
        })
    };
    let capital = |hit: &&Hit| tokens[hit.first as usize].has(Flags::CAPITAL);
    let names = hits.iter().filter(capital).take(MOST);
    names.filter(|hit| is_spelled(hit)).count() as u32
}

/// The language a text is in, if it can be told and is not the one that is said of it.
///
/// Languages that there is no word list for are taken on trust.
#[cfg(feature = "markup")]
pub(crate) fn judged_language(text: &str, said: &str) -> Option<&'static str> {
    let base = crate::text::base_language(said);
    if !words::languages().any(|known| known == base) {
        return None;
    }
    let mut tokens = Vec::new();
    crate::text::tokenize(text, &mut tokens);
    let judged = match counts(text, &tokens, |_| 0).as_slice() {
        // Where another explains as much, what is said stands.
        [(first, _), (second, _), ..] if first == second => return None,
        ranked => likeliest(ranked).unwrap_or_else(|| by_script(text)),
    };
    (!judged.is_empty() && crate::text::base_language(judged) != base).then_some(judged)
}

/// Function words of so few letters tell as much as one of two, longer than so many no more.
const SHORT: usize = 2;
const LONG: usize = 6;

fn count(counts: &mut [u32; 64], mut langs: u64, weight: u32) {
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
static LETTERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let bit = |lang: &str| {
        words::languages()
            .position(|known| known == lang)
            .map_or(0, |at| 1u64 << at)
    };
    let rows = rule_rows(include_str!("../rules/letters.tsv")).filter(|row| row.len() >= 2);
    let mut letters = Vec::new();
    for row in rows {
        let Some(letter) = row[0].chars().next() else {
            continue;
        };
        let at = letter as usize;
        letters.resize(letters.len().max(at + 1), 0);
        letters[at] = row[1].split(' ').map(bit).sum();
    }
    letters
});

/// A script that one language alone writes news in tells the language.
fn by_script(text: &str) -> &'static str {
    match main_script(text) {
        "Armn" => "hy",
        "Geor" => "ka",
        "Grek" => "el",
        "Hebr" => "he",
        "Hang" => "ko",
        "Thai" => "th",
        "Hani"
            if text
                .chars()
                .take(KANA_WITHIN)
                .any(|c| matches!(c, 'ぁ'..='ヿ')) =>
        {
            "ja"
        }
        "Hani" => "zh",
        _ => "",
    }
}

/// Japanese does without kana for no longer than this.
const KANA_WITHIN: usize = 500;

#[cfg(all(test, feature = "markup"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_stands_where_two_languages_explain_as_much() {
        assert_eq!(judged_language("Was in Wien", "de"), None);
        assert_eq!(
            judged_language("They were there and he was with them.", "de"),
            Some("en")
        );
    }
}
