//! Writing a container, and putting a file in place of another.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::section::{ALIGN, ENTRY_LEN, FOOTER_LEN, HEADER_LEN, MAGIC, REQUIRED, inverted_magic};
use super::{FORMAT_VERSION, Section};
use crate::error::{Error, Result};
use crate::fold::FOLD_VERSION;
use crate::text::UNICODE_VERSION;

/// Collects sections and writes them as one container.
#[derive(Default)]
pub(crate) struct ContainerWriter {
    sections: Vec<(Section, Vec<u8>)>,
}

impl ContainerWriter {
    pub(crate) fn add(&mut self, section: Section, bytes: Vec<u8>) {
        self.sections.push((section, bytes));
    }

    /// Writes the container; the same sections give the same bytes.
    pub(crate) fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        self.sections.sort_by_key(|(section, _)| *section);
        let (table, len) = self.table();
        let head = self.header(&table, len);
        out.write_all(&head)?;
        out.write_all(&table)?;
        let mut at = HEADER_LEN + table.len();
        for (_, bytes) in &self.sections {
            out.write_all(bytes)?;
            at += bytes.len();
            let padding = at.next_multiple_of(ALIGN) - at;
            out.write_all(&[0; ALIGN][..padding])?;
            at += padding;
        }
        let mut crc = crc32fast::Hasher::new();
        crc.update(&head);
        crc.update(&table);
        out.write_all(&len.to_le_bytes())?;
        out.write_all(&crc.finalize().to_le_bytes())?;
        out.write_all(&[0; 4])?;
        out.write_all(&inverted_magic())
    }

    /// The section table and the length of the whole file.
    fn table(&self) -> (Vec<u8>, u64) {
        let mut table = Vec::with_capacity(self.sections.len() * ENTRY_LEN);
        let mut at = HEADER_LEN + self.sections.len() * ENTRY_LEN;
        for (section, bytes) in &self.sections {
            table.extend((*section as u32).to_le_bytes());
            table.extend(REQUIRED.to_le_bytes());
            table.extend((at as u64).to_le_bytes());
            table.extend((bytes.len() as u64).to_le_bytes());
            table.extend(crc32fast::hash(bytes).to_le_bytes());
            table.extend([0; 4]);
            at = (at + bytes.len()).next_multiple_of(ALIGN);
        }
        (table, (at + FOOTER_LEN) as u64)
    }

    fn header(&self, table: &[u8], len: u64) -> Vec<u8> {
        let mut head = Vec::with_capacity(HEADER_LEN);
        head.extend(MAGIC);
        head.extend(FORMAT_VERSION.to_le_bytes());
        head.extend(FOLD_VERSION.to_le_bytes());
        head.extend(unicode_version().to_le_bytes());
        head.extend((self.sections.len() as u32).to_le_bytes());
        head.extend(build_id(table));
        head.extend(len.to_le_bytes());
        head.resize(HEADER_LEN, 0);
        head
    }
}

pub(super) fn unicode_version() -> u32 {
    let (major, minor, micro) = UNICODE_VERSION;
    u32::from(major) << 16 | u32::from(minor) << 8 | u32::from(micro)
}

/// Names the contents: the table holds the checksum and length of every section.
fn build_id(table: &[u8]) -> [u8; 16] {
    let mut id = [0; 16];
    for (n, part) in id.chunks_mut(4).enumerate() {
        let mut crc = crc32fast::Hasher::new_with_initial(n as u32);
        crc.update(table);
        part.copy_from_slice(&crc.finalize().to_le_bytes());
    }
    id
}

/// Writes a file so that at no time, whatever happens, there is half of one.
///
/// `write` fills a temporary file in the same folder; only when it is whole and
/// on the disk does it take the place of `path`. A symbolic link is followed,
/// permissions of a file that was there are kept.
pub(crate) fn replace_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(Error::io(path, io::ErrorKind::IsADirectory.into()));
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let failed = |e: io::Error| Error::io(path, e);
    let mut temporary = NamedTempFile::new_in(&folder).map_err(failed)?;
    {
        let mut buffered = BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
        write(&mut buffered)?;
        buffered.flush().map_err(failed)?;
    }
    set_permissions(temporary.as_file(), &target).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(&target).map_err(|e| failed(e.error))?;
    // The rename itself must reach the disk; where a folder cannot be opened, that is left to the system.
    if let Ok(folder) = File::open(&folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Temporary files are private; the new file gets the rights of the old one, or those a new file would have.
#[cfg(unix)]
fn set_permissions(file: &File, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = match fs::metadata(target) {
        Ok(meta) => meta.permissions(),
        Err(_) => fs::Permissions::from_mode(0o666 & !umask()),
    };
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn set_permissions(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// The umask of this process, read where the system shows it; asking the
/// system call would change it for a moment under other threads.
#[cfg(unix)]
fn umask() -> u32 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Umask:"));
    line.and_then(|octal| u32::from_str_radix(octal.trim(), 8).ok()).unwrap_or(0o022)
}
