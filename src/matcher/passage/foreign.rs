//! Names of other languages than the text's.

use crate::fold::key;
use crate::gazetteer::{EntityType, Gazetteer, Name, NameKind};
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::beside::is_behind_telling_word;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::objection::gains_marks;
use crate::matcher::scan::Hit;
use crate::matcher::words;
use crate::text::{ENGLISH, base_language, same_but_case, script_of};

/// Whether a single word is hardly the name of another language that it is spelled as, since the language of the
/// text has a name of its own for the entity.
///
/// One that only folding makes it, as `Sam` is `Şam`, hardly ever is. By endings no name is found of a language that
/// is little written in, whatever the text's calls the place: Croatian `na Rabu` is not Haitian `Raba`, Rabat.
///
/// `is_given` tells whether the word is a given name, as far as that is asked.
pub(super) fn is_foreign_word(
    gazetteer: &Gazetteer,
    name: &Name<'_>,
    stretch: &Stretch<'_>,
    hit: &Hit,
    is_given: &impl Fn() -> bool,
) -> bool {
    let own = base_language(stretch.lang);
    if is_bare_given_name(gazetteer, name, stretch, hit) && is_given() {
        return true;
    }
    let foreign = !own.is_empty() && !name.lang.is_empty() && base_language(name.lang) != own;
    if foreign && is_given_name_in_a_case(name, stretch, hit) && is_given() {
        return true;
    }
    let small_demonym = name.kind == NameKind::Demonym && !name.text.contains(char::is_uppercase);
    if foreign && small_demonym && name.text.contains(char::is_lowercase) {
        return true;
    }
    if stretch.first != stretch.last || !foreign {
        return false;
    }
    let unlikely = match hit.bent {
        // Sister languages write many names alike.
        Some(_) => !words::is_widely_written(base_language(name.lang)),
        None => !is_spelled_so(name, stretch),
    };
    unlikely
        && name.lang != ENGLISH
        && (hit.bent.is_some()
            || gazetteer
                .names_in(&gazetteer.entity_of(name), own)
                .next()
                .is_some())
}

/// If it is a given name: Czech `Milan` is a man, and Milan the town is `Milán`. A country is meant by its name without
/// marks, and a place behind a word such as `in`.
fn is_bare_given_name(
    gazetteer: &Gazetteer,
    name: &Name<'_>,
    stretch: &Stretch<'_>,
    hit: &Hit,
) -> bool {
    stretch.first == stretch.last
        && hit.bent.is_none()
        && !is_spelled_so(name, stretch)
        && !is_behind_telling_word(stretch)
        && !gazetteer.entity_of(name).is_country()
}

/// If it is a given name: Russian `Рене` is a man before he is Rennes, which only Bulgarian calls Рен.
fn is_given_name_in_a_case(name: &Name<'_>, stretch: &Stretch<'_>, hit: &Hit) -> bool {
    stretch.first == stretch.last
        && hit.bent.is_some()
        && name.kind != NameKind::Demonym
        && !is_behind_telling_word(stretch)
}

/// Whether the language of the text has a name of its own for a place, by which its readers know it: German
/// `Troppau` is Opava. What English has is the name of any place.
pub(super) fn is_exonym(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let own = base_language(stretch.lang);
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let usual = gazetteer.canonical(&candidate.entity, ENGLISH);
    own != ENGLISH
        && base_language(candidate.name.lang) == own
        && usual.is_some_and(|usual| {
            script_of(usual.text) == script_of(candidate.name.text)
                && key(usual.text) != key(candidate.name.text)
        })
}

/// Whether a name stands in the text letter by letter, small or in capitals.
fn is_spelled_so(name: &Name<'_>, stretch: &Stretch<'_>) -> bool {
    same_but_case(name.text, stretch.surface())
}

/// Drops foreign names of entities that are called so by a form of a name in the text's language, too: Polish
/// `Brukseli` is Brussels in a case, though it is the town's name in Albanian. Where the text's language has such
/// a form of anything, one is dropped that the word is in a language which hardly any text is in or quotes, or
/// only but for marks: Slovak `v Luxemburgu` is the town, and Luxembourg only in Asturian; and so is a form of
/// another language's name for what the text's calls otherwise: Russian `Колумба` is Columbus, and Колумб only
/// Mongolian for Colombia.
pub(super) fn drop_for_own_forms(candidates: &mut Vec<Candidate<'_>>, stretch: &Stretch<'_>) {
    let own = base_language(stretch.lang);
    let is_own = |candidate: &Candidate<'_>| base_language(candidate.name.lang) == own;
    let own_of = |tier: Tier| -> Vec<(&str, f32)> {
        let own = candidates.iter().filter(|c| c.tier == tier && is_own(c));
        own.map(|candidate| (candidate.entity.id, candidate.cost))
            .collect()
    };
    let mut forms = own_of(Tier::Inflected);
    let has_inflected = !forms.is_empty();
    forms.iter_mut().for_each(|(_, cost)| *cost = 0.0);
    // `Gence` is how Azerbaijani writes Gəncə without its letter, whoever else calls it so. Of Swedish `Wiborg`, which
    // two towns may be, it is better to know the one that is listed.
    let mut spelled = own_of(Tier::Romanized);
    spelled.dedup_by_key(|(id, _)| *id);
    if spelled.len() == 1 {
        forms.append(&mut spelled);
    }
    if forms.is_empty() {
        return;
    }
    let has_own_name = |candidate: &Candidate<'_>| {
        let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
        gazetteer.names_in(&candidate.entity, own).next().is_some()
    };
    let is_far = |candidate: &Candidate<'_>| {
        let lang = base_language(candidate.name.lang);
        if candidate.tier == Tier::Inflected {
            return !matches!(lang, "" | ENGLISH) && has_own_name(candidate);
        }
        candidate.tier <= Tier::Folded
            && stretch.first == stretch.last
            && words::have_names(own)
            && (!lang.is_empty() && !words::is_widely_written(lang)
                || gains_marks(stretch.surface(), candidate.name.text, candidate.tier))
    };
    candidates.retain(|candidate| {
        let is_dearer =
            |(id, cost): &(&str, f32)| *id == candidate.entity.id && *cost <= candidate.cost;
        let named = candidate.tier == Tier::Exact && forms.iter().any(is_dearer);
        is_own(candidate) || !(named || has_inflected && is_far(candidate))
    });
}

/// Drops places of which the word is the name in other languages only, where the text's language, which calls them
/// otherwise, has it for the name of a town: in English `Columbia` is no Romanian name of Colombia. Of a far greater
/// town the list may lack one: Russian `Кордоба` is in Argentina, too.
pub(super) fn drop_for_own_names(candidates: &mut Vec<Candidate<'_>>, stretch: &Stretch<'_>) {
    let own = base_language(stretch.lang);
    let is_place = |candidate: &Candidate<'_>| {
        candidate.mention_type() == EntityType::Place && candidate.tier <= Tier::Folded
    };
    let is_own = |candidate: &Candidate<'_>| base_language(candidate.name.lang) == own;
    const FAR_GREATER: f32 = 3.0;
    let named = candidates.iter().filter(|candidate| {
        is_place(candidate)
            && is_own(candidate)
            && candidate.name.kind == NameKind::Canonical
            && candidate.name.text == stretch.surface()
    });
    let Some(weight) = named.map(|named| named.entity.weight).reduce(f32::max) else {
        return;
    };
    if stretch.first != stretch.last || !words::have_names(own) {
        return;
    }
    let is_far_greater = |candidate: &Candidate<'_>| {
        candidate.entity.level().is_none() && candidate.entity.weight >= FAR_GREATER * weight
    };
    let word = key(stretch.surface());
    let is_called_otherwise = |candidate: &Candidate<'_>| {
        let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
        let mut names = gazetteer.names_in(&candidate.entity, own).peekable();
        names.peek().is_some()
            && !names.any(|name| key(name.text).split(' ').any(|part| part == word))
    };
    candidates.retain(|candidate| {
        !is_place(candidate)
            || is_own(candidate)
            || candidate.name.lang.is_empty()
            || is_far_greater(candidate)
            || !is_called_otherwise(candidate)
    });
}
