//! Names that a place has in other languages: in a text that has no other sign of the place, such a
//! word is as likely something else; and abbreviations of other languages.

use super::kin::{is_near, near_languages};
use super::{marks, own_places};
use crate::fold::key;
use crate::gazetteer::{Casing, EntityType, Level, Name, NameKind};
use crate::inflect::parent_language;
use crate::matcher::annotation::{Candidate, Reason, Tier};
use crate::matcher::beside::is_behind_telling_word;
use crate::matcher::beside::name_words::{is_family_name, is_first_name, is_given_name};
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::layers::Layers;
use crate::matcher::size::{METROPOLIS, is_town};
use crate::matcher::words;
use crate::text::{ENGLISH, base_language, has_capitals, same_but_case, script_of};

/// A place of fewer people is called by a name of another language only where its country is spoken of.
const LITTLE_KNOWN: f32 = 300_000.0;

/// Two names of one place that are less alike are two names, not spellings of one.
const LIKE: f32 = 0.5;

/// Whether a single word, which is the place's name in other languages than the text's, is something else in that.
pub(super) fn is_only_elsewhere(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    let own = base_language(stretch.lang);
    entity.entity_type == EntityType::Place
        && name.kind != NameKind::Demonym
        && !name.lang.is_empty()
        && parent_language(base_language(name.lang)) != own
        && words::have_names(own)
        && (is_family_name_here(stretch, candidate, own)
            || is_in_script_of(candidate, own, stretch.layers)
                && (is_of_little_written_language(candidate, own, stretch.layers)
                    || *tier != Tier::Inflected
                        && (name.text.contains(char::is_lowercase)
                            || !has_capitals(script_of(name.text)))
                        && is_word_or_people(stretch, candidate)))
}

/// Whether an adjective or a people of a language that has nothing to do with the text's has an ending of this one:
/// Basque `Flamengo` is no German `Flamen`; or is a word of it, which calls them otherwise: Finnish `asiat` are things,
/// no Swedish Asian.
pub(super) fn is_people_of_strangers(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    let own = base_language(stretch.lang);
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let near = |name: &Name<'_>| is_near(base_language(name.lang), own);
    let otherwise = || {
        let script = script_of(name.text);
        let mut usual = gazetteer.names_in(entity, own);
        usual.any(|usual| usual.kind == NameKind::Demonym && script_of(usual.text) == script)
            && !gazetteer
                .names_spelled(entity, name.text)
                .any(|same| near(&same))
    };
    name.kind == NameKind::Demonym && !near(name) && (*tier == Tier::Inflected || otherwise())
}

/// Whether a name is in the script of those of the text's language: no other is taken for a word of the text.
fn is_in_script_of(candidate: &Candidate<'_>, own: &str, layers: &Layers) -> bool {
    let gazetteer = &layers.gazetteers()[candidate.layer];
    let mut names = gazetteer.names_in(&candidate.entity, own);
    names.any(|name| script_of(name.text) == script_of(candidate.name.text))
}

/// Whether a town is called so by strangers alone, and somebody listed has it for the family name: Kazakh and Uzbek
/// `Ivanov` is Ivanovo, and people are called so everywhere.
fn is_family_name_here(stretch: &Stretch<'_>, candidate: &Candidate<'_>, own: &str) -> bool {
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    let lang = base_language(name.lang);
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let script = script_of(name.text);
    let usual = || {
        let near = near_languages(own).iter().copied();
        let mut langs = [own, ENGLISH].into_iter().chain(near);
        langs.any(|lang| {
            let mut names = gazetteer.names_in(entity, lang);
            names.any(|usual| script_of(usual.text) == script)
        })
    };
    *tier != Tier::Inflected
        && is_town(entity)
        && lang != ENGLISH
        && !is_near(lang, own)
        && !is_behind_telling_word(stretch)
        && is_family_name(&stretch.folded(stretch.first), stretch.layers)
        && usual()
}

/// Whether a place of any size is called so in languages only that hardly any text is in or quotes, and the text's
/// language, which has names for it, has the word in none: in English `Siri`, which is Syria in Bambara and in Wolof.
fn is_of_little_written_language(candidate: &Candidate<'_>, own: &str, layers: &Layers) -> bool {
    let Candidate { entity, name, .. } = candidate;
    let gazetteer = &layers.gazetteers()[candidate.layer];
    let mut names = gazetteer.names_in(entity, own).peekable();
    let mut same = gazetteer.names_spelled(entity, name.text);
    names.peek().is_some()
        && !same.any(|name| words::is_widely_written(base_language(name.lang)))
        && !is_word_of_own_name(candidate, own, layers)
}

/// Whether the text's language, which has names of its own for the place, has the word for something else, or
/// people are called so: in German `Chili` is no Chile, and in Dutch `Maurice` no Mauritius; but `Israel` is
/// Israël.
fn is_word_or_people(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    /// In so many languages a name is well known for the place's, unless somebody listed has it for the first.
    const EVERYWHERE: usize = 5;
    let Candidate { entity, name, .. } = candidate;
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let everywhere = || {
        let same = gazetteer.names_spelled(entity, name.text);
        same.filter(|name| words::is_widely_written(base_language(name.lang)))
            .count()
            >= EVERYWHERE
    };
    let mut own_names = gazetteer
        .names_in(entity, base_language(stretch.lang))
        .peekable();
    let is_bare_own = |own: Name<'_>| entity.is_country() && key(own.text) == key(name.text);
    let is_person = || {
        !is_behind_telling_word(stretch)
            && (is_first_name(stretch, stretch.first) || is_given_name(stretch) && !everywhere())
    };
    let may_be_other = words::is_any(stretch.here(), stretch.lang) || is_person();
    own_names.peek().is_some() && may_be_other && !own_names.any(is_bare_own)
}

/// Why a single word is hardly this place, for all that the text's language tells: `Badań` is not Abadan, nor
/// Polish `City` a case of the Turkish name of Chita.
pub(super) fn objection(stretch: &Stretch<'_>, candidates: &[Candidate<'_>]) -> Option<Reason> {
    let (candidate, rivals) = candidates.split_first()?;
    let Candidate { entity, name, .. } = candidate;
    let own = base_language(stretch.lang);
    if is_foreign_abbreviation(candidate, own, stretch.layers) {
        return Some(Reason::OtherAbbreviation);
    }
    if marks::are_others(stretch, candidate) {
        return Some(Reason::Obscure);
    }
    if entity.entity_type != EntityType::Place
        || entity.weight <= 0.0
        || name.kind == NameKind::Demonym
        || base_language(name.lang) == own
        || !words::have_names(own)
    {
        return None;
    }
    if gains_marks_of_its_own(stretch.surface(), candidate, stretch.layers) {
        return Some(Reason::Obscure);
    }
    let well_known = entity.weight >= METROPOLIS || entity.is_country();
    let other = is_form_of_other_name(candidate, own, stretch.layers);
    if is_foreign_at_home(candidate, own, stretch.layers) {
        return Some(Reason::OtherLanguage);
    }
    if other {
        return Some(Reason::OtherName);
    }
    if well_known {
        return None;
    }
    if is_rather_english(candidate, rivals, own, stretch.layers) {
        return Some(Reason::Ambiguous);
    }
    // Nothing of the place's country makes such a name likelier.
    if name.lang.is_empty()
        && is_unlike(candidate, stretch.layers)
        && !is_former(stretch, candidate)
    {
        return Some(Reason::Unlike);
    }
    is_obscure(stretch, candidate, own).then_some(Reason::Obscure)
}

/// Whether a place was called so, and the text says that it is one: `in Kirovabad`. What it was called is like its
/// name in nothing, and a long word is hardly another.
fn is_former(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    const LONG: usize = 7;
    candidate.name.kind == NameKind::Former
        && candidate.tier == Tier::Exact
        && stretch.surface().chars().count() >= LONG
        && is_behind_telling_word(stretch)
}

/// Whether a place that is not well known is hardly called so in a text of this language.
fn is_obscure(stretch: &Stretch<'_>, candidate: &Candidate<'_>, own: &str) -> bool {
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    match name.lang {
        // An ending or other letters make any word of a name that no language owns.
        "" => *tier != Tier::Exact && !same_letters(stretch, name.text),
        ENGLISH => false,
        // Old names and those of the neighbours stand in texts too.
        _ if *tier != Tier::Inflected => {
            entity.weight < LITTLE_KNOWN && is_other_name(candidate, own, 1.0, stretch.layers)
        }
        _ => is_other_name(candidate, own, LIKE, stretch.layers),
    }
}

/// Whether it is a case of a name, or a former name, that some other language has for the place, which the text's
/// calls quite otherwise: Slovene `Romi`, who live in many countries, is no case of Danish `Rom`, Latvian `Labi`
/// none of Czech `Labe`, Czech `Romea` none of English Rome, nor Dutch `Persie` Iran.
fn is_form_of_other_name(candidate: &Candidate<'_>, own: &str, layers: &Layers) -> bool {
    /// A case needs more, since its ending makes many words of one name.
    const LIKE_IN_A_CASE: f32 = 0.65;
    let Candidate { name, tier, .. } = candidate;
    let like = match (name.lang, tier) {
        ("", _) => return false,
        (ENGLISH, Tier::Inflected) => LIKE,
        (ENGLISH, _) => return false,
        (_, Tier::Inflected) => LIKE_IN_A_CASE,
        _ if name.kind == NameKind::Former => LIKE,
        _ => return false,
    };
    is_other_name(candidate, own, like, layers)
}

/// Whether a place at home is called as it is abroad: in Polish `Cracovia` is a club.
fn is_foreign_at_home(candidate: &Candidate<'_>, own: &str, layers: &Layers) -> bool {
    let Candidate { entity, name, .. } = candidate;
    !matches!(name.lang, "" | ENGLISH)
        && own_places::has_no_foreign_name(entity, own)
        && is_other_name(candidate, own, LIKE, layers)
}

/// Whether a place that the text's language calls otherwise has the name in English only, which a town at home
/// there has as well: in German `Venice` is not Venedig.
fn is_rather_english(
    candidate: &Candidate<'_>,
    rivals: &[Candidate<'_>],
    own: &str,
    layers: &Layers,
) -> bool {
    own != ENGLISH
        && candidate.name.lang == ENGLISH
        && !own_places::has_name(&candidate.entity, ENGLISH)
        && rivals
            .iter()
            .any(|rival| own_places::has_name(&rival.entity, ENGLISH))
        && is_other_name(candidate, own, LIKE, layers)
        && !is_word_of_own_name(candidate, own, layers)
}

/// Whether the text's language has the name as a word of one of its own: Spanish `Toluca de Lerdo`.
pub(super) fn is_word_of_own_name(candidate: &Candidate<'_>, own: &str, layers: &Layers) -> bool {
    let gazetteer = &layers.gazetteers()[candidate.layer];
    let word = key(candidate.name.text);
    let mut names = gazetteer.names_in(&candidate.entity, own);
    names.any(|name| key(name.text).split(' ').any(|part| part == word))
}

/// Whether a few letters abbreviate an organisation or a place in other languages than the text's, which calls it
/// otherwise, or an organisation in one only: in French `MON` is no Polish ministry, in Polish `CPI` not the
/// French court. English abbreviations are used everywhere, but for those of states: in Slovene `SD` is a party,
/// no Dakota.
fn is_foreign_abbreviation(candidate: &Candidate<'_>, own: &str, layers: &Layers) -> bool {
    const LONGEST: usize = 4;
    let Candidate { entity, name, .. } = candidate;
    let is_place = entity.entity_type == EntityType::Place;
    let everywhere = match base_language(name.lang) {
        ENGLISH => !(is_place && entity.level() == Some(Level::Division)),
        lang => lang.is_empty() || lang == own,
    };
    if !is_place && entity.entity_type != EntityType::Organization
        || !(name.kind == NameKind::Abbreviation
            || name.kind == NameKind::Former && name.casing == Casing::Capitals)
        || everywhere
        || base_language(name.lang) == own
        || name.text.chars().count() > LONGEST
        || !words::have_names(own)
    {
        return false;
    }
    let gazetteer = &layers.gazetteers()[candidate.layer];
    !is_place && gazetteer.names_spelled(entity, name.text).count() == 1
        || gazetteer.names_in(entity, own).next().is_some()
}

/// Whether a word has marks that neither the name has nor one of the same letters in another language: `Prištini`
/// is Pristina, which is `Priština` in Bosnian.
fn gains_marks_of_its_own(surface: &str, candidate: &Candidate<'_>, layers: &Layers) -> bool {
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    let gazetteer = &layers.gazetteers()[candidate.layer];
    gains_marks(surface, name.text, *tier)
        && gazetteer
            .names(entity)
            .filter(|other| key(other.text) == key(name.text))
            .all(|other| gains_marks(surface, other.text, *tier))
}

/// Whether a word has marks where the name has none at all: nobody adds them by negligence, as `Hüll` to Hull.
/// An ending may have marks, as Finnish `Berlinissä`.
pub(in crate::matcher) fn gains_marks(surface: &str, name: &str, tier: Tier) -> bool {
    let compared = match tier {
        Tier::Inflected => name.chars().count().saturating_sub(1),
        _ => usize::MAX,
    };
    let marked = surface
        .chars()
        .take(compared)
        .any(|c| c.is_alphabetic() && !c.is_ascii());
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    // What transcribes a foreign letter is no letter of the word, as in `ʿbadan`.
    let plain = || letters().all(|c| c.is_ascii() || !c.is_lowercase() && !c.is_uppercase());
    marked && script_of(surface) == script_of(name) && plain() && letters().any(|c| c.is_ascii())
}

fn same_letters(stretch: &Stretch<'_>, name: &str) -> bool {
    same_but_case(name, stretch.surface())
}

/// Whether the language of the text has names for the place in this script, none of which is so much `like` this one.
fn is_other_name(candidate: &Candidate<'_>, own: &str, like: f32, layers: &Layers) -> bool {
    let gazetteer = &layers.gazetteers()[candidate.layer];
    let script = script_of(candidate.name.text);
    let names = gazetteer.names_in(&candidate.entity, own);
    let nearest = names
        .filter(|name| script_of(name.text) == script)
        .map(|name| likeness(candidate.name.text, name.text))
        .reduce(f32::max);
    nearest.is_some_and(|nearest| nearest < like)
}

/// Whether a name has hardly anything of the canonical one, as `Castel` of Cagliari.
fn is_unlike(candidate: &Candidate<'_>, layers: &Layers) -> bool {
    const LEAST: f32 = 0.25;
    let name = candidate.name.text;
    let Some(canonical) = layers.canonical_of(&candidate.entity, "") else {
        return false;
    };
    script_of(name) == script_of(canonical.text) && likeness(name, canonical.text) < LEAST
}

/// How many pairs of neighbouring letters two names share, from 0 to 1 (Dice's coefficient).
pub(super) fn likeness(a: &str, b: &str) -> f32 {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let letters: Vec<char> = key(text).chars().collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (a, mut b) = (pairs(a), pairs(b));
    let all = (a.len() + b.len()).max(1);
    let mut shared = 0;
    for pair in a {
        if let Some(at) = b.iter().position(|other| *other == pair) {
            b.swap_remove(at);
            shared += 2;
        }
    }
    shared as f32 / all as f32
}
