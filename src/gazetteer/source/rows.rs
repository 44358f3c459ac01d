//! Goes through the rows of a file, and leaves out those that are none.

use super::super::Code;
use super::cell;
use super::fields::{Cells, RecordMaker};
use super::place::{Place, SourceFile};
use super::quotes::Shape;
use super::split::{MAX_ROW, Row, RowReader};

/// The rows of one file.
pub(super) struct Rows<'a> {
    file: &'a SourceFile<'a>,
    maker: RecordMaker<'a>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(file: &'a SourceFile<'a>, maker: RecordMaker<'a>) -> Rows<'a> {
        Rows { file, maker }
    }

    /// Reads all rows that are left.
    pub(super) fn read(mut self, reader: &mut RowReader<'_>) {
        let mut rows = 0_usize;
        while let Some((row, shape)) = reader.next() {
            rows += 1;
            let before = self.maker.report.errors();
            let records = self.maker.records.len();
            self.row(reader, row, shape);
            if self.maker.report.errors() > before {
                self.maker.records.truncate(records);
                self.maker.origins.truncate(records);
                self.maker.report.drop_rows(1);
            }
        }
        if rows == 0 {
            let help = "add a line for each name below the header";
            self.maker.report.fatal(
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
                    .is_some_and(|f| f.len() != self.maker.header.width) =>
            {
                self.unclosed(&place, quote);
                return reader.resume_below(row.start, row.line, quote);
            }
            Shape::Plain | Shape::Broken(_) => {}
        }
        let Some(fields) = reader.fields() else {
            let (position, message) = place.invalid_utf8();
            return self.maker.report.add(
                Code::Encoding,
                || position,
                message,
                cell::ENCODING_HELP,
            );
        };
        if fields.len() != self.maker.header.width {
            return self.ragged(&place, fields.len());
        }
        let care = cell::may_need_care(fields.joined().as_bytes());
        let cells = Cells {
            place,
            fields,
            care,
            bad: false,
        };
        self.maker.cells(cells);
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
        self.maker.report.add(
            Code::TooLong,
            || place.range(0..place.row.raw.len()),
            message,
            help,
        );
    }

    fn unclosed(&mut self, place: &Place<'_>, quote: usize) {
        let message = "a quote is opened and not closed on this line";
        let help = "close it, or write `\"\"` for a quote in the text; a cell may have one line break, not more";
        self.maker.report.add(
            Code::UnclosedQuote,
            || place.range(quote..place.row.raw.len()),
            message,
            help,
        );
    }

    fn ragged(&mut self, place: &Place<'_>, fields: usize) {
        let width = self.maker.header.width;
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let message = format!(
            "{fields} field{}, but the header has {width}",
            plural(fields)
        );
        let delimiter = char::from(self.file.delimiter).escape_default();
        if fields > width {
            let help = format!("put quotes around a cell that contains `{delimiter}`");
            self.maker
                .report
                .add(Code::Ragged, || place.rest_from(width), message, help);
        } else {
            let help = format!("add the missing `{delimiter}`, also for empty cells");
            self.maker
                .report
                .add(Code::Ragged, || place.end(), message, help);
        }
    }

    fn warn_of_spaces(&mut self) {
        if let (count, Some(position)) = std::mem::take(&mut self.maker.spaced) {
            let cells = if count == 1 { "a cell" } else { "cells" };
            let message = match count {
                1 => format!("white space around {cells} is removed"),
                _ => format!("white space around {count} {cells} is removed; this is the first"),
            };
            self.maker.report.add(
                Code::Whitespace,
                || position,
                message,
                "remove it from the file",
            );
        }
    }
}
