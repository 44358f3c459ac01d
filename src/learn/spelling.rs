//! What is known of a spelling.

use std::collections::BTreeSet;

use crate::NameKind;
use crate::matcher::{Candidate, Evidence, Mention, Reason, Tier};

/// So many examples are kept.
const EXAMPLES: usize = 3;

/// A spelling of an entity's name, and how it was found.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    /// The best way of writing it: not all in capitals, if there is one.
    pub(super) surface: String,
    /// The languages of the texts, as far as they are known: none, one, or more than one.
    langs: BTreeSet<String>,
    pub(super) count: u64,
    pub(super) documents: u64,
    /// The surest find.
    pub(super) best: Option<Found>,
    /// The first few by their letters: whichever thread was first, they are the same.
    pub(super) examples: BTreeSet<String>,
}

/// How a spelling was found at one place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) tier: Tier,
    pub(super) evidence: Evidence,
    pub(super) score: f32,
    /// The listed name that it was found by.
    pub(super) listed: String,
    pub(super) entity_type: crate::EntityType,
    /// It has an ending: rewriting it would take that off.
    pub(super) has_ending: bool,
    /// Why it was not linked; `None` if it was.
    pub(super) reason: Option<Reason>,
}

impl Found {
    pub(super) fn of_mention(mention: &Mention<'_>) -> Found {
        Found {
            tier: mention.tier,
            evidence: mention.evidence,
            score: mention.score,
            listed: mention.name.text.to_owned(),
            entity_type: mention.entity.entity_type,
            has_ending: mention.cases.is_some(),
            reason: None,
        }
    }

    pub(super) fn of_candidate(candidate: &Candidate<'_>, reason: Reason) -> Found {
        Found {
            tier: candidate.tier,
            evidence: candidate.evidence,
            score: candidate.score,
            listed: candidate.name.text.to_owned(),
            entity_type: candidate.entity.entity_type,
            has_ending: candidate.cases.is_some(),
            reason: Some(reason),
        }
    }

    /// How sure it is, as something that can be compared.
    fn rank(&self) -> (bool, i64, &str) {
        (
            self.reason.is_none(),
            (self.score * 1e6) as i64,
            &self.listed,
        )
    }

    /// The kind to suggest: a form with an ending is linked, and best left as it is.
    pub(super) fn kind(&self) -> NameKind {
        match self.has_ending {
            true => NameKind::Designation,
            false => NameKind::Alias,
        }
    }
}

impl Spelling {
    pub(super) fn new() -> Spelling {
        Spelling {
            surface: String::new(),
            langs: BTreeSet::new(),
            count: 0,
            documents: 0,
            best: None,
            examples: BTreeSet::new(),
        }
    }

    pub(super) fn add(&mut self, surface: &str, lang: &str, example: String, found: Found) {
        self.count += 1;
        if !lang.is_empty() && self.langs.len() < 2 {
            self.langs.insert(lang.to_owned());
        }
        let rank = |surface: &str| (!surface.contains(char::is_lowercase), surface.to_owned());
        if self.surface.is_empty() || rank(surface) < rank(&self.surface) {
            self.surface = surface.to_owned();
        }
        if self
            .best
            .as_ref()
            .is_none_or(|best| found.rank() > best.rank())
        {
            self.best = Some(found);
        }
        self.examples.insert(example);
        if self.examples.len() > EXAMPLES {
            self.examples.pop_last();
        }
    }

    /// The language of the texts, if all that tell it are in one.
    pub(super) fn lang(&self) -> &str {
        match self.langs.len() {
            1 => self.langs.first().map_or("", String::as_str),
            _ => "",
        }
    }

    /// The examples with those of a table before them, a few in all.
    pub(super) fn examples_with(&self, before: &str) -> String {
        let listed = before
            .split(" | ")
            .map(str::trim)
            .filter(|example| !example.is_empty());
        let mut examples: Vec<&str> = Vec::new();
        for example in listed.chain(self.examples.iter().map(String::as_str)) {
            if !examples.contains(&example) && examples.len() < EXAMPLES {
                examples.push(example);
            }
        }
        examples.join(" | ")
    }
}
