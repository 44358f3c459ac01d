//! An output that is an input too would be lost: it is refused before any work.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::exit::Usage;

/// A file by whatever name and link it is reached.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = PathBuf;

/// The files that are read.
#[derive(Default)]
pub struct Inputs(Vec<(Identity, PathBuf)>);

impl Inputs {
    /// Those that are there, of the files and names given; `-` is standard input.
    pub fn new<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Inputs {
        Inputs::default().and(paths)
    }

    /// Those and others.
    pub fn and<P: AsRef<Path>>(mut self, paths: impl IntoIterator<Item = P>) -> Inputs {
        let known = |path: P| {
            let path = path.as_ref();
            let read = match path == Path::new("-") {
                true => Path::new("/dev/stdin"),
                false => path,
            };
            Some((identity(read)?, path.to_owned()))
        };
        self.0.extend(paths.into_iter().filter_map(known));
        self
    }

    /// Whether a file is one of them, and what that one is called.
    pub fn find(&self, path: &Path) -> Option<&Path> {
        let identity = identity(path)?;
        let same = self.0.iter().find(|(known, _)| *known == identity);
        same.map(|(_, path)| path.as_path())
    }

    /// Refuses to write to one of them: `option` names the file, and `remedy` says what else can be done.
    pub fn refuse(&self, option: &str, output: Option<&Path>, remedy: &str) -> Result<()> {
        let Some(output) = output.filter(|path| *path != Path::new("-")) else {
            return Ok(());
        };
        let Some(input) = self.find(output) else {
            return Ok(());
        };
        let (shown, read) = (output.display(), input.display());
        let what = match (input == output, input == Path::new("-")) {
            (true, _) => "this file is read".to_owned(),
            (_, true) => "this file is standard input".to_owned(),
            _ => format!("this is the file {read}, which is read"),
        };
        let problem = format!("{option} {shown}: {what} and would be lost; {remedy}");
        Err(Usage(problem).into())
    }
}

/// What to do instead, where nothing can be changed in place.
pub const ELSEWHERE: &str = "write to another file";

/// What tells a file from all others; `None` for what is not there, and for pipes, terminals and
/// the like, in which nothing is overwritten.
fn identity(path: &Path) -> Option<Identity> {
    let meta = fs::metadata(path).ok().filter(Metadata::is_file)?;
    mark(path, &meta)
}

#[cfg(unix)]
fn mark(_: &Path, meta: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn mark(path: &Path, _: &Metadata) -> Option<Identity> {
    fs::canonicalize(path).ok()
}
