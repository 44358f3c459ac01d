//! Towns that are called like adjectives, as `Октябрьский` is: which words are some, and whether one is an
//! adjective of the word beside it.

use std::sync::LazyLock;

use super::listed_together::are_listed_together;
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::stretch::Stretch;
use crate::rules::first_columns;
use crate::text::{Flags, Joint, base_language};

/// `Октябрьский переворот`: a town that is called like an adjective, in front of a word written small.
pub(super) fn is_adjective(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let own = base_language(stretch.lang);
    let mut endings = ADJECTIVES.iter().filter(|(_, lang)| *lang == own);
    endings.any(|(ending, _)| best.name.text.ends_with(ending))
        && (small_word_behind(stretch).is_some() || is_among_adjectives(stretch))
}

/// `в Тульской, Ленинградской, Тверской областях`: in a list of words with capitals that end alike.
pub(super) fn is_among_adjectives(stretch: &Stretch<'_>) -> bool {
    let (text, tokens) = (stretch.text, stretch.tokens);
    let alike = |at: usize| {
        let word = &text[tokens[at].span()];
        tokens[at].has(Flags::CAPITAL) && agreement(word) == agreement(stretch.surface())
    };
    let listed =
        |before: usize, behind: usize| are_listed_together(stretch.passage(), before, behind);
    let before = [1, 2]
        .into_iter()
        .filter_map(|n| stretch.first.checked_sub(n));
    let behind = [1, 2].into_iter().map(|n| stretch.last + n);
    before
        .into_iter()
        .any(|at| listed(at, stretch.first) && alike(at))
        || behind
            .filter(|at| *at < tokens.len())
            .any(|at| listed(stretch.last, at) && alike(at))
}

/// The vowels of endings on hard stems, each with that on soft ones.
static SOFTENED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let rows = first_columns(include_str!("../rules/softened_vowels.tsv"));
    rows.filter_map(|(hard, soft)| Some((hard.parse().ok()?, soft.parse().ok()?)))
        .collect()
});

/// By what adjectives agree: the last two letters, of which the first is softer on some stems.
fn agreement(word: &str) -> [Option<char>; 2] {
    let mut letters = word.chars().rev();
    let last = letters.next();
    let vowel = letters.next();
    let softened = vowel.and_then(|vowel| SOFTENED.iter().find(|(hard, _)| *hard == vowel));
    [last, softened.map(|(_, soft)| *soft).or(vowel)]
}

/// Endings of towns' names that are adjectives, each with its language.
static ADJECTIVES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| first_columns(include_str!("../rules/adjectives.tsv")).collect());

/// `в Центральном доме`: a word that ends as adjectives do in some case, in front of a word written small.
pub(in crate::matcher) fn is_like_adjective(stretch: &Stretch<'_>) -> bool {
    static FORMS: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| first_columns(include_str!("../rules/adjective_forms.tsv")).collect());
    let own = base_language(stretch.lang);
    let mut endings = FORMS.iter().filter(|(_, lang)| *lang == own);
    small_word_behind(stretch).is_some()
        && endings.any(|(ending, _)| stretch.surface().ends_with(ending))
}

fn small_word_behind<'p>(stretch: &Stretch<'p>) -> Option<&'p str> {
    let next = stretch.behind()?;
    let small = next.has(Flags::CASED) && !next.has(Flags::CAPITAL);
    (small && next.joint == Joint::Space).then(|| &stretch.text[next.span()])
}

/// `в Приволжском федеральном округе`: an adjective in front of another one that agrees with it.
pub(super) fn agrees_with_next(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let same = |word: &str| agreement(word) == agreement(stretch.surface());
    is_adjective(stretch, best) && small_word_behind(stretch).is_some_and(same)
}
