//! exonym
mod error;
pub mod file;
pub mod fold;
pub mod gazetteer;
pub mod matcher;
pub mod output;
pub mod rewrite;
mod rules;
mod span;
mod store;
pub mod text;

pub use error::{Error, ErrorKind, Result};
pub use gazetteer::{
    BuildStats, Diagnostic, Entity, EntityType, Gazetteer, GazetteerBuilder, Name, NameKind, Record,
};
pub use matcher::{
    Abstention, Annotation, Candidate, Document, Matcher, Mention, OverlapPolicy, Reason, Scratch,
    Tier,
};
pub use rewrite::{Edit, Rewriter, Rewriting, Template};
pub use span::Span;
