//! `exonym.Gazetteer`.

use std::path::PathBuf;
use std::sync::Arc;

use exonym::GazetteerBuilder;
use exonym::gazetteer::source::{SourceOptions, add_files};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::error::{self, Diagnostic};
use crate::json;

/// A compiled gazetteer, immutable.
#[pyclass(frozen, module = "exonym")]
pub struct Gazetteer {
    pub(crate) inner: Arc<exonym::Gazetteer>,
    origin: Origin,
    diagnostics: Vec<Diagnostic>,
}

/// Where it comes from, and so how another process can open it.
#[derive(Clone, PartialEq)]
enum Origin {
    Default,
    File(PathBuf),
    Memory,
}

#[pymethods]
impl Gazetteer {
    /// The built-in gazetteer. Takes microseconds: it is part of the module.
    #[staticmethod]
    pub fn default() -> Gazetteer {
        Gazetteer::new(exonym_gazetteer::default(), Origin::Default)
    }

    /// Opens a compiled gazetteer by memory map.
    #[staticmethod]
    #[pyo3(signature = (path, *, verify = true))]
    pub fn open(py: Python<'_>, path: PathBuf, verify: bool) -> PyResult<Gazetteer> {
        let opened = py.detach(|| match verify {
            true => exonym::Gazetteer::open(&path),
            false => exonym::Gazetteer::open_unverified(&path),
        });
        Ok(Gazetteer::new(
            opened.map_err(error::raised)?,
            Origin::File(path),
        ))
    }

    /// Compiles CSV files, to a file if `output` names one.
    #[staticmethod]
    #[pyo3(signature = (*csv, output = None, keep_going = false, max_errors = 20, delimiter = None, encoding = None))]
    fn build(
        py: Python<'_>,
        csv: Vec<PathBuf>,
        output: Option<PathBuf>,
        keep_going: bool,
        max_errors: usize,
        delimiter: Option<char>,
        encoding: Option<&str>,
    ) -> PyResult<Gazetteer> {
        if csv.is_empty() {
            return Err(error::option(
                "name the CSV files to compile: Gazetteer.build('names.csv')",
            ));
        }
        let mut options = SourceOptions::new()
            .keep_going(keep_going)
            .max_errors(max_errors);
        if let Some(label) = encoding {
            options = options.encoding(label).map_err(error::raised)?;
        }
        if let Some(delimiter) = delimiter {
            let delimiter = u8::try_from(delimiter).ok().filter(u8::is_ascii);
            let wrong = || error::option("delimiter: must be one ASCII character");
            options = options.delimiter(delimiter.ok_or_else(wrong)?);
        }
        py.detach(|| compiled(&csv, &options, output))
            .map_err(error::raised)
    }

    /// The file it was opened from, or what stands for one.
    #[getter]
    fn name(&self) -> &str {
        self.inner.name()
    }

    /// Warnings about the CSV files it was built from.
    #[getter]
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.diagnostics.clone()
    }

    /// Counts and sizes, sources and licences.
    fn stats<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        json::dictionary(py, &json::written(&self.inner.stats())?)
    }

    fn __repr__(&self) -> String {
        format!("Gazetteer({:?})", self.inner.name())
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let class = py.get_type::<Gazetteer>();
        match &self.origin {
            Origin::Default => Ok((class.getattr("default")?, PyTuple::empty(py))),
            Origin::File(path) => Ok((
                class.getattr("open")?,
                PyTuple::new(py, [path.to_string_lossy()])?,
            )),
            Origin::Memory => Err(error::option(
                "a gazetteer in memory cannot be sent to another process; build it into a file: Gazetteer.build(…, output='names.gaz')",
            )),
        }
    }
}

impl Gazetteer {
    fn new(gazetteer: exonym::Gazetteer, origin: Origin) -> Gazetteer {
        Gazetteer {
            inner: Arc::new(gazetteer),
            origin,
            diagnostics: Vec::new(),
        }
    }
}

/// Reads and compiles CSV files. The threads are of this call alone, so that a
/// process that forks afterwards has none to miss.
fn compiled(
    csv: &[PathBuf],
    options: &SourceOptions,
    output: Option<PathBuf>,
) -> exonym::Result<Gazetteer> {
    let mut builder = match &output {
        Some(path) => GazetteerBuilder::for_file(path),
        None => GazetteerBuilder::new(),
    };
    let pool = rayon::ThreadPoolBuilder::new().build();
    let pool = pool.map_err(|error| exonym::Error::io("threads", std::io::Error::other(error)))?;
    let source = pool.install(|| add_files(&mut builder, csv, options))?;
    let mut gazetteer = pool.install(|| match output {
        Some(path) => {
            builder.write(&path)?;
            exonym::Gazetteer::open(&path).map(|opened| Gazetteer::new(opened, Origin::File(path)))
        }
        None => {
            let name = csv[0].to_string_lossy();
            let built = builder.to_gazetteer(&name)?;
            Ok(Gazetteer::new(built, Origin::Memory))
        }
    })?;
    gazetteer.diagnostics = source.diagnostics.iter().map(Diagnostic::from).collect();
    Ok(gazetteer)
}

/// What `gazetteer=` may be.
#[derive(FromPyObject)]
pub enum Source {
    Opened(Py<Gazetteer>),
    Path(PathBuf),
}

/// One or several.
#[derive(FromPyObject)]
pub enum Sources {
    One(Source),
    Several(Vec<Source>),
}

/// The gazetteers that an argument stands for.
pub fn opened(py: Python<'_>, sources: Option<Sources>) -> PyResult<Vec<Py<Gazetteer>>> {
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
