//! Where the bytes of an open gazetteer live.

use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

use crate::error::{Error, Result};

/// The bytes of a container: built in, in memory, or mapped from a file.
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Owned(Vec<u8>),
    Mapped(Mmap),
}

impl Bytes {
    /// Maps a file. Files are only ever replaced as a whole (see
    /// [`crate::file::replace`]), which leaves a map of the old one intact.
    pub(crate) fn map(path: &Path) -> Result<Bytes> {
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        let meta = file.metadata().map_err(|e| Error::io(path, e))?;
        if meta.is_dir() {
            return Err(Error::io(path, std::io::ErrorKind::IsADirectory.into()));
        }
        if meta.len() == 0 || !meta.is_file() {
            // Empty files and pipes cannot be mapped.
            return std::fs::read(path)
                .map(Bytes::Owned)
                .map_err(|e| Error::io(path, e));
        }
        // SAFETY: the map is read-only. Another process that truncates the file
        // in place would end this one with SIGBUS; that is documented at
        // `Gazetteer::open`, and no writer of this crate does it.
        #[expect(unsafe_code, reason = "there is no other way to map a file")]
        let map = unsafe { Mmap::map(&file) }.map_err(|e| Error::io(path, e))?;
        Ok(Bytes::Mapped(map))
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Owned(bytes) => bytes,
            Bytes::Mapped(map) => map,
        }
    }
}
