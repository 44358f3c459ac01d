//! From the cells of a row to its records.

use std::borrow::Cow;
use std::str::FromStr;

use super::super::suggest;
use super::super::{Code, EntityType, NameKind, Position, Severity};
use super::accept::{self, Answer, Suggestions};
use super::cell::{self, Lines, MAX_CELL};
use super::country;
use super::header::Header;
use super::list::RecordList;
use super::place::{Origin, Place};
use super::report::Report;
use super::split::{Fields, MAX_FIELD};

/// The attribute that says where an entity is, or where it belongs.
const COUNTRY: &str = "country";

/// Makes the records of one file, and tells what is found on the way.
pub(super) struct RecordMaker<'a> {
    pub(super) header: &'a Header,
    pub(super) report: &'a mut Report,
    pub(super) records: &'a mut RecordList,
    pub(super) origins: &'a mut Vec<Origin>,
    suggestions: &'a mut Suggestions,
    /// Cells with white space around them, and the first.
    pub(super) spaced: (usize, Option<Position>),
}

/// A row, and whether it can still be used.
pub(super) struct Cells<'r> {
    pub(super) place: Place<'r>,
    pub(super) fields: Fields<'r>,
    /// It may have control characters.
    pub(super) care: bool,
    pub(super) bad: bool,
}

/// What is the same for all names of a row.
pub(super) struct Common<'r> {
    pub(super) id: &'r str,
    pub(super) lang: Cow<'r, str>,
    pub(super) entity_type: Option<EntityType>,
    pub(super) kind: Option<NameKind>,
    pub(super) weight: Option<f32>,
}

impl<'a> RecordMaker<'a> {
    pub(super) fn new(
        header: &'a Header,
        report: &'a mut Report,
        records: &'a mut RecordList,
        origins: &'a mut Vec<Origin>,
        suggestions: &'a mut Suggestions,
    ) -> RecordMaker<'a> {
        RecordMaker {
            header,
            report,
            records,
            origins,
            suggestions,
            spaced: (0, None),
        }
    }

    /// Makes the records of a row with as many fields as the header.
    pub(super) fn cells(&mut self, mut row: Cells<'_>) {
        let header = self.header;
        if !self.is_accepted(&mut row) {
            return;
        }
        let common = Common {
            id: self.id(&mut row),
            lang: self.lang(&mut row),
            entity_type: self.entity_type(&mut row),
            kind: self.kind(&mut row),
            weight: self.weight(&mut row),
        };
        let first = self.records.len();
        let mut named = false;
        for column in &header.names {
            named |= self.names(&mut row, column, &common);
        }
        if !named && !row.bad {
            let own = header.names.iter().find(|n| !n.list);
            let at = (own.map_or(0, |n| n.field), "");
            let help = "the row is left out; write the name, or remove it";
            self.flag(&mut row, Code::EmptyName, at, "the name is empty", help);
        }
        let same_as = self.same_as(&mut row);
        let attributes = self.attributes(&mut row);
        if self.records.len() > first {
            self.records.add_more(first, same_as, attributes);
        }
    }

    /// Whether a row is to be taken: any is, but of suggestions only those with `yes`.
    fn is_accepted(&mut self, row: &mut Cells<'_>) -> bool {
        let Some(field) = self.header.accept else {
            return true;
        };
        let text = row.fields.get(field);
        let said = accept::answer(text).unwrap_or_else(|| {
            let message = format!("`{}` is neither yes nor no", cell::shown(text));
            let help = "the row counts as not decided; write `yes`, `no`, or nothing";
            self.flag(row, Code::UnclearAnswer, (field, text), message, help);
            Answer::None
        });
        match said {
            Answer::Yes => self.suggestions.accepted += 1,
            Answer::No => self.suggestions.refused += 1,
            Answer::None => self.suggestions.open += 1,
        }
        said == Answer::Yes
    }

    fn id<'r>(&mut self, row: &mut Cells<'r>) -> &'r str {
        let field = self.header.id;
        let id = self.cell(row, field, MAX_CELL);
        if id.is_empty() && !row.bad {
            let help = "give every name the id of its entity, such as `Q399`";
            self.flag(row, Code::EmptyId, (field, ""), "the id is empty", help);
        }
        id
    }

    fn lang<'r>(&mut self, row: &mut Cells<'r>) -> Cow<'r, str> {
        let Some(field) = self.header.lang else {
            return "".into();
        };
        let text = self.cell(row, field, MAX_CELL);
        cell::language(text).unwrap_or_else(|| {
            let message = format!("`{}` is not a language tag", cell::shown(text));
            let help = match cell::language(&text.replace('_', "-")) {
                Some(tag) => format!("write `{tag}`"),
                None => "write a BCP 47 tag: `hy`, `zh-Hant`; leave it empty if unknown".into(),
            };
            self.flag(row, Code::BadLanguage, (field, text), message, help);
            "".into()
        })
    }

    fn entity_type(&mut self, row: &mut Cells<'_>) -> Option<EntityType> {
        let (text, found) = self.word(row, self.header.entity_type?)?;
        if found.is_none() {
            let known: Vec<&str> = EntityType::ALL.iter().map(|t| t.as_str()).collect();
            let at = (self.header.entity_type?, text);
            let otherwise = format!("; the entity is taken for `{}`", EntityType::Other.as_str());
            self.unknown(row, Code::UnknownType, at, ("type", &otherwise), &known);
        }
        found
    }

    fn kind(&mut self, row: &mut Cells<'_>) -> Option<NameKind> {
        let (text, found) = self.word(row, self.header.kind?)?;
        if found.is_none() {
            let known: Vec<&str> = NameKind::ALL.iter().map(|k| k.as_str()).collect();
            let at = (self.header.kind?, text);
            self.unknown(row, Code::UnknownKind, at, ("kind", ""), &known);
        }
        found
    }

    /// A word of a fixed vocabulary, in any case; `None` if the cell is empty.
    fn word<'r, T: FromStr>(
        &mut self,
        row: &mut Cells<'r>,
        field: usize,
    ) -> Option<(&'r str, Option<T>)> {
        let text = self.cell(row, field, MAX_CELL);
        if text.is_empty() {
            return None;
        }
        let capital = text.bytes().any(|b| b.is_ascii_uppercase());
        let found = match capital {
            true => text.to_ascii_lowercase().parse(),
            false => text.parse(),
        };
        Some((text, found.ok()))
    }

    fn weight(&mut self, row: &mut Cells<'_>) -> Option<f32> {
        let field = self.header.weight?;
        let text = self.cell(row, field, MAX_CELL);
        if text.is_empty() {
            return None;
        }
        let weight = cell::weight(text);
        if weight.is_none() {
            let message = format!("`{}` is not a weight", cell::shown(text));
            let help = "write a number of zero or more, without separators: `1250000`, `0.5`";
            self.flag(row, Code::BadWeight, (field, text), message, help);
        }
        weight
    }

    fn same_as(&mut self, row: &mut Cells<'_>) -> Vec<String> {
        let Some(field) = self.header.same_as else {
            return Vec::new();
        };
        let text = self.cell(row, field, MAX_FIELD);
        let ids = text.split('|').map(str::trim).filter(|id| !id.is_empty());
        ids.map(str::to_owned).collect()
    }

    fn attributes(&mut self, row: &mut Cells<'_>) -> Vec<(String, String)> {
        let header = self.header;
        let mut attributes = Vec::new();
        for (field, name) in &header.attributes {
            let text = trim(row.fields.get(*field));
            if text.len() > MAX_CELL {
                let (message, help) = too_long("the cell", text, MAX_CELL);
                self.flag(row, Code::TooLong, (*field, text), message, help);
            } else if !text.is_empty() && self.is_clean(row, *field, text, Lines::Several) {
                if name == COUNTRY {
                    self.check_country(row, *field, text);
                }
                attributes.push((name.clone(), text.to_owned()));
            }
        }
        attributes
    }

    /// Places agree by their countries, so one that is written otherwise agrees with none.
    fn check_country(&mut self, row: &mut Cells<'_>, field: usize, text: &str) {
        if country::is_code(text) {
            return;
        }
        let message = format!("`{}` is no country code of ISO 3166", cell::shown(text));
        let help = match country::meant(text) {
            Some(code) => format!("write `{code}`"),
            None => "write one code of two letters, such as `AM`; leave it empty if unknown".into(),
        };
        self.flag(row, Code::UnknownCountry, (field, text), message, help);
    }

    /// The text of a cell, without white space around it; empty if it is bad.
    pub(super) fn cell<'r>(&mut self, row: &mut Cells<'r>, field: usize, limit: usize) -> &'r str {
        let whole = row.fields.get(field);
        let text = trim(whole);
        if text.len() < whole.len() {
            self.spaced.0 += 1;
            let place = &row.place;
            self.spaced
                .1
                .get_or_insert_with(|| place.cell(field, whole));
        }
        if text.len() > limit {
            let (message, help) = too_long("the cell", text, limit);
            self.flag(row, Code::TooLong, (field, text), message, help);
            return "";
        }
        if self.is_clean(row, field, text, Lines::One) {
            text
        } else {
            ""
        }
    }

    /// Whether a cell is free of control characters. Those for the direction
    /// of writing are only warned of.
    fn is_clean(&mut self, row: &mut Cells<'_>, field: usize, text: &str, lines: Lines) -> bool {
        if !row.care {
            return true;
        }
        let mut buffer = [0; 4];
        if let Some(c) = cell::control(text, lines) {
            let (message, help) = control(c);
            let at = (field, &*c.encode_utf8(&mut buffer));
            self.flag(row, Code::Control, at, message, help);
            return false;
        }
        if let Some(c) = cell::bidi(text) {
            let code_point = cell::code_point(c);
            let message = format!(
                "bidirectional control {code_point} in `{}`",
                cell::shown(text)
            );
            let help = "remove it; names are compared without it";
            let part = &*c.encode_utf8(&mut buffer);
            let place = || row.place.cell(field, part);
            self.report.add(Code::BidiControl, place, message, help);
        }
        true
    }

    /// Adds a finding about a part of a field; after an error the row is not used.
    fn flag(
        &mut self,
        row: &mut Cells<'_>,
        code: Code,
        (field, part): (usize, &str),
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        row.bad |= code.severity() == Severity::Error;
        let place = || row.place.cell(field, part);
        self.report.add(code, place, message, help);
    }

    fn unknown(
        &mut self,
        row: &mut Cells<'_>,
        code: Code,
        at: (usize, &str),
        (what, otherwise): (&str, &str),
        known: &[&str],
    ) {
        let message = format!("unknown {what} `{}`{otherwise}", cell::shown(at.1));
        let help = match suggest::meant(at.1, known) {
            Some(word) => format!("did you mean `{word}`?"),
            None => format!("known: {}", known.join(", ")),
        };
        self.flag(row, code, at, message, help);
    }
}

pub(super) fn too_long(what: &str, text: &str, limit: usize) -> (String, &'static str) {
    let message = format!("{what} has {} bytes, over the limit of {limit}", text.len());
    (
        message,
        "shorten it; if it holds several names, give each a row",
    )
}

fn control(c: char) -> (String, &'static str) {
    match c {
        '\n' | '\r' => (
            "a line break in a cell".into(),
            "write the cell on one line; if it should end on this line, mend its quotes",
        ),
        '\t' => (
            "a tab in a cell".into(),
            "write a space; if it stands between columns, use `--delimiter '\\t'`",
        ),
        '\0' => (
            "control character U+0000 in a cell".into(),
            "remove it; if the file is in UTF-16, use `--encoding utf-16le`",
        ),
        c => (
            format!("control character {} in a cell", cell::code_point(c)),
            "remove it",
        ),
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
