//! exonym
mod error;
pub mod fold;
pub mod gazetteer;
mod rules;
mod span;
mod store;
pub mod text;

pub use error::{Error, ErrorKind, Result};
pub use gazetteer::{BuildStats, Diagnostic, Entity, EntityType, Gazetteer, GazetteerBuilder, Name, NameKind, Record};
pub use span::Span;
