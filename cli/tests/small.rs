//! Columns stay columns, and places are told.

mod folder;

use folder::Folder;

const NAMES: &str = "id,name,lang\nQ1953,Yerevan,en\nQ1953,Erevan,\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("names.csv", NAMES);
    folder
}

#[test]
fn tabs_and_line_ends_in_names_are_escaped() {
    let folder = folder();
    for (name, cell) in [("Erevan\t", "Erevan\\t"), ("Erevan\n", "Erevan\\n")] {
        let ran = folder.run(&["lookup", "-g", "names.csv", name]);
        let row: Vec<&str> = ran.out.split_inclusive(['\t', '\n']).collect();
        assert_eq!(row.len(), 7, "{}", ran.out);
        assert_eq!(row[0], format!("{cell}\t"));
        let ran = folder.run(&["lookup", "-g", "names.csv", &format!("Nobody{name}")]);
        assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    }
}

#[test]
fn lines_of_several_files_are_told_apart() {
    let folder = folder();
    folder.write("a.jsonl", "{\"text\": \"Erevan\"}\n");
    folder.write("b.jsonl", "{\"id\": \"x\", \"text\": \"Erevan\"}\n");
    let found = |files: &[&str]| {
        let ran = folder.run(&[&["annotate", "-g", "names.csv"], files].concat());
        let places = ran
            .out
            .lines()
            .map(|line| line.split('\t').next().unwrap().to_owned());
        places.collect::<Vec<_>>()
    };
    assert_eq!(
        found(&["a.jsonl", "b.jsonl"]),
        ["a.jsonl:1:1:1", "b.jsonl:x:1:1"]
    );
    assert_eq!(found(&["b.jsonl"]), ["x:1:1"]);
}

#[test]
fn a_line_that_is_no_text_is_named() {
    let args = ["romanize", "--standard", "bgnpcgn-hye-Armn-Latn-1981"];
    let ran = folder().run_with(&args, b"\xD4\xB5\na\xFF\n\xD4\xB5\n");
    assert_eq!(ran.out, "Ye\na\u{FFFD}\nYe\n");
    assert!(ran.err.starts_with("<stdin>:2: not UTF-8"), "{}", ran.err);
    assert_eq!(ran.code, Some(0));
}

#[cfg(unix)]
#[test]
fn a_gazetteer_by_a_pipe_is_what_is_in_it() {
    let folder = folder();
    assert_eq!(
        folder.run(&["build", "names.csv", "-o", "n.gaz"]).code,
        Some(0)
    );
    for name in ["names.csv", "n.gaz"] {
        let script = format!(
            "'{}' lookup -g <(cat {name}) Erevan",
            env!("CARGO_BIN_EXE_exonym")
        );
        let output = std::process::Command::new("bash")
            .args(["-c", &script])
            .current_dir(folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("none"))
            .env_remove("EXONYM_CONFIG")
            .output()
            .unwrap();
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(
            out.starts_with("Erevan\t=\tYerevan\tQ1953"),
            "{name}: {output:?}"
        );
    }
}
