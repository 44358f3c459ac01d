//! Folders hold other things than articles, and those stay as they are.

mod folder;

use folder::{Folder, YEREVAN};

/// What is no text, and has a name in it all the same.
const BINARY: [(&str, &[u8]); 4] = [
    ("news/a.docx", b"PK\x03\x04 Erevan\n"),
    ("news/b.pdf", b"%PDF-1.7\nErevan\n"),
    ("news/c.sqlite", b"Erevan\n\0\0Erevan\n"),
    ("news/d.txt", b"\xFF\xD8\xFF Erevan\n"),
];

/// What is text, of which nobody said what in it is prose.
const DATA: [(&str, &str); 5] = [
    ("news/e.json", "{\"Erevan\": 1}\n"),
    ("news/f.csv", "id,text\nErevan,In Erevan\n"),
    ("news/g.py", "city = \"Erevan\"\n"),
    ("news/h.yaml", "Erevan: 1\n"),
    ("news/i", "Erevan\n"),
];

fn folder() -> Folder {
    let folder = Folder::with_yerevan();
    folder.write("news/page.html", "<p id=Erevan>In Erevan\n");
    folder.write("news/text.txt", "In Erevan\n");
    BINARY
        .iter()
        .for_each(|(name, bytes)| folder.write(name, bytes));
    DATA.iter()
        .for_each(|(name, text)| folder.write(name, text));
    folder
}

fn normalize(folder: &Folder, more: &[&str]) -> folder::Ran {
    folder.run(&[&["normalize", "-g", "names.csv"], more].concat())
}

fn assert_binary_is_left(folder: &Folder) {
    for (name, bytes) in BINARY {
        assert_eq!(folder.bytes(name), bytes, "{name}");
    }
}

#[test]
fn in_place_only_texts_change() {
    for name in ["news", "news/*", "**/*"] {
        let folder = folder();
        // The gazetteer lies outside the folder, or is no text by its name.
        let ran = normalize(&folder, &["-i", name]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.err);
        assert_binary_is_left(&folder);
        for (file, text) in DATA {
            assert_eq!(folder.read(file), text, "{name}: {file}");
        }
        assert_eq!(folder.read("news/page.html"), "<p id=Erevan>In Yerevan\n");
        assert_eq!(folder.read("news/text.txt"), "In Yerevan\n");
        assert_eq!(folder.read("names.csv"), YEREVAN);
        for part in [
            "2 of 2 files changed",
            "4 binary files (news/a.docx, ",
            "--input-format",
        ] {
            assert!(ran.err.contains(part), "{name}: {}", ran.err);
        }
    }
}

#[test]
fn what_would_change_is_what_changes() {
    let folder = folder();
    let ran = normalize(&folder, &["--check", "news"]);
    assert_eq!(ran.out, "news/page.html\nnews/text.txt\n");
    let ran = normalize(&folder, &["--diff", "news"]);
    assert_eq!(ran.out.matches("+++").count(), 2, "{}", ran.out);
}

#[test]
fn who_says_what_files_hold_is_believed() {
    let folder = folder();
    let ran = normalize(&folder, &["-i", "--column", "text", "news"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(folder.read("news/f.csv"), "id,text\nErevan,In Yerevan\n");
    // A pattern that asks for an ending says enough, but nothing makes a text of an image.
    normalize(&folder, &["-i", "news/*.py"]);
    assert_eq!(folder.read("news/g.py"), "city = \"Yerevan\"\n");
    normalize(&folder, &["-i", "news/*.docx"]);
    normalize(&folder, &["-i", "--input-format", "text", "news"]);
    assert_eq!(folder.read("news/h.yaml"), "Yerevan: 1\n");
    assert_eq!(folder.read("news/i"), "Yerevan\n");
    assert_binary_is_left(&folder);
}

#[test]
fn other_verbs_leave_out_what_is_no_text() {
    let folder = folder();
    let ran = folder.run(&["annotate", "-g", "names.csv", "news"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for (name, _) in BINARY {
        assert!(!ran.out.contains(name), "{}", ran.out);
    }
    assert!(ran.out.contains("news/g.py:1:9"), "{}", ran.out);
    assert!(
        ran.err.starts_with("left alone: 4 binary files"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_named_and_no_text_is_refused() {
    let folder = folder();
    for (name, bytes) in BINARY {
        for verb in [&["-i"][..], &[]] {
            let ran = normalize(&folder, &[verb, &[name, "news/text.txt"]].concat());
            assert_eq!(ran.code, Some(4), "{name}: {}", ran.err);
            let problem = format!("exonym: {name}: no text: ");
            assert!(ran.err.contains(&problem), "{name}: {}", ran.err);
            assert_eq!(folder.bytes(name), bytes);
        }
    }
    assert_eq!(folder.read("news/text.txt"), "In Yerevan\n");
    let ran = normalize(&folder, &["--input-format", "text", "news/b.pdf"]);
    assert_eq!(ran.out, "%PDF-1.7\nYerevan\n");
    // Two bytes a character are text.
    let wide: Vec<u8> = "In Erevan"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.write("wide.txt", &wide);
    folder.write("marked.txt", [&b"\xFF\xFE"[..], &wide].concat());
    assert_eq!(normalize(&folder, &["wide.txt"]).code, Some(4));
    assert_eq!(normalize(&folder, &["-i", "marked.txt"]).code, Some(0));
    assert_eq!(
        normalize(&folder, &["--encoding", "utf-16le", "wide.txt"]).code,
        Some(0)
    );
}
