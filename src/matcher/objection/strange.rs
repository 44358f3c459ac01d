//! Names that a text of its language hardly calls a place by: those of unrelated languages, of no language, and cases
//! of a name that the text's language has none for. Something else in the text is to bear them out.

use super::far_fetched::{is_word_of_own_name, likeness};
use super::kin::near_languages;
use crate::fold::key;
use crate::gazetteer::{EntityType, Name, NameKind};
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::beside::name_words::is_given_name;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::candidate::readers::Readers;
use crate::matcher::size::{GREAT_CITY, is_town};
use crate::matcher::words;
use crate::text::{ENGLISH, base_language, has_capitals, same_but_case, script_of};

/// Whether the likeliest place is hardly called so in a text of this language.
pub(in crate::matcher) fn is_strange(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate { entity, name, .. } = candidate;
    let own = base_language(stretch.lang);
    let at_home = || {
        let readers = Readers::of(own);
        readers.is_some_and(|readers| readers.are_at(entity) == Some(true))
    };
    if own.is_empty()
        || entity.entity_type != EntityType::Place
        || name.kind == NameKind::Demonym
        || entity.weight <= 0.0
        || entity.is_country()
        || candidate.layer > 0
        || base_language(name.lang) == own
    {
        return false;
    }
    let one_word = stretch.first == stretch.last;
    let strange = match base_language(name.lang) {
        "" => is_of_no_language(stretch, candidate) && (one_word || own != ENGLISH),
        ENGLISH => one_word && is_bent_unknown(stretch, candidate, own),
        _ => one_word && is_of_strangers(stretch, candidate, own),
    };
    strange && !at_home()
}

/// Whether a case of such a name tells of the place: of one that is English, where the words of the text's language are
/// known. Of others endings make any word.
pub(in crate::matcher) fn may_be_bent(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    base_language(candidate.name.lang) == ENGLISH && words::have_names(base_language(stretch.lang))
}

/// `Salem` is hardly Winston-Salem: an alias in Latin letters that is tagged with no language, and that none has
/// for the place in other marks or capitals, or with an ending.
fn is_of_no_language(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    /// Of a place with fewer names nobody knows what languages call it.
    const WELL_LISTED: u32 = 8;
    let Candidate { entity, name, .. } = candidate;
    let wanted = key(name.text);
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let tagged = |other: &Name<'_>| !other.lang.is_empty();
    let own = base_language(stretch.lang);
    let begins = || {
        let mut names = gazetteer.names_in(entity, own);
        let begin = format!("{wanted} ");
        names.any(|other| key(other.text).starts_with(&begin))
    };
    let people =
        || stretch.first == stretch.last && is_given_name(stretch) && (own == ENGLISH || begins());
    let bent = || {
        let mut names = [own, ENGLISH]
            .into_iter()
            .flat_map(|lang| gazetteer.names_in(entity, lang));
        names.any(|other| wanted.starts_with(&key(other.text)))
    };
    name.kind == NameKind::Alias
        && entity.name_count >= WELL_LISTED
        && script_of(name.text) == "Latn"
        && is_town(entity)
        && gazetteer.names(entity).any(|other| tagged(&other))
        && !gazetteer
            .names(entity)
            .any(|other| tagged(&other) && key(other.text) == wanted)
        && !bent()
        && (people() || !is_word_of_own_name(candidate, own, stretch.layers))
}

/// Basque `atean`, at the door, is no case of Atea: an inflected name of a town that the text's language has no
/// name for.
fn is_bent_unknown(stretch: &Stretch<'_>, candidate: &Candidate<'_>, own: &str) -> bool {
    let Candidate { entity, name, .. } = candidate;
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let script = script_of(name.text);
    candidate.tier == Tier::Inflected
        && is_town(entity)
        && entity.weight < GREAT_CITY
        && has_capitals(script)
        && !gazetteer
            .names_in(entity, own)
            .any(|other| script_of(other.text) == script)
}

/// In Czech `Keln` is hardly Cologne, which Azerbaijani calls so: a name that neither the text's language has for the
/// place, nor one near to it, nor the people there, nor many, while the text's language or English calls the place
/// otherwise in the same script.
fn is_of_strangers(stretch: &Stretch<'_>, candidate: &Candidate<'_>, own: &str) -> bool {
    /// In so many languages a name is known everywhere, that of a great city in fewer.
    const EVERYWHERE: usize = 5;
    const OF_GREAT_CITY: usize = 3;
    /// Names that are more alike are spellings of one: English `Erevan`.
    const ALIKE: f32 = 0.85;
    let Candidate { entity, name, .. } = candidate;
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let near = |lang: &str| {
        lang == own
            || lang == ENGLISH
            || near_languages(own).contains(&lang)
            || Readers::of(lang).is_some_and(|readers| readers.are_at(entity) == Some(true))
    };
    let wanted = key(name.text);
    let known = match entity.weight >= GREAT_CITY {
        true => OF_GREAT_CITY,
        false => EVERYWHERE,
    };
    let mut written = 0;
    for other in gazetteer.names(entity) {
        if key(other.text) != wanted {
            continue;
        }
        let lang = base_language(other.lang);
        let spelled_so = same_but_case(other.text, name.text);
        written += usize::from(spelled_so && words::have_list(lang));
        if near(lang) || written >= known {
            return false;
        }
    }
    let script = script_of(name.text);
    let usual = [own, ENGLISH]
        .into_iter()
        .flat_map(|lang| gazetteer.names_in(entity, lang));
    usual
        .filter(|other| script_of(other.text) == script)
        .map(|other| likeness(&wanted, other.text))
        .reduce(f32::max)
        .is_some_and(|nearest| nearest < ALIKE)
}
