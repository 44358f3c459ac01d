//! The schemes that give a spelling: a text that keeps to one spells other names by it too.

use super::routes::{Leg, Route, routes};
use super::rules::script_read;
use super::variants::Variants;
use super::wanted::words;
use super::way::Way;
use crate::text::{base_language, script_of};

/// What is dearer, where the press has the last word, is too many letters off the beaten track.
const DEAREST: f32 = 0.8;

/// The ways by which a name in a language comes to be spelled `spelled` by a standard or through
/// another language, cheapest first; capitals, marks and the order of words aside.
///
/// A name in another language than those at home where it is from has come through that language.
pub(crate) fn ways_by_schemes(name: &str, lang: &str, home: &[&str], spelled: &str) -> Vec<Way> {
    let (own, from, to) = (base_language(lang), script_read(name), script_of(spelled));
    let foreign = !home.is_empty() && !home.contains(&own);
    let hops: Vec<(&str, f32)> = match foreign {
        true => home
            .iter()
            .filter_map(|at| Some((*at, hop(at, own)?)))
            .collect(),
        false => Vec::new(),
    };
    if foreign && hops.is_empty() || words(name).len() != words(spelled).len() {
        return Vec::new();
    }
    let is_scheme = |route: &Route| {
        let by_standard = matches!(route.first, Leg::Standard(_));
        let likely = route.first.reads(from) && route.writes() == to;
        likely && (by_standard && !foreign || foreign && route.via.is_none())
    };
    let found = Variants::new(own).ways(name, spelled, is_scheme);
    let mut ways: Vec<Way> = match foreign {
        false => found,
        true => hops
            .iter()
            .flat_map(|(home, cost)| found.iter().map(move |way| from_home(home, way, *cost)))
            .collect(),
    };
    ways.retain(|way| way.cost <= DEAREST || way.standards.last() != Some(&"conventions"));
    ways.sort_by(|a, b| {
        let by_cost = a.cost.total_cmp(&b.cost);
        by_cost.then_with(|| (&a.route, &a.standards).cmp(&(&b.route, &b.standards)))
    });
    ways
}

/// What it costs that names of a language are taken from another.
fn hop(lang: &str, other: &str) -> Option<f32> {
    let routes = routes(lang);
    let taken = routes.iter().filter(|route| route.via == Some(other));
    let costs = taken
        .filter(|route| route.then.is_none())
        .map(|route| route.cost);
    costs.min_by(f32::total_cmp)
}

/// A way that began in another language.
fn from_home(home: &str, way: &Way, cost: f32) -> Way {
    Way {
        route: [home, way.route.as_str()].join("→"),
        cost: way.cost + cost,
        ..way.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes_of(name: &str, lang: &str, home: &[&str], spelled: &str) -> Vec<String> {
        let ways = ways_by_schemes(name, lang, home, spelled);
        let mut routes: Vec<String> = ways.into_iter().map(|way| way.route).collect();
        routes.dedup();
        routes
    }

    #[test]
    fn a_spelling_is_told_by_its_routes() {
        let by_sound = ways_by_schemes("Юрий Ушаков", "ru", &["ru"], "OUCHAKOV Iouri");
        let standards: Vec<_> = by_sound.iter().flat_map(|way| &way.standards).collect();
        assert!(
            standards.contains(&&"var-rus-Cyrl-Latn-french"),
            "{standards:?}"
        );
        let hayk = "Հայկ Կոնջորյան";
        assert_eq!(
            routes_of(hayk, "hy", &["hy"], "Aik Kondzhoryan"),
            ["hy→ru→Latn"]
        );
        assert_eq!(routes_of(hayk, "hy", &["hy"], "Aik Kondzorjan"), [""; 0]);
        assert_eq!(routes_of(hayk, "hy", &["hy"], "Hayk Konjoryann"), [""; 0]);
        assert_eq!(routes_of(hayk, "hy", &["hy"], "Kondzhoryan"), [""; 0]);
    }

    #[test]
    fn a_name_in_the_language_between_has_come_through_it() {
        let from_russian = |home| routes_of("Ереван", "ru", home, "Erevan");
        assert_eq!(from_russian(&["hy"]), ["hy→ru→Latn"]);
        assert_eq!(from_russian(&["ru"]), ["ru→Latn"]);
        assert_eq!(from_russian(&[]), ["ru→Latn"]);
        assert_eq!(from_russian(&["ja"]), [""; 0]);
    }
}
