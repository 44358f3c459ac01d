//! The words of a name, each with what is known of it by itself.

use std::sync::Arc;

use super::Options;
use super::reading::{Reading, Word};
use super::spelling;
use crate::EntityType;
use crate::lexicon::Form;

/// A word with what is known of it by itself.
pub(super) struct KnownWord<'w> {
    pub(super) word: &'w Word,
    /// Which of the words of its name it is.
    pub(super) at: usize,
    /// The word itself and its likeliest Latin spellings.
    pub(super) spellings: Vec<(String, f32)>,
    /// What the lexicon has for it.
    pub(super) forms: Arc<[Form]>,
}

/// The words of a name; of persons' names, with their spellings and forms.
pub(super) fn known<'w>(
    reading: &'w Reading,
    entity_type: EntityType,
    options: &Options<'_>,
) -> Vec<KnownWord<'w>> {
    let person = entity_type == EntityType::Person;
    let lexicon = options.lexicon.filter(|_| person);
    let words = reading
        .words
        .iter()
        .enumerate()
        .map(|(at, word)| KnownWord {
            word,
            at,
            spellings: match person {
                true => spelling::plain_spellings(&word.text, &word.key),
                false => Vec::new(),
            },
            forms: lexicon
                .map(|lexicon| lexicon.forms(&word.key))
                .unwrap_or_default(),
        });
    words.collect()
}
