//! What a `Normalizer` does, without Python: texts and names in, records in JSON out.

use std::sync::{Arc, LazyLock};

use exonym::compare::{self, compare};
use exonym::output::{Explanation, LookupRecord};
use exonym::romanize::{self, Variants};
use exonym::text::{known_language, language_tag};
use exonym::{Document, EntityType, Gazetteer, Lexicon, Matcher, Scratch};
use pyo3::prelude::*;

use crate::error::{self, Failure};
use crate::mention::{self, Mention, mentions};
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
            .min_score(options.min_score)
            .types(options.types.iter().copied());
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

    /// The names in a text that are not linked.
    pub fn abstentions(
        &self,
        text: &str,
        lang: &str,
        scratch: &mut Scratch,
    ) -> Result<String, Failure> {
        mention::abstentions(&self.matcher, text, lang, scratch)
            .map_err(|problem| Failure::Text(problem.to_string()))
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
    pub fn lang(&self, said: Option<&str>) -> PyResult<String> {
        match said {
            Some(lang) => language("lang", Some(lang)),
            None => Ok(self.options.lang.clone()),
        }
    }

    /// The languages of several texts: one for each, or one for all. They are data, of which one that is none must not
    /// stop the work: its text is read without the rules of any, and the first is warned of.
    pub fn langs(
        &self,
        py: Python<'_>,
        said: Option<Vec<Option<String>>>,
        texts: usize,
    ) -> PyResult<Vec<String>> {
        let of_text = |said: &Option<String>| match said {
            Some(lang) => language_tag(lang),
            None => self.options.lang.clone(),
        };
        match said {
            None => Ok(vec![self.options.lang.clone()]),
            Some(langs) if langs.len() == texts => {
                // Of no texts there is no language, but there has to be one.
                let none = langs.is_empty().then(String::new);
                let doubted = langs.iter().enumerate().find_map(|(at, lang)| {
                    let lang = lang.as_deref()?;
                    Some((at, lang, known_language(lang).err()?))
                });
                if let Some((at, lang, why)) = doubted {
                    error::warn(
                        py,
                        &format!(
                            "text {at}: {lang:?} is no language, and the text is read without the rules of any: {why}"
                        ),
                    )?;
                }
                Ok(langs.iter().map(of_text).chain(none).collect())
            }
            Some(langs) => Err(error::option(format!(
                "langs: {} for {texts} texts; give a language, or None, for each",
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
    let Some(via) = via.map(language_tag) else {
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
