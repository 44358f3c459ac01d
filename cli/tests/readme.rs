//! The README's console examples, run as they stand there, and the settings that the guide shows.

#![cfg(unix)]

mod folder;
mod transcript;

use std::path::Path;

use folder::Folder;
use transcript::{Seen, replay};

#[test]
fn the_examples_print_what_they_say() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let commands = replay(&readme, Seen::Data);
    assert!(commands >= 12, "only {commands} examples");
}

#[test]
fn the_file_of_settings_is_understood() {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/command-line.md");
    let chapter = std::fs::read_to_string(chapter).unwrap();
    let settings = chapter.split("```toml\n").nth(1).unwrap();
    let settings = settings.split("```").next().unwrap();
    let folder = Folder::new();
    folder.write("exonym.toml", settings);
    let shown = folder.run(&["config", "--show-origin"]);
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    for key in ["gazetteers", "min-score", "backup", "W302"] {
        let line = shown
            .out
            .lines()
            .find(|line| line.starts_with(key))
            .unwrap();
        assert!(line.contains("# exonym.toml:"), "{line}");
    }
}
