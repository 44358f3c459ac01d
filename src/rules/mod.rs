//! Reading the rule files that are part of the library.

pub(crate) mod context;
pub(crate) mod letters;
pub(crate) mod lines;
mod table;

pub(crate) use table::{Table, TableSet};

/// The rows of a tab-separated rule file; comments and blank lines are left out.
pub(crate) fn rule_rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The first column of such a file.
pub(crate) fn first_column(text: &'static str) -> impl Iterator<Item = &'static str> {
    rule_rows(text).map(|row| row[0])
}

/// The first two columns, of rows that have both.
pub(crate) fn first_columns(
    text: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    rule_rows(text).filter_map(|row| Some((row[0], *row.get(1)?)))
}
