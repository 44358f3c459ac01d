//! `exonym.Normalizer`.

use std::path::PathBuf;
use std::sync::Arc;

use exonym::compare::{self, compare};
use exonym::output::{Explanation, LookupRecord};
use exonym::romanize::{self, Variants};
use exonym::{Document, Lexicon, Matcher, Scratch};
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyDict, PyString, PyTuple};

use crate::columns::{self, Texts};
use crate::error::{self, Failure};
use crate::gazetteer::Gazetteer;
use crate::json;
use crate::mention::{Mention, mentions};
use crate::options::{self, Options, language};
use crate::work::Workers;

/// Finds names, links them, and writes them one way. Immutable; shared freely between threads.
#[pyclass(frozen, module = "exonym")]
pub struct Normalizer {
    gazetteers: Vec<Py<Gazetteer>>,
    matcher: Matcher,
    lexicon: Option<Arc<Lexicon>>,
    options: Options,
    workers: Workers,
}

/// What `gazetteer=` may be.
#[derive(FromPyObject)]
enum Source {
    Opened(Py<Gazetteer>),
    Path(PathBuf),
}

/// One or several.
#[derive(FromPyObject)]
enum Sources {
    One(Source),
    Several(Vec<Source>),
}

#[pymethods]
impl Normalizer {
    #[new]
    #[pyo3(signature = (
        gazetteer = None, *, lang = None, to = None, min_score = 0.0, spellings = true, lexicon = true,
        template = None, abbreviations = false, former = false, demonyms = false, inflected = "keep",
        skip_quotes = false, jobs = 0,
    ))]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn new(
        py: Python<'_>,
        gazetteer: Option<Sources>,
        lang: Option<&str>,
        to: Option<&str>,
        min_score: f32,
        spellings: bool,
        lexicon: bool,
        template: Option<&str>,
        abbreviations: bool,
        former: bool,
        demonyms: bool,
        inflected: &str,
        skip_quotes: bool,
        jobs: u16,
    ) -> PyResult<Normalizer> {
        let options = Options {
            lang: language(lang),
            to: language(to),
            min_score: options::score(min_score)?,
            spellings,
            lexicon,
            template: template.map(options::template).transpose()?,
            abbreviations,
            former,
            demonyms,
            inflected: options::inflected(inflected)?,
            skip_quotes,
            jobs,
        };
        Normalizer::with(opened(py, gazetteer)?, options)
    }

    /// The text with canonical names.
    #[pyo3(signature = (text, *, lang = None))]
    fn normalize(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyString>,
        lang: Option<&str>,
    ) -> PyResult<String> {
        let (text, lang) = (read(text)?, self.lang(lang));
        let done = py.detach(|| {
            self.workers
                .one(|scratch| Ok(self.rewritten(&text, &lang, scratch)))
        });
        done.map_err(|failure| failure.raised(""))
    }

    /// The names in a text, in order.
    #[pyo3(signature = (text, *, lang = None))]
    fn annotate(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyString>,
        lang: Option<&str>,
    ) -> PyResult<Vec<Mention>> {
        let (text, lang) = (read(text)?, self.lang(lang));
        let done = py.detach(|| {
            self.workers
                .one(|scratch| Ok(mentions(&self.matcher, &text, &lang, scratch)))
        });
        done.map_err(|failure| failure.raised(""))
    }

    /// Whom a name may denote.
    #[pyo3(signature = (name, *, lang = None, limit = 5))]
    fn lookup<'py>(
        &self,
        py: Python<'py>,
        name: &Bound<'py, PyString>,
        lang: Option<&str>,
        limit: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (name, lang) = (read(name)?, self.lang(lang));
        self.record(py, || self.looked_up(&name, &lang, limit))
    }

    /// Whether two names may be one.
    #[pyo3(signature = (first, second, *, r#type = None))]
    fn compare<'py>(
        &self,
        py: Python<'py>,
        first: &Bound<'py, PyString>,
        second: &Bound<'py, PyString>,
        r#type: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (first, second) = (read(first)?, read(second)?);
        let entity_type = r#type.map(options::entity_type).transpose()?;
        let places = exonym_gazetteer::default();
        let options = self.comparing(&places).entity_type(entity_type);
        self.record(py, || written(&compare(&first, &second, &options)))
    }

    /// The spellings a name takes.
    #[pyo3(signature = (name, *, lang = None, via = None, limit = 20))]
    fn variants<'py>(
        &self,
        py: Python<'py>,
        name: &Bound<'py, PyString>,
        lang: Option<&str>,
        via: Option<&str>,
        limit: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (name, lang, via) = (read(name)?, self.lang(lang), between(via)?);
        self.record(py, || self.variants_of(&name, &lang, via.as_deref(), limit))
    }

    /// How a name is read, whom it may denote, and what is decided.
    #[pyo3(signature = (name, *, lang = None))]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        name: &Bound<'py, PyString>,
        lang: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (name, lang) = (read(name)?, self.lang(lang));
        self.record(py, || {
            let candidates = self.matcher.lookup(&name, &lang, usize::MAX);
            written(&Explanation::new(&name, &candidates, &self.matcher))
        })
    }

    /// Texts with canonical names, in order.
    #[pyo3(signature = (texts, *, langs = None))]
    fn normalize_many(
        &self,
        py: Python<'_>,
        texts: Vec<Bound<'_, PyString>>,
        langs: Option<Vec<Option<String>>>,
    ) -> PyResult<Vec<String>> {
        let langs = self.langs(langs, texts.len())?;
        self.each(py, &texts, |at, text, scratch| {
            Ok(self.rewritten(text, &langs[at % langs.len()], scratch))
        })
    }

    /// The names in each text.
    #[pyo3(signature = (texts, *, langs = None))]
    fn annotate_many(
        &self,
        py: Python<'_>,
        texts: Vec<Bound<'_, PyString>>,
        langs: Option<Vec<Option<String>>>,
    ) -> PyResult<Vec<Vec<Mention>>> {
        let langs = self.langs(langs, texts.len())?;
        self.each(py, &texts, |at, text, scratch| {
            Ok(mentions(
                &self.matcher,
                text,
                &langs[at % langs.len()],
                scratch,
            ))
        })
    }

    /// Whom each name may denote.
    #[pyo3(signature = (names, *, lang = None, limit = 5))]
    fn lookup_many<'py>(
        &self,
        py: Python<'py>,
        names: Vec<Bound<'py, PyString>>,
        lang: Option<&str>,
        limit: usize,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let lang = self.lang(lang);
        let records = self.each(py, &names, |_, name, _| self.looked_up(name, &lang, limit))?;
        dictionaries(py, &records)
    }

    /// Whether the names of each pair may be one.
    #[pyo3(signature = (pairs, *, r#type = None))]
    fn compare_many<'py>(
        &self,
        py: Python<'py>,
        pairs: Vec<(Bound<'py, PyString>, Bound<'py, PyString>)>,
        r#type: Option<&str>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let entity_type = r#type.map(options::entity_type).transpose()?;
        let places = exonym_gazetteer::default();
        let options = self.comparing(&places).entity_type(entity_type);
        let (firsts, seconds): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let seconds: Vec<PyBackedStr> = seconds.iter().map(read).collect::<PyResult<_>>()?;
        let records = self.each(py, &firsts, |at, first, _| {
            written(&compare(first, &seconds[at], &options))
        })?;
        dictionaries(py, &records)
    }

    /// The spellings each name takes.
    #[pyo3(signature = (names, *, lang = None, via = None, limit = 20))]
    fn variants_many<'py>(
        &self,
        py: Python<'py>,
        names: Vec<Bound<'py, PyString>>,
        lang: Option<&str>,
        via: Option<&str>,
        limit: usize,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let (lang, via) = (self.lang(lang), between(via)?);
        let records = self.each(py, &names, |_, name, _| {
            self.variants_of(name, &lang, via.as_deref(), limit)
        })?;
        dictionaries(py, &records)
    }

    /// For `exonym.arrow`: what [`Normalizer::normalize`] makes of the texts of an Arrow array.
    fn _normalize_column<'py>(
        &self,
        py: Python<'py>,
        offsets: PyBackedBytes,
        bytes: PyBackedBytes,
        langs: Option<Vec<Option<String>>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let texts = Texts::new(&offsets, &bytes)?;
        let langs = self.langs(langs, texts.len())?;
        let done = py.detach(|| {
            self.workers.each(texts.len(), |at, scratch| {
                Ok(self.rewritten(texts.get(at)?, &langs[at % langs.len()], scratch))
            })
        });
        columns::of_texts(py, done)
    }

    /// For `exonym.arrow`: what [`Normalizer::annotate`] makes of the texts of an Arrow array.
    fn _annotate_column<'py>(
        &self,
        py: Python<'py>,
        offsets: PyBackedBytes,
        bytes: PyBackedBytes,
        langs: Option<Vec<Option<String>>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let texts = Texts::new(&offsets, &bytes)?;
        let langs = self.langs(langs, texts.len())?;
        let done = py.detach(|| {
            self.workers.each(texts.len(), |at, scratch| {
                let (text, lang) = (texts.get(at)?, &langs[at % langs.len()]);
                Ok(mentions(&self.matcher, text, lang, scratch))
            })
        });
        columns::of_mentions(py, done)
    }

    fn __repr__(&self) -> String {
        let gazetteers = self.matcher.gazetteers().iter();
        let names: Vec<&str> = gazetteers.map(|gazetteer| gazetteer.name()).collect();
        format!("Normalizer({names:?})")
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let make = py.get_type::<Normalizer>().getattr("_restored")?;
        let gazetteers = self.gazetteers.iter().map(|gazetteer| gazetteer.bind(py));
        let arguments = (PyTuple::new(py, gazetteers)?, self.options.keywords(py)?);
        Ok((make, arguments.into_pyobject(py)?))
    }

    #[classmethod]
    fn _restored<'py>(
        class: &Bound<'py, pyo3::types::PyType>,
        gazetteers: Bound<'py, PyTuple>,
        keywords: Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyAny>> {
        class.call((gazetteers,), Some(&keywords))
    }
}

impl Normalizer {
    fn with(gazetteers: Vec<Py<Gazetteer>>, options: Options) -> PyResult<Normalizer> {
        let lexicon = options
            .lexicon
            .then(|| Arc::new(exonym_gazetteer::lexicon()));
        let opened = gazetteers
            .iter()
            .map(|gazetteer| gazetteer.get().inner.clone());
        let matcher = Matcher::layered(opened)
            .lexicon(lexicon.clone())
            .spellings(options.spellings)
            .min_score(options.min_score);
        if !options.to.is_empty() && !matcher.writes(&options.to) {
            return Err(error::option(format!(
                "to={:?}: no gazetteer has names in this language; give a tag such as 'en' or 'zh-Hant'",
                options.to
            )));
        }
        Ok(Normalizer {
            gazetteers,
            matcher,
            lexicon,
            workers: Workers::new(options.jobs.into()),
            options,
        })
    }

    fn rewritten(&self, text: &str, lang: &str, scratch: &mut Scratch) -> String {
        let rewriter = self.options.rewriter(&self.matcher);
        let rewriting = rewriter.rewrite(&Document::new(text).lang(lang), scratch);
        String::from_utf8_lossy(&rewriting.text).into_owned()
    }

    fn looked_up(&self, name: &str, lang: &str, limit: usize) -> Result<String, Failure> {
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

    fn variants_of(
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

    fn comparing<'o>(&'o self, places: &'o exonym::Gazetteer) -> compare::Options<'o> {
        compare::Options::new()
            .lexicon(self.lexicon.as_deref())
            .places(Some(places))
    }

    /// The language of one text: what the call says, or else what the normalizer was told.
    fn lang(&self, said: Option<&str>) -> String {
        match said {
            Some(lang) => language(Some(lang)),
            None => self.options.lang.clone(),
        }
    }

    /// The languages of several texts: one for each, or one for all.
    fn langs(&self, said: Option<Vec<Option<String>>>, texts: usize) -> PyResult<Vec<String>> {
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

    /// Does `work` on each text, some thousands at a time, so that an interrupt is heard.
    fn each<T: Send>(
        &self,
        py: Python<'_>,
        texts: &[Bound<'_, PyString>],
        work: impl Fn(usize, &str, &mut Scratch) -> Result<T, Failure> + Sync,
    ) -> PyResult<Vec<T>> {
        const AT_A_TIME: usize = 4096;
        let mut all = Vec::with_capacity(texts.len());
        for texts in texts.chunks(AT_A_TIME) {
            let first = all.len();
            let read =
                |(at, text)| read(text).map_err(|error| error::placed(py, error, first + at));
            let texts: Vec<PyBackedStr> = texts
                .iter()
                .enumerate()
                .map(read)
                .collect::<PyResult<_>>()?;
            let done = py.detach(|| {
                self.workers.each(texts.len(), |at, scratch| {
                    work(first + at, &texts[at], scratch)
                })
            });
            for (at, done) in done.into_iter().enumerate() {
                let place = || format!("text {}", first + at);
                all.push(done.map_err(|failure| failure.raised(&place()))?);
            }
            py.check_signals()?;
        }
        Ok(all)
    }

    /// The dictionary of the record that `work` writes, without the interpreter's lock.
    fn record<'py>(
        &self,
        py: Python<'py>,
        work: impl FnOnce() -> Result<String, Failure> + Send,
    ) -> PyResult<Bound<'py, PyAny>> {
        let done = py.detach(|| self.workers.one(|_| work()));
        json::dictionary(py, &done.map_err(|failure| failure.raised(""))?)
    }
}

fn dictionaries<'py>(py: Python<'py>, records: &[String]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    records
        .iter()
        .map(|record| json::dictionary(py, record))
        .collect()
}

fn written(record: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(record).map_err(|problem| Failure::Text(problem.to_string()))
}

/// The text of a `str`, which may hold lone surrogates that are no text.
fn read(text: &Bound<'_, PyString>) -> PyResult<PyBackedStr> {
    let py = text.py();
    PyBackedStr::try_from(text.clone()).map_err(|problem| {
        let at = problem.value(py).getattr("start");
        match problem.is_instance_of::<PyUnicodeEncodeError>(py) {
            true => error::text(format!(
                "lone surrogate at code point {}; decode the text with errors='replace'",
                at.map_or_else(|_| "?".to_owned(), |at| at.to_string())
            )),
            false => problem,
        }
    })
}

/// A language that routes pass through.
fn between(via: Option<&str>) -> PyResult<Option<String>> {
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

/// The gazetteers that an argument stands for.
fn opened(py: Python<'_>, sources: Option<Sources>) -> PyResult<Vec<Py<Gazetteer>>> {
    let sources = match sources {
        None => return Ok(vec![Py::new(py, Gazetteer::default())?]),
        Some(Sources::One(source)) => vec![source],
        Some(Sources::Several(sources)) => sources,
    };
    if sources.is_empty() {
        return Err(error::option(
            "gazetteer: the list is empty; leave it out for the built-in gazetteer",
        ));
    }
    let open = |source| match source {
        Source::Opened(gazetteer) => Ok(gazetteer),
        Source::Path(path) if path.as_os_str() == "default" && !path.exists() => {
            Py::new(py, Gazetteer::default())
        }
        Source::Path(path) => Py::new(py, Gazetteer::open(py, path, true)?),
    };
    sources.into_iter().map(open).collect()
}
