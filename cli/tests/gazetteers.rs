//! The verbs that work on gazetteers: export, diff, merge, inspect.

mod folder;

use folder::Folder;

const OLD: &str = "\
id,name,lang,type,kind,weight,note
Q1953,Erevan,en,place,canonical,1000,old
Q1953,Ереван,ru,place,canonical,,
Q1953,Erivan,de,place,alias,,
Q2,Bombay,en,place,canonical,,
Q3,Kirovakan,,place,canonical,,
Q3,Vanadzor,,place,alias,,
";

const NEW: &str = "\
id,name,lang,type,kind,weight,note
Q1953,Yerevan,en,place,canonical,2000,
Q1953,Erevan,en,place,misspelling,,
Q1953,Ереван,ru,place,canonical,,
Q1953,Erivan,de,place,former,,
Q4,Mumbai,en,place,canonical,,
Q4,Bombay,en,place,former,,
Q3,Kirovakan,,place,canonical,,
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("old.csv", OLD);
    folder.write("new.csv", NEW);
    folder
}

#[test]
fn diff_lists_what_changed() {
    let ran = folder().run(&["diff", "old.csv", "new.csv"]);
    let expected = "\
! Q1953\tnote\told → -
! Q1953\tweight\t1000 → 2000
! Q1953\tcanonical\ten: Erevan → Yerevan
! Q1953\tkind\tErivan (de, alias → former)
+ Q1953\tname\tYerevan (en, canonical)
- Q2\tentity\tBombay, 1 name
- Q3\tname\tVanadzor (alias)
+ Q4\tentity\tMumbai, 2 names
> Q4\tname\tBombay (en, from Q2)
";
    assert_eq!(ran.out, expected, "{}", ran.err);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.err,
        "old.csv → new.csv: 1 canonical name changed, 1 entity added, 1 entity removed, 2 fields changed, \
         1 kind changed, 1 name added, 1 name moved, 1 name removed\n"
    );
}

#[test]
fn diff_as_json_says_the_same() {
    let ran = folder().run(&["diff", "old.csv", "new.csv", "--format", "json"]);
    let whole: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let changes = whole["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 9);
    let moved = serde_json::json!({"change": "name-moved", "id": "Q4", "name": "Bombay", "lang": "en", "from": "Q2"});
    assert!(changes.contains(&moved), "{whole:#}");
    assert_eq!(whole["counts"]["field-changed"], 2);
}

#[test]
fn diff_of_the_same_names_exits_with_zero() {
    let folder = folder();
    folder.run(&["build", "old.csv", "-o", "old.gaz"]);
    let ran = folder.run(&["diff", "old.gaz", "old.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(ran.err, "old.gaz → old.csv: no difference\n");
}

#[test]
fn export_builds_to_the_same_bytes() {
    let folder = folder();
    folder.run(&["build", "old.csv", "-o", "a.gaz", "--licence", "CC0"]);
    let ran = folder.run(&["export", "a.gaz", "-o", "names.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(
        ran.err,
        "names.csv: 3 entities, 6 names\nthe sources and licences of a.gaz are not in the CSV; `exonym inspect` shows them\n"
    );
    folder.run(&["build", "names.csv", "-o", "b.gaz", "--licence", "CC0"]);
    assert_eq!(folder.bytes("a.gaz"), folder.bytes("b.gaz"));
    let ran = folder.run(&["export", "a.gaz"]);
    assert!(ran.out.starts_with("id,name,lang,type,kind,weight,same_as,note\nQ1953,Erevan,en,place,canonical,1000,,old\n"), "{}", ran.out);
    folder.run(&["export", "a.gaz", "-o", "names.tsv"]);
    folder.run(&["build", "names.tsv", "-o", "c.gaz", "--licence", "CC0"]);
    assert_eq!(folder.bytes("a.gaz"), folder.bytes("c.gaz"));
}

#[test]
fn merge_keeps_where_each_name_comes_from() {
    let folder = folder();
    let ran = folder.run(&["merge", "old.csv", "new.csv", "-o", "all.gaz"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.err
            .starts_with("old.csv: 6 names\nnew.csv: 7 names\nall.gaz: 4 entities, 9 names,"),
        "{}",
        ran.err
    );
    let ran = folder.run(&["inspect", "all.gaz", "Q1953"]);
    let expected = "\
Q1953 (place), weight 2000
  note: old
  canonical    en       Yerevan  [new.csv]
  canonical    ru       Ереван  [old.csv, new.csv]
  former       de       Erivan  [old.csv, new.csv]
  misspelling  en       Erevan  [old.csv, new.csv]
";
    assert_eq!(ran.out, expected);
    let json = folder
        .run(&["inspect", "all.gaz", "Q3", "--format", "json"])
        .out;
    let entity: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        entity["names"][0]["sources"],
        serde_json::json!(["old.csv", "new.csv"])
    );
    // Merging once more keeps what is known.
    folder.write("third.csv", "id,name\nQ3,Vanadzor\n");
    folder.run(&["merge", "all.gaz", "third.csv", "-o", "more.gaz"]);
    let ran = folder.run(&["inspect", "more.gaz", "Q3"]);
    let expected = "\
Q3 (place)
  canonical             Vanadzor  [old.csv, third.csv]
  alias                 Kirovakan  [old.csv, new.csv]
";
    assert_eq!(ran.out, expected);
}

#[test]
fn merged_names_are_written_as_layered_ones_are() {
    let folder = folder();
    folder.write("house.csv", "id,name,lang\nQ1953,Erevan,\nQ3,Vanadzor,hy\n");
    folder.run(&["merge", "new.csv", "house.csv", "-o", "all.gaz"]);
    let text = "Yerevan, Erivan, Mumbai, Kirovakan and Ереван";
    for to in ["en", "de", "ru", "hy"] {
        let layered = folder.run_with(
            &["normalize", "-g", "new.csv", "-g", "house.csv", "--to", to],
            text,
        );
        let merged = folder.run_with(&["normalize", "-g", "all.gaz", "--to", to], text);
        assert_eq!(layered.out, merged.out, "--to {to}: {}", merged.err);
    }
}

#[test]
fn the_examples_of_the_help_work() {
    let folder = folder();
    folder.write("sheet.csv", "ID,Label\nQ1,Yerevan\n");
    folder.write("house.csv", "id,name\nQ43,Turkey\n");
    for name in ["old", "new", "names"] {
        let source = if name == "names" { "old" } else { name };
        let (csv, gaz) = (format!("{source}.csv"), format!("{name}.gaz"));
        folder.run(&["build", &csv, "-o", &gaz]);
    }
    for (verb, code) in [
        ("import", 0),
        ("check", 0),
        ("build", 0),
        ("export", 0),
        ("diff", 1),
        ("merge", 0),
        ("inspect", 0),
    ] {
        let help = folder.run(&[verb, "--help"]).out;
        let example = help
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("Example: exonym "));
        let args: Vec<&str> = example.unwrap().split(' ').collect();
        let ran = folder.run(&args);
        assert_eq!(ran.code, Some(code), "{args:?}: {}{}", ran.out, ran.err);
    }
}

#[cfg(unix)]
#[test]
fn names_come_through_a_pipe() {
    let folder = folder();
    let script =
        "exonym export old.csv | exonym build - -o piped.gaz && exonym diff old.csv piped.gaz
        exonym export old.csv | exonym check --fix -";
    let output = folder.bash(script).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("old.csv → piped.gaz: no difference"),
        "{said}"
    );
    assert!(
        said.ends_with("--fix needs files, not standard input\n"),
        "{said}"
    );
}
