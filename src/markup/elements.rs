//! What is known of elements: the rows of `elements.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::rule_rows;

/// What an element is for the text around its tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Display {
    /// Names run across its tags.
    Inline,
    /// It stands for a line break.
    Line,
    /// No name runs across its tags, but the sentence does.
    Apart,
    /// What stands before and behind is another paragraph.
    #[default]
    Block,
}

/// How the tokenizer of HTML reads what is in an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Contents {
    #[default]
    Markup,
    /// Up to the end tag, without tags and references.
    Raw,
    Script,
    /// Up to the end tag, without tags.
    References,
    /// Up to the end of the text.
    RawToEnd,
}

/// One element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) display: Display,
    pub(super) contents: Contents,
    /// There is no end tag.
    pub(super) void: bool,
    /// The text in it is left as it is.
    pub(super) skip: bool,
    pub(super) link: bool,
    /// End tags within do not reach what was opened outside.
    pub(super) barrier: bool,
    pub(super) list_barrier: bool,
    pub(super) table_barrier: bool,
    /// End tags of it reach across cells, up to the table.
    pub(super) table_part: bool,
    /// Holds elements that are not HTML.
    pub(super) foreign: bool,
    /// Elements that a start tag of this one closes.
    pub(super) closes: Vec<&'static str>,
}

/// The elements that have a meaning in one kind of document.
#[derive(Debug)]
pub(super) struct Vocabulary {
    elements: HashMap<&'static str, Element>,
    unlisted: Element,
}

impl Vocabulary {
    /// The element of a name in lower case.
    pub(super) fn element(&self, name: &str) -> &Element {
        self.elements.get(name).unwrap_or(&self.unlisted)
    }

    /// The vocabulary of an XML document, by the name and the namespace of its root.
    pub(super) fn of_root(name: &str, namespace: &str) -> &'static Vocabulary {
        match (name, namespace) {
            ("html", _) | (_, "http://www.w3.org/1999/xhtml") => &HTML,
            ("TEI" | "TEI.2" | "teiCorpus", _) | (_, "http://www.tei-c.org/ns/1.0") => &TEI,
            ("nitf", _) => &NITF,
            _ => &XML,
        }
    }

    /// Whether an element of this name is a link in any vocabulary.
    pub(super) fn is_link(name: &str) -> bool {
        let mut all = [&*HTML, &*TEI, &*NITF, &*XML].into_iter();
        all.any(|vocabulary| vocabulary.element(name).link)
    }

    fn read(names: &[&str]) -> Vocabulary {
        let rows = rule_rows(include_str!("elements.tsv"))
            .filter(|row| row.len() >= 3 && names.contains(&row[0]));
        Vocabulary {
            elements: rows.map(|row| (row[1], Element::read(&row))).collect(),
            unlisted: Element::default(),
        }
    }
}

impl Element {
    fn read(row: &[&'static str]) -> Element {
        let traits = row.get(3).copied().unwrap_or("");
        let has = |name: &str| traits.split(' ').any(|word| word == name);
        Element {
            display: match row[2] {
                "inline" => Display::Inline,
                "line" => Display::Line,
                "apart" => Display::Apart,
                _ => Display::Block,
            },
            contents: match traits.split(' ').find(|word| word.starts_with("raw")) {
                None => Contents::Markup,
                Some("raw-script") => Contents::Script,
                Some("raw-references") => Contents::References,
                Some("raw-to-end") => Contents::RawToEnd,
                Some(_) => Contents::Raw,
            },
            void: has("void"),
            skip: has("skip"),
            link: has("link"),
            barrier: has("barrier"),
            list_barrier: has("list-barrier"),
            table_barrier: has("table-barrier"),
            table_part: has("table-part"),
            foreign: has("foreign"),
            closes: row
                .get(4)
                .map_or(Vec::new(), |names| names.split(' ').collect()),
        }
    }
}

pub(super) static HTML: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(&["html"]));
static TEI: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(&["tei"]));
static NITF: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(&["nitf", "xml"]));
static XML: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(&["xml"]));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        const TRAITS: &[&str] = &[
            "",
            "void",
            "skip",
            "link",
            "raw",
            "raw-script",
            "raw-references",
            "raw-to-end",
            "barrier",
            "list-barrier",
            "table-barrier",
            "table-part",
            "foreign",
        ];
        let rows: Vec<Vec<&str>> = rule_rows(include_str!("elements.tsv")).collect();
        let mut seen = std::collections::HashSet::new();
        for row in &rows {
            assert!(seen.insert((row[0], row[1])), "twice: {row:?}");
            assert!(["html", "tei", "nitf", "xml"].contains(&row[0]), "{row:?}");
            assert!(
                ["inline", "line", "apart", "block"].contains(&row[2]),
                "{row:?}"
            );
            let traits = row.get(3).copied().unwrap_or("");
            assert!(traits.split(' ').all(|t| TRAITS.contains(&t)), "{row:?}");
            let closed = row.get(4).copied().unwrap_or("");
            let listed = |name: &str| rows.iter().any(|r| r[0] == row[0] && r[1] == name);
            assert!(
                closed.is_empty() || closed.split(' ').all(listed),
                "{row:?}"
            );
        }
    }
}
