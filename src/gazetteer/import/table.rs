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

use super::super::source::{Fields, is_tsv};
use super::super::{EntityType, NameKind, Record};
use super::importer::{At, Importer};
use super::rows::{Row, Trouble, each_row};
use super::table_header::Header;
use super::{Input, text};
use crate::error::{Error, Result};
use crate::fold::key;

/// Reads a table.
pub(super) fn read(input: Input<'_>, importer: &mut Importer<'_>) -> Result<()> {
    let usual = if is_tsv(&input.name) { b'\t' } else { b',' };
    let delimiter = (importer.options.delimiter, usual);
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
    read.map_err(|e| Error::io(&input.name, e))?
}

/// Hands over the names of a row.
fn entity(row: &Row<'_>, header: &Header, importer: &mut Importer<'_>) -> Result<()> {
    let at = At::line(row.line, row.raw);
    let fields = match fields_of(row, header.width) {
        Ok(fields) => fields,
        Err(trouble) => {
            let (message, help) = trouble.message_and_help();
            importer.malformed(&at, message, help);
            return Ok(());
        }
    };
    let cell = |field: Option<usize>| field.map_or("", |field| fields.get(field).trim());
    let names = names(&at, header, fields, importer);
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
    let enough = words.weight.unwrap_or(0.0) >= importer.options.min_weight;
    if !enough || !importer.wants_type(words.entity_type) {
        importer.leave_out("rows of other types or less weight");
        return Ok(());
    }
    importer.count_entity();
    // What is said of the entity stands with its first name.
    let (same_as, attributes) = other_columns(header, &cell);
    let mut whole = Some((words.weight, same_as, attributes));
    names.into_iter().try_for_each(|name| {
        let (weight, same_as, attributes) = whole.take().unwrap_or_default();
        importer.record(Record {
            id: id.clone(),
            entity_type: words.entity_type,
            kind: name.kind.or(words.kind),
            weight,
            same_as,
            attributes,
            ..name
        })
    })
}

/// The ids of the entity elsewhere, and its attributes.
fn other_columns<'r>(
    header: &Header,
    cell: &impl Fn(Option<usize>) -> &'r str,
) -> (Vec<String>, Vec<(String, String)>) {
    let same_as = cell(header.same_as)
        .split('|')
        .filter_map(|id| text::id(id).ok());
    let attribute = |(ours, field): &(String, usize)| {
        let value = text::attribute(cell(Some(*field)));
        (!value.is_empty()).then(|| (ours.clone(), value))
    };
    let attributes = header.attributes.iter().filter_map(attribute);
    (same_as.collect(), attributes.collect())
}

/// The cells of a row, if they are as many as the header has.
fn fields_of<'r>(row: &Row<'r>, width: usize) -> Result<Fields<'r>, Trouble> {
    let fields = row.fields?;
    match fields.len() {
        found if found == width => Ok(fields),
        found => Err(Trouble::Ragged { found, width }),
    }
}

/// The names in a row, without what is said of the entity.
fn names(
    at: &At<'_>,
    header: &Header,
    fields: Fields<'_>,
    importer: &mut Importer<'_>,
) -> Vec<Record> {
    let row_lang = header.lang.map_or("", |field| fields.get(field).trim());
    let mut names: Vec<Record> = Vec::new();
    for column in &header.names {
        let langs = [column.lang.as_str(), row_lang, &importer.options.lang];
        let lang = langs
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
            if let Some((name, lang)) = importer.name(at, part, &lang) {
                let kind = column.kind;
                names.push(Record {
                    lang,
                    kind,
                    ..Record::new("", name)
                });
            }
        }
    }
    names
}

/// What the cells of a row say that are words of ours.
struct Words {
    entity_type: Option<EntityType>,
    kind: Option<NameKind>,
    weight: Option<f32>,
}

/// Reads them; one that is not understood is reported.
fn words<'r>(
    at: &At<'_>,
    header: &Header,
    cell: &impl Fn(Option<usize>) -> &'r str,
    importer: &mut Importer<'_>,
) -> Option<Words> {
    let usual = importer.options.entity_type;
    let mut report = |said: &str, (message, help): (String, String)| {
        importer.malformed(&at.of(said), message, help);
    };
    let (of_type, of_kind, of_weight) = (
        cell(header.entity_type),
        cell(header.kind),
        cell(header.weight),
    );
    Some(Words {
        entity_type: entity_type(of_type)
            .map_err(|trouble| report(of_type, trouble))
            .ok()?
            .or(usual),
        kind: kind(of_kind)
            .map_err(|trouble| report(of_kind, trouble))
            .ok()?,
        weight: weight(of_weight)
            .map_err(|trouble| report(of_weight, trouble))
            .ok()?,
    })
}

/// What is wrong with a cell, and how to mend it.
type Misread = (String, String);

fn entity_type(said: &str) -> Result<Option<EntityType>, Misread> {
    if said.is_empty() {
        return Ok(None);
    }
    match text::entity_type(&said.to_lowercase()) {
        Ok(known) => Ok(Some(known)),
        Err(help) => {
            let help = format!(
                "{help}; if all are of one type, leave `type` out of --map and say it: --type place"
            );
            Err((format!("unknown type `{}`", text::shown(said)), help))
        }
    }
}

fn kind(said: &str) -> Result<Option<NameKind>, Misread> {
    if said.is_empty() {
        return Ok(None);
    }
    let unknown = |_| {
        let known: Vec<&str> = NameKind::ALL.iter().map(|t| t.as_str()).collect();
        let message = format!("unknown kind `{}`", text::shown(said));
        (message, format!("known: {}", known.join(", ")))
    };
    said.to_lowercase().parse().map(Some).map_err(unknown)
}

fn weight(said: &str) -> Result<Option<f32>, Misread> {
    const HELP: &str = "write a number of zero or more, without separators: `1250000`, `0.5`";
    if said.is_empty() {
        return Ok(None);
    }
    let digits = said.replace([' ', '\u{a0}', '\u{202f}'], "");
    match digits.parse::<f32>() {
        Ok(weight) if weight.is_finite() && weight >= 0.0 => Ok(Some(weight)),
        _ => Err((format!("`{}` is no weight", text::shown(said)), HELP.into())),
    }
}
