//! The guide: recipes for common tasks, chapters to look things up in, and chapters on how things work.
//!
//! | if you want to | read |
//! | --- | --- |
//! | write `Turkey` where others write `Türkiye` | [`house_style`] |
//! | correct a folder of articles where it is | [`newsroom`] |
//! | work on a stream of JSON | [`jsonl`] |
//! | make a gazetteer from a spreadsheet, and let it learn | [`own_gazetteer`] |
//! | find out who somebody is, across scripts | [`osint`] |
//! | mark names in a TEI edition | [`tei`] |
//! | see what changed between two gazetteers, or join them | [`two_gazetteers`] |
//! | use the library | [`library`] |
//! | have fewer wrong links | [`precision`] |
//! | add a language | [`adding_a_language`] |
//! | look up a verb, an option or a setting | [`command_line`] |
//! | know which formats are read, and what of them | [`formats`] |
//! | read annotations in another program | [`annotations`] |
//! | understand how names are found | [`how_it_works`] |
//! | understand how spellings are found | [`lattice`] |
//! | know how fast it is | [`measured`] |
//! | know what a hundred million names would take | [`scale`] |
//!
//! All commands are run, and all code compiled, by the tests.

#[doc = include_str!("../docs/house-style.md")]
pub mod house_style {}

#[doc = include_str!("../docs/newsroom.md")]
pub mod newsroom {}

#[doc = include_str!("../docs/jsonl.md")]
pub mod jsonl {}

#[doc = include_str!("../docs/own-gazetteer.md")]
pub mod own_gazetteer {}

#[doc = include_str!("../docs/osint.md")]
pub mod osint {}

#[doc = include_str!("../docs/tei.md")]
pub mod tei {}

#[doc = include_str!("../docs/two-gazetteers.md")]
pub mod two_gazetteers {}

#[cfg(feature = "markup")]
#[doc = include_str!("../docs/library.md")]
pub mod library {}

#[doc = include_str!("../docs/precision.md")]
pub mod precision {}

#[doc = include_str!("../docs/adding-a-language.md")]
pub mod adding_a_language {}

#[doc = include_str!("../docs/command-line.md")]
pub mod command_line {}

#[doc = include_str!("../docs/formats.md")]
pub mod formats {}

#[doc = include_str!("../docs/annotations.md")]
pub mod annotations {}

#[doc = include_str!("../docs/how-it-works.md")]
pub mod how_it_works {}

#[doc = include_str!("../docs/lattice.md")]
pub mod lattice {}

#[doc = include_str!("../docs/measured.md")]
pub mod measured {}

#[doc = include_str!("../docs/scale.md")]
pub mod scale {}
