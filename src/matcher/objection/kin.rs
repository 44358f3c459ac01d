//! Languages whose names stand in texts of another.

use std::sync::LazyLock;

use crate::rules::{Table, rule_rows};

/// Languages, each with those whose names stand in its texts.
static KIN: LazyLock<Table<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/kin_languages.tsv"));
    rows.filter_map(|row| Some((row[0], row.get(1)?.split(' ').collect())))
        .collect()
});

/// The languages whose names stand in texts of one, beside its own.
pub(super) fn near_languages(own: &str) -> &'static [&'static str] {
    KIN.get(own).map_or(&[], |kin| kin.as_slice())
}

/// Whether names of one language stand in texts of another, as far as both are known.
pub(super) fn is_near(lang: &str, own: &str) -> bool {
    lang.is_empty() || own.is_empty() || lang == own || near_languages(own).contains(&lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_language_is_near_to_itself_or_twice() {
        for (lang, kin) in KIN.iter() {
            let mut seen = kin.clone();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), kin.len(), "{lang}");
            assert!(!kin.contains(lang), "{lang}");
        }
    }
}
