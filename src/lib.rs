//! Finds names of people, places and organisations in multilingual text, links
//! each to an entity of a gazetteer, and writes them one way.
//!
//! A [`GazetteerBuilder`] compiles names, from [CSV files](gazetteer::source) or
//! a program, to a [`Gazetteer`]. A [`Matcher`] over one or several gazetteers
//! [annotates](Matcher::annotate) texts and [looks up](Matcher::lookup) single
//! names; a [`Rewriter`] writes the canonical names. In documents with markup, and in
//! other encodings than UTF-8, that is done by way of [`markup`].
//!
//! ```
//! use exonym::{Document, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
//!
//! let mut builder = GazetteerBuilder::new();
//! builder.extend([Record::new("Q1953", "Yerevan"), Record::new("Q1953", "Erevan")]);
//! let matcher = Matcher::new(builder.to_gazetteer("example")?);
//!
//! let rewriting = Rewriter::new(&matcher).rewrite(&Document::new("In Erevan’s streets"), &mut Scratch::default());
//! assert_eq!(String::from_utf8_lossy(&rewriting.text), "In Yerevan’s streets");
//! # Ok::<(), exonym::Error>(())
//! ```
//!
//! The [`guide`] has recipes for common tasks. The built-in gazetteer and lexicon are in a crate
//! of their own, `exonym-gazetteer`: `Matcher::new(exonym_gazetteer::default())`.
//!
//! Spans are byte ranges of the original text; [`text::Offsets`] turns them into
//! code points and UTF-16 units. A [`Matcher`] is shared between threads, each of which has
//! a [`Scratch`]. What fails returns an [`Error`].
//!
//! | if you want to | see |
//! | --- | --- |
//! | find names in texts, or look single ones up | [`Matcher`], [`Annotation`], [`Candidate`] |
//! | write names one way | [`Rewriter`], [`rewrite`]; in HTML, XML and Markdown [`markup`] |
//! | tell whether two names may be of one bearer | [`compare`](mod@compare) |
//! | make a gazetteer, from CSV or other formats | [`GazetteerBuilder`], [`gazetteer::source`], [`gazetteer::import`] |
//! | check a CSV, or learn new spellings from texts | [`lint`], [`learn`] |
//! | spell a name in another script | [`romanize`] |
//! | write annotations for other programs | [`output`] |
//!
//! The features are `markup` (by default: documents with markup, other encodings), `report` (a page that
//! shows what was found) and `rdf` (SKOS).

pub mod compare;
mod error;
pub mod file;
pub mod fold;
pub mod gazetteer;
pub mod guide;
pub mod inflect;
pub mod learn;
mod lexicon;
pub mod lint;
#[cfg(feature = "markup")]
pub mod markup;
pub mod matcher;
pub mod output;
pub mod rewrite;
pub mod romanize;
mod rules;
mod span;
mod store;
pub mod text;

pub use error::{Error, ErrorKind, Result};
pub use gazetteer::{Entity, EntityType, Gazetteer, GazetteerBuilder, NameKind, Record};
pub use lexicon::Lexicon;
pub use matcher::{Annotation, Candidate, Document, Matcher, Mention, Reason, Scratch, Tier};
pub use rewrite::Rewriter;
pub use span::Span;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
