//! Messages to people, on standard error.
//!
//! `eprintln!` panics where nobody reads them, as behind `2>&1 | head -n 1`, or where the disk is
//! full. A message that cannot be written must not cost the work it tells of: here it is lost, and
//! the work goes on.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static QUIET: AtomicBool = AtomicBool::new(false);

/// From here on, only errors and warnings are written: no [notes](note) and no progress.
pub fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

/// Whether notes and progress are wanted.
pub fn has_notes() -> bool {
    !QUIET.load(Ordering::Relaxed)
}

/// Writes a message as it is, at one go, so that those of several threads do not run into each other.
pub fn write(text: &str) {
    // There is nobody left to tell.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes a line on standard error: `eprintln!` that never panics.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::message::write(&(format!($($words)*) + "\n"))
    };
}

/// The same for what was done, which nobody need know: summaries, and how far the work is.
macro_rules! note {
    ($($words:tt)*) => {
        if $crate::message::has_notes() {
            $crate::message::say!($($words)*);
        }
    };
}

pub(crate) use {note, say};
