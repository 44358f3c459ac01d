//! The cases that a name stands in: those that places have much and people hardly, and those that the
//! preposition in front governs.

use std::sync::LazyLock;

use super::stretch::Stretch;
use super::{WordList, is_listed, word_list};
use crate::fold::Hasher;
use crate::inflect::Cases;
use crate::matcher::annotation::Candidate;
use crate::matcher::words::ByHash;
use crate::rules::rule_rows;
use crate::text::{Joint, base_language};

static SET_OFF_LOCAL: LazyLock<WordList> =
    LazyLock::new(|| word_list(include_str!("../rules/set_off_local.tsv")));

/// Whether a name stands in a case that only places have much: `Kiovassa`, in Kyiv; `Ankara'da`.
pub(in crate::matcher) fn is_in_local_case(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let mut labels = candidate.cases.iter().flat_map(|cases| cases.labels());
    match labels.next() {
        None => has_local_ending_set_off(stretch) || has_local_vowel(stretch, candidate),
        Some(_) => candidate
            .cases
            .is_some_and(|cases| are_local(cases, stretch.lang)),
    }
}

/// Latvian `Rīgā`: the last vowel alone makes such a case.
fn has_local_vowel(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    static VOWELS: LazyLock<Vec<(char, char, &str)>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("../rules/local_vowels.tsv"));
        rows.filter_map(|row| Some((row[0].parse().ok()?, row[1].parse().ok()?, row[2])))
            .collect()
    });
    let last = |word: &str| word.chars().next_back();
    last(stretch.surface())
        .zip(last(candidate.name.text))
        .is_some_and(|(vowel, own)| VOWELS.contains(&(vowel, own, base_language(stretch.lang))))
}

/// `Ankara'da`: the ending of such a case stands behind an apostrophe.
pub(in crate::matcher) fn has_local_ending_set_off(stretch: &Stretch<'_>) -> bool {
    let next = stretch.last + 1;
    stretch.tokens.get(next).is_some_and(|ending| {
        ending.joint == Joint::Apostrophe
            && !stretch.lang.is_empty()
            && is_listed(stretch, next, &SET_OFF_LOCAL)
    })
}

/// Whether these are cases that only places have much in a language: the locative of Armenian, not that of Russian.
pub(in crate::matcher) fn are_local(cases: Cases, lang: &str) -> bool {
    let mut labels = cases.labels().peekable();
    labels.peek().is_some() && labels.all(|case| local_cases(lang).any(|known| known == case))
}

pub(in crate::matcher) fn has_local_cases(lang: &str) -> bool {
    local_cases(lang).next().is_some()
}

fn local_cases(lang: &str) -> impl Iterator<Item = &'static str> {
    static CASES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("../rules/local_cases.tsv"));
        rows.filter_map(|row| Some((row[0], row.get(1)?.split(' ').collect())))
            .collect()
    });
    let own = base_language(lang);
    let cases = CASES.iter().filter(move |(_, langs)| langs.contains(&own));
    cases.map(|(case, _)| *case)
}

/// The cases that a preposition governs.
static GOVERNED: LazyLock<ByHash<Vec<(&str, Cases)>>> = LazyLock::new(|| {
    let mut governed = ByHash::<Vec<_>>::default();
    for row in rule_rows(include_str!("../rules/governed.tsv")).filter(|row| row.len() >= 3) {
        let cases = Cases::parse(row[2]).unwrap_or(Cases::ANY);
        governed
            .entry(Hasher::of(row[0]))
            .or_default()
            .push((row[1], cases));
    }
    governed
});

/// Whether the preposition in front governs none of these cases: `в Братском` is no instrumental.
pub(in crate::matcher) fn is_ungoverned(stretch: &Stretch<'_>, cases: Cases) -> bool {
    let own = base_language(stretch.lang);
    let before = stretch.before();
    let spaced = stretch.joint() == Joint::Space;
    let alone = stretch.first == stretch.last;
    before.filter(|_| spaced && alone).is_some_and(|at| {
        let governed = GOVERNED.get(&stretch.tokens[at].hash).into_iter().flatten();
        let mut own = governed.filter(|(lang, _)| *lang == own).peekable();
        own.peek().is_some() && own.all(|(_, governed)| governed.agree(cases).is_none())
    })
}

/// `в Котовского`: an accusative that is the genitive, which masculine names of people have and those of places have
/// not, behind a preposition that tells where something is.
pub(in crate::matcher) fn is_animate(stretch: &Stretch<'_>, cases: Cases) -> bool {
    let own = base_language(stretch.lang);
    let Some(at) = stretch.before() else {
        return false;
    };
    let has = |cases: Cases, wanted: &str| cases.labels().any(|label| label == wanted);
    let governed = GOVERNED.get(&stretch.tokens[at].hash).into_iter().flatten();
    let mut own = governed.filter(|(lang, _)| *lang == own);
    own.any(|(_, governed)| has(*governed, "loc"))
        && has(cases, "gen")
        && has(cases, "acc")
        && !has(cases, "loc")
}
