//! The README's console examples, run as they stand there.

#![cfg(unix)]

mod transcript;

use std::path::Path;

use transcript::{Seen, replay};

#[test]
fn the_examples_print_what_they_say() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let commands = replay(&readme, Seen::Data);
    assert!(commands >= 20, "only {commands} examples");
}
