//! The default gazetteer and lexicon of exonym, compiled into the program.
//!
//! Countries and territories in every language of CLDR, cities over 15,000
//! people, organisations and people in the news. Its files, their sources and
//! licences are listed in the README of this folder; GeoNames (CC BY 4.0) and
//! CLDR (Unicode License) ask to be named.
//!
//! ```
//! let gazetteer = exonym_gazetteer::default();
//! let armenia = gazetteer.entity("Q399").unwrap();
//! assert_eq!(gazetteer.canonical(&armenia, "hy").unwrap().text, "Հայաստան");
//! ```

use exonym::{Gazetteer, Lexicon};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/default.gaz"));

/// Opens the default gazetteer. The bytes are part of the program, so this
/// takes microseconds and cannot fail.
pub fn default() -> Gazetteer {
    Gazetteer::from_static("default", BYTES).expect("the gazetteer was compiled with this program")
}

static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.lex"));

/// Opens the lexicon of name parts, which says what stands for what in names of
/// persons: `Volodymyr` for `Vladimir`, 裕毅 for `Yuki`.
///
/// ```
/// let lexicon = exonym_gazetteer::lexicon();
/// assert!(lexicon.share("volodymyr", "володимир").is_some());
/// ```
pub fn lexicon() -> Lexicon {
    Lexicon::from_static("lexicon", LEXICON).expect("the lexicon was compiled with this program")
}
