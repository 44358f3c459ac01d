//! Names that are spelled much as that of somebody listed, and are others: `Tom` is not Tommy, nor `Curry` Kerry.

use crate::gazetteer::{Entity, Name};
use crate::matcher::beside::name_words::{is_family_name, is_in_lexicon};
use crate::matcher::layers::Layers;
use crate::matcher::person_name::PersonName;
use crate::text::{ENGLISH, base_language};

/// Whether one of the folded words of a text is not that of the name spelled otherwise, but a given name of its own, `Tom` and
/// not Tommy, `Luis` and not Luisa; or, in the language of the listed name, which spells it in one way, a family name of its own.
/// A name in other letters stands for the English one.
pub(super) fn is_somebody_else(
    words: &[String],
    entity: &Entity<'_>,
    listed: &Name<'_>,
    lang: &str,
    layers: &Layers,
) -> bool {
    let english = || layers.canonical_of(entity, ENGLISH);
    let name = match listed.text.chars().all(|c| c.is_ascii() || is_latin(c)) {
        true => Some(*listed),
        false => english(),
    };
    let Some(name) = name else {
        return false;
    };
    let listed = PersonName::of(&name).words;
    let own = base_language(name.lang) == base_language(lang);
    let pairs = listed.iter().zip(words).enumerate();
    listed.len() == words.len()
        && words.iter().all(|word| word.is_ascii())
        && pairs.into_iter().any(|(at, (listed, word))| {
            let known = || is_known(word, layers) && is_known(listed, layers);
            match at + 1 == words.len() {
                _ if listed == word => false,
                false => is_other_given_name(word, listed) && known(),
                true => {
                    own && known()
                        && is_family_name(word, layers)
                        && !are_of_one_group(word, listed, layers)
                }
            }
        })
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c < '\u{250}'
}

/// Whether one is the other and more, or the name of a man and of a woman. What has an `a` more may be a case of it.
fn is_other_given_name(word: &str, listed: &str) -> bool {
    /// Letters that make another name of one.
    const OTHER: usize = 2;
    let is_more = |long: &str, short: &str| {
        let rest = long.strip_prefix(short);
        rest.is_some_and(|rest| rest.chars().count() >= OTHER)
    };
    is_more(word, listed) || is_more(listed, word) || listed.strip_suffix('a') == Some(word)
}

fn is_known(word: &str, layers: &Layers) -> bool {
    is_in_lexicon(word, layers.lexicon())
}

fn are_of_one_group(one: &str, other: &str, layers: &Layers) -> bool {
    layers.lexicon().is_some_and(|lexicon| {
        let mut groups = lexicon.groups_of(one);
        groups.any(|group| lexicon.groups_of(other).any(|other| other == group))
    })
}
