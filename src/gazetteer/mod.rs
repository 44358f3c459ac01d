//! From a CSV of names to a gazetteer that can be asked.
//!
//! A **gazetteer source** ([`source`]) is one or more CSV files; their rows
//! become validated [`Record`]s, or [`Diagnostic`]s that point at the cell.
//! The [`GazetteerBuilder`] folds the names, sorts them and writes the
//! container described in [`crate::store`]; [`Gazetteer`] opens it.

mod build;
mod diagnostic;
mod draft;
mod entity;
mod open;
mod parts;
mod record;
mod skeletons;
pub mod source;
mod surfaces;
mod tables;

pub use build::{BuildStats, GazetteerBuilder};
pub use diagnostic::{Code, Diagnostic, Position, Severity};
pub(crate) use entity::{Casing, may_be_article};
pub use entity::{Entity, EntityType, Name, NameKind};
pub use open::{Gazetteer, Stats};
pub(crate) use parts::{Part, PartIndex, PartList};
pub use record::Record;
