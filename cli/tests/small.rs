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
        let line = format!("exonym lookup -g <(cat {name}) Erevan");
        let output = folder.bash(&line).output().unwrap();
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(
            out.starts_with("Erevan\t=\tYerevan\tQ1953"),
            "{name}: {output:?}"
        );
    }
}

/// Without spaces between them, a name that stays does not count with the one beside it.
#[test]
fn only_names_that_change_are_counted() {
    let folder = Folder::new();
    folder.write(
        "names.csv",
        "id,name,lang\nT,東京,ja\nK,キーウ,ja\nK,基輔,ja\n",
    );
    folder.write("a.txt", "東京基輔\n基輔東京\n");
    let args = ["normalize", "-g", "names.csv", "--lang", "ja", "a.txt"];
    let ran = folder.run(&[&args[..], &["--check"]].concat());
    assert_eq!(ran.err, "1 of 1 text would change, 2 names\n");
}

#[test]
fn what_is_given_up_is_told_where_it_is_asked() {
    let folder = Folder::new();
    folder.write(
        "names.csv",
        "id,name,lang,kind\nA,York,en,canonical\nA,Jork,en,alias\nB,Yorkshire city,en,canonical\nB,York city,en,alias\n",
    );
    folder.write("a.txt", "They saw the Jork city council, and Jork.\n");
    let args = ["normalize", "-g", "names.csv", "--lang", "en", "a.txt"];
    let ran = folder.run(&args);
    assert_eq!(ran.out, "They saw the Jork city council, and York.\n");
    assert_eq!(ran.err, "");
    let ran = folder.run(&[&args[..], &["--abstain", "report"]].concat());
    assert_eq!(
        ran.err,
        "a.txt:1:14: `Jork` is left as it is: with `York` there a second run would change more of the text\n"
    );
}

#[test]
fn no_gazetteer_is_written_to_standard_output() {
    let folder = folder();
    for verb in ["build names.csv", "merge names.csv"] {
        let args: Vec<&str> = verb.split(' ').chain(["-o", "-"]).collect();
        let ran = folder.run(&args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{verb}");
        assert!(ran.err.contains("name a file"), "{verb}: {}", ran.err);
    }
}
