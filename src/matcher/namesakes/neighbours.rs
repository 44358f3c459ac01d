//! A place and the larger one it lies in, one after the other: `Paris, Texas`;
//! `Tbilisi, Georgia`; `Birmingham, Ala.` Each tells which of its namesakes the other is.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::gazetteer::{Entity, EntityType, Level};
use crate::matcher::annotation::{Candidate, Reason};
use crate::matcher::beside::stretch::Passage;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::worth;
use crate::rules::{Table, rule_rows};
use crate::text::base_language;

/// A pair that is worth so much less than the best candidates is no pair: those are a factor of a thousand better
/// known.
const MOST_LOSS: f32 = 0.3;

/// Settles the matches that stand in such pairs.
pub(in crate::matcher) fn settle(matches: &mut [Match<'_>], passage: Passage<'_>) {
    let Passage {
        start, text, lang, ..
    } = passage;
    for at in 1..matches.len() {
        let (before, after) = matches.split_at_mut(at);
        let (inner, outer) = (&mut before[at - 1], &mut after[0]);
        let between = text.get(inner.span.end - start..outer.span.start - start);
        let Some(joint) = between.and_then(|between| Between::read(between, lang)) else {
            continue;
        };
        // `Viswanathan Anand (India)`: who is called like a town may come from its country.
        let part = inner.objection == Some(Reason::PartOfLongerName);
        if inner.settled || part && joint != Between::Comma {
            continue;
        }
        if let Some((i, o)) = pair(&inner.candidates, &outer.candidates) {
            for (m, chosen) in [(inner, i), (outer, o)] {
                m.settle_on(chosen);
            }
        } else if joint != Between::Direction && contradicts(&inner.candidates, &outer.candidates)
            || joint == Between::Bracket && is_abroad(&inner.candidates, &outer.candidates)
        {
            inner.objection = Some(Reason::Remote);
        }
    }
    settle_abbreviated(matches, passage);
}

/// What stands between a place and the larger one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    Comma,
    Bracket,
    /// A comma and the part of the larger one: `Goma, eastern Congo`.
    Direction,
}

impl Between {
    pub(super) fn read(between: &str, lang: &str) -> Option<Between> {
        match between {
            ", " | " , " | ",\n" | ",\r\n" => Some(Between::Comma),
            " (" => Some(Between::Bracket),
            _ => {
                let part = between.strip_prefix(", ")?.strip_suffix(' ')?;
                is_direction(part, lang).then_some(Between::Direction)
            }
        }
    }
}

/// Whether these are words for a part of a country: `north-east`, `in southern`.
fn is_direction(part: &str, lang: &str) -> bool {
    /// Words with their languages, and whether they tell a direction by themselves.
    static DIRECTIONS: LazyLock<Table<(&str, &str), bool>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("../rules/directions.tsv"));
        rows.filter_map(|row| Some(((row[0], *row.get(1)?), row.get(2).is_none())))
            .collect()
    });
    let own = base_language(lang);
    let words = part.split([' ', '-']);
    let told: Option<Vec<bool>> = words
        .map(|word| DIRECTIONS.get(&(word, own)).copied())
        .collect();
    told.is_some_and(|told| told.contains(&true))
}

/// Settles the places behind which a region is abbreviated, and their names from there on.
fn settle_abbreviated(matches: &mut [Match<'_>], passage: Passage<'_>) {
    let Passage {
        start, text, lang, ..
    } = passage;
    let mut meant = HashMap::new();
    for m in matches.iter_mut().filter(|m| !m.settled) {
        let rest = text.get(m.span.end - start..).unwrap_or_default();
        let surface = text.get(m.span.start - start..m.span.end - start);
        let in_capitals = !surface.is_some_and(|surface| surface.contains(char::is_lowercase));
        let region = Abbreviated::read(rest, lang);
        let Some(region) = region.filter(|region| !(region.is_code && in_capitals)) else {
            continue;
        };
        let best_known = m.candidates[0].entity;
        region.settle(m);
        if m.settled {
            let (at, town) = (m.first, m.candidates[0].entity.id);
            let told = Told {
                best_known,
                at,
                town,
            };
            meant.entry(best_known.id).or_insert(told);
        }
    }
    if !meant.is_empty() {
        carry_over(matches, meant);
    }
}

/// Which town is meant in the place of the best known one of its name, and from where on.
struct Told<'m> {
    best_known: Entity<'m>,
    at: u32,
    town: &'m str,
}

/// Settles what has the same best known one further on, unless the text names the country of that one as well.
fn carry_over<'m>(matches: &mut [Match<'m>], mut meant: HashMap<&str, Told<'m>>) {
    let likeliest = matches.iter().map(|m| &m.candidates[0].entity);
    let states = likeliest.filter(|entity| entity.is_country());
    let named: HashSet<String> = states.filter_map(Entity::country).collect();
    let is_named = |entity: &Entity<'_>| entity.country().is_some_and(|c| named.contains(&c));
    meant.retain(|_, told| !is_named(&told.best_known));
    for m in matches.iter_mut().filter(|m| !m.settled) {
        let told = meant.get(m.candidates[0].entity.id);
        let Some(told) = told.filter(|told| told.at < m.first) else {
            continue;
        };
        if let Some(at) = m.candidates.iter().position(|c| c.entity.id == told.town) {
            m.put_first(at);
            m.settled = m.objection.is_none();
        }
    }
}

/// A region that is abbreviated.
struct Abbreviated {
    /// Its code: `US.AL`.
    region: &'static str,
    /// Whether it is abbreviated by two capitals, which may be a word in capitals or the code of a country.
    is_code: bool,
}

impl Abbreviated {
    /// The one that stands behind a comma: `, Ala. was`; `, ME 04101`. Two capitals are one in front of a mark or
    /// number only: `ID cards`.
    fn read(rest: &str, lang: &str) -> Option<Abbreviated> {
        /// The regions by their abbreviations, each with the language it is of.
        static REGIONS: LazyLock<Table<&str, (&str, &str)>> = LazyLock::new(|| {
            let rows = rule_rows(include_str!("../rules/state_abbreviations.tsv"));
            rows.filter_map(|row| Some((row[0], (*row.get(1)?, *row.get(2)?))))
                .collect()
        });
        // Texts in words have white space around marks: `Milton , Mass. ,`.
        let rest = rest.strip_prefix(", ").or(rest.strip_prefix(" , "))?;
        let part = |c: char| c.is_ascii_alphabetic() || c == '.';
        let joined = &rest[..rest.find(|c: char| !part(c)).unwrap_or(rest.len())];
        let spaced = initials_with_space(rest);
        let word = spaced.as_ref().map_or(joined, |(_, initials)| initials);
        let known = REGIONS.get(word);
        // The stop may be the sentence's.
        let (language, region) = known.or_else(|| REGIONS.get(word.strip_suffix('.')?))?;
        let end = spaced.as_ref().map_or(word.len(), |(end, _)| *end);
        let stem = word.trim_end_matches('.');
        let is_code = stem.len() == 2 && stem.bytes().all(|b| b.is_ascii_uppercase());
        let goes_on = rest[end..]
            .trim_start_matches([' ', '\t'])
            .starts_with(char::is_alphabetic);
        (base_language(lang) == *language && !(is_code && goes_on))
            .then_some(Abbreviated { region, is_code })
    }

    /// Takes a place for the likeliest town in the region, or for none that is known.
    fn settle(&self, m: &mut Match<'_>) {
        let best = &m.candidates[0].entity;
        let Some(country) = best
            .country()
            .filter(|_| best.entity_type == EntityType::Place)
        else {
            return;
        };
        let of_country = self
            .region
            .rsplit_once('.')
            .is_some_and(|(_, code)| code == country);
        let lies_there = |c: &Candidate<'_>| {
            c.entity
                .level()
                .is_none_or(|level| level == Level::Subdivision)
                && c.entity.attribute("region").as_deref() == Some(self.region)
        };
        match m.candidates.iter().position(lies_there) {
            // `Toronto, CA` is not in California.
            _ if self.is_code && of_country => {}
            Some(at) => {
                m.settle_on(at);
            }
            None => m.objection = Some(Reason::Remote),
        }
    }
}

/// Two initials with a space between, as papers used to set them, by where they end and without it: `N. M.`
fn initials_with_space(rest: &str) -> Option<(usize, String)> {
    const LENGTH: usize = "N. M.".len();
    let initials = rest.get(..LENGTH)?;
    let is_initial = |part: &str| {
        part.strip_suffix('.').is_some_and(|letter| {
            letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_uppercase())
        })
    };
    let (first, second) = initials.split_once(' ')?;
    (is_initial(first) && is_initial(second)).then(|| (LENGTH, format!("{first}{second}")))
}

/// Whether the outer place is a state or the like in which no town of the name is listed: `Paris, Missouri`.
fn contradicts(inner: &[Candidate<'_>], outer: &[Candidate<'_>]) -> bool {
    let home = |list: &[Candidate<'_>]| {
        let place = list
            .first()
            .filter(|c| c.entity.entity_type == EntityType::Place);
        place.and_then(Home::of)
    };
    match (home(inner), home(outer)) {
        (Some(i), Some(o)) => {
            o.level == Some(Level::Division)
                && i.level.is_none()
                && i.region.is_some()
                && o.region.is_some()
                && i.region != o.region
        }
        _ => false,
    }
}

/// Whether the outer place is a country or a part of one, and the inner a town that is nowhere in it: `Moscow (Idaho)`.
fn is_abroad(inner: &[Candidate<'_>], outer: &[Candidate<'_>]) -> bool {
    let home = |list: &[Candidate<'_>]| list.first().and_then(Home::of);
    let place = |c: &Candidate<'_>| c.mention_type() == EntityType::Place;
    match (home(inner), home(outer)) {
        (Some(i), Some(o)) => {
            place(&inner[0])
                && place(&outer[0])
                && matches!(o.level, Some(Level::Country | Level::Division))
                && i.level.is_none()
                && i.country != o.country
        }
        _ => false,
    }
}

/// The best two candidates of which one lies in the other, by their places in the lists.
fn pair(inner: &[Candidate<'_>], outer: &[Candidate<'_>]) -> Option<(usize, usize)> {
    const LOOKED_AT: usize = 16;
    let places = |list: &[Candidate<'_>]| -> Vec<(usize, Option<Home>, f32, f32)> {
        let places = list
            .iter()
            .enumerate()
            .take(LOOKED_AT)
            .filter(|(_, c)| c.entity.entity_type == EntityType::Place);
        places
            .map(|(at, c)| (at, Home::of(c), worth(c), c.entity.weight))
            .collect()
    };
    let (inner, outer) = (places(inner), places(outer));
    let best = |list: &[(usize, Option<Home>, f32, f32)]| list.iter().map(|c| c.2).reduce(f32::max);
    let all = best(&inner)? + best(&outer)?;
    let pairs = inner.iter().flat_map(|i| outer.iter().map(move |o| (i, o)));
    let fitting = pairs.filter(|(i, o)| {
        let lies_in =
            i.1.as_ref()
                .zip(o.1.as_ref())
                .is_some_and(|(i, o)| i.lies_in(o));
        lies_in && o.3 > i.3
    });
    let fitting: Vec<_> = fitting.collect();
    let (i, o) = fitting
        .iter()
        .max_by(|a, b| (a.0.2 + a.1.2).total_cmp(&(b.0.2 + b.1.2)))?;
    // Where regions are not known, one of several namesakes in a country is a guess, unless it is ten times as
    // well known: in `San José, Costa Rica` the capital is meant.
    const FOREMOST: f32 = 0.1;
    let known = |i: &Home, o: &Home| i.region.is_some() && o.region.is_some();
    let told =
        i.1.as_ref()
            .zip(o.1.as_ref())
            .is_some_and(|(i, o)| known(i, o));
    let mut namesakes = fitting
        .iter()
        .filter(|(n, other)| n.0 != i.0 && other.0 == o.0);
    let foremost = namesakes.all(|(n, _)| i.2 - n.2 >= FOREMOST);
    (all - i.2 - o.2 <= MOST_LOSS && (told || foremost)).then_some((i.0, o.0))
}

/// Where a place is, as the columns `country` and `region` of its source say.
struct Home {
    id: String,
    country: String,
    region: Option<String>,
    /// Cities have none.
    level: Option<Level>,
}

impl Home {
    fn of(candidate: &Candidate<'_>) -> Option<Home> {
        let text = |column: &str| candidate.entity.attribute(column);
        Some(Home {
            id: candidate.entity.id.to_owned(),
            country: text("country")?,
            region: text("region"),
            level: candidate.entity.level(),
        })
    }

    /// Whether it is in the other: in the same country, and in that region of it if its own region is known.
    fn lies_in(&self, other: &Home) -> bool {
        // Where divisions are known by their level, nothing lies in a city.
        let division = other.level.is_some() || (self.region.is_none() && other.region.is_none());
        self.id != other.id
            && division
            && self.country == other.country
            && match (&self.region, &other.region) {
                (Some(own), Some(other)) => own == other,
                _ => true,
            }
    }
}
