//! Where something stands: in bytes, and in the unit that a program counts in.

use std::str::FromStr;

use crate::Error;
use crate::text::Offsets;

/// What `start` and `end` count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OffsetUnit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode code points, as Python counts.
    #[default]
    Chars,
    /// UTF-16 units, as Java and JavaScript count.
    Utf16,
}

impl FromStr for OffsetUnit {
    type Err = Error;

    fn from_str(word: &str) -> Result<OffsetUnit, Error> {
        match word {
            "bytes" => Ok(OffsetUnit::Bytes),
            "chars" => Ok(OffsetUnit::Chars),
            "utf16" => Ok(OffsetUnit::Utf16),
            _ => Err(Error::config(format!(
                "unknown unit `{word}`; known: bytes, chars, utf16"
            ))),
        }
    }
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it begins, in the unit asked for.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Where it stands, in bytes.
    pub bytes: crate::Span,
}

/// An offset in bytes, in another unit.
pub(super) fn in_unit(offsets: &mut Offsets<'_>, byte: usize, unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Bytes => byte,
        OffsetUnit::Chars => offsets.at(byte).0,
        OffsetUnit::Utf16 => offsets.at(byte).1,
    }
}
