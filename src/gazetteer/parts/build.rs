//! From sorted words with their places to the lists of names that have them.

use std::io::Write;

use fst::raw;

use super::super::runs::{Group, Merged};
use super::super::surfaces::fst_error;
use super::list::{PART_LEN, Part};
use crate::error::Result;
use crate::store::{ScratchSpace, Spool};

/// The FST of words and their lists; calls `done` with how many parts more are in them.
pub(in crate::gazetteer) fn build(
    parts: Merged,
    scratch: &ScratchSpace,
    mut done: impl FnMut(usize),
) -> Result<(Spool, Spool)> {
    let spool = || scratch.spool(scratch.most);
    let failed = |e| fst_error(e, scratch);
    let mut map = raw::Builder::new(spool()).map_err(failed)?;
    let mut lists = spool();
    write(parts, |word, at, list| {
        done(list.len() / PART_LEN - 1);
        map.insert(word, at).map_err(failed)?;
        lists.write_all(list).map_err(|e| scratch.failed(e))
    })?;
    Ok((map.into_inner().map_err(failed)?, lists))
}

/// Hands out the list of each word, with its place in units of a part, in the order of the words.
pub(super) fn write(
    mut parts: Merged,
    mut put: impl FnMut(&[u8], u64, &[u8]) -> Result<()>,
) -> Result<()> {
    let mut at = 0;
    let (mut group, mut list) = (Group::default(), Vec::new());
    while parts.next(&mut group)? {
        list.clear();
        list.extend((group.len() as u64).to_le_bytes());
        let parts = group.values().filter_map(Part::of_sorted_bytes);
        parts.for_each(|part| list.extend(part.bytes()));
        put(&group.key, at, &list)?;
        at += (list.len() / PART_LEN) as u64;
    }
    Ok(())
}
