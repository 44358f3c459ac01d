//! Names found, as a table for spreadsheets.

use anyhow::Result;
use csv::WriterBuilder;
use exonym::Span;

use super::format::Format;
use super::found::Found;
use crate::lines::LineCounter;
use crate::terminal;

/// What the columns hold: the text is a file, or a line or row of it by its id; line and column are those of
/// the file, or for a field of JSON or a table those of its own text.
const COLUMNS: [&str; 10] = [
    "file",
    "text",
    "line",
    "column",
    "surface",
    "canonical",
    "entity",
    "type",
    "tier",
    "score",
];

/// The row that says what the columns hold; nothing in other formats.
pub fn head(format: Format) -> Result<Vec<u8>> {
    let delimiter = format.delimiter();
    delimiter.map_or(Ok(Vec::new()), |delimiter| written(delimiter, &[COLUMNS]))
}

/// A row for each name of a text, in the order of the text.
pub fn rows(found: &Found<'_>) -> Result<Vec<u8>> {
    let decoded = &found.opened.decoded;
    let (text, name) = (found.field.text(decoded), found.opened.name());
    let mut lines = LineCounter::new(found.field.value(decoded), found.document.start());
    let mut mentions: Vec<_> = found.annotation.mentions.iter().collect();
    let start = |span: &Span| found.field.in_value(span).start;
    mentions.sort_by_key(|mention| start(&mention.span));
    let row = |mention: &exonym::Mention<'_>| {
        let (line, column) = lines.at(start(&mention.span));
        let id = mention.entity.id;
        [
            found.document.name.clone(),
            name.clone(),
            line.to_string(),
            column.to_string(),
            String::from_utf8_lossy(&text[mention.span.clone()]).replace(['\r', '\n'], " "),
            found.canonical(id).to_owned(),
            id.to_owned(),
            mention.mention_type().as_str().to_owned(),
            mention.tier.as_str().to_owned(),
            format!("{:.2}", mention.score),
        ]
    };
    let rows: Vec<[String; COLUMNS.len()]> = mentions.into_iter().map(row).collect();
    let delimiter = found.style.format.delimiter().unwrap_or(b',');
    let bytes = written(delimiter, &rows)?;
    Ok(match found.style.on_stdout && terminal::is_stdout() {
        true => terminal::safe(&String::from_utf8_lossy(&bytes))
            .into_owned()
            .into_bytes(),
        false => bytes,
    })
}

/// Rows as they stand in a file.
fn written<T: AsRef<[u8]>>(delimiter: u8, rows: &[[T; COLUMNS.len()]]) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    rows.iter().try_for_each(|row| writer.write_record(row))?;
    Ok(writer.into_inner()?)
}
