//! Which files are meant: files, folders, patterns.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, anyhow};
use glob::{MatchOptions, Pattern};

use super::excluded::Excluded;
use super::left::Left;
use super::options::Options;

/// Files to read, in order, and what of the command line leads to none.
#[derive(Default)]
pub struct Paths {
    pub files: Vec<PathBuf>,
    pub failed: Vec<anyhow::Error>,
    /// What was found in folders and is not read.
    pub left: Left,
}

/// A `*` is part of one name, `**` stands for folders, and hidden files are passed over.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

impl Paths {
    /// Finds the files that are named; none is standard input. What is found in folders and by
    /// patterns is [sifted](Left::sift).
    pub fn find(named: &[PathBuf], options: &Options) -> Paths {
        let mut paths = Paths::default();
        for name in named {
            let before = paths.files.len();
            match pattern(name) {
                None if name.is_dir() => {
                    paths.collect(&mut Walk::new(name, options), name, usize::MAX)
                }
                None => {
                    paths.files.push(name.clone());
                    continue;
                }
                Some(pattern) => {
                    let found = paths.expand(name, &pattern, options);
                    paths.failed.extend(found.err());
                }
            }
            let found = paths.files.split_off(before);
            paths.files.extend(paths.left.sift(found, name, options));
        }
        if named.is_empty() {
            paths.files.push(PathBuf::from("-"));
        }
        paths
    }

    /// How many bytes there are to read; `None` if that cannot be told, as with standard input.
    pub fn bytes(&self) -> Option<u64> {
        let length = |path: &PathBuf| match fs::metadata(path) {
            Ok(meta) => meta.is_file().then_some(meta.len()),
            // That it cannot be read is said when it is its turn.
            Err(_) => (path != Path::new("-")).then_some(0),
        };
        self.files.iter().map(length).sum()
    }

    /// A folder stands for all files below it, in the order of their names; hidden ones are passed
    /// over, and so is what is no file, such as a pipe. A folder is read once, by whatever links it
    /// can be reached, so that links in a ring end. What cannot be read is noted, and the rest found.
    fn collect(&mut self, walk: &mut Walk<'_>, folder: &Path, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        let entries = match walk.entries(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let error = anyhow::Error::from(error).context(folder.display().to_string());
                return self.failed.push(error);
            }
        };
        for path in entries {
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() => self.collect(walk, &path, depth),
                Ok(meta) if !meta.is_file() => {}
                // That it cannot be read is said when it is its turn.
                _ => self.files.push(path),
            }
        }
    }

    /// Finds what fits a pattern below the folder that its first parts name.
    fn expand(&mut self, name: &Path, pattern: &Result<Pattern>, options: &Options) -> Result<()> {
        let pattern = pattern.as_ref().map_err(|error| anyhow!("{error}"))?;
        let shown = name.display();
        let literal = |part: &Component<'_>| {
            let part = part.as_os_str().to_string_lossy();
            !part.contains(['*', '?', '['])
        };
        let folder: PathBuf = name.components().take_while(literal).collect();
        let root = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => &folder,
        };
        if !root.is_dir() {
            return Err(anyhow!("{shown}: there is no folder {}", root.display()));
        }
        let mut below = Paths::default();
        let depth = match name.to_string_lossy().contains("**") {
            true => usize::MAX,
            false => name.components().count() - folder.components().count(),
        };
        below.collect(&mut Walk::new(root, options), root, depth);
        let before = self.files.len();
        self.failed.append(&mut below.failed);
        self.files
            .extend(below.files.into_iter().filter_map(|path| {
                let path = path.strip_prefix("./").map_or(path.clone(), Path::to_owned);
                pattern.matches_path_with(&path, OPTIONS).then_some(path)
            }));
        match self.files.len() > before {
            true => Ok(()),
            false => Err(anyhow!(
                "{shown}: no file fits; `*` is part of one name, `**` any folders"
            )),
        }
    }
}

/// A way through a folder.
struct Walk<'w> {
    root: &'w Path,
    excluded: &'w Excluded,
    /// The folders that were read.
    seen: HashSet<PathBuf>,
}

impl Walk<'_> {
    fn new<'w>(root: &'w Path, options: &'w Options) -> Walk<'w> {
        Walk {
            root,
            excluded: &options.excluded,
            seen: HashSet::new(),
        }
    }

    /// What is in a folder, but for what is excluded; nothing if it was read before.
    fn entries(&mut self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        if !self.seen.insert(fs::canonicalize(folder)?) {
            return Ok(Vec::new());
        }
        let mut paths = entries(folder)?;
        paths.retain(|path| !self.excluded.has(path, self.root));
        Ok(paths)
    }
}

/// What is in a folder, hidden files aside.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    let hidden = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    paths.retain(|path| !hidden(path));
    paths.sort();
    Ok(paths)
}

/// A name with `*`, `?` or `[` is a pattern, unless there is a file of just that name.
fn pattern(name: &Path) -> Option<Result<Pattern>> {
    let text = name.to_str()?;
    if !text.contains(['*', '?', '[']) || name.exists() {
        return None;
    }
    let text = text.strip_prefix("./").unwrap_or(text);
    Some(Pattern::new(text).map_err(|error| anyhow!("{text}: {error}")))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::Reading;

    #[derive(Parser)]
    struct Args {
        #[command(flatten)]
        reading: Reading,
    }

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        folder
    }

    fn found(folder: &Path, name: &str, backup: Option<&str>) -> Vec<String> {
        let args = Args::parse_from(["exonym"]);
        let mut options = Options::of(&args.reading).unwrap();
        options.backup = backup.map(str::to_owned);
        let paths = Paths::find(&[folder.join(name)], &options);
        let shown = |path: &PathBuf| path.strip_prefix(folder).unwrap().display().to_string();
        let failed = paths.failed.iter().map(|_| "failed".to_owned());
        paths.files.iter().map(shown).chain(failed).collect()
    }

    #[test]
    fn patterns_find_files_below_their_folder() {
        let folder = folder(&[
            "a/1.txt",
            "a/b/2.txt",
            "a/b/3.md",
            "a/.h/4.txt",
            "a/[x].txt",
        ]);
        let found = |name: &str| found(folder.path(), name, None);
        assert_eq!(found("a/*.txt"), ["a/1.txt", "a/[x].txt"]);
        assert_eq!(found("a/**/*.txt"), ["a/1.txt", "a/[x].txt", "a/b/2.txt"]);
        assert_eq!(found("a/?/*"), ["a/b/2.txt", "a/b/3.md"]);
        assert_eq!(found("a/[x].txt"), ["a/[x].txt"]);
        assert_eq!(found("a/[12].txt"), ["a/1.txt"]);
        for none in ["a/*.html", "none/*.txt", "a/**x"] {
            assert_eq!(found(none), ["failed"], "{none}");
        }
    }

    #[test]
    fn copies_are_left_out_of_folders() {
        let names = [
            "a/1.txt",
            "a/1.txt.old",
            "a/2.old",
            "a/3.md",
            "a/4.txt~",
            "a/5.bak",
        ];
        let folder = folder(&names);
        let found = |name: &str, backup| found(folder.path(), name, backup);
        assert_eq!(
            found("a", None),
            ["a/1.txt", "a/1.txt.old", "a/2.old", "a/3.md"]
        );
        assert_eq!(found("a", Some(".old")), ["a/1.txt", "a/3.md"]);
        assert_eq!(found("a/*", Some(".old")), ["a/1.txt", "a/3.md"]);
        assert_eq!(found("a/*.old", Some(".old")), ["a/1.txt.old", "a/2.old"]);
        assert_eq!(found("a/1.txt.old", Some(".old")), ["a/1.txt.old"]);
        // Only what there is a text for can be its copy.
        let all = ["a/1.txt", "a/1.txt.old", "a/2.old", "a/3.md"];
        assert_eq!(found("a", Some(".md")), all);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_ring_end() {
        let folder = folder(&["a/1.txt", "a/b/2.txt"]);
        std::os::unix::fs::symlink("..", folder.path().join("a/b/up")).unwrap();
        std::os::unix::fs::symlink("b", folder.path().join("a/c")).unwrap();
        let found = found(folder.path(), "a", None);
        assert_eq!(found, ["a/1.txt", "a/b/2.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_passed_over() {
        let folder = folder(&["a.txt", "b.txt"]);
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("aa")).unwrap();
        assert_eq!(found(folder.path(), "", None), ["a.txt", "b.txt"]);
        assert_eq!(found(folder.path(), "*", None), ["a.txt", "b.txt"]);
    }
}
