//! Records of the library as Python dictionaries, just as the command line writes them.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use serde::Serialize;

use crate::error;

/// The dictionary that a record's JSON stands for.
pub fn dictionary<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let loads = LOADS.import(py, "json", "loads")?;
    loads.call1((json,))
}

/// The JSON of a record.
pub fn written(record: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(record).map_err(|error| error::text(error.to_string()))
}
