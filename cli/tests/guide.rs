//! The guide: its examples are run, and the tables it quotes are those of the library.

#![cfg(unix)]

mod transcript;

use std::fs;
use std::path::Path;

use transcript::{Seen, files, replay};

/// The chapters that show the library or figures, not the program.
const WITHOUT_COMMANDS: &[&str] = &["library.md", "measured.md"];

#[test]
fn the_examples_print_what_they_say() {
    let chapters = files("../docs");
    assert!(chapters.len() >= 17, "{chapters:?}");
    for chapter in chapters {
        let name = chapter.file_name().unwrap().to_string_lossy().into_owned();
        let commands = replay(&chapter, Seen::All);
        let wanted = !WITHOUT_COMMANDS.contains(&name.as_str());
        assert_eq!(commands > 0, wanted, "{name}: {commands} commands");
    }
}

/// A `tsv` block shows rows of the file that the last line of text before it names.
#[test]
fn the_tables_it_quotes_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut rows = 0;
    for chapter in files("../docs") {
        let text = fs::read_to_string(&chapter).unwrap();
        let (mut quoted, mut file) = (None, String::new());
        for line in text.lines() {
            match (&quoted, line.strip_prefix("```")) {
                (None, Some("tsv")) => {
                    quoted = Some(fs::read_to_string(root.join(&file)).expect(&file));
                }
                (_, Some(_)) => quoted = None,
                (Some(table), None) => {
                    let there = table.lines().any(|row| row == line);
                    assert!(there, "{}: {file} has no row {line:?}", chapter.display());
                    rows += 1;
                }
                (None, None) => {
                    if let Some(name) = line.split('`').find(|part| part.ends_with(".tsv")) {
                        file = name.to_owned();
                    }
                }
            }
        }
    }
    assert!(rows >= 10, "only {rows} rows are quoted");
}
