//! Checking a gazetteer source: names that can be read and will still do harm.
//!
//! [Reading](crate::gazetteer::source) finds rows that are ill by themselves.
//! Here names are looked at as the matcher will see them. `names` takes each by
//! itself: common words, names too short, letters that only look right. `keys`
//! compares names that fold to the same, within an entity and between entities.
//! `entities` looks for those that lack what makes an entity. `found` asks a
//! matcher over the names: is each found, and does each canonical name stay?
//! `scripts` holds what is known of scripts.
//!
//! Every finding has a [`Code`](crate::gazetteer::Code) that never changes its
//! meaning, and [`Levels`](crate::gazetteer::Levels) say which are of interest.

mod entities;
mod finding;
mod found;
mod index;
mod keys;
mod names;
mod scripts;
mod unfindable;

use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::gazetteer::Diagnostic;
use crate::gazetteer::source::{Source, SourceOptions};
use index::Index;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// What is to be looked at, in the order of the files and their lines.
    pub diagnostics: Vec<Diagnostic>,
    /// How many names can be used.
    pub names: usize,
    /// How many entities they belong to.
    pub entities: usize,
    /// How many rows cannot be used.
    pub dropped: usize,
}

/// Reads CSV files as one gazetteer source and checks what they say.
///
/// Rows with errors are described and left out of the rest of the check.
///
/// ```
/// use exonym::gazetteer::source::SourceOptions;
/// use exonym::lint::check_files;
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("names.csv");
/// std::fs::write(&path, "id,name,lang\nQ1953,Yerevan,en\nQ1953,Of,en\n")?;
/// let checked = check_files(&[path], &SourceOptions::new())?;
/// assert_eq!(checked.diagnostics[0].message, "`Of` is a common word in `en`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If a file cannot be opened. Files that cannot be read as tables are no
/// errors here, but diagnostics.
pub fn check_files<P: AsRef<Path>>(paths: &[P], options: &SourceOptions) -> Result<Checked> {
    let options = options.clone().keep_going(true);
    let mut source = Source::of_files(paths, &options)?;
    let entities = check(&mut source)?;
    let names = source.records().len();
    match source.finish() {
        Ok(read) => Ok(Checked {
            diagnostics: read.diagnostics,
            names,
            entities,
            dropped: read.dropped,
        }),
        Err(error) => match error.kind() {
            ErrorKind::Source { diagnostics, .. } => Ok(Checked {
                diagnostics: diagnostics.clone(),
                ..Checked::default()
            }),
            _ => Err(error),
        },
    }
}

/// Looks at all names; gives the number of entities.
fn check(source: &mut Source<'_>) -> Result<usize> {
    let index = Index::of(source.records());
    for at in 0..source.records().len() {
        let finding = names::check(source.records().get(at), index.kind(at));
        finding
            .into_iter()
            .for_each(|finding| finding.add(at, source));
    }
    keys::check(source, &index);
    entities::check(source, &index);
    found::check(source, &index)?;
    Ok(index.entities.len())
}
