//! Annotations in the formats other programs read.

mod jsonl;
mod names;

pub use jsonl::{
    AbstentionRecord, CandidateRecord, DocumentRecord, EntityTypeWord, MentionRecord, OffsetUnit,
    Place, RouteRecord,
};
pub use names::{ExplainedCandidate, Explanation, LookupRecord};
