//! Who gives a line and waits is answered before giving the next.

mod folder;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use folder::Folder;

/// Far more than an answer takes: only a program that waits for more is ended by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Gives the program line after line, each when the one before is answered; returns the answers.
/// What has no answer is given before.
fn answers(args: &[&str], unanswered: &str, lines: &[&str]) -> Vec<String> {
    let folder = Folder::with_yerevan();
    let mut child = folder
        .program()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (give, get) = mpsc::channel();
    std::thread::spawn(move || {
        output
            .lines()
            .map_while(Result::ok)
            .try_for_each(|line| give.send(line))
    });
    input.write_all(unanswered.as_bytes()).unwrap();
    let mut answers = Vec::new();
    for line in lines {
        input.write_all(line.as_bytes()).unwrap();
        match get.recv_timeout(PATIENCE) {
            Ok(answer) => answers.push(answer),
            Err(_) => break,
        }
    }
    // Then it is to go on to its end.
    drop(input);
    let said: Vec<String> = get.iter().collect();
    assert!(said.is_empty(), "{args:?}: only at the end: {said:?}");
    child.wait().unwrap();
    answers
}

#[test]
fn lines_are_answered_as_they_come() {
    let jsonl = ["{\"text\": \"Erevan\"}\n", "{\"text\": \"In Erevan\"}\n"];
    let rows = ["1,In Erevan\n", "2,Erevan\n"];
    let with_names = |args: &'static str| {
        let args = args.split(' ').chain(["-g", "names.csv"]);
        args.collect::<Vec<_>>()
    };
    let given = [
        (
            with_names("annotate --input-format jsonl --format jsonl"),
            "",
            jsonl,
        ),
        (with_names("annotate --input-format jsonl -j 1"), "", jsonl),
        (with_names("normalize --input-format jsonl"), "", jsonl),
        (
            with_names("annotate --input-format csv --column text"),
            "id,text\n",
            rows,
        ),
        (with_names("lookup"), "", ["Erevan\n", "Yerevan\n"]),
        (
            vec!["compare", "--format", "jsonl"],
            "",
            ["Erevan\tYerevan\n"; 2],
        ),
        (
            vec!["variants", "--limit", "1", "--no-lexicon"],
            "",
            ["Ереван\n", "Москва\n"],
        ),
        (
            vec!["romanize", "--standard", "bgnpcgn-hye-Armn-Latn-1981"],
            "",
            ["Երևան\n", "Գյումրի\n"],
        ),
    ];
    for (args, unanswered, lines) in given {
        let answers = answers(&args, unanswered, &lines);
        assert_eq!(answers.len(), lines.len(), "{args:?}: {answers:?}");
    }
}

#[test]
fn a_line_that_is_begun_is_waited_for() {
    let args = ["lookup", "-g", "names.csv"];
    let answers = answers(&args, "Ere", &["van\nYere", "van\n"]);
    assert!(answers[0].starts_with("Erevan\t=\t"), "{answers:?}");
    assert!(answers[1].starts_with("Yerevan\t=\t"), "{answers:?}");
}
