//! Files with an entity in JSON on each line.

use super::Input;
use super::importer::{At, Importer};
use super::lines::{Lines, around, message_of};
use crate::error::{Error, Result};

/// What such a file has, and what is said of a line that cannot be read.
pub(super) struct Entities {
    /// What there is on each line.
    pub(super) name: &'static str,
    /// Lines of more bytes are not read.
    pub(super) longest: usize,
    /// What may be wrong where a line is longer.
    pub(super) long: &'static str,
    /// How a line should be.
    pub(super) form: &'static str,
    /// What of a line without the blanks around it is the entity; nothing if there is none.
    pub(super) part: fn(&[u8]) -> &[u8],
}

/// Calls `read` with each entity.
pub(super) fn each_entity(
    input: Input<'_>,
    entities: &Entities,
    importer: &mut Importer<'_>,
    read: fn(&At<'_>, &mut Importer<'_>) -> serde_json::Result<Result<()>>,
) -> Result<()> {
    let failed = |e| Error::io(&input.name, e);
    let mut lines = Lines::new(input.reader, entities.longest);
    while let Some(line) = lines.next().map_err(failed)? {
        let raw = (entities.part)(line.bytes.trim_ascii());
        if raw.is_empty() {
            continue;
        }
        let at = At::line(line.number, raw);
        if line.too_long {
            let message = format!("a line of more than {} bytes", entities.longest);
            importer.malformed(&at, message, entities.long);
            continue;
        }
        match read(&at, importer) {
            Ok(read) => read?,
            Err(error) => {
                let at = At {
                    range: around(raw, error.column()),
                    ..at
                };
                let message = format!("no {}: {}", entities.name, message_of(&error));
                importer.malformed(&at, message, entities.form);
            }
        }
    }
    Ok(())
}
