//! Nobody may be reading the messages: the work is done all the same.

#![cfg(unix)]

mod folder;

use std::fs::File;
use std::io::pipe;
use std::process::Stdio;

use folder::Folder;

/// Standard errors that cannot be written to: a pipe that nobody reads, a full disk.
fn deaf() -> Vec<(&'static str, Stdio)> {
    let (_, writer) = pipe().unwrap();
    let mut deaf = vec![("closed", Stdio::from(writer))];
    if let Ok(full) = File::options().write(true).open("/dev/full") {
        deaf.push(("full", Stdio::from(full)));
    }
    deaf
}

#[test]
fn what_cannot_be_said_does_not_stop_the_work() {
    // The command line, its exit code, and what is in which file afterwards.
    let cases = [
        ("annotate /no1 /no2", 4, "a.txt", "In Erevan\n"),
        ("nonsense", 2, "a.txt", "In Erevan\n"),
        ("build bad.csv -o q.gaz", 3, "a.txt", "In Erevan\n"),
        ("build --keep-going bad.csv -o q.gaz", 0, "q.gaz", ""),
        ("export q.gaz -o q.csv", 0, "q.csv", ""),
        ("report -g names.csv a.txt -o r.html", 0, "r.html", ""),
        ("normalize -g names.csv -i news", 0, "news/b.txt", "Yerevan"),
    ];
    for (nth, (how, _)) in deaf().into_iter().enumerate() {
        let folder = Folder::with_yerevan();
        folder.write("bad.csv", "id,name,kind\nQ1,Baku,alais\nQ2,Tbilisi,\n");
        folder.write("a.txt", "In Erevan\n");
        folder.write("news/a.txt", "In Ayrvan, Erevan\n");
        folder.write("news/b.txt", "Erevan");
        for (line, code, file, text) in cases {
            let status = folder
                .program()
                .args(line.split(' '))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(deaf().remove(nth).1)
                .status()
                .unwrap();
            assert_eq!(status.code(), Some(code), "{how}: {line}: {status}");
            assert!(folder.has(file), "{how}: {line}");
            if !text.is_empty() {
                assert_eq!(folder.read(file), text, "{how}: {line}");
            }
        }
    }
}
