//! How far the work is, in a line on the terminal.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{message, terminal};

/// What takes less long needs no line.
const PATIENCE: Duration = Duration::from_millis(500);

const OF_ALL: &str = "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
const SO_FAR: &str = "{spinner} {bytes}, {bytes_per_sec}";
const NAMES: &str = "{wide_bar} {human_pos} of {human_len} names, {per_sec}, {eta} left";

/// A line on the terminal, if standard error is one: how far, how fast, how long yet.
pub struct Progress {
    bar: ProgressBar,
    /// When to begin with it; `None` if it is there, or never will be.
    begin: Mutex<Option<Instant>>,
}

impl Progress {
    /// Of so many bytes, or of as many as come.
    pub fn bytes(total: Option<u64>) -> Progress {
        let template = match total {
            Some(_) => OF_ALL,
            None => SO_FAR,
        };
        Progress::new(total, template, terminal::is_stderr())
    }

    /// Of names that are to be compiled.
    pub fn names() -> Progress {
        Progress::new(Some(0), NAMES, terminal::is_stderr())
    }

    /// None, where the terminal is needed for other things.
    pub fn none() -> Progress {
        Progress::new(None, SO_FAR, false)
    }

    fn new(total: Option<u64>, template: &str, wanted: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        Progress {
            bar: styled(bar, template),
            begin: Mutex::new((wanted && message::has_notes()).then(|| Instant::now() + PATIENCE)),
        }
    }

    /// So much more is done.
    pub fn add(&self, count: u64) {
        self.bar.inc(count);
        // Whoever has the lock sees to it.
        if let Ok(mut begin) = self.begin.try_lock()
            && begin.is_some_and(|begin| Instant::now() >= begin)
        {
            *begin = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.tick();
        }
    }

    /// So much more of so much is done.
    pub fn add_of(&self, count: usize, total: usize) {
        self.bar.set_length(total as u64);
        self.add(count as u64);
    }

    /// Does something that writes to the terminal.
    pub fn beside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_are_understood() {
        for template in [OF_ALL, SO_FAR, NAMES] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
