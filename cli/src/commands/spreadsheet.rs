//! Names found, as a table for spreadsheets.

use anyhow::Result;
use csv::WriterBuilder;

use super::format::Format;

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

/// The cells of a name.
pub type Row = [String; COLUMNS.len()];

/// Rows in their format.
pub fn rows(format: Format, rows: &[Row]) -> Result<Vec<u8>> {
    written(format.delimiter().unwrap_or(b','), rows)
}

/// Rows as they stand in a file.
fn written<T: AsRef<[u8]>>(delimiter: u8, rows: &[[T; COLUMNS.len()]]) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    rows.iter().try_for_each(|row| writer.write_record(row))?;
    Ok(writer.into_inner()?)
}
