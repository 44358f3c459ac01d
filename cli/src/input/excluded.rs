//! What of folders is not to be read.

use std::path::Path;

use glob::{MatchOptions, Pattern};

/// Patterns of files and folders that are not read: those of one name fit anywhere, others where
/// they stand below the folder that is named, or with it.
#[derive(Clone, Debug, Default)]
pub struct Excluded(Vec<Pattern>);

/// Hidden files need no pattern: they are passed over.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

impl Excluded {
    pub fn new(patterns: &[Pattern]) -> Excluded {
        Excluded(patterns.to_vec())
    }

    /// Whether a file or folder that was found in the folder `root` fits one of them.
    pub fn has(&self, path: &Path, root: &Path) -> bool {
        let below = path.strip_prefix(root).unwrap_or(path);
        let name = Path::new(path.file_name().unwrap_or_default());
        let fits = |pattern: &Pattern| match pattern.as_str().contains('/') {
            false => pattern.matches_path_with(name, OPTIONS),
            true => [path, below]
                .iter()
                .any(|path| pattern.matches_path_with(path, OPTIONS)),
        };
        self.0.iter().any(fits)
    }
}

/// A pattern as it is said; a stroke at its end says no more than that it is a folder.
pub fn pattern(text: &str) -> Result<Pattern, String> {
    let text = text.trim_start_matches("./").trim_end_matches('/');
    match text {
        "" => Err("give the name of a file or folder, or a pattern such as '*.html'".to_owned()),
        text => Pattern::new(text).map_err(|error| error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_anywhere_and_paths_in_their_place() {
        let excluded = |words: &str, path: &str| {
            let pattern = pattern(words).unwrap();
            Excluded::new(&[pattern]).has(Path::new(path), Path::new("news"))
        };
        assert!(excluded("*.html", "news/a/b.html"));
        assert!(excluded("drafts/", "news/a/drafts"));
        assert!(excluded("a/drafts", "news/a/drafts"));
        assert!(excluded("./news/a/*.txt", "news/a/b.txt"));
        assert!(excluded("**/b.txt", "news/a/b.txt"));
        assert!(!excluded("drafts", "news/a/drafts.txt"));
        assert!(!excluded("drafts", "news/my drafts"));
        assert!(!excluded("a/*", "news/b/a/c"));
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        assert!(pattern("/").is_err());
        assert!(pattern("a***").is_err());
    }
}
