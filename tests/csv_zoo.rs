//! A zoo of CSV files, most of them ill: each has a snapshot of what is said
//! about it and of the records that are read all the same.
//!
//! A new case is a new file in `tests/csv`, and `INSTA_UPDATE=always cargo test
//! --test csv_zoo` to write its snapshot.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use exonym::gazetteer::source::{SourceOptions, read_bytes, read_files};
use exonym::gazetteer::{Code, Diagnostic};
use exonym::{ErrorKind, Record};
use proptest::prelude::*;

/// The files that are not read with the default options.
fn options(name: &str) -> SourceOptions {
    let options = SourceOptions::new().keep_going(true);
    let declared = |label| options.clone().encoding(label).unwrap();
    match name {
        "semicolon_declared.csv" => options.delimiter(b';'),
        "windows_1252_declared.csv" => declared("windows-1252"),
        "windows_1251_declared.csv" => declared("cp1251"),
        "shift_jis_broken.csv" => declared("shift_jis"),
        "utf16le_declared.csv" => declared("utf-16le"),
        "bom_against_declaration.csv" => declared("windows-1252"),
        "many_warnings.csv" | "unclosed_quotes_in_all_lines.csv" => options.max_errors(3),
        _ => options,
    }
}

/// Files that editors and version control would spoil, or that are large.
fn generated() -> Vec<(&'static str, Vec<u8>)> {
    let text = "id,name,lang\nQ1953,Երևան,hy\nQ399,,hy\n";
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let with = |bom: &[u8], body: &[u8]| [bom, body].concat();
    let long_list: Vec<String> = (0..1000).map(|i| format!("name {i}")).collect();
    let wide = format!("id,canonical,aliases\nQ1,First,{}\n", long_list.join("|"));
    let quoted = format!("id,name\nQ1,\"{}\nQ2,Gyumri\n", "a".repeat(70_000));
    let row = format!("id,name\nQ1,{}\nQ2,Gyumri\n", ",".repeat(2 << 20));
    let columns: String = (0..1200).map(|i| format!("column {i},")).collect();
    let lines = "x,\"y\n".repeat(1000);
    vec![
        ("utf16le_bom.csv", with(b"\xff\xfe", &le)),
        ("utf16be_bom.csv", with(b"\xfe\xff", &be)),
        ("utf16le_no_bom.csv", le.clone()),
        ("utf16be_no_bom.csv", be),
        ("utf16le_declared.csv", le.clone()),
        (
            "utf16le_half_a_pair.csv",
            with(b"\xff\xfe", &[&le[..], b"\x00\xd8x\x00"].concat()),
        ),
        ("utf32_bom.csv", with(b"\xff\xfe\0\0", b"i\0\0\0d\0\0\0")),
        (
            "bom_against_declaration.csv",
            with(b"\xef\xbb\xbf", text.as_bytes()),
        ),
        (
            "nul.csv",
            b"id,name\nQ1,Yere\0van\nQ\0,Gyumri\nQ3,Sevan\n".to_vec(),
        ),
        ("zip.csv", b"PK\x03\x04\x14\0\x06\0".to_vec()),
        ("gzip.csv", b"\x1f\x8b\x08\0\0\0\0\0".to_vec()),
        ("list_of_many.csv", wide.into_bytes()),
        ("unclosed_quote_over_long.csv", quoted.into_bytes()),
        ("columns_without_end.csv", columns.into_bytes()),
        ("row_over_long.csv", row.into_bytes()),
        (
            "unclosed_quotes_in_all_lines.csv",
            with(b"id,name\n", lines.as_bytes()),
        ),
    ]
}

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csv");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.ends_with(".csv") || name.ends_with(".tsv"))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect();
    files.extend(
        generated()
            .into_iter()
            .map(|(name, bytes)| (name.to_owned(), bytes)),
    );
    files.sort();
    files
}

/// What is read, and what is said about it.
fn read(
    name: &str,
    bytes: &[u8],
    options: &SourceOptions,
) -> (Vec<Record>, Vec<Diagnostic>, String) {
    match read_bytes(name, bytes, options) {
        Ok(source) => {
            let end = format!(
                "{} records, {} rows dropped",
                source.records.len(),
                source.dropped
            );
            (source.records, source.diagnostics, end)
        }
        Err(error) => {
            let end = format!("error: {error}");
            match error.kind() {
                ErrorKind::Source { diagnostics, .. } => (Vec::new(), diagnostics.clone(), end),
                _ => (Vec::new(), Vec::new(), end),
            }
        }
    }
}

fn render(diagnostic: &Diagnostic) -> String {
    let at = &diagnostic.position;
    let mut text = format!(
        "{} {}:{}:{} {}\n",
        diagnostic.code.as_str(),
        at.file.display(),
        at.line,
        at.column,
        diagnostic.message
    );
    if at.column > 0 {
        let before = at.text[..at.highlight.start].chars().count();
        let marked = at.text[at.highlight.clone()].chars().count().max(1);
        writeln!(text, "  | {}", at.text).unwrap();
        writeln!(text, "  | {}{}", " ".repeat(before), "^".repeat(marked)).unwrap();
    }
    if !diagnostic.help.is_empty() {
        writeln!(text, "  = {}", diagnostic.help).unwrap();
    }
    text
}

fn describe(record: &Record) -> String {
    let cut = |text: &str| match text.char_indices().nth(60) {
        Some((i, _)) => format!("{}… ({} bytes)", &text[..i], text.len()),
        None => text.to_owned(),
    };
    let mut line = format!("{} {:?}", record.id, cut(&record.name));
    if !record.lang.is_empty() {
        write!(line, " lang={}", record.lang).unwrap();
    }
    if let Some(entity_type) = record.entity_type {
        write!(line, " type={entity_type}").unwrap();
    }
    if let Some(kind) = record.kind {
        write!(line, " kind={kind}").unwrap();
    }
    if let Some(weight) = record.weight {
        write!(line, " weight={weight}").unwrap();
    }
    if !record.same_as.is_empty() {
        write!(line, " same_as={}", record.same_as.join("|")).unwrap();
    }
    for (column, cell) in &record.attributes {
        write!(line, " {column}:{:?}", cut(cell)).unwrap();
    }
    line
}

/// Records shown of a file, so that a long list does not hide the rest.
const SHOWN: usize = 12;

#[test]
fn every_file_is_read_as_before() {
    let files = files();
    assert!(files.len() >= 45, "only {} files", files.len());
    for (name, bytes) in files {
        let (records, diagnostics, end) = read(&name, &bytes, &options(&name));
        let mut text: String = diagnostics.iter().map(render).collect();
        for record in records.iter().take(SHOWN) {
            writeln!(text, "> {}", describe(record)).unwrap();
        }
        writeln!(text, "{end}").unwrap();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
    }
}

#[test]
fn every_code_occurs() {
    let found: BTreeSet<Code> = files()
        .iter()
        .flat_map(|(name, bytes)| read(name, bytes, &options(name)).1)
        .map(|diagnostic| diagnostic.code)
        .collect();
    let missing: Vec<&Code> = Code::ALL
        .iter()
        // Codes of 3 are shown by `tests/lint.rs`, of 4 by `tests/import.rs`.
        .filter(|code| !matches!(code.as_str().as_bytes()[1], b'3' | b'4'))
        .filter(|code| !found.contains(code))
        .collect();
    assert!(missing.is_empty(), "not in the zoo: {missing:?}");
}

#[test]
fn a_finding_says_what_to_do_and_points_into_its_line() {
    for (name, bytes) in files() {
        for diagnostic in read(&name, &bytes, &options(&name)).1 {
            assert!(!diagnostic.help.is_empty(), "{name}: {diagnostic}");
            let at = &diagnostic.position;
            assert!(
                at.text.get(at.highlight.clone()).is_some(),
                "{name}: {diagnostic}"
            );
            assert!(at.text.chars().count() < 200, "{name}: {diagnostic}");
        }
    }
}

#[test]
fn without_keep_going_the_first_error_fails() {
    let error = read_bytes(
        "a.csv",
        b"id,name\n,x\nQ1,x,\nQ1,Yerevan\n",
        &SourceOptions::new(),
    )
    .unwrap_err();
    let ErrorKind::Source { diagnostics, .. } = error.kind() else {
        panic!("{error}");
    };
    let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::EmptyId, Code::Ragged]);
    assert_eq!(
        diagnostics[1].to_string(),
        "error[E106]: 3 fields, but the header has 2 at a.csv:3:6"
    );
}

#[test]
fn warnings_alone_do_not_fail() {
    let source = read_bytes("a.csv", b"id,name\nQ1, Yerevan\n", &SourceOptions::new()).unwrap();
    assert_eq!(source.records, [Record::new("Q1", "Yerevan")]);
    assert_eq!(source.diagnostics[0].code, Code::Whitespace);
}

#[test]
fn the_rest_of_many_errors_is_counted() {
    let rows = ",Yerevan\n".repeat(1000);
    let bytes = format!("id,name\n{rows}");
    let (_, diagnostics, _) = read(
        "a.csv",
        bytes.as_bytes(),
        &SourceOptions::new().max_errors(5),
    );
    assert_eq!(diagnostics.len(), 6);
    assert_eq!(diagnostics[5].message, "995 more errors");
}

#[test]
fn rows_are_compared_across_files() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    std::fs::write(&a, "id,name,type\nQ1,Kiev,place\nQ1,Kyiv,\n").unwrap();
    std::fs::write(
        &b,
        "id,name,type\n\nQ2,Kyiv,place\nQ2,Kiev,\nQ1,Kiew,person\n",
    )
    .unwrap();
    let options = SourceOptions::new().keep_going(true);
    let source = read_files(&[&a, &b], &options).unwrap();
    let found: Vec<_> = source
        .diagnostics
        .iter()
        .map(|d| {
            (
                d.code,
                d.position.file.ends_with("b.csv"),
                d.position.line,
                d.position.column,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (Code::CanonicalCycle, true, 4, 4),
            (Code::TypeConflict, true, 5, 4)
        ]
    );
    assert_eq!(source.dropped, 0);
    assert_eq!(source.records.len(), 5);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = read_files(&["no/such.csv"], &SourceOptions::new()).unwrap_err();
    assert!(error.to_string().starts_with("no/such.csv: "), "{error}");
}

#[test]
fn impossible_options_are_refused() {
    assert!(SourceOptions::new().encoding("klingon").is_err());
    for delimiter in [b'"', b'\n', 0xe9] {
        let options = SourceOptions::new().delimiter(delimiter);
        assert!(read_bytes("a.csv", b"id,name\nQ1,x\n", &options).is_err());
    }
}

/// A line in which a quote is closed from the line above and another opened:
/// read naively, each line takes all lines below it.
#[test]
fn open_quotes_take_linear_time() {
    let bytes = format!("id,name\n{}", "a\"b,\"c\n".repeat(200_000));
    let options = SourceOptions::new().keep_going(true);
    let (records, diagnostics, end) = read("a.csv", bytes.as_bytes(), &options);
    assert_eq!((records.len(), diagnostics.len()), (0, 21));
    assert_eq!(end, "0 records, 200000 rows dropped");
}

/// Any text without control characters, with a letter, and without white space
/// around it.
fn cell() -> impl Strategy<Value = String> {
    let part = || prop::collection::vec(any::<char>(), 0..12);
    (part(), prop::sample::select(LETTERS.to_vec()), part()).prop_map(|(before, letter, after)| {
        let text: String = before.into_iter().chain([letter]).chain(after).collect();
        // At the start of a row, U+FEFF is the byte-order mark of a file that was appended.
        text.replace(|c: char| c.is_control() || c == '\u{feff}', "")
            .trim()
            .to_owned()
    })
}

const LETTERS: &[char] = &['a', 'Я', '東', 'ب', '7', 'ծ'];

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(
        rows in prop::collection::vec((cell(), cell(), cell()), 1..20),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .from_writer(Vec::new());
        writer.write_record(["id", "name", "note"]).unwrap();
        for (id, name, note) in &rows {
            writer.write_record([id, name, note]).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let source = read_bytes("a.csv", &bytes, &SourceOptions::new().delimiter(delimiter).keep_going(true)).unwrap();
        // Cycles among random names are possible, if unlikely.
        prop_assume!(source.diagnostics.iter().all(|d| d.code != Code::CanonicalCycle));
        let read: Vec<_> = source
            .records
            .into_iter()
            .map(|r| (r.id, r.name, r.attributes.into_iter().map(|(_, cell)| cell).collect::<String>()))
            .collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn the_cells_are_those_of_the_csv_crate(text in "id,name,note\n((a|\"?[aб,\n]{0,3}(\"\")?\"?),[aб\"]{0,3},\"?[aб]{0,2}\"?\n){0,6}") {
        let options = SourceOptions::new().keep_going(true).max_errors(1000);
        let (records, diagnostics, _) = read("a.csv", text.as_bytes(), &options);
        // Quotes left open are read otherwise, on purpose.
        prop_assume!(diagnostics.iter().all(|d| d.code != Code::UnclosedQuote && d.code != Code::CanonicalCycle));
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let rows: Vec<(String, String)> = reader
            .records()
            .map(|row| row.unwrap())
            .filter(|row| row.len() == 3)
            .map(|row| (row[0].trim().to_owned(), row[1].trim().to_owned()))
            .filter(|(id, name)| !id.is_empty() && name.chars().any(char::is_alphanumeric))
            .filter(|(id, name)| !id.contains('\n') && !name.contains('\n'))
            .collect();
        let read: Vec<_> = records.into_iter().map(|r| (r.id, r.name)).collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn random_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read_bytes("a.csv", &bytes, &SourceOptions::new());
    }

    #[test]
    fn random_rows_do_no_harm(
        bytes in prop::collection::vec(prop::sample::select(b"aQ,;|\"\"\r\n\n\0\xd0\x95\xe2\x80\x8f\xff 1".to_vec()), 0..400),
        wide in any::<bool>(),
    ) {
        let header: &[u8] = if wide { b"id,canonical,aliases\n" } else { b"id,name,lang\n" };
        let bytes = [header, &bytes].concat();
        for keep_going in [false, true] {
            let (_, diagnostics, _) = read("a.csv", &bytes, &SourceOptions::new().keep_going(keep_going));
            for diagnostic in diagnostics {
                let at = diagnostic.position;
                prop_assert!(at.text.get(at.highlight).is_some());
                prop_assert!(at.line <= bytes.len() as u64);
            }
        }
    }
}
