//! Small words inside names of people: `von`, `de la`, `bin`.

use std::sync::LazyLock;

use crate::rules::{Table, rule_rows};

/// Particle → whether a father's name follows.
static PARTICLES: LazyLock<Table<&str, bool>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("particles.tsv"));
    rows.map(|row| (row[0], row.get(2) == Some(&"father")))
        .collect()
});

/// Whether a folded word is one.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains_key(word)
}

/// Whether it is one in front of a father's name: `bin`.
pub(crate) fn is_of_father(word: &str) -> bool {
    PARTICLES.get(word).is_some_and(|of_father| *of_father)
}

/// All of them, in no order.
pub(crate) fn particles() -> impl Iterator<Item = &'static str> {
    PARTICLES.keys().copied()
}
