//! Each row of the small rule files has the columns that the head of its file names, and no keyword but those
//! between backticks there: a row with a slip of the pen would be passed over in silence. And every file says where
//! its rows come from.

use std::path::{Path, PathBuf};

const FOLDERS: [&str; 5] = [
    "src/text",
    "src/matcher/rules",
    "src/rewrite",
    "src/rewrite/grammar",
    "src/rewrite/shape",
];

#[test]
fn rows_have_the_columns_of_the_head() {
    let mut files = 0;
    let mut faults = Vec::new();
    for path in FOLDERS.iter().flat_map(|folder| tables(folder)) {
        let text = std::fs::read_to_string(&path).unwrap();
        let head = text.lines().take_while(|line| line.starts_with('#')).last();
        let Some(head) = head.filter(|head| head.contains('\t')) else {
            continue;
        };
        files += 1;
        let columns: Vec<&str> = head.split('\t').collect();
        for (nth, row) in text.lines().enumerate() {
            if row.is_empty() || row.starts_with('#') {
                continue;
            }
            if let Some(fault) = fault(row, &columns) {
                faults.push(format!("{}:{}: {fault}: {row}", path.display(), nth + 1));
            }
        }
    }
    assert!(files > 15, "{files} files have columns");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_names_its_source() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let (mut files, mut without) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if is_table(&path) {
                files += 1;
                let text = std::fs::read_to_string(&path).unwrap();
                let named =
                    |line: &str| line.starts_with("# source:") || line.starts_with("# sources:");
                if !text.lines().any(named) {
                    without.push(path);
                }
            }
        }
    }
    assert!(files > 200, "{files} files");
    assert!(without.is_empty(), "{without:?}");
}

/// What is wrong with a row.
fn fault(row: &str, columns: &[&str]) -> Option<String> {
    let cells: Vec<&str> = row.split('\t').collect();
    if cells.len() > columns.len() {
        return Some(format!("more than {} columns", columns.len()));
    }
    if cells.iter().any(|cell| cell.trim() != *cell) || cells[0].is_empty() {
        return Some("white space around a cell, or none in it".to_owned());
    }
    let required = columns.iter().filter(|column| !is_optional(column)).count();
    if cells.len() < required {
        return Some(format!("fewer than {required} columns"));
    }
    let unknown = cells.iter().zip(columns).find(|(cell, column)| {
        let known: Vec<&str> = column.split('`').skip(1).step_by(2).collect();
        !cell.is_empty() && !known.is_empty() && !known.contains(cell)
    });
    unknown.map(|(cell, _)| format!("`{cell}` is no keyword of that column"))
}

/// Whether a column may be left out: the head says `if`.
fn is_optional(column: &str) -> bool {
    column.contains(" if ") || column.contains(", if")
}

fn tables(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut tables: Vec<PathBuf> = paths.filter(|path| is_table(path)).collect();
    tables.sort();
    tables
}

fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "tsv")
}
