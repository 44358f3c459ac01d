//! The program as a person or a script meets it: output, messages, exit codes.

mod folder;

use std::fs;

use folder::Folder;

#[test]
fn an_output_that_cannot_be_written_is_told_before_anything_is_read() {
    let folder = Folder::with_article();
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

#[cfg(unix)]
#[test]
fn a_file_is_made_on_its_own_disk() {
    let folder = Folder::with_yerevan();
    folder.write("a.jsonl", "{\"text\": \"In Erevan\"}\n");
    for rest in ["a.jsonl -o b.jsonl", "-i a.jsonl"] {
        // There may be no room in the temporary folder.
        let line = format!("normalize -g names.csv {rest}");
        let status = folder
            .program()
            .args(line.split(' '))
            .env("TMPDIR", "/no such folder")
            .status()
            .unwrap();
        assert!(status.success(), "{line}");
    }
    assert_eq!(folder.read("b.jsonl"), folder.read("a.jsonl"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let folder = Folder::with_article();
    let output = folder
        .bash("exonym annotate -g names.csv article.txt > /dev/full")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.starts_with("exonym: <stdout>: "), "{said}");
}

#[test]
fn annotate_gives_offsets_in_the_unit_asked_for() {
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
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
        Folder::with_article()
            .run_with(&["annotate", "-g", "names.csv"], "nothing at all")
            .code,
        Some(1)
    );
}

#[test]
fn json_lines_keep_their_other_fields_and_their_order() {
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
    let ran = folder.run(&["normalize", "-g", "names.csv", "none.txt", "article.txt"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.starts_with("exonym: none.txt: "), "{}", ran.err);
    assert!(ran.out.starts_with("Yerevan and"));
}

#[test]
fn folders_are_read_in_order_with_any_number_of_jobs() {
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
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
    let ran = Folder::with_article().run(&["explain", "-g", "names.csv", "GEORGIA"]);
    assert!(ran.out.contains("key      `georgia`"), "{}", ran.out);
    assert!(ran.out.contains("Q1428") && ran.out.contains("Q230"));
    assert!(ran.out.ends_with(
        "decision not linked: several entities bear this name and none is clearly the likeliest\n"
    ));
}

#[test]
fn mistakes_of_usage_exit_with_two() {
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
    folder.write("big.txt", "Erevan and so on\n".repeat(200_000));
    let line = "set -o pipefail; exonym normalize -g names.csv big.txt | head -c 10 >/dev/null";
    let status = folder.bash(line).status().unwrap();
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
    let line = "exonym annotate -g names.csv --learn learned.csv big.jsonl | head -n 1 >/dev/null";
    assert!(folder.bash(line).status().unwrap().success());
    let learned = folder.read("learned.csv");
    assert!(learned.contains("Aik Kondzhoryan"), "{learned}");
}
