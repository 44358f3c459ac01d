//! The Python module of exonym: the library's own functions under Python names.
//!
//! What is here takes Python objects apart and puts them together again
//! ([`normalizer`]); every decision about names is made by the crate `exonym`
//! ([`finder`]). Texts are worked on without the interpreter's lock, each thread
//! with a scratch of its own ([`work`]). [`columns`] lays results out as Arrow does; the rest of Arrow,
//! spaCy and Spark is Python, beside this crate in `exonym/`.

mod columns;
mod error;
mod finder;
mod gazetteer;
mod json;
mod mention;
mod normalizer;
mod options;
mod text;
mod work;

use pyo3::prelude::*;

#[pymodule]
mod _exonym {
    #[pymodule_export]
    use crate::error::Diagnostic;
    #[pymodule_export]
    use crate::gazetteer::Gazetteer;
    #[pymodule_export]
    use crate::mention::Mention;
    #[pymodule_export]
    use crate::normalizer::Normalizer;
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "it is called so in Python")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
