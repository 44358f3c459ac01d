//! Names that are right in a language stay in a text of that language.

mod folder;

use folder::Folder;

#[test]
fn what_the_press_writes_stays() {
    let rows = include_str!("press_names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let mut changed = Vec::new();
    for row in rows {
        let (lang, text) = row.split_once('\t').unwrap();
        let ran = Folder::new().run_with(&["normalize", "--no-config", "--lang", lang], text);
        if ran.out.trim_end() != text {
            changed.push(format!("{lang}\t{text}\n\t{}", ran.out.trim_end()));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
