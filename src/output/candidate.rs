//! An entity that a name may denote, as it is written in JSON.

use serde::Serialize;

use crate::gazetteer::{Entity, EntityType};
use crate::matcher::{Candidate, Evidence, Matcher, Mention, Tier};

/// An entity that a name may denote.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct CandidateRecord<'a> {
    /// Id of the entity.
    pub id: &'a str,
    /// The listed name that was found.
    pub name: &'a str,
    /// Its canonical name.
    pub canonical: &'a str,
    /// What it is.
    #[serde(rename = "type")]
    pub entity_type: EntityTypeWord,
    /// How well the name fits, from 0 to 1.
    pub score: f32,
    /// How it was found.
    pub tier: Tier,
    /// Said if the name is an authority's and not the gazetteer's own.
    #[serde(skip_serializing_if = "is_of_gazetteer")]
    pub evidence: Evidence,
    /// What has to be assumed for it to be the name asked.
    pub cost: f32,
    /// Ids of the same entity elsewhere.
    pub same_as: Vec<&'a str>,
    /// By which route it came from a listed name, where that can be told.
    #[serde(flatten)]
    pub route: Option<RouteRecord<'a>>,
}

fn is_of_gazetteer(evidence: &Evidence) -> bool {
    *evidence != Evidence::Authority
}

impl<'a> CandidateRecord<'a> {
    /// Describes a candidate.
    pub fn new(
        candidate: &'a Candidate<'a>,
        matcher: &'a Matcher,
        lang: &str,
    ) -> CandidateRecord<'a> {
        CandidateRecord {
            id: candidate.entity.id,
            name: candidate.name.text,
            canonical: canonical(matcher, &candidate.entity, lang).unwrap_or(candidate.name.text),
            entity_type: EntityTypeWord(candidate.entity.entity_type),
            score: rounded(candidate.score),
            tier: candidate.tier,
            evidence: candidate.evidence,
            cost: rounded(candidate.cost),
            same_as: candidate.entity.same_as().collect(),
            route: None,
        }
    }

    /// Adds by which route `spelled` came from a listed name, if a standard or route gives it.
    pub fn with_route(mut self, matcher: &'a Matcher, spelled: &str) -> CandidateRecord<'a> {
        self.route = RouteRecord::of(matcher, spelled, self.id, self.tier);
        self
    }
}

/// How a spelling came from a listed name.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct RouteRecord<'a> {
    /// Languages, and at the end the script: `hy→ru→Latn`.
    pub route: String,
    /// The standard of each step.
    pub standards: Vec<&'static str>,
    /// The listed name it came from.
    pub from: &'a str,
}

impl<'a> RouteRecord<'a> {
    /// The route of a spelling that rules found.
    fn of(matcher: &'a Matcher, spelled: &str, id: &str, tier: Tier) -> Option<RouteRecord<'a>> {
        let by_rule = matches!(tier, Tier::Romanized | Tier::Lexicon);
        by_rule.then(|| RouteRecord::any(matcher, spelled, id))?
    }

    /// That of a mention: the one that the text spells names by, if the link rests on that.
    pub(super) fn of_mention(
        matcher: &'a Matcher,
        surface: &str,
        mention: &'a Mention<'a>,
    ) -> Option<RouteRecord<'a>> {
        match &mention.scheme {
            Some(scheme) => Some(RouteRecord {
                route: scheme.way.route.clone(),
                standards: scheme.way.standards.clone(),
                from: scheme.from.text,
            }),
            None => RouteRecord::of(matcher, surface, mention.entity.id, mention.tier),
        }
    }

    /// The route that gives a spelling, however it was found.
    pub(super) fn any(matcher: &'a Matcher, spelled: &str, id: &str) -> Option<RouteRecord<'a>> {
        let (name, way) = matcher.route(spelled, id)?;
        Some(RouteRecord {
            route: way.route,
            standards: way.standards,
            from: name.text,
        })
    }
}

/// An entity type, written as its word.
#[derive(Clone, Copy, Debug)]
pub struct EntityTypeWord(pub EntityType);

impl Serialize for EntityTypeWord {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

/// The canonical name of an entity in a language, or the first of all.
pub(super) fn canonical<'a>(
    matcher: &'a Matcher,
    entity: &Entity<'a>,
    lang: &str,
) -> Option<&'a str> {
    let name = matcher
        .canonical_of(entity, lang)
        .or_else(|| matcher.canonical_of(entity, ""));
    name.map(|name| name.text)
}

/// Three decimals say all there is to say.
pub(super) fn rounded(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}
