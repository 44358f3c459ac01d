//! What the program reads and how it writes it again, case by case: `inputs.toml`.

mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use encoding_rs::Encoding;
use folder::Folder;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The command line, at its white space; `'` around what has some.
    run: String,
    #[serde(default)]
    input: String,
    /// Files to be there.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// The encoding of input, files, and what is written.
    encoding: Option<String>,
    #[serde(default)]
    code: i32,
    out: String,
    /// Standard error has this in it; if it is not said, nothing.
    err: Option<String>,
    /// What is in the files afterwards.
    #[serde(default)]
    after: BTreeMap<String, String>,
}

const NAMES: &str = "\
id,name,lang,type,kind,weight
Q1953,Yerevan,en,place,canonical,1093485
Q1953,Erevan,,place,alias,
Q1953,Ереван,ru,place,canonical,
Q1953,Эривань,ru,place,alias,
Q43,Türkiye,en,place,canonical,85000000
Q43,Turkey,en,place,alias,
Q408,\"Land, \"\"Down\"\" Under\",en,place,canonical,
Q408,Downunder Land,en,place,alias,
Q656,Saint Petersburg,en,place,canonical,
Q656,Sankt Peterburg,en,place,alias,
";

fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

impl Case {
    fn bytes(&self, text: &str) -> Vec<u8> {
        match self.encoding.as_deref() {
            None => text.as_bytes().to_vec(),
            Some("utf-16le") => {
                let units = text.encode_utf16();
                [0xFEFF]
                    .into_iter()
                    .chain(units)
                    .flat_map(u16::to_le_bytes)
                    .collect()
            }
            Some(label) => {
                let (bytes, _, unwritable) =
                    Encoding::for_label(label.as_bytes()).unwrap().encode(text);
                assert!(!unwritable, "{text}");
                bytes.into_owned()
            }
        }
    }

    fn run(&self) -> Result<(), String> {
        let folder = Folder::new();
        folder.write("names.csv", NAMES);
        for (name, text) in &self.files {
            folder.write(name, self.bytes(text));
        }
        let words = words(&self.run);
        let args: Vec<&str> = words.iter().map(String::as_str).collect();
        let ran = folder.run_with(
            &[&args, &["-g", "names.csv"][..]].concat(),
            self.bytes(&self.input),
        );
        let same = |what: &str, found: &[u8], wanted: &[u8]| match found == wanted {
            true => Ok(()),
            false => Err(format!(
                "{what}\n  wanted {}\n  found  {}\n  stderr {}",
                wanted.escape_ascii(),
                found.escape_ascii(),
                ran.err
            )),
        };
        same("output", &ran.bytes, &self.wanted())?;
        match &self.err {
            None => same("messages", ran.err.as_bytes(), b"")?,
            Some(wanted) if !ran.err.contains(wanted.as_str()) => {
                return Err(format!("messages\n  wanted {wanted}\n  found  {}", ran.err));
            }
            Some(_) => {}
        }
        for (name, text) in &self.after {
            same(name, &folder.bytes(name), &self.bytes(text))?;
        }
        match ran.code == Some(self.code) {
            true => Ok(()),
            false => Err(format!(
                "code {:?}, wanted {}; {}",
                ran.code, self.code, ran.err
            )),
        }
    }

    /// The output; messages and lists are in UTF-8 whatever the text is in.
    fn wanted(&self) -> Vec<u8> {
        match self.run.starts_with("normalize") && !self.run.contains("--diff") {
            // Of nothing there is no byte-order mark either.
            true if !self.out.is_empty() => self.bytes(&self.out),
            _ => self.out.clone().into_bytes(),
        }
    }
}

#[test]
fn cases() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs.toml");
    let cases: BTreeMap<String, Case> = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let failed: String = cases
        .iter()
        .filter_map(|(name, case)| Some(format!("{name}: {}\n", case.run().err()?)))
        .collect();
    assert!(failed.is_empty(), "\n{failed}");
    assert!(cases.len() >= 40, "{} cases", cases.len());
}
