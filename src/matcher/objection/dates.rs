//! What is part of a date: an era behind a year, and a month behind a day.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::fold::key;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{WordList, is_listed, word_list, words_of_kinds};
use crate::rules::rule_rows;
use crate::text::{Flags, Joint, base_language};

const ERAS: &str = include_str!("../rules/eras.tsv");

/// Abbreviations of eras as keys, each with its language.
static ABBREVIATIONS: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| {
    let rows = rule_rows(ERAS).filter(|row| row.len() == 2);
    rows.map(|row| (key(row[0]), row[1])).collect()
});

static CENTURIES: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(ERAS, &["century"]));

/// `480 BC`, `in the 5th century B.C.E.`: an era's abbreviation behind a year that is not of our time, or a word
/// for a century.
pub(super) fn is_era(stretch: &Stretch<'_>) -> bool {
    const OUR_TIME: RangeInclusive<u32> = 1950..=2100;
    let own = base_language(stretch.lang);
    let behind_year = || {
        stretch.before().is_some_and(|at| {
            let is_year = || match number(stretch, at) {
                Some(year) => !OUR_TIME.contains(&year),
                None => stretch.tokens[at].has(Flags::DIGIT),
            };
            stretch.here().joint == Joint::Space
                && (is_year() || is_listed(stretch, at, &CENTURIES))
        })
    };
    let is_abbreviation = || {
        let word = key(stretch.surface());
        ABBREVIATIONS
            .iter()
            .any(|(era, lang)| *lang == own && *era == word)
    };
    behind_year() && is_abbreviation()
}

/// Months as older texts spell them.
static OLD_MONTHS: LazyLock<WordList> =
    LazyLock::new(|| word_list(include_str!("../rules/old_months.tsv")));

/// `26. Merz`: such a month behind a day.
pub(super) fn is_old_month(stretch: &Stretch<'_>) -> bool {
    const DAYS: RangeInclusive<u32> = 1..=31;
    let joint = stretch.here().joint;
    stretch.first == stretch.last
        && matches!(joint, Joint::DotSpace | Joint::Space)
        && is_listed(stretch, stretch.first, &OLD_MONTHS)
        && stretch
            .before()
            .and_then(|at| number(stretch, at))
            .is_some_and(|day| DAYS.contains(&day))
}

fn number(stretch: &Stretch<'_>, at: usize) -> Option<u32> {
    stretch.text[stretch.tokens[at].span()].parse().ok()
}
