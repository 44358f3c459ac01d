//! Scripts, by what `src/text/scripts.tsv` says of them.

use unicode_script::Script;

use crate::rules::rows;

/// The scripts whose letters are so.
pub fn scripts_with(wanted: &str) -> Vec<Script> {
    let path = "src/text/scripts.tsv";
    let rows = rows(path);
    let has = |row: &&Vec<String>| row[1].split(' ').any(|word| word == wanted);
    let script = |row: &Vec<String>| {
        Script::from_short_name(&row[0]).unwrap_or_else(|| panic!("{path}: no script `{}`", row[0]))
    };
    rows.iter().filter(has).map(script).collect()
}
