//! Words that say the same, or something else, whatever their spelling.

use crate::EntityType;

use super::reading::{Reading, Word};
use super::{Options, Role};

/// What is known of two words before their spelling is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Known {
    /// They say the same, at this cost.
    Same(f32),
    /// They say different things.
    Different,
    /// Nothing.
    Nothing,
}

/// Cost of another word that says the same.
const SYNONYM: f32 = 0.1;

pub(super) fn of_words(a: &Word, b: &Word, entity_type: EntityType) -> Known {
    if a.role == Role::Number || b.role == Role::Number {
        return if a.key == b.key {
            Known::Same(0.0)
        } else {
            Known::Different
        };
    }
    if entity_type != EntityType::Organization || a.key == b.key {
        return Known::Nothing;
    }
    if a.role == Role::Place && b.role == Role::Place {
        let shared = a.places.iter().any(|place| b.places.contains(place));
        return if shared {
            Known::Same(SYNONYM)
        } else {
            Known::Different
        };
    }
    match (a.meanings, b.meanings) {
        ([], _) | (_, []) => Known::Nothing,
        (of_a, of_b) if of_a.iter().any(|meaning| of_b.contains(meaning)) => Known::Same(SYNONYM),
        _ => Known::Different,
    }
}

/// What the lexicon says of two words of persons' names.
pub(super) fn in_lexicon(a: &Word, b: &Word, options: &Options<'_>) -> Option<f32> {
    options.lexicon?.cost(&a.key, &b.key)
}

/// Whether a word of one name is made of the first letters of the other.
pub(super) fn abbreviates(word: &Word, other: &Reading) -> bool {
    let letters = word.key.chars().count();
    let capitals = word.text.chars().all(|c| c.is_uppercase() || c == '.');
    if !(2..=8).contains(&letters) || !capitals {
        return false;
    }
    let first = |words: &mut dyn Iterator<Item = &Word>| -> String {
        words.filter_map(|word| word.key.chars().next()).collect()
    };
    let all = first(&mut other.words.iter());
    let telling = first(
        &mut other
            .words
            .iter()
            .filter(|word| word.role != Role::Generic || !word.meanings.is_empty()),
    );
    let names = first(&mut other.words.iter().filter(|word| word.role != Role::Generic));
    other.words.len() > 1 && [all, telling, names].contains(&word.key)
}
