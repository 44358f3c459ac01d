//! Messages to people, on standard error.
//!
//! `eprintln!` panics where nobody reads them, as behind `2>&1 | head -n 1`, or where the disk is
//! full. A message that cannot be written must not cost the work it tells of: here it is lost, and
//! the work goes on.

use std::io::{self, Write};

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

pub(crate) use say;
