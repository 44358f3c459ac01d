//! Spreadsheets: a CSV or TSV with columns of any names, and a [`ColumnMap`].
//!
//! What stands to the left in the map has the meaning it has in a
//! [gazetteer source](crate::gazetteer::source): `id`, `name`, `lang`, `type`,
//! `kind`, `weight`, `same_as`, `canonical`, `aliases`, with a language perhaps
//! (`name:ru`); other words become attributes, and columns that are not mapped are
//! left out. Aliases may be parted by `|`, `;` or a line end. A table without a
//! column of ids gets them from the names: `id` need not be mapped then, and
//! rows of the same name are one entity.
//!
//! Rows are handed over in their order, so that the sheet is known again.

use super::super::source::has_meaning;
use super::super::{EntityType, NameKind, Record};
use super::importer::{At, Importer};
use super::rows::{Row, Trouble, each_row};
use super::{Input, text};
use crate::error::{Error, Result};
use crate::fold::key;

/// Reads tables.
pub(super) fn read(inputs: Vec<Input<'_>>, importer: &mut Importer<'_>) -> Result<()> {
    for input in inputs {
        importer.begin(&input.name);
        let is_tsv = input
            .name
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("tsv"));
        let delimiter = importer
            .options
            .delimiter
            .unwrap_or(if is_tsv { b'\t' } else { b',' });
        let mut header: Option<Header> = None;
        let mut usable = true;
        let read = each_row(input.reader, delimiter, &mut |row| match &header {
            _ if !usable => Ok(()),
            Some(header) => entity(&row, header, importer),
            None => {
                header = Header::read(&row, importer);
                usable = header.is_some();
                Ok(())
            }
        });
        read.map_err(|e| Error::io(&input.name, e))??;
    }
    Ok(())
}

/// Where the columns are.
struct Header {
    width: usize,
    id: Option<usize>,
    lang: Option<usize>,
    entity_type: Option<usize>,
    kind: Option<usize>,
    weight: Option<usize>,
    same_as: Option<usize>,
    names: Vec<Names>,
    attributes: Vec<(String, usize)>,
}

/// A column of names.
struct Names {
    field: usize,
    lang: String,
    /// The kind its names have; that of the row, if there is none.
    kind: Option<NameKind>,
    list: bool,
}

impl Header {
    fn read(row: &Row<'_>, importer: &mut Importer<'_>) -> Option<Header> {
        let at = At::line(row.line, row.raw);
        let fields = match row.fields {
            Ok(fields) => fields,
            Err(trouble) => {
                let (message, help) = trouble.said();
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
        let own = || {
            names
                .iter()
                .filter(|name| has_meaning(name))
                .map(|name| (*name, *name))
        };
        let pairs: Vec<(&str, &str)> = if map.is_empty() {
            own().collect()
        } else {
            map.pairs().collect()
        };
        let mut header = Header {
            width: names.len(),
            id: None,
            lang: None,
            entity_type: None,
            kind: None,
            weight: None,
            same_as: None,
            names: Vec::new(),
            attributes: Vec::new(),
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

/// Hands over the names of a row.
fn entity(row: &Row<'_>, header: &Header, importer: &mut Importer<'_>) -> Result<()> {
    let at = At::line(row.line, row.raw);
    let fields = match row.fields {
        Ok(fields) if fields.len() == header.width => fields,
        Ok(fields) => {
            return malformed(
                &at,
                Trouble::Ragged {
                    found: fields.len(),
                    width: header.width,
                },
                importer,
            );
        }
        Err(trouble) => return malformed(&at, trouble, importer),
    };
    let cell = |field: Option<usize>| field.map_or("", |field| fields.get(field).trim());
    let row_lang = cell(header.lang);
    let mut names: Vec<Record> = Vec::new();
    for column in &header.names {
        let lang = [column.lang.as_str(), row_lang, &importer.options.lang];
        let lang = lang
            .into_iter()
            .find(|lang| !lang.is_empty())
            .unwrap_or("")
            .to_owned();
        let text = fields.get(column.field);
        let parts: Vec<&str> = match column.list {
            true => text.split(['|', ';', '\n']).collect(),
            false => vec![text],
        };
        for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
            if let Some((name, lang)) = importer.name(&at, part, &lang) {
                names.push(Record {
                    lang,
                    kind: column.kind,
                    ..Record::new("", name)
                });
            }
        }
    }
    let Some(first) = names.first() else {
        importer.leave_out("rows without a name to take");
        return Ok(());
    };
    let id = match header.id {
        Some(field) => fields.get(field).to_owned(),
        // Spreadsheets of names often have no ids; folded, the name is one.
        None => key(&first.name).replace(' ', "-"),
    };
    let Some(id) = importer.id(&at, &id) else {
        return Ok(());
    };
    let Some(words) = words(&at, header, &cell, importer) else {
        return Ok(());
    };
    if !importer.wants_type(words.entity_type)
        || words.weight.unwrap_or(0.0) < importer.options.min_weight
    {
        importer.leave_out("rows of other types or less weight");
        return Ok(());
    }
    importer.count_entity();
    let same_as = cell(header.same_as)
        .split('|')
        .filter_map(|id| text::id(id).ok())
        .collect();
    let said = header
        .attributes
        .iter()
        .map(|(ours, field)| (ours.clone(), text::attribute(cell(Some(*field)))));
    let attributes: Vec<(String, String)> = said.filter(|(_, value)| !value.is_empty()).collect();
    let mut whole = Some((words.weight, same_as, attributes));
    for name in names {
        let (weight, same_as, attributes) = whole.take().unwrap_or_default();
        importer.record(Record {
            id: id.clone(),
            entity_type: words.entity_type,
            kind: name.kind.or(words.kind),
            weight,
            same_as,
            attributes,
            ..name
        })?;
    }
    Ok(())
}

/// What the cells of a row say that are words of ours.
struct Words {
    entity_type: Option<EntityType>,
    kind: Option<NameKind>,
    weight: Option<f32>,
}

fn words<'r>(
    at: &At<'_>,
    header: &Header,
    cell: &impl Fn(Option<usize>) -> &'r str,
    importer: &mut Importer<'_>,
) -> Option<Words> {
    let said = cell(header.entity_type).to_lowercase();
    let entity_type = match said.as_str() {
        "" => importer.options.entity_type,
        word => match text::entity_type(word) {
            Some(known) => Some(known),
            None => {
                let known: Vec<&str> = EntityType::ALL.iter().map(|t| t.as_str()).collect();
                let message = format!("unknown type `{}`", text::shown(word));
                importer.malformed(at, message, format!("known: {}", known.join(", ")));
                return None;
            }
        },
    };
    let said = cell(header.kind).to_lowercase();
    let kind = said.parse::<NameKind>().ok();
    if kind.is_none() && !said.is_empty() {
        let known: Vec<&str> = NameKind::ALL.iter().map(|t| t.as_str()).collect();
        let message = format!("unknown kind `{}`", text::shown(&said));
        importer.malformed(at, message, format!("known: {}", known.join(", ")));
        return None;
    }
    let said = cell(header.weight).replace([' ', '\u{a0}', '\u{202f}'], "");
    let weight = said
        .parse::<f32>()
        .ok()
        .filter(|weight| weight.is_finite() && *weight >= 0.0);
    if weight.is_none() && !said.is_empty() {
        let message = format!("`{}` is no weight", text::shown(&said));
        importer.malformed(
            at,
            message,
            "write a number of zero or more, without separators: `1250000`, `0.5`",
        );
        return None;
    }
    Some(Words {
        entity_type,
        kind,
        weight,
    })
}

fn malformed(at: &At<'_>, trouble: Trouble, importer: &mut Importer<'_>) -> Result<()> {
    let (message, help) = trouble.said();
    importer.malformed(at, message, help);
    Ok(())
}
