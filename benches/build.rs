//! Compiling and opening a gazetteer: `cargo bench -p exonym --bench build`.
//!
//! Numbers of names may be given behind it (`-- 1000 5000000`). Names are made (of syllables, by number), an
//! entity each, a quarter of them in Cyrillic alone: these are spelled in Latin letters, which takes most of the
//! time. `EXONYM_NAMES=FILE` takes them from a file instead: real ones, as `benches/place_names.py` writes it. Prints
//! how long it takes, the most memory that is allocated meanwhile (records come one by one, and what is sorted is put by
//! on disk), and the bytes of a name for what finds it in text; then how long the file takes to open
//! and to be checked.

#[allow(dead_code)] // Texts are for other benches.
mod names;

use std::path::Path;
use std::time::Instant;

use exonym::{EntityType, Gazetteer, GazetteerBuilder, Record};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = match arguments.iter().any(|argument| argument == "--test") {
            true => vec![1_000],
            false => vec![200_000, 1_000_000],
        };
    }
    let folder = tempfile::tempdir().expect("there is room for files");
    for size in sizes {
        let path = folder.path().join(format!("{size}.gaz"));
        MEMORY.reset_peak_usage();
        let start = Instant::now();
        let stats = builder(size, &path)
            .write(&path)
            .expect("the names are fine");
        let took = start.elapsed();
        let peak = MEMORY.peak_usage_as_mb();
        assert_eq!(stats.names, size, "the names end before, or come twice");
        println!(
            "{size} names of {} entities, {} keys",
            stats.entities, stats.keys
        );
        println!("  built in {took:.1?}, at most {peak:.0} MiB allocated");
        open(&path, size);
    }
}

fn builder(size: usize, path: &Path) -> GazetteerBuilder {
    let mut builder = GazetteerBuilder::for_file(path);
    builder.extend(records().take(size));
    builder
}

/// Those of the file, if one is named, or made ones without end.
fn records() -> Box<dyn Iterator<Item = Record>> {
    const TYPES: [EntityType; 3] = [
        EntityType::Person,
        EntityType::Place,
        EntityType::Organization,
    ];
    let made = (0..).map(|n| Record {
        entity_type: Some(TYPES[n % TYPES.len()]),
        ..Record::new(format!("m{n}"), names::name(n))
    });
    match names::of_file() {
        Some(records) => Box::new(records),
        None => Box::new(made),
    }
}

fn open(path: &Path, size: usize) {
    // The first to ask for memory tidies up what the builder left.
    drop(Gazetteer::open_unverified(path));
    let start = Instant::now();
    let gazetteer = Gazetteer::open_unverified(path).expect("it was just written");
    println!("  opened in {:.1?}", start.elapsed());
    let start = Instant::now();
    gazetteer.verify().expect("it is whole");
    let took = start.elapsed();
    let stats = gazetteer.stats();
    let rate = stats.bytes as f64 / 1e9 / took.as_secs_f64();
    println!("  checked in {took:.1?}, {rate:.1} GB/s");
    let of_name = |kinds: &[&str]| {
        let sections = stats.sections.iter();
        let sections = sections.filter(|(kind, _)| kinds.contains(&kind.as_str()));
        sections.map(|(_, bytes)| bytes).sum::<usize>() as f64 / size as f64
    };
    println!(
        "  {:.1} bytes a name for surfaces, prefixes and postings, {:.1} in all",
        of_name(&["surfaces", "prefixes", "postings"]),
        stats.bytes as f64 / size as f64
    );
    assert_eq!(stats.names, size);
    let listed = records().nth(size / 2).expect("there are so many");
    assert!(!gazetteer.find(&listed.name).is_empty());
}
