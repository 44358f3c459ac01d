//! What a text names for certain, in whose light the rest is decided.

use std::collections::HashSet;

use super::decide::{decide, is_small};
use super::matched::Match;
use crate::gazetteer::Entity;

/// What the matches that stand alone say of the text.
#[derive(Default)]
pub(super) struct Named<'m> {
    /// Entities that are certainly named.
    pub(super) entities: HashSet<&'m str>,
    /// Countries of those that are well known, by their codes.
    pub(super) countries: HashSet<String>,
    /// Where regions, such as states, are named themselves, by their codes.
    pub(super) regions: Vec<(u32, String)>,
    /// Where states are named, by their codes.
    states: Vec<(u32, String)>,
}

impl<'m> Named<'m> {
    pub(super) fn of(matches: &[Match<'m>]) -> Named<'m> {
        let mut evidence = Named::default();
        let free = matches.iter().filter(|m| m.objection.is_none());
        let certain: Vec<_> = free
            .filter_map(|m| match m.settled {
                true => Some((m, *m.candidates.first()?)),
                false => Some((m, *decide(&m.candidates).ok()?)),
            })
            .collect();
        for (_, candidate) in certain
            .iter()
            .filter(|(_, candidate)| !is_small(&candidate.entity))
        {
            if evidence.entities.insert(candidate.entity.id) {
                evidence.countries.extend(candidate.entity.country());
            }
        }
        for (m, candidate) in &certain {
            let entity = &candidate.entity;
            match entity.attribute("level").as_deref() {
                Some("0") => evidence
                    .states
                    .extend(entity.country().map(|country| (m.first, country))),
                Some("1") => evidence
                    .regions
                    .extend(entity.attribute("region").map(|region| (m.first, region))),
                _ => {}
            }
        }
        // What is too small to be meant speaks for nothing.
        let near = certain
            .iter()
            .filter(|(m, candidate)| m.first < m.last || evidence.is_near(&candidate.entity));
        let near: Vec<&str> = near.map(|(_, candidate)| candidate.entity.id).collect();
        evidence.entities.extend(near);
        evidence
    }

    /// Whether, of two countries, the text names the first nearer to a match than the second.
    pub(super) fn is_nearer(
        &self,
        m: &Match<'_>,
        first: Option<String>,
        second: Option<String>,
    ) -> bool {
        let distance = |country: Option<String>| {
            let country = country?;
            let of_it = self.states.iter().filter(|(_, state)| *state == country);
            of_it.map(|(at, _)| at.abs_diff(m.first)).min()
        };
        match (distance(first), distance(second)) {
            (Some(first), Some(second)) => first < second,
            (first, _) => first.is_some(),
        }
    }

    /// Whether a region is the nearest that the text names of its country, or one of two: an article
    /// on the whole country names many.
    pub(super) fn tells(&self, m: &Match<'_>, country: &str, region: &str) -> bool {
        const FEW: usize = 2;
        let regions = self.regions.iter();
        let own = regions.filter(|(_, region)| {
            let rest = region.strip_prefix(country);
            rest.is_some_and(|rest| rest.starts_with('.'))
        });
        let own: Vec<_> = own.collect();
        let several: HashSet<_> = own.iter().map(|(_, region)| region).collect();
        let nearest = own.iter().min_by_key(|(at, _)| at.abs_diff(m.first));
        several.len() <= FEW || nearest.is_some_and(|(_, nearest)| nearest == region)
    }

    /// Whether the text is about the country of a place, or nothing is known of its country or size.
    pub(super) fn is_near(&self, entity: &Entity<'_>) -> bool {
        !is_small(entity)
            || entity
                .country()
                .is_none_or(|country| self.countries.contains(&country))
    }
}
