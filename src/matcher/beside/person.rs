//! What the words beside a match say of a person: that it is a family name, or somebody else's.

use super::capitals::{capitalises_nouns, in_title_line, starts_sentence, writes_titles};
use super::place::{Place, sets_off_endings};
use crate::Lexicon;
use crate::fold::{fold, folded, key};
use crate::gazetteer::{EntityType, NameKind, Part, PartList};
use crate::inflect::endings;
use crate::matcher::annotation::{Candidate, Reason, Tier};
use crate::matcher::beside;
use crate::matcher::layers::Layers;
use crate::matcher::person_name::{is_family_first, is_particle};
use crate::matcher::words::{self, Class};
use crate::text::{Flags, Joint, Token};

/// What the words around it say of a person: `Queen Victoria`, `Владимир К.` are no places; `A. Putin`, `[Igor] Putin` somebody else.
pub(in crate::matcher) fn beside_person_words(
    place: &Place<'_>,
    candidates: &[Candidate<'_>],
    lang: &str,
) -> Option<Reason> {
    let person = candidates
        .iter()
        .any(|candidate| candidate.entity.entity_type == EntityType::Person);
    let other = match person {
        true => initial_in_front(place, lang) || initial_behind(place) || is_behind_bracket(place),
        false => is_rather_person(place, &candidates[0], lang),
    };
    other.then_some(Reason::PartOfLongerName)
}

/// Whether what is listed for no person is one by the words around it.
fn is_rather_person(place: &Place<'_>, candidate: &Candidate<'_>, lang: &str) -> bool {
    let before = place.first.checked_sub(1);
    let is_place = candidate.entity.entity_type == EntityType::Place;
    let inflected = candidate.tier == Tier::Inflected;
    // A queen's country stands in a case: `королевы Великобритании`.
    let country = inflected && candidate.entity.is_country();
    let addressed = || !country && beside::is_addressed(place, lang);
    let introduced = || {
        (is_place && !inflected)
            && place.tokens[place.first].joint == Joint::Space
            && before.is_some_and(|at| beside::is_profession(place, at, lang))
    };
    // Two initials, or one in front of a town that is no great city: `A. M. Gorky`, `J. Hartley`.
    let two_initials = || {
        let second = before.and_then(|at| at.checked_sub(1));
        second.is_some_and(|at| is_initial(place, at))
    };
    let little = || candidate.entity.weight < GREAT_CITY && !is_division(candidate);
    let family_name = || {
        initial_in_front(place, lang) && (two_initials() || little())
            || before.is_some_and(|at| behind_particle(place, at))
    };
    addressed() || introduced() || initial_behind(place) || is_place && family_name()
}

/// Whether a word is a capital letter with a full stop.
fn is_initial(place: &Place<'_>, at: usize) -> bool {
    place
        .tokens
        .get(at)
        .is_some_and(|token| is_letter(token) && place.text[token.span().end..].starts_with('.'))
}

fn is_letter(token: &Token) -> bool {
    token.has(Flags::SINGLE) && token.has(Flags::CAPITAL) && !token.has(Flags::DIGIT)
}

fn initial_in_front(place: &Place<'_>, lang: &str) -> bool {
    let is_title = |at: usize| words::is(&place.tokens[at], lang, Class::Title);
    matches!(
        place.tokens[place.first].joint,
        Joint::Dot | Joint::DotSpace
    ) && place
        .first
        .checked_sub(1)
        .is_some_and(|at| is_initial(place, at) && !is_title(at))
}

fn initial_behind(place: &Place<'_>) -> bool {
    let next = place.last + 1;
    is_initial(place, next) && place.tokens[next].joint == Joint::Space
}

/// `[Igor] Putin`.
fn is_behind_bracket(place: &Place<'_>) -> bool {
    let here = &place.tokens[place.first];
    place.first.checked_sub(1).is_some_and(|at| {
        let between = &place.text[place.tokens[at].span().end..here.span().start];
        here.joint == Joint::Hard && between.trim_end() == "]"
    })
}

/// A single initial in front of a city of more people is rather the end of a sentence: `Group B. Moscow won`.
pub(in crate::matcher) const GREAT_CITY: f32 = 1_000_000.0;

fn is_division(candidate: &Candidate<'_>) -> bool {
    candidate.entity.level().is_some()
}

/// `I. A. v. Essen`, `H. von Meyer`: a particle between an initial and the name.
fn behind_particle(place: &Place<'_>, at: usize) -> bool {
    let (here, particle) = (&place.tokens[place.first], &place.tokens[at]);
    let small = particle.has(Flags::LOWER) && !particle.has(Flags::CAPITAL);
    let word = &place.text[particle.span()];
    let short = word == "v" && here.joint == Joint::DotSpace;
    let long = here.joint == Joint::Space && is_particle(&folded(place.text, particle));
    small
        && (short || long)
        && particle.joint == Joint::DotSpace
        && at
            .checked_sub(1)
            .is_some_and(|before| is_letter(&place.tokens[before]))
}

/// `Petr Böhme` is no Bohemian: a demonym behind a given name is a family name.
pub(in crate::matcher) fn after_given_name(
    place: &Place<'_>,
    lang: &str,
    covered: &[bool],
    layers: &Layers,
) -> bool {
    let here = &place.tokens[place.first];
    let Some(at) = place.first.checked_sub(1) else {
        return false;
    };
    let before = &place.tokens[at];
    here.joint == Joint::Space
        && here.has(Flags::CAPITAL)
        && here.has(Flags::LOWER)
        && before.has(Flags::CAPITAL)
        && before.has(Flags::LOWER)
        && !covered[at]
        // What a sentence begins with may be a small word of a language that was not told.
        && !words::is_any(before, lang)
        && !words::is(before, "", Class::Function)
        && (!starts_sentence(place.text, place.tokens, at) || ends_phrase(place, lang))
        && !in_title_line(place)
        && !place
            .tokens
            .get(place.last + 1)
            .is_some_and(|next| next.joint == Joint::Space && next.has(Flags::CAPITAL))
        && is_in_lexicon(&folded(place.text, before), layers.lexicon())
}

/// Whether no noun that it could be an adjective of stands behind: `Petr Böhme, who`, `Petr Böhme and`.
fn ends_phrase(place: &Place<'_>, lang: &str) -> bool {
    !lang.is_empty()
        && place
            .tokens
            .get(place.last + 1)
            .is_none_or(|next| next.joint != Joint::Space || words::is(next, lang, Class::Function))
}

/// Whether a given name in front makes a place's name of several words a person's: `Martin Van Buren`.
pub(in crate::matcher) fn is_behind_given_name(
    place: &Place<'_>,
    lang: &str,
    covered: &[bool],
    layers: &Layers,
) -> bool {
    place.first.checked_sub(1).is_some_and(|at| {
        let before = &place.tokens[at];
        place.tokens[place.first].joint == Joint::Space
            && before.has(Flags::CAPITAL)
            && before.has(Flags::LOWER)
            && !covered[at]
            && !words::is_any(before, lang)
            && is_first_name(place, at, layers)
    })
}

/// The word in front of a single word, if the two look like a person's name: `Nick Burton`. Tells whether it is known for one.
pub(in crate::matcher) fn name_in_front(
    place: &Place<'_>,
    lang: &str,
    layers: &Layers,
) -> Option<bool> {
    let at = place.first.checked_sub(1)?;
    let before = &place.tokens[at];
    let joined = matches!(place.tokens[place.first].joint, Joint::Space);
    let capital = before.has(Flags::CAPITAL) && before.has(Flags::LOWER);
    (joined && capital && !words::is_any(before, lang)).then(|| is_name_word(place, at, layers))
}

/// Whether a given name in front, or the place's own that is one and a word behind it, make it part of a person's name,
/// whatever words of the language they are too: `Vincent Paris`, `Georgia Meloni`.
pub(in crate::matcher) fn is_in_persons_name(
    place: &Place<'_>,
    lang: &str,
    covered: &[bool],
    layers: &Layers,
) -> bool {
    let is_small_word = |token: &Token| {
        [Class::Function, Class::Calendar, Class::Title]
            .iter()
            .any(|class| words::is(token, lang, *class))
    };
    let name_like = |at: usize| {
        let token = &place.tokens[at];
        token.has(Flags::CAPITAL) && token.has(Flags::LOWER) && !is_small_word(token)
    };
    let spaced = |at: usize| place.tokens[at].joint == Joint::Space;
    // Where all words or all nouns have capitals, a common word is no family name.
    let capitals_tell =
        || !(capitalises_nouns(lang) || writes_titles(lang) && in_title_line(place));
    let may_be_family = |at: usize| {
        let word = || !words::is_any(&place.tokens[at], lang) || capitals_tell();
        name_like(at) && word() && !beside::is_listed(place, at, lang, &beside::INSTITUTIONS)
    };
    let before = place.first.checked_sub(1).is_some_and(|at| {
        spaced(place.first) && name_like(at) && !covered[at] && is_first_name(place, at, layers)
    });
    // An ending may be set off: `George'a Floyda`. Where the language does so with all names, it ends the name.
    let set_off = !sets_off_endings(lang)
        && place.tokens.get(place.last + 1).is_some_and(|ending| {
            let small = ending.has(Flags::LOWER) && !ending.has(Flags::CAPITAL);
            let possessive = place.text[ending.span()] == *"s";
            ending.joint == Joint::Apostrophe && small && !possessive
        });
    let next = place.last + 1 + usize::from(set_off);
    before
        || (next < place.tokens.len()
            && spaced(next)
            && may_be_family(next)
            && name_like(place.first)
            && is_given_name(place, layers)
            && ((!covered[next] && is_first_name(place, place.first, layers))
                || is_name_word(place, next, layers)))
}

/// `Benton M. Johnson` is another than `M. Johnson`.
pub(in crate::matcher) fn begins_with_middle_initial(
    place: &Place<'_>,
    lang: &str,
    layers: &Layers,
) -> bool {
    place.tokens[place.first].has(Flags::SINGLE) && name_in_front(place, lang, layers) == Some(true)
}

/// Whether a single word and the one behind it look like a person's name: `Asia Bibi`.
pub(in crate::matcher) fn name_behind(place: &Place<'_>, lang: &str, layers: &Layers) -> bool {
    let at = place.last + 1;
    let here = &place.tokens[place.first];
    let capital = |token: &Token| token.has(Flags::CAPITAL) && token.has(Flags::LOWER);
    place.tokens.get(at).is_some_and(|behind| {
        let word = words::is_any(behind, lang) || words::is(behind, "en", Class::Common);
        behind.joint == Joint::Space
            && capital(here)
            && capital(behind)
            && !word
            && is_given_name(place, layers)
            && is_name_word(place, at, layers)
    })
}

fn is_given_name(place: &Place<'_>, layers: &Layers) -> bool {
    is_in_lexicon(
        &folded(place.text, &place.tokens[place.first]),
        layers.lexicon(),
    )
}

fn is_in_lexicon(word: &str, lexicon: Option<&Lexicon>) -> bool {
    lexicon.is_some_and(|lexicon| lexicon.groups_of(word).next().is_some())
}

/// Whether it is a country or a state in a case and no name of people's, so that a name behind it is another's:
/// `президента Непала Мин Бахадура`.
pub(in crate::matcher) fn is_country_in_a_case(candidate: &Candidate<'_>, layers: &Layers) -> bool {
    let level = candidate.entity.level();
    candidate.tier == Tier::Inflected
        && matches!(level.as_deref(), Some("0" | "1"))
        && candidate.name.kind != NameKind::Demonym
        && !is_in_lexicon(&key(candidate.name.text), layers.lexicon())
}

/// Whether a word is known for a name and somebody listed has it for the first: `Jack`, not `Young`.
pub(in crate::matcher) fn is_first_name(place: &Place<'_>, at: usize, layers: &Layers) -> bool {
    let word = folded(place.text, &place.tokens[at]);
    is_in_lexicon(&word, layers.lexicon()) && is_first_of_name(&word, layers)
}

/// Whether the name of somebody listed begins with a word, which is no family name.
pub(in crate::matcher) fn is_first_of_name(word: &str, layers: &Layers) -> bool {
    is_persons(word, layers, |part, lang| {
        part.position == 0 && !is_family_first(lang)
    })
}

/// Whether somebody listed has a word for the family name: `Lincoln`.
pub(in crate::matcher) fn is_family_name(word: &str, layers: &Layers) -> bool {
    is_persons(word, layers, |part, lang| match is_family_first(lang) {
        true => part.position == 0,
        false => part.position + 1 == part.words,
    })
}

/// Whether a person's listed name of several words has a word in such a place.
fn is_persons(word: &str, layers: &Layers, fits: impl Fn(&Part, &str) -> bool) -> bool {
    /// Of a frequent name so many listed names tell enough: those of five Martins are three hundred.
    const LOOKED_AT: usize = 1024;
    layers.gazetteers().iter().any(|gazetteer| {
        let list = gazetteer
            .part_fst()
            .and_then(|index| Some(gazetteer.part_list(index.get(word.as_bytes())?.value())));
        let parts = list.into_iter().flat_map(PartList::iter).take(LOOKED_AT);
        parts.filter(|part| part.words > 1).any(|part| {
            let name = gazetteer.name_at(part.name);
            name.is_some_and(|name| {
                gazetteer.entity_of(&name).entity_type == EntityType::Person
                    && fits(&part, name.lang)
            })
        })
    })
}

/// Whether a word is one of a person's listed name, so that its capital tells something where a sentence begins.
pub(in crate::matcher) fn is_name_word(place: &Place<'_>, at: usize, layers: &Layers) -> bool {
    let word = folded(place.text, &place.tokens[at]);
    if is_in_lexicon(&word, layers.lexicon()) {
        return true;
    }
    layers.gazetteers().iter().any(|gazetteer| {
        let output = gazetteer
            .part_fst()
            .and_then(|index| index.get(word.as_bytes()));
        output.is_some_and(|output| {
            let names = gazetteer
                .part_list(output.value())
                .iter()
                .take(8)
                .filter_map(|part| gazetteer.name_at(part.name));
            names
                .into_iter()
                .any(|name| gazetteer.entity_of(&name).entity_type == EntityType::Person)
        })
    })
}

/// `Байден-младший` is another than Байден; `Blair-rel` is Blair in a case.
pub(in crate::matcher) fn goes_on_after_hyphen(place: &Place<'_>, lang: &str) -> bool {
    const LONGEST_ENDING: usize = 4;
    place.tokens.get(place.last + 1).is_some_and(|next| {
        let word = &place.text[next.span()];
        let ending = word.chars().count() <= LONGEST_ENDING
            || endings(lang).is_some_and(|endings| endings.is_ending(&fold(word)));
        next.joint == Joint::Hyphen
            && next.has(Flags::CASED)
            && !next.has(Flags::CAPITAL)
            && !ending
    })
}
