//! What the program reads and how it writes it again, case by case: `inputs.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use encoding_rs::Encoding;
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
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        };
        write("names.csv", NAMES.as_bytes());
        for (name, text) in &self.files {
            write(name, &self.bytes(text));
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_exonym"))
            .args(words(&self.run))
            .args(["-g", "names.csv"])
            .current_dir(folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("none"))
            .env_remove("EXONYM_CONFIG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child
            .stdin
            .take()
            .unwrap()
            .write_all(&self.bytes(&self.input));
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        let same = |what: &str, found: &[u8], wanted: &[u8]| match found == wanted {
            true => Ok(()),
            false => Err(format!(
                "{what}\n  wanted {}\n  found  {}\n  stderr {err}",
                wanted.escape_ascii(),
                found.escape_ascii()
            )),
        };
        // Messages and lists are in UTF-8 whatever the text is in.
        let out = match self.run.starts_with("normalize") && !self.run.contains("--diff") {
            true => self.bytes(&self.out),
            false => self.out.clone().into_bytes(),
        };
        let out = if self.out.is_empty() { Vec::new() } else { out };
        same("output", &output.stdout, &out)?;
        match &self.err {
            None => same("messages", &output.stderr, b"")?,
            Some(wanted) if !err.contains(wanted.as_str()) => {
                return Err(format!("messages\n  wanted {wanted}\n  found  {err}"));
            }
            Some(_) => {}
        }
        for (name, text) in &self.after {
            let found = fs::read(folder.path().join(name)).unwrap();
            same(name, &found, &self.bytes(text))?;
        }
        match output.status.code() == Some(self.code) {
            true => Ok(()),
            false => Err(format!(
                "code {:?}, wanted {}; {err}",
                output.status.code(),
                self.code
            )),
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
