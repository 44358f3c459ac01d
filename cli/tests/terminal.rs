//! On a terminal: colour, progress, text that is made safe, and Ctrl-C.

#![cfg(unix)]

mod folder;

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use folder::Folder;
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const NAMES: &str = "id,name\nQ1953,Yerevan\nQ1953,Erevan\n";

/// Which streams of the program are the terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    Both,
    /// Standard output goes to a file.
    Messages,
}

/// What is seen on a terminal of 80 columns.
fn seen(folder: &Folder, args: &[&str], on: On, variables: &[(&str, &str)]) -> String {
    let (master, name) = open_terminal();
    let terminal = || Stdio::from(File::options().read(true).write(true).open(&name).unwrap());
    let output = match on {
        On::Both => terminal(),
        On::Messages => Stdio::from(File::create(folder.path().join("out")).unwrap()),
    };
    let mut child = program(folder, args)
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(variables.iter().copied())
        .stdout(output)
        .stderr(terminal())
        .spawn()
        .unwrap();
    let seen = read_all(master);
    child.wait().unwrap();
    seen
}

fn program(folder: &Folder, args: &[&str]) -> Command {
    let mut program = folder.program();
    program.args(args).stdin(Stdio::null());
    program
}

fn with_names() -> Folder {
    let folder = Folder::new();
    folder.write("names.csv", NAMES);
    folder
}

/// A terminal of 80 columns: our end of it, and the name of the program's.
fn open_terminal() -> (File, String) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let size = Winsize {
        ws_row: 24,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&master, size).unwrap();
    (File::from(master), name.into_string().unwrap())
}

/// What is seen until nobody has the other end any more.
fn read_all(mut terminal: File) -> String {
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = terminal.read(&mut buffer) {
        seen.extend_from_slice(&buffer[..count]);
    }
    String::from_utf8_lossy(&seen).replace("\r\n", "\n")
}

#[test]
fn who_is_to_type_is_told_so() {
    let folder = with_names();
    let (mut terminal, name) = open_terminal();
    let end = || Stdio::from(File::options().read(true).write(true).open(&name).unwrap());
    let mut child = program(&folder, &["normalize", "-g", "names.csv"])
        .stdin(end())
        .stdout(end())
        .stderr(end())
        .spawn()
        .unwrap();
    terminal.write_all(b"In Erevan\n\x04").unwrap();
    let seen = read_all(terminal);
    assert!(child.wait().unwrap().success());
    assert!(seen.contains("reading from the terminal; Ctrl-D"), "{seen}");
    assert!(seen.contains("In Yerevan\n"), "{seen}");
}

#[test]
fn a_diff_is_coloured_unless_that_is_not_wanted() {
    let folder = with_names();
    folder.write("a.txt", "In Erevan\r\n");
    let diff = ["normalize", "-g", "names.csv", "--diff", "a.txt"];
    let coloured = seen(&folder, &diff, On::Both, &[]);
    assert!(
        coloured.contains("\x1b[31m-In \x1b[0m\x1b[1;31mErevan\x1b[0m"),
        "{coloured:?}"
    );
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let plain = seen(&folder, &diff, On::Both, &[(name, value)]);
        let expected = "--- a.txt\n+++ a.txt\n@@ -1,1 +1,1 @@\n-In Erevan\n+In Yerevan\n\
            1 of 1 text would change, 1 name\n";
        assert_eq!(plain, expected, "{name}");
    }
}

#[test]
fn text_does_not_command_the_terminal() {
    let folder = with_names();
    folder.write("a.txt", "Erevan \x1b[2J\u{202e} \u{9b}1m\r\n");
    for verb in ["normalize", "annotate"] {
        for more in [&["a.txt"][..], &["--diff", "a.txt"]] {
            if verb == "annotate" && more.len() > 1 {
                continue;
            }
            let args = [&[verb, "-g", "names.csv"], more].concat();
            let seen = seen(&folder, &args, On::Both, &[("NO_COLOR", "1")]);
            assert!(seen.contains("revan"), "{seen:?}");
            assert!(!seen.contains(['\x1b', '\u{202e}', '\u{9b}']), "{seen:?}");
        }
    }
    // A file gets what there is.
    seen(
        &folder,
        &["normalize", "-g", "names.csv", "a.txt"],
        On::Messages,
        &[],
    );
    assert_eq!(folder.read("out"), "Yerevan \x1b[2J\u{202e} \u{9b}1m\r\n");
}

/// A text that comes only after a while, when progress is shown.
fn slow_text(folder: &Folder) -> JoinHandle<()> {
    let path = folder.path().join("slow.txt");
    let _ = std::fs::remove_file(&path);
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(700));
        std::fs::write(path, "In Erevan\n").unwrap();
    })
}

#[test]
fn progress_is_shown_where_the_results_go_elsewhere() {
    let folder = with_names();
    let args = ["normalize", "-g", "names.csv", "slow.txt"];
    let writing = slow_text(&folder);
    let shown = seen(&folder, &args, On::Messages, &[]);
    writing.join().unwrap();
    assert!(
        shown.contains("10 B, ") && shown.contains("/s"),
        "{shown:?}"
    );
    assert!(
        shown.ends_with("\x1b[2K"),
        "the line is still there: {shown:?}"
    );
    assert_eq!(folder.read("out"), "In Yerevan\n");

    // Beside the results it would be in the way, and a program does not want it.
    let writing = slow_text(&folder);
    let shown = seen(&folder, &args, On::Both, &[]);
    writing.join().unwrap();
    assert_eq!(shown, "In Yerevan\n");
    let writing = slow_text(&folder);
    let ran = folder.run(&args);
    writing.join().unwrap();
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

fn interrupt(child: &Child) {
    let pid = Pid::from_child(child);
    kill_process(pid, Signal::INT).unwrap();
}

fn leftovers(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let names = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".exonym-")).collect()
}

#[test]
fn interrupted_at_twenty_moments_leaves_whole_files() {
    let folder = with_names();
    let old = "In Erevan\n".repeat(1500);
    let new = old.replace("Erevan", "Yerevan");
    let names: Vec<String> = (0..40).map(|n| format!("{n:02}.txt")).collect();
    let mut interrupted = 0;
    for moment in 0..20 {
        for name in &names {
            folder.write(name, &old);
        }
        let args = ["normalize", "-g", "names.csv", "-i", "-j", "2", "."];
        let mut child = program(&folder, &args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Not before the program can know of it, and then at all moments of its work.
        while moment > 0 && child.try_wait().unwrap().is_none() && folder.read(&names[0]) == old {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(Duration::from_millis(moment * 3));
        if child.try_wait().unwrap().is_none() {
            interrupt(&child);
        }
        let status = child.wait().unwrap();
        let at_once = moment == 0 && status.signal().is_some();
        assert!(
            at_once || matches!(status.code(), Some(0 | 130)),
            "moment {moment}: {status}"
        );
        interrupted += usize::from(status.code() == Some(130));
        assert_eq!(leftovers(&folder), Vec::<String>::new(), "moment {moment}");
        for name in &names {
            let text = folder.read(name);
            assert!(text == old || text == new, "moment {moment}: {name}");
        }
    }
    assert!(interrupted >= 5, "only {interrupted} were interrupted");
}
