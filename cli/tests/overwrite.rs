//! No output takes the place of an input.

#![cfg(unix)]

mod folder;

use folder::Folder;

#[test]
fn an_output_that_is_read_too_is_refused() {
    let folder = Folder::with_yerevan();
    folder.write("more.csv", "id,name\nQ994,Tbilisi\n");
    folder.write("types.tsv", "Q5\tperson\n");
    folder.write("a.txt", "In Erevan\n");
    folder.write("news/b.txt", "In Erevan\n");
    folder.write("news/b.xml", "<p>In Erevan</p>\n");
    assert_eq!(
        folder.run(&["build", "names.csv", "-o", "n.gaz"]).code,
        Some(0)
    );
    std::os::unix::fs::symlink("a.txt", folder.path().join("link.txt")).unwrap();
    std::fs::hard_link(
        folder.path().join("names.csv"),
        folder.path().join("hard.csv"),
    )
    .unwrap();
    let files = [
        "names.csv",
        "more.csv",
        "types.tsv",
        "a.txt",
        "news/b.txt",
        "news/b.xml",
        "n.gaz",
    ];
    let before: Vec<Vec<u8>> = files.iter().map(|name| folder.bytes(name)).collect();
    let unchanged = |line: &str| {
        for (name, bytes) in files.iter().zip(&before) {
            assert!(folder.bytes(name) == *bytes, "{line}: {name} is another");
        }
    };
    for line in [
        "build names.csv -o names.csv",
        "build names.csv more.csv -o ./more.csv",
        "build names.csv -o hard.csv",
        "merge names.csv more.csv -o names.csv",
        "merge n.gaz more.csv -o n.gaz",
        "export n.gaz -o n.gaz",
        "import --from table more.csv -o more.csv",
        "import --from wikidata more.csv --classes types.tsv -o types.tsv",
        "annotate a.txt -o a.txt",
        "annotate a.txt -o link.txt",
        "annotate link.txt -o news/../a.txt",
        "annotate -g n.gaz a.txt -o n.gaz",
        "annotate news -o news/b.txt",
        "annotate news/*.txt -o news/b.txt",
        "annotate -g names.csv a.txt --learn a.txt",
        "annotate -g names.csv a.txt --learn l.csv -o l.csv",
        "report a.txt -o a.txt",
        "report -g names.csv a.txt -o names.csv",
        "normalize a.txt -o a.txt",
        "normalize -g names.csv news -o news/b.txt",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let ran = folder.run(&words);
        assert_eq!(ran.code, Some(2), "{line}: {}", ran.err);
        assert!(
            ran.err.contains("would be lost") || ran.err.contains("same file"),
            "{line}: {}",
            ran.err
        );
        assert_eq!(
            line.starts_with("normalize"),
            ran.err.contains("--in-place"),
            "{line}"
        );
        unchanged(line);
    }
    // The file of a text in a folder may turn out to be a text that is read.
    let ran = folder.run(&[
        "annotate",
        "-g",
        "names.csv",
        "--format",
        "tei",
        "news",
        "-o",
        "news/",
    ]);
    assert_eq!(ran.code, Some(4), "{}", ran.err);
    assert!(ran.err.contains("news/b.xml: is read"), "{}", ran.err);
    unchanged("tei in the folder of its texts");
}

#[test]
fn a_file_that_standard_output_goes_to_keeps_what_it_has() {
    for name in ["/dev/stdout", "/dev/fd/1"] {
        let folder = Folder::with_yerevan();
        folder.write("a.txt", "In Erevan\n");
        let script = format!(
            "echo before > log; exonym normalize -g names.csv a.txt -o {name} >> log; echo after >> log"
        );
        assert!(folder.bash(&script).status().unwrap().success());
        assert_eq!(folder.read("log"), "before\nIn Yerevan\nafter\n");
    }
}

#[test]
fn a_file_is_not_called_what_it_is_not() {
    let folder = Folder::with_yerevan();
    for line in [
        "build names.csv -o all.csv",
        "merge names.csv -o all.TSV",
        "export names.csv -o all.gaz",
        "import --from table names.csv -o all.gaz",
    ] {
        let ran = folder.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, Some(2), "{line}: {}", ran.err);
        assert!(ran.err.contains("makes one of it"), "{line}: {}", ran.err);
    }
    let ran = folder.run(&["annotate", "-g", "names.csv", "names.csv", "--learn", "-"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
}

#[test]
fn standard_input_is_not_written_over_either() {
    let folder = Folder::with_yerevan();
    folder.write("a.txt", "In Erevan\n");
    let status = folder
        .program()
        .args(["normalize", "-g", "names.csv", "-o", "a.txt"])
        .stdin(std::fs::File::open(folder.path().join("a.txt")).unwrap())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
    assert_eq!(folder.read("a.txt"), "In Erevan\n");
}

#[test]
fn what_was_learned_may_be_added_to() {
    let folder = Folder::new();
    folder.write(
        "names.csv",
        "id,name,lang,type\nQ1,Hayk Konjoryan,en,person\n",
    );
    folder.write(
        "a.txt",
        "Hayk Konjoryan and Aik Kondzhoryan met Aik Kondzhoryan.\n",
    );
    for _ in 0..2 {
        let ran = folder.run(&[
            "annotate",
            "-g",
            "names.csv",
            "a.txt",
            "--learn",
            "learned.csv",
            "-o",
            "found.txt",
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    assert!(folder.read("learned.csv").contains("Kondzhoryan"));
}
