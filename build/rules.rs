//! Reads the tab-separated rule files.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The rows of a rule file: fields parted by tabs, comments and blank lines dropped.
pub fn rows(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// A character as a rule file names it: itself, or `U+XXXX`.
pub fn character(field: &str, path: &str) -> char {
    let code = field
        .strip_prefix("U+")
        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let mut chars = field.chars();
    match (code.and_then(char::from_u32), chars.next(), chars.next()) {
        (Some(c), _, _) | (None, Some(c), None) => c,
        _ => panic!("{path}: `{field}` is not one character or U+XXXX"),
    }
}

/// The names of the tables of a folder, sorted.
pub fn names(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".tsv").map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// Writes the tables of a folder as one list of names and included texts, called `FILES`.
pub fn write_files(folder: &str, out: &Path) {
    let mut code = String::from("pub(super) static FILES: &[(&str, &str)] = &[\n");
    for name in names(folder) {
        let path = fs::canonicalize(format!("{folder}/{name}.tsv")).expect("the file was listed");
        writeln!(code, "    ({name:?}, include_str!({path:?})),").expect("writing to a string");
    }
    code.push_str("];\n");
    fs::write(out, code).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}
