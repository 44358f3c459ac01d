//! A finding about one name.

use crate::gazetteer::Code;
use crate::gazetteer::source::Source;

/// What is wrong with a name.
pub(super) struct Finding {
    pub(super) code: Code,
    /// The part of the name to point at; all of it if empty.
    pub(super) part: String,
    pub(super) message: String,
    pub(super) help: String,
}

impl Finding {
    /// A finding about the whole name.
    pub(super) fn new(code: Code, message: String, help: impl Into<String>) -> Finding {
        Finding {
            code,
            part: String::new(),
            message,
            help: help.into(),
        }
    }

    /// Puts it into the report, at the name of a record.
    pub(super) fn add(self, record: usize, source: &mut Source<'_>) {
        let part = match self.part.is_empty() {
            true => source.records().get(record).name.to_owned(),
            false => self.part,
        };
        source.find(self.code, (record, &part), self.message, self.help);
    }
}
