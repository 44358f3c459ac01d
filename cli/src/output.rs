//! Where results go.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Where results go one after the other.
pub trait Sink<T> {
    fn put(&mut self, result: T) -> Result<()>;

    /// Nothing more is at hand now: whoever reads along is to get what there is.
    fn pause(&mut self) -> Result<()> {
        Ok(())
    }
}

impl<T, F: FnMut(T) -> Result<()>> Sink<T> for F {
    fn put(&mut self, result: T) -> Result<()> {
        self(result)
    }
}

/// Standard output, or a file that appears when all of it is written.
pub enum Output {
    Stdout(BufWriter<io::Stdout>),
    /// Standard output, once all of it is written.
    Spool(BufWriter<File>),
    File {
        path: PathBuf,
        writer: BufWriter<File>,
    },
}

impl Output {
    /// Opens the file to be, or standard output for `None` and `-`; an error if no file can be put there in the end.
    pub fn new(path: Option<&Path>) -> Result<Output> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Output::Stdout(BufWriter::with_capacity(
                1 << 16,
                io::stdout(),
            )));
        };
        exonym::file::may_replace(path)?;
        // Made in the temporary folder, without a name, and only then put in place: what goes wrong
        // until then leaves the file as it was.
        let file = tempfile::tempfile().context("temporary file")?;
        Ok(Output::File {
            path: path.to_owned(),
            writer: BufWriter::with_capacity(1 << 16, file),
        })
    }

    /// The same, but that standard output, too, gets all or nothing.
    pub fn whole(path: Option<&Path>) -> Result<Output> {
        Ok(match Output::new(path)? {
            Output::Stdout(_) => {
                let file = tempfile::tempfile().context("temporary file")?;
                Output::Spool(BufWriter::with_capacity(1 << 16, file))
            }
            output => output,
        })
    }

    /// Leaves the output as far as it is; what waits to be written is not.
    pub fn abandon(self) {
        match self {
            Output::Stdout(writer) => drop(writer.into_parts()),
            Output::Spool(writer) | Output::File { writer, .. } => drop(writer.into_parts()),
        }
    }

    /// Finishes the output; until here a file of that name is as it was.
    pub fn finish(self) -> Result<()> {
        match self {
            Output::Stdout(mut writer) => Ok(writer.flush()?),
            Output::Spool(writer) => {
                io::copy(&mut rewound(writer)?, &mut io::stdout())?;
                Ok(io::stdout().flush()?)
            }
            Output::File { path, writer } => {
                let mut written = rewound(writer)?;
                let copy = |out: &mut dyn Write| {
                    io::copy(&mut written, out)
                        .map(drop)
                        .map_err(|e| exonym::Error::io(&path, e))
                };
                Ok(exonym::file::replace(&path, copy)?)
            }
        }
    }
}

/// What stands between the cells of a table that is written to a file: a tab if it is called `.tsv`, else a comma.
pub fn delimiter_of(path: Option<&Path>) -> u8 {
    let ending = path.and_then(Path::extension);
    match ending.is_some_and(|ending| ending.eq_ignore_ascii_case("tsv")) {
        true => b'\t',
        false => b',',
    }
}

/// A temporary file to be read from its beginning.
fn rewound(writer: BufWriter<File>) -> Result<File> {
    let inner = writer.into_inner().map_err(io::IntoInnerError::into_error);
    let mut written = inner.context("temporary file")?;
    written.rewind().context("temporary file")?;
    Ok(written)
}

impl Sink<Vec<u8>> for Output {
    fn put(&mut self, bytes: Vec<u8>) -> Result<()> {
        Ok(self.write_all(&bytes)?)
    }

    fn pause(&mut self) -> Result<()> {
        match self {
            Output::Stdout(writer) => Ok(writer.flush()?),
            // It appears when it is finished.
            Output::Spool(_) | Output::File { .. } => Ok(()),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(writer) => writer.write(bytes),
            Output::Spool(writer) | Output::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(writer) => writer.flush(),
            Output::Spool(writer) | Output::File { writer, .. } => writer.flush(),
        }
    }
}
