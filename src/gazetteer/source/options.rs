//! How a gazetteer source is read.

use std::path::Path;

use encoding_rs::Encoding;

use crate::error::{Error, Result};
use crate::gazetteer::Levels;
use crate::text::encoding;

/// How many errors are described, unless [`SourceOptions::max_errors`] is called.
const DEFAULT_MAX_ERRORS: usize = 20;

/// How to read a gazetteer source.
///
/// ```
/// use exonym::gazetteer::source::{SourceOptions, read_bytes};
///
/// let options = SourceOptions::new().delimiter(b';').encoding("windows-1252")?;
/// let source = read_bytes("cities.csv", b"id;name\nQ5784;M\xe1laga\n", &options)?;
/// assert_eq!(source.records[0].name, "Málaga");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SourceOptions {
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) delimiter: Option<u8>,
    pub(super) max_errors: usize,
    pub(super) keep_going: bool,
    pub(super) levels: Levels,
}

impl Default for SourceOptions {
    fn default() -> SourceOptions {
        SourceOptions {
            encoding: None,
            delimiter: None,
            max_errors: DEFAULT_MAX_ERRORS,
            keep_going: false,
            levels: Levels::default(),
        }
    }
}

impl SourceOptions {
    /// UTF-8, comma, 20 errors, and a bad row fails the whole.
    pub fn new() -> SourceOptions {
        SourceOptions::default()
    }

    /// Reads text in the encoding of this name, as the WHATWG Encoding Standard
    /// lists them: `windows-1251`, `shift_jis`, `utf-16le`.
    ///
    /// A byte-order mark in the file still wins over it.
    ///
    /// # Errors
    ///
    /// If no encoding has that name.
    pub fn encoding(mut self, label: &str) -> Result<SourceOptions> {
        let encoding = encoding(label).ok_or_else(|| {
            Error::config(format!(
                "unknown encoding `{label}`; try `utf-8`, `utf-16le`, `windows-1251` or `windows-1252`"
            ))
        })?;
        self.encoding = Some(encoding);
        Ok(self)
    }

    /// Separates fields at this ASCII character, whatever the file is called.
    pub fn delimiter(mut self, delimiter: u8) -> SourceOptions {
        self.delimiter = Some(delimiter);
        self
    }

    /// Describes this many errors, and as many warnings of each code; the rest
    /// is only counted.
    pub fn max_errors(mut self, max_errors: usize) -> SourceOptions {
        self.max_errors = max_errors;
        self
    }

    /// Drops and counts bad rows instead of failing. A file whose bytes or
    /// header cannot be made sense of fails all the same.
    pub fn keep_going(mut self, keep_going: bool) -> SourceOptions {
        self.keep_going = keep_going;
        self
    }

    /// Says how bad each kind of finding is.
    pub fn levels(mut self, levels: Levels) -> SourceOptions {
        self.levels = levels;
        self
    }

    /// The delimiter for a file of this name.
    pub(super) fn delimiter_for(&self, name: &Path) -> Result<u8> {
        match self.delimiter {
            Some(d) if !d.is_ascii() || matches!(d, b'"' | b'\r' | b'\n' | 0) => {
                Err(Error::config(format!(
                    "`{}` cannot be a delimiter; use `,`, `;`, `|` or a tab",
                    d.escape_ascii()
                )))
            }
            Some(d) => Ok(d),
            None if is_tsv(name) => Ok(b'\t'),
            None => Ok(b','),
        }
    }
}

/// Whether a file is called as one is that has tabs between its cells.
pub(crate) fn is_tsv(name: &Path) -> bool {
    name.extension()
        .is_some_and(|ext| ext.eq_ignore_ascii_case("tsv"))
}
