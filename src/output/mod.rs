//! Annotations in the formats other programs read.
//!
//! A [`DocumentRecord`] says what was found in a text, and is itself a line of
//! JSON (`jsonl`), with places (`place`) and entities (`candidate`) in it. The other formats are made of it and of
//! the text: standoff files (`brat`), words with tags (`iob2`) or with columns (`conllu`), linked data
//! (`web_annotation`), the answers of a search server (`solr`), and the text itself with its names marked (`tei`).
//! `readable` is the text in characters, with the mentions in their places; `words` cuts it into sentences and
//! words; `iri` makes addresses of entity ids. The page for people is `report`, with the feature of that name.

mod brat;
mod candidate;
mod conllu;
mod iob2;
mod iri;
mod jsonl;
mod names;
mod place;
mod readable;
#[cfg(feature = "report")]
pub mod report;
mod solr;
mod tei;
mod web_annotation;
mod words;

pub use brat::write_brat;
pub use candidate::{CandidateRecord, EntityTypeWord, RouteRecord};
pub use conllu::write_conllu;
pub use iob2::write_iob2;
pub use iri::IriTemplate;
pub use jsonl::{AbstentionRecord, ChunkRecord, DocumentRecord, MentionRecord};
pub use names::{ExplainedCandidate, Explanation, LookupRecord};
pub use place::{OffsetUnit, Place};
pub use solr::{SolrOptions, write_solr};
pub use tei::{TEI_CORPUS_END, TEI_CORPUS_START, write_tei};
pub use web_annotation::write_web_annotation;
