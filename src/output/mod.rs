//! Annotations in the formats other programs read.

mod jsonl;

pub use jsonl::{CandidateRecord, DocumentRecord, MentionRecord, OffsetUnit, Place};
