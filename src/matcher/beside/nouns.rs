//! Nouns of a language that writes them all with a capital, told from the words that make up a name.

use std::sync::LazyLock;

use super::capitals::capitalises_nouns;
use super::name_words::is_name_word;
use super::stretch::Stretch;
use super::{DETERMINERS, is_listed};
use crate::fold::Hasher;
use crate::matcher::words::{self, Class};
use crate::rules::rule_rows;
use crate::text::{Flags, Joint, base_language};

/// Endings that make nouns, each with its language.
static ENDINGS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/noun_endings.tsv"));
    rows.map(|row| (row[0], row[1])).collect()
});

/// `Autobauer Volkswagen`, `im Tropicana Berlin`: whether a word with a capital is a noun of the language and no
/// part of a name, since it ends in one, or, in front of what is nobody's name (`is_thing`), has an article.
pub(in crate::matcher) fn is_noun(stretch: &Stretch<'_>, at: usize, is_thing: bool) -> bool {
    let token = &stretch.tokens[at];
    capitalises_nouns(stretch.lang)
        && token.has(Flags::CAPITAL)
        && token.has(Flags::LOWER)
        && !is_name_word(stretch, at)
        && (ends_in_noun(stretch, at) || is_thing && has_article(stretch, at))
}

/// Whether it ends as derived nouns do, or in a common word or a title of the language behind something else.
fn ends_in_noun(stretch: &Stretch<'_>, at: usize) -> bool {
    /// In bytes; what is longer is no word.
    const LONGEST: usize = 80;
    /// As many letters stand in front of the ending or of the second noun.
    const FIRST: usize = 3;
    /// Shorter words end many that are not put together with them.
    const SHORTEST: usize = 4;
    if stretch.tokens[at].span().len() > LONGEST {
        return false;
    }
    let own = base_language(stretch.lang);
    let word = stretch.folded(at);
    let mut endings = word
        .char_indices()
        .skip(FIRST)
        .map(|(from, _)| &word[from..]);
    endings.any(|ending| {
        let is_long = || ending.chars().nth(SHORTEST - 1).is_some();
        ENDINGS.contains(&(ending, own)) || is_long() && is_word(ending, stretch.lang)
    })
}

fn is_word(word: &str, lang: &str) -> bool {
    let hash = Hasher::of(word);
    words::is_word(hash, lang, Class::Common) || words::is_word(hash, lang, Class::Title)
}

/// Whether an article stands in front, or one with adjectives: `die große russische Ölfirma`.
fn has_article(stretch: &Stretch<'_>, at: usize) -> bool {
    const ADJECTIVES: usize = 2;
    let mut noun = at;
    for _ in 0..=ADJECTIVES {
        let Some(before) = noun.checked_sub(1) else {
            return false;
        };
        let token = &stretch.tokens[before];
        let small = token.has(Flags::LOWER) && !token.has(Flags::CAPITAL);
        if stretch.tokens[noun].joint != Joint::Space {
            return false;
        }
        if is_listed(stretch, before, &DETERMINERS) {
            return true;
        }
        if !small || words::is(token, stretch.lang, Class::Function) {
            return false;
        }
        noun = before;
    }
    false
}
