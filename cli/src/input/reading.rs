//! Reading files, one after the other.

use std::fs;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::binary;
use super::chunks::{self, Chunks, Cut};
use super::document::{Document, File, Form, LARGEST};
use super::format::Kind;
use super::lines::Lines;
use super::options::Options;
use super::paths::Paths;
use super::rows::Rows;
use crate::args::Syntax;
use crate::{terminal, unpack};

type Documents = Box<dyn Iterator<Item = Result<Document>> + Send>;

/// All documents of all files, in order. What cannot be read is an error in
/// its place, and reading goes on behind it.
pub fn documents(paths: Paths, options: Options) -> Documents {
    let read = paths.files.into_iter().flat_map(move |path| {
        read(&path, &options).unwrap_or_else(|error| Box::new(std::iter::once(Err(error))))
    });
    Box::new(paths.failed.into_iter().map(Err).chain(read))
}

fn read(path: &Path, options: &Options) -> Result<Documents> {
    let standard_input = path == Path::new("-");
    let mut file = File::new(
        match standard_input {
            true => "<stdin>".to_owned(),
            false => path.display().to_string(),
        },
        (!standard_input).then(|| path.to_owned()),
    );
    let name = file.name.clone();
    let mut reader = opened(path, options).with_context(|| name.clone())?;
    let delimiter = match options.kind(path) {
        Kind::Whole(syntax) => return text(reader, file, syntax, options),
        Kind::Lines => None,
        Kind::Rows(usual) => Some((options.delimiter, usual)),
    };
    let (head, encoding) = encoding(&mut reader, options.encoding).with_context(|| name.clone())?;
    let reader = Box::new(Cursor::new(head).chain(reader));
    let (reader, recode) = as_ascii_compatible(reader, encoding).with_context(|| name.clone())?;
    file.recode = recode;
    Ok(match delimiter {
        None => Box::new(Lines::new(reader, file).documents()),
        Some(delimiter) => {
            let columns = (options.columns.as_slice(), options.no_header);
            let rows = Rows::new(reader, file, delimiter, columns).with_context(|| name)?;
            Box::new(rows.documents())
        }
    })
}

/// What a file holds, unpacked, if it is to be read at all.
fn opened(path: &Path, options: &Options) -> Result<Box<dyn Read + Send>> {
    let reader: Box<dyn Read + Send> = match path == Path::new("-") {
        true => Box::new(terminal::stdin()),
        false => Box::new(fs::File::open(path)?),
    };
    let (mut reader, packed) = unpack::unpacked(BufReader::new(reader))?;
    if packed && options.in_place {
        return Err(anyhow!(
            "compressed, and would be written as it is not; unpack it, or write to another file"
        ));
    }
    if path.is_file() && !options.is_said() {
        let head = binary::head(&mut reader)?;
        if let Some(what) = binary::what(&head, options.encoding) {
            return Err(anyhow!(
                "no text: {what}; with --input-format text it is read all the same"
            ));
        }
        reader = Box::new(Cursor::new(head).chain(reader));
    }
    Ok(reader)
}

/// A text by itself: in chunks if it is long and plain, or else whole.
fn text(
    mut reader: Box<dyn Read + Send>,
    file: File,
    syntax: Syntax,
    options: &Options,
) -> Result<Documents> {
    let name = file.name.clone();
    let (head, encoding) = encoding(&mut reader, options.encoding).with_context(|| name.clone())?;
    let encoding = encoding.unwrap_or(UTF_8);
    let reader = Cursor::new(head).chain(reader);
    // To be told once that a text has no markup is enough.
    if syntax == Syntax::Text && chunks::is_cuttable(encoding) && !options.tags {
        let cut = Cut {
            size: options.chunk,
            encoding,
            whole_lines: options.whole_lines,
        };
        return Ok(Box::new(Chunks::new(reader, file, cut).documents()));
    }
    let remedy = match syntax {
        Syntax::Text => "bring it to UTF-8, which is read in chunks, for example with iconv",
        _ => "split it; without regard to its markup, --input-format text reads it in chunks",
    };
    let bytes = whole(reader, remedy).with_context(|| name)?;
    let document = file.document(1, bytes, Form::Whole(syntax));
    Ok(Box::new(std::iter::once(Ok(document))))
}

/// All that there is to read, unless it is more than any text.
fn whole(reader: impl Read, remedy: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    match bytes.len() {
        len if len <= LARGEST => Ok(bytes),
        _ => Err(anyhow!("larger than {} GiB; {remedy}", LARGEST >> 30)),
    }
}

/// The encoding of what comes, by its byte order mark or as it is said, with the bytes read to find out.
fn encoding(
    reader: &mut Box<dyn Read + Send>,
    said: Option<&'static Encoding>,
) -> io::Result<(Vec<u8>, Option<&'static Encoding>)> {
    let mut head = Vec::new();
    reader.by_ref().take(3).read_to_end(&mut head)?;
    let by_mark = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    Ok((head, by_mark.or(said)))
}

/// Lines and cells are told apart by bytes of ASCII, which two bytes a character
/// would hide: such a file is read whole, brought to UTF-8, and written back.
fn as_ascii_compatible(
    reader: Box<dyn Read + Send>,
    encoding: Option<&'static Encoding>,
) -> Result<(Box<dyn Read + Send>, Option<&'static Encoding>)> {
    let wide = encoding.filter(|encoding| *encoding == UTF_16LE || *encoding == UTF_16BE);
    let Some(encoding) = wide else {
        return Ok((reader, None));
    };
    let bytes = whole(reader, "bring it to UTF-8 first, for example with iconv")?;
    let (text, broken) = encoding.decode_without_bom_handling(&bytes);
    match broken {
        true => Err(anyhow!(
            "not all of it is {}; bring it to UTF-8 first",
            encoding.name()
        )),
        false => Ok((Box::new(Cursor::new(text.into_owned())), Some(encoding))),
    }
}
