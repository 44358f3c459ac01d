//! Capitals as a language writes them.

use std::sync::LazyLock;

use crate::rules::rule_rows;
use crate::text::base_language;

/// Whether a form is written in capitals only, and has two at least.
pub(super) fn in_capitals(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() >= 2 && !form.chars().any(char::is_lowercase)
}

/// The name in capitals, as its language writes them.
pub(super) fn capitals(name: &str, lang: &str) -> String {
    let base = base_language(lang);
    let special = |c: char| {
        let row = CAPITALS
            .iter()
            .find(|row| row[0] == base && row[1].starts_with(c));
        row.map(|row| row[2])
    };
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match special(c) {
            Some(capital) => text.push_str(capital),
            None => text.extend(c.to_uppercase()),
        }
    }
    text
}

/// Language, small letter, capital: where a language differs from Unicode's default.
static CAPITALS: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| rule_rows(include_str!("capitals.tsv")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_by_language() {
        assert_eq!(capitals("İzmir", "tr"), "İZMİR");
        assert_eq!(capitals("Gießen", "de"), "GIESSEN");
        assert_eq!(capitals("Երևան", "hy"), "ԵՐԵՎԱՆ");
    }
}
