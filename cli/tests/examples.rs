//! Every verb's `--help` begins with an example, and each of them works.

#![cfg(unix)]

mod folder;

use folder::Folder;

const NAMES: &str = "\
id,name,lang,type,kind
Q1953,Yerevan,en,place,canonical
Q1953,Erevan,en,place,alias
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("names.csv", NAMES);
    folder.write("house.csv", "id,name,lang\nQ1953,Jerevan,en\n");
    folder.write("article.txt", "Mr Putin was in Erevan.\n");
    std::fs::create_dir(folder.path().join("articles")).unwrap();
    folder.write("articles/article.txt", "Mr Putin was in Erevan.\n");
    folder.write("sheet.csv", "ID,Label\nQ1,Baku\n");
    for gazetteer in ["names.gaz", "old.gaz"] {
        assert_eq!(
            folder.run(&["build", "names.csv", "-o", gazetteer]).code,
            Some(0)
        );
    }
    folder.run(&["build", "house.csv", "-o", "new.gaz"]);
    folder
}

/// The verbs that the program's own help lists.
fn verbs(folder: &Folder) -> Vec<String> {
    let help = folder.run(&["--help"]).out;
    let list = help.split("Commands:").nth(1).unwrap();
    let list = list.split("Options:").next().unwrap();
    let verb = |line: &str| {
        let rest = line.strip_prefix("  ")?;
        let verb = rest.split(' ').next()?;
        (!verb.is_empty() && verb != "help").then(|| verb.to_owned())
    };
    list.lines().filter_map(verb).collect()
}

#[test]
fn every_example_works() {
    let folder = folder();
    let verbs = verbs(&folder);
    assert!(verbs.len() >= 17, "{verbs:?}");
    for verb in verbs {
        let help = folder.run(&[&verb, "--help"]).out;
        let first = help.lines().next().unwrap_or_default();
        let example = first.strip_prefix("Example: ").unwrap_or_default();
        let begins = example.starts_with(&format!("exonym {verb}"));
        assert!(begins, "{verb}: {first}");
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        let before = files();
        let ran = folder.bash(example).output().unwrap();
        let messages = String::from_utf8_lossy(&ran.stderr);
        // What differs between two gazetteers is no failure of the example.
        let wanted = i32::from(verb == "diff");
        assert_eq!(ran.status.code(), Some(wanted), "{example}: {messages}");
        assert!(
            !ran.stdout.is_empty() || !messages.is_empty() || files() > before,
            "{example} does nothing"
        );
    }
}
