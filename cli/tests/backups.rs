//! A backup is the only copy of what was there: nothing takes its place.

mod folder;

use folder::Folder;

fn folder() -> Folder {
    let folder = Folder::with_yerevan();
    for name in ["a", "b", "c"] {
        folder.write(&format!("news/{name}.txt"), "In Erevan\n");
    }
    folder
}

fn normalize(folder: &Folder, more: &[&str]) -> folder::Ran {
    folder.run(
        &[
            &["normalize", "-g", "names.csv", "-i", "--backup=.bak"],
            more,
        ]
        .concat(),
    )
}

#[test]
fn a_backup_that_is_there_is_not_written_over() {
    let of_lines = "{\"text\": \"In Erevan\"}\n";
    for names in [&["news"][..], &["news/a.txt", "news/b.txt", "news/d.jsonl"]] {
        for kept in ["news/b.txt.bak", "news/d.jsonl.bak"] {
            let folder = folder();
            folder.write("news/d.jsonl", of_lines);
            folder.write(kept, "precious\n");
            let ran = normalize(&folder, names);
            assert_eq!(ran.code, Some(2), "{}", ran.err);
            assert!(
                ran.err.contains(&format!("{kept} is there already")),
                "{}",
                ran.err
            );
            // Nothing at all is written.
            assert_eq!(folder.read(kept), "precious\n");
            assert_eq!(folder.read("news/a.txt"), "In Erevan\n");
            assert_eq!(folder.read("news/b.txt"), "In Erevan\n");
            assert_eq!(folder.read("news/d.jsonl"), of_lines);
            assert!(!folder.has("news/a.txt.bak"));
        }
    }
}

#[test]
fn a_copy_that_an_ended_run_left_is_taken() {
    let folder = folder();
    folder.write("news/d.jsonl", "{\"text\": \"In Erevan\"}\n");
    for name in ["b.txt", "d.jsonl"] {
        let text = folder.read(&format!("news/{name}"));
        folder.write(&format!("news/{name}.bak"), text);
    }
    let ran = normalize(&folder, &["news"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(0), "4 of 4 files changed, 4 names written\n")
    );
    assert_eq!(folder.read("news/b.txt"), "In Yerevan\n");
    assert_eq!(folder.read("news/b.txt.bak"), "In Erevan\n");
}

/// Only root can give files away.
#[cfg(unix)]
#[test]
fn a_file_and_its_copy_stay_whose_they_were() {
    use std::os::unix::fs::{MetadataExt, chown};
    let folder = folder();
    let path = folder.path().join("news/a.txt");
    if chown(&path, Some(65534), Some(65534)).is_ok() {
        normalize(&folder, &["news/a.txt"]);
        for name in ["news/a.txt", "news/a.txt.bak"] {
            let meta = std::fs::metadata(folder.path().join(name)).unwrap();
            assert_eq!((meta.uid(), meta.gid()), (65534, 65534), "{name}");
        }
    }
}

#[test]
fn a_second_run_is_no_offence() {
    let folder = folder();
    let ran = normalize(&folder, &["news"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(0), "3 of 3 files changed, 3 names written\n")
    );
    folder.write("news/late.txt", "In Erevan\n");
    let ran = normalize(&folder, &["news"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(0), "1 of 4 files changed, 1 name written\n")
    );
    assert_eq!(folder.read("news/a.txt.bak"), "In Erevan\n");
    assert_eq!(folder.read("news/late.txt.bak"), "In Erevan\n");
}

#[test]
fn a_file_named_twice_keeps_its_backup() {
    let folder = folder();
    normalize(&folder, &["-j", "1", "news/a.txt", "news/a.txt"]);
    assert_eq!(folder.read("news/a.txt"), "In Yerevan\n");
    assert_eq!(folder.read("news/a.txt.bak"), "In Erevan\n");
}

#[test]
fn copies_are_no_articles() {
    let folder = folder();
    for copy in ["a.txt~", "a.txt.orig", "a.txt.bak", "old.bak"] {
        folder.write(&format!("news/{copy}"), "In Erevan\n");
    }
    let ran = folder.run(&["annotate", "-g", "names.csv", "news"]);
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    assert_eq!(ran.err, "");
    // Who names one means it.
    let ran = folder.run(&["annotate", "-g", "names.csv", "news/a.txt~", "news/*.bak"]);
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
}
