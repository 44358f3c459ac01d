//! How long the program takes to begin: medians of 20 runs as whole processes.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 20;

fn main() {
    // `cargo bench -- --test` asks only whether it works.
    let runs = if std::env::args().any(|arg| arg == "--test") {
        1
    } else {
        RUNS
    };
    let version = median(runs, || run(&["--version"], ""));
    let normalize = median(runs, || {
        assert_eq!(
            run(&["normalize", "--to", "en"], "in Erevan\n"),
            "in Yerevan\n"
        )
    });
    println!("--version {version:.1?}, one-line normalize {normalize:.1?}: medians of {runs}");
}

fn run(args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_exonym"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it has a standard input");
    // `--version` does not read.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}
