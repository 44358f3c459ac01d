//! `exonym normalize --in-place`: what is written takes the place of what was read.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use exonym::{Error, Scratch, file};

use super::pipeline::{self, Done, How, Tally};
use crate::exit;
use crate::input::{Document, Paths};

/// Runs `work` on all files. It [puts texts in place](replace) itself; of files of lines and
/// rows and of long texts it gives the parts, which are put in place when all of a file is there. The tally counts
/// files.
pub fn run(
    paths: Paths,
    how: How<'_>,
    backup: Option<&str>,
    work: impl Fn(Document, &mut Scratch) -> Result<Done> + Sync,
) -> Result<Tally> {
    let is_one = |path: &PathBuf| how.options.is_one_document(path);
    let (texts, parted): (Vec<_>, Vec<_>) = paths.files.into_iter().partition(is_one);
    let texts = Paths {
        files: texts,
        failed: paths.failed,
        ..Paths::default()
    };
    let mut tally = pipeline::run_on(texts, how, |_| Ok(()), &work)?;
    for path in parted {
        tally = tally.and(in_parts(path, how, backup, &work)?);
    }
    Ok(tally)
}

/// Does one file of lines, rows or chunks.
fn in_parts(
    path: PathBuf,
    how: How<'_>,
    backup: Option<&str>,
    work: impl Fn(Document, &mut Scratch) -> Result<Done> + Sync,
) -> Result<Tally> {
    let temporary = tempfile::tempfile().context("temporary file")?;
    let mut out = BufWriter::with_capacity(1 << 16, temporary);
    let paths = Paths {
        files: vec![path.clone()],
        ..Paths::default()
    };
    let put_part = |part: Vec<u8>| Ok(out.write_all(&part)?);
    let mut tally = pipeline::run_on(paths, how, put_part, work)?;
    (tally.documents, tally.changed) = (1, tally.changed.min(1));
    if tally.unread > 0 {
        // What is not read is not written either.
        (tally.changed, tally.edits) = (0, 0);
    }
    if tally.changed > 0 {
        let mut written = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        written.rewind()?;
        let copy = |out: &mut dyn Write| {
            let copied = io::copy(&mut written, out);
            copied.map(drop).map_err(|e| Error::io(&path, e))
        };
        if let Err(error) = put(&path, backup, copy) {
            how.progress.beside(|| exit::report(&error));
            (tally.changed, tally.edits) = (0, 0);
            tally.failed += 1;
        }
    }
    Ok(tally)
}

/// Writes a text in the place of the one that was read.
pub fn replace(document: &Document, backup: Option<&str>, text: &[u8]) -> Result<()> {
    let path = document
        .path
        .as_ref()
        .ok_or_else(|| anyhow!("not a file"))?;
    put(path, backup, |out| {
        out.write_all(text).map_err(|e| Error::io(path, e))
    })
}

/// Copies a file with its rights, whole or not at all.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |e| Error::io(from, e);
    file::replace(to, |out| {
        let mut file = File::open(from).map_err(failed)?;
        io::copy(&mut file, out).map(drop).map_err(failed)
    })?;
    let rights = fs::metadata(from)?.permissions();
    Ok(fs::set_permissions(to, rights)?)
}

/// Keeps a copy of a file, if that is asked for, and puts another in its place.
fn put(
    path: &Path,
    backup: Option<&str>,
    write: impl FnOnce(&mut dyn Write) -> exonym::Result<()>,
) -> Result<()> {
    if let Some(suffix) = backup {
        let mut name = OsString::from(path);
        name.push(suffix);
        let backup = PathBuf::from(name);
        copy(path, &backup).with_context(|| format!("backup {}", backup.display()))?;
    }
    Ok(file::replace(path, write)?)
}
