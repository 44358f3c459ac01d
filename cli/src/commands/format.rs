//! The formats that names in texts are written in.

use clap::ValueEnum;

/// How to write the names found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: place, name, canonical name, id, type, how it was found
    Text,
    /// One JSON object for each text
    Jsonl,
    /// A table for spreadsheets: a row for each name
    Csv,
    /// The same with tabs between
    Tsv,
    /// brat standoff (.ann), with ids as normalizations; one file for each text
    Brat,
    /// A word and its tag on each line, tabs between
    Iob2,
    /// CoNLL-U, with names and ids in the column MISC as in CorefUD
    Conllu,
    /// W3C Web Annotation (JSON-LD), one collection for each text
    WebAnnotation,
    /// The answer of Solr's tagger, one for each text
    Solr,
    /// TEI: the text with its names marked; several are a corpus
    Tei,
}

impl Format {
    /// What stands between the cells of a table; nothing if it is none.
    pub fn delimiter(self) -> Option<u8> {
        match self {
            Format::Csv => Some(b','),
            Format::Tsv => Some(b'\t'),
            _ => None,
        }
    }
}
