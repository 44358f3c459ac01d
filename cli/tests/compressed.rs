//! Compressed inputs are read as what is in them.

mod folder;

use std::io::Write;

use bzip2::write::BzEncoder;
use flate2::write::GzEncoder;
use folder::Folder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text).unwrap();
    packed.finish().unwrap()
}

fn bzip2(text: &[u8]) -> Vec<u8> {
    let mut packed = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    packed.write_all(text).unwrap();
    packed.finish().unwrap()
}

fn zstd(text: &[u8]) -> Vec<u8> {
    compress_to_vec(text, CompressionLevel::Fastest)
}

#[test]
fn texts_lines_and_pages_are_unpacked() {
    let folder = Folder::with_yerevan();
    let packers = [
        ("gz", gzip as fn(&[u8]) -> Vec<u8>),
        ("bz2", bzip2),
        ("zst", zstd),
    ];
    let inputs = [
        ("a.txt", "In Erevan\n", "In Yerevan\n"),
        (
            "a.jsonl",
            "{\"text\": \"In Erevan\"}\n\n",
            "{\"text\": \"In Yerevan\"}\n\n",
        ),
        (
            "a.html",
            "<p>In <b title=Erevan>Erevan</b>",
            "<p>In <b title=Erevan>Yerevan</b>",
        ),
    ];
    for (ending, pack) in packers {
        for (name, text, expected) in inputs {
            let name = format!("{name}.{ending}");
            folder.write(&name, pack(text.as_bytes()));
            let ran = folder.run(&["normalize", "-g", "names.csv", &name]);
            assert_eq!(
                (ran.out.as_str(), ran.code),
                (expected, Some(0)),
                "{name}: {}",
                ran.err
            );
        }
        let packed = pack(b"In Erevan");
        let ran = folder.run_with(&["normalize", "-g", "names.csv", "-"], &packed);
        assert_eq!(ran.out, "In Yerevan", "standard input, {ending}");
    }
}

#[test]
fn what_is_compressed_is_not_written_over() {
    let folder = Folder::with_yerevan();
    let packed = gzip(b"In Erevan");
    folder.write("a.txt.gz", &packed);
    let ran = folder.run(&["normalize", "-g", "names.csv", "--in-place", "a.txt.gz"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains("a.txt.gz: compressed"), "{}", ran.err);
    assert_eq!(folder.bytes("a.txt.gz"), packed);
}

#[test]
fn a_file_that_ends_too_early_is_named() {
    let folder = Folder::with_yerevan();
    let packed = gzip("In Erevan. ".repeat(1000).as_bytes());
    folder.write("a.txt.gz", &packed[..packed.len() - 9]);
    folder.write("b.txt", "In Erevan\n");
    let ran = folder.run(&["normalize", "-g", "names.csv", "a.txt.gz", "b.txt"]);
    assert_eq!(
        (ran.out.as_str(), ran.code),
        ("In Yerevan\n", Some(4)),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("a.txt.gz"), "{}", ran.err);
}
