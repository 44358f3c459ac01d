//! Between the formats and the caller: what is asked for goes through, what cannot be read is noted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::source::{Report, position};
use super::super::{Code, EntityType, Position, Record};
use super::entity::Entity;
use super::fact::Standing;
use super::{ImportOptions, Imported, text};
use crate::error::Result;

/// How many errors are described if it is not said.
const MAX_ERRORS: usize = 20;

/// The state of an import.
pub(super) struct Importer<'a> {
    pub(super) options: &'a ImportOptions,
    write: &'a mut dyn FnMut(Record) -> Result<()>,
    report: Report,
    file: Arc<PathBuf>,
    files: usize,
    entities: u64,
    names: u64,
    left_out: BTreeMap<&'static str, u64>,
}

/// Where something stands in a file: a line, and the part of it that is meant.
#[derive(Clone, Debug)]
pub(super) struct At<'l> {
    pub(super) line: u64,
    pub(super) raw: &'l [u8],
    pub(super) range: std::ops::Range<usize>,
}

impl<'l> At<'l> {
    /// The whole of a line.
    pub(super) fn line(line: u64, raw: &'l [u8]) -> At<'l> {
        At {
            line,
            raw,
            range: 0..raw.len(),
        }
    }

    /// A part of it alone, such as a cell.
    pub(super) fn of(&self, part: &str) -> At<'l> {
        At {
            range: self.part(part),
            ..self.clone()
        }
    }

    /// The place of a part of the line, as far as it stands there just so.
    fn part(&self, part: &str) -> std::ops::Range<usize> {
        let rest = self.raw.get(self.range.clone()).unwrap_or_default();
        match memchr::memmem::find(rest, part.as_bytes()) {
            Some(at) if !part.is_empty() => {
                self.range.start + at..self.range.start + at + part.len()
            }
            _ => self.range.clone(),
        }
    }
}

impl<'a> Importer<'a> {
    pub(super) fn new(
        options: &'a ImportOptions,
        write: &'a mut dyn FnMut(Record) -> Result<()>,
    ) -> Importer<'a> {
        Importer {
            options,
            write,
            report: Report::new(
                options.max_errors.unwrap_or(MAX_ERRORS),
                options.levels.clone(),
            ),
            file: Arc::default(),
            files: 0,
            entities: 0,
            names: 0,
            left_out: BTreeMap::new(),
        }
    }

    /// What follows is about this file.
    pub(super) fn begin(&mut self, file: &Path) {
        self.file = Arc::new(file.to_owned());
        self.files += 1;
        self.report.set_file(self.files);
    }

    /// Notes that a line or element cannot be read, and is dropped.
    pub(super) fn malformed(
        &mut self,
        at: &At<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = placed(&self.file, at);
        self.report.add(Code::Malformed, place, message, help);
        self.report.drop_rows(1);
    }

    /// Notes that the whole file cannot be read.
    pub(super) fn unreadable(
        &mut self,
        at: &At<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = placed(&self.file, at);
        self.report.fatal(Code::Malformed, place, message, help);
    }

    /// A name and its language as they can stand in a CSV, if they can and are asked for.
    pub(super) fn name(&mut self, at: &At<'_>, name: &str, lang: &str) -> Option<(String, String)> {
        let lang = match text::language(lang) {
            Some(lang) => lang,
            None => {
                let message = format!(
                    "`{}` is no language tag; the name is taken without",
                    text::shown(lang)
                );
                self.warn(Code::UnknownLanguage, at, lang, message, "");
                String::new()
            }
        };
        if !self.options.wants_language(&lang) {
            self.leave_out("names in other languages");
            return None;
        }
        match text::clean(name) {
            Ok(name) => Some((name, lang)),
            Err(trouble) => {
                let message = format!("`{}` {trouble}; it is left out", text::shown(name));
                self.warn(Code::NameLeftOut, at, name, message, "");
                self.leave_out("names that cannot stand in text");
                None
            }
        }
    }

    /// An id as it can stand in a CSV.
    pub(super) fn id(&mut self, at: &At<'_>, id: &str) -> Option<String> {
        match text::id(id) {
            Ok(id) => Some(id),
            Err(trouble) => {
                let shown = match id.trim() {
                    "" => String::new(),
                    id => format!(" `{}`", text::shown(id)),
                };
                self.malformed(at, format!("the id{shown} {trouble}"), "");
                None
            }
        }
    }

    /// Notes that something was not taken, and why.
    pub(super) fn leave_out(&mut self, reason: &'static str) {
        *self.left_out.entry(reason).or_default() += 1;
    }

    /// Hands an entity over, if it is asked for.
    pub(super) fn entity(&mut self, mut entity: Entity) -> Result<()> {
        entity.entity_type = entity.entity_type.or(self.options.entity_type);
        let unknown = entity.entity_type.is_none() && !self.options.types.is_empty();
        if entity.standing == Standing::Named {
            self.leave_out("entities that are named and not described");
        } else if entity.standing == Standing::Excluded {
            self.leave_out("schemes and collections");
        } else if unknown
            || entity
                .entity_type
                .is_some_and(|t| !self.options.wants_type(t))
        {
            self.leave_out("entities of other types");
        } else if entity.weight.unwrap_or(0.0) < self.options.min_weight {
            self.leave_out("entities of less weight");
        } else if entity.names.is_empty() {
            self.leave_out("entities without a name to take");
        } else {
            self.entities += 1;
            for record in entity.into_records() {
                self.record(record)?;
            }
        }
        Ok(())
    }

    /// Hands over a name as it is.
    pub(super) fn record(&mut self, record: Record) -> Result<()> {
        self.names += 1;
        (self.write)(record)
    }

    /// Counts entities whose records are handed over one by one.
    pub(super) fn count_entity(&mut self) {
        self.entities += 1;
    }

    /// Whether entities of a type are asked for, before more is known of them.
    pub(super) fn wants_type(&self, entity_type: Option<EntityType>) -> bool {
        entity_type.is_none_or(|entity_type| self.options.wants_type(entity_type))
    }

    pub(super) fn finish(self) -> Result<Imported> {
        let dropped = self.report.dropped();
        Ok(Imported {
            entities: self.entities,
            names: self.names,
            dropped,
            left_out: self.left_out.into_iter().collect(),
            diagnostics: self.report.finish(self.options.keep_going)?,
        })
    }

    fn warn(&mut self, code: Code, at: &At<'_>, part: &str, message: String, help: &str) {
        let file = &self.file;
        let place = || position(file, at.line, at.raw, at.part(part));
        self.report.add(code, place, message, help);
    }
}

/// Where something at fault stands, made only if it is shown.
fn placed(file: &Arc<PathBuf>, at: &At<'_>) -> impl FnOnce() -> Position {
    move || position(file, at.line, at.raw, at.range.clone())
}
