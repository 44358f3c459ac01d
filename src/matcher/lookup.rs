//! Looking up a single name: as listed, inflected, with words left out, in another spelling.

use super::annotation::Candidate;
use super::article::regnal;
use super::authority;
use super::candidate::by_name::{add_namesakes, as_listed, inflected_names};
use super::candidate::{put_own_first, rank};
use super::layers::Layers;
use super::namesakes::same_signs::keep_own_signs;
use super::parts;
use super::unlisted::persons;
use crate::fold::key;
use crate::text::base_language;

/// The entities that have a name of the same key as `name`, best first.
pub(super) fn of_name<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let mut candidates = as_listed(layers, name, lang);
    keep_own_signs(name, &mut candidates);
    if candidates.is_empty() {
        candidates = inflected_names(layers, name, lang);
        candidates.extend(persons::of_name(layers, name, lang));
    }
    if candidates.is_empty() {
        candidates = parts::candidates(layers, name, lang);
        let stranger = doubt_of_strangers(layers, name, lang);
        let others = candidates.iter_mut();
        others
            .filter(|candidate| !is_of(candidate, lang))
            .for_each(|candidate| candidate.score *= stranger);
        authority::consult(layers, name, lang, stranger, &mut candidates);
    }
    candidates.retain(|candidate| !regnal::is_another(layers, name, candidate));
    put_own_first(&mut candidates, lang);
    rank(&mut candidates);
    add_namesakes(layers, &mut candidates);
    candidates
}

/// Whether its name is listed in this language.
fn is_of(candidate: &Candidate<'_>, lang: &str) -> bool {
    base_language(candidate.name.lang) == base_language(lang)
}

/// A single word that is no name listed in its own language, of which many are, is hardly another
/// spelling of one listed in another: what is left of the score of such.
fn doubt_of_strangers(layers: &Layers, name: &str, lang: &str) -> f32 {
    const FACTOR: f32 = 0.7;
    let listed = !lang.is_empty()
        && layers
            .gazetteers()
            .iter()
            .any(|gazetteer| gazetteer.has_language(lang));
    if listed && !key(name).contains(' ') {
        FACTOR
    } else {
        1.0
    }
}
