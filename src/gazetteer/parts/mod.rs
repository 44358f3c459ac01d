//! The index of name parts: which names have a word, in its own script or as
//! it may be spelled in Latin script.
//!
//! `indexed` says which words of a name the index takes, and `spelled` spells
//! those of other scripts that no listed Latin name may be a spelling of (`latin`). `build` takes the sorted words of all names and writes, for
//! each, a `list` of the names that have it; `few` does so for those of one entity. `index` is
//! what is asked: the lists of a whole gazetteer, or of one of its entities.

mod build;
mod few;
mod index;
mod indexed;
mod latin;
mod list;
mod spelled;

pub(super) use build::build;
pub(crate) use index::PartIndex;
pub(super) use indexed::Indexed;
pub(super) use latin::LatinNames;
pub(crate) use list::{Part, PartList};
pub(super) use spelled::Spelled;
