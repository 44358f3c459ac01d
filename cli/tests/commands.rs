//! The program as a person or a script meets it: output, messages, exit codes.

mod folder;

use std::fs;
use std::process::Command;

use folder::Folder;

const NAMES: &str = "\
id,name,lang,type,kind,weight
Q1953,Yerevan,en,place,canonical,1093485
Q1953,Erevan,,place,alias,
Q1953,Ереван,ru,place,canonical,
Q43,Türkiye,en,place,canonical,85000000
Q43,Turkey,en,place,alias,
Q230,Georgia,en,place,canonical,3700000
Q1428,Georgia,en,place,canonical,3600000
";

/// A folder with a small gazetteer source and an article.
fn with_names() -> Folder {
    let folder = Folder::new();
    folder.write("names.csv", NAMES);
    folder.write(
        "article.txt",
        "Erevan and TURKEY.\nNothing here.\nGeorgia's Erevan.\n",
    );
    folder
}

#[test]
fn an_output_that_cannot_be_written_is_told_before_anything_is_read() {
    let folder = with_names();
    fs::create_dir(folder.path().join("folder")).unwrap();
    // Neither the gazetteers nor the texts are there: whoever reads them first says so.
    for (verb, code) in [
        ("annotate -g none.gaz none.txt -o", 4),
        ("annotate -g none.gaz none.txt --learn", 4),
        ("normalize -g none.gaz none.txt -o", 4),
        ("report -g none.gaz none.txt -o", 4),
        ("import --from table none.csv --map id=ID,name=Name -o", 4),
        ("export none.gaz -o", 4),
        ("build none.csv -o", 3),
        ("merge none.gaz -o", 3),
    ] {
        let run = |path| {
            let args: Vec<&str> = verb.split(' ').chain([path]).collect();
            let ran = folder.run(&args);
            assert_eq!((ran.code, ran.out.as_str()), (Some(code), ""), "{verb}");
            ran.err
        };
        let missing = run("missing/x.out");
        assert!(
            missing.ends_with("missing/x.out: there is no folder missing\n"),
            "{verb}: {missing}"
        );
        let taken = run("folder");
        assert!(taken.contains("folder: "), "{verb}: {taken}");
        assert!(!taken.contains("none."), "{verb}: {taken}");
    }
    let left: Vec<_> = fs::read_dir(folder.path().join("folder"))
        .unwrap()
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn normalize_rewrites_standard_input() {
    let ran = with_names().run_with(&["normalize", "-g", "names.csv"], "in Erevan’s streets");
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "in Yerevan’s streets", "")
    );
}

#[test]
fn normalize_shows_a_diff_that_patch_can_apply() {
    let folder = with_names();
    let ran = folder.run(&["normalize", "-g", "names.csv", "--diff", "article.txt"]);
    assert_eq!(
        ran.out,
        "--- article.txt\n+++ article.txt\n@@ -1,1 +1,1 @@\n-Erevan and TURKEY.\n+Yerevan and TÜRKIYE.\n@@ -3,1 +3,1 @@\n-Georgia's Erevan.\n+Georgia's Yerevan.\n"
    );
    assert_eq!(ran.code, Some(0));
}

#[test]
fn normalize_check_tells_whether_something_would_change() {
    let folder = with_names();
    let ran = folder.run(&["normalize", "-g", "names.csv", "--check", "article.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), "article.txt\n"));
    folder.write("done.txt", "Yerevan");
    let ran = folder.run(&["normalize", "-g", "names.csv", "--check", "done.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
}

#[test]
fn normalize_changes_files_in_place_and_keeps_a_copy() {
    let folder = with_names();
    let before = folder.read("article.txt");
    let ran = folder.run(&[
        "normalize",
        "-g",
        "names.csv",
        "--in-place",
        "--backup=.old",
        "article.txt",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(
        folder.read("article.txt"),
        "Yerevan and TÜRKIYE.\nNothing here.\nGeorgia's Yerevan.\n"
    );
    assert_eq!(folder.read("article.txt.old"), before);
}

#[test]
fn normalize_writes_over_its_own_input_only_in_place() {
    let folder = with_names();
    let ran = folder.run(&[
        "normalize",
        "-g",
        "names.csv",
        "article.txt",
        "-o",
        "article.txt",
    ]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("--in-place"), "{}", ran.err);
    assert!(!folder.read("article.txt").starts_with("Yerevan"));
}

#[test]
fn normalize_writes_another_language_and_templates() {
    let folder = with_names();
    let ran = folder.run_with(&["normalize", "-g", "names.csv", "--to", "ru"], "in Erevan");
    assert_eq!(ran.out, "in Ереван");
    let template = [
        "normalize",
        "-g",
        "names.csv",
        "--template",
        "{canonical} [{id}]",
    ];
    let once = folder.run_with(&template, "in Erevan now").out;
    assert_eq!(once, "in Yerevan [Q1953] now");
    assert_eq!(folder.run_with(&template, &once).out, once);
    let both = [
        "normalize",
        "-g",
        "names.csv",
        "--template",
        "{surface} [{canonical}]",
    ];
    let once = folder.run_with(&both, "in Erevan now").out;
    assert_eq!(once, "in Erevan [Yerevan] now");
    assert_eq!(folder.run_with(&both, &once).out, once);
}

#[test]
fn invalid_utf8_passes_through() {
    let folder = with_names();
    folder.write("latin1.txt", b"caf\xe9 in Erevan \xff\n");
    folder.run(&[
        "normalize",
        "-g",
        "names.csv",
        "latin1.txt",
        "-o",
        "out.txt",
    ]);
    assert_eq!(
        fs::read(folder.path().join("out.txt")).unwrap(),
        b"caf\xe9 in Yerevan \xff\n"
    );
}

#[test]
fn annotate_gives_offsets_in_the_unit_asked_for() {
    let folder = with_names();
    let mention = |unit: &str| {
        let ran = folder.run_with(
            &[
                "annotate",
                "-g",
                "names.csv",
                "--format",
                "jsonl",
                "--offsets",
                unit,
            ],
            "🇦🇲 Ереван",
        );
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let mention = &value["mentions"][0];
        assert_eq!(
            (mention["byte_start"].as_u64(), mention["byte_end"].as_u64()),
            (Some(9), Some(21))
        );
        (
            mention["start"].as_u64().unwrap(),
            mention["end"].as_u64().unwrap(),
        )
    };
    assert_eq!(mention("chars"), (3, 9));
    assert_eq!(mention("utf16"), (5, 11));
    assert_eq!(mention("bytes"), (9, 21));
}

#[test]
fn annotate_lists_places_by_line_and_column() {
    let folder = with_names();
    let ran = folder.run(&[
        "annotate",
        "-g",
        "names.csv",
        "--abstentions",
        "article.txt",
    ]);
    assert_eq!(
        ran.out,
        "article.txt:1:1\tErevan\tYerevan\tQ1953\tplace\texact\t0.98\n\
         article.txt:1:12\tTURKEY\tTürkiye\tQ43\tplace\tfolded\t0.97\n\
         article.txt:3:1\tGeorgia\t-\t-\t-\t-\tnot linked: several entities bear this name and none is clearly the likeliest\n\
         article.txt:3:11\tErevan\tYerevan\tQ1953\tplace\texact\t0.98\n"
    );
}

#[test]
fn annotate_without_a_name_found_exits_with_one() {
    assert_eq!(
        with_names()
            .run_with(&["annotate", "-g", "names.csv"], "nothing at all")
            .code,
        Some(1)
    );
}

#[test]
fn json_lines_keep_their_other_fields_and_their_order() {
    let folder = with_names();
    let input =
        "{\"id\":7,\"text\":\"Erevan\",\"tags\":[1,2]}\n\n{\"title\":\"x\",\"text\":\"TURKEY\"}\n";
    let ran = folder.run_with(
        &["normalize", "-g", "names.csv", "--input-format", "jsonl"],
        input,
    );
    assert_eq!(
        ran.out,
        "{\"id\":7,\"text\":\"Yerevan\",\"tags\":[1,2]}\n\n{\"title\":\"x\",\"text\":\"TÜRKIYE\"}\n"
    );
}

#[test]
fn a_bad_line_is_named_and_the_others_are_done() {
    let folder = with_names();
    let input =
        "{\"id\":1,\"text\":\"Erevan\"}\nnot json\n{\"id\":3}\n{\"id\":4,\"text\":\"Erevan\"}\n";
    let ran = folder.run_with(
        &[
            "annotate",
            "-g",
            "names.csv",
            "--input-format",
            "jsonl",
            "--format",
            "jsonl",
        ],
        input,
    );
    assert_eq!(ran.code, Some(4));
    assert_eq!(ran.out.lines().count(), 2);
    assert!(
        ran.err.contains("<stdin>:2: not a JSON object"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("<stdin>:3: there is no field `text`"),
        "{}",
        ran.err
    );
}

#[test]
fn a_missing_file_is_named_and_the_others_are_done() {
    let folder = with_names();
    let ran = folder.run(&["normalize", "-g", "names.csv", "none.txt", "article.txt"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.starts_with("exonym: none.txt: "), "{}", ran.err);
    assert!(ran.out.starts_with("Yerevan and"));
}

#[test]
fn folders_are_read_in_order_with_any_number_of_jobs() {
    let folder = with_names();
    fs::create_dir_all(folder.path().join("news/b")).unwrap();
    for n in 0..40 {
        folder.write(&format!("news/{n:02}.txt"), format!("{n} Erevan\n"));
    }
    folder.write("news/b/last.txt", "last Erevan\n");
    folder.write("news/.hidden", "Erevan\n");
    let ran = |jobs| {
        folder
            .run(&["normalize", "-g", "names.csv", "--jobs", jobs, "news"])
            .out
    };
    let expected: String = (0..40)
        .map(|n| format!("{n} Yerevan\n"))
        .collect::<String>()
        + "last Yerevan\n";
    assert_eq!(ran("1"), expected);
    assert_eq!(ran("4"), expected);
}

#[test]
fn lookup_answers_in_the_order_asked() {
    let folder = with_names();
    let ran = folder.run_with(
        &[
            "lookup",
            "-g",
            "names.csv",
            "--format",
            "jsonl",
            "--limit",
            "1",
        ],
        "ЕРЕВАН\n\nGeorgia\n",
    );
    let answers: Vec<serde_json::Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["match"]["id"], "Q1953");
    assert_eq!(
        (&answers[1]["query"], &answers[1]["match"]),
        (&"".into(), &serde_json::Value::Null)
    );
    assert_eq!(
        (
            answers[2]["match"].is_null(),
            answers[2]["candidates"].as_array().unwrap().len()
        ),
        (true, 1)
    );
    assert_eq!(
        folder.run(&["lookup", "-g", "names.csv", "Nowhere"]).code,
        Some(1)
    );
}

#[test]
fn explain_says_why_not() {
    let ran = with_names().run(&["explain", "-g", "names.csv", "GEORGIA"]);
    assert!(ran.out.contains("key      `georgia`"), "{}", ran.out);
    assert!(ran.out.contains("Q1428") && ran.out.contains("Q230"));
    assert!(ran.out.ends_with(
        "decision not linked: several entities bear this name and none is clearly the likeliest\n"
    ));
}

#[test]
fn build_is_the_same_for_any_order_of_rows_and_jobs() {
    let folder = with_names();
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
    let folder = with_names();
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
    let folder = with_names();
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
    let folder = with_names();
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
    let folder = with_names();
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
    let folder = with_names();
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

#[test]
fn mistakes_of_usage_exit_with_two() {
    let folder = with_names();
    for args in [
        &["normalise"][..],
        &["normalize", "--in-place"],
        &["normalize", "--diff", "--check", "-i", "article.txt"],
        &["normalize", "--template", "{cannonical}"],
        &["annotate", "--offsets", "words"],
        &["build", "names.csv"],
        &["build", "names.csv", "-o", "a.gaz", "--encoding", "utf-9"],
        &["build", "names.csv", "-o", "a.gaz", "--delimiter", "ab"],
    ] {
        let ran = folder.run(args);
        assert_eq!(ran.code, Some(2), "{args:?}: {}", ran.err);
        assert!(!ran.err.is_empty() && ran.out.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let folder = with_names();
    folder.write("big.txt", "Erevan and so on\n".repeat(200_000));
    let program = env!("CARGO_BIN_EXE_exonym");
    let script = format!(
        "set -o pipefail; '{program}' normalize -g names.csv big.txt | head -c 10 >/dev/null"
    );
    let status = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn what_was_learned_is_kept_when_nobody_reads_on() {
    let folder = Folder::new();
    folder.write(
        "names.csv",
        "id,name,lang,type,kind\np1,Hayk Konjoryan,en,person,canonical\np1,Հայկ Կոնջորյան,hy,person,canonical\n",
    );
    let line = "{\"text\": \"Aik Kondzhoryan said that he had come.\"}\n";
    folder.write("big.jsonl", line.repeat(20_000));
    let program = env!("CARGO_BIN_EXE_exonym");
    let script = format!(
        "'{program}' annotate -g names.csv --learn learned.csv big.jsonl | head -n 1 >/dev/null"
    );
    let status = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .status();
    assert!(status.unwrap().success());
    let learned = folder.read("learned.csv");
    assert!(learned.contains("Aik Kondzhoryan"), "{learned}");
}
