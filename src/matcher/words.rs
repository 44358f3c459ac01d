//! Common words: what a name must not be mistaken for.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher as StdHasher};
use std::sync::LazyLock;

use super::writing::{Trait, has};
use crate::rules::{TableSet, first_column, rule_rows};
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

/// For each class the languages that have the word, a bit for each file; and those that it [tells](telling).
type Entry = ([u128; 4], u128);

/// A map whose keys are hashes already, such as those of tokens.
pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Unhashed>>;

/// Takes a hash for its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unhashed(u64);

impl StdHasher for Unhashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What the build script made of the files: the hashes of all folded words, sorted, and what they are.
mod table {
    include!(concat!(env!("OUT_DIR"), "/word_table.rs"));

    /// The entry of a word, looked for among the few whose hashes begin with the same bits.
    pub(super) fn get(hash: u64) -> Option<&'static super::Entry> {
        let first = (hash >> (u64::BITS - BITS)) as usize;
        let (start, end) = (STARTS[first].into(), STARTS[first + 1].into());
        let found = HASHES[start..end].iter().position(|known| *known == hash)?;
        Some(&ENTRIES[usize::from(NUMBERS[start + found])])
    }
}

/// The words of languages that write so, of these classes, each with its language.
fn words_where(
    written: Trait,
    classes: &'static [&'static str],
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = FILES.iter().filter(move |(lang, _)| has(lang, written));
    let rows = files.flat_map(|(lang, file)| rule_rows(file).map(move |row| (row, *lang)));
    rows.filter(|(row, _)| row.get(1).is_some_and(|class| classes.contains(class)))
        .map(|(row, lang)| (row[0], lang))
}

/// The common words and titles of languages without spaces that have more than one character, each with its language.
pub(super) fn dense_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    let words = words_where(Trait::Unspaced, &["common", "title"]);
    words.filter(|(word, _)| word.chars().nth(1).is_some())
}

/// Whether a piece of text is a title in a language whose titles stand beside names with no space.
pub(super) fn is_attached_title(word: &str, lang: &str) -> bool {
    static TITLES: LazyLock<TableSet<(&str, &str)>> =
        LazyLock::new(|| words_where(Trait::Titles, &["title"]).collect());
    TITLES.contains(&(word, base_language(lang)))
}

/// Whether a sign by itself is a function word.
pub(super) fn is_small_sign(sign: char, lang: &str) -> bool {
    static SIGNS: LazyLock<TableSet<(char, &str)>> = LazyLock::new(|| {
        let words = words_where(Trait::Signs, &["function"]);
        words
            .filter_map(|(word, lang)| Some((word.parse().ok()?, lang)))
            .collect()
    });
    SIGNS.contains(&(sign, base_language(lang)))
}

/// The languages there are word lists for, in the order of the bits.
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(lang, _)| *lang)
}

/// Whether there is a word list for a language.
pub(super) fn have_list(lang: &str) -> bool {
    languages().any(|known| known == lang)
}

/// Whether there is a word list for a language, and names are listed in it as well.
pub(super) fn have_names(lang: &str) -> bool {
    static FEW: LazyLock<Vec<&str>> =
        LazyLock::new(|| first_column(include_str!("rules/few_names.tsv")).collect());
    have_list(lang) && !FEW.contains(&lang)
}

/// Whether there is a word list for a language, and texts in others quote it.
pub(super) fn is_widely_written(lang: &str) -> bool {
    static LITTLE: LazyLock<Vec<&str>> =
        LazyLock::new(|| first_column(include_str!("rules/little_written.tsv")).collect());
    have_list(lang) && !LITTLE.contains(&lang)
}

/// The languages that are detected by words, in the order of the bits of [`telling`]: first those [there are lists
/// for](languages).
pub(super) fn detectable() -> &'static [&'static str] {
    &table::DETECTABLE
}

/// The languages that a token tells: in which it is a function word, or which it tells from their neighbours.
pub(super) fn telling(token: &Token) -> u128 {
    table::get(token.hash).map_or(0, |entry| entry.1)
}

/// Whether a token is a word of this class in `lang`; in any language if `lang` is empty or has no list.
pub(crate) fn is(token: &Token, lang: &str, class: Class) -> bool {
    is_word(token.hash, lang, class)
}

/// The same of a word by its hash, which may be part of a token.
pub(super) fn is_word(hash: u64, lang: &str, class: Class) -> bool {
    table::get(hash).is_some_and(|entry| entry.0[class as usize] & mask(lang) != 0)
}

/// Whether a token is a word of one of some classes in `lang`, which is looked for once.
pub(super) fn is_one_of(token: &Token, lang: &str, classes: &[Class]) -> bool {
    let of_classes = |entry: &Entry| {
        let langs = classes.iter().map(|class| entry.0[*class as usize]);
        langs.fold(0, |all, langs| all | langs)
    };
    table::get(token.hash).is_some_and(|entry| of_classes(entry) & mask(lang) != 0)
}

/// Whether a token is a word that stands beside names or begins a sentence, and is part of no name: a function word, a
/// month or weekday, a title.
pub(super) fn is_beside_names(token: &Token, lang: &str) -> bool {
    is_one_of(
        token,
        lang,
        &[Class::Function, Class::Calendar, Class::Title],
    )
}

/// Whether a token is a word of any class in `lang`.
pub(super) fn is_any(token: &Token, lang: &str) -> bool {
    is_any_word(token.hash, lang)
}

/// The same of a word by its hash.
pub(super) fn is_any_word(hash: u64, lang: &str) -> bool {
    let all = |entry: &Entry| entry.0.iter().fold(0, |all, langs| all | langs);
    table::get(hash).is_some_and(|entry| all(entry) & mask(lang) != 0)
}

/// The languages in which a token is a word of any class.
pub(crate) fn languages_with(token: &Token) -> impl Iterator<Item = &'static str> {
    let entry = table::get(token.hash).copied().unwrap_or_default();
    let all = entry.0.iter().fold(0, |all, langs| all | langs);
    languages()
        .enumerate()
        .filter(move |(at, _)| all >> at & 1 == 1)
        .map(|(_, lang)| lang)
}

/// The bits of a language: its own, or those of all that are widely written if there is no list for it.
fn mask(lang: &str) -> u128 {
    match *base_language(lang).as_bytes() {
        [a @ b'a'..=b'z', b @ b'a'..=b'z'] => MASKS[pair(a, b)],
        _ => {
            let base = base_language(lang);
            let shared = SHARED.iter().find(|(shared, _)| *shared == base);
            shared.map_or_else(|| bits(base), |(_, mask)| *mask)
        }
    }
}

/// The languages whose common words are those of others too, and the bits of these and of their own.
static SHARED: LazyLock<Vec<(&str, u128)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("rules/shared_word_lists.tsv"));
    let own_bits = |lang: &str| if have_list(lang) { bits(lang) } else { 0 };
    let all_bits = |langs: &str| langs.split(' ').fold(0, |all, lang| all | bits(lang));
    rows.map(|row| (row[0], own_bits(row[0]) | all_bits(row[1])))
        .collect()
});

/// The masks of all tags of two letters, which are asked for with every word.
static MASKS: LazyLock<Vec<u128>> = LazyLock::new(|| {
    let mut masks = vec![*WIDE; 26 * 26];
    let own = languages().map(|lang| (lang, bits(lang)));
    let shared = SHARED.iter().copied();
    for (lang, mask) in own.chain(shared) {
        if let [a, b] = *lang.as_bytes() {
            masks[pair(a, b)] = mask;
        }
    }
    masks
});

/// The bits of all languages that are widely written: short words of others look like names in most texts.
static WIDE: LazyLock<u128> = LazyLock::new(|| {
    let wide = languages()
        .enumerate()
        .filter(|(_, lang)| is_widely_written(lang));
    wide.fold(0, |all, (at, _)| all | 1 << at)
});

fn pair(a: u8, b: u8) -> usize {
    usize::from(a - b'a') * 26 + usize::from(b - b'a')
}

fn bits(base: &str) -> u128 {
    languages()
        .position(|lang| lang == base)
        .map_or(*WIDE, |at| 1 << at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::Hasher;

    #[test]
    fn every_word_of_the_files_is_in_the_table() {
        for (nth, (lang, file)) in FILES.iter().enumerate() {
            for row in crate::rules::rule_rows(file) {
                let class = match row[1] {
                    "function" => Class::Function,
                    "common" => Class::Common,
                    "calendar" => Class::Calendar,
                    "title" => Class::Title,
                    other => panic!("words/{lang}.tsv: {other}"),
                };
                let entry = table::get(Hasher::of(row[0]));
                let langs = entry.map_or(0, |entry| entry.0[class as usize]);
                assert!(langs >> nth & 1 == 1, "words/{lang}.tsv: {}", row[0]);
            }
        }
        assert_eq!(table::get(Hasher::of("Yerevan")), None);
    }

    #[test]
    fn languages_share_the_words_of_others() {
        for row in rule_rows(include_str!("rules/shared_word_lists.tsv")) {
            assert!(row[1].split(' ').all(have_list), "{}", row[1]);
            assert_ne!(mask(row[0]), *WIDE, "{}", row[0]);
        }
        assert_eq!(mask("cnr"), bits("hr") | bits("sr"));
        assert_eq!(mask("nb-NO"), bits("no"));
        assert_eq!(mask(""), *WIDE);
        assert_eq!(mask("ms"), bits("ms") | bits("id"));
    }
}
