//! Writing a container.

use std::io::{self, Write};

use super::section::{ALIGN, ENTRY_LEN, FOOTER_LEN, HEADER_LEN, MAGIC, REQUIRED, inverted_magic};
use super::{FORMAT_VERSION, Section, Spooled};
use crate::fold::FOLD_VERSION;
use crate::text::UNICODE_VERSION;

/// Collects sections and writes them as one container.
#[derive(Default)]
pub(crate) struct ContainerWriter {
    sections: Vec<(Section, Spooled)>,
}

impl ContainerWriter {
    pub(crate) fn add(&mut self, section: Section, bytes: Spooled) {
        self.sections.push((section, bytes));
    }

    /// Writes the container; the same sections give the same bytes.
    pub(crate) fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        self.sections.sort_by_key(|(section, _)| *section);
        let (table, len) = self.table();
        let head = self.header(&table, len);
        out.write_all(&head)?;
        out.write_all(&table)?;
        let mut at = (HEADER_LEN + table.len()) as u64;
        for (_, mut section) in self.sections {
            io::copy(&mut section.bytes, out)?;
            at += section.len;
            let padding = at.next_multiple_of(ALIGN as u64) - at;
            out.write_all(&[0; ALIGN][..padding as usize])?;
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
        let mut at = (HEADER_LEN + self.sections.len() * ENTRY_LEN) as u64;
        for (section, bytes) in &self.sections {
            table.extend((*section as u32).to_le_bytes());
            let flags = if section.is_required() { REQUIRED } else { 0 };
            table.extend(flags.to_le_bytes());
            table.extend(at.to_le_bytes());
            table.extend(bytes.len.to_le_bytes());
            table.extend(bytes.crc.to_le_bytes());
            table.extend([0; 4]);
            at = (at + bytes.len).next_multiple_of(ALIGN as u64);
        }
        (table, at + FOOTER_LEN as u64)
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
