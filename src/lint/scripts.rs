//! Which scripts a language is written in.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_script::Script;

use crate::rules::rule_rows;
use crate::text::base_language;

static SCRIPTS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("scripts.tsv"));
    rows.filter_map(|row| Some((*row.first()?, row.get(1)?.split(' ').collect())))
        .collect()
});

/// What people call a script.
pub(super) fn name(code: &str) -> String {
    match (code, Script::from_short_name(code)) {
        ("Hani", _) => "Han or kana".to_owned(),
        (_, Some(script)) => script.full_name().replace('_', " "),
        (code, None) => code.to_owned(),
    }
}

/// The scripts of a language, or the one that its tag names; `None` if they are not known.
///
/// As in [`script_of`](crate::text::script_of), Han and kana are one script.
pub(super) fn of_language(tag: &str) -> Option<Vec<&str>> {
    let said = tag.split('-').nth(1).filter(|part| part.len() == 4);
    if let Some(script) = said.filter(|part| part.bytes().all(|b| b.is_ascii_alphabetic())) {
        return Some(match script {
            "Hans" | "Hant" | "Jpan" | "Hira" | "Kana" => vec!["Hani"],
            "Kore" => vec!["Hang", "Hani"],
            other => vec![other],
        });
    }
    SCRIPTS.get(base_language(tag)).cloned()
}

/// The scripts of a language without those that no language is written in first: Deseret is not for readers of English.
pub(super) fn usual<'s>(scripts: &[&'s str]) -> Vec<&'s str> {
    let is_first = |script: &&&str| SCRIPTS.values().any(|of| of.first() == Some(*script));
    scripts.iter().filter(is_first).copied().collect()
}
