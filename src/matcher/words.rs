//! Common words: what a name must not be mistaken for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::Hasher;
use crate::text::chars::Char;
use crate::text::{Token, base_language};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Kinds of common words, as the files in `words/` name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Articles, prepositions, pronouns, auxiliaries.
    Function = 0,
    /// Ordinary words.
    Common = 1,
    /// Months and weekdays.
    Calendar = 2,
    /// `president`, `mr`, `minister`.
    Title = 3,
}

/// For each class the languages that have the word, a bit for each file.
type Entry = [u64; 4];

/// Hash of the folded word → what it is, and where.
static WORDS: LazyLock<HashMap<u64, Entry>> = LazyLock::new(|| {
    let mut words: HashMap<u64, Entry> = HashMap::new();
    for (lang, (_, file)) in FILES.iter().enumerate() {
        for row in crate::rules::rule_rows(file) {
            let class = match row.get(1) {
                Some(&"function") => Class::Function,
                Some(&"calendar") => Class::Calendar,
                Some(&"title") => Class::Title,
                _ => Class::Common,
            };
            words.entry(hash(row[0])).or_default()[class as usize] |= 1 << lang;
        }
    }
    words
});

fn hash(word: &str) -> u64 {
    let mut hasher = Hasher::new();
    word.chars().for_each(|c| hasher.character(c, Char::of(c)));
    hasher.finish()
}

/// The common words of languages written without spaces.
pub(super) fn dense_words() -> impl Iterator<Item = &'static str> {
    const WITHOUT_SPACES: &[&str] = &["zh", "ja", "th", "lo", "km", "my"];
    let files = FILES
        .iter()
        .filter(|(lang, _)| WITHOUT_SPACES.contains(lang));
    let rows = files.flat_map(|(_, file)| crate::rules::rule_rows(file));
    rows.filter(|row| row.get(1) == Some(&"common") && row[0].chars().nth(1).is_some())
        .map(|row| row[0])
}

/// The languages there are word lists for, in the order of the bits.
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(lang, _)| *lang)
}

/// The languages in which a token is a function word.
pub(super) fn function_word(token: &Token) -> u64 {
    WORDS
        .get(&token.hash)
        .map_or(0, |entry| entry[Class::Function as usize])
}

/// Whether a token is a word of this class in `lang`; in any language if `lang` is empty or has no list.
pub(crate) fn is(token: &Token, lang: &str, class: Class) -> bool {
    WORDS
        .get(&token.hash)
        .is_some_and(|entry| entry[class as usize] & mask(lang) != 0)
}

/// Whether a token is a word of any class in `lang`.
pub(super) fn is_any(token: &Token, lang: &str) -> bool {
    let all = |entry: &Entry| entry.iter().fold(0, |all, langs| all | langs);
    WORDS
        .get(&token.hash)
        .is_some_and(|entry| all(entry) & mask(lang) != 0)
}

fn mask(lang: &str) -> u64 {
    let base = base_language(lang);
    languages()
        .position(|l| l == base)
        .map_or(u64::MAX, |at| 1 << at)
}
