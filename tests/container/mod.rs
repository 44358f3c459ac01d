//! A second reading of the container format, to take files apart and to put
//! them together wrong. It follows the description in `src/store/mod.rs`.

use std::ops::Range;

pub const HEADER: usize = 64;
pub const ENTRY: usize = 32;
pub const FOOTER: usize = 24;

/// The kinds of sections, by their codes.
pub const KINDS: [&str; 12] = [
    "meta",
    "surfaces",
    "prefixes",
    "postings",
    "entities",
    "names",
    "strings",
    "languages",
    "parts",
    "part-lists",
    "skeletons",
    "gate",
];

/// One section and its entry in the table.
#[derive(Clone)]
pub struct Part {
    pub code: u32,
    pub required: bool,
    pub crc: u32,
    pub bytes: Vec<u8>,
}

/// A file taken apart.
#[derive(Clone)]
pub struct Container {
    pub header: Vec<u8>,
    pub parts: Vec<Part>,
}

impl Container {
    pub fn read(file: &[u8]) -> Container {
        let count = u32_at(file, 20) as usize;
        let part = |n: usize| {
            let entry = HEADER + n * ENTRY;
            Part {
                code: u32_at(file, entry),
                required: u32_at(file, entry + 4) == 1,
                crc: u32_at(file, entry + 24),
                bytes: file[span(file, n)].to_vec(),
            }
        };
        Container {
            header: file[..HEADER].to_vec(),
            parts: (0..count).map(part).collect(),
        }
    }

    pub fn part(&mut self, kind: &str) -> &mut Part {
        let code = KINDS.iter().position(|k| *k == kind).unwrap() as u32 + 1;
        self.parts
            .iter_mut()
            .find(|part| part.code == code)
            .unwrap()
    }

    /// The file, with lengths, places and the checksum of header and table made anew;
    /// those of the sections are as the parts say.
    pub fn write(&self) -> Vec<u8> {
        let mut header = self.header.clone();
        let mut table = Vec::new();
        let mut body = Vec::new();
        let first = HEADER + self.parts.len() * ENTRY;
        for part in &self.parts {
            table.extend(part.code.to_le_bytes());
            table.extend(u32::from(part.required).to_le_bytes());
            table.extend(((first + body.len()) as u64).to_le_bytes());
            table.extend((part.bytes.len() as u64).to_le_bytes());
            table.extend(part.crc.to_le_bytes());
            table.extend([0; 4]);
            body.extend(&part.bytes);
            body.resize(body.len().next_multiple_of(8), 0);
        }
        let len = (first + body.len() + FOOTER) as u64;
        header[20..24].copy_from_slice(&(self.parts.len() as u32).to_le_bytes());
        header[40..48].copy_from_slice(&len.to_le_bytes());
        let mut file = [header, table, body].concat();
        file.extend(len.to_le_bytes());
        file.extend([0; 8]);
        file.extend(b"EXONYM\x1A\n".map(|byte| !byte));
        seal(&mut file);
        file
    }

    /// The file, with all checksums right.
    pub fn forge(&mut self) -> Vec<u8> {
        for part in &mut self.parts {
            part.crc = crc32fast::hash(&part.bytes);
        }
        self.write()
    }
}

/// Makes the checksum of header and table right.
pub fn seal(file: &mut [u8]) {
    let table = u32_at(file, 20) as usize * ENTRY;
    let crc = crc32fast::hash(&file[..HEADER + table]);
    let at = file.len() - FOOTER + 8;
    file[at..at + 4].copy_from_slice(&crc.to_le_bytes());
}

/// Where the `n`th section stands.
pub fn span(file: &[u8], n: usize) -> Range<usize> {
    let entry = HEADER + n * ENTRY;
    let start = u32_at(file, entry + 8) as usize;
    start..start + u32_at(file, entry + 16) as usize
}

pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}
