//! From rows to records.

use super::super::{Code, Position, Record};
use super::accept::Suggestions;
use super::cell;
use super::fields::Cells;
use super::header::Header;
use super::place::{Origin, Place, SourceFile};
use super::report::Report;
use super::split::{MAX_ROW, Row, RowReader, Shape};

/// The rows of one file.
pub(super) struct Rows<'a> {
    pub(super) file: &'a SourceFile<'a>,
    pub(super) header: &'a Header,
    pub(super) report: &'a mut Report,
    pub(super) records: &'a mut Vec<Record>,
    pub(super) origins: &'a mut Vec<Origin>,
    pub(super) suggestions: &'a mut Suggestions,
    /// Cells with white space around them, and the first.
    pub(super) spaced: (usize, Option<Position>),
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        file: &'a SourceFile<'a>,
        header: &'a Header,
        report: &'a mut Report,
        records: &'a mut Vec<Record>,
        origins: &'a mut Vec<Origin>,
        suggestions: &'a mut Suggestions,
    ) -> Rows<'a> {
        Rows {
            file,
            header,
            report,
            records,
            origins,
            suggestions,
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
                || self.file.position_of_line(0),
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
        let cells = Cells {
            place,
            fields,
            care,
            bad: false,
        };
        self.cells(cells);
    }
}

/// Findings about whole rows.
impl Rows<'_> {
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
        let help = "close it, or write `\"\"` for a quote in the text; a cell may have one line break, not more";
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
