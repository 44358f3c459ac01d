//! Putting a file in place of another, whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// Read-locked while a file is being replaced.
static REPLACING: RwLock<()> = RwLock::new(());

/// Waits until no file is being [replaced](replace), and lets none begin as long as what is
/// returned is kept: for a program that is about to end and wants to leave nothing behind.
///
/// ```
/// let _quiet = exonym::file::quiet();
/// // No temporary file is anywhere: now `std::process::exit` leaves none.
/// ```
pub fn quiet() -> RwLockWriteGuard<'static, ()> {
    REPLACING.write().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file so that at no time, whatever happens, there is half of one.
///
/// `write` fills a temporary file in the same folder; only when it is whole and
/// on the disk does it take the place of `path`. A symbolic link is followed,
/// even to a file that is not there yet; permissions of a file that was there
/// are kept, and its owner as far as that is allowed. What is no regular file, such as `/dev/null` or a pipe, is
/// written to as it is.
///
/// # Errors
///
/// What `write` returns, and [`ErrorKind::Io`](crate::ErrorKind::Io) if `path`
/// is a folder or cannot be written. The old file is then as it was, and the
/// temporary one gone.
pub fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    put_in_place(path, write, Done::OnDisk)
}

/// The same without waiting for the disk: for many files that can be made again.
///
/// However the program ends, a file is whole or as it was; only if the machine loses its power may
/// one that was just written be empty.
///
/// # Errors
///
/// Those of [`replace`].
pub fn replace_quickly(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    put_in_place(path, write, Done::Written)
}

/// Finds out whether [`replace`] would get as far as writing, and writes nothing: for a program that
/// is about to work for long.
///
/// A device or pipe is not opened, since whoever reads from it would notice.
///
/// # Errors
///
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if `path` is a folder, or in a folder that is not there or in
/// which no file can be made.
///
/// ```
/// use std::path::Path;
///
/// assert!(exonym::file::may_replace(Path::new("names.gaz")).is_ok());
/// let error = exonym::file::may_replace(Path::new("no such folder/names.gaz")).unwrap_err();
/// assert!(error.to_string().contains("there is no folder no such folder"));
/// ```
pub fn may_replace(path: &Path) -> Result<()> {
    if let Target::File { folder, .. } = Target::of(path)? {
        let _replacing = REPLACING.read().unwrap_or_else(PoisonError::into_inner);
        temporary_in(&folder).map_err(|e| Error::io(path, e))?;
    }
    Ok(())
}

/// What there is at a path to be replaced or written to.
enum Target {
    /// A file, there already or to be made, and its folder.
    File { path: PathBuf, folder: PathBuf },
    /// A device or pipe, which nothing may take the place of.
    Stream,
}

impl Target {
    fn of(path: &Path) -> Result<Target> {
        let failed = |e: io::Error| Error::io(path, e);
        let path = match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
            Ok(meta) if !meta.is_file() => return Ok(Target::Stream),
            Ok(_) => fs::canonicalize(path).map_err(failed)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => match fs::read_link(path) {
                Ok(link) => {
                    return Target::of(&path.parent().unwrap_or(Path::new("")).join(link));
                }
                Err(_) => path.to_owned(),
            },
            Err(e) => return Err(failed(e)),
        };
        let folder = folder_of(&path);
        Ok(Target::File { path, folder })
    }
}

/// A file that is gone unless it is put in a place.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    // Should the process be killed, the name tells whose the leftover is.
    tempfile::Builder::new()
        .prefix(".exonym-")
        .tempfile_in(folder)
        .map_err(|e| in_folder(&e, folder))
}

/// When a file is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    /// When it would be there even after a loss of power.
    OnDisk,
    /// When the system has it.
    Written,
}

fn put_in_place(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
    done: Done,
) -> Result<()> {
    let failed = |e: io::Error| Error::io(path, e);
    let (target, folder) = match Target::of(path)? {
        Target::File { path, folder } => (path, folder),
        Target::Stream => return write_through(path, write),
    };
    let _replacing = REPLACING.read().unwrap_or_else(PoisonError::into_inner);
    let mut temporary = temporary_in(&folder).map_err(failed)?;
    fill(temporary.as_file_mut(), path, write)?;
    set_permissions(temporary.as_file(), &target).map_err(failed)?;
    let wait_for_disk = done == Done::OnDisk;
    if wait_for_disk {
        temporary.as_file().sync_all().map_err(failed)?;
    }
    temporary.persist(&target).map_err(|e| failed(e.error))?;
    // The rename itself must reach the disk; where a folder cannot be opened, that is left to the system.
    if let Some(folder) = wait_for_disk.then(|| File::open(&folder).ok()).flatten() {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// The folder that a file is in, or will be.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Why no file can be made in a folder, without the name of the temporary one.
pub(crate) fn in_folder(error: &io::Error, folder: &Path) -> io::Error {
    if error.kind() == io::ErrorKind::NotFound {
        let problem = format!("there is no folder {}", folder.display());
        return io::Error::new(error.kind(), problem);
    }
    let cause = error.get_ref().and_then(std::error::Error::source);
    let system = cause.and_then(|cause| cause.downcast_ref::<io::Error>()?.raw_os_error());
    system.map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

/// Writes all there is to write, by way of a buffer.
fn fill(
    file: &mut File,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let mut buffered = BufWriter::with_capacity(1 << 16, file);
    write(&mut buffered)?;
    buffered.flush().map_err(|e| Error::io(path, e))
}

/// Writes to a device or pipe.
fn write_through(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let file = File::options().write(true).open(path);
    fill(&mut file.map_err(|e| Error::io(path, e))?, path, write)
}

/// Temporary files are private; the new file gets the rights of the old one, or those a new file would have.
#[cfg(unix)]
fn set_permissions(file: &File, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let permissions = match fs::metadata(target) {
        Ok(meta) => {
            // It stays whose it was; only root may give a file away, and who is of a group to that.
            let group = Some(meta.gid());
            let _ = fchown(file, Some(meta.uid()), group).or_else(|_| fchown(file, None, group));
            meta.permissions()
        }
        Err(_) => fs::Permissions::from_mode(0o666 & !umask()),
    };
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn set_permissions(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// The umask of this process, read where the system shows it; asking the
/// system call would change it for a moment under other threads.
#[cfg(unix)]
fn umask() -> u32 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Umask:"));
    line.and_then(|octal| u32::from_str_radix(octal.trim(), 8).ok())
        .unwrap_or(0o022)
}
