//! Where the file is.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::exit::Usage;

/// What it is called.
const NAME: &str = "exonym.toml";
/// The variable that names another.
const VARIABLE: &str = "EXONYM_CONFIG";

/// Which file the command line asks for.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Wanted {
    /// Read settings from this file [default: exonym.toml in this folder, one above it, or the user's own]
    #[arg(long, value_name = "FILE", global = true, help_heading = "Settings")]
    pub config: Option<PathBuf>,
    /// Read no file of settings
    #[arg(
        long,
        global = true,
        conflicts_with = "config",
        help_heading = "Settings"
    )]
    pub no_config: bool,
}

/// What led to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    CommandLine,
    Environment,
    Folder,
    User,
}

impl Origin {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::CommandLine => "named by --config",
            Origin::Environment => "named by EXONYM_CONFIG",
            Origin::Folder => "found in this folder or above it",
            Origin::User => "the user's own",
        }
    }
}

/// The file that is named, or the first that is found.
pub fn find(wanted: &Wanted) -> Result<Option<(PathBuf, Origin)>> {
    if wanted.no_config {
        return Ok(None);
    }
    let named = |path: PathBuf, origin: Origin| match path.is_dir() {
        true => Err(Usage(format!(
            "{}: a folder, not a file of settings",
            path.display()
        ))
        .into()),
        false => Ok(Some((path, origin))),
    };
    if let Some(path) = &wanted.config {
        return named(path.clone(), Origin::CommandLine);
    }
    if let Some(path) = set(VARIABLE) {
        return named(path.into(), Origin::Environment);
    }
    let here = env::current_dir().context("the working folder")?;
    let above = here.ancestors().map(|folder| folder.join(NAME));
    let found = above.map(|path| (path, Origin::Folder));
    let own = user_folder().map(|folder| (folder.join("exonym").join(NAME), Origin::User));
    Ok(found
        .chain(own)
        .find(|(path, _)| path.is_file())
        .map(|(path, origin)| {
            // A name from here on, where there is one, is shorter to read.
            let near = path.strip_prefix(&here).map(Path::to_owned);
            (near.unwrap_or(path), origin)
        }))
}

/// Where a user's settings of all programs are.
fn user_folder() -> Option<PathBuf> {
    let below_home = || Some(PathBuf::from(set("HOME")?).join(".config"));
    let own = match cfg!(windows) {
        true => set("APPDATA"),
        false => set("XDG_CONFIG_HOME"),
    };
    own.map(PathBuf::from).or_else(below_home)
}

/// A variable of the environment that says something.
fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
