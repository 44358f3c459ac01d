//! From the names in a row to records.

use super::super::Code;
use super::cell::{self, MAX_NAME};
use super::fields::{Cells, Common, RecordMaker, too_long};
use super::header::NameColumn;
use super::list::Listed;
use super::place::{Origin, Place};
use super::split::MAX_FIELD;

/// A name of a row, and where it stands.
struct Named<'r> {
    text: &'r str,
    field: usize,
    item: usize,
}

impl RecordMaker<'_> {
    /// Makes a record of each name in a column; true if it gives the row a
    /// name that is more than an alias.
    pub(super) fn names(
        &mut self,
        row: &mut Cells<'_>,
        column: &NameColumn,
        common: &Common<'_>,
    ) -> bool {
        let field = column.field;
        let limit = if column.list { MAX_FIELD } else { MAX_NAME };
        let text = self.cell(row, field, limit);
        if !column.list {
            let name = Named {
                text,
                field,
                item: 0,
            };
            if !text.is_empty() {
                self.name(row, column, common, &name);
            }
            return !text.is_empty();
        }
        for (item, alias) in text.split('|').enumerate() {
            let text = alias.trim();
            if !text.is_empty() {
                self.name(row, column, common, &Named { text, field, item });
            }
        }
        false
    }

    fn name(
        &mut self,
        row: &mut Cells<'_>,
        column: &NameColumn,
        common: &Common<'_>,
        name: &Named<'_>,
    ) {
        if !self.check_name(row, name) || row.bad {
            return;
        }
        self.records.push(Listed {
            id: common.id,
            name: name.text,
            lang: column.lang.as_deref().unwrap_or(&common.lang),
            entity_type: common.entity_type,
            kind: column.kind.or(common.kind),
            weight: common.weight,
        });
        self.origins.push(Origin {
            start: row.place.row.start,
            line: row.place.row.line as u32,
            file: row.place.file.index as u32,
            field: name.field as u32,
            item: name.item as u32,
        });
    }

    /// Whether the name can be used.
    fn check_name(&mut self, row: &mut Cells<'_>, name: &Named<'_>) -> bool {
        let text = name.text;
        let position = |place: &Place<'_>, part: &str| place.item(name.field, name.item, part);
        if text.len() > MAX_NAME {
            row.bad = true;
            let (message, help) = too_long("the name", text, MAX_NAME);
            let place = || position(&row.place, text);
            self.report.add(Code::TooLong, place, message, help);
        } else if !cell::has_letter_or_digit(text) {
            let message = format!("`{}` has no letter or digit", cell::shown(text));
            let help = "a name of signs alone cannot be found in text; it is left out";
            let place = || position(&row.place, text);
            self.report.add(Code::EmptyName, place, message, help);
            return false;
        } else if row.fields.ascii {
            // One script only.
        } else if let Some((word, scripts)) = cell::mixed_script(text) {
            let message = format!("`{}` has {scripts} letters in one word", cell::shown(word));
            let help = "type it anew in one script, unless it is meant so";
            let place = || position(&row.place, word);
            self.report.add(Code::MixedScript, place, message, help);
        }
        true
    }
}
