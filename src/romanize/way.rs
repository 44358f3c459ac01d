//! The way on which a name comes to a spelling.

use super::routes::{Leg, Route};

/// How a name comes to its spelling.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Way {
    /// Languages, and at the end the script: `hy→ru→Latn`.
    pub route: String,
    /// The standard of each step; `conventions` where it is only what the press does.
    pub standards: Vec<&'static str>,
    /// 0 for what the press of the language writes, more for each hop and rarer letters.
    pub cost: f32,
}

impl Way {
    /// Whether the name has passed through another language.
    pub(crate) fn has_pivot(&self) -> bool {
        // Scripts have codes of four letters, languages of two or three.
        const LONGEST_LANGUAGE: usize = 3;
        let behind = self.route.split('→').nth(1);
        behind.is_some_and(|stop| stop.len() <= LONGEST_LANGUAGE)
    }

    /// That along a route from a language.
    pub(super) fn along(lang: &str, route: &Route, cost: f32) -> Way {
        let mut stops: Vec<&str> = [Some(lang), route.via].into_iter().flatten().collect();
        // A route that ends in the language in between has come to its script.
        if route.then.is_some() || route.via.is_none() {
            stops.push(route.writes());
        }
        Way {
            route: stops.join("→"),
            standards: [Some(route.first), route.then]
                .iter()
                .flatten()
                .map(Leg::name)
                .collect(),
            cost,
        }
    }
}
