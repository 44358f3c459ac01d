//! The text of Python strings.

use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

use crate::error;

/// The text of a `str`, which may hold lone surrogates that are no text.
pub fn read(text: &Bound<'_, PyString>) -> PyResult<PyBackedStr> {
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
