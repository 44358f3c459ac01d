//! From a CSV of names to a gazetteer that can be asked.
//!
//! A **gazetteer source** ([`source`]) is one or more CSV files; their rows
//! become validated [`Record`]s, or [`Diagnostic`]s that point at the cell.
//! The [`GazetteerBuilder`] folds the names, sorts them and writes the
//! container described in `src/store/mod.rs`; [`Gazetteer`] opens it. Open ones
//! are [merged](merge()) to one or [compared](diff()), and written as a
//! [CSV](source::write_gazetteer) again.

mod attribute;
mod build;
mod canonical;
mod change;
mod compile;
mod diagnostic;
mod diff;
mod draft;
mod entity;
mod entity_names;
mod entries;
pub mod import;
mod languages;
mod levels;
mod merge;
mod numbers;
mod open;
mod origins;
mod packed;
mod parts;
mod record;
mod records;
mod runs;
mod skeletons;
pub mod source;
mod stats;
mod suggest;
mod surfaces;
mod tables;

pub use build::{BuildStats, GazetteerBuilder};
pub use change::Change;
pub use diagnostic::{Code, Diagnostic, Position, Severity};
pub use diff::diff;
pub(crate) use entity::{Casing, Level, may_be_article};
pub use entity::{Entity, EntityType, Name, NameKind, UnknownWord};
pub use levels::Levels;
pub use merge::{merge, merge_into};
pub use open::Gazetteer;
pub(crate) use parts::{Part, PartIndex, PartList};
pub use record::Record;
pub use stats::Stats;
