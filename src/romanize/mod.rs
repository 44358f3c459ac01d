//! From one script to another.
//!
//! [`standard`] writes a text exactly as one published standard says. The
//! lattice holds everything that a word may be spelled as in Latin script at
//! once, each spelling with a cost, and finds the names of a gazetteer among
//! them. Both are made of tables (`standards/*.tsv`, `rules/*.tsv`,
//! `learned/*.tsv`); `FORMAT.md` beside this file describes them, so that a
//! linguist can add a language without reading Rust.

mod brahmic;
mod capitals;
mod dictionary;
mod elsewhere;
mod expand;
mod han;
mod lattice;
mod letters;
mod mandarin;
mod routes;
mod rule_file;
mod rule_list;
mod rules;
mod scheme;
mod search;
mod skeleton;
mod source;
mod standard;
mod syllables;
mod trie;
mod variants;
mod wanted;
mod way;

pub(crate) use dictionary::Dictionary;
pub(crate) use elsewhere::{Reading, readings};
pub(crate) use lattice::Lattice;
pub(crate) use mandarin::mandarin_syllables;
pub(crate) use routes::language_told;
pub(crate) use routes::{has_routes, languages_at_home};
pub use routes::{
    language_of_name, language_of_script, languages_between, languages_reading, scripts_read,
};
pub(crate) use rules::word_and_rules;
pub(crate) use scheme::ways_by_schemes;
pub(crate) use search::{Effort, Spelling, search};
pub(crate) use skeleton::{
    NameWord, SHORTEST_ALONE, SHORTEST_PAIR, Whose, consonants, keys_of_pairs, pair_keys,
    skeletons, word_keys,
};
pub(crate) use standard::press_spellings;
pub use standard::{Standard, standard, standards};
pub(crate) use trie::Trie;
pub use variants::{Variant, Variants};
pub use way::Way;

/// The cheapest Latin spellings of a word of another script, each with its cost.
///
/// Gives `most` at most as its language reads it. Names in Han characters are read in other languages too: behind
/// those come up to a quarter as many of each. Empty for a script there are no rules for.
///
/// ```
/// let spellings = exonym::romanize::spellings("Ереван", "ru", 3);
/// assert!(spellings.iter().any(|(spelling, _)| spelling == "yerevan"));
/// ```
pub fn spellings(word: &str, lang: &str, most: usize) -> Vec<(String, f32)> {
    let mut spellings = match word_and_rules(word, lang) {
        Some((chars, rules)) => expand::expand(&chars, rules, most),
        None => Vec::new(),
    };
    for reading in readings(word, lang) {
        let found = expand::expand(&reading.word, reading.rules, most.div_ceil(READ_ELSEWHERE));
        let found = found
            .into_iter()
            .map(|(spelling, cost)| (spelling, cost + reading.cost));
        spellings.extend(found);
    }
    spellings
}

/// Of a reading in another language there is one spelling for so many of the first.
const READ_ELSEWHERE: usize = 4;
