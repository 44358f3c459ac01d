//! The README's console examples, run as they stand there.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A command of the README and what it says the command prints.
struct Example {
    command: String,
    output: String,
}

/// Commands behind `$ ` in `console` blocks, and in `sh` blocks those that call
/// the program, with what a comment at the end of the line says they print.
fn examples(readme: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut language = "";
    for line in readme.lines() {
        match (line.strip_prefix("```"), language) {
            (Some(name), "") => language = if name.is_empty() { "text" } else { name },
            (Some(_), _) => language = "",
            (None, "console") => match line.strip_prefix("$ ") {
                // A blank line parts one example from the next.
                None if line.is_empty() => {}
                Some(command) => examples.push(Example {
                    command: command.to_owned(),
                    output: String::new(),
                }),
                None => {
                    let example = examples.last_mut().expect("output follows a command");
                    example.output += &format!("{line}\n");
                }
            },
            (None, "sh") if line.starts_with("printf") || line.starts_with("echo") => {
                let (command, output) = line.split_once("     # ").unwrap_or((line, ""));
                let output = if output.is_empty() {
                    String::new()
                } else {
                    format!("{output}\n")
                };
                examples.push(Example {
                    command: command.to_owned(),
                    output,
                });
            }
            _ => {}
        }
    }
    examples
}

#[cfg(unix)]
#[test]
fn the_examples_print_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_exonym")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let examples = examples(&readme);
    assert!(examples.len() >= 5, "only {} examples", examples.len());
    for Example { command, output } in examples {
        if let Some(file) = command.strip_prefix("cat ") {
            fs::write(folder.path().join(file), &output).unwrap();
        }
        let ran = Command::new("bash")
            .args(["-c", &command])
            .current_dir(folder.path())
            .env("PATH", &path)
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&ran.stdout),
            output,
            "{command}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        assert!(ran.status.success(), "{command}");
    }
}
