//! Texts that are longer than a chunk: the same is found as in each chunk by itself, at places of the whole file.

mod folder;

use folder::Folder;
use serde_json::Value;

const NAMES: &str =
    "id,name,lang,type,kind\nQ1953,Yerevan,en,place,canonical\nQ1953,Erevan,,place,alias\n";

/// Paragraphs with names, and characters of all widths before them.
fn text() -> String {
    let paragraph = |n: usize| match n % 3 {
        0 => format!("Paragraph {n} is of 🇦🇲 and Erevan.\n\n"),
        1 => format!("Zur Übung {n}: Erevan\r\nund Yerevan.\r\n\r\n"),
        _ => format!("Երևան {n} Erevan "),
    };
    (0..60).map(paragraph).collect()
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("names.csv", NAMES);
    folder.write("a.txt", text());
    folder
}

fn records(folder: &Folder, more: &[&str], input: &[u8]) -> Vec<Value> {
    let usual = [
        "annotate",
        "-g",
        "names.csv",
        "--lang",
        "en",
        "--format",
        "jsonl",
    ];
    let ran = folder.run_with(&[&usual, more].concat(), input);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn number(value: &Value, key: &str) -> usize {
    value[key].as_u64().unwrap() as usize
}

#[test]
fn places_are_those_of_the_whole_text() {
    let (folder, text) = (folder(), text());
    let units: Vec<u16> = text.encode_utf16().collect();
    let chars: Vec<char> = text.chars().collect();
    for unit in ["bytes", "chars", "utf16"] {
        let cut = records(
            &folder,
            &["--chunk", "200", "--offsets", unit, "a.txt"],
            b"",
        );
        assert!(cut.len() > 5, "{} chunks", cut.len());
        let (mut reach, mut mentions) = (0, 0);
        for record in &cut {
            assert_eq!(record["id"], "a.txt");
            let chunk = &record["chunk"];
            assert_eq!(number(chunk, "byte_start"), reach);
            reach = number(chunk, "byte_end");
            for mention in record["mentions"].as_array().unwrap() {
                let (start, end) = (number(mention, "start"), number(mention, "end"));
                let found = match unit {
                    "bytes" => text[start..end].to_owned(),
                    "chars" => chars[start..end].iter().collect(),
                    _ => String::from_utf16(&units[start..end]).unwrap(),
                };
                assert_eq!(mention["surface"], found);
                let bytes = number(mention, "byte_start")..number(mention, "byte_end");
                assert_eq!(mention["surface"], text[bytes]);
                mentions += 1;
            }
        }
        assert_eq!((reach, mentions), (text.len(), 100));
    }
}

#[test]
fn a_chunk_is_read_as_a_text_by_itself() {
    let (folder, text) = (folder(), text());
    for record in records(&folder, &["--chunk", "200", "a.txt"], b"") {
        let chunk = &record["chunk"];
        let (start, end) = (number(chunk, "byte_start"), number(chunk, "byte_end"));
        let alone = records(&folder, &["-"], &text.as_bytes()[start..end]);
        assert_eq!(alone.len(), 1);
        assert!(alone[0].get("chunk").is_none());
        let (cut, alone) = (&record["mentions"], &alone[0]["mentions"]);
        assert_eq!(
            cut.as_array().unwrap().len(),
            alone.as_array().unwrap().len()
        );
        for (cut, alone) in cut
            .as_array()
            .unwrap()
            .iter()
            .zip(alone.as_array().unwrap())
        {
            assert_eq!(
                number(cut, "byte_start"),
                start + number(alone, "byte_start")
            );
            assert_eq!(cut["entity"], alone["entity"]);
        }
    }
}

#[test]
fn what_is_written_is_the_whole_text() {
    let folder = folder();
    let wanted = text().replace("Erevan", "Yerevan");
    let normalize = [
        "normalize",
        "-g",
        "names.csv",
        "--lang",
        "en",
        "--chunk",
        "200",
    ];
    let run = |more: &[&str]| folder.run(&[&normalize, more].concat());
    assert_eq!(run(&["a.txt"]).out, wanted);

    let checked = run(&["--check", "a.txt"]);
    assert_eq!((checked.out.as_str(), checked.code), ("a.txt\n", Some(1)));
    assert!(
        checked.err.contains("1 of 1 text would change, 60 names"),
        "{}",
        checked.err
    );

    let diff = run(&["--diff", "a.txt"]).out;
    assert_eq!(
        diff.matches("\n+").count() - diff.matches("\n+++").count(),
        41,
        "{diff}"
    );

    let changed = run(&["--in-place", "--backup=.bak", "a.txt"]);
    assert!(
        changed.err.contains("1 of 1 file changed, 60 names"),
        "{}",
        changed.err
    );
    assert_eq!(String::from_utf8(folder.bytes("a.txt")).unwrap(), wanted);
    assert_eq!(
        String::from_utf8(folder.bytes("a.txt.bak")).unwrap(),
        text()
    );
}

#[test]
fn lines_and_columns_are_those_of_the_file() {
    let folder = folder();
    let places = |chunk: &str| {
        let ran = folder.run(&[
            "annotate",
            "-g",
            "names.csv",
            "--lang",
            "en",
            "--chunk",
            chunk,
            "a.txt",
        ]);
        ran.out
    };
    assert_eq!(places("200"), places("1M"));
}

#[test]
fn a_chunk_is_no_longer_than_what_is_read_at_a_time() {
    let folder = folder();
    let run = |chunk: &str| folder.run(&["annotate", "-g", "names.csv", "--chunk", chunk, "a.txt"]);
    for chunk in ["256M", "268435456", "64", "2k"] {
        assert_eq!(run(chunk).code, Some(0), "{chunk}");
    }
    for chunk in ["257M", "268435457", "1G", "63", "0", "M", "-1", "1T"] {
        let ran = run(chunk);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{chunk}");
    }
    let message = "give a number of bytes from 64 to 256M, such as 512K or 4M";
    assert!(run("1G").err.contains(message), "{}", run("1G").err);
}
