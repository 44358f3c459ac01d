//! Bytes that are put by until they are wanted: in memory if they are few, else in a file.

use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::path::PathBuf;

use tempfile::SpooledTempFile;

use crate::error::{Error, Result};
use crate::file;

/// Where to put by what memory is not to hold.
///
/// Files that are made there have no name, so that none is left behind however the program ends.
#[derive(Clone, Debug)]
pub(crate) struct ScratchSpace {
    /// `None`: there is nothing but memory.
    pub(crate) folder: Option<PathBuf>,
    /// So many bytes of one kind are held in memory.
    pub(crate) most: usize,
}

impl Default for ScratchSpace {
    fn default() -> ScratchSpace {
        ScratchSpace {
            folder: None,
            most: 64 << 20,
        }
    }
}

impl ScratchSpace {
    /// An empty spool, of which so many bytes are held in memory if there is a choice.
    pub(crate) fn spool(&self, in_memory: usize) -> Spool {
        let file = match &self.folder {
            Some(folder) => SpooledTempFile::new_in(in_memory, folder),
            None => SpooledTempFile::new(usize::MAX),
        };
        Spool {
            out: BufWriter::with_capacity(BUFFER, Summed::new(file)),
            len: 0,
        }
    }

    /// Bytes put by.
    pub(crate) fn put(&self, bytes: &[u8]) -> Result<Spooled> {
        let mut spool = self.spool(self.most);
        spool.write_all(bytes).map_err(|e| self.failed(e))?;
        self.full(spool)
    }

    /// A spool that nothing more comes to.
    pub(crate) fn full(&self, spool: Spool) -> Result<Spooled> {
        spool.finish().map_err(|e| self.failed(e))
    }

    /// What went wrong with the files there.
    pub(crate) fn failed(&self, error: io::Error) -> Error {
        match &self.folder {
            Some(folder) => Error::io(folder, file::in_folder(&error, folder)),
            None => Error::io("memory", error),
        }
    }
}

/// Bytes are handed on so many at a time.
const BUFFER: usize = 1 << 16;

/// Takes bytes, and gives them back when it is full.
pub(crate) struct Spool {
    out: BufWriter<Summed>,
    len: u64,
}

impl Spool {
    /// How many bytes it has.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Ends writing.
    pub(crate) fn finish(self) -> io::Result<Spooled> {
        let Summed { mut file, crc } = self.out.into_inner().map_err(|e| e.into_error())?;
        file.rewind()?;
        Ok(Spooled {
            bytes: BufReader::with_capacity(BUFFER, file),
            len: self.len,
            crc: crc.finalize(),
        })
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.len += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A full spool, to be read from the beginning.
pub(crate) struct Spooled {
    pub(crate) bytes: BufReader<SpooledTempFile>,
    pub(crate) len: u64,
    pub(crate) crc: u32,
}

/// A file and the checksum of what was written to it.
struct Summed {
    file: SpooledTempFile,
    crc: crc32fast::Hasher,
}

impl Summed {
    fn new(file: SpooledTempFile) -> Summed {
        Summed {
            file,
            crc: crc32fast::Hasher::new(),
        }
    }
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.crc.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_was_put_by_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let on_disk = ScratchSpace {
            folder: Some(folder.path().to_owned()),
            ..ScratchSpace::default()
        };
        for scratch in [on_disk, ScratchSpace::default()] {
            let mut spool = scratch.spool(1000);
            let bytes: Vec<u8> = (0..200_000u32).map(|n| n as u8).collect();
            for some in bytes.chunks(777) {
                spool.write_all(some).unwrap();
            }
            let mut spooled = spool.finish().unwrap();
            assert_eq!(spooled.len, 200_000);
            assert_eq!(spooled.crc, crc32fast::hash(&bytes));
            let mut read = Vec::new();
            spooled.bytes.read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes);
        }
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }
}
