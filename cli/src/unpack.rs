//! Files as they are downloaded: compressed, large, in any encoding.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result};
use bzip2::read::MultiBzDecoder;
use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::exit::Usage;
use crate::progress::Progress;

/// Large reads: a line of a dump may have megabytes.
const BUFFER: usize = 1 << 18;

/// Opens a file, or standard input for `-`; unpacks what is compressed, going by
/// its first bytes, and decodes what is in UTF-16 or the encoding given. On a
/// terminal, a line shows how much of the file was read.
pub fn open(path: &Path, encoding: Option<&'static Encoding>) -> Result<Box<dyn BufRead>> {
    let name = || path.display().to_string();
    let raw: Box<dyn Read + Send> = match path == Path::new("-") {
        true => Box::new(Watched(io::stdin(), Progress::bytes(None))),
        false => {
            let file = File::open(path).with_context(name)?;
            let meta = file.metadata().with_context(name)?;
            if meta.is_dir() {
                return Err(io::Error::from(io::ErrorKind::IsADirectory)).with_context(name);
            }
            Box::new(Watched(file, Progress::bytes(Some(meta.len()))))
        }
    };
    let mut raw = BufReader::with_capacity(BUFFER, raw);
    if raw
        .fill_buf()
        .with_context(name)?
        .starts_with(b"PK\x03\x04")
    {
        let name = path.display();
        let problem = format!(
            "{name}: a ZIP archive or a spreadsheet; unpack it (unzip -p {name} | exonym import … -), or export the sheet as CSV"
        );
        return Err(Usage(problem).into());
    }
    let (unpacked, _) = unpacked(raw).with_context(name)?;
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .build(unpacked);
    Ok(Box::new(BufReader::with_capacity(BUFFER, decoded)))
}

/// The contents of what is compressed, going by its first bytes, with whether it is.
pub fn unpacked(
    mut raw: impl BufRead + Send + 'static,
) -> io::Result<(Box<dyn Read + Send>, bool)> {
    Ok(match raw.fill_buf()? {
        [0x1f, 0x8b, ..] => (Box::new(MultiGzDecoder::new(raw)), true),
        [b'B', b'Z', b'h', b'1'..=b'9', b'1' | 0x17, ..] => {
            (Box::new(MultiBzDecoder::new(raw)), true)
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] => (Box::new(Frames::new(raw)?), true),
        _ => (Box::new(raw), false),
    })
}

/// What the name of a compressed file would be without the compression.
pub fn unpacked_name(path: &Path) -> &Path {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ["gz", "bz2", "zst"].iter().any(|packed| ending == *packed) {
        true => Path::new(path.file_stem().unwrap_or_default()),
        false => path,
    }
}

/// Several frames of zstd one behind the other.
struct Frames<R: Read>(Option<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>);

impl<R: BufRead> Frames<R> {
    fn new(reader: R) -> io::Result<Frames<R>> {
        let decoder = StreamingDecoder::new(reader).map_err(io::Error::other)?;
        Ok(Frames(Some(decoder)))
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(decoder) = &mut self.0 else {
                return Ok(0);
            };
            let count = decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let Some(ended) = self.0.take() else {
                return Ok(0);
            };
            let mut rest = ended.into_inner();
            if !rest.fill_buf()?.is_empty() {
                self.0 = Frames::new(rest)?.0;
            }
        }
    }
}

/// What is read, with a line on the terminal that says how much.
struct Watched<R>(R, Progress);

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.add(count as u64);
        Ok(count)
    }
}
