//! Errors of the library as Python exceptions, with their place and remedy.

use std::ffi::CString;

use exonym::ErrorKind;
use exonym::gazetteer;
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;

/// The family, as `exonym/errors.py` declares it.
mod family {
    pyo3::import_exception!(exonym.errors, DefectError);
    pyo3::import_exception!(exonym.errors, ExonymError);
    pyo3::import_exception!(exonym.errors, FileError);
    pyo3::import_exception!(exonym.errors, GazetteerError);
    pyo3::import_exception!(exonym.errors, OptionError);
    pyo3::import_exception!(exonym.errors, SourceError);
    pyo3::import_exception!(exonym.errors, TextError);
}

/// One finding about a gazetteer source.
#[pyclass(frozen, get_all, module = "exonym")]
#[derive(Clone)]
pub struct Diagnostic {
    code: &'static str,
    severity: &'static str,
    file: String,
    line: u64,
    column: u64,
    message: String,
    help: String,
    text: String,
    count: usize,
}

#[pymethods]
impl Diagnostic {
    /// `names.csv:2:12: error[E113]: unknown kind `alais`; did you mean `alias`?`
    fn __str__(&self) -> String {
        let mut place = self.file.clone();
        for number in [self.line, self.column] {
            if number > 0 {
                place += &format!(":{number}");
            }
        }
        let help = match self.help.as_str() {
            "" => String::new(),
            help => format!("; {help}"),
        };
        format!(
            "{place}: {}[{}]: {}{help}",
            self.severity, self.code, self.message
        )
    }

    fn __repr__(&self) -> String {
        format!("<Diagnostic {}>", self.__str__())
    }
}

impl From<&gazetteer::Diagnostic> for Diagnostic {
    fn from(finding: &gazetteer::Diagnostic) -> Diagnostic {
        let position = &finding.position;
        Diagnostic {
            code: finding.code.as_str(),
            severity: finding.severity.as_str(),
            file: position.file.to_string_lossy().into_owned(),
            line: position.line,
            column: position.column,
            message: finding.message.clone(),
            help: finding.help.clone(),
            text: position.text.clone(),
            count: finding.count,
        }
    }
}

/// The exception for an error of the library.
pub fn raised(error: exonym::Error) -> PyErr {
    let message = error.to_string();
    match error.kind() {
        ErrorKind::Source {
            diagnostics,
            in_rows,
        } => of_source(diagnostics, *in_rows),
        ErrorKind::Io { .. } => family::FileError::new_err(message),
        ErrorKind::Config(_) => option(message),
        ErrorKind::Markup { .. } => text(message),
        ErrorKind::NotAGazetteer { name, detail } => family::GazetteerError::new_err(format!(
            "{name}: not a gazetteer file ({detail}); make one with Gazetteer.build(\"names.csv\", output=\"names.gaz\")"
        )),
        _ if error.is_gazetteer_file() => family::GazetteerError::new_err(message),
        _ => family::ExonymError::new_err(message),
    }
}

fn of_source(findings: &[gazetteer::Diagnostic], in_rows: bool) -> PyErr {
    let findings: Vec<Diagnostic> = findings.iter().map(Diagnostic::from).collect();
    let errors = match findings.iter().map(|finding| finding.count).sum() {
        1usize => "1 error".to_owned(),
        n => format!("{n} errors"),
    };
    let remedy = match in_rows {
        true => "mend the rows, or drop them with keep_going=True",
        false => "mend the file",
    };
    let mut message = format!("{errors} in the gazetteer source; {remedy}");
    for finding in &findings {
        message += &format!("\n{}", finding.__str__());
    }
    family::SourceError::new_err((message, findings))
}

/// A setting that makes no sense.
pub fn option(message: impl Into<String>) -> PyErr {
    family::OptionError::new_err(message.into())
}

/// Warns of something in the data that does not stop the work.
pub fn warn(py: Python<'_>, message: &str) -> PyResult<()> {
    let message = CString::new(message.replace('\0', "\u{FFFD}"))?;
    PyErr::warn(py, &py.get_type::<PyUserWarning>(), &message, 1)
}

/// A text that cannot be read.
pub fn text(message: impl Into<String>) -> PyErr {
    family::TextError::new_err(message.into())
}

/// Why nothing was made of a text. The work on others goes on.
#[derive(Debug)]
pub enum Failure {
    /// The text is at fault.
    Text(String),
    /// The program is.
    Defect,
}

impl Failure {
    /// The exception for it; `place` says which of several texts it is.
    pub fn raised(self, place: &str) -> PyErr {
        let message = match place {
            "" => self.to_string(),
            place => format!("{place}: {self}"),
        };
        match self {
            Failure::Text(_) => text(message),
            Failure::Defect => family::DefectError::new_err(message),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Text(problem) => f.write_str(problem),
            Failure::Defect => f.write_str(
                "a defect of exonym stopped the work on this text (see standard error); please report it",
            ),
        }
    }
}

/// An exception about one of several texts, with its number.
pub fn placed(py: Python<'_>, problem: PyErr, number: usize) -> PyErr {
    match problem.is_instance_of::<family::TextError>(py) {
        true => text(format!("text {number}: {}", problem.value(py))),
        false => problem,
    }
}
