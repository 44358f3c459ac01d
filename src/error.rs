//! The one error type of the crate.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::gazetteer::Diagnostic;

/// Result with the crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation of this crate failed.
///
/// The error is one word wide; [`Error::kind`] tells the cases apart, and the
/// message says what to do about it.
///
/// ```
/// use exonym::{ErrorKind, Gazetteer};
///
/// let error = Gazetteer::from_bytes("names.csv", b"id,name\nQ1953,Yerevan\n".to_vec()).unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::NotAGazetteer { name, .. } if name == "names.csv"));
/// assert!(error.to_string().contains("make one with `exonym build"));
/// ```
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The cases of [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Reading or writing failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder it happened on.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The bytes are no gazetteer file at all.
    #[error(
        "{name}: not a gazetteer file ({detail}); make one with `exonym build names.csv -o names.gaz`"
    )]
    NotAGazetteer {
        /// File name, or what stands in for one.
        name: String,
        /// What was found instead of the magic bytes.
        detail: String,
    },
    /// Written by an older version whose format is no longer read.
    #[error(
        "{name}: {what} {found} is too old (this version reads {supported}); rebuild it with `exonym build`"
    )]
    TooOld {
        /// File name, or what stands in for one.
        name: String,
        /// Which of the versions differs.
        what: &'static str,
        /// Version in the file.
        found: u32,
        /// Version this library writes and reads.
        supported: u32,
    },
    /// Written by a newer version.
    #[error("{name}: {what} {found} is newer than this version reads ({supported}); update exonym")]
    TooNew {
        /// File name, or what stands in for one.
        name: String,
        /// Which of the versions differs.
        what: &'static str,
        /// Version in the file.
        found: u32,
        /// Version this library writes and reads.
        supported: u32,
    },
    /// The file is a gazetteer, but its bytes changed after it was written.
    #[error("{name}: damaged in {section} ({detail}); rebuild it or restore it from a copy")]
    Damaged {
        /// File name, or what stands in for one.
        name: String,
        /// The section that does not check out.
        section: &'static str,
        /// What was wrong with it.
        detail: String,
    },
    /// The gazetteer source has errors; each is described by a diagnostic.
    #[error("{} in the gazetteer source; {}", counted(diagnostics.iter().map(|found| found.count).sum(), "error"), remedy(*in_rows))]
    Source {
        /// What is wrong, and where.
        diagnostics: Vec<Diagnostic>,
        /// Whether it is in rows alone, which can be dropped, and not in a file as a whole.
        in_rows: bool,
    },
    /// A document whose markup is broken.
    #[error("{line}:{column}: {problem}")]
    Markup {
        /// Where it is broken, from 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What is wrong, and what to do about it.
        problem: String,
    },
    /// A setting that makes no sense.
    #[error("{0}")]
    Config(String),
    /// An input larger than a documented limit.
    #[error("{what} is {got}, over the limit of {limit}")]
    Limit {
        /// What was measured.
        what: &'static str,
        /// How large it was.
        got: u64,
        /// The limit.
        limit: u64,
    },
}

impl Error {
    /// Which case this is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// True if a gazetteer file could not be used: not one, too old, too new or damaged.
    pub fn is_gazetteer_file(&self) -> bool {
        matches!(
            *self.0,
            ErrorKind::NotAGazetteer { .. }
                | ErrorKind::TooOld { .. }
                | ErrorKind::TooNew { .. }
                | ErrorKind::Damaged { .. }
        )
    }

    /// An input or output error on a file, for programs that write by the means of this crate.
    pub fn io(path: impl AsRef<Path>, source: io::Error) -> Error {
        ErrorKind::Io {
            path: path.as_ref().to_owned(),
            source,
        }
        .into()
    }

    /// Of a file that has another version of something than is read.
    pub(crate) fn other_version(
        name: &str,
        what: &'static str,
        found: u32,
        supported: u32,
    ) -> Error {
        let name = name.to_owned();
        let kind = match found < supported {
            true => ErrorKind::TooOld {
                name,
                what,
                found,
                supported,
            },
            false => ErrorKind::TooNew {
                name,
                what,
                found,
                supported,
            },
        };
        kind.into()
    }

    pub(crate) fn config(message: impl Into<String>) -> Error {
        ErrorKind::Config(message.into()).into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error {
        Error(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// What to do about errors of a gazetteer source.
fn remedy(in_rows: bool) -> &'static str {
    match in_rows {
        true => "mend the rows, or drop them with --keep-going",
        false => "mend the file",
    }
}

/// `1 error`, `2 errors`.
pub(crate) fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
