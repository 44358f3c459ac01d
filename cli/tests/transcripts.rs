//! What each verb says, and each refusal, as a person sees it: `transcripts/*.md`.

#![cfg(unix)]

mod transcript;

use transcript::{Seen, files, replay};

#[test]
fn transcripts() {
    let commands: usize = files("tests/transcripts")
        .iter()
        .map(|path| replay(path, Seen::All))
        .sum();
    assert!(commands >= 80, "only {commands} commands");
}
