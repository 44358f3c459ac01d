//! Collects findings, up to a limit of each kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::{Code, Diagnostic, Levels, Position, Severity};
use crate::error::{ErrorKind, Result};

/// The findings so far.
pub(crate) struct Report {
    max: usize,
    levels: Levels,
    kept: Vec<(usize, Diagnostic)>,
    /// Found of each code, kept or not.
    found: BTreeMap<Code, usize>,
    errors: usize,
    fatal: bool,
    dropped: usize,
    file: usize,
}

impl Report {
    pub(crate) fn new(max: usize, levels: Levels) -> Report {
        Report {
            max,
            levels,
            kept: Vec::new(),
            found: BTreeMap::new(),
            errors: 0,
            fatal: false,
            dropped: 0,
            file: 0,
        }
    }

    /// What is added from here on is about this file.
    pub(crate) fn set_file(&mut self, index: usize) {
        self.file = index;
    }

    /// How many errors were found, described or not.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Counts rows that cannot be used.
    pub(crate) fn drop_rows(&mut self, rows: usize) {
        self.dropped += rows;
    }

    pub(crate) fn dropped(&self) -> usize {
        self.dropped
    }

    /// Adds a finding about a row. The position is only looked for if the
    /// finding is to be shown: a file may have an error in each of its rows.
    pub(crate) fn add(
        &mut self,
        code: Code,
        position: impl FnOnce() -> Position,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let Some(severity) = self.levels.of(code) else {
            return;
        };
        let of_code = self.found.entry(code).or_default();
        *of_code += 1;
        let number = match code.severity() {
            Severity::Error => {
                self.errors += 1;
                self.errors
            }
            Severity::Warning | Severity::Note => *of_code,
        };
        // Of none that are to be described, the first says which file the count is of.
        if number <= self.max.max(1) {
            let diagnostic = Diagnostic {
                code,
                severity,
                position: position(),
                message: message.into(),
                help: help.into(),
                count: 1,
            };
            self.kept.push((self.file, diagnostic));
        }
    }

    /// Adds a finding that makes the whole file unusable.
    pub(crate) fn fatal(
        &mut self,
        code: Code,
        position: impl FnOnce() -> Position,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.fatal = true;
        self.add(code, position, message, help);
    }

    /// The findings in the order of the text, if they allow going on.
    pub(crate) fn finish(mut self, keep_going: bool) -> Result<Vec<Diagnostic>> {
        self.kept
            .sort_by_key(|(file, d)| (*file, d.position.line, d.position.column));
        if self.errors > 0 && (self.fatal || !keep_going) {
            let mut diagnostics = self.of_severity(Severity::Error);
            diagnostics.extend(self.rest(Severity::Error));
            let in_rows = !self.fatal;
            return Err(ErrorKind::Source {
                diagnostics,
                in_rows,
            }
            .into());
        }
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let rests = all.map(|severity| self.rest(severity));
        let mut diagnostics: Vec<_> = match self.max {
            0 => Vec::new(),
            _ => self.kept.into_iter().map(|(_, d)| d).collect(),
        };
        diagnostics.extend(rests.into_iter().flatten());
        Ok(diagnostics)
    }

    /// Those that are described.
    fn of_severity(&self, severity: Severity) -> Vec<Diagnostic> {
        match self.max {
            0 => Vec::new(),
            _ => self.kept_of(severity).cloned().collect(),
        }
    }

    fn kept_of(&self, severity: Severity) -> impl DoubleEndedIterator<Item = &Diagnostic> {
        let all = self.kept.iter().map(|(_, d)| d);
        all.filter(move |d| d.severity == severity)
    }

    /// Stands for the findings that are not shown.
    fn rest(&self, severity: Severity) -> Option<Diagnostic> {
        let of_severity = |code: &Code| self.levels.of(*code) == Some(severity);
        let found = self.found.iter().filter(|(code, _)| of_severity(code));
        let total: usize = found.map(|(_, n)| n).sum();
        let shown = self.of_severity(severity).len();
        let rest = total - shown;
        let more = if shown > 0 { " more" } else { "" };
        let word = severity.as_str();
        let like = self.kept_of(severity).next_back()?;
        (rest > 0).then(|| Diagnostic {
            code: like.code,
            severity,
            position: Position {
                file: Arc::clone(&like.position.file),
                line: 0,
                column: 0,
                text: String::new(),
                highlight: 0..0,
            },
            message: format!("{rest}{more} {word}{}", if rest == 1 { "" } else { "s" }),
            help: "raise the limit with `--max-errors` to see them".into(),
            count: rest,
        })
    }
}
