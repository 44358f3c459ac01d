//! Codes of countries: what the column `country` should hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::rule_rows;

/// The code of two letters, by itself and by what else is written for it.
static CODES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("countries.tsv"));
    rows.flat_map(|row| {
        let code = row[0];
        let others = row.get(1).copied().unwrap_or_default().split_whitespace();
        std::iter::once(code)
            .chain(others)
            .map(move |written| (written, code))
    })
    .collect()
});

/// Whether ISO 3166 has, or had, this code, or leaves it to its users.
pub(super) fn is_code(text: &str) -> bool {
    CODES.get(text) == Some(&text)
}

/// The code that something close to one stands for: `am`, `ARM`, `AM-ER`.
pub(super) fn meant(text: &str) -> Option<&'static str> {
    let country = text.split('-').next().unwrap_or(text);
    CODES.get(country.to_ascii_uppercase().as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_what_is_meant() {
        for code in ["AM", "GB", "SU", "EU", "XK", "QM"] {
            assert!(is_code(code), "{code}");
        }
        for (text, code) in [
            ("am", Some("AM")),
            ("ARM", Some("AM")),
            ("UK", Some("GB")),
            ("gb-sct", Some("GB")),
            ("Armenia", None),
            ("ZB", None),
            ("-AM", None),
            ("", None),
        ] {
            assert!(!is_code(text), "{text}");
            assert_eq!(meant(text), code, "{text}");
        }
    }
}
