//! The columns of a table, by the map.

use super::super::NameKind;
use super::super::source::has_meaning;
use super::importer::{At, Importer};
use super::rows::Row;
use super::text;

/// Where the columns are.
#[derive(Default)]
pub(super) struct Header {
    pub(super) width: usize,
    pub(super) id: Option<usize>,
    pub(super) lang: Option<usize>,
    pub(super) entity_type: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) weight: Option<usize>,
    pub(super) same_as: Option<usize>,
    pub(super) names: Vec<Names>,
    pub(super) attributes: Vec<(String, usize)>,
}

/// A column of names.
pub(super) struct Names {
    pub(super) field: usize,
    pub(super) lang: String,
    /// The kind its names have; that of the row, if there is none.
    pub(super) kind: Option<NameKind>,
    pub(super) list: bool,
}

impl Header {
    /// Finds the columns by the map; `None` if they cannot be found.
    pub(super) fn read(row: &Row<'_>, importer: &mut Importer<'_>) -> Option<Header> {
        let at = At::line(row.line, row.raw);
        let fields = match row.fields {
            Ok(fields) => fields,
            Err(trouble) => {
                let (message, help) = trouble.message_and_help();
                importer.unreadable(&at, message, help);
                return None;
            }
        };
        let names: Vec<&str> = fields
            .iter()
            .map(|name| name.trim().trim_start_matches('\u{feff}'))
            .collect();
        let map = importer.options.columns.clone();
        // Without a map, columns that are called as ours are taken.
        let own: Vec<(String, &str)> = names
            .iter()
            .filter(|name| has_meaning(name))
            .map(|name| (name.to_lowercase(), *name))
            .collect();
        let own = own.iter().map(|(ours, theirs)| (ours.as_str(), *theirs));
        let pairs: Vec<(&str, &str)> = match map.is_empty() {
            true => own.collect(),
            false => map.pairs().collect(),
        };
        let mut header = Header {
            width: names.len(),
            ..Header::default()
        };
        for (ours, theirs) in pairs {
            let found = names.iter().position(|name| *name == theirs);
            let found = found.or_else(|| {
                names
                    .iter()
                    .position(|name| name.eq_ignore_ascii_case(theirs))
            });
            let Some(field) = found else {
                let message = format!("there is no column `{theirs}`, which is mapped to `{ours}`");
                importer.unreadable(&at, message, columns(&names));
                return None;
            };
            header.column(ours, field);
        }
        if header.names.iter().all(|names| names.list) {
            importer.unreadable(&at, "no column of names is known", columns(&names));
            return None;
        }
        Some(header)
    }

    fn column(&mut self, ours: &str, field: usize) {
        let (base, lang) = ours.split_once(':').unwrap_or((ours, ""));
        match base {
            "id" => self.id = Some(field),
            "lang" => self.lang = Some(field),
            "type" => self.entity_type = Some(field),
            "kind" => self.kind = Some(field),
            "weight" => self.weight = Some(field),
            "same_as" => self.same_as = Some(field),
            "name" | "canonical" | "aliases" => self.names.push(Names {
                field,
                lang: lang.to_owned(),
                kind: match base {
                    "aliases" => Some(NameKind::Alias),
                    "name" if lang.is_empty() => None,
                    _ => Some(NameKind::Canonical),
                },
                list: base == "aliases",
            }),
            _ => self.attributes.push((ours.to_owned(), field)),
        }
    }
}

/// The help for a map that does not fit: what there is, and how to say it.
fn columns(names: &[&str]) -> String {
    let other = |delimiter: &char| names.iter().any(|name| name.contains(*delimiter));
    match [';', '\t', '|'].into_iter().find(other) {
        Some(delimiter) if names.len() == 1 => {
            format!(
                "its columns are parted otherwise: --delimiter '{}'",
                delimiter.escape_default()
            )
        }
        _ => {
            let quoted: Vec<String> = names
                .iter()
                .take(12)
                .map(|name| format!("`{}`", text::shown(name)))
                .collect();
            let quoted = quoted.join(", ");
            format!(
                "the columns are {quoted}; say which is which: --map 'id=COLUMN,name=COLUMN,aliases=COLUMN'"
            )
        }
    }
}
