//! What is part of a date: an era behind a year, and a month between a day and a year.

use std::sync::LazyLock;

use crate::fold::key;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{WordList, is_listed, words_of_kinds};
use crate::rules::rule_rows;
use crate::text::{Flags, Joint, base_language};

const ERAS: &str = include_str!("../rules/eras.tsv");

/// Abbreviations of eras as keys, each with its language.
static ABBREVIATIONS: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| {
    let rows = rule_rows(ERAS).filter(|row| row.len() == 2);
    rows.map(|row| (key(row[0]), row[1])).collect()
});

static CENTURIES: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(ERAS, &["century"]));

/// `1900 BC`, `in the 5th century B.C.E.`: an era's abbreviation behind a number or a word for a century.
pub(super) fn is_era(stretch: &Stretch<'_>) -> bool {
    let own = base_language(stretch.lang);
    let behind_year = || {
        stretch.before().is_some_and(|at| {
            let before = &stretch.tokens[at];
            stretch.here().joint == Joint::Space
                && (before.has(Flags::DIGIT) || is_listed(stretch, at, &CENTURIES))
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

/// `26. Merz 1873`: an old month between a day and a year.
pub(super) fn is_month(stretch: &Stretch<'_>) -> bool {
    const LAST_DAY: u32 = 31;
    let number = |at: usize| stretch.text[stretch.tokens[at].span()].parse::<u32>().ok();
    let day = || {
        let at = stretch.before()?;
        let joint = stretch.here().joint;
        (matches!(joint, Joint::DotSpace | Joint::Space)).then(|| number(at))?
    };
    let year = || {
        let next = stretch.behind()?;
        (next.joint == Joint::Space && next.span().len() == 4).then(|| number(stretch.last + 1))?
    };
    stretch.first == stretch.last
        && year().is_some()
        && day().is_some_and(|day| (1..=LAST_DAY).contains(&day))
}
