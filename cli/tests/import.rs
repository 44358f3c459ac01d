//! `exonym import`.

mod folder;

use std::fs;
use std::io::Write;
use std::path::Path;

use folder::Folder;

/// A sample of the library's tests.
fn sample(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../tests/import")
            .join(name),
    )
    .unwrap()
}

#[test]
fn every_format_is_imported_and_can_be_built() {
    let folder = Folder::new();
    let map = "id=ID,name=\"Label (en)\",type=What,aliases=\"Also known as\"";
    for (format, files, options) in [
        (
            "wikidata",
            &["wikidata.json"][..],
            &["--langs", "en,hy"][..],
        ),
        ("wikidata-query", &["wikidata-query.json"], &[]),
        ("geonames", &["geonames.txt", "geonames-names.txt"], &[]),
        ("ftm", &["ftm.json"], &[]),
        ("skos", &["skos.ttl"], &["--type", "place"]),
        ("skos", &["skos.rdf"], &[]),
        ("jrc-names", &["jrc-names.txt"], &[]),
        ("table", &["table.csv"], &["--map", map]),
    ] {
        for file in files {
            folder.write(file, sample(file));
        }
        let mut args = vec!["import", "--from", format, "-o", "names.csv"];
        args.extend(files);
        args.extend(options);
        let ran = folder.run(&args);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(0), ""),
            "{format}: {}",
            ran.err
        );
        assert!(ran.err.starts_with("names.csv: "), "{format}: {}", ran.err);
        let ran = folder.run(&["build", "names.csv", "-o", "names.gaz"]);
        assert_eq!(ran.code, Some(0), "{format}: {}", ran.err);
        assert!(
            !ran.err.contains("error") && !ran.err.contains("warning"),
            "{format}: {}",
            ran.err
        );
    }
}

#[test]
fn what_is_asked_for_is_taken_and_the_rest_counted() {
    let folder = Folder::new();
    folder.write("dump.json", sample("wikidata.json"));
    let ran = folder.run(&[
        "import",
        "--from",
        "wikidata",
        "dump.json",
        "--langs",
        "ru",
        "--types",
        "place",
        "--min-sitelinks",
        "2",
    ]);
    assert_eq!(
        ran.out,
        "id,name,lang,type,kind,weight,same_as\n\
         Q9000001,Экзония,ru,place,canonical,2,geonames:9000001\n\
         Q9000001,Exonia,,place,canonical,,\n\
         Q9000001,Республика Экзония,ru,place,alias,,\n"
    );
    assert_eq!(
        ran.err,
        "dump.json: 1 entity, 3 names\n  \
         left out: disambiguation pages, categories and the like (1)\n  \
         left out: entities of other types or less weight (1)\n  \
         left out: items of no known class (1)\n  \
         left out: names in other languages (9)\n  \
         left out: properties and lexemes (1)\n"
    );
}

#[test]
fn compressed_files_are_unpacked() {
    let folder = Folder::new();
    let text = sample("ftm.json");
    let (first, second) = text.split_at(100);
    let gzip = |part: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(part).unwrap();
        encoder.finish().unwrap()
    };
    let bzip = |part: &[u8]| {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(part).unwrap();
        encoder.finish().unwrap()
    };
    let zstd = |part: &[u8]| {
        ruzstd::encoding::compress_to_vec(part, ruzstd::encoding::CompressionLevel::Fastest)
    };
    // In two pieces each, as programs that work side by side write them.
    folder.write("ftm.json.gz", [gzip(first), gzip(second)].concat());
    folder.write("ftm.json.bz2", [bzip(first), bzip(second)].concat());
    folder.write("ftm.json.zst", [zstd(first), zstd(second)].concat());
    folder.write("plain", &text);
    let plain = folder.run(&["import", "--from", "ftm", "plain"]).out;
    assert!(plain.lines().count() > 5);
    for file in ["ftm.json.gz", "ftm.json.bz2", "ftm.json.zst"] {
        let ran = folder.run(&["import", "--from", "ftm", file]);
        assert_eq!(
            (ran.out.as_str(), ran.code),
            (plain.as_str(), Some(0)),
            "{file}: {}",
            ran.err
        );
    }
    let ran = folder.run_with(&["import", "--from", "ftm", "-"], gzip(&text));
    assert_eq!(ran.out, plain);
    // Cut short, it is not taken for the whole.
    for (file, bytes) in [
        ("cut.gz", gzip(&text)),
        ("cut.bz2", bzip(&text)),
        ("cut.zst", zstd(&text)),
    ] {
        folder.write(file, &bytes[..bytes.len() - 20]);
        let ran = folder.run(&["import", "--from", "ftm", file, "-o", "cut.csv"]);
        assert!(
            ran.code == Some(4) || ran.code == Some(3),
            "{file}: {:?}",
            ran.code
        );
        assert!(ran.err.contains("cut"), "{file}: {}", ran.err);
        assert!(!folder.has("cut.csv"), "{file}");
    }
    folder.write("all.zip", b"PK\x03\x04rest");
    let ran = folder.run(&["import", "--from", "ftm", "all.zip"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("unzip -p all.zip | exonym import"),
        "{}",
        ran.err
    );
}

#[test]
fn tables_come_in_other_encodings() {
    let folder = Folder::new();
    let text = "ID;Имя\nexo:1;Эксополь\n";
    let utf16: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (cp1251, ..) = encoding_rs::WINDOWS_1251.encode(text);
    folder.write("utf16.csv", utf16);
    folder.write("cp1251.csv", &cp1251);
    let args = [
        "import",
        "--from",
        "table",
        "--delimiter",
        ";",
        "--map",
        "id=ID,name=Имя",
        "--type",
        "place",
        "--lang",
        "ru",
    ];
    for (file, options) in [
        ("utf16.csv", &[][..]),
        ("cp1251.csv", &["--encoding", "cp-1251"]),
    ] {
        let ran = folder.run(&[&args[..], &[file], options].concat());
        assert_eq!(
            ran.out, "id,name,lang,type,kind,weight,same_as\nexo:1,Эксополь,ru,place,,,\n",
            "{file}: {}",
            ran.err
        );
    }
    let ran = folder.run(&[&args[..], &["cp1251.csv"]].concat());
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("--encoding windows-1251"), "{}", ran.err);
}

#[test]
fn a_broken_file_leaves_nothing_behind_unless_told_to_go_on() {
    let folder = Folder::new();
    folder.write("dump.json", sample("wikidata.broken.json"));
    folder.write("names.csv", "as it was\n");
    let args = [
        "import",
        "--from",
        "wikidata",
        "dump.json",
        "-o",
        "names.csv",
    ];
    let ran = folder.run(&args);
    assert_eq!(
        (ran.code, folder.read("names.csv").as_str()),
        (Some(3), "as it was\n")
    );
    assert!(
        ran.err
            .contains("error[E401]: no Wikidata entity: expected ident\n --> dump.json:5:2\n"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .ends_with("mend the rows, or drop them with --keep-going\n"),
        "{}",
        ran.err
    );
    let ran = folder.run(&[&args[..], &["--keep-going"]].concat());
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.err
            .contains("names.csv: 2 entities, 2 names; 4 rows dropped\n"),
        "{}",
        ran.err
    );
    assert_eq!(folder.read("names.csv").lines().count(), 3);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = Folder::new();
    folder.write("table.csv", sample("table.csv"));
    folder.write("classes.tsv", "Q1\tcity\n");
    for (args, said) in [
        (
            &["--from", "excel", "table.csv"][..],
            "possible values: wikidata",
        ),
        (
            &["--from", "table", "table.csv", "--map", "id"],
            "maps nothing",
        ),
        (
            &[
                "--from",
                "table",
                "table.csv",
                "--map",
                "id=ID",
                "--map",
                "id=ID",
            ],
            "mapped twice",
        ),
        (
            &["--from", "wikidata", "table.csv", "--types", "city"],
            "unknown type `city`",
        ),
        (
            &[
                "--from",
                "wikidata",
                "table.csv",
                "--classes",
                "classes.tsv",
            ],
            "line 1 of the classes",
        ),
        (
            &["--from", "table", "table.csv", "--encoding", "klingon"],
            "unknown encoding `klingon`",
        ),
    ] {
        let ran = folder.run(&[&["import"], args].concat());
        assert_eq!(ran.code, Some(2), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    }
    folder.write("kinds.csv", "id,name,type\n1,Erevan,Ort\n");
    let ran = folder.run(&["import", "--from", "table", "kinds.csv"]);
    assert!(
        ran.err
            .contains("unknown type `Ort`\n --> kinds.csv:2:10\n"),
        "{}",
        ran.err
    );
    let ran = folder.run(&["import", "--from", "table", "missing.csv"]);
    assert_eq!(ran.code, Some(4), "{}", ran.err);
    folder.write("empty.json", "");
    let ran = folder.run(&["import", "--from", "ftm", "empty.json"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(1), "empty.json: 0 entities, 0 names\n")
    );
}
