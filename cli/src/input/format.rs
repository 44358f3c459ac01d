//! What a file holds.

use std::path::Path;

use crate::args::{InputFormat, Syntax};

/// What is named of the files, which says what they hold where their endings leave it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub fields: bool,
    pub columns: bool,
}

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
    /// What a file holds; tables, and JSON that may be lines or not, are taken for texts as long as no column or
    /// field is `named`.
    pub fn of(format: InputFormat, path: &Path, named: Named) -> Kind {
        match format {
            InputFormat::Auto => by_name(path, named),
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
pub fn has_text_ending(path: &Path, named: Named) -> bool {
    let ending = path.extension().unwrap_or_default();
    let plain = ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("text");
    plain || by_name(path, named) != Kind::Whole(Syntax::Text)
}

/// Whether the name of a file says that it is a spreadsheet, which has to be exported to be read.
pub fn is_spreadsheet(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    let endings = ["xlsx", "xlsm", "xls", "ods"];
    endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

fn by_name(path: &Path, named: Named) -> Kind {
    let extension = path.extension().unwrap_or_default();
    match extension.to_string_lossy().to_lowercase().as_str() {
        "html" | "htm" => Kind::Whole(Syntax::Html),
        "xml" | "xhtml" | "tei" => Kind::Whole(Syntax::Xml),
        "md" | "markdown" => Kind::Whole(Syntax::Markdown),
        "jsonl" | "ndjson" => Kind::Lines,
        "json" if named.fields => Kind::Lines,
        "csv" if named.columns => Kind::Rows(b','),
        "tsv" if named.columns => Kind::Rows(b'\t'),
        _ => Kind::Whole(Syntax::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_tell_what_they_hold() {
        let kind = |name: &str, named: bool| {
            let (fields, columns) = (named, named);
            Kind::of(
                InputFormat::Auto,
                Path::new(name),
                Named { fields, columns },
            )
        };
        assert_eq!(kind("a/b.HTML", false), Kind::Whole(Syntax::Html));
        assert_eq!(kind("b.tei", false), Kind::Whole(Syntax::Xml));
        assert_eq!(kind("b.csv", false), Kind::Whole(Syntax::Text));
        assert_eq!(kind("b.csv", true), Kind::Rows(b','));
        assert_eq!(kind("b.json", false), Kind::Whole(Syntax::Text));
        assert_eq!(kind("b.json", true), Kind::Lines);
        assert_eq!(kind("html", true), Kind::Whole(Syntax::Text));
        assert_eq!(kind("-", false), Kind::Whole(Syntax::Text));
    }

    #[test]
    fn names_of_files_tell_whether_they_are_texts() {
        for name in ["a.txt", "a.TXT", "a.md", "a.html", "a.tei", "a.jsonl"] {
            assert!(has_text_ending(Path::new(name), Named::default()), "{name}");
        }
        for name in [
            "a", "a.py", "a.json", "a.yaml", "a.csv", "a.txt.gz", "txt", "a.txt~",
        ] {
            assert!(
                !has_text_ending(Path::new(name), Named::default()),
                "{name}"
            );
        }
        let columns = true;
        let fields = false;
        assert!(has_text_ending(
            Path::new("a.csv"),
            Named { fields, columns }
        ));
    }
}
