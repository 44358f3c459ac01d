//! What `annotate --learn` keeps of the texts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use exonym::learn::{Learner, check_table};
use exonym::{Annotation, Error, Matcher, file};

use crate::exit::Usage;
use crate::message::note;
use crate::words::counted;

/// What the option does, in full.
pub const HELP: &str = "\
Also collect spellings that are not listed, in this CSV

Each row is a spelling that was linked by an ending, a rule or the lexicon, or nearly linked more \
than once: with the entity, how often and how it was found, and examples. Open the file in a \
spreadsheet, write `yes` or `no` in the column `accept`, and build with it:

    exonym annotate --learn learned.csv articles/
    exonym build names.csv learned.csv -o names.gaz

Only rows with `yes` are taken. The next run adds to the same file and keeps the answers; a text \
that is read again is counted again.";

/// A file of learned spellings, and what is learned for it.
pub struct Learning {
    path: PathBuf,
    existing: Option<Vec<u8>>,
    learner: Mutex<Learner>,
}

impl Learning {
    /// Reads the file, if there is one: a mistake is better known before the texts are read, and also that
    /// the file cannot be written.
    pub fn new(path: &Path) -> Result<Learning> {
        let name = || path.display().to_string();
        if path == Path::new("-") {
            let problem =
                "--learn: name a file; the next run adds to it, and keeps what was answered";
            return Err(Usage(problem.to_owned()).into());
        }
        let existing = match fs::read(path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(name),
        };
        file::may_replace(path)?;
        check_table(existing.as_deref().unwrap_or_default()).with_context(name)?;
        Ok(Learning {
            path: path.to_owned(),
            existing,
            learner: Mutex::default(),
        })
    }

    /// Learns from a text; threads take turns.
    pub fn note(&self, text: &[u8], annotation: &Annotation<'_>) {
        let mut learner = self.learner.lock().unwrap_or_else(PoisonError::into_inner);
        learner.note(text, annotation);
    }

    /// Writes the file, and says what is in it.
    pub fn finish(self, matcher: &Matcher) -> Result<()> {
        let Learning {
            path,
            existing,
            learner,
        } = self;
        let name = || path.display().to_string();
        let learner = learner.into_inner().unwrap_or_else(PoisonError::into_inner);
        let learned = learner
            .merge(matcher, existing.as_deref())
            .with_context(name)?;
        if existing.as_ref() != Some(&learned.table) {
            let write = |out: &mut dyn Write| {
                out.write_all(&learned.table)
                    .map_err(|e| Error::io(&path, e))
            };
            file::replace(&path, write)?;
        }
        let review = match learned.open {
            0 => "nothing to review".to_owned(),
            open => format!("{open} to review: write yes or no in the column `accept`"),
        };
        let new = counted(learned.new, "new spelling");
        note!(
            "{}: {new}, {} found again; {review}",
            path.display(),
            learned.again
        );
        if learned.overlooked > 0 {
            note!(
                "  {} not kept: too many different spellings",
                counted(learned.overlooked, "find")
            );
        }
        Ok(())
    }
}
