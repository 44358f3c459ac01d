//! What is known of single words as names of people, whatever stands beside them.

use super::stretch::Stretch;
use crate::Lexicon;
use crate::gazetteer::{EntityType, Part, PartList};
use crate::inflect::{Bases, endings};
use crate::matcher::layers::Layers;
use crate::matcher::person_name::is_family_first;

/// Whether a word is known for a name of people.
pub(in crate::matcher) fn is_given_name(stretch: &Stretch<'_>) -> bool {
    is_in_lexicon(&stretch.folded(stretch.first), stretch.layers.lexicon())
}

pub(in crate::matcher) fn is_in_lexicon(word: &str, lexicon: Option<&Lexicon>) -> bool {
    lexicon.is_some_and(|lexicon| lexicon.groups_of(word).next().is_some())
}

/// Whether a word is known for a name and somebody listed has it for the first: `Jack`, not `Young`.
pub(in crate::matcher) fn is_first_name(stretch: &Stretch<'_>, at: usize) -> bool {
    let word = stretch.folded(at);
    is_in_lexicon(&word, stretch.layers.lexicon()) && is_first_of_name(&word, stretch.layers)
}

/// Whether a folded word may be such a name in a case of the language: `Игоря`.
pub(in crate::matcher) fn is_first_name_in_a_case(word: &str, lang: &str, layers: &Layers) -> bool {
    let mut bases = Bases::default();
    if let Some(endings) = endings(lang) {
        endings.bases_of_first(word, &mut bases);
    }
    let mut persons = bases
        .iter()
        .filter(|(_, base)| base.types.has(EntityType::Person));
    persons.any(|(base, _)| is_in_lexicon(base, layers.lexicon()) && is_first_of_name(base, layers))
}

/// Whether the name of somebody listed begins with a word, which is no family name.
pub(in crate::matcher) fn is_first_of_name(word: &str, layers: &Layers) -> bool {
    let first = |part: &Part| part.position == 0;
    is_persons(word, layers, first, |_, lang| !is_family_first(lang))
}

/// Whether somebody listed has a word for the family name: `Lincoln`.
pub(in crate::matcher) fn is_family_name(word: &str, layers: &Layers) -> bool {
    let last = |part: &Part| part.position + 1 == part.words;
    let at_end = |part: &Part| part.position == 0 || last(part);
    is_persons(word, layers, at_end, |part, lang| {
        match is_family_first(lang) {
            true => part.position == 0,
            false => last(part),
        }
    })
}

/// The same for a name of two words, of which the last is no town that somebody is of: `Bartholomew I of
/// Constantinople`.
pub(in crate::matcher) fn is_family_name_of_two(word: &str, layers: &Layers) -> bool {
    let second = |part: &Part| part.words == 2 && part.position == 1;
    is_persons(word, layers, second, |_, lang| !is_family_first(lang))
}

/// Whether a person's listed name of several words has a word in such a place, for a name of its language.
fn is_persons(
    word: &str,
    layers: &Layers,
    stands: impl Fn(&Part) -> bool,
    fits: impl Fn(&Part, &str) -> bool,
) -> bool {
    /// Of a frequent name so many listed names tell enough: those of five Martins are three hundred.
    const LOOKED_AT: usize = 1024;
    layers.gazetteers().iter().any(|gazetteer| {
        let list = gazetteer
            .part_fst()
            .and_then(|index| Some(gazetteer.part_list(index.get(word.as_bytes())?.value())));
        let parts = list.into_iter().flat_map(PartList::iter).take(LOOKED_AT);
        let mut parts = parts.filter(|part| part.words > 1 && stands(part));
        parts.any(|part| {
            let lang = gazetteer.language_of_name(part.name);
            lang.is_some_and(|lang| fits(&part, lang))
                && gazetteer.type_of_name(part.name) == Some(EntityType::Person)
        })
    })
}

/// Whether a word is one of a person's listed name, so that its capital tells something where a sentence begins.
pub(in crate::matcher) fn is_name_word(stretch: &Stretch<'_>, at: usize) -> bool {
    let word = stretch.folded(at);
    if is_in_lexicon(&word, stretch.layers.lexicon()) {
        return true;
    }
    stretch.layers.gazetteers().iter().any(|gazetteer| {
        let output = gazetteer
            .part_fst()
            .and_then(|index| index.get(word.as_bytes()));
        output.is_some_and(|output| {
            let mut parts = gazetteer.part_list(output.value()).iter().take(8);
            parts.any(|part| gazetteer.type_of_name(part.name) == Some(EntityType::Person))
        })
    })
}
