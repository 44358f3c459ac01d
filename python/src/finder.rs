//! What a `Normalizer` does, without Python: texts and names in, records in JSON out.

use std::sync::{Arc, LazyLock};

use exonym::compare::{self, compare};
use exonym::output::{Explanation, LookupRecord};
use exonym::romanize::{self, Variants};
use exonym::{Document, EntityType, Gazetteer, Lexicon, Matcher, Scratch};
use pyo3::prelude::*;

use crate::error::{self, Failure};
use crate::mention::{Mention, mentions};
use crate::options::{Options, language};

/// A matcher with its settings.
pub struct Finder {
    matcher: Matcher,
    lexicon: Option<Arc<Lexicon>>,
    pub options: Options,
}

impl Finder {
    /// Over several gazetteers, of which later ones win.
    pub fn new(
        gazetteers: impl IntoIterator<Item = Arc<Gazetteer>>,
        options: Options,
    ) -> PyResult<Finder> {
        let lexicon = options
            .lexicon
            .then(|| Arc::new(exonym_gazetteer::lexicon()));
        let gazetteers: Vec<_> = gazetteers.into_iter().collect();
        let asks = options.lexicon
            && gazetteers
                .iter()
                .all(|gazetteer| gazetteer.name() != "default");
        let authority = asks.then(|| Arc::new(exonym_gazetteer::default()));
        let matcher = Matcher::layered(gazetteers)
            .authority(authority)
            .lexicon(lexicon.clone())
            .spellings(options.spellings)
            .min_score(options.min_score);
        if !options.to.is_empty() && !matcher.writes(&options.to) {
            return Err(error::option(format!(
                "to={:?}: no gazetteer has names in this language; give a tag such as 'en' or 'zh-Hant'",
                options.to
            )));
        }
        Ok(Finder {
            matcher,
            lexicon,
            options,
        })
    }

    /// The gazetteers' names.
    pub fn gazetteers(&self) -> Vec<&str> {
        let gazetteers = self.matcher.gazetteers().iter();
        gazetteers.map(|gazetteer| gazetteer.name()).collect()
    }

    /// A text with canonical names.
    pub fn rewritten(&self, text: &str, lang: &str, scratch: &mut Scratch) -> String {
        let rewriter = self.options.rewriter(&self.matcher);
        let rewriting = rewriter.rewrite(&Document::new(text).lang(lang), scratch);
        String::from_utf8_lossy(&rewriting.text).into_owned()
    }

    /// The names in a text, in order.
    pub fn mentions(&self, text: &str, lang: &str, scratch: &mut Scratch) -> Vec<Mention> {
        mentions(&self.matcher, text, lang, scratch)
    }

    /// Whom a name may denote.
    pub fn looked_up(&self, name: &str, lang: &str, limit: usize) -> Result<String, Failure> {
        let candidates = self
            .matcher
            .lookup(name, lang, limit.max(LookupRecord::FEWEST));
        written(&LookupRecord::new(
            name,
            &candidates,
            &self.matcher,
            lang,
            limit,
        ))
    }

    /// The spellings of a name.
    pub fn variants(
        &self,
        name: &str,
        lang: &str,
        via: Option<&str>,
        limit: usize,
    ) -> Result<String, Failure> {
        let mut variants = Variants::new(lang)
            .via(via)
            .lexicon(self.lexicon.as_deref())
            .of(name);
        variants.truncate(limit);
        written(&variants)
    }

    /// How a name is read, and what is decided.
    pub fn explained(&self, name: &str, lang: &str) -> Result<String, Failure> {
        let candidates = self.matcher.lookup(name, lang, usize::MAX);
        written(&Explanation::new(name, &candidates, &self.matcher))
    }

    /// How two names agree and differ. Places are told by the built-in gazetteer.
    pub fn compared(
        &self,
        first: &str,
        second: &str,
        entity_type: Option<EntityType>,
    ) -> Result<String, Failure> {
        static PLACES: LazyLock<Gazetteer> = LazyLock::new(exonym_gazetteer::default);
        let options = compare::Options::new()
            .entity_type(entity_type)
            .lexicon(self.lexicon.as_deref())
            .places(Some(&*PLACES))
            .authority(self.options.lexicon.then_some(&*PLACES));
        written(&compare(first, second, &options))
    }

    /// The language of one text: what the call says, or else what the normalizer was told.
    pub fn lang(&self, said: Option<&str>) -> String {
        match said {
            Some(lang) => language(Some(lang)),
            None => self.options.lang.clone(),
        }
    }

    /// The languages of several texts: one for each, or one for all.
    pub fn langs(&self, said: Option<Vec<Option<String>>>, texts: usize) -> PyResult<Vec<String>> {
        match said {
            None => Ok(vec![self.options.lang.clone()]),
            Some(langs) if langs.len() == texts => {
                // Of no texts there is no language, but there has to be one.
                let none = langs.is_empty().then(String::new);
                let each = langs.iter().map(|lang| self.lang(lang.as_deref()));
                Ok(each.chain(none).collect())
            }
            Some(langs) => Err(error::option(format!(
                "langs: {} languages for {texts} texts; give one, or None, for each",
                langs.len()
            ))),
        }
    }
}

fn written(record: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(record).map_err(|problem| Failure::Text(problem.to_string()))
}

/// A language that routes pass through.
pub fn between(via: Option<&str>) -> PyResult<Option<String>> {
    let Some(via) = via.map(|via| language(Some(via))) else {
        return Ok(None);
    };
    let known = romanize::languages_between();
    match known.contains(&via.as_str()) {
        true => Ok(Some(via)),
        false => Err(error::option(format!(
            "via={via:?}: no route passes through it; routes pass through {}",
            known.join(", ")
        ))),
    }
}
