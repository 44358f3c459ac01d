//! Datelines: where a report begins with the town it is from, `PARIS, Aug 12 (Reuters) - The minister`.

use std::sync::LazyLock;

use super::stretch::Stretch;
use crate::gazetteer::{Entity, EntityType};
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::capitals::starts_sentence;
use crate::matcher::size::KNOWN_TOWN;
use crate::matcher::words::{self, Class};
use crate::rules::{TableSet, rule_rows};
use crate::text::{Flags, base_language};

/// `BURTON, 4 May`, `Burton (AP)`, `Burton. — The council`, and where a line begins `BURTON - The council`: what a
/// report begins with.
pub(in crate::matcher) fn is_dateline(stretch: &Stretch<'_>) -> bool {
    let rest = behind(stretch);
    // Behind a colon it is one of a list: `three daughters: Anna (1992)`.
    let colon = || {
        stretch.text[..stretch.span().start]
            .trim_end()
            .ends_with(':')
    };
    let bracket = rest.starts_with('(') && (begins_line(stretch) || !colon());
    let dashed = rest.starts_with(['—', '–']) || bracket || rest.starts_with("--");
    let spaced_hyphen = || rest.starts_with("- ") && begins_line(stretch);
    starts_sentence(stretch.text, stretch.tokens, stretch.first)
        && (dashed || spaced_hyphen() || is_dated(stretch))
}

fn behind<'a>(stretch: &Stretch<'a>) -> &'a str {
    let rest = stretch.text[stretch.span().end..].trim_start_matches([' ', '\t', '\u{a0}']);
    rest.strip_prefix('.').map_or(rest, str::trim_start)
}

/// Whether a comma and a day follow: `, 4 May`, and where a line begins `, Aug 12`.
fn is_dated(stretch: &Stretch<'_>) -> bool {
    let Some(rest) = behind(stretch).strip_prefix(',') else {
        return false;
    };
    let digit = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let Some(month) = stretch.behind() else {
        return false;
    };
    let after = stretch.text[month.span().end..].trim_start_matches(['.', ' ']);
    let is_month = words::is(month, stretch.lang, Class::Calendar)
        || MONTHS.contains(stretch.text[month.span()].to_lowercase().as_str());
    digit(rest) || begins_line(stretch) && month.has(Flags::CASED) && is_month && digit(after)
}

/// Months as they are abbreviated in any language, in small letters.
static MONTHS: LazyLock<TableSet<&'static str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/months.tsv"));
    let months = rows.filter_map(|row| row.get(1).copied());
    months.flat_map(|months| months.split(' ')).collect()
});

fn begins_line(stretch: &Stretch<'_>) -> bool {
    stretch.before().is_none_or(|at| {
        let before = stretch.tokens[at].span().end;
        stretch.text[before..stretch.span().start].contains('\n')
    })
}

/// Leaves the towns, where a large one is called as the part of the country that it lies in: where a report
/// begins, New York is no state, nor Geneva a canton.
pub(in crate::matcher) fn keep_towns(stretch: &Stretch<'_>, candidates: &mut Vec<Candidate<'_>>) {
    let is_town = |entity: &Entity<'_>| {
        entity.entity_type == EntityType::Place
            && entity.weight >= KNOWN_TOWN
            && entity.level().is_none()
    };
    let is_its_own = |town: &Entity<'_>, whole: &Entity<'_>| {
        let region = town.attribute("region");
        is_division(whole) && (region.is_none() || region == whole.attribute("region"))
    };
    let divided = || {
        let mut towns = candidates.iter().filter(|c| is_town(&c.entity));
        towns.any(|town| {
            let mut others = candidates.iter();
            others.any(|whole| is_its_own(&town.entity, &whole.entity))
        })
    };
    if candidates.len() > 1 && begins_line(stretch) && divided() && is_dateline(stretch) {
        candidates.retain(|candidate| !is_division(&candidate.entity));
    }
}

/// A part of a country, such as a state or a county.
fn is_division(entity: &Entity<'_>) -> bool {
    entity.level().is_some() && !entity.is_country()
}

/// Whether a word in capitals of a few letters is the town that a report begins with, and no abbreviation: `ROMA - `.
pub(in crate::matcher) fn is_town_in_dateline(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let Candidate { entity, name, .. } = candidate;
    let is_own = || base_language(name.lang) == base_language(stretch.lang);
    entity.entity_type == EntityType::Place
        && entity.weight >= KNOWN_TOWN
        && (is_dateline(stretch) || is_own() && stands_before_report(stretch))
}

/// Whether a report begins with a large town in capitals that is called as the language calls something else:
/// `RIJEKA (Hina)`.
pub(in crate::matcher) fn is_capitals_in_dateline(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let Candidate { entity, name, .. } = candidate;
    stretch.is_capitals()
        && begins_line(stretch)
        && base_language(name.lang) == base_language(stretch.lang)
        && entity.entity_type == EntityType::Place
        && entity.weight >= KNOWN_TOWN
        && is_dateline(stretch)
}

/// `TURKU. The court`: a line that begins with a word in capitals and a full stop, behind which a sentence begins.
fn stands_before_report(stretch: &Stretch<'_>) -> bool {
    let behind = stretch.text[stretch.span().end..].strip_prefix(". ");
    let mut letters = behind.into_iter().flat_map(str::chars);
    begins_line(stretch)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ')
}
