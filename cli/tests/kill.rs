//! Whatever ends a build, the gazetteer that was there is still there.

#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use exonym::{Gazetteer, GazetteerBuilder, Record};
use tempfile::TempDir;

const SIGKILL: i32 = 9;

/// A folder with an old `x.gaz` and a source to build a new one from.
struct Folder {
    folder: TempDir,
    old: Vec<u8>,
}

impl Folder {
    fn new(rows: usize) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        let mut builder = GazetteerBuilder::new();
        builder.add(Record::new("old", "Constantinople"));
        let old = builder.to_bytes().unwrap();
        fs::write(folder.path().join("x.gaz"), &old).unwrap();
        let mut csv = "id,name,lang\n".to_owned();
        for row in 0..rows {
            writeln!(csv, "Q{},Name number {row},en", row / 3).unwrap();
        }
        fs::write(folder.path().join("big.csv"), csv).unwrap();
        Folder { folder, old }
    }

    fn gazetteer(&self) -> PathBuf {
        self.folder.path().join("x.gaz")
    }

    /// `exonym build big.csv -o x.gaz`, started in the folder by a shell that does `first`.
    fn build(&self, first: &str) -> Command {
        let exonym = env!("CARGO_BIN_EXE_exonym");
        let mut command = Command::new("sh");
        let script = format!("{first} exec '{exonym}' build big.csv -o x.gaz --jobs 1");
        command
            .args(["-c", &script])
            .current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(Stdio::piped());
        command
    }

    /// Temporary files that were left, which no pattern for gazetteers matches.
    fn leftovers(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| is_leftover(path)).collect()
    }

    fn assert_old(&self) {
        assert!(fs::read(self.gazetteer()).unwrap() == self.old);
    }
}

fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let known = ["x.gaz", "big.csv"].contains(&&*name);
    assert!(known || name.starts_with(".exonym-"), "{name}");
    assert!(known || !name.ends_with(".gaz"), "{name}");
    !known
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn killed_at_fifty_moments() {
    let folder = Folder::new(6_000);
    let start = Instant::now();
    let output = folder.build("").output().unwrap();
    let whole = start.elapsed();
    assert!(output.status.success(), "{}", said(&output));
    let new = fs::read(folder.gazetteer()).unwrap();
    assert!(new != folder.old && folder.leftovers().is_empty());

    let (mut killed, mut finished) = (0, 0);
    for moment in 0..50 {
        fs::write(folder.gazetteer(), &folder.old).unwrap();
        let mut child = folder.build("").spawn().unwrap();
        thread::sleep(whole * moment / 45);
        let _ = child.kill();
        let status = child.wait().unwrap();
        killed += usize::from(status.signal() == Some(SIGKILL));
        finished += usize::from(status.success());

        let found = fs::read(folder.gazetteer()).unwrap();
        let is_new = found == new;
        assert!(is_new || found == folder.old, "moment {moment}");
        assert!(is_new || !status.success(), "moment {moment}");
        let gazetteer = Gazetteer::open(folder.gazetteer()).unwrap();
        let name = if is_new {
            "Name number 7"
        } else {
            "Constantinople"
        };
        assert_eq!(gazetteer.find(name).len(), 1, "moment {moment}");
    }
    assert!(killed >= 10, "{killed} killed, {finished} finished");
    // What was left does not stand in the way of the next build.
    assert!(folder.build("").status().unwrap().success());
    assert!(fs::read(folder.gazetteer()).unwrap() == new);
}

/// The clock seldom hits the writing itself, so that is watched for.
#[test]
fn killed_while_writing() {
    let folder = Folder::new(20_000);
    let mut hits = 0;
    for _ in 0..10 {
        fs::write(folder.gazetteer(), &folder.old).unwrap();
        folder
            .leftovers()
            .iter()
            .for_each(|path| fs::remove_file(path).unwrap());
        let mut child = folder.build("").spawn().unwrap();
        let mut status = None;
        while status.is_none() && folder.leftovers().is_empty() {
            thread::sleep(Duration::from_micros(100));
            status = child.try_wait().unwrap();
        }
        let _ = child.kill();
        let status = child.wait().unwrap();
        let left = !folder.leftovers().is_empty();
        hits += usize::from(left);
        if left {
            assert_eq!(status.signal(), Some(SIGKILL));
            folder.assert_old();
        }
        Gazetteer::open(folder.gazetteer()).unwrap();
    }
    assert!(hits > 0, "no build was killed while it wrote");
}

/// A full disk, played by a limit on the size of files: the write fails.
#[test]
fn no_room_on_the_disk() {
    let folder = Folder::new(3_000);
    for blocks in [0, 1, 8, 64] {
        let first = format!("trap '' XFSZ; ulimit -f {blocks};");
        let output = folder.build(&first).output().unwrap();
        let message = said(&output);
        assert_eq!(output.status.code(), Some(3), "{message}");
        assert!(message.contains("x.gaz: File too large"), "{message}");
        assert!(!message.contains("panicked"), "{message}");
        assert_eq!(folder.leftovers(), Vec::<PathBuf>::new());
        folder.assert_old();
    }
}

/// The same without the trap: the system ends the process by a signal.
#[test]
fn ended_by_the_limit_itself() {
    let folder = Folder::new(3_000);
    let output = folder.build("ulimit -c 0; ulimit -f 8;").output().unwrap();
    assert!(!output.status.success());
    folder.assert_old();
    Gazetteer::open(folder.gazetteer()).unwrap();
}
