//! From files, folders and standard input to texts.
//!
//! [`Paths`] finds the files, and leaves alone what in folders is no text (`left`, `binary`); [`documents`] reads
//! them and cuts those of many texts into lines (`lines`) or rows (`rows`), and long texts into chunks (`chunks`),
//! which is all that has to be done in turn. What is in a [`Document`] is found out where it is worked on, side by
//! side with others ([`Opened`]): its encoding, its fields (`json`, `cells`), its markup.

mod binary;
mod cells;
mod chunks;
mod columns;
mod document;
mod excluded;
mod format;
mod json;
mod left;
mod lines;
mod opened;
mod options;
mod paths;
mod reading;
mod rows;

pub use document::{Chunk, Document, Doubt, Start};
pub use excluded::pattern as excluded_pattern;
pub use format::is_spreadsheet;
pub use opened::{Field, Opened};
pub use options::Options;
pub use paths::Paths;
pub use reading::documents;
