//! How languages write that put no spaces between words, or titles beside names with none.

use std::sync::LazyLock;

use crate::rules::{Table, rule_rows};
use crate::text::base_language;

/// What `rules/writing.tsv` says of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    /// Nothing parts words.
    Unspaced,
    /// A function word may be one sign.
    Signs,
    /// Titles have signs as names have, and stand beside them.
    Titles,
    /// Family names have several signs, with the given name right behind.
    Families,
    /// Places of other languages that are written in its signs have no other name in it.
    Neighbours,
}

impl Trait {
    fn of(word: &str) -> Option<Trait> {
        Some(match word {
            "unspaced" => Trait::Unspaced,
            "signs" => Trait::Signs,
            "titles" => Trait::Titles,
            "families" => Trait::Families,
            "neighbours" => Trait::Neighbours,
            _ => return None,
        })
    }
}

static TRAITS: LazyLock<Table<&str, Vec<Trait>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("rules/writing.tsv"));
    rows.map(|row| (row[0], row[1].split(' ').filter_map(Trait::of).collect()))
        .collect()
});

/// Whether a language writes so.
pub(super) fn has(lang: &str, wanted: Trait) -> bool {
    let traits = TRAITS.get(base_language(lang));
    traits.is_some_and(|traits| traits.contains(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::words::have_list;

    #[test]
    fn every_trait_of_the_file_is_known() {
        for row in rule_rows(include_str!("rules/writing.tsv")) {
            for word in row[1].split(' ') {
                let known = Trait::of(word).unwrap_or_else(|| panic!("{}: {word}", row[0]));
                assert!(has(row[0], known), "{}: {word}", row[0]);
            }
            assert!(have_list(row[0]), "{} has no words", row[0]);
        }
        assert!(has("zh-Hant", Trait::Unspaced));
        assert!(!has("ko", Trait::Unspaced));
        assert!(!has("", Trait::Unspaced));
    }
}
