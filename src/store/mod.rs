//! The container of a compiled gazetteer: the `.gaz` file.
//!
//! ```text
//! header    64 bytes: magic, format version, FOLD_VERSION, Unicode version,
//!           number of sections, build id, length of the file
//! table     32 bytes a section: kind, flags, offset, length, CRC-32
//! sections  each at a multiple of 8, zero bytes between
//! footer    24 bytes: length of the file, CRC-32 of header and table, inverted magic
//! ```
//!
//! All numbers are little-endian. The build id is made from the contents, so
//! the same names give the same bytes. A reader refuses a file whose versions
//! or checksums differ and says which; a section it does not know is ignored
//! unless the section says it is required.

mod bytes;
mod gate;
mod prefixes;
mod reader;
mod section;
mod spool;
mod writer;

pub(crate) use bytes::Bytes;
pub(crate) use gate::Gate;
pub(crate) use prefixes::{Prefix, PrefixTable, join};
pub(crate) use reader::{Container, SectionBytes, Verify};
pub(crate) use section::{FORMAT_VERSION, Section};
pub(crate) use spool::{ScratchSpace, Spool, Spooled};
pub(crate) use writer::ContainerWriter;
