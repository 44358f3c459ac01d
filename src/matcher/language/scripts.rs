//! Scripts that tell the language.

use std::sync::LazyLock;

use super::signs;
use crate::rules::rule_rows;
use crate::text::{is_kana, main_script};

/// The language that alone writes news in a script, empty if there are several.
pub(super) fn language(text: &str) -> &'static str {
    static LANGUAGES: LazyLock<Vec<Vec<&str>>> =
        LazyLock::new(|| rule_rows(include_str!("../rules/script_languages.tsv")).collect());
    let script = main_script(text);
    let row = LANGUAGES.iter().find(|row| row[0] == script);
    match row.map_or("", |row| row[1]) {
        "zh" if has_kana(text) => "ja",
        "zh" => signs::language(text),
        lang => lang,
    }
}

fn has_kana(text: &str) -> bool {
    /// Japanese does without kana for no longer than this.
    const WITHIN: usize = 500;
    text.chars().take(WITHIN).any(is_kana)
}
