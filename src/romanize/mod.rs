//! From one script to another.
//!
//! [`standard`] writes a text exactly as one published standard says. The rules
//! are tables, one file a standard (`standards/*.tsv`); `FORMAT.md` beside this
//! file describes them, so that a linguist can add one without reading Rust.

mod context;
mod rule_file;
mod standard;

pub use standard::{Standard, standard, standards};
