//! Replays the corpus of the fuzz targets: seeds made by hand, and what crashed
//! once. See `tests/fuzz/Cargo.toml` for the fuzzing itself.

use std::fs;
use std::path::Path;

#[path = "fuzz/bodies.rs"]
mod bodies;

fn replay(target: &str, body: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let entries = fs::read_dir(folder.join(target)).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10, "{} files for {target}", files.len());
    for file in files {
        // Shown if the test fails: the last one is the culprit.
        println!("{}", file.display());
        body(&fs::read(&file).unwrap());
    }
}

macro_rules! targets {
    ($($target:ident)+) => {
        $(#[test]
        fn $target() {
            replay(stringify!($target), bodies::$target);
        })+
    };
}

targets! { open_bytes open_forged read_csv fold_tokenize normalize template html xml markdown encoded }
