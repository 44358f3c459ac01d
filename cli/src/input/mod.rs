//! From files, folders and standard input to texts.
//!
//! [`documents`] reads files and cuts those of many texts into lines (`lines`)
//! or rows (`rows`), which is all that has to be done in turn. What is in a
//! [`Document`] is found out where it is worked on, side by side with others
//! ([`Opened`]): its encoding, its fields (`json`, `cells`), its markup.

mod cells;
mod columns;
mod document;
mod format;
mod json;
mod lines;
mod opened;
mod options;
mod reading;
mod rows;

pub use document::Document;
pub use opened::{Field, Opened};
pub use options::Options;
pub use reading::documents;
