//! What a `Normalizer` is told, checked once.

use exonym::rewrite::{Inflected, Template};
use exonym::text::known_language;
use exonym::{EntityType, Matcher, Rewriter};
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyDict};

use crate::error;

/// All settings but the gazetteers.
#[derive(Clone, Debug)]
pub struct Options {
    pub lang: String,
    pub to: String,
    pub min_score: f32,
    /// Types of what is linked; none for all.
    pub types: Vec<EntityType>,
    pub spellings: bool,
    pub lexicon: bool,
    pub template: Option<Template>,
    pub abbreviations: bool,
    pub former: bool,
    pub demonyms: bool,
    pub inflected: Inflected,
    pub skip_quotes: bool,
    pub jobs: u16,
}

impl Options {
    /// What writes the canonical names of a matcher.
    pub fn rewriter<'m>(&self, matcher: &'m Matcher) -> Rewriter<'m> {
        let rewriter = Rewriter::new(matcher)
            .to(self.to.as_str())
            .abbreviations(self.abbreviations)
            .former(self.former)
            .demonyms(self.demonyms)
            .inflected(self.inflected)
            .skip_quotes(self.skip_quotes);
        match &self.template {
            Some(template) => rewriter.template(template.clone()),
            None => rewriter,
        }
    }

    /// The keyword arguments that say the same.
    pub fn keywords<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let template = self.template.as_ref().map(ToString::to_string);
        let inflected = match self.inflected {
            Inflected::Base => "base",
            _ => "keep",
        };
        let words = [
            ("lang", &self.lang),
            ("to", &self.to),
            ("inflected", &inflected.to_owned()),
        ];
        let keywords = words.into_py_dict(py)?;
        for (name, yes) in [
            ("spellings", self.spellings),
            ("lexicon", self.lexicon),
            ("abbreviations", self.abbreviations),
            ("former", self.former),
            ("demonyms", self.demonyms),
            ("skip_quotes", self.skip_quotes),
        ] {
            keywords.set_item(name, yes)?;
        }
        keywords.set_item("min_score", self.min_score)?;
        let types: Vec<&str> = self.types.iter().map(|one| one.as_str()).collect();
        keywords.set_item("types", types)?;
        keywords.set_item("template", template)?;
        keywords.set_item("jobs", self.jobs)?;
        Ok(keywords)
    }
}

/// The language tag that is given as `option`, in its usual capitals; empty if none is.
pub fn language(option: &str, tag: Option<&str>) -> PyResult<String> {
    let tag = tag.unwrap_or_default();
    known_language(tag).map_err(|problem| error::option(format!("{option}={tag:?}: {problem}")))
}

/// The types of what is to be linked.
pub fn types(words: Option<Vec<String>>) -> PyResult<Vec<EntityType>> {
    let entity_type = |word: String| {
        word.parse()
            .map_err(|problem| error::option(format!("types={word:?}: {problem}")))
    };
    words.into_iter().flatten().map(entity_type).collect()
}

/// A number from 0 to 1.
pub fn score(score: f32) -> PyResult<f32> {
    match (0.0..=1.0).contains(&score) {
        true => Ok(score),
        false => Err(error::option(format!(
            "min_score={score}: must be from 0 to 1"
        ))),
    }
}

/// A template, as a string has it.
pub fn template(text: &str) -> PyResult<Template> {
    text.parse().map_err(error::raised)
}

/// What to do with inflected forms.
pub fn inflected(word: &str) -> PyResult<Inflected> {
    match word {
        "keep" => Ok(Inflected::Keep),
        "base" => Ok(Inflected::Base),
        _ => Err(error::option(format!(
            "inflected={word:?}: must be 'keep' or 'base'"
        ))),
    }
}

/// What names are of.
pub fn entity_type(word: &str) -> PyResult<EntityType> {
    match word {
        "person" => Ok(EntityType::Person),
        "organization" => Ok(EntityType::Organization),
        "place" => Ok(EntityType::Place),
        _ => Err(error::option(format!(
            "type={word:?}: must be 'person', 'organization' or 'place'"
        ))),
    }
}
