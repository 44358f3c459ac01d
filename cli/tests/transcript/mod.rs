//! Transcripts: Markdown files whose `console` blocks are what a person types and sees.
//!
//! ```console
//! $ cat names.csv
//! id,name
//! Q1953,Yerevan
//!
//! $ exonym lookup -g names.csv Erewan
//! Erewan  -       nothing of this name is listed
//! ? 1
//! ```
//!
//! `$ cat FILE` makes a file that is not there yet; every other command is run by bash, all of a
//! Markdown file in one folder. `? 1` is the exit code, if it is not 0. `[..]` in a line and `...`
//! for lines stand for anything. `SNAPSHOTS=overwrite cargo test` writes what is seen now.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use snapbox::{Assert, Data};
use tempfile::TempDir;

/// What is seen of the program.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(dead_code)] // Not every test needs all of it.
pub enum Seen {
    /// Data and messages, as on a terminal.
    All,
    /// Data only.
    Data,
}

/// Runs the commands of a Markdown file and compares; returns how many there are.
pub fn replay(path: &Path, seen: Seen) -> usize {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let folder = tempfile::tempdir().unwrap();
    let (mut found, mut commands, mut at) = (String::new(), 0, 0);
    let lines: Vec<&str> = text.lines().collect();
    let mut in_block = false;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        found += &format!("{line}\n");
        match line.strip_prefix("```") {
            Some(kind) => in_block = kind == "console",
            None if in_block && line.starts_with("$ ") => {
                let expected = expected(&lines[at..]);
                found += &run(&folder, &line[2..], expected, seen);
                at += expected.len();
                // A blank line parts one example from the next.
                let blank = lines[at..]
                    .iter()
                    .take_while(|line| line.is_empty())
                    .count();
                found += &"\n".repeat(blank);
                at += blank;
                commands += 1;
            }
            None => {}
        }
    }
    let wanted = Data::read_from(path, None);
    Assert::new()
        .action_env("SNAPSHOTS")
        .normalize_paths(false)
        .eq(found, wanted);
    commands
}

/// The lines that a command is said to write.
fn expected<'a, 't>(lines: &'a [&'t str]) -> &'a [&'t str] {
    let end = lines
        .iter()
        .position(|line| line.starts_with("$ ") || line.starts_with("```"))
        .unwrap_or(lines.len());
    let blank = lines[..end].iter().rev().take_while(|l| l.is_empty());
    &lines[..end - blank.count()]
}

/// What is seen of a command.
fn run(folder: &TempDir, command: &str, expected: &[&str], seen: Seen) -> String {
    let new_file = command
        .strip_prefix("cat ")
        .filter(|file| !file.contains(' ') && !folder.path().join(file).exists());
    if let Some(file) = new_file {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text: String = expected.iter().map(|line| format!("{line}\n")).collect();
        fs::write(path, &text).unwrap();
        return text;
    }
    let script = match seen {
        Seen::All => format!("exec 2>&1\n{command}"),
        Seen::Data => format!("exec 2>/dev/null\n{command}"),
    };
    let output = bash(folder.path(), &script).output().unwrap();
    let mut found = String::from_utf8_lossy(&output.stdout).into_owned();
    if !found.is_empty() && !found.ends_with('\n') {
        found.push('\n');
    }
    match output.status.code() {
        Some(0) => found,
        Some(code) => found + &format!("? {code}\n"),
        None => found + "? ended by a signal\n",
    }
}

/// A shell in the folder that knows the program, and nothing of the settings of who runs the test.
fn bash(folder: &Path, script: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_exonym")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut bash = Command::new("bash");
    bash.args(["-c", script])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.display()))
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb")
        .stdin(Stdio::null());
    for name in [
        "XDG_CONFIG_HOME",
        "EXONYM_CONFIG",
        "NO_COLOR",
        "CLICOLOR_FORCE",
    ] {
        bash.env_remove(name);
    }
    bash
}

/// The Markdown files of a folder of the repository, in order.
#[allow(dead_code)]
pub fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    files.sort();
    files
}
