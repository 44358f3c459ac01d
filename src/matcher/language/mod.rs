//! The language of a text, judged by its function words (`counts`); where they say little, by its letters in threes
//! (`trigrams`), by its names (`spelled`) and by its script (`scripts`, and `signs` for Chinese and Japanese).
//!
//! Of many languages nothing but those words is known (`telling_words.tsv`), so that a text of theirs is not taken
//! for one in a neighbour. It is in none where the words of a language are few for that (`shares`), and in several
//! where siblings explain as much (`siblings`). Lines may be in another language than the rest (`lines`).

mod counts;
mod lines;
mod scripts;
mod shares;
mod siblings;
mod signs;
mod spelled;
mod trigrams;

use std::sync::LazyLock;

use self::counts::{Votes, votes};
pub(super) use self::lines::{Part, parts};
pub(super) use self::spelled::Spelled;
use super::words;
use crate::rules::first_columns;
use crate::text::{ENGLISH, Token, base_language, main_script};

/// The language of a text: the one that explains the most of its words.
///
/// Where words are few, as in a headline, `spelled` is asked how many names in the text are spelled
/// as a language spells them, and the letters tell which of the languages that explain about as much is meant.
/// Empty if no language stands out: the text is too short, in a language there is no word list for, or in several.
pub(super) fn detect(text: &str, tokens: &[Token], spelled: impl Fn(&str) -> u32) -> &'static str {
    detect_by(&votes(text, tokens, spelled), text, tokens)
}

/// The same by what its words and names say.
fn detect_by(votes: &Votes, text: &str, tokens: &[Token]) -> &'static str {
    let ranked = &votes.ranked;
    let by_words = likeliest(ranked);
    // The letters of names in an English text are those of other languages.
    let [first, second] = [0, 1].map(|at| ranked.get(at).map_or(0, |(count, _)| *count));
    let clear = by_words == Some(ENGLISH) || (first >= MUCH && first >= second + LEAST);
    let by_letters = (!clear).then(|| nearest(text, tokens, ranked)).flatten();
    let told = by_letters
        .or(by_words)
        .filter(|lang| shares::are_enough(votes, lang));
    let told = told.map(|lang| siblings::tag(lang, ranked, by_letters.is_some()));
    match told.unwrap_or_else(|| scripts::language(text)) {
        "zh" => signs::language(text),
        "sr" if main_script(text) == "Latn" => "sr-Latn",
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

/// So much function words and letters must say for a language.
const LEAST: u32 = 3;

/// The first of ranked languages, if enough is said for it, and more than for the next that is no sibling. Of languages
/// that explain as much English is the likeliest; one that there is no list of words or names for must explain
/// clearly more than one that there is.
fn likeliest(ranked: &[(u32, &'static str)]) -> Option<&'static str> {
    let [(first, lang), (second, next)] = siblings::lead(ranked);
    let more = match (words::have_names(lang), words::have_names(next)) {
        (true, false) => 0,
        (false, true) => LEAST,
        _ => 1,
    };
    (first >= LEAST && (first >= second + more || lang == ENGLISH)).then_some(lang)
}

/// The tag of the language as which one is read: `no` for `nb`, which names are listed in; the rest of the tag stays.
pub(super) fn read_as(tag: String) -> String {
    static READ_AS: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| first_columns(include_str!("../rules/read_as.tsv")).collect());
    let own = base_language(&tag);
    let other = READ_AS.iter().find(|(lang, _)| *lang == own);
    match other {
        Some((_, instead)) => format!("{instead}{}", &tag[own.len()..]),
        None => tag,
    }
}

/// The language a text is in, if it can be told and is not the one that is said of it.
///
/// Languages that there are no words for are taken on trust.
#[cfg(feature = "markup")]
pub(crate) fn judged_language(text: &str, stated: &str) -> Option<&'static str> {
    let base = crate::text::base_language(stated);
    if !words::detectable().contains(&base) {
        return None;
    }
    let mut tokens = Vec::new();
    crate::text::tokenize(text, &mut tokens);
    let votes = votes(text, &tokens, |_| 0);
    let judged = match siblings::lead(&votes.ranked) {
        // Where another explains as much, what is stated stands.
        [(first, _), (second, _)] if first == second && first > 0 => return None,
        _ => likeliest(&votes.ranked).filter(|lang| shares::are_enough(&votes, lang)),
    };
    let judged = judged.map_or_else(
        || scripts::language(text),
        |lang| siblings::tag(lang, &votes.ranked, false),
    );
    let differs = crate::text::base_language(judged) != base && !siblings::may_be(judged, base);
    (!judged.is_empty() && differs).then_some(judged)
}

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
