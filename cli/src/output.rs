//! Where results go.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bzip2::write::BzEncoder;
use flate2::write::GzEncoder;

use crate::exit::Usage;
use crate::unpack::unpacked_name;

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

/// What standard output is called. A file must not take the place of the one that it goes to: with
/// `-o /dev/stdout >> log`, what the log had would be lost, and so would what the shell writes behind.
const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Whether a path says standard output.
pub fn is_stdout(path: &Path) -> bool {
    STDOUT.iter().any(|name| path == Path::new(name))
}

/// A file without a name, for what will take the place of `path`: on the same disk, since the temporary
/// folder may be small, or memory.
pub fn spool(path: &Path) -> Result<File> {
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is_stream = fs::metadata(&place).is_ok_and(|meta| !meta.is_file());
    let folder = match place.parent().filter(|_| !is_stream) {
        Some(folder) if folder == Path::new("") => Path::new(".").to_owned(),
        Some(folder) => folder.to_owned(),
        None => env::temp_dir(),
    };
    // Where there can be none, putting it in place says so.
    let file = tempfile::tempfile_in(folder).or_else(|_| tempfile::tempfile());
    file.context("temporary file")
}

impl Output {
    /// Opens the file to be, or standard output for `None` and [its names](is_stdout); an error if no file can be
    /// put there in the end.
    pub fn new(path: Option<&Path>) -> Result<Output> {
        let Some(path) = path.filter(|path| !is_stdout(path)) else {
            return Ok(Output::Stdout(BufWriter::with_capacity(
                1 << 16,
                io::stdout(),
            )));
        };
        refuse_ending(Some(path), &UNPACKED, UNPACKED_WHY)?;
        exonym::file::may_replace(path)?;
        // Only what is whole is put in place: what goes wrong until then leaves the file as it was.
        Ok(Output::File {
            path: path.to_owned(),
            writer: BufWriter::with_capacity(1 << 16, spool(path)?),
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

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Output::Stdout(writer) => writer,
            Output::Spool(writer) | Output::File { writer, .. } => writer,
        }
    }

    /// The error that says which output it is of.
    fn failed(&self, error: io::Error) -> io::Error {
        let name = match self {
            Output::Stdout(_) => "<stdout>".into(),
            Output::Spool(_) => "temporary file".into(),
            Output::File { path, .. } => path.to_string_lossy(),
        };
        io::Error::new(error.kind(), format!("{name}: {error}"))
    }

    /// Leaves the output as far as it is; what waits to be written is not.
    pub fn abandon(self) {
        match self {
            Output::Stdout(writer) => drop(writer.into_parts()),
            Output::Spool(writer) | Output::File { writer, .. } => drop(writer.into_parts()),
        }
    }

    /// Finishes the output; until here a file of that name is as it was.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        match self {
            Output::Stdout(_) => Ok(()),
            Output::Spool(writer) => {
                let mut out = Output::new(None)?;
                io::copy(&mut rewound(writer)?, &mut out)?;
                out.finish()
            }
            Output::File { path, writer } => {
                let mut written = rewound(writer)?;
                let copy = |out: &mut dyn Write| {
                    packed(&path, &mut written, out).map_err(|e| exonym::Error::io(&path, e))
                };
                Ok(exonym::file::replace(&path, copy)?)
            }
        }
    }
}

/// How files of tables end, and why a gazetteer is not written to one.
pub const TABLES: [&str; 2] = ["csv", "tsv"];
pub const NO_TABLE: &str = "a compiled gazetteer is no table; `exonym export` makes one of it";

/// Why a table is not written to a file that ends as gazetteers do.
pub const NO_GAZETTEER: &str = "a table is no compiled gazetteer; `exonym build` makes one of it";

/// Endings of files that are not written, and what is.
const UNWRITTEN: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "parquet"];
const WRITTEN: &str = "no such files are written; name a table .csv or .tsv, and JSON lines .jsonl";

/// Endings of files that are compressed in a way that is not written.
const UNPACKED: [&str; 5] = ["zst", "xz", "zip", "7z", "lz4"];
const UNPACKED_WHY: &str = "files are compressed with gzip or bzip2 only; name it .gz or .bz2, or write it without and compress it then";

/// Copies what was written to a file, compressed if its name says so.
fn packed(path: &Path, written: &mut File, out: &mut dyn Write) -> io::Result<()> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("gz") => {
            let mut packer = GzEncoder::new(out, flate2::Compression::default());
            io::copy(written, &mut packer)?;
            packer.finish()?;
        }
        Some("bz2") => {
            let mut packer = BzEncoder::new(out, bzip2::Compression::default());
            io::copy(written, &mut packer)?;
            packer.finish()?;
        }
        _ => drop(io::copy(written, out)?),
    }
    Ok(())
}

/// Refuses to write what a spreadsheet or a reader of Parquet could not open, by the ending of the file.
pub fn refuse_unwritten(output: Option<&Path>) -> Result<()> {
    refuse_ending(output, &UNWRITTEN, WRITTEN)
}

/// Refuses to write what other programs and `-g` would take, by the ending of the file, for something else.
pub fn refuse_ending(output: Option<&Path>, endings: &[&str], why: &str) -> Result<()> {
    let Some(output) = output else {
        return Ok(());
    };
    let own = [output, unpacked_name(output)].map(|path| path.extension().unwrap_or_default());
    let is_own = |ending: &&str| own.iter().any(|own| own.eq_ignore_ascii_case(ending));
    match endings.iter().any(is_own) {
        true => Err(Usage(format!("--output {}: {why}", output.display())).into()),
        false => Ok(()),
    }
}

/// What stands between the cells of a table that is written to a file: a tab if it is called `.tsv`, else a comma.
pub fn delimiter_of(path: Option<&Path>) -> u8 {
    let ending = path.and_then(|path| unpacked_name(path).extension());
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
            Output::Stdout(_) => Ok(self.flush()?),
            // It appears when it is finished.
            Output::Spool(_) | Output::File { .. } => Ok(()),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer().write(bytes);
        written.map_err(|e| self.failed(e))
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.writer().flush();
        flushed.map_err(|e| self.failed(e))
    }
}
