//! What a file holds.

use std::path::Path;

use crate::args::{InputFormat, Syntax};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Whole(Syntax),
    /// One JSON object a line.
    Lines,
    /// Rows of cells, usually with this between.
    Rows(u8),
}

impl Kind {
    /// What a file holds; tables are taken for texts as long as no column is named.
    pub fn of(format: InputFormat, path: &Path, has_columns: bool) -> Kind {
        match format {
            InputFormat::Auto => by_name(path, has_columns),
            InputFormat::Text => Kind::Whole(Syntax::Text),
            InputFormat::Html => Kind::Whole(Syntax::Html),
            InputFormat::Xml => Kind::Whole(Syntax::Xml),
            InputFormat::Markdown => Kind::Whole(Syntax::Markdown),
            InputFormat::Jsonl => Kind::Lines,
            InputFormat::Csv => Kind::Rows(b','),
            InputFormat::Tsv => Kind::Rows(b'\t'),
        }
    }
}

/// Whether the name of a file says that it is text, or in which parts: not so for tables without
/// a column, data, and programs.
pub fn has_text_ending(path: &Path, has_columns: bool) -> bool {
    let ending = path.extension().unwrap_or_default();
    let plain = ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("text");
    plain || by_name(path, has_columns) != Kind::Whole(Syntax::Text)
}

fn by_name(path: &Path, has_columns: bool) -> Kind {
    let extension = path.extension().unwrap_or_default();
    match extension.to_string_lossy().to_lowercase().as_str() {
        "html" | "htm" => Kind::Whole(Syntax::Html),
        "xml" | "xhtml" | "tei" => Kind::Whole(Syntax::Xml),
        "md" | "markdown" => Kind::Whole(Syntax::Markdown),
        "jsonl" | "ndjson" => Kind::Lines,
        "csv" if has_columns => Kind::Rows(b','),
        "tsv" if has_columns => Kind::Rows(b'\t'),
        _ => Kind::Whole(Syntax::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_tell_what_they_hold() {
        let kind = |name: &str, columns| Kind::of(InputFormat::Auto, Path::new(name), columns);
        assert_eq!(kind("a/b.HTML", false), Kind::Whole(Syntax::Html));
        assert_eq!(kind("b.tei", false), Kind::Whole(Syntax::Xml));
        assert_eq!(kind("b.csv", false), Kind::Whole(Syntax::Text));
        assert_eq!(kind("b.csv", true), Kind::Rows(b','));
        assert_eq!(kind("html", true), Kind::Whole(Syntax::Text));
        assert_eq!(kind("-", false), Kind::Whole(Syntax::Text));
    }

    #[test]
    fn names_of_files_tell_whether_they_are_texts() {
        for name in ["a.txt", "a.TXT", "a.md", "a.html", "a.tei", "a.jsonl"] {
            assert!(has_text_ending(Path::new(name), false), "{name}");
        }
        for name in [
            "a", "a.py", "a.json", "a.yaml", "a.csv", "a.txt.gz", "txt", "a.txt~",
        ] {
            assert!(!has_text_ending(Path::new(name), false), "{name}");
        }
        assert!(has_text_ending(Path::new("a.csv"), true));
    }
}
