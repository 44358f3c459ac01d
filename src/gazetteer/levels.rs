//! How bad a user finds each kind of finding.

use std::collections::BTreeMap;

use super::{Code, Severity};
use crate::error::{Error, Result};

/// How bad each code is, where it is not [as usual](Code::severity).
///
/// ```
/// use exonym::gazetteer::{Code, Levels, Severity};
///
/// let mut levels = Levels::new();
/// levels.set(Code::Overshadowed, None)?;
/// levels.set(Code::CommonWord, Some(Severity::Error))?;
/// assert_eq!(levels.of(Code::Overshadowed), None);
/// assert_eq!(levels.of(Code::CommonWord), Some(Severity::Error));
/// // Rows with errors cannot be used, whatever one thinks of them.
/// assert!(levels.set(Code::Ragged, None).is_err());
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<Code, Option<Severity>>);

impl Levels {
    /// Every code is as bad as usual.
    pub fn new() -> Levels {
        Levels::default()
    }

    /// Sets how bad a code is; `None` is not to be told of it.
    ///
    /// # Errors
    ///
    /// If it is an error by nature: the row cannot be used then.
    pub fn set(&mut self, code: Code, level: Option<Severity>) -> Result<()> {
        if code.severity() == Severity::Error && level != Some(Severity::Error) {
            let code = code.as_str();
            return Err(Error::config(format!(
                "{code} stays an error: a row with it cannot be used; `--keep-going` drops such rows"
            )));
        }
        self.0.insert(code, level);
        Ok(())
    }

    /// How bad a code is; `None` if it is not to be told of.
    pub fn of(&self, code: Code) -> Option<Severity> {
        self.0.get(&code).copied().unwrap_or(Some(code.severity()))
    }
}
