//! What a file holds.

use std::path::Path;

use clap::ValueEnum;

/// What a file holds, as said on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// By the name of each file: .html .htm .xml .xhtml .tei .md .jsonl .ndjson, and with --column .csv .tsv; otherwise text
    #[default]
    Auto,
    /// Text without markup
    Text,
    Html,
    /// XML, such as XHTML, TEI or NITF
    Xml,
    Markdown,
    /// A JSON object on each line
    Jsonl,
    /// Rows of cells with commas between
    Csv,
    /// Rows of cells with tabs between
    Tsv,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Syntax {
    /// Without markup
    #[default]
    Text,
    Html,
    Xml,
    Markdown,
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

impl Format {
    /// What a file holds; tables are taken for texts as long as no column is named.
    pub fn of(self, path: &Path, has_columns: bool) -> Kind {
        match self {
            Format::Auto => by_name(path, has_columns),
            Format::Text => Kind::Whole(Syntax::Text),
            Format::Html => Kind::Whole(Syntax::Html),
            Format::Xml => Kind::Whole(Syntax::Xml),
            Format::Markdown => Kind::Whole(Syntax::Markdown),
            Format::Jsonl => Kind::Lines,
            Format::Csv => Kind::Rows(b','),
            Format::Tsv => Kind::Rows(b'\t'),
        }
    }
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
        let kind = |name: &str, columns| Format::Auto.of(Path::new(name), columns);
        assert_eq!(kind("a/b.HTML", false), Kind::Whole(Syntax::Html));
        assert_eq!(kind("b.tei", false), Kind::Whole(Syntax::Xml));
        assert_eq!(kind("b.csv", false), Kind::Whole(Syntax::Text));
        assert_eq!(kind("b.csv", true), Kind::Rows(b','));
        assert_eq!(kind("html", true), Kind::Whole(Syntax::Text));
        assert_eq!(kind("-", false), Kind::Whole(Syntax::Text));
    }
}
