//! Importing: samples of each format, made after its published description, and
//! broken ones, with snapshots of what is made of them and what is said.
//!
//! A new case is a new file in `tests/import`, called as its format; run
//! `INSTA_UPDATE=always cargo test --test import` to write its snapshot.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use exonym::gazetteer::Code;
use exonym::gazetteer::import::{Format, ImportOptions, Imported, Input, attributes, import};
use exonym::gazetteer::source::{SourceOptions, SourceWriter, read_bytes};
use exonym::{EntityType, ErrorKind, NameKind, Record};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn input<'r>(name: &str) -> Input<'r> {
    let file = File::open(folder().join(name)).unwrap();
    Input {
        name: name.into(),
        reader: Box::new(BufReader::new(file)),
    }
}

/// The samples, each with its format and the files that belong to it.
fn samples() -> Vec<(String, Format, Vec<String>)> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let format = |name: &str| name.split('.').next().unwrap().parse::<Format>().ok();
    let mut samples: Vec<(String, Format, Vec<String>)> = names
        .iter()
        .filter_map(|name| Some((name.clone(), format(name)?, vec![name.clone()])))
        .collect();
    let both = vec!["geonames.txt".to_owned(), "geonames-names.txt".to_owned()];
    samples.push(("geonames-both".to_owned(), Format::GeoNames, both));
    samples
}

fn options(format: Format) -> ImportOptions {
    let options = ImportOptions::new().keep_going(true);
    match format {
        Format::Table => {
            let map = "id=ID,name:en=\"Label (en)\",type=What,weight=Inhabitants";
            let more = ",name:ru=\"Name in Russian\",aliases=\"Also known as\",country=Land";
            let map = map.to_owned();
            options
                .columns(map.parse().unwrap())
                .lang("en")
                .columns((map + more).parse().unwrap())
        }
        Format::Skos => options.entity_type(EntityType::Place),
        _ => options,
    }
}

/// The CSV that an import gives, and what it says.
fn run(
    format: Format,
    files: &[String],
    options: &ImportOptions,
) -> Result<(Vec<u8>, Imported), exonym::Error> {
    let columns = attributes(format, options);
    let mut writer = SourceWriter::new(Vec::new(), b',', columns)?;
    let inputs = files.iter().map(|name| input(name)).collect();
    let imported = import(format, inputs, options, &mut |record| writer.write(&record))?;
    Ok((writer.into_inner(), imported))
}

fn said(imported: &Imported) -> String {
    let mut said = String::new();
    writeln!(
        said,
        "{} entities, {} names, {} dropped",
        imported.entities, imported.names, imported.dropped
    )
    .unwrap();
    for (reason, count) in &imported.left_out {
        writeln!(said, "left out: {count} {reason}").unwrap();
    }
    for diagnostic in &imported.diagnostics {
        let at = &diagnostic.position;
        writeln!(said, "{diagnostic}").unwrap();
        if at.column > 0 {
            writeln!(said, "  | {}", &at.text[at.highlight.clone()]).unwrap();
        }
        if !diagnostic.help.is_empty() {
            writeln!(said, "  = {}", diagnostic.help).unwrap();
        }
    }
    said
}

#[test]
fn samples_of_every_format_become_names() {
    let (mut formats, mut codes) = (BTreeSet::new(), BTreeSet::new());
    for (name, format, files) in samples() {
        let options = match name.as_str() {
            "table.broken.csv" => options(format).columns(
                "id=ID,name:en=\"Label (en)\",type=What,weight=Inhabitants"
                    .parse()
                    .unwrap(),
            ),
            _ => options(format),
        };
        let (csv, imported) =
            run(format, &files, &options).unwrap_or_else(|e| panic!("{name}: {e}"));
        let text = String::from_utf8(csv.clone()).unwrap();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(name.clone(), format!("{text}\n{}", said(&imported)));
        });
        formats.insert(format.as_str());
        codes.extend(
            imported
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code),
        );
        assert_eq!(name.contains("broken"), imported.dropped > 0, "{name}");
        // What is made can be read without a word.
        let read = read_bytes("names.csv", &csv, &SourceOptions::new())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(read.records.len() as u64, imported.names, "{name}");
        let remarks: Vec<String> = read.diagnostics.iter().map(ToString::to_string).collect();
        assert!(remarks.is_empty(), "{name}: {remarks:?}");
    }
    assert_eq!(formats.len(), Format::ALL.len(), "{formats:?}");
    let of_import = Code::ALL
        .iter()
        .filter(|code| code.as_str().as_bytes()[1] == b'4');
    assert_eq!(of_import.copied().collect::<BTreeSet<Code>>(), codes);
}

#[test]
fn a_broken_row_fails_the_whole_unless_told_to_go_on() {
    for (name, format, files) in samples()
        .into_iter()
        .filter(|(name, ..)| name.contains("broken"))
    {
        let options = match format {
            Format::Table => ImportOptions::new().columns(
                "id=ID,name=\"Label (en)\",type=What,weight=Inhabitants"
                    .parse()
                    .unwrap(),
            ),
            _ => ImportOptions::new(),
        };
        let error = run(format, &files, &options).map(|_| ()).unwrap_err();
        let ErrorKind::Source { diagnostics, .. } = error.kind() else {
            panic!("{name}: {error}");
        };
        assert!(
            diagnostics.iter().all(|d| d.code == Code::Malformed),
            "{name}"
        );
    }
}

fn names(format: Format, files: &[&str], options: &ImportOptions) -> Vec<Record> {
    let inputs = files.iter().map(|name| input(name)).collect();
    let mut records = Vec::new();
    import(format, inputs, options, &mut |record| {
        records.push(record);
        Ok(())
    })
    .unwrap();
    records
}

#[test]
fn only_what_is_asked_for_is_taken() {
    let wikidata = |options: ImportOptions| -> Vec<String> {
        let records = names(Format::Wikidata, &["wikidata.json"], &options);
        records.into_iter().map(|record| record.name).collect()
    };
    let options = ImportOptions::new;
    assert_eq!(
        wikidata(options().types([EntityType::Person])),
        ["Aik Kondzhoryan", "Հայկ Կոնջորյան"]
    );
    assert_eq!(
        wikidata(options().langs(["ru"]).min_weight(1.0)),
        ["Экзония", "Exonia", "Республика Экзония"]
    );
    assert_eq!(
        wikidata(options().langs(["zh-Hant"]).min_weight(1.0)),
        ["艾克索尼亞", "Exonia"]
    );
    assert_eq!(wikidata(options().min_weight(3.0)), [""; 0]);
    assert_eq!(
        wikidata(options().types([EntityType::Other])),
        ["an asteroid"]
    );
    let own = options()
        .classes("Q6256\torganization\n")
        .unwrap()
        .types([EntityType::Organization]);
    assert_eq!(wikidata(own.langs(["sr"])), ["Ексонија", "Exonia"]);

    let geonames = |options: ImportOptions| names(Format::GeoNames, &["geonames.txt"], &options);
    let of = |records: &[Record]| {
        records
            .iter()
            .map(|r| r.id.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(&geonames(options().features(["P"]))),
        ["geonames:9000001"]
    );
    assert_eq!(
        of(&geonames(options().features(["A.PCLI", "STM"]))),
        ["geonames:9000002", "geonames:9000003"]
    );
    assert_eq!(
        of(&geonames(options().min_weight(1e6))),
        ["geonames:9000001", "geonames:9000002"]
    );
}

#[test]
fn a_table_that_does_not_fit_its_map_says_what_there_is() {
    let map = |map: &str| ImportOptions::new().columns(map.parse().unwrap());
    for (options, message) in [
        (ImportOptions::new(), "no column of names is known"),
        (
            map("id=ID,name=Label"),
            "there is no column `Label`, which is mapped to `name`",
        ),
        (
            map("id=ID,aliases=\"Also known as\""),
            "no column of names is known",
        ),
    ] {
        let error = run(Format::Table, &["table.csv".to_owned()], &options)
            .map(|_| ())
            .unwrap_err();
        let ErrorKind::Source { diagnostics, .. } = error.kind() else {
            panic!("{error}");
        };
        assert_eq!(diagnostics[0].message, message);
        assert!(
            diagnostics[0]
                .help
                .contains("`Label (en)`, `Name in Russian`"),
            "{}",
            diagnostics[0].help
        );
    }
}

#[test]
fn columns_called_as_ours_are_taken_without_a_map_in_any_capitals() {
    let input = Input {
        name: "people.csv".into(),
        reader: Box::new(
            &b"sep=;\nID;Name:hy;Kind\nQ1;\xd4\xb1\xd6\x80\xd5\xa1\xd5\xb4;alias\n"[..],
        ),
    };
    let mut records = Vec::new();
    let imported = import(
        Format::Table,
        vec![input],
        &ImportOptions::new(),
        &mut |record| {
            records.push((record.id, record.name, record.lang, record.kind));
            Ok(())
        },
    );
    assert_eq!(imported.unwrap().diagnostics, []);
    let canonical = Some(NameKind::Canonical);
    let row = (
        "Q1".to_owned(),
        "Արամ".to_owned(),
        "hy".to_owned(),
        canonical,
    );
    assert_eq!(records, [row]);
}

#[test]
fn a_table_without_ids_gets_them_from_its_names() {
    let text = "Name,Other\nAik Kondzhoryan,Айк\nԱրամ,\nAIK KONDZHORYAN,A. K.\n";
    let input = Input {
        name: "people.csv".into(),
        reader: Box::new(text.as_bytes()),
    };
    let options = ImportOptions::new().columns("name=Name,aliases=Other".parse().unwrap());
    let mut ids = Vec::new();
    import(Format::Table, vec![input], &options, &mut |record| {
        ids.push(record.id);
        Ok(())
    })
    .unwrap();
    assert_eq!(
        ids,
        [
            "aik-kondzhoryan",
            "aik-kondzhoryan",
            "արամ",
            "aik-kondzhoryan",
            "aik-kondzhoryan"
        ]
    );
}

/// Whatever bytes come, nothing panics and nothing is made up.
#[test]
fn noise_is_refused_in_every_format() {
    let noise: Vec<u8> = (0..5000u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect();
    for &format in Format::ALL {
        for text in [
            &noise[..],
            b"",
            b"\n\n",
            b"{",
            b"[",
            b"\t\t\t",
            b"<",
            b"\"",
            b"[[[[[[[[",
            b"{\"results\":",
        ] {
            let input = Input {
                name: "noise".into(),
                reader: Box::new(text),
            };
            let mut count = 0;
            let options = ImportOptions::new().keep_going(true);
            let _ = import(format, vec![input], &options, &mut |_| {
                count += 1;
                Ok(())
            });
            assert_eq!(count, 0, "{}", format.as_str());
        }
    }
}
