//! Where annotations go: one after the other, or into a file each.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use exonym::file;
use exonym::output::{TEI_CORPUS_END, TEI_CORPUS_START};

use super::format::Format;
use super::spreadsheet;
use crate::exit::{self, Usage};
use crate::output::{Output, Sink};
use crate::overwrite::Inputs;
use crate::words::counted;

/// What is written of a text.
pub struct Written {
    /// What a file for it may be called, without its ending.
    pub name: String,
    pub bytes: Vec<u8>,
    /// How many names are in it.
    pub names: usize,
    /// The text itself, if it is to stand beside.
    pub text: Option<String>,
}

/// Where the texts are written, in order.
pub enum Destination {
    Stream {
        out: Output,
        format: Format,
        /// The first text, held back by formats in which several are written otherwise than one.
        first: Option<Written>,
        texts: usize,
    },
    Folder(Folder),
}

impl Sink<Vec<Written>> for Destination {
    fn put(&mut self, texts: Vec<Written>) -> Result<()> {
        texts.into_iter().try_for_each(|text| self.write(text))
    }

    fn pause(&mut self) -> Result<()> {
        match self {
            Destination::Stream { out, .. } => out.pause(),
            Destination::Folder(_) => Ok(()),
        }
    }
}

/// A folder with a file for each text.
pub struct Folder {
    path: PathBuf,
    format: Format,
    /// Names that are taken, in lower case: not all systems tell capitals apart.
    taken: HashSet<String>,
    /// Files that are read, and so must stay.
    read: Inputs,
    /// Whether annotations may be written over others.
    overwrite: bool,
    written: usize,
    unwritten: Unwritten,
}

/// What could not be written to a folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwritten {
    pub texts: usize,
    pub names: usize,
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

impl Destination {
    /// A folder if the format has files of single texts and the path is one, or ends as one.
    /// Annotations that stand there already are lost only if it is said to `overwrite` them.
    pub fn new(
        format: Format,
        path: Option<&Path>,
        read: Inputs,
        overwrite: bool,
    ) -> Result<Destination> {
        let is_folder = |path: &&Path| {
            let name = path.as_os_str().to_string_lossy();
            path.is_dir() || name.ends_with(['/', std::path::MAIN_SEPARATOR])
        };
        let single = matches!(format, Format::Brat | Format::Tei);
        if let Some(path) = path.filter(|path| single && is_folder(path)) {
            fs::create_dir_all(path).with_context(|| path.display().to_string())?;
            return Ok(Destination::Folder(Folder {
                path: path.to_owned(),
                format,
                taken: HashSet::new(),
                read,
                overwrite,
                written: 0,
                unwritten: Unwritten::default(),
            }));
        }
        if overwrite {
            return Err(Usage(
                "--overwrite is for files in a folder: --format brat or tei, and -o FOLDER/".into(),
            )
            .into());
        }
        Ok(Destination::Stream {
            out: Output::new(path)?,
            format,
            first: None,
            texts: 0,
        })
    }

    pub fn is_folder(&self) -> bool {
        matches!(self, Destination::Folder(_))
    }

    /// Writes the next text.
    fn write(&mut self, text: Written) -> Result<()> {
        let (out, format, first, texts) = match self {
            Destination::Folder(folder) => return folder.put(&text),
            Destination::Stream {
                out,
                format,
                first,
                texts,
            } => (out, *format, first, texts),
        };
        *texts += 1;
        if *texts == 1 {
            out.write_all(&spreadsheet::head(format)?)?;
        }
        match (format, *texts) {
            (Format::Brat | Format::Tei, 1) => *first = Some(text),
            (Format::Brat, _) => {
                return Err(Usage(
                    "brat has a file for each text; give a folder for several: -o FOLDER/".into(),
                )
                .into());
            }
            _ => {
                if let Some(first) = first.take() {
                    out.write_all(format!("{XML}{TEI_CORPUS_START}").as_bytes())?;
                    out.write_all(&first.bytes)?;
                }
                out.write_all(&text.bytes)?;
            }
        }
        Ok(())
    }

    /// Leaves a file as it was.
    pub fn abandon(self) {
        if let Destination::Stream { out, .. } = self {
            out.abandon();
        }
    }

    /// Finishes what is written; returns what could not be.
    pub fn finish(self) -> Result<Unwritten> {
        match self {
            Destination::Folder(folder) => Ok(folder.unwritten),
            Destination::Stream {
                mut out,
                format,
                first,
                texts,
            } => {
                if texts == 0 {
                    out.write_all(&spreadsheet::head(format)?)?;
                }
                if let Some(first) = first {
                    let head = if format == Format::Tei { XML } else { "" };
                    out.write_all(head.as_bytes())?;
                    out.write_all(&first.bytes)?;
                } else if format == Format::Tei && texts > 0 {
                    out.write_all(TEI_CORPUS_END.as_bytes())?;
                }
                out.finish()?;
                Ok(Unwritten::default())
            }
        }
    }
}

impl Folder {
    /// Writes the files of a text; one that cannot be written is reported and counted, unless no other could be.
    fn put(&mut self, text: &Written) -> Result<()> {
        let name = self.free_name(&text.name);
        match self.write(&name, text) {
            Ok(()) => self.written += 1,
            Err(error) if takes_no_more(&error) => {
                let written = counted(self.written, "text");
                return Err(error.context(format!("{written} written, and no more can be")));
            }
            Err(error) => {
                exit::report(&error);
                self.unwritten.texts += 1;
                self.unwritten.names += text.names;
            }
        }
        Ok(())
    }

    fn write(&self, name: &str, text: &Written) -> Result<()> {
        let path = |ending: &str| self.path.join(format!("{name}.{ending}"));
        if let Some(plain) = &text.text {
            beside(&path("txt"), plain.as_bytes(), ANOTHER_TEXT)?;
        }
        let (ending, head) = match self.format {
            Format::Tei => ("xml", XML),
            _ => ("ann", ""),
        };
        let path = path(ending);
        if let Some(input) = self.read.find(&path) {
            return Err(anyhow!(
                "{}: is read and would be lost; name another folder",
                input.display()
            ));
        }
        let whole = [head.as_bytes(), &text.bytes].concat();
        match self.overwrite {
            true => replace(&path, &whole),
            false => beside(&path, &whole, OTHERS),
        }
    }

    /// The name of a text as a file may have it, with a number if it is taken.
    fn free_name(&mut self, name: &str) -> String {
        const LONGEST: usize = 100;
        let safe = |c: char| {
            if c.is_alphanumeric() || "-_.,+ ".contains(c) {
                c
            } else {
                '_'
            }
        };
        let name: String = name
            .trim_start_matches('.')
            .chars()
            .map(safe)
            .take(LONGEST)
            .collect();
        let name = if name.is_empty() {
            "text".to_owned()
        } else {
            name
        };
        let numbered = (1..).map(|n| match n {
            1 => name.clone(),
            n => format!("{name}-{n}"),
        });
        let mut numbered = numbered.filter(|name| self.taken.insert(name.to_lowercase()));
        numbered.next().unwrap_or_default()
    }
}

/// Whether an error is one of the whole disk.
fn takes_no_more(error: &anyhow::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| matches!(io.kind(), StorageFull | QuotaExceeded | ReadOnlyFilesystem))
    })
}

const ANOTHER_TEXT: &str = "another text stands there; take it away, or name another folder";
const OTHERS: &str = "other annotations stand there, perhaps mended by hand; name another folder, or write over them with --overwrite";

/// Writes a file unless it stands there already; never over another, whose `trouble` that is.
fn beside(path: &Path, bytes: &[u8], trouble: &str) -> Result<()> {
    match fs::read(path) {
        Ok(found) if found == bytes => Ok(()),
        Ok(_) => Err(anyhow!("{}: {trouble}", path.display())),
        Err(_) => replace(path, bytes),
    }
}

fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = |out: &mut dyn Write| {
        let written = out.write_all(bytes);
        written.map_err(|error| exonym::Error::io(path, error))
    };
    Ok(file::replace_quickly(path, write)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_takes_no_more_and_a_file_in_the_way_is_only_one() {
        let error = |kind| {
            let error = exonym::Error::io(Path::new("a.ann"), io::Error::from(kind));
            anyhow::Error::from(error).context("of a text")
        };
        assert!(takes_no_more(&error(io::ErrorKind::StorageFull)));
        assert!(!takes_no_more(&error(io::ErrorKind::PermissionDenied)));
        assert!(!takes_no_more(&anyhow!("other annotations")));
    }
}
