//! Ctrl-C.

use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::exit::Code;

/// From here on, Ctrl-C ends the program with 130 as soon as no file is being put in place, which
/// takes moments; so nothing is left half done. A second Ctrl-C does not wait.
pub fn watch() {
    static ASKED: AtomicBool = AtomicBool::new(false);
    let end = || {
        if ASKED.swap(true, Ordering::Relaxed) {
            exit(Code::Interrupted as i32);
        }
        thread::spawn(|| {
            let _quiet = exonym::file::quiet();
            exit(Code::Interrupted as i32);
        });
    };
    // Where that is not possible, the system ends the program in its own way.
    let _ = ctrlc::set_handler(end);
}
