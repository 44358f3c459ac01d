//! From files, folders and standard input to documents.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde_json::{Map, Value};

use crate::args::{InputFormat, Inputs};

/// One text to work on.
pub struct Document {
    /// What it is called in the output: the `id` of its JSON object, or the file.
    pub id: Value,
    pub text: Vec<u8>,
    /// Language, empty if not said.
    pub lang: String,
    /// The file it is from; `None` for standard input.
    pub path: Option<PathBuf>,
    /// The JSON object it was a field of.
    pub object: Option<Map<String, Value>>,
}

/// All documents of all inputs, in order. What cannot be read is an error in
/// its place, and reading goes on behind it.
pub fn documents(inputs: &Inputs) -> Box<dyn Iterator<Item = Result<Document>> + '_> {
    let mut paths = Vec::new();
    let mut failed = Vec::new();
    for file in &inputs.files {
        if let Err(error) = collect(file, &mut paths) {
            failed.push(error);
        }
    }
    if inputs.files.is_empty() {
        paths.push(PathBuf::from("-"));
    }
    let read = paths.into_iter().flat_map(move |path| read(path, inputs));
    Box::new(failed.into_iter().map(Err).chain(read))
}

/// A folder stands for all files below it, in the order of their names; hidden ones are passed over.
fn collect(path: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    if path == Path::new("-") || !path.is_dir() {
        paths.push(path.to_owned());
        return Ok(());
    }
    let entries: io::Result<Vec<_>> = fs::read_dir(path).and_then(Iterator::collect);
    let mut entries: Vec<PathBuf> = entries
        .with_context(|| path.display().to_string())?
        .into_iter()
        .map(|e| e.path())
        .collect();
    entries.sort();
    let hidden = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    entries
        .iter()
        .filter(|path| !hidden(path))
        .try_for_each(|path| collect(path, paths))
}

fn read<'i>(path: PathBuf, inputs: &'i Inputs) -> Box<dyn Iterator<Item = Result<Document>> + 'i> {
    let reader: io::Result<Box<dyn Read>> = match path == Path::new("-") {
        true => Ok(Box::new(io::stdin())),
        false => fs::File::open(&path).map(|file| Box::new(file) as Box<dyn Read>),
    };
    let name = if path == Path::new("-") {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    };
    let reader = match reader.with_context(|| name.clone()) {
        Ok(reader) => reader,
        Err(error) => return Box::new(std::iter::once(Err(error))),
    };
    match inputs.input_format {
        InputFormat::Text => Box::new(std::iter::once(whole(reader, path, name, &inputs.lang))),
        InputFormat::Jsonl => Box::new(lines(reader, path, name, &inputs.lang)),
    }
}

fn whole(mut reader: Box<dyn Read>, path: PathBuf, name: String, lang: &str) -> Result<Document> {
    let mut text = Vec::new();
    reader
        .read_to_end(&mut text)
        .with_context(|| name.clone())?;
    let path = (path != Path::new("-")).then_some(path);
    Ok(Document {
        id: name.into(),
        text,
        lang: lang.to_owned(),
        path,
        object: None,
    })
}

fn lines<'i>(
    reader: Box<dyn Read>,
    path: PathBuf,
    name: String,
    lang: &'i str,
) -> impl Iterator<Item = Result<Document>> + 'i {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let mut number = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        loop {
            if ended {
                return None;
            }
            let mut line = Vec::new();
            number += 1;
            match reader.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let place = format!("{name}:{number}");
                    return Some(object(&line, number, lang, &path).with_context(|| place));
                }
                Err(error) => {
                    ended = true;
                    return Some(Err(error).with_context(|| name.clone()));
                }
            }
        }
    })
}

fn object(line: &[u8], number: usize, lang: &str, path: &Path) -> Result<Document> {
    let mut object: Map<String, Value> = serde_json::from_slice(line)
        .map_err(|error| anyhow!("not a JSON object ({error}); is --input-format text meant?"))?;
    let text = match object.get_mut("text") {
        Some(Value::String(text)) => std::mem::take(text).into_bytes(),
        Some(_) => return Err(anyhow!("the field `text` is not a string")),
        None => return Err(anyhow!("there is no field `text`")),
    };
    let own_lang = object
        .get("lang")
        .and_then(Value::as_str)
        .unwrap_or(lang)
        .to_owned();
    let id = object.get("id").cloned().unwrap_or(number.into());
    let path = (path != Path::new("-")).then(|| path.to_owned());
    Ok(Document {
        id,
        text,
        lang: own_lang,
        path,
        object: Some(object),
    })
}
