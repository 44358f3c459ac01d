//! Settings from a file, `exonym.toml`.
//!
//! `place` finds the file and `file` reads it; what may stand in it is in `settings`. Each setting
//! is an option of the command line: `trial` checks the file's value as the option would, and `defaults`
//! makes it the option's default, so that the command line wins. `mistake` shows what is wrong.

mod defaults;
mod file;
mod mistake;
mod place;
mod settings;
mod trial;

use std::path::PathBuf;

use anyhow::Result;
use clap::Command;
use exonym::gazetteer::Levels;

pub use defaults::{apply, switches};
pub use file::{Check, Entry};
pub use place::{Origin, Wanted};
pub use settings::SETTINGS;

use crate::exit::Usage;
use crate::message;
use crate::terminal;

/// What a file says.
#[derive(Default)]
pub struct Config {
    /// The file, and what led to it.
    pub file: Option<(PathBuf, Origin)>,
    pub entries: Vec<Entry>,
    /// How bad each finding of `check` is, as the file says and as it is meant.
    pub checks: Vec<Check>,
    pub levels: Levels,
}

impl Config {
    /// Reads the file that is named, or the one that is found; its values are those of options of `command`.
    pub fn load(wanted: &Wanted, command: &Command) -> Result<Config> {
        let Some((path, origin)) = place::find(wanted)? else {
            return Ok(Config::default());
        };
        let name = path.display().to_string();
        let bytes = std::fs::read(&path).map_err(|e| Usage(format!("{name}: {e}")))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Usage(format!("{name}: not UTF-8; save it in this encoding")))?;
        let contents = file::read(&path, &text, command).map_err(|mistakes| {
            let color = terminal::color_on_stderr();
            message::write(&mistake::render(&name, &text, &mistakes, color));
            Usage(format!("{name} cannot be used"))
        })?;
        Ok(Config {
            file: Some((path, origin)),
            entries: contents.entries,
            checks: contents.checks,
            levels: contents.levels,
        })
    }

    /// What the file says of a setting.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.setting.key == key)
    }
}
