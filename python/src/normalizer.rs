//! `exonym.Normalizer`.

use exonym::Scratch;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyDict, PyString, PyTuple, PyType};

use crate::columns::{self, Texts};
use crate::error::{self, Failure};
use crate::finder::{Finder, between};
use crate::gazetteer::{Gazetteer, Sources, opened};
use crate::json;
use crate::mention::Mention;
use crate::options::{self, Options, language};
use crate::text::read;
use crate::work::Workers;

/// Finds names, links them, and writes them one way. Immutable; shared freely between threads.
#[pyclass(frozen, module = "exonym")]
pub struct Normalizer {
    gazetteers: Vec<Py<Gazetteer>>,
    finder: Finder,
    workers: Workers,
}

#[pymethods]
impl Normalizer {
    #[new]
    #[pyo3(signature = (
        gazetteer = None, *, lang = None, to = None, min_score = 0.0, types = None, spellings = true,
        lexicon = true, template = None, abbreviations = false, former = false, demonyms = false, inflected = "keep",
        skip_quotes = false, jobs = 0,
    ))]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn new(
        py: Python<'_>,
        gazetteer: Option<Sources>,
        lang: Option<&str>,
        to: Option<&str>,
        min_score: f32,
        types: Option<Vec<String>>,
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
            lang: language("lang", lang)?,
            to: language("to", to)?,
            min_score: options::score(min_score)?,
            types: options::types(types)?,
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
        let gazetteers = opened(py, gazetteer)?;
        let inner = gazetteers
            .iter()
            .map(|gazetteer| gazetteer.get().inner.clone());
        let finder = Finder::new(inner, options)?;
        Ok(Normalizer {
            gazetteers,
            finder,
            workers: Workers::new(jobs.into()),
        })
    }

    /// The text with canonical names.
    #[pyo3(signature = (text, *, lang = None))]
    fn normalize(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyString>,
        lang: Option<&str>,
    ) -> PyResult<String> {
        let (text, lang) = (read(text)?, self.finder.lang(lang)?);
        let done = py.detach(|| {
            self.workers
                .one(|scratch| Ok(self.finder.rewritten(&text, &lang, scratch)))
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
        let (text, lang) = (read(text)?, self.finder.lang(lang)?);
        let done = py.detach(|| {
            self.workers
                .one(|scratch| Ok(self.finder.mentions(&text, &lang, scratch)))
        });
        done.map_err(|failure| failure.raised(""))
    }

    /// The names in a text that are found and not linked, and why.
    #[pyo3(signature = (text, *, lang = None))]
    fn abstentions<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyString>,
        lang: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (text, lang) = (read(text)?, self.finder.lang(lang)?);
        let done = py.detach(|| {
            self.workers
                .one(|scratch| self.finder.abstentions(&text, &lang, scratch))
        });
        json::dictionary(py, &done.map_err(|failure| failure.raised(""))?)
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
        let (name, lang) = (read(name)?, self.finder.lang(lang)?);
        self.record(py, || self.finder.looked_up(&name, &lang, limit))
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
        self.record(py, || self.finder.compared(&first, &second, entity_type))
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
        let (name, lang, via) = (read(name)?, self.finder.lang(lang)?, between(via)?);
        self.record(py, || {
            self.finder.variants(&name, &lang, via.as_deref(), limit)
        })
    }

    /// How a name is read, whom it may denote, and what is decided.
    #[pyo3(signature = (name, *, lang = None))]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        name: &Bound<'py, PyString>,
        lang: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (name, lang) = (read(name)?, self.finder.lang(lang)?);
        self.record(py, || self.finder.explained(&name, &lang))
    }

    /// Texts with canonical names, in order.
    #[pyo3(signature = (texts, *, langs = None))]
    fn normalize_many<'py>(
        &self,
        py: Python<'py>,
        texts: Vec<Bound<'py, PyString>>,
        langs: Option<Vec<Option<String>>>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let langs = self.finder.langs(py, langs, texts.len())?;
        let work = |at: usize, text: &str, scratch: &mut Scratch| {
            let lang = &langs[at % langs.len()];
            Ok(self.finder.rewritten(text, lang, scratch))
        };
        self.each(py, &texts, work, |text| text.into_bound_py_any(py))
    }

    /// The names in each text.
    #[pyo3(signature = (texts, *, langs = None))]
    fn annotate_many<'py>(
        &self,
        py: Python<'py>,
        texts: Vec<Bound<'py, PyString>>,
        langs: Option<Vec<Option<String>>>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let langs = self.finder.langs(py, langs, texts.len())?;
        let work = |at: usize, text: &str, scratch: &mut Scratch| {
            let lang = &langs[at % langs.len()];
            Ok(self.finder.mentions(text, lang, scratch))
        };
        self.each(py, &texts, work, |mentions| mentions.into_bound_py_any(py))
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
        let lang = self.finder.lang(lang)?;
        let work =
            |_: usize, name: &str, _: &mut Scratch| self.finder.looked_up(name, &lang, limit);
        self.each(py, &names, work, |record| json::dictionary(py, &record))
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
        let (firsts, seconds): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let seconds: Vec<PyBackedStr> = seconds.iter().map(read).collect::<PyResult<_>>()?;
        let work = |at: usize, first: &str, _: &mut Scratch| {
            self.finder.compared(first, &seconds[at], entity_type)
        };
        self.each(py, &firsts, work, |record| json::dictionary(py, &record))
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
        let (lang, via) = (self.finder.lang(lang)?, between(via)?);
        let work = |_: usize, name: &str, _: &mut Scratch| {
            self.finder.variants(name, &lang, via.as_deref(), limit)
        };
        self.each(py, &names, work, |record| json::dictionary(py, &record))
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
        let work = |text: &str, lang: &str, scratch: &mut Scratch| {
            self.finder.rewritten(text, lang, scratch)
        };
        columns::of_texts(py, self.each_in_column(py, &texts, langs, work)?)
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
        let work = |text: &str, lang: &str, scratch: &mut Scratch| {
            self.finder.mentions(text, lang, scratch)
        };
        columns::of_mentions(py, self.each_in_column(py, &texts, langs, work)?)
    }

    fn __repr__(&self) -> String {
        format!("Normalizer({:?})", self.finder.gazetteers())
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let make = py.get_type::<Normalizer>().getattr("_restored")?;
        let gazetteers = self.gazetteers.iter().map(|gazetteer| gazetteer.bind(py));
        let arguments = (
            PyTuple::new(py, gazetteers)?,
            self.finder.options.keywords(py)?,
        );
        Ok((make, arguments.into_pyobject(py)?))
    }

    #[classmethod]
    fn _restored<'py>(
        class: &Bound<'py, PyType>,
        gazetteers: Bound<'py, PyTuple>,
        keywords: Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyAny>> {
        class.call((gazetteers,), Some(&keywords))
    }
}

impl Normalizer {
    /// Does `work` on each text of a column, with its language.
    fn each_in_column<T: Send>(
        &self,
        py: Python<'_>,
        texts: &Texts<'_>,
        langs: Option<Vec<Option<String>>>,
        work: impl Fn(&str, &str, &mut Scratch) -> T + Sync,
    ) -> PyResult<Vec<Result<T, Failure>>> {
        let langs = self.finder.langs(py, langs, texts.len())?;
        Ok(py.detach(|| {
            self.workers.each(texts.len(), |at, scratch| {
                Ok(work(texts.get(at)?, &langs[at % langs.len()], scratch))
            })
        }))
    }

    /// Does `work` on each text, some hundreds at a time: an interrupt is heard
    /// meanwhile, and results become Python's while they are near at hand.
    fn each<'py, T: Send>(
        &self,
        py: Python<'py>,
        texts: &[Bound<'py, PyString>],
        work: impl Fn(usize, &str, &mut Scratch) -> Result<T, Failure> + Sync,
        given: impl Fn(T) -> PyResult<Bound<'py, PyAny>>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        const AT_A_TIME: usize = 256;
        let mut all = Vec::with_capacity(texts.len());
        for texts in texts.chunks(AT_A_TIME * self.workers.jobs()) {
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
                all.push(given(done.map_err(|failure| failure.raised(&place()))?)?);
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
