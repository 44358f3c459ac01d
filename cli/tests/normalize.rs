//! `exonym normalize`: what it writes, and where.

mod folder;

use folder::Folder;

#[test]
fn normalize_rewrites_standard_input() {
    let ran =
        Folder::with_article().run_with(&["normalize", "-g", "names.csv"], "in Erevan’s streets");
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "in Yerevan’s streets", "")
    );
}

#[test]
fn normalize_shows_a_diff_that_patch_can_apply() {
    let folder = Folder::with_article();
    let ran = folder.run(&["normalize", "-g", "names.csv", "--diff", "article.txt"]);
    assert_eq!(
        ran.out,
        "--- article.txt\n+++ article.txt\n@@ -1,1 +1,1 @@\n-Erevan and TURKEY.\n+Yerevan and TÜRKIYE.\n@@ -3,1 +3,1 @@\n-Georgia's Erevan.\n+Georgia's Yerevan.\n"
    );
    assert_eq!(ran.code, Some(0));
    folder.write("marked.txt", "\u{FEFF}In Erevan\n");
    let ran = folder.run(&["normalize", "-g", "names.csv", "--diff", "marked.txt"]);
    assert!(
        ran.out
            .ends_with("\n-\u{FEFF}In Erevan\n+\u{FEFF}In Yerevan\n"),
        "{}",
        ran.out
    );
}

#[test]
fn normalize_check_tells_whether_something_would_change() {
    let folder = Folder::with_article();
    let ran = folder.run(&["normalize", "-g", "names.csv", "--check", "article.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), "article.txt\n"));
    folder.write("done.txt", "Yerevan");
    let ran = folder.run(&["normalize", "-g", "names.csv", "--check", "done.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
}

#[test]
fn normalize_changes_files_in_place_and_keeps_a_copy() {
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
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
    let folder = Folder::with_article();
    folder.write("latin1.txt", b"caf\xe9 in Erevan \xff\n");
    folder.run(&[
        "normalize",
        "-g",
        "names.csv",
        "latin1.txt",
        "-o",
        "out.txt",
    ]);
    assert_eq!(folder.bytes("out.txt"), b"caf\xe9 in Yerevan \xff\n");
}
