//! A gazetteer written as a CSV and built from it is the same, byte by byte.

mod random;

use exonym::gazetteer::source::{SourceOptions, read_bytes, write_gazetteer};
use exonym::{Gazetteer, GazetteerBuilder, Record};
use random::Random;

const IDS: &[&str] = &[
    "Q1",
    "Q2",
    "geonames:616052",
    "a,b",
    "\"q\"",
    "Ընկ|1",
    "\u{feff}Q3",
    "=1+1",
    "q1",
];
const NAMES: &[&str] = &[
    "Yerevan",
    "Erevan",
    "Ереван",
    "Երևան",
    "İstanbul",
    "東京",
    "O'Brien",
    "\"Spartak\" Moscow",
    "Paris, Texas",
    "U.S.",
    "-",
    "de facto",
    "Dmitry  Peskov",
    "\u{feff}Tbilisi",
    "Νίκος|Νικόλας",
    "=SUM(A1)",
    "قطر",
    "e\u{301}",
];
const LANGS: &[&str] = &["", "en", "ru", "hy", "zh-Hant", "sr-latn"];
const TYPES: &[&str] = &["", "person", "place", "ORGANIZATION", "other"];
const KINDS: &[&str] = &[
    "",
    "",
    "canonical",
    "alias",
    "former",
    "demonym",
    "designation",
];
const WEIGHTS: &[&str] = &["", "0", "1093485", "0.1", "1e30", "3.4e38", "1e-40"];
const NOTES: &[&str] = &[
    "",
    "",
    "plain",
    "two\nlines",
    "a\r\nb",
    "tab\there",
    " spaced ",
    "\"quoted\", twice",
    "|",
];
const SAME: &[&str] = &["", "Q5", "Q5|Q6", " Q6 | Q5 |", "x,y|z"];

/// A table with columns of all sorts, in any order, some of its rows ill.
fn table(seed: u64, delimiter: char) -> String {
    let mut random = Random(seed);
    let long: &[&str] = &[
        "id", "name", "lang", "type", "kind", "weight", "same_as", "note", "Note", "z:ru",
    ];
    let wide: &[&str] = &[
        "id",
        "canonical",
        "aliases",
        "name:ru",
        "aliases:hy",
        "lang",
        "type",
        "weight",
        "note",
    ];
    let all = if random.below(3) == 0 { wide } else { long };
    let mut columns = all[..2].to_vec();
    columns.extend(all[2..].iter().filter(|_| random.below(4) > 0));
    for at in (1..columns.len()).rev() {
        columns.swap(at, random.below(at + 1));
    }
    let mut csv = columns.join(&delimiter.to_string()) + "\n";
    for _ in 0..1 + random.below(30) {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| cell(&mut random, column, delimiter))
            .collect();
        csv += &(cells.join(&delimiter.to_string()) + "\n");
    }
    csv
}

fn cell(random: &mut Random, column: &str, delimiter: char) -> String {
    let words = match column.split(':').next().unwrap_or("") {
        "id" => IDS,
        "name" | "canonical" | "aliases" => NAMES,
        "lang" => LANGS,
        "type" => TYPES,
        "kind" => KINDS,
        "weight" => WEIGHTS,
        "same_as" => SAME,
        _ => NOTES,
    };
    let text = match column.starts_with("aliases") {
        true => [*random.pick(words), *random.pick(words)].join("|"),
        false => (*random.pick(words)).to_owned(),
    };
    let needs_quotes = text.contains(['"', '\n', '\r', '\u{feff}', delimiter]);
    match needs_quotes || random.below(8) == 0 {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

fn build(records: Vec<Record>) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new();
    builder.extend(records);
    builder.to_bytes().unwrap()
}

fn read(name: &str, csv: &[u8]) -> (Vec<Record>, String) {
    let options = SourceOptions::new().keep_going(true).max_errors(1000);
    let source = read_bytes(name, csv, &options)
        .unwrap_or_else(|e| panic!("{e}\n{}", String::from_utf8_lossy(csv)));
    let errors = source.diagnostics.iter().map(ToString::to_string);
    (
        source.records,
        errors.filter(|d| d.starts_with("error")).collect(),
    )
}

#[test]
fn five_hundred_random_tables_come_back() {
    let mut names = 0;
    for seed in 0..500 {
        let (name, delimiter) = if seed % 5 == 0 {
            ("t.tsv", '\t')
        } else {
            ("t.csv", ',')
        };
        let csv = table(seed, delimiter);
        let first = build(read(name, csv.as_bytes()).0);
        let gazetteer = Gazetteer::from_bytes("first", first.clone()).unwrap();
        let written = write_gazetteer(&gazetteer, Vec::new(), delimiter as u8).unwrap();
        let shown = String::from_utf8_lossy(&written).into_owned();
        if gazetteer.records().next().is_none() {
            continue;
        }
        let (records, errors) = read(name, &written);
        assert_eq!(errors, "", "seed {seed}\n{csv}\n{shown}");
        names += records.len();
        assert!(build(records) == first, "seed {seed}\n{csv}\n{shown}");
    }
    assert!(names > 2000, "only {names} names in all");
}

#[test]
fn what_a_csv_cannot_say_is_refused_with_the_reason() {
    let record = |id: &str, name: &str| Record::new(id, name);
    let attribute = |column: &str, value: &str| Record {
        attributes: vec![(column.into(), value.into())],
        ..record("Q1", "Yerevan")
    };
    for (record, reason) in [
        (record("Q1", " Yerevan"), "white space around it"),
        (record("Q1", "Yere\0van"), "control character"),
        (record("Q1", &"a".repeat(2000)), "too long"),
        (record("", "Yerevan"), "is empty"),
        (
            Record {
                lang: "english".into(),
                ..record("Q1", "Yerevan")
            },
            "is no tag",
        ),
        (attribute("name", "x"), "has another meaning"),
        (attribute("Accept", "x"), "has another meaning"),
        (attribute("Land ", "x"), "cannot be the name of a column"),
        (attribute("note", "a\nb\nc"), "more than two lines"),
    ] {
        let gazetteer = Gazetteer::from_bytes("made", build(vec![record])).unwrap();
        let error = write_gazetteer(&gazetteer, Vec::new(), b',').unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
}
