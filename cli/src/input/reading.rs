//! Reading files, one after the other.

use std::fs;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::document::{Document, File, Form};
use super::format::Kind;
use super::lines::Lines;
use super::options::Options;
use super::rows::Rows;
use crate::args::Inputs;

type Documents<'i> = Box<dyn Iterator<Item = Result<Document>> + 'i>;

/// All documents of all inputs, in order. What cannot be read is an error in
/// its place, and reading goes on behind it.
pub fn documents<'i>(inputs: &'i Inputs, options: &'i Options) -> Documents<'i> {
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
    let read = paths.into_iter().flat_map(move |path| {
        read(&path, inputs, options).unwrap_or_else(|error| Box::new(std::iter::once(Err(error))))
    });
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

fn read<'i>(path: &Path, inputs: &'i Inputs, options: &'i Options) -> Result<Documents<'i>> {
    let standard_input = path == Path::new("-");
    let mut file = File {
        name: match standard_input {
            true => "<stdin>".to_owned(),
            false => path.display().to_string(),
        },
        path: (!standard_input).then(|| path.to_owned()),
        recode: None,
    };
    let name = file.name.clone();
    let reader: io::Result<Box<dyn Read>> = match standard_input {
        true => Ok(Box::new(io::stdin())),
        false => fs::File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
    };
    let mut reader = reader.with_context(|| name.clone())?;
    let kind = Kind::of(inputs.input_format, path, !inputs.columns.is_empty());
    let delimiter = match kind {
        Kind::Whole(syntax) => {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).with_context(|| name)?;
            let document = file.document(1, bytes, Form::Whole(syntax));
            return Ok(Box::new(std::iter::once(Ok(document))));
        }
        Kind::Lines => None,
        Kind::Rows(usual) => Some(inputs.delimiter.unwrap_or(usual)),
    };
    if options.whole_only {
        return Err(anyhow!(
            "{name}: --in-place changes texts only; write lines and rows to another file with -o"
        ));
    }
    let (reader, recode) =
        as_ascii_compatible(reader, options.encoding).with_context(|| name.clone())?;
    file.recode = recode;
    Ok(match delimiter {
        None => Box::new(Lines::new(reader, file)),
        Some(delimiter) => {
            let columns = (options.columns.as_slice(), inputs.no_header);
            Box::new(Rows::new(reader, file, delimiter, columns).with_context(|| name)?)
        }
    })
}

/// Lines and cells are told apart by bytes of ASCII, which two bytes a character
/// would hide: such a file is read whole, brought to UTF-8, and written back.
fn as_ascii_compatible(
    mut reader: Box<dyn Read>,
    encoding: Option<&'static Encoding>,
) -> Result<(Box<dyn Read>, Option<&'static Encoding>)> {
    let mut head = Vec::new();
    reader.by_ref().take(3).read_to_end(&mut head)?;
    let encoding = Encoding::for_bom(&head)
        .map(|(encoding, _)| encoding)
        .or(encoding);
    let reader = Cursor::new(head).chain(reader);
    let wide = encoding.filter(|encoding| *encoding == UTF_16LE || *encoding == UTF_16BE);
    let Some(encoding) = wide else {
        return Ok((Box::new(reader), None));
    };
    let mut bytes = Vec::new();
    BufReader::new(reader).read_to_end(&mut bytes)?;
    let (text, broken) = encoding.decode_without_bom_handling(&bytes);
    match broken {
        true => Err(anyhow!(
            "not all of it is {}; bring it to UTF-8 first",
            encoding.name()
        )),
        false => Ok((Box::new(Cursor::new(text.into_owned())), Some(encoding))),
    }
}
