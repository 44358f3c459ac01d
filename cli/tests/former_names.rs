//! Towns are found by what they were called and by what neighbours call them, and the name stays.

mod folder;

use folder::Folder;

#[test]
fn former_names_are_linked_and_stay() {
    let rows = include_str!("former_names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for row in rows {
        let [lang, marked, id] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}: not three fields");
        };
        let (_, rest) = marked.split_once('[').unwrap();
        let (name, _) = rest.split_once(']').unwrap();
        let text = marked.replace(['[', ']'], "");
        let run = |verb| Folder::new().run_with(&[verb, "--no-config", "--lang", lang], &text);
        let found = run("annotate").out;
        let mut mentions = found
            .lines()
            .map(|line| line.split('\t').collect::<Vec<_>>());
        if !mentions.any(|mention| mention[1] == name && mention[3] == id) {
            wrong.push(format!("{row}\n{found}"));
        }
        let written = run("normalize").out;
        if written.trim_end() != text {
            wrong.push(format!("{row}\n{written}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
