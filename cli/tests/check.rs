//! `exonym check`.

mod folder;

use folder::Folder;

const ODD: &str = "\
id,name,lang,type
Q1953, Yerevan,en,place
Q1953,Yerevan,en,place
Q1,Of,en,place
Q2,Москва,en,place
";

#[test]
fn findings_are_shown_with_their_lines() {
    let folder = Folder::new();
    folder.write("odd.csv", ODD);
    let ran = folder.run(&["check", "odd.csv"]);
    assert_eq!(ran.code, Some(1));
    for code in ["W202", "W203", "W303", "W304", "W306"] {
        assert!(ran.out.contains(code), "{code}\n{}", ran.out);
    }
    let shown = "\
warning[W303]: `Of` is a common word in `en`
 --> odd.csv:4:4
  |
4 | Q1,Of,en,place
  |    ^^
";
    assert!(ran.out.contains(shown), "{}", ran.out);
    assert_eq!(ran.err, "4 names of 3 entities: 5 warnings\n");
}

#[test]
fn json_says_the_same() {
    let folder = Folder::new();
    folder.write("odd.csv", ODD);
    let ran = folder.run(&["check", "odd.csv", "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    let whole: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&whole["names"], &whole["entities"]),
        (&4.into(), &3.into())
    );
    let first = &whole["diagnostics"][0];
    assert_eq!(
        (&first["code"], &first["line"]),
        (&"W203".into(), &2.into())
    );
    assert_eq!(first["file"], "odd.csv");
}

#[test]
fn rows_that_cannot_be_read_are_errors_beside_the_rest() {
    let folder = Folder::new();
    folder.write("odd.csv", "id,name,kind\nQ1,A1,alais\nQ2,Bb\nQ3,Of\n");
    let ran = folder.run(&["check", "odd.csv"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out.contains("error[E113]") && ran.out.contains("error[E106]"),
        "{}",
        ran.out
    );
    folder.write("odd.csv", "name\nA1\n");
    let ran = folder.run(&["check", "odd.csv"]);
    assert!(ran.out.contains("error[E103]"), "{}", ran.out);
    assert_eq!(folder.run(&["check", "missing.csv"]).code, Some(3));
}

#[test]
fn fix_mends_what_needs_no_deciding_and_says_so() {
    let folder = Folder::new();
    folder.write("odd.csv", ODD);
    let ran = folder.run(&["check", "--fix", "odd.csv"]);
    assert_eq!(
        folder.read("odd.csv"),
        "id,name,lang,type\nQ1953,Yerevan,en,place\nQ1,Of,en,place\nQ2,Москва,en,place\n"
    );
    let said = "\
odd.csv:2: white space around `Yerevan` is removed
odd.csv:3: the row says what line 2 does, and is removed
odd.csv: 2 mended
3 names of 3 entities: 3 warnings
";
    assert_eq!(ran.err, said);
    assert!(!ran.out.contains("W202"), "{}", ran.out);
    let ran = folder.run(&["check", "--fix", "odd.csv"]);
    assert!(
        ran.err
            .starts_with("odd.csv: nothing to mend without asking\n"),
        "{}",
        ran.err
    );
}

#[test]
fn the_folder_says_how_bad_each_finding_is() {
    let folder = Folder::new();
    folder.write("odd.csv", "id,name,lang\nQ1,Police,en\n");
    assert_eq!(folder.run(&["check", "odd.csv"]).code, Some(1));
    folder.write("exonym.toml", "jobs = 1\n[check]\nW303 = \"note\"\n");
    let ran = folder.run(&["check", "odd.csv"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.starts_with("note[W303]"), "{}", ran.out);
    folder.write("exonym.toml", "check = { W303 = \"off\" }");
    let ran = folder.run(&["check", "odd.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(ran.err, "1 name of 1 entity: nothing to report\n");
    for (text, said) in [
        (
            "[check]\nW999 = \"off\"",
            "error: unknown code `W999`\n --> own.toml:2:1",
        ),
        (
            "[check]\nW303 = \"bad\"",
            "help: use \"off\", \"note\", \"warning\" or \"error\"",
        ),
        ("[check]\nE106 = \"off\"", "E106 stays an error"),
        ("check = 1", "`check` must be a table"),
        ("[check", " --> own.toml:1:7"),
    ] {
        folder.write("own.toml", text);
        let ran = folder.run(&["check", "odd.csv", "--config", "own.toml"]);
        assert_eq!(ran.code, Some(2), "{text}");
        assert!(ran.err.contains(said), "{text}: {}", ran.err);
    }
}

#[test]
fn a_country_that_is_no_code_is_found_where_it_stands() {
    let folder = Folder::new();
    folder.write(
        "places.csv",
        "id,name,lang,type,country\nQ1953,Yerevan,en,place,ARM\nQ84,London,en,place,GB\n",
    );
    let ran = folder.run(&["check", "places.csv"]);
    assert_eq!(ran.code, Some(1));
    let shown = "\
warning[W212]: `ARM` is no country code of ISO 3166
 --> places.csv:2:24
  |
2 | Q1953,Yerevan,en,place,ARM
  |                        ^^^
";
    assert!(ran.out.contains(shown), "{}", ran.out);
    assert!(ran.out.contains("write `AM`"), "{}", ran.out);
    assert_eq!(ran.out.matches("W212").count(), 1, "{}", ran.out);
}
