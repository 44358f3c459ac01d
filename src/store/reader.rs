//! Opening a container: everything is checked before a byte is believed.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use super::section::{
    ALIGN, ENTRY_LEN, FOOTER_LEN, HEADER_LEN, MAGIC, MAX_SECTIONS, REQUIRED, inverted_magic,
};
use super::writer::unicode_version;
use super::{Bytes, FORMAT_VERSION, Section};
use crate::error::{Error, ErrorKind, Result};
use crate::fold::FOLD_VERSION;

/// An open container.
pub(crate) struct Container {
    bytes: Arc<Bytes>,
    sections: Vec<(Section, Range<usize>)>,
    build_id: [u8; 16],
}

/// The bytes of one section, kept alive.
#[derive(Clone)]
pub(crate) struct SectionBytes {
    bytes: Arc<Bytes>,
    range: Range<usize>,
}

impl AsRef<[u8]> for SectionBytes {
    fn as_ref(&self) -> &[u8] {
        self.bytes
            .as_ref()
            .as_ref()
            .get(self.range.clone())
            .unwrap_or(&[])
    }
}

/// What is checked when a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verify {
    /// Every byte.
    All,
    /// Header and table, as of a file that is known to be whole.
    Header,
}

impl Container {
    /// Reads header and table.
    pub(crate) fn open(name: &str, bytes: Bytes, verify: Verify) -> Result<Container> {
        let all = bytes.as_ref();
        let reader = Reader { name, all };
        reader.check_magic()?;
        reader.check_versions()?;
        let table_len = reader.check_frame()?;
        let (sections, gaps) = reader.sections(table_len)?;
        if verify == Verify::All {
            reader.verify(&sections, &gaps)?;
        }
        let mut build_id = [0; 16];
        build_id.copy_from_slice(&all[24..40]);
        let sections = sections
            .into_iter()
            .filter_map(|(section, range, _)| Some((section?, range)))
            .collect();
        let container = Container {
            bytes: Arc::new(bytes),
            sections,
            build_id,
        };
        match Section::ALL
            .into_iter()
            .filter(|s| s.is_required())
            .find(|s| !container.sections.iter().any(|(have, _)| have == s))
        {
            Some(missing) => Err(damaged(name, missing.name(), "missing")),
            None => Ok(container),
        }
    }

    /// Checks every section of a container that is open.
    pub(crate) fn verify(&self, name: &str) -> Result<()> {
        let reader = Reader {
            name,
            all: self.bytes.as_ref().as_ref(),
        };
        let (sections, gaps) = reader.sections(reader.check_frame()?)?;
        reader.verify(&sections, &gaps)
    }

    pub(crate) fn section(&self, section: Section) -> SectionBytes {
        let range = self
            .sections
            .iter()
            .find(|(s, _)| *s == section)
            .map_or(0..0, |(_, range)| range.clone());
        SectionBytes {
            bytes: self.bytes.clone(),
            range,
        }
    }

    pub(crate) fn sizes(&self) -> impl Iterator<Item = (Section, usize)> {
        self.sections
            .iter()
            .map(|(section, range)| (*section, range.len()))
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.as_ref().as_ref().len()
    }

    pub(crate) fn build_id(&self) -> String {
        self.build_id
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

fn damaged(name: &str, section: &'static str, detail: impl Into<String>) -> crate::Error {
    ErrorKind::Damaged {
        name: name.to_owned(),
        section,
        detail: detail.into(),
    }
    .into()
}

/// A section of the table: its kind if it is known, where it is, its checksum.
type Entry = (Option<Section>, Range<usize>, u32);

struct Reader<'a> {
    name: &'a str,
    all: &'a [u8],
}

impl Reader<'_> {
    fn u32(&self, at: usize) -> u32 {
        self.all
            .get(at..at + 4)
            .map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn u64(&self, at: usize) -> u64 {
        u64::from(self.u32(at)) | u64::from(self.u32(at + 4)) << 32
    }

    fn damaged(&self, section: &'static str, detail: impl Into<String>) -> crate::Error {
        damaged(self.name, section, detail)
    }

    /// A file that begins or ends like one of ours is ours, perhaps damaged.
    fn check_magic(&self) -> Result<()> {
        if self.all.starts_with(&MAGIC) {
            return Ok(());
        }
        if self.all.ends_with(&inverted_magic()) {
            return Err(self.damaged("the header", "wrong magic bytes"));
        }
        let detail = match self.all {
            [] => "it is empty".to_owned(),
            bytes if MAGIC.starts_with(bytes) => "it ends within the magic bytes".to_owned(),
            bytes => format!(
                "it begins with `{}`",
                bytes[..bytes.len().min(8)].escape_ascii()
            ),
        };
        Err(ErrorKind::NotAGazetteer {
            name: self.name.to_owned(),
            detail,
        }
        .into())
    }

    /// A version may only be believed if the header's checksum holds; else the file is damaged.
    fn check_versions(&self) -> Result<()> {
        let versions = [
            ("format version", self.u32(8), FORMAT_VERSION),
            ("fold version", self.u32(12), FOLD_VERSION),
            ("Unicode version", self.u32(16), unicode_version()),
        ];
        for (what, found, supported) in versions {
            if found == supported || self.header_crc_differs() {
                continue;
            }
            return Err(Error::other_version(self.name, what, found, supported));
        }
        Ok(())
    }

    fn header_crc_differs(&self) -> bool {
        let table_len = self.u32(20).min(MAX_SECTIONS) as usize * ENTRY_LEN;
        let stored = self.u32(self.all.len().saturating_sub(FOOTER_LEN) + 8);
        self.all
            .get(..HEADER_LEN + table_len)
            .is_none_or(|head| crc32fast::hash(head) != stored)
    }

    /// Checks length, footer and header checksum; gives the length of the table.
    fn check_frame(&self) -> Result<usize> {
        let len = self.all.len();
        if len < HEADER_LEN + FOOTER_LEN {
            return Err(self.damaged("the header", format!("the file ends after {len} bytes")));
        }
        let footer = len - FOOTER_LEN;
        if self.all[footer + 16..] != inverted_magic() {
            let stated = self.u64(40);
            let detail = match stated.cmp(&(len as u64)) {
                Ordering::Greater => format!("cut short: {len} bytes of {stated}"),
                Ordering::Less => format!("{} bytes follow its end", len as u64 - stated),
                Ordering::Equal => "wrong magic bytes".to_owned(),
            };
            return Err(self.damaged("the footer", detail));
        }
        if self.u64(footer) != len as u64 {
            let stated = self.u64(footer);
            return Err(self.damaged("the footer", format!("{len} bytes instead of {stated}")));
        }
        if self.u32(footer + 12) != 0 {
            return Err(self.damaged("the footer", "reserved bytes are not zero"));
        }
        if self.u32(20) > MAX_SECTIONS || self.header_crc_differs() {
            return Err(self.damaged("the header", "checksum differs"));
        }
        if self.u64(40) != len as u64 {
            return Err(self.damaged("the header", "another length than in the footer"));
        }
        Ok(self.u32(20) as usize * ENTRY_LEN)
    }

    /// Where a section says it is, unless no file could be that long.
    fn range(&self, at: usize) -> Option<Range<usize>> {
        let start = usize::try_from(self.u64(at)).ok()?;
        let len = usize::try_from(self.u64(at + 8)).ok()?;
        Some(start..start.checked_add(len)?)
    }

    fn verify(&self, sections: &[Entry], gaps: &[Range<usize>]) -> Result<()> {
        for (section, range, crc) in sections {
            if crc32fast::hash(&self.all[range.clone()]) != *crc {
                let name = section.map_or("an unknown section", Section::name);
                return Err(self.damaged(name, "checksum differs"));
            }
        }
        match gaps
            .iter()
            .any(|gap| self.all[gap.clone()].iter().any(|b| *b != 0))
        {
            true => Err(self.damaged("the padding", "not zero")),
            false => Ok(()),
        }
    }

    /// The sections, in order and within the file, and the gaps between them.
    fn sections(&self, table_len: usize) -> Result<(Vec<Entry>, Vec<Range<usize>>)> {
        let end = self.all.len() - FOOTER_LEN;
        let mut free = HEADER_LEN + table_len;
        let (mut sections, mut gaps) = (Vec::new(), Vec::new());
        for at in (HEADER_LEN..free).step_by(ENTRY_LEN) {
            let (code, flags) = (self.u32(at), self.u32(at + 4));
            let range = self
                .range(at + 8)
                .filter(|range| range.start >= free && range.end <= end)
                .filter(|range| range.start.is_multiple_of(ALIGN));
            let Some(range) = range else {
                return Err(self.damaged(
                    "the section table",
                    format!("section {code} is out of place"),
                ));
            };
            let section = Section::from_code(code);
            if section.is_none() && flags & REQUIRED != 0 {
                let name = self.name.to_owned();
                let kind = ErrorKind::TooNew {
                    name,
                    what: "section",
                    found: code,
                    supported: Section::ALL.len() as u32,
                };
                return Err(kind.into());
            }
            gaps.push(free..range.start);
            free = range.end;
            sections.push((section, range, self.u32(at + 24)));
        }
        gaps.push(free..end);
        Ok((sections, gaps))
    }
}
