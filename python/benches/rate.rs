//! The rate of the library alone, which `rate.py` holds the module's against.
//!
//! Takes a file with a JSON string on each line. Prints nanoseconds of
//! processor time, the least of two rounds: for all lines annotated, for all
//! lines annotated and described as JSON has it, for the same with all that is
//! found kept until the last, as a batch keeps it, and for the last line alone.

use std::fs;
use std::hint::black_box;

use exonym::output::{DocumentRecord, OffsetUnit};
use exonym::{Document, Matcher, Scratch};

const ROUNDS: usize = 2;

fn main() {
    // Cargo adds an option of its own.
    let path = std::env::args()
        .skip(1)
        .find(|argument| argument != "--bench");
    let path = path.expect("name the file of texts");
    let file = fs::read_to_string(path).expect("the file can be read");
    let texts: Vec<String> = file
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is a JSON string"))
        .collect();
    let lexicon = std::sync::Arc::new(exonym_gazetteer::lexicon());
    let matcher = Matcher::new(exonym_gazetteer::default()).lexicon(lexicon);
    let mut scratch = Scratch::default();

    let annotate = |text: &str, scratch: &mut Scratch| {
        black_box(matcher.annotate(&Document::new(text), scratch));
    };
    let describe = |text: &str, scratch: &mut Scratch| {
        let annotation = matcher.annotate(&Document::new(text), scratch);
        let id = serde_json::Value::Null;
        let unit = OffsetUnit::Chars;
        let record = DocumentRecord::new(id, text.as_bytes(), &annotation, &matcher, unit);
        black_box(record.mentions.len());
    };
    let annotated = least(|| texts.iter().for_each(|text| annotate(text, &mut scratch)));
    let described = least(|| texts.iter().for_each(|text| describe(text, &mut scratch)));
    let kept = least(|| {
        let annotate = |text| matcher.annotate(&Document::new(text), &mut scratch);
        let annotations: Vec<_> = texts.iter().map(annotate).collect();
        let records: Vec<_> = std::iter::zip(&texts, &annotations)
            .map(|(text, annotation)| {
                let id = serde_json::Value::Null;
                DocumentRecord::new(id, text.as_bytes(), annotation, &matcher, OffsetUnit::Chars)
            })
            .collect();
        black_box(records);
    });
    let short = texts.last().expect("there are texts");
    const TIMES: u64 = 10_000;
    let one = least(|| (0..TIMES).for_each(|_| describe(short, &mut scratch))) / TIMES;
    println!("{annotated} {described} {kept} {one}");
}

fn least(mut work: impl FnMut()) -> u64 {
    let round = |_| {
        let before = processor_time();
        work();
        processor_time() - before
    };
    (0..ROUNDS).map(round).min().unwrap_or(0)
}

/// Nanoseconds that this thread has run, whatever else runs beside it.
fn processor_time() -> u64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
    let first = stat.split(' ').next();
    first
        .and_then(|time| time.parse().ok())
        .expect("it is a number")
}
