//! A file is replaced whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use exonym::file::replace;
use exonym::{Error, ErrorKind, Result};
use tempfile::TempDir;

/// A folder with one file in it, `x.gaz`, that says `old`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.gaz"), "old").unwrap();
    folder
}

/// What stands in a folder, with hidden files.
fn listing(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Writes a text as a whole.
fn put(path: &Path, text: &str) -> Result<()> {
    replace(path, |out| {
        out.write_all(text.as_bytes())
            .map_err(|e| Error::io(path, e))
    })
}

fn io_kind(result: Result<()>) -> io::ErrorKind {
    match result.unwrap_err().kind() {
        ErrorKind::Io { source, .. } => source.kind(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_failure_at_any_write_leaves_the_old_file() {
    let folder = folder();
    let path = folder.path().join("x.gaz");
    const BLOCK: [u8; 10_000] = [7; 10_000];
    for n in 0..20 {
        let mut writes = 0;
        let result = replace(&path, |out| {
            for _ in 0..20 {
                if writes == n {
                    return Err(Error::io("disk", io::ErrorKind::StorageFull.into()));
                }
                out.write_all(&BLOCK).map_err(|e| Error::io("disk", e))?;
                writes += 1;
            }
            Ok(())
        });
        assert_eq!(io_kind(result), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(listing(&folder), ["x.gaz"]);
    }
    let new = folder.path().join("new.gaz");
    assert!(
        replace(&new, |_| Err(Error::io(
            "disk",
            io::ErrorKind::Other.into()
        )))
        .is_err()
    );
    assert_eq!(listing(&folder), ["x.gaz"], "no file where there was none");
}

#[test]
fn a_panic_of_the_writer_leaves_the_old_file() {
    let folder = folder();
    let path = folder.path().join("x.gaz");
    let result = std::panic::catch_unwind(|| {
        replace(&path, |out| {
            let _ = out.write_all(b"half of the new");
            std::panic::resume_unwind(Box::new("on purpose"))
        })
    });
    assert!(result.is_err());
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(listing(&folder), ["x.gaz"]);
}

#[test]
fn new_and_replaced_files() {
    let folder = folder();
    for name in ["x.gaz", "new.gaz"] {
        put(&folder.path().join(name), "new").unwrap();
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"new");
    }
    assert_eq!(listing(&folder), ["new.gaz", "x.gaz"]);
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let folder = folder();
    let file = folder.path().join("x.gaz");
    assert_eq!(
        io_kind(put(folder.path(), "new")),
        io::ErrorKind::IsADirectory
    );
    let below = file.join("y.gaz");
    assert_eq!(io_kind(put(&below, "new")), io::ErrorKind::NotADirectory);
    let nowhere = folder.path().join("no/y.gaz");
    assert_eq!(io_kind(put(&nowhere, "new")), io::ErrorKind::NotFound);
    let message = put(&nowhere, "new").unwrap_err().to_string();
    assert!(
        message.starts_with(&nowhere.display().to_string()),
        "{message}"
    );
    assert_eq!(fs::read(&file).unwrap(), b"old");
    assert_eq!(listing(&folder), ["x.gaz"]);
}

/// Readers may map the file while it is replaced: they see one version or the other.
#[test]
fn a_reader_sees_the_old_or_the_new() {
    let folder = folder();
    let path = folder.path().join("x.gaz");
    let version = |n: usize| vec![n as u8; 50_000 + n * 100];
    fs::write(&path, version(0)).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut reads, mut last) = (0, 0);
            while !done.load(Ordering::Relaxed) {
                let seen = fs::read(&path).unwrap();
                let n = usize::from(seen[0]);
                assert!(seen == version(n), "{} bytes of version {n}", seen.len());
                assert!(n >= last, "version {n} after {last}");
                (reads, last) = (reads + 1, n);
            }
            reads
        });
        for n in 1..=200 {
            let bytes = version(n);
            let write = |out: &mut dyn Write| {
                for piece in bytes.chunks(1000) {
                    out.write_all(piece).map_err(|e| Error::io(&path, e))?;
                }
                Ok(())
            };
            if let Err(error) = replace(&path, write) {
                done.store(true, Ordering::Relaxed);
                panic!("{error}");
            }
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
    assert_eq!(fs::read(&path).unwrap(), version(200));
    assert_eq!(listing(&folder), ["x.gaz"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn permissions_are_kept() {
        let folder = folder();
        let path = folder.path().join("x.gaz");
        for wanted in [0o600, 0o644, 0o444, 0o755, 0o660] {
            fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).unwrap();
            put(&path, "new").unwrap();
            assert_eq!(mode(&path), wanted);
        }
        // A new file gets the rights any new file gets.
        let (new, usual) = (folder.path().join("new.gaz"), folder.path().join("usual"));
        put(&new, "new").unwrap();
        fs::write(&usual, "").unwrap();
        assert_eq!(mode(&new), mode(&usual));
    }

    #[test]
    fn symbolic_links_are_followed() {
        let folder = folder();
        let (other, at) = (tempfile::tempdir().unwrap(), |name| {
            folder.path().join(name)
        });
        fs::write(other.path().join("target"), "old").unwrap();
        symlink(other.path().join("target"), at("link")).unwrap();
        symlink("link", at("link to link")).unwrap();
        put(&at("link to link"), "new").unwrap();
        assert_eq!(fs::read(other.path().join("target")).unwrap(), b"new");
        assert!(at("link to link").is_symlink() && at("link").is_symlink());
        assert_eq!(fs::read(at("link")).unwrap(), b"new");

        // A link to a file that is not there yet makes the file, as an editor would.
        symlink("later.gaz", at("dangling")).unwrap();
        symlink("dangling", at("dangling too")).unwrap();
        put(&at("dangling too"), "new").unwrap();
        assert!(at("dangling").is_symlink() && at("dangling too").is_symlink());
        assert_eq!(fs::read(at("later.gaz")).unwrap(), b"new");

        symlink("loop b", at("loop a")).unwrap();
        symlink("loop a", at("loop b")).unwrap();
        assert!(put(&at("loop a"), "new").is_err());
        assert!(at("loop a").is_symlink());

        symlink(folder.path(), at("folder")).unwrap();
        assert_eq!(
            io_kind(put(&at("folder"), "new")),
            io::ErrorKind::IsADirectory
        );
        put(&at("folder/x.gaz"), "new").unwrap();
        assert_eq!(fs::read(at("x.gaz")).unwrap(), b"new");
    }

    #[test]
    fn a_folder_that_may_not_be_written() {
        let folder = folder();
        let path = folder.path().join("x.gaz");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        // The rights of a folder do not bind root.
        let bound = fs::write(folder.path().join("probe"), "").is_err();
        let result = put(&path, "new");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        if bound {
            assert_eq!(io_kind(result), io::ErrorKind::PermissionDenied);
            assert_eq!(fs::read(&path).unwrap(), b"old");
            assert_eq!(listing(&folder), ["x.gaz"]);
        }
        // Where nobody may make files.
        if Path::new("/proc/self").exists() {
            assert!(put(Path::new("/proc/self/x.gaz"), "new").is_err());
        }
    }

    /// `-o /dev/null` must not make a file of the device, least of all for root.
    #[test]
    fn devices_and_pipes_are_written_to() {
        put(Path::new("/dev/null"), "new").unwrap();
        let device = fs::metadata("/dev/null").unwrap().file_type();
        assert!(device.is_char_device());

        let folder = folder();
        let pipe = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            std::thread::scope(|scope| {
                let reader = scope.spawn(|| fs::read(&pipe).unwrap());
                put(&pipe, "through the pipe").unwrap();
                assert_eq!(reader.join().unwrap(), b"through the pipe");
            });
            assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
            assert_eq!(listing(&folder), ["pipe", "x.gaz"]);
        }
    }
}
