//! `exonym normalize --in-place`: what is written takes the place of what was read.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, anyhow};
use exonym::{Error, Scratch, file};

use super::pipeline::{self, Done, How, Tally};
use crate::exit::{self, Usage};
use crate::input::{Document, Paths};
use crate::output;

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
    let mut tally = pipeline::run_on(texts, how, &mut |_| Ok(()), &work)?;
    for path in parted {
        tally = tally.and(in_parts(path, how, backup, &work)?);
    }
    Ok(tally)
}

/// Works on the files that have a backup already, without writing: should one of them change, the
/// backup would be lost, and nothing is to be written at all. Returns the other files, and the tally of these.
pub fn spare_backups(
    paths: Paths,
    how: How<'_>,
    suffix: &str,
    work: impl Fn(Document, &mut Scratch) -> Result<Done> + Sync,
) -> Result<(Paths, Tally)> {
    let has_backup = |path: &PathBuf| {
        let backup = backup_of(path, suffix);
        fs::symlink_metadata(&backup).is_ok() && !is_copy(&backup, path)
    };
    let (kept, files): (Vec<_>, Vec<_>) = paths.files.into_iter().partition(has_backup);
    let others = Paths { files, ..paths };
    let documents = kept.len();
    let changed: Mutex<Vec<PathBuf>> = Mutex::default();
    let noted = |document: Document, scratch: &mut Scratch| {
        let path = document.path.clone();
        let done = work(document, scratch)?;
        if done.edits > 0 {
            let mut changed = changed.lock().unwrap_or_else(PoisonError::into_inner);
            changed.extend(path);
        }
        Ok(done)
    };
    let kept = Paths {
        files: kept,
        ..Paths::default()
    };
    let mut tally = pipeline::run_on(kept, how, &mut |_| Ok(()), noted)?;
    tally.documents = documents;
    let mut changed = changed.into_inner().unwrap_or_else(PoisonError::into_inner);
    changed.sort();
    changed.dedup();
    match changed.first() {
        Some(first) => Err(would_lose(&backup_of(first, suffix), changed.len()).into()),
        None => Ok((others, tally)),
    }
}

/// The error for so many backups that are there already, of which this is the first.
fn would_lose(first: &Path, count: usize) -> Usage {
    let are = match count {
        1 => "is".to_owned(),
        count => format!("and {} more are", count - 1),
    };
    Usage(format!(
        "{} {are} there already and would be lost, so nothing was changed; move old backups away, or give new ones another ending with --backup=SUFFIX",
        first.display()
    ))
}

/// Does one file of lines, rows or chunks.
fn in_parts(
    path: PathBuf,
    how: How<'_>,
    backup: Option<&str>,
    work: impl Fn(Document, &mut Scratch) -> Result<Done> + Sync,
) -> Result<Tally> {
    let mut out = BufWriter::with_capacity(1 << 16, output::spool(&path)?);
    let paths = Paths {
        files: vec![path.clone()],
        ..Paths::default()
    };
    let name = || path.display().to_string();
    let mut put_part = |part: Vec<u8>| out.write_all(&part).with_context(name);
    let mut tally = pipeline::run_on(paths, how, &mut put_part, work)?;
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

/// Copies a file with its owner and rights, whole or not at all.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |e| Error::io(from, e);
    file::replace(to, |out| {
        let mut file = File::open(from).map_err(failed)?;
        io::copy(&mut file, out).map(drop).map_err(failed)
    })?;
    let meta = fs::metadata(from)?;
    // Only root may give a file away.
    #[cfg(unix)]
    let _ = chown(to, Some(meta.uid()), Some(meta.gid()));
    Ok(fs::set_permissions(to, meta.permissions())?)
}

/// Keeps a copy of a file, if that is asked for, and puts another in its place.
fn put(
    path: &Path,
    backup: Option<&str>,
    write: impl FnOnce(&mut dyn Write) -> exonym::Result<()>,
) -> Result<()> {
    if let Some(suffix) = backup {
        let backup = backup_of(path, suffix);
        if is_copy(&backup, path) {
            return Ok(file::replace(path, write)?);
        }
        if fs::symlink_metadata(&backup).is_ok() {
            return Err(anyhow!(
                "backup {}: there is one already; {} was not changed",
                backup.display(),
                path.display()
            ));
        }
        copy(path, &backup).with_context(|| format!("backup {}", backup.display()))?;
    }
    Ok(file::replace(path, write)?)
}

/// Whether a backup has just what the file has: a run made it, and was ended before it wrote the file.
fn is_copy(backup: &Path, path: &Path) -> bool {
    let same = || -> io::Result<bool> {
        let mut a = BufReader::new(File::open(backup)?);
        let mut b = BufReader::new(File::open(path)?);
        loop {
            let (left, right) = (a.fill_buf()?, b.fill_buf()?);
            let both = left.len().min(right.len());
            if both == 0 || left[..both] != right[..both] {
                return Ok(left.is_empty() && right.is_empty());
            }
            a.consume(both);
            b.consume(both);
        }
    };
    same().unwrap_or(false)
}

/// What the backup of a file is called.
fn backup_of(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
