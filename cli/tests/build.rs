//! `exonym build`, and gazetteers that are built: the same every time, in layers, damaged.

mod folder;

use std::fs;

use folder::{Folder, NAMES};

#[test]
fn build_is_the_same_for_any_order_of_rows_and_jobs() {
    let folder = Folder::with_article();
    let mut rows: Vec<&str> = NAMES.lines().skip(1).collect();
    rows.reverse();
    folder.write(
        "shuffled.csv",
        format!("{}\n{}\n", NAMES.lines().next().unwrap(), rows.join("\n")),
    );
    let ran = folder.run(&["build", "names.csv", "-o", "a.gaz", "--jobs", "1"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            Some(0),
            "a.gaz: 4 entities, 7 names, 6 keys (1 shared by several entities)\n"
        )
    );
    folder.run(&["build", "shuffled.csv", "-o", "b.gaz", "--jobs", "3"]);
    assert_eq!(
        fs::read(folder.path().join("a.gaz")).unwrap(),
        fs::read(folder.path().join("b.gaz")).unwrap()
    );
    assert_eq!(
        folder.run_with(&["normalize", "-g", "a.gaz"], "Erevan").out,
        "Yerevan"
    );
}

#[test]
fn build_shows_the_row_and_leaves_the_old_file() {
    let folder = Folder::with_article();
    folder.run(&["build", "names.csv", "-o", "a.gaz"]);
    let before = fs::read(folder.path().join("a.gaz")).unwrap();
    folder.write("bad.csv", "id,name,kind\nQ1,Yerevan,alais\nQ2,Baku,\n");
    let ran = folder.run(&["build", "bad.csv", "-o", "a.gaz"]);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.err.contains("bad.csv:2:12") && ran.err.contains("did you mean `alias`?"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read(folder.path().join("a.gaz")).unwrap(), before);
    let ran = folder.run(&["build", "--keep-going", "bad.csv", "-o", "a.gaz"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.err
            .ends_with("1 name, 1 key (0 shared by several entities); 1 row dropped\n"),
        "{}",
        ran.err
    );
}

#[test]
fn check_reports_without_building() {
    let folder = Folder::with_article();
    folder.write("fine.csv", "id,name\nQ1953,Yerevan\n");
    assert_eq!(folder.run(&["check", "fine.csv"]).code, Some(0));
    folder.write("odd.csv", "id,name\nQ1, Yerevan\nQ2,\n");
    let ran = folder.run(&["check", "odd.csv"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out.contains("W203") && ran.out.contains("W209"),
        "{}",
        ran.out
    );
}

#[test]
fn layers_add_names_and_later_ones_win() {
    let folder = Folder::with_article();
    folder.write("house.csv", "id,name\nQ43,Turkey\nQ9,Turquie Hebdo\n");
    let ran = folder.run_with(
        &["normalize", "-g", "names.csv", "-g", "house.csv"],
        "Türkiye, Erevan",
    );
    assert_eq!(ran.out, "Turkey, Yerevan");
    let ran = folder.run_with(
        &["normalize", "-g", "house.csv", "-g", "names.csv"],
        "Turkey, Erevan",
    );
    assert_eq!(ran.out, "Türkiye, Yerevan");
}

#[test]
fn a_damaged_gazetteer_is_refused_and_the_section_named() {
    let folder = Folder::with_article();
    folder.run(&["build", "names.csv", "-o", "a.gaz"]);
    let mut bytes = fs::read(folder.path().join("a.gaz")).unwrap();
    let at = bytes
        .windows(7)
        .position(|window| window == b"Yerevan")
        .unwrap();
    bytes[at] = b'J';
    folder.write("a.gaz", &bytes);
    for args in [
        &["inspect", "a.gaz", "--verify"][..],
        &["normalize", "-g", "a.gaz"],
    ] {
        let ran = folder.run(args);
        assert_eq!(ran.code, Some(3), "{args:?}");
        assert!(
            ran.err.contains("a.gaz: damaged in section strings"),
            "{}",
            ran.err
        );
    }
    let ran = folder.run(&["normalize", "-g", "article.txt"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("not a gazetteer file"), "{}", ran.err);
    assert_eq!(folder.run(&["normalize", "-g", "none.gaz"]).code, Some(3));
}

#[test]
fn inspect_shows_counts_sections_and_entities() {
    let folder = Folder::with_article();
    folder.run(&["build", "names.csv", "-o", "a.gaz", "--licence", "CC0-1.0"]);
    let ran = folder.run(&["inspect", "a.gaz", "--verify"]);
    for part in [
        "entities  4",
        "names     7",
        "surfaces",
        "CC0-1.0",
        "every section checks out",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let ran = folder.run(&["inspect", "a.gaz", "ереван", "--format", "json"]);
    let entity: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(entity["id"], "Q1953");
    assert_eq!(entity["names"].as_array().unwrap().len(), 3);
    assert_eq!(folder.run(&["inspect", "a.gaz", "Nowhere"]).code, Some(1));
}
