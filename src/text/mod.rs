//! From bytes to tokens.
//!
//! [`tokenize`] makes one pass over a run of text: it finds the words, folds
//! them and hashes what they fold to, and keeps nothing but spans and hashes.
//! Word boundaries are those of UAX #29, parted further where names need it
//! (see [`Token`]); scripts written without spaces give one token per cluster.
//! [`Joint`] says what stood between two tokens, and so whether a name may run
//! across. What a character does is data: `marks.tsv`, `quotation_marks.tsv`,
//! `vowels.tsv`, `lookalikes.tsv`, `word_breaks.tsv`, `particles.tsv`, of scripts `scripts.tsv`, and the Unicode tables.

mod case;
pub(crate) mod chars;
mod distance;
mod label;
mod languages;
mod line;
mod lookalikes;
mod mended;
mod particles;
mod script;
mod token;
mod tokenize;
mod unbroken;

pub(crate) use case::same_but_case;
pub use chars::UNICODE_VERSION;
pub(crate) use chars::{closing_marks, is_quotation_mark};
pub(crate) use distance::distance;
pub use label::encoding;
pub use languages::{known_language, stated_language};
pub use line::Offsets;
pub(crate) use lookalikes::{
    in_script, is_foreign, may_be_mixed, script_beside, unmix_folded, unmixed, unmixed_words,
};
pub(crate) use mended::mended;
pub(crate) use particles::{is_of_father, is_particle, particles};
pub(crate) use script::{
    Dotted, ENGLISH, PRIVATE, base_language, has_capitals, has_case, has_no_vowels,
    has_short_names, has_syllables, is_hiragana, is_kana, is_katakana, languages_of, main_script,
    region,
};
pub use script::{language_tag, script_of};
pub use token::{Joint, MAX_TOKEN, Token};
pub use tokenize::tokenize;
pub(crate) use tokenize::tokenize_some;
pub(crate) use unbroken::{Wanted, unbroken, without_breaks};

pub(crate) use token::Flags;
