//! Results of queries at `query.wikidata.org`, and of other SPARQL endpoints.
//!
//! Follows the W3C recommendations "SPARQL 1.1 Query Results JSON Format" and
//! "… CSV and TSV Formats", and the simple JSON that the query service offers to
//! download: an array of flat objects. Checked here with files made after them.
//!
//! A row is about the entity of one variable. Without a column map these are
//! taken, `item` standing for any of `item`, `id`, `entity`, `place`, `person`,
//! `organization`:
//!
//! | variable | becomes |
//! | --- | --- |
//! | item | the id: what stands behind the last `/` of a Wikidata IRI, else the IRI |
//! | itemLabel, label, name | canonical, in the language of the literal |
//! | itemAltLabel, alias, altLabel | aliases; several with a comma and a space between, as the label service joins them |
//! | nativeLabel | an endonym |
//! | type | the type, if it is one of our words |
//! | sitelinks, population, weight | the weight |
//! | lang | the language of the names of the row |
//!
//! A map says it all: `id=item,name=itemLabel,name:ru=ruLabel,aliases=altLabels`.

use serde_json::Value;

use super::super::source::is_tsv;
use super::group::Groups;
use super::importer::{At, Importer};
use super::lines::{Lines, message_of, start};
use super::query_row::{Cell, Roles, Row, facts};
use super::rows::{Trouble, each_row};
use super::{Input, json};
use crate::error::{Error, Result};

/// Reads results.
pub(super) fn read(
    input: Input<'_>,
    importer: &mut Importer<'_>,
    groups: &mut Groups,
) -> Result<()> {
    let failed = |e| Error::io(&input.name, e);
    let (bytes, reader) = start(input.reader).map_err(failed)?;
    let input = Input {
        name: input.name,
        reader,
    };
    match bytes.trim_ascii_start().first() {
        Some(b'[' | b'{') => read_json(input, importer, groups),
        _ if is_tsv(&input.name) => read_tsv(input, importer, groups),
        _ => read_csv(input, importer, groups),
    }
}

fn read_json(input: Input<'_>, importer: &mut Importer<'_>, groups: &mut Groups) -> Result<()> {
    let mut roles: Option<Roles> = None;
    let fields = ["results", "bindings"];
    let read = json::each_element(input.reader, &fields, &mut |line, value| -> Result<()> {
        let shown = value.to_string();
        let at = At::line(line, shown.as_bytes());
        let Value::Object(object) = value else {
            importer.malformed(&at, "a row that is no object", "");
            return Ok(());
        };
        let row: Row = object
            .into_iter()
            .map(|(variable, value)| (variable, cell(value)))
            .collect();
        let variables: Vec<&str> = row.keys().map(String::as_str).collect();
        // Variables without a value are left out of a row.
        let known = match &roles {
            Some(known) if known.has_id() => known,
            _ => roles.insert(Roles::of(&variables, &importer.options.columns)),
        };
        facts(&row, known, &at, importer, groups)
    });
    match read {
        Ok(done) => done,
        Err(error) if error.is_io() => Err(Error::io(&input.name, error.into())),
        Err(error) => {
            let at = At::line(error.line() as u64, &[]);
            let help = "download the result as JSON or CSV; what stands before the mistake is read";
            importer.malformed(
                &at,
                format!("no result of a query: {}", message_of(&error)),
                help,
            );
            Ok(())
        }
    }
}

/// A binding of SPARQL JSON, or a plain value.
fn cell(value: Value) -> Cell {
    match value {
        Value::Object(mut binding) => {
            let lang = binding
                .remove("xml:lang")
                .or_else(|| binding.remove("lang"));
            let text = binding.remove("value").map(cell).unwrap_or_default().text;
            Cell {
                text,
                lang: lang
                    .and_then(|lang| lang.as_str().map(str::to_owned))
                    .unwrap_or_default(),
            }
        }
        Value::String(text) => Cell {
            text,
            lang: String::new(),
        },
        Value::Null => Cell::default(),
        other => Cell {
            text: other.to_string(),
            lang: String::new(),
        },
    }
}

/// A table as the query service offers it to download.
fn read_csv(input: Input<'_>, importer: &mut Importer<'_>, groups: &mut Groups) -> Result<()> {
    let delimiter = (importer.options.delimiter, b',');
    let mut header = None;
    let read = each_row(input.reader, delimiter, &mut |row| {
        let at = At::line(row.line, row.raw);
        let plain = |text: &str| Cell {
            text: text.to_owned(),
            lang: String::new(),
        };
        let cells = row.fields.map(|fields| fields.iter().map(plain).collect());
        table_row(cells, &mut header, &at, importer, groups)
    });
    read.map_err(|e| Error::io(&input.name, e))?
}

/// A table with tabs, whose cells are terms.
fn read_tsv(input: Input<'_>, importer: &mut Importer<'_>, groups: &mut Groups) -> Result<()> {
    const LONGEST_LINE: usize = 1 << 20;
    let failed = |e| Error::io(&input.name, e);
    let mut lines = Lines::new(input.reader, LONGEST_LINE);
    let mut header = None;
    while let Some(line) = lines.next().map_err(failed)? {
        let at = At::line(line.number, line.bytes);
        let cells = match (std::str::from_utf8(line.bytes), line.too_long) {
            (_, true) => Err(Trouble::TooLong),
            (Err(_), _) => Err(Trouble::NotUtf8),
            (Ok(""), _) => continue,
            (Ok(text), _) => Ok(text.split('\t').map(term).collect()),
        };
        table_row(cells, &mut header, &at, importer, groups)?;
    }
    Ok(())
}

/// The variables of a table and what they are.
type Header = Option<(Vec<String>, Roles)>;

/// A row of a table; the first is the header.
fn table_row(
    cells: Result<Vec<Cell>, Trouble>,
    header: &mut Header,
    at: &At<'_>,
    importer: &mut Importer<'_>,
    groups: &mut Groups,
) -> Result<()> {
    let width = header.as_ref().map(|(variables, _)| variables.len());
    let cells = match cells {
        Ok(cells) if width.is_none_or(|width| width == cells.len()) => cells,
        other => {
            let (found, width) = (other.as_ref().map_or(0, Vec::len), width.unwrap_or(0));
            let trouble = other.err().unwrap_or(Trouble::Ragged { found, width });
            let (message, help) = trouble.message_and_help();
            importer.malformed(at, message, help);
            return Ok(());
        }
    };
    let Some((variables, roles)) = header else {
        let variables: Vec<String> = cells.iter().map(|cell| variable(&cell.text)).collect();
        let known: Vec<&str> = variables.iter().map(String::as_str).collect();
        let roles = Roles::of(&known, &importer.options.columns);
        *header = Some((variables, roles));
        return Ok(());
    };
    let row: Row = variables.iter().cloned().zip(cells).collect();
    facts(&row, roles, at, importer, groups)
}

/// A variable as the header names it; TSV puts a question mark in front.
fn variable(cell: &str) -> String {
    cell.trim_start_matches('\u{feff}')
        .trim()
        .trim_start_matches('?')
        .to_owned()
}

/// A term as TSV has it, in the syntax of Turtle: `<iri>`, `"text"@ru`, a number.
fn term(text: &str) -> Cell {
    let (text, lang) = match text.strip_prefix('<').and_then(|iri| iri.strip_suffix('>')) {
        Some(iri) => (iri, ""),
        None => match text
            .strip_prefix('"')
            .and_then(|rest| rest.rsplit_once('"'))
        {
            Some((literal, behind)) => (literal, behind.strip_prefix('@').unwrap_or("")),
            None => (text, ""),
        },
    };
    Cell {
        text: text
            .replace("\\\"", "\"")
            .replace("\\t", " ")
            .replace("\\n", " "),
        lang: lang.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_tsv() {
        for (text, cell) in [
            (
                "<http://www.wikidata.org/entity/Q1>",
                ("http://www.wikidata.org/entity/Q1", ""),
            ),
            ("\"Ереван\"@ru", ("Ереван", "ru")),
            ("\"a \\\"b\\\"\"", ("a \"b\"", "")),
            ("17", ("17", "")),
        ] {
            assert_eq!(
                term(text),
                Cell {
                    text: cell.0.into(),
                    lang: cell.1.into()
                },
                "{text}"
            );
        }
    }
}
