//! Checking a gazetteer source: for each code a file with names that have it
//! and names that nearly do, and a snapshot of what is said.
//!
//! A new case is a new file in `tests/lint`, and `INSTA_UPDATE=always cargo test
//! --test lint` to write its snapshot.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use exonym::gazetteer::source::{SourceOptions, mend};
use exonym::gazetteer::{Code, Levels, Severity};
use exonym::lint::check_files;

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_code_is_found_where_it_is_due() {
    let mut found = BTreeSet::new();
    for path in files() {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let checked = check_files(&[&path], &SourceOptions::new()).unwrap();
        let mut said = String::new();
        for diagnostic in &checked.diagnostics {
            let at = &diagnostic.position;
            let (code, severity) = (diagnostic.code.as_str(), diagnostic.severity.as_str());
            found.insert(diagnostic.code);
            writeln!(
                said,
                "{}:{} {code} {severity}: {}",
                at.line, at.column, diagnostic.message
            )
            .unwrap();
            writeln!(said, "  | {}", &at.text[at.highlight.clone()]).unwrap();
            writeln!(said, "  = {}", diagnostic.help).unwrap();
        }
        let own: Code = name.split('_').next().unwrap().parse().unwrap();
        assert!(
            checked.diagnostics.iter().any(|d| d.code == own),
            "{name}\n{said}"
        );
        insta::assert_snapshot!(name, said);
    }
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| code.as_str().starts_with("W3") && !found.contains(code))
        .map(|code| code.as_str())
        .collect();
    assert!(missing.is_empty(), "no file shows {missing:?}");
}

#[test]
fn levels_say_what_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.csv");
    std::fs::write(&path, "id,name,lang\nQ1,Of,en\nQ2,Li,en\n").unwrap();
    let mut levels = Levels::new();
    levels.set(Code::TooShort, None).unwrap();
    levels.set(Code::CommonWord, Some(Severity::Error)).unwrap();
    let options = SourceOptions::new().levels(levels);
    let checked = check_files(&[&path], &options).unwrap();
    let said: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|d| (d.code, d.severity))
        .collect();
    assert_eq!(said, [(Code::CommonWord, Severity::Error)]);
    // To find a name bad is no reason to drop its row.
    assert_eq!(
        (checked.names, checked.entities, checked.dropped),
        (2, 2, 0)
    );
}

/// Files and what they are after mending, and how many changes that takes.
const MENDINGS: &[(&str, &str, usize)] = &[
    ("id,name\nQ1,Yerevan\n", "id,name\nQ1,Yerevan\n", 0),
    (
        "id,name\r\n Q1 ,Yerevan\r\n",
        "id,name\r\nQ1,Yerevan\r\n",
        1,
    ),
    (
        "\u{feff}id,name\nQ1,\"Yere\u{200b}van\"\n",
        "\u{feff}id,name\nQ1,Yerevan\n",
        1,
    ),
    ("id,name\nQ1,Me\u{301}xico\n", "id,name\nQ1,México\n", 1),
    (
        "id,name,lang\nQ1,臺北,zh_hant\n",
        "id,name,lang\nQ1,臺北,zh-Hant\n",
        1,
    ),
    (
        "id,name,lang\nQ1,臺北,chinese\n",
        "id,name,lang\nQ1,臺北,chinese\n",
        0,
    ),
    // A copy goes, also if it says less; not if it says more or otherwise.
    (
        "id,name,kind\nQ1,A1,alias\nQ1,A1,alias\nQ1,B2,\n",
        "id,name,kind\nQ1,A1,alias\nQ1,B2,\n",
        1,
    ),
    (
        "id,name,kind\nQ1,A1,alias\nQ1,A1,\n",
        "id,name,kind\nQ1,A1,alias\n",
        1,
    ),
    (
        "id,name,kind\nQ1,A1,\nQ1,A1,alias\n",
        "id,name,kind\nQ1,A1,\nQ1,A1,alias\n",
        0,
    ),
    (
        "id,name,note\nQ1,A1,x\nQ1,A1,y",
        "id,name,note\nQ1,A1,x\nQ1,A1,y",
        0,
    ),
    (
        "id,name,note\nQ1,A1,x\nQ1,A1,x",
        "id,name,note\nQ1,A1,x\n",
        1,
    ),
    (
        "id,canonical,aliases\nQ1,A1,B2| B2||C3\n",
        "id,canonical,aliases\nQ1,A1,B2|C3\n",
        1,
    ),
    // Rows that cannot be read are left alone.
    (
        "id,name\nQ1,\" A1\nQ2, B2\n",
        "id,name\nQ1,\" A1\nQ2,B2\n",
        1,
    ),
    (
        "id,name\nQ1, A1,x\nQ2,\"a,\"\"b\"\" \"\n",
        "id,name\nQ1, A1,x\nQ2,\"a,\"\"b\"\"\"\n",
        1,
    ),
    ("name\n A1\n", "name\n A1\n", 0),
    ("", "", 0),
];

#[test]
fn what_needs_no_deciding_is_mended_and_all_else_left() {
    for (before, after, changes) in MENDINGS {
        let mended = mend("t.csv".as_ref(), before.as_bytes(), &SourceOptions::new()).unwrap();
        assert_eq!(String::from_utf8_lossy(&mended.text), *after, "{before:?}");
        assert_eq!(
            mended.mendings.len(),
            *changes,
            "{before:?}: {:?}",
            mended.mendings
        );
        let again = mend("t.csv".as_ref(), after.as_bytes(), &SourceOptions::new()).unwrap();
        assert!(again.mendings.is_empty(), "{after:?}: {:?}", again.mendings);
    }
}

#[test]
fn a_file_in_another_encoding_is_not_mended() {
    let csv: Vec<u8> = "\u{feff}id,name\nQ1, A\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let error = mend("t.csv".as_ref(), &csv, &SourceOptions::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "t.csv: only files in UTF-8 can be mended; save it so"
    );
}
