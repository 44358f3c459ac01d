//! From an inflected word back to the form that a gazetteer lists.
//!
//! A word in a text may stand in a case that no gazetteer lists: `в Ереване`,
//! `Pariisissa`, `Կոնջորյանին`. The `Endings` of a language propose every form
//! it may be of, each with a cost and the cases it would stand in; the matcher
//! keeps those that are listed. So they do with words in an older orthography,
//! or typed without a letter of the language (`spellings`). Rules are tables
//! (`rules/*.tsv` and `spellings/*.tsv`, described in `FORMAT.md` beside this
//! file), so that adding a language is adding a file.

mod bases;
mod cases;
mod endings;
mod languages;
mod spellings;

pub(crate) use bases::{Base, Bases, Spelling, Types};
pub use cases::Cases;
pub(crate) use endings::Endings;
pub(crate) use languages::{endings, endings_for_script, parent_language};
