//! Words that say the same, or something else, whatever their spelling.

use crate::EntityType;

use super::Role;
use super::reading::{Reading, Word};

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
pub(super) const SYNONYM: f32 = 0.1;

pub(super) fn of_words(a: &Word, b: &Word, entity_type: EntityType) -> Known {
    if a.role == Role::Number || b.role == Role::Number {
        return if a.key == b.key || number(a).is_some() && number(a) == number(b) {
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

/// The value of a word of digits, in any script, or of a Roman number.
fn number(word: &Word) -> Option<u64> {
    if word.role != Role::Number {
        return None;
    }
    if word.key.chars().all(|c| c.is_ascii_digit()) {
        return word.key.parse().ok();
    }
    let digits = word.text.chars().map(|c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    });
    let digits: Vec<u64> = digits.collect::<Option<_>>()?;
    // A lesser digit before a greater one is taken from it.
    let value = digits
        .iter()
        .rev()
        .fold((0, 0), |(sum, last), digit| match *digit < last {
            true => (u64::saturating_sub(sum, *digit), last),
            false => (sum + digit, *digit),
        });
    Some(value.0)
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
