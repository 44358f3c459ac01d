//! Routes: how a name gets from its own script to another, directly or by way
//! of another language.
//!
//! A route is one standard, or two of which the second reads what the first
//! writes: Հայկ Կոնջորյան is Айк Конджорян by the Russian practice for Armenian
//! names, and Aik Kondzhoryan by a standard for Russian. `routes/<language>.tsv`
//! lists them with the cost of each hop.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::rule_file::field;
use super::rules::{self, is_mark, script_read};
use super::standard::{Standard, standard, standards};
use crate::rules::{Table, TableSet, rule_rows};
use crate::text::{base_language, script_of};

mod files {
    include!(concat!(env!("OUT_DIR"), "/routes.rs"));
}

/// One way from a language to a script.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    /// The language in between, if there is one.
    pub(super) via: Option<&'static str>,
    pub(super) first: Leg,
    pub(super) then: Option<Leg>,
    pub(super) cost: f32,
}

impl Route {
    /// The script that it ends in.
    pub(super) fn writes(&self) -> &'static str {
        self.then.unwrap_or(self.first).writes()
    }
}

/// A step of a route.
#[derive(Clone, Copy, Debug)]
pub(super) enum Leg {
    Standard(&'static Standard),
    /// What the press of a language makes of it: the cheapest spellings of the lattice.
    Conventions(&'static str),
}

impl Leg {
    /// The standard, or what stands for one.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Leg::Standard(standard) => standard.id,
            Leg::Conventions(_) => "conventions",
        }
    }

    /// Whether it is another.
    pub(super) fn is(&self, other: &Leg) -> bool {
        match (self, other) {
            (Leg::Standard(own), Leg::Standard(other)) => own.id == other.id,
            (Leg::Conventions(own), Leg::Conventions(other)) => own == other,
            _ => false,
        }
    }

    /// Whether it reads this script.
    pub(super) fn reads(&self, script: &str) -> bool {
        match self {
            Leg::Standard(standard) if standard.from == "Hrkt" => script == "Kana",
            Leg::Standard(standard) => standard.from == script,
            Leg::Conventions(lang) => match rules::of_language(lang) {
                Some((_, from)) => from == script,
                None => script != "Latn",
            },
        }
    }

    pub(super) fn writes(&self) -> &'static str {
        match self {
            Leg::Standard(standard) => standard.to,
            Leg::Conventions(_) => "Latn",
        }
    }
}

/// All routes of all languages.
static ROUTES: LazyLock<Table<&'static str, Vec<Route>>> = LazyLock::new(|| {
    let direct: HashMap<&str, Vec<(Leg, f32)>> = files::FILES
        .iter()
        .map(|(lang, text)| (*lang, direct_legs(lang, text)))
        .collect();
    let routes = files::FILES.iter().filter(|(name, _)| *name != "languages");
    routes
        .map(|(lang, text)| (*lang, routes_of(lang, text, &direct)))
        .collect()
});

/// The routes of a language, the listed ones first.
pub(super) fn routes(lang: &str) -> Vec<Route> {
    let base = base_language(lang);
    let mut routes = ROUTES.get(base).cloned().unwrap_or_default();
    let named = |route: &Route| route.then.is_none().then(|| route.first.name());
    let listed: Vec<&str> = routes.iter().filter_map(named).collect();
    // Every other standard is a route by itself.
    let others = standards().iter().filter(|standard| {
        standard.language == base && standard.to == "Latn" && !listed.contains(&standard.id)
    });
    routes.extend(others.map(|standard| Route {
        via: None,
        first: Leg::Standard(standard),
        then: None,
        cost: tier_cost(standard),
    }));
    let with_routes = || {
        files::FILES
            .iter()
            .map(|(lang, _)| *lang)
            .find(|lang| *lang == base)
    };
    let known = rules::of_language(base)
        .map(|(lang, _)| lang)
        .or_else(with_routes);
    if let Some(lang) = known.filter(|_| !listed.contains(&"conventions")) {
        routes.push(Route {
            via: None,
            first: Leg::Conventions(lang),
            then: None,
            cost: 0.0,
        });
    }
    routes
}

/// Whether there is a file of routes for a language.
pub(crate) fn has_routes(lang: &str) -> bool {
    let base = base_language(lang);
    ROUTES.contains_key(base)
}

/// The languages of a country, an ISO 3166 code, whose names take other routes than those of their neighbours.
pub(crate) fn languages_at_home(country: &str) -> impl Iterator<Item = &'static str> {
    let spoken = move |text: &'static str| {
        field(text, "country")
            .split(' ')
            .any(|own| own == country && !own.is_empty())
    };
    let files = files::FILES.iter().filter(move |(_, text)| spoken(text));
    files.map(|(lang, _)| *lang)
}

/// The languages that names pass through on a route, in the order of their codes.
pub fn languages_between() -> Vec<&'static str> {
    let mut between: Vec<&str> = ROUTES.values().flatten().filter_map(|r| r.via).collect();
    between.sort_unstable();
    between.dedup();
    between
}

/// Languages that names in a script can be read in, in the order of their codes: those that routes start from.
pub fn languages_reading(script: &str) -> Vec<&'static str> {
    let reads = |routes: &[Route]| routes.iter().any(|route| route.first.reads(script));
    let reading = ROUTES.iter().filter(|(_, routes)| reads(routes));
    let mut languages: Vec<&str> = reading.map(|(lang, _)| *lang).collect();
    languages.sort_unstable();
    languages
}

/// The scripts that standards read names of a language in, by ISO 15924.
pub fn scripts_read(lang: &str) -> Vec<&'static str> {
    let base = base_language(lang);
    let own = standards()
        .iter()
        .filter(|standard| standard.language == base);
    let mut scripts: Vec<&str> = own.map(|standard| standard.from).collect();
    scripts.sort_unstable();
    scripts.dedup();
    scripts
}

/// The cost of a standard that no file names: how far it is from what the press writes.
fn tier_cost(standard: &Standard) -> f32 {
    match standard.tier {
        "national" => 0.1,
        "formal" => 0.2,
        _ => 0.3,
    }
}

/// The language that a script is read as where none is said; empty if it tells nothing.
pub fn language_of_script(script: &str) -> &'static str {
    languages_of(script).next().unwrap_or("")
}

/// The languages that a script may be read as where none is said, the likeliest first.
fn languages_of(script: &str) -> impl Iterator<Item = &'static str> {
    let text = files::FILES.iter().find(|(name, _)| *name == "languages");
    let rows = text.into_iter().flat_map(|(_, text)| rule_rows(text));
    rows.filter(move |row| row.len() == 2 && row[0] == script)
        .map(|row| row[1])
}

/// The language that a name is read as where none is said: of those of its script the first whose
/// alphabet has all of its letters, or else the first; empty if the script tells nothing.
///
/// ```
/// use exonym::romanize::language_of_name;
///
/// assert_eq!(language_of_name("Київ"), "uk");
/// assert_eq!(language_of_name("Москва"), "ru");
/// ```
pub fn language_of_name(name: &str) -> &'static str {
    let script = script_read(name);
    let own = languages_fitting(name, script).next();
    own.unwrap_or_else(|| language_of_script(script))
}

/// The languages of a script whose alphabets have all letters of a name, the likeliest first.
fn languages_fitting(name: &str, script: &'static str) -> impl Iterator<Item = &'static str> {
    languages_of(script).filter(move |lang| {
        let alphabet = ALPHABETS.get(lang);
        alphabet.is_some_and(|letters| letters_of(name, script).all(|c| letters.contains(&c)))
    })
}

/// The one language of its script whose alphabet has all letters of a word; empty if there are more, or none.
pub(crate) fn language_told(word: &str) -> &'static str {
    let mut fitting = languages_fitting(word, script_read(word));
    match (fitting.next(), fitting.next()) {
        (Some(lang), None) => lang,
        _ => "",
    }
}

/// The letters of a name that are of this script, small and without marks that stand for themselves.
fn letters_of(name: &str, script: &str) -> impl Iterator<Item = char> {
    let is_own = move |c: char| {
        c.is_alphabetic() && !is_mark(c) && script_of(c.encode_utf8(&mut [0; 4])) == script
    };
    name.nfc()
        .flat_map(char::to_lowercase)
        .filter(move |c| is_own(*c))
}

/// The letters of each language that has rules.
static ALPHABETS: LazyLock<Table<&str, TableSet<char>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("alphabets.tsv")).skip(1);
    rows.map(|row| (row[0], row[1].chars().collect())).collect()
});

struct Row {
    via: Option<&'static str>,
    first: Leg,
    then: &'static str,
    cost: f32,
}

/// The rows of a file whose standards exist.
fn rows(lang: &'static str, text: &'static str) -> impl Iterator<Item = Row> {
    debug_assert!(lang == "languages" || field(text, "language") == lang);
    rule_rows(text).skip(1).filter_map(move |row| {
        let [via, first, then, cost] = row[..] else {
            return None;
        };
        Some(Row {
            via: Some(via).filter(|via| !via.is_empty()),
            first: leg(lang, first)?,
            then,
            cost: cost.parse().ok()?,
        })
    })
}

fn leg(lang: &'static str, name: &str) -> Option<Leg> {
    match name {
        "conventions" => Some(Leg::Conventions(lang)),
        id => standard(id).map(Leg::Standard),
    }
}

fn direct_legs(lang: &'static str, text: &'static str) -> Vec<(Leg, f32)> {
    let direct = rows(lang, text).filter(|row| row.via.is_none());
    direct.map(|row| (row.first, row.cost)).collect()
}

fn routes_of(
    lang: &'static str,
    text: &'static str,
    direct: &HashMap<&str, Vec<(Leg, f32)>>,
) -> Vec<Route> {
    let mut routes = Vec::new();
    for row in rows(lang, text) {
        let route = |then, more| Route {
            via: row.via,
            first: row.first,
            then,
            cost: row.cost + more,
        };
        match row.then {
            "" => routes.push(route(None, 0.0)),
            // Whatever the language in between does with a name of its own.
            "*" => {
                routes.push(route(None, 0.0));
                let next = row.via.and_then(|via| direct.get(via));
                let next = next.into_iter().flatten();
                routes.extend(next.map(|(leg, cost)| route(Some(*leg), *cost)));
            }
            id => routes.extend(leg(lang, id).map(|leg| route(Some(leg), 0.0))),
        }
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_files_is_a_route() {
        for (name, text) in files::FILES.iter().filter(|(name, _)| *name != "languages") {
            let listed = rule_rows(text).skip(1).count();
            assert_eq!(rows(name, text).count(), listed, "routes/{name}.tsv");
            for route in routes(name).iter().filter(|route| route.then.is_some()) {
                let then = route.then.unwrap();
                let name = (route.first.name(), then.name());
                assert!(
                    then.reads(route.first.writes()) || route.via == Some("en"),
                    "{name:?}"
                );
            }
        }
    }
}
