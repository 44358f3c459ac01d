//! Holders of offices by family name alone: `Kenya's President Ruto`, `президент Кении Руто`. The country and the
//! office tell who is meant, where just one person of that name is listed for both.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::fold::Hasher;
use crate::gazetteer::{Entity, EntityType};
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::capitals::writes_titles;
use crate::matcher::beside::stretch::Passage;
use crate::matcher::candidate::matched::Match;
use crate::matcher::layers::Layers;
use crate::matcher::resolve::{self, Decided, linked};
use crate::matcher::unlisted::persons;
use crate::matcher::words::{self, ByHash, Class};
use crate::rules::rule_rows;
use crate::text::{Flags, Joint, Token, base_language};

/// Words for offices by their hashes: the language each is of, and what the roles of people have of it.
static OFFICES: LazyLock<ByHash<Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut offices = ByHash::<Vec<_>>::default();
    for row in rule_rows(include_str!("../rules/offices.tsv")).filter(|row| row.len() >= 3) {
        let word = offices.entry(Hasher::of(row[0])).or_default();
        word.push((row[1], row[2]));
    }
    offices
});

/// Adds those whose country the text names.
pub(in crate::matcher) fn add<'m>(
    layers: &'m Layers,
    passage: Passage<'_>,
    decided: &mut Vec<Decided<'m>>,
) {
    let Passage { tokens, lang, .. } = passage;
    if !tokens.iter().any(|token| office(token, lang).is_some()) {
        return;
    }
    let search = Search::new(layers, passage, decided);
    let found: Vec<_> = (1..tokens.len())
        .filter(|at| search.may_be_name(*at))
        .filter_map(|at| search.holder(at))
        .collect();
    if !found.is_empty() {
        resolve::replace(decided, found, tokens.len());
    }
}

fn office(token: &Token, lang: &str) -> Option<&'static str> {
    let known = OFFICES.get(&token.hash)?;
    let own = known.iter().find(|(of, _)| *of == base_language(lang));
    own.map(|(_, office)| *office)
}

/// A text and what is decided of it.
struct Search<'s, 'm> {
    layers: &'m Layers,
    passage: Passage<'s>,
    /// Of each token, whether it is part of something that is linked.
    taken: Vec<bool>,
    /// Of each token, the country that it names or is an adjective of.
    countries: Vec<Option<String>>,
    /// All that are named.
    named: BTreeSet<String>,
}

impl<'s, 'm> Search<'s, 'm> {
    fn new(layers: &'m Layers, passage: Passage<'s>, decided: &[Decided<'m>]) -> Search<'s, 'm> {
        let tokens = passage.tokens.len();
        let mut countries = vec![None; tokens];
        let mut named = BTreeSet::new();
        for d in decided {
            let Ok(chosen) = d.chosen else { continue };
            let entity = &d.m.candidates[chosen].entity;
            let country = entity
                .country()
                .filter(|_| entity.entity_type == EntityType::Place);
            if entity.is_country() {
                countries[d.m.words()].fill(country.clone());
            }
            named.extend(country);
        }
        Search {
            layers,
            passage,
            taken: linked(decided, tokens),
            countries,
            named,
        }
    }

    /// Whether a word may be a family name and nothing more.
    fn may_be_name(&self, at: usize) -> bool {
        /// What is shorter is told by less.
        const SHORTEST: usize = 3;
        let token = &self.passage.tokens[at];
        let goes_on = self.passage.tokens.get(at + 1).is_some_and(|next| {
            matches!(next.joint, Joint::Space | Joint::Hyphen)
                && next.is_capitalised()
                && !self.taken[at + 1]
                && !words::is_any(next, self.passage.lang)
        });
        token.is_capitalised()
            && !self.taken[at]
            && !goes_on
            && matches!(token.joint, Joint::Space | Joint::Line)
            && self.passage.text[token.span()].chars().count() >= SHORTEST
            && !words::is_beside_names(token, self.passage.lang)
    }

    /// Who holds an office that stands in front of a word.
    fn holder(&self, at: usize) -> Option<Decided<'m>> {
        let (stands, office, country) = self.office_before(at)?;
        let span = self.passage.tokens[at].span();
        let mut candidates = persons::of_name(
            self.layers,
            &self.passage.text[span.clone()],
            self.passage.lang,
        );
        let qualifiers = self.qualifiers(stands);
        candidates.retain(|candidate| holds(&candidate.entity, office, &qualifiers));
        candidates.retain(|candidate| match (candidate.entity.country(), &country) {
            (Some(home), Some(country)) => home == *country,
            (Some(home), None) => self.named.contains(&home),
            (None, _) => false,
        });
        let [candidate] = candidates.as_slice() else {
            return None;
        };
        let candidate = with_office(candidate)?;
        Some(Decided {
            m: Match {
                settled: true,
                ..self
                    .passage
                    .found(&self.passage.stretch(at, at), vec![candidate])
            },
            chosen: Ok(0),
            scheme: None,
        })
    }

    /// What titles with capitals have in front of the office: `Deputy Prime` Minister, `Law Society` President.
    fn qualifiers(&self, office: usize) -> Vec<String> {
        if !writes_titles(self.passage.lang) {
            return Vec::new();
        }
        let joined = |at: &usize| self.passage.tokens[at + 1].joint == Joint::Space;
        let is_one = |at: &usize| {
            let token = &self.passage.tokens[*at];
            token.has(Flags::CAPITAL)
                && !self.taken[*at]
                && !words::is(token, self.passage.lang, Class::Function)
        };
        let before = (0..office).rev().take_while(|at| joined(at) && is_one(at));
        before
            .map(|at| self.passage.text[self.passage.tokens[at].span()].to_lowercase())
            .collect()
    }

    /// Where the office in front of a word stands, which it is, and the country whose it is if one stands beside:
    /// `президент Кении`, `le président kényan`, `Kenya's Prime Minister`.
    fn office_before(&self, at: usize) -> Option<(usize, &'static str, Option<String>)> {
        /// Words between: `ministro de Exteriores francés`.
        const BETWEEN: usize = 3;
        let joined = |at: &usize| {
            matches!(
                self.passage.tokens[at + 1].joint,
                Joint::Space | Joint::Line | Joint::Hyphen | Joint::Apostrophe
            )
        };
        let before = |at: usize| (0..at).rev().take(BETWEEN + 1).take_while(joined);
        if let Some(office) = office(&self.passage.tokens[at - 1], self.passage.lang) {
            let country = before(at - 1).find_map(|at| self.countries[at].clone());
            return Some((at - 1, office, country));
        }
        let country = self.countries[at - 1].clone()?;
        let known = |at: usize| Some((at, office(&self.passage.tokens[at], self.passage.lang)?));
        let (stands, office) = before(at - 1).find_map(known)?;
        Some((stands, office, Some(country)))
    }
}

/// Whether somebody holds an office with all that qualifies it, or has held it.
fn holds(entity: &Entity<'_>, office: &str, qualifiers: &[String]) -> bool {
    let Some(role) = entity.attribute("role") else {
        return false;
    };
    role.split(" and ").any(|role| {
        let role = role.strip_prefix("former ").unwrap_or(role);
        let is_office = role == office || office == "minister" && role.ends_with(" minister");
        is_office
            && qualifiers
                .iter()
                .all(|word| role.split(' ').any(|of| of == word))
    })
}

/// The office stands for the given name.
fn with_office<'m>(candidate: &Candidate<'m>) -> Option<Candidate<'m>> {
    /// What the given name costs that is left out, and what the office does in its place.
    const NO_GIVEN: f32 = 0.5;
    const OFFICE: f32 = 0.05;
    /// A spelling that needs more is another name.
    const DEAREST: f32 = 0.35;
    let cost = (candidate.cost - NO_GIVEN).max(0.0) + OFFICE;
    (cost < DEAREST).then_some(Candidate {
        cost,
        score: (-cost).exp(),
        ..*candidate
    })
}
