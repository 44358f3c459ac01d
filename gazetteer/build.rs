//! Compiles the CSV files of this folder to one gazetteer, which the library embeds.

use std::env;
use std::fs;
use std::path::PathBuf;

use exonym::gazetteer::source::{SourceOptions, add_files};
use exonym::{ErrorKind, GazetteerBuilder, Lexicon};

fn main() {
    println!("cargo:rerun-if-changed=.");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut files: Vec<PathBuf> = fs::read_dir(".")
        .expect("the folder of the crate can be read")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension().is_some_and(|e| e == "csv") && !path.ends_with("sources.csv")
        })
        .collect();
    files.sort();

    let compiled = out.join("default.gaz");
    let mut builder = GazetteerBuilder::for_file(&compiled);
    let added = add_files(&mut builder, &files, &SourceOptions::default());
    added.unwrap_or_else(|error| {
        if let ErrorKind::Source { diagnostics, .. } = error.kind() {
            diagnostics
                .iter()
                .for_each(|diagnostic| eprintln!("{diagnostic}"));
        }
        panic!("{error}");
    });
    builder.describe("sources", sources());
    builder
        .write(compiled)
        .expect("the gazetteer can be written");
    let lexicon = Lexicon::compile(&lexicon()).expect("the lexicon is not too large");
    fs::write(out.join("names.lex"), lexicon).expect("the lexicon can be written");
}

/// The lines of all files of name parts.
fn lexicon() -> String {
    let files = fs::read_dir("lexicon").expect("the folder can be read");
    let texts = files.map(|file| {
        let path = file.expect("the folder can be read").path();
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// What `sources.csv` says of each file, for the description inside the gazetteer.
fn sources() -> Vec<serde_json::Value> {
    let mut reader = csv::Reader::from_path("sources.csv").expect("sources.csv can be read");
    let rows = reader.deserialize::<serde_json::Map<String, serde_json::Value>>();
    rows.map(|row| row.expect("sources.csv is a table").into())
        .collect()
}
