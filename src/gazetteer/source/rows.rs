//! From rows to records.

use std::str::FromStr;

use super::super::{Code, EntityType, NameKind, Position, Record};
use super::cell::{self, MAX_CELL, MAX_NAME};
use super::header::{Header, NameColumn};
use super::place::{Place, SourceFile};
use super::report::Report;
use super::split::{Fields, MAX_FIELD, MAX_ROW, Row, RowReader, Shape};
use super::suggest;

/// Where a record comes from, small enough to be kept for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Where its row begins in the text of the file.
    pub(super) start: usize,
    pub(super) line: u64,
    pub(super) file: u32,
    /// The field its name is in.
    pub(super) field: u32,
}

impl Origin {
    /// The row, of which a wide file makes several records.
    pub(super) fn row(&self) -> (u32, usize) {
        (self.file, self.start)
    }
}

/// The rows of one file.
pub(super) struct Rows<'a> {
    file: &'a SourceFile<'a>,
    header: &'a Header,
    report: &'a mut Report,
    records: &'a mut Vec<Record>,
    origins: &'a mut Vec<Origin>,
    /// Cells with white space around them, and the first.
    spaced: (usize, Option<Position>),
}

/// What is the same for all names of a row.
struct Common<'r> {
    id: &'r str,
    lang: std::borrow::Cow<'r, str>,
    entity_type: Option<EntityType>,
    kind: Option<NameKind>,
    weight: Option<f32>,
}

/// A row, and whether it can still be used.
struct RowCells<'r> {
    place: Place<'r>,
    fields: Fields<'r>,
    /// It may have control characters.
    care: bool,
    bad: bool,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        file: &'a SourceFile<'a>,
        header: &'a Header,
        report: &'a mut Report,
        records: &'a mut Vec<Record>,
        origins: &'a mut Vec<Origin>,
    ) -> Rows<'a> {
        Rows {
            file,
            header,
            report,
            records,
            origins,
            spaced: (0, None),
        }
    }

    /// Reads all rows that are left.
    pub(super) fn read(mut self, reader: &mut RowReader<'_>) {
        let mut rows = 0_usize;
        while let Some((row, shape)) = reader.next() {
            rows += 1;
            let before = self.report.errors();
            let records = self.records.len();
            self.row(reader, row, shape);
            if self.report.errors() > before {
                self.records.truncate(records);
                self.origins.truncate(records);
                self.report.drop_rows(1);
            }
        }
        if rows == 0 {
            let help = "add a line for each name below the header";
            self.report.fatal(
                Code::Empty,
                self.file.position_of_line(0),
                "the file has only a header",
                help,
            );
        }
        self.warn_of_spaces();
    }

    fn row(&mut self, reader: &mut RowReader<'_>, row: Row<'_>, shape: Shape) {
        let place = Place {
            file: self.file,
            row,
        };
        match shape {
            Shape::Unclosed(quote) => return self.unclosed(&place, quote),
            Shape::TooLong => return self.too_long_row(&place),
            // One line end in a cell is a spreadsheet's; not so if the columns do not fit either.
            Shape::Broken(quote)
                if reader
                    .fields()
                    .is_some_and(|f| f.len() != self.header.width) =>
            {
                self.unclosed(&place, quote);
                return reader.resume_below(row.start, row.line, quote);
            }
            Shape::Plain | Shape::Broken(_) => {}
        }
        let Some(fields) = reader.fields() else {
            let (position, message) = cell::invalid_utf8(&place);
            return self
                .report
                .add(Code::Encoding, || position, message, cell::ENCODING_HELP);
        };
        if fields.len() != self.header.width {
            return self.ragged(&place, fields.len());
        }
        let care = cell::may_need_care(fields.joined().as_bytes());
        self.cells(RowCells {
            place,
            fields,
            care,
            bad: false,
        });
    }

    fn cells(&mut self, mut row: RowCells<'_>) {
        let header = self.header;
        let id = self.cell(&mut row, header.id, MAX_CELL);
        if id.is_empty() && !row.bad {
            self.error(
                &mut row,
                Code::EmptyId,
                header.id,
                "",
                "the id is empty".into(),
                "give every name the id of its entity, such as `Q399`".into(),
            );
        }
        let common = Common {
            id,
            lang: self.lang(&mut row),
            entity_type: self.word(
                &mut row,
                header.entity_type,
                Code::UnknownType,
                "type",
                EntityType::ALL,
                EntityType::as_str,
            ),
            kind: self.word(
                &mut row,
                header.kind,
                Code::UnknownKind,
                "kind",
                NameKind::ALL,
                NameKind::as_str,
            ),
            weight: self.weight(&mut row),
        };
        let first = self.records.len();
        let mut named = false;
        for column in &header.names {
            named |= self.names(&mut row, column, &common);
        }
        if !named && !row.bad {
            let field = header.names.iter().find(|n| !n.list).map_or(0, |n| n.field);
            self.error(
                &mut row,
                Code::EmptyName,
                field,
                "",
                "the name is empty".into(),
                "write the name, or remove the row".into(),
            );
        }
        let same_as = self.same_as(&mut row);
        let attributes = self.attributes(&mut row);
        if let Some(record) = self.records.get_mut(first) {
            record.same_as = same_as;
            record.attributes = attributes;
        }
    }

    /// The text of a cell, without white space around it; empty if it is bad.
    fn cell<'r>(&mut self, row: &mut RowCells<'r>, field: usize, limit: usize) -> &'r str {
        let whole = row.fields.get(field);
        let text = trim(whole);
        if text.len() < whole.len() {
            self.spaced.0 += 1;
            if self.spaced.1.is_none() {
                self.spaced.1 = Some(row.place.cell(field, whole));
            }
        }
        if text.len() > limit {
            self.too_long(row, field, text, "the cell", limit);
            return "";
        }
        if row.care && self.has_control(row, field, text, false) {
            return "";
        }
        text
    }

    fn has_control(
        &mut self,
        row: &mut RowCells<'_>,
        field: usize,
        text: &str,
        multiline: bool,
    ) -> bool {
        if let Some(c) = cell::control(text, multiline) {
            let message = format!("control character {} in a cell", cell::code_point(c));
            let help = match c {
                '\n' | '\r' => "write the cell on one line",
                '\0' => "remove it; is the file in UTF-16? then use `--encoding utf-16le`",
                _ => "remove it",
            };
            self.error(
                row,
                Code::Control,
                field,
                c.encode_utf8(&mut [0; 4]),
                message,
                help.into(),
            );
            return true;
        }
        if let Some(c) = cell::bidi(text) {
            let message = format!(
                "bidirectional control {} in `{}`",
                cell::code_point(c),
                cell::shown(text)
            );
            let help = "remove it; names are compared without it";
            self.warn(
                row,
                Code::BidiControl,
                field,
                c.encode_utf8(&mut [0; 4]),
                message,
                help.into(),
            );
        }
        false
    }

    fn lang<'r>(&mut self, row: &mut RowCells<'r>) -> std::borrow::Cow<'r, str> {
        let Some(field) = self.header.lang else {
            return "".into();
        };
        let text = self.cell(row, field, MAX_CELL);
        cell::language(text).unwrap_or_else(|| {
            let message = format!("`{}` is not a language tag", cell::shown(text));
            let hyphens = text.replace('_', "-");
            let help = match cell::language(&hyphens) {
                Some(tag) => format!("write `{tag}`"),
                None => "write a BCP 47 tag: `hy`, `zh-Hant`; leave it empty if unknown".into(),
            };
            self.error(row, Code::BadLanguage, field, text, message, help);
            "".into()
        })
    }

    /// A word of a fixed vocabulary.
    fn word<T: Copy + FromStr>(
        &mut self,
        row: &mut RowCells<'_>,
        field: Option<usize>,
        code: Code,
        what: &str,
        all: &[T],
        as_str: fn(T) -> &'static str,
    ) -> Option<T> {
        let field = field?;
        let text = self.cell(row, field, MAX_CELL);
        if text.is_empty() {
            return None;
        }
        let found = text
            .parse()
            .ok()
            .or_else(|| text.to_ascii_lowercase().parse().ok());
        if found.is_none() {
            let known: Vec<&str> = all.iter().map(|&t| as_str(t)).collect();
            let message = format!("unknown {what} `{}`", cell::shown(text));
            let help = match suggest::meant(text, &known) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("known: {}", known.join(", ")),
            };
            self.error(row, code, field, text, message, help);
        }
        found
    }

    fn weight(&mut self, row: &mut RowCells<'_>) -> Option<f32> {
        let field = self.header.weight?;
        let text = self.cell(row, field, MAX_CELL);
        if text.is_empty() {
            return None;
        }
        let weight = cell::weight(text);
        if weight.is_none() {
            let message = format!("`{}` is not a weight", cell::shown(text));
            let help = "write a number of zero or more, without separators: `1250000`, `0.5`";
            self.error(row, Code::BadWeight, field, text, message, help.into());
        }
        weight
    }

    /// Makes a record of each name in a column; true if it gives the row a name of its own.
    fn names(&mut self, row: &mut RowCells<'_>, column: &NameColumn, common: &Common<'_>) -> bool {
        let limit = if column.list { MAX_FIELD } else { MAX_NAME };
        let text = self.cell(row, column.field, limit);
        if !column.list {
            return !text.is_empty() && self.name(row, column, common, text);
        }
        for alias in text.split('|').map(str::trim).filter(|a| !a.is_empty()) {
            self.name(row, column, common, alias);
        }
        false
    }

    fn name(
        &mut self,
        row: &mut RowCells<'_>,
        column: &NameColumn,
        common: &Common<'_>,
        name: &str,
    ) -> bool {
        if name.len() > MAX_NAME {
            self.too_long(row, column.field, name, "the name", MAX_NAME);
            return true;
        }
        if !cell::has_letter_or_digit(name) {
            let message = format!("`{}` has no letter or digit", cell::shown(name));
            let help = "a name of signs alone cannot be found in text; remove the row";
            self.error(
                row,
                Code::EmptyName,
                column.field,
                name,
                message,
                help.into(),
            );
            return true;
        }
        if !row.fields.ascii
            && let Some((word, scripts)) = cell::mixed_script(name)
        {
            let message = format!("`{}` has {scripts} letters in one word", cell::shown(word));
            let help = "type it anew in one script, unless it is meant so";
            self.warn(
                row,
                Code::MixedScript,
                column.field,
                word,
                message,
                help.into(),
            );
        }
        if row.bad {
            return true;
        }
        self.records.push(Record {
            id: common.id.to_owned(),
            name: name.to_owned(),
            lang: column.lang.as_deref().unwrap_or(&common.lang).to_owned(),
            entity_type: common.entity_type,
            kind: column.kind.or(common.kind),
            weight: common.weight,
            same_as: Vec::new(),
            attributes: Vec::new(),
        });
        self.origins.push(Origin {
            start: row.place.row.start,
            line: row.place.row.line,
            file: self.file.index as u32,
            field: column.field as u32,
        });
        true
    }

    fn same_as(&mut self, row: &mut RowCells<'_>) -> Vec<String> {
        let Some(field) = self.header.same_as else {
            return Vec::new();
        };
        let text = self.cell(row, field, MAX_FIELD);
        let ids = text.split('|').map(str::trim).filter(|id| !id.is_empty());
        ids.map(str::to_owned).collect()
    }

    fn attributes(&mut self, row: &mut RowCells<'_>) -> Vec<(String, String)> {
        let header = self.header;
        let mut attributes = Vec::new();
        for (field, name) in &header.attributes {
            let text = trim(row.fields.get(*field));
            if text.len() > MAX_CELL {
                self.too_long(row, *field, text, "the cell", MAX_CELL);
            } else if !(text.is_empty() || row.care && self.has_control(row, *field, text, true)) {
                attributes.push((name.clone(), text.to_owned()));
            }
        }
        attributes
    }
}

/// The findings.
impl Rows<'_> {
    fn error(
        &mut self,
        row: &mut RowCells<'_>,
        code: Code,
        field: usize,
        part: &str,
        message: String,
        help: String,
    ) {
        row.bad = true;
        self.report
            .add(code, || row.place.cell(field, part), message, help);
    }

    fn warn(
        &mut self,
        row: &RowCells<'_>,
        code: Code,
        field: usize,
        part: &str,
        message: String,
        help: String,
    ) {
        self.report
            .add(code, || row.place.cell(field, part), message, help);
    }

    fn too_long(
        &mut self,
        row: &mut RowCells<'_>,
        field: usize,
        text: &str,
        what: &str,
        limit: usize,
    ) {
        let message = format!("{what} has {} bytes, over the limit of {limit}", text.len());
        let help = "shorten it; if it holds several names, give each a row";
        self.error(row, Code::TooLong, field, text, message, help.into());
    }

    fn too_long_row(&mut self, place: &Place<'_>) {
        let message = format!(
            "the row has {} bytes, over the limit of {MAX_ROW}",
            place.row.raw.len()
        );
        let help = "is a line end missing?";
        self.report.add(
            Code::TooLong,
            || place.range(0..place.row.raw.len()),
            message,
            help,
        );
    }

    fn unclosed(&mut self, place: &Place<'_>, quote: usize) {
        let message = "a quote is opened and not closed on this line";
        let help = "close it, or write `\"\"` for a quote that belongs to the text";
        self.report.add(
            Code::UnclosedQuote,
            || place.range(quote..place.row.raw.len()),
            message,
            help,
        );
    }

    fn ragged(&mut self, place: &Place<'_>, fields: usize) {
        let width = self.header.width;
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let message = format!(
            "{fields} field{}, but the header has {width}",
            plural(fields)
        );
        let delimiter = char::from(self.file.delimiter).escape_default();
        if fields > width {
            let help = format!("put quotes around a cell that contains `{delimiter}`");
            self.report
                .add(Code::Ragged, || place.rest_from(width), message, help);
        } else {
            let help = format!("add the missing `{delimiter}`, also for empty cells");
            self.report.add(Code::Ragged, || place.end(), message, help);
        }
    }

    fn warn_of_spaces(&mut self) {
        if let (count, Some(position)) = std::mem::take(&mut self.spaced) {
            let cells = if count == 1 { "a cell" } else { "cells" };
            let message = match count {
                1 => format!("white space around {cells} is removed"),
                _ => format!("white space around {count} {cells} is removed; this is the first"),
            };
            self.report.add(
                Code::Whitespace,
                || position,
                message,
                "remove it from the file",
            );
        }
    }
}

/// Like [`str::trim`], which is slow on text that needs none.
fn trim(text: &str) -> &str {
    let plain = |b: Option<&u8>| b.is_none_or(u8::is_ascii_graphic);
    if plain(text.as_bytes().first()) && plain(text.as_bytes().last()) {
        return text;
    }
    text.trim()
}
