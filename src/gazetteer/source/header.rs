//! What the columns mean.

use super::super::suggest;
use super::super::{Code, NameKind};
use super::cell;
use super::place::{Place, SourceFile};
use super::quotes::Shape;
use super::report::Report;
use super::split::{Fields, RowReader};

/// The columns that have a meaning.
const KNOWN: &[&str] = &[
    "id",
    "name",
    "lang",
    "type",
    "kind",
    "weight",
    "same_as",
    "canonical",
    "aliases",
    "accept",
];

/// The columns that hold names, and may say their language: `name:ru`.
const NAMES: &[&str] = &["name", "canonical", "aliases"];

/// A file with more columns is none of ours.
pub(super) const MAX_COLUMNS: usize = 1000;

/// Characters that are used as delimiters, and how they are typed.
const DELIMITERS: &[(char, &str)] = &[(';', ";"), ('\t', "\\t"), ('|', "|"), (',', ",")];

/// Whether a column of this name would not be kept as an attribute.
pub(crate) fn has_meaning(column: &str) -> bool {
    let column = column.trim().to_lowercase();
    let base = column.split(':').next().unwrap_or("");
    KNOWN.contains(&column.as_str()) || NAMES.contains(&base)
}

/// A column of names.
pub(super) struct NameColumn {
    pub(super) field: usize,
    /// The language in its header; otherwise the row's.
    pub(super) lang: Option<String>,
    /// The kind of its names; `None`: the row's.
    pub(super) kind: Option<NameKind>,
    /// Whether it holds several, with `|` between them.
    pub(super) list: bool,
}

/// Where the columns are.
#[derive(Default)]
pub(super) struct Header {
    pub(super) width: usize,
    pub(super) id: usize,
    pub(super) names: Vec<NameColumn>,
    pub(super) lang: Option<usize>,
    pub(super) entity_type: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) weight: Option<usize>,
    pub(super) same_as: Option<usize>,
    /// In a table of suggestions, what a person says of each.
    pub(super) accept: Option<usize>,
    /// Columns without a meaning, with their names as written.
    pub(super) attributes: Vec<(usize, String)>,
}

/// Reads the first row; `None` if the file cannot be read with it.
pub(super) fn read(
    reader: &mut RowReader<'_>,
    file: &SourceFile<'_>,
    report: &mut Report,
) -> Option<Header> {
    report.set_file(file.index);
    let Some((row, shape)) = reader.next() else {
        let help = "the first line names the columns: `id,name,lang,type,kind,weight,same_as`";
        report.fatal(
            Code::Empty,
            || file.position_of_line(0),
            "the file is empty",
            help,
        );
        return None;
    };
    let place = Place { file, row };
    if let Shape::Unclosed(quote) | Shape::Broken(quote) = shape {
        let message = "a quote is opened in the header and not closed";
        report.fatal(
            Code::UnclosedQuote,
            || place.range(quote..row.raw.len()),
            message,
            "remove it, or close it",
        );
        return None;
    }
    let Some(fields) = reader.fields().filter(|_| shape == Shape::Plain) else {
        return not_text(&place, shape, report);
    };
    let mut columns = Columns {
        place,
        fields,
        report,
        header: Header::default(),
        fatal: false,
    };
    columns.read();
    (!columns.fatal).then_some(columns.header)
}

fn not_text(place: &Place<'_>, shape: Shape, report: &mut Report) -> Option<Header> {
    if shape == Shape::TooLong {
        let message = "the header is too long to be one";
        report.fatal(
            Code::TooLong,
            || place.range(0..0),
            message,
            "is this a CSV file?",
        );
    } else {
        let (position, message) = place.invalid_utf8();
        report.fatal(Code::Encoding, || position, message, cell::ENCODING_HELP);
    }
    None
}

/// A header in the making.
struct Columns<'a> {
    place: Place<'a>,
    fields: Fields<'a>,
    report: &'a mut Report,
    header: Header,
    fatal: bool,
}

impl Columns<'_> {
    fn read(&mut self) {
        self.header.width = self.fields.len();
        if self.header.width > MAX_COLUMNS {
            let message = format!(
                "{} columns, over the limit of {MAX_COLUMNS}",
                self.header.width
            );
            let help = "remove those that are not needed; is a line end missing?";
            return self.error(Code::TooLong, MAX_COLUMNS, message, help.into());
        }
        let names: Vec<String> = self
            .fields
            .iter()
            .map(|f| f.trim().to_lowercase())
            .collect();
        let mut has_id = false;
        for (field, name) in names.iter().enumerate() {
            if name.is_empty() {
                self.unnamed(field);
            } else if self.stood_before(field, name, &names) {
                self.duplicate(field, name);
            } else {
                has_id |= name == "id";
                self.column(field, name);
            }
        }
        if self.fatal {
            // What else is missing would only be a consequence.
        } else if !has_id || self.header.names.iter().all(|n| n.list) {
            self.missing(&names, has_id);
        } else if self.header.accept.is_some() {
            // What else stands there is for the person who decides.
            self.header.attributes.clear();
        } else {
            self.suspicious(&names);
        }
    }

    /// Whether an earlier column has the name of this one; attributes may differ in capitals alone.
    fn stood_before(&self, field: usize, name: &str, names: &[String]) -> bool {
        let written = |field: usize| self.fields.get(field).trim();
        let mut before = names.iter().enumerate().take(field);
        before.any(|(other, known)| {
            known == name && (has_meaning(name) || written(other) == written(field))
        })
    }

    fn column(&mut self, field: usize, name: &str) {
        match name {
            "id" => self.header.id = field,
            "lang" => self.header.lang = Some(field),
            "type" => self.header.entity_type = Some(field),
            "kind" => self.header.kind = Some(field),
            "weight" => self.header.weight = Some(field),
            "same_as" => self.header.same_as = Some(field),
            "accept" => self.header.accept = Some(field),
            _ => match name.split_once(':') {
                Some((base, lang)) if NAMES.contains(&base) => self.names_in(field, base, lang),
                None if NAMES.contains(&name) => self.names(field, name, None),
                _ => {
                    let name = self.fields.get(field).trim().to_owned();
                    self.header.attributes.push((field, name));
                }
            },
        }
    }

    fn names(&mut self, field: usize, base: &str, lang: Option<String>) {
        let kind = match base {
            "aliases" => Some(NameKind::Alias),
            "name" if lang.is_none() => None,
            _ => Some(NameKind::Canonical),
        };
        let list = base == "aliases";
        self.header.names.push(NameColumn {
            field,
            lang,
            kind,
            list,
        });
    }

    fn names_in(&mut self, field: usize, base: &str, lang: &str) {
        match cell::language(lang) {
            Some(lang) if !lang.is_empty() => self.names(field, base, Some(lang.into_owned())),
            _ => {
                let message = format!("`{lang}` in the header is not a language tag");
                let help = format!("write a BCP 47 tag, such as `{base}:ru`");
                self.error(Code::BadLanguage, field, message, help);
            }
        }
    }

    fn unnamed(&mut self, field: usize) {
        let message = format!("column {} has no name; its cells are ignored", field + 1);
        let help = "name it to keep it as an attribute, or remove it";
        self.warn(Code::UnnamedColumn, field, message, help.into());
    }

    fn duplicate(&mut self, field: usize, name: &str) {
        let message = format!("two columns are called `{name}`");
        self.error(
            Code::DuplicateColumn,
            field,
            message,
            "rename or remove one of them".into(),
        );
    }

    /// Says what is missing, or that the delimiter must be another.
    fn missing(&mut self, names: &[String], has_id: bool) {
        if let Some((field, typed)) = other_delimiter(names) {
            let message = format!("the header has one column named `{}`", self.shown(field));
            self.error(
                Code::Delimiter,
                field,
                message,
                format!("use `--delimiter '{typed}'`"),
            );
            return;
        }
        let needed = if has_id { "name" } else { "id" };
        let wanted = if has_id { NAMES } else { &["id"] };
        let meant = names
            .iter()
            .position(|n| suggest::meant(n, wanted).is_some());
        let (field, help) = match meant {
            Some(field) if !NAMES.contains(&names[field].as_str()) => {
                let column = suggest::meant(&names[field], wanted).unwrap_or(needed);
                (
                    field,
                    format!("did you mean `{column}` by `{}`?", self.shown(field)),
                )
            }
            _ => (
                0,
                match has_id {
                    true => "the first line names the columns; add `name`, as in `id,name,lang,type`",
                    false => {
                        "the first line names the columns; add `id`, as in `id,name,lang,type`, or have ids made of the names by `exonym import --from table`"
                    }
                }
                .to_owned(),
            ),
        };
        let message = match has_id {
            true => "there is no column of names: neither `name` nor `canonical`".to_owned(),
            false => "there is no column `id`".to_owned(),
        };
        self.error(Code::MissingColumn, field, message, help);
    }

    /// Warns of attributes that were probably meant to be something else.
    fn suspicious(&mut self, names: &[String]) {
        let has = |known: &str| names.iter().any(|n| n.split(':').next() == Some(known));
        let absent: Vec<&str> = KNOWN.iter().copied().filter(|k| !has(k)).collect();
        let attributes = std::mem::take(&mut self.header.attributes);
        for (field, name) in &attributes {
            let base = name.split(':').next().unwrap_or(name);
            if let Some(known) = suggest::meant(base, &absent) {
                let message = format!("column `{name}` is kept as an attribute");
                let help = format!("did you mean `{known}`?");
                self.warn(Code::SuspiciousColumn, *field, message, help);
            }
        }
        self.header.attributes = attributes;
    }

    fn shown(&self, field: usize) -> String {
        cell::shown(self.fields.get(field).trim())
    }

    fn error(&mut self, code: Code, field: usize, message: String, help: String) {
        self.fatal = true;
        let part = self.fields.get(field).trim();
        let place = || self.place.cell(field, part);
        self.report.fatal(code, place, message, help);
    }

    fn warn(&mut self, code: Code, field: usize, message: String, help: String) {
        let part = self.fields.get(field).trim();
        self.report
            .add(code, || self.place.cell(field, part), message, help);
    }
}

/// A cell of the header that falls into known columns at another delimiter.
fn other_delimiter(names: &[String]) -> Option<(usize, &'static str)> {
    let splits = |name: &str, d: char| {
        let mut parts = name.split(d).map(|p| p.trim().trim_matches('"'));
        name.contains(d) && parts.any(|p| KNOWN.contains(&p))
    };
    names.iter().enumerate().find_map(|(field, name)| {
        let (_, typed) = DELIMITERS.iter().find(|(d, _)| splits(name, *d))?;
        Some((field, *typed))
    })
}
