//! Folding: what makes two spellings the same name without any guessing.
//!
//! The **key** of a name is its tokens, folded and joined. Folding is Unicode
//! compatibility decomposition and full case folding, less the marks that a
//! reader may leave out (accents, Hebrew and Arabic vowels; not the vowel signs
//! of India), with the letters of `rules/letters.tsv` on top: `Ереван`,
//! `ЕРЕВАН` and `Ере́ван` have one key, `Ереван` and `Erevan` two. A letter is
//! folded by one table look-up, the few in `rules/context.tsv` in the light of
//! the letter before; of the ways to write a sign of Han (`rules/han.tsv`) one
//! is the key. A word of two alphabets is folded as one of that which it looks
//! like. The same code folds the names of a gazetteer and the text
//! they are looked for in; [`FOLD_VERSION`] stands in every gazetteer file.

mod hash;
mod key;
mod step;

pub(crate) use hash::Hasher;
pub use key::{KEY_SEPARATOR, fold, key};
pub(crate) use key::{Link, fold_token, folded, folded_word, link, push_folded};

/// Changes whenever the same name may get another key, another hash, or other keys of its consonants.
pub const FOLD_VERSION: u32 = 6;
