//! The table that a person reviews.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::spelling::Spelling;
use crate::Matcher;
use crate::error::{Error, Result};
use crate::fold::key;
use crate::gazetteer::source::{learned_delimiter, push_cell, text_of};
use crate::matcher::Tier;

/// The columns of a new table. The first five are those of a gazetteer source,
/// the sixth is the person's, the others are to judge by.
const COLUMNS: [&str; 15] = [
    "id",
    "name",
    "lang",
    "type",
    "kind",
    "accept",
    "count",
    "documents",
    "found",
    "tier",
    "score",
    "route",
    "from",
    "entity_name",
    "examples",
];

/// A table, and what is new in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Learned {
    /// A CSV in UTF-8 with a byte order mark, without which spreadsheets misread it.
    pub table: Vec<u8>,
    /// Spellings that are in it for the first time.
    pub new: usize,
    /// Spellings that were in it and were found again.
    pub again: usize,
    /// Rows of the table.
    pub rows: usize,
    /// Rows that nobody has said `yes` or `no` to.
    pub open: usize,
    /// Finds that were not kept, as there were too many different spellings.
    pub overlooked: usize,
}

/// Looks whether a file is such a table, before texts are read for it.
///
/// # Errors
///
/// If it is not empty and is none.
pub fn check_table(text: &[u8]) -> Result<()> {
    match text.trim_ascii().is_empty() {
        true => Ok(()),
        false => Table::read(text).map(drop),
    }
}

pub(super) fn merge(
    spellings: HashMap<(String, String), Spelling>,
    overlooked: usize,
    matcher: &Matcher,
    existing: Option<&[u8]>,
) -> Result<Learned> {
    let mut table = match existing {
        Some(text) if !text.trim_ascii().is_empty() => Table::read(text)?,
        _ => Table::new(),
    };
    let mut learned = Learned {
        overlooked,
        ..Learned::default()
    };
    let mut new: Vec<((String, String), Spelling)> = Vec::new();
    for (identity, spelling) in spellings {
        match table.by_identity.get(&identity).copied() {
            Some(row) => {
                table.update(row, &spelling);
                learned.again += 1;
            }
            None if is_worth_it(&spelling) => new.push((identity, spelling)),
            None => {}
        }
    }
    new.sort_by_cached_key(|((id, key), spelling)| (rank(spelling), id.clone(), key.clone()));
    learned.new = new.len();
    for ((id, _), spelling) in &new {
        table.add(id, spelling, matcher);
    }
    learned.rows = table.rows.len();
    learned.open = table.open();
    learned.table = table.written();
    Ok(learned)
}

/// What a person is to see first: what was linked, then what is no inflected form, then what is frequent.
fn rank(spelling: &Spelling) -> (bool, bool, Reverse<u64>) {
    let best = spelling.best.as_ref();
    let missed = best.is_none_or(|best| best.reason.is_some());
    let inflected = best.is_some_and(|best| best.tier == Tier::Inflected);
    (missed, inflected, Reverse(spelling.count))
}

/// A near miss is one only if it comes again.
fn is_worth_it(spelling: &Spelling) -> bool {
    const REPEATED: u64 = 2;
    let linked = spelling
        .best
        .as_ref()
        .is_some_and(|best| best.reason.is_none());
    linked || spelling.count >= REPEATED
}

fn unreadable(problem: &str) -> Error {
    Error::config(format!("the table of learned spellings: {problem}"))
}

/// A table in memory, with whatever columns it has.
struct Table {
    delimiter: u8,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Rows by entity and folded name.
    by_identity: HashMap<(String, String), usize>,
}

impl Table {
    fn new() -> Table {
        Table {
            delimiter: b',',
            columns: COLUMNS.map(str::to_owned).to_vec(),
            rows: Vec::new(),
            by_identity: HashMap::new(),
        }
    }

    fn read(text: &[u8]) -> Result<Table> {
        let text = text_of(text)?;
        let wrong = || {
            Error::config(
                "no table of learned spellings: its header has no `id`, `name` and `accept`; choose another file",
            )
        };
        let delimiter = learned_delimiter(text.as_bytes()).ok_or_else(wrong)?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut table = Table {
            delimiter,
            columns: Vec::new(),
            ..Table::new()
        };
        let odd = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        for record in reader.records() {
            let record = record.map_err(|error| unreadable(&error.to_string()))?;
            // A quote too few makes one cell of several lines, answers and all.
            if odd && record.iter().any(|cell| cell.contains('\n')) {
                let line = record.position().map_or(0, csv::Position::line);
                return Err(unreadable(&format!(
                    "line {line}: a quotation mark is not closed; mend it, and nothing is lost"
                )));
            }
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            match table.columns.is_empty() {
                true => table.columns = cells.iter().map(|name| name.trim().to_owned()).collect(),
                false if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                false => table.push(cells),
            }
        }
        table.add_missing_columns();
        Ok(table)
    }

    /// Gives the table the columns that a new one has, and all rows as many cells.
    fn add_missing_columns(&mut self) {
        for needed in COLUMNS {
            if self.column(needed).is_none() {
                self.columns.push(needed.to_owned());
            }
        }
        let width = self.columns.len();
        for row in &mut self.rows {
            row.resize(width.max(row.len()), String::new());
        }
    }

    fn push(&mut self, cells: Vec<String>) {
        let at = |name: &str| self.column(name).and_then(|column| cells.get(column));
        if let (Some(id), Some(name)) = (at("id"), at("name")) {
            self.by_identity
                .entry((id.trim().to_owned(), key(name)))
                .or_insert(self.rows.len());
        }
        self.rows.push(cells);
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.eq_ignore_ascii_case(name))
    }

    fn cell(&mut self, row: usize, column: &str) -> Option<&mut String> {
        let column = self.column(column)?;
        self.rows.get_mut(row)?.get_mut(column)
    }

    /// Adds what was found again to a row; what the person wrote stays.
    fn update(&mut self, row: usize, spelling: &Spelling) {
        for (column, found) in [("count", spelling.count), ("documents", spelling.documents)] {
            if let Some(cell) = self.cell(row, column) {
                let before: u64 = cell.trim().parse().unwrap_or(0);
                *cell = before.saturating_add(found).to_string();
            }
        }
        if let Some(cell) = self.cell(row, "examples") {
            *cell = spelling.examples_with(cell);
        }
        let Some(best) = &spelling.best else {
            return;
        };
        let before: f32 = self
            .cell(row, "score")
            .and_then(|cell| cell.trim().parse().ok())
            .unwrap_or(0.0);
        let linked_now = best.reason.is_none();
        if let Some(cell) = self.cell(row, "found").filter(|_| linked_now) {
            *cell = found_as(None).to_owned();
        }
        if let Some(cell) = self.cell(row, "score").filter(|_| best.score > before) {
            *cell = format!("{:.3}", best.score);
        }
    }

    fn add(&mut self, id: &str, spelling: &Spelling, matcher: &Matcher) {
        let Some(best) = &spelling.best else {
            return;
        };
        let derived = matches!(best.tier, Tier::Romanized | Tier::Lexicon);
        let route = derived
            .then(|| matcher.route(&spelling.surface, id))
            .flatten();
        let (from, route) = match route {
            Some((name, way)) => (name.text.to_owned(), way.route),
            None => (best.listed.clone(), String::new()),
        };
        let canonical = matcher
            .canonical(id, spelling.lang())
            .or_else(|| matcher.canonical(id, ""));
        let canonical = canonical.map_or(String::new(), |name| name.text.to_owned());
        let cells = [
            ("id", id.to_owned()),
            ("name", spelling.surface.clone()),
            ("lang", spelling.lang().to_owned()),
            ("type", best.entity_type.to_string()),
            ("kind", best.kind().to_string()),
            ("count", spelling.count.to_string()),
            ("documents", spelling.documents.to_string()),
            ("found", found_as(best.reason).to_owned()),
            ("tier", best.tier.as_str().to_owned()),
            ("score", format!("{:.3}", best.score)),
            ("route", route),
            ("from", from),
            ("entity_name", canonical),
            ("examples", spelling.examples_with("")),
        ];
        let mut row = vec![String::new(); self.columns.len()];
        for (column, text) in cells {
            if let Some(at) = self.column(column) {
                row[at] = text;
            }
        }
        self.push(row);
    }

    fn open(&self) -> usize {
        let accept = self.column("accept");
        let cell = |row: &&Vec<String>| {
            accept
                .and_then(|at| row.get(at))
                .is_none_or(|cell| cell.trim().is_empty())
        };
        self.rows.iter().filter(cell).count()
    }

    fn written(&self) -> Vec<u8> {
        let delimiter = char::from(self.delimiter);
        let mut text = String::from('\u{feff}');
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            for (nth, cell) in row.iter().enumerate() {
                if nth > 0 {
                    text.push(delimiter);
                }
                push_cell(&mut text, cell, delimiter);
            }
            text.push('\n');
        }
        text.into_bytes()
    }
}

/// Whether it was linked, or why not.
fn found_as(reason: Option<crate::matcher::Reason>) -> &'static str {
    match reason {
        None => "linked",
        Some(crate::matcher::Reason::Ambiguous) => "near miss: several entities",
        Some(_) => "near miss",
    }
}
