//! What of the files found in folders is left alone.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::binary;
use super::options::Options;
use crate::message::note;
use crate::terminal;
use crate::words::counted;

/// Files that were found and are left alone.
#[derive(Debug, Default)]
pub struct Left {
    binary: Vec<PathBuf>,
    /// Those that are to be changed only if it is said that they are texts.
    unknown: Vec<PathBuf>,
    /// Folders without a file that could be read.
    empty: Vec<PathBuf>,
}

impl Left {
    /// Of the files found by one name of the command line, those that are to be read. Copies of
    /// others are passed over like hidden files; the name may be a pattern that asks for an ending.
    pub fn sift(&mut self, found: Vec<PathBuf>, name: &Path, options: &Options) -> Vec<PathBuf> {
        let asked = name.extension().filter(|end| {
            let end = end.to_string_lossy();
            !name.is_dir() && !end.contains(['*', '?', '[', ']'])
        });
        if found.is_empty() && name.is_dir() {
            self.empty.push(name.to_owned());
        }
        let names: HashSet<PathBuf> = found.iter().cloned().collect();
        let mut read = Vec::with_capacity(found.len());
        for path in found {
            let is_asked = asked.is_some() && path.extension() == asked;
            if !is_asked && is_copy(&path, &names, options) {
                continue;
            }
            // Names are found in what is no text by chance only, and must not be written there.
            if binary::is_binary(&path, options.encoding) {
                self.binary.push(path);
            } else if options.changes && !is_asked && !options.is_known_text(&path) {
                self.unknown.push(path);
            } else {
                read.push(path);
            }
        }
        read
    }

    /// Says what was left alone, if anything was.
    pub fn say(&self) {
        let (binary, unknown) = (&self.binary, &self.unknown);
        for folder in &self.empty {
            let line = format!("{}: no file to read in this folder", folder.display());
            note!("{}", terminal::safe(&line));
        }
        let mut parts = Vec::new();
        if !binary.is_empty() {
            parts.push(format!(
                "{} ({})",
                counted(binary.len(), "binary file"),
                names(binary)
            ));
        }
        if !unknown.is_empty() {
            parts.push(format!(
                "{} not known by name to be text ({}); --input-format says what files hold",
                counted(unknown.len(), "file"),
                names(unknown)
            ));
        }
        if !parts.is_empty() {
            let line = format!("left alone: {}", parts.join(", "));
            note!("{}", terminal::safe(&line));
        }
    }
}

/// The first names.
fn names(paths: &[PathBuf]) -> String {
    const SHOWN: usize = 3;
    let shown = paths.iter().take(SHOWN);
    let mut names: Vec<String> = shown.map(|path| path.display().to_string()).collect();
    if paths.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// Whether a file is a copy of another that an editor, `patch` or --backup left.
fn is_copy(path: &Path, found: &HashSet<PathBuf>, options: &Options) -> bool {
    let path = path.to_string_lossy();
    let ends = |suffix: &str| path.ends_with(suffix);
    if ["~", ".bak", ".orig"].into_iter().any(ends) {
        return true;
    }
    let original = options
        .backup
        .as_deref()
        .and_then(|suffix| path.strip_suffix(suffix));
    // An ending of texts by themselves makes no copy of what has nothing to be a copy of.
    original.is_some_and(|original| {
        found.contains(Path::new(original)) || !options.has_text_ending(Path::new(&*path))
    })
}
