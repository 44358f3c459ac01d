//! Towns of one name: the region or the country that a text names tells which is meant.

use std::sync::LazyLock;

use super::named::Named;
use crate::gazetteer::{Entity, EntityType, Level};
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::{MARGIN, worth};
use crate::matcher::size::{GREAT_CITY, is_widely_named};
use crate::rules::first_columns;
use crate::text::chars::{Char, Class};

/// Puts the one candidate in a region that the text names first: what is known of the text outweighs its namesakes.
pub(in crate::matcher) fn settle_by_region(m: &mut Match<'_>, evidence: &Named<'_>) {
    if m.settled || m.objection.is_some() {
        return;
    }
    if let Some(at) = of_the_region(m, evidence) {
        m.settle_on(at);
    }
}

/// The one candidate in a region that the text names: `Newark` in an article about Ohio.
fn of_the_region(m: &Match<'_>, evidence: &Named<'_>) -> Option<usize> {
    const LOOKED_AT: usize = 32;
    /// The best known may be a thousand times better known, as for two places side by side; a famous city of another
    /// country thirty times, unless the text speaks of the region often: who lives in Texas may well fly to Paris. Where it
    /// names people or anything else of that country, it has to speak of the region often at all.
    const MOST_LOSS: f32 = 0.3;
    const MOST_LOSS_OF_CITY: f32 = 0.15;
    const OFTEN: usize = 2;
    if evidence.regions.is_empty() || m.candidates.len() < 2 {
        return None;
    }
    let in_region = |candidate: &Candidate<'_>| {
        let town = candidate
            .entity
            .level()
            .is_none_or(|level| level != Level::Division);
        town && candidate
            .entity
            .attribute("region")
            .is_some_and(|region| evidence.regions.has(&region))
    };
    let mut there = m
        .candidates
        .iter()
        .enumerate()
        .take(LOOKED_AT)
        .filter(|(_, candidate)| in_region(candidate));
    match (there.next(), there.next()) {
        (Some((at, there)), None) => {
            let best = &m.candidates[0];
            if is_region_of(best, there) {
                return None;
            }
            let (own, other) = (there.entity.country(), best.entity.country());
            let near = own == other || !evidence.is_nearer(m, other.clone(), own.clone());
            let region = there.entity.country().zip(region_of(there));
            // Whatever is named of the best known one's country says nothing of another.
            let nearest = there.entity.country() != best.entity.country()
                || region.is_none_or(|(country, region)| evidence.tells(m, &country, &region));
            let is_famous = there.entity.country() != best.entity.country()
                && best.entity.level().is_none()
                && (best.entity.weight >= GREAT_CITY || is_widely_named(&best.entity));
            let spoken_of = || {
                let country = there.entity.country();
                let region = region_of(there).unwrap_or_default();
                evidence.speaks_of(country.as_deref(), &region)
            };
            let is_named_besides = || {
                let besides = |other: &String| evidence.names_country_besides(other, &best.entity);
                other.as_ref().is_some_and(besides)
                    && !evidence.is_nearer(m, own.clone(), other.clone())
            };
            let most = match is_famous.then(|| spoken_of() >= OFTEN) {
                Some(false) if is_named_besides() => return None,
                Some(true) if !is_named_besides() => MOST_LOSS,
                Some(_) => MOST_LOSS_OF_CITY,
                None => MOST_LOSS,
            };
            (near && nearest && worth(best) - worth(there) <= most).then_some(at)
        }
        _ => None,
    }
}

/// Whether the best known is the region itself, which speaks for no town in it that only other languages call so:
/// Bulgarian `Оклахома` in a list of states. A city like New York is greater than its state.
fn is_region_of(best: &Candidate<'_>, town: &Candidate<'_>) -> bool {
    /// What a name of another language costs.
    const FOREIGN: f32 = 0.1;
    town.cost - best.cost >= FOREIGN
        && town.entity.weight < best.entity.weight
        && best.entity.level() == Some(Level::Division)
        && town.entity.level().is_none()
        && region_of(best) == region_of(town)
}

fn region_of(candidate: &Candidate<'_>) -> Option<String> {
    candidate.entity.attribute("region")
}

/// The one candidate from a country that the text names otherwise, if no other close candidate is.
pub(in crate::matcher) fn of_the_country(m: &Match<'_>, evidence: &Named<'_>) -> Option<usize> {
    let best = worth(m.candidates.first()?);
    let close = m
        .candidates
        .iter()
        .take_while(|candidate| best - worth(candidate) < MARGIN);
    let named = |candidate: &Candidate<'_>| {
        candidate
            .entity
            .country()
            .is_some_and(|c| evidence.names_country(&c))
    };
    let mut named = close.enumerate().filter(|(_, candidate)| named(candidate));
    match (named.next(), named.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// The one candidate of a country that the text names, where the best known town is of none: `Dimitrovgrad` in an
/// article that speaks of Bulgaria alone.
pub(in crate::matcher) fn of_a_named_country(m: &Match<'_>, evidence: &Named<'_>) -> Option<usize> {
    /// The best known may be five times better known.
    const MOST_LOSS: f32 = 0.07;
    let best = m.candidates.first()?;
    let named = |candidate: &Candidate<'_>| {
        let country = candidate.entity.country();
        country.is_none_or(|country| evidence.names_country_besides(&country, &best.entity))
    };
    let town = |candidate: &Candidate<'_>| {
        candidate.entity.entity_type == EntityType::Place && candidate.entity.level().is_none()
    };
    if !town(best) || named(best) {
        return None;
    }
    let close = m
        .candidates
        .iter()
        .enumerate()
        .take_while(|(_, candidate)| worth(best) - worth(candidate) <= MOST_LOSS);
    let mut there = close.filter(|(_, candidate)| town(candidate) && named(candidate));
    match (there.next(), there.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// The town of two likeliest candidates, if the other is the part of the country that it lies in: `New York`, `Geneva`.
/// A text that names other such parts of the country may mean that.
pub(in crate::matcher) fn of_its_own_division(
    m: &Match<'_>,
    evidence: &Named<'_>,
) -> Option<usize> {
    let best = worth(m.candidates.first()?);
    let mut close = m
        .candidates
        .iter()
        .enumerate()
        .take_while(|(_, candidate)| best - worth(candidate) < MARGIN);
    let (Some(first), Some(second), None) = (close.next(), close.next(), close.next()) else {
        return None;
    };
    let (town, division) = match first.1.entity.level() {
        None => (first, second.1),
        Some(_) => (second, first.1),
    };
    let country = town.1.entity.country()?;
    let region = region_of(town.1).filter(|_| town.1.entity.level().is_none());
    let same = division.entity.level() == Some(Level::Division)
        && division.entity.country().as_ref() == Some(&country)
        && region.is_some()
        && region_of(division) == region;
    let others = evidence.regions.within(&country, m.first).next().is_some();
    (same && !others).then_some(town.0)
}

/// News agencies by the country whose towns they name without it.
static AGENCIES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| first_columns(include_str!("../rules/agencies.tsv")).collect());

/// `LEBANON (AP) - `: a report begins with a town of the agency's country, and the likeliest is a country that has a
/// town of its name nowhere but abroad.
pub(in crate::matcher) fn is_country_in_dateline(
    stretch: &Stretch<'_>,
    candidates: &[Candidate<'_>],
) -> bool {
    let span = stretch.span();
    let before = stretch.text[..span.start].trim_end_matches([' ', '\t']);
    let begins = before.is_empty() || before.ends_with('\n');
    if !begins || !stretch.is_capitals() {
        return false;
    }
    // The brackets are looked for where an agency's end alone: there may be none in all of the text.
    let home = stretch.text[span.end..]
        .strip_prefix(" (")
        .and_then(|rest| {
            AGENCIES.iter().find_map(|(agency, home)| {
                let behind = rest.strip_prefix(agency)?.strip_prefix(')')?;
                let dash = behind.trim_start_matches(' ').chars().next()?;
                let is_dash = Char::of(dash).class() == Class::Hyphen || matches!(dash, '–' | '—');
                is_dash.then_some(home)
            })
        });
    let Some(home) = home else {
        return false;
    };
    let country = &candidates[0].entity;
    let mut towns = candidates[1..].iter().map(|candidate| &candidate.entity);
    let town =
        |entity: &Entity<'_>| entity.entity_type == EntityType::Place && entity.level().is_none();
    country.is_country()
        && towns
            .clone()
            .any(|entity| town(entity) && entity.country().as_deref() == Some(home))
        && !towns.any(|entity| town(entity) && entity.country() == country.country())
}
