//! Makes the character tables of `src/text` and `src/fold` from the Unicode
//! data of the build dependencies and the rule files beside the code, and the
//! table of common words of `src/matcher`.

#[path = "build/chars.rs"]
mod chars;
#[path = "build/classes.rs"]
mod classes;
#[path = "build/folds.rs"]
mod folds;
#[path = "src/fold/step.rs"]
mod hash;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/scripts.rs"]
mod scripts;
#[path = "build/words.rs"]
mod words;

use std::env;
use std::path::PathBuf;

fn main() {
    for folder in [
        "src/fold/rules",
        "src/fold/step.rs",
        "src/text",
        "src/matcher/words",
        "src/matcher/rules/telling_words.tsv",
        "src/romanize",
        "src/inflect",
        "build",
        "build.rs",
    ] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let chars = chars::read();
    chars.write(&out.join("chars.rs"));
    words::write(
        "src/matcher/words",
        "src/matcher/rules/telling_words.tsv",
        &chars,
        &out.join("word_table.rs"),
    );
    rules::write_files("src/matcher/words", &out.join("words.rs"));
    rules::write_files("src/inflect/rules", &out.join("inflections.rs"));
    rules::write_files("src/inflect/spellings", &out.join("spellings.rs"));
    rules::write_files("src/romanize/rules", &out.join("conventions.rs"));
    rules::write_files("src/romanize/learned", &out.join("learned.rs"));
    rules::write_files("src/romanize/routes", &out.join("routes.rs"));
    rules::write_files("src/romanize/standards", &out.join("standards.rs"));
}
