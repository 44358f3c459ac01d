//! Reading files, one after the other.

use std::fs;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::document::{Document, File, Form};
use super::format::Kind;
use super::lines::Lines;
use super::options::Options;
use super::paths::Paths;
use super::rows::Rows;
use crate::{terminal, unpack};

type Documents<'i> = Box<dyn Iterator<Item = Result<Document>> + 'i>;

/// All documents of all files, in order. What cannot be read is an error in
/// its place, and reading goes on behind it.
pub fn documents(paths: Paths, options: &Options) -> Documents<'_> {
    let read = paths.files.into_iter().flat_map(move |path| {
        read(&path, options).unwrap_or_else(|error| Box::new(std::iter::once(Err(error))))
    });
    Box::new(paths.failed.into_iter().map(Err).chain(read))
}

fn read<'i>(path: &Path, options: &'i Options) -> Result<Documents<'i>> {
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
        true => Ok(Box::new(terminal::stdin())),
        false => fs::File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
    };
    let reader = reader.with_context(|| name.clone())?;
    let (mut reader, packed) =
        unpack::unpacked(BufReader::new(reader)).with_context(|| name.clone())?;
    if packed && options.in_place {
        let problem = anyhow!(
            "compressed, and would be written as it is not; unpack it, or write to another file"
        );
        return Err(problem.context(name));
    }
    let kind = options.kind(path);
    let delimiter = match kind {
        Kind::Whole(syntax) => {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).with_context(|| name)?;
            let document = file.document(1, bytes, Form::Whole(syntax));
            return Ok(Box::new(std::iter::once(Ok(document))));
        }
        Kind::Lines => None,
        Kind::Rows(usual) => Some(options.delimiter.unwrap_or(usual)),
    };
    let (reader, recode) =
        as_ascii_compatible(reader, options.encoding).with_context(|| name.clone())?;
    file.recode = recode;
    Ok(match delimiter {
        None => Box::new(Lines::new(reader, file)),
        Some(delimiter) => {
            let columns = (options.columns.as_slice(), options.no_header);
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
