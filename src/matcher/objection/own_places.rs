//! Places that a language has names of its own for, as it is spoken there.

use std::sync::LazyLock;

use crate::gazetteer::Entity;
use crate::rules::rule_rows;

/// A language, a country whose places have names in it, and whether they have names in other languages, too.
type Row = (&'static str, &'static str, bool);

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/own_places.tsv"));
    rows.filter_map(|row| Some((row[0], *row.get(1)?, row.get(2).is_some())))
        .collect()
});

/// Whether a place lies in a country where places have names in the language.
pub(super) fn has_name(entity: &Entity<'_>, lang: &str) -> bool {
    lies_in(entity, |(own, ..)| *own == lang)
}

/// Whether it lies in one where hardly any has a name in another: no text in the language calls it as it is called
/// abroad.
pub(super) fn has_no_foreign_name(entity: &Entity<'_>, lang: &str) -> bool {
    lies_in(entity, |(own, _, shared)| *own == lang && !shared)
}

fn lies_in(entity: &Entity<'_>, asked: impl Fn(&Row) -> bool) -> bool {
    let mut rows = ROWS.iter().filter(|row| asked(row));
    rows.any(|(_, country, _)| entity.country().is_some_and(|own| own == *country))
}
