//! A person's name that begins behind a match, which then is no part of it: `премиерът на Австрия Себастиан Курц`.

use super::capitals::writes_titles;
use super::name_words::{is_first_name, is_first_name_in_a_case, is_first_of_name, is_in_lexicon};
use super::stretch::Stretch;
use super::{
    INSTITUTIONS, OWN_NAMES, before_of, is_behind_place_word, is_behind_telling_word,
    is_listed_anywhere,
};
use crate::EntityType;
use crate::fold::{folded, key};
use crate::gazetteer::{Level, NameKind};
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::person_name::is_particle_token;
use crate::matcher::size::CITY;
use crate::matcher::words::{self, Class};
use crate::text::{ENGLISH, Flags, Joint, Token, script_of};

/// Whether behind a country, a division of one, a large town, an organisation or somebody's family name a person's
/// name begins. Where nouns stand in front of names as in `Texas Rangers`, and of what is a given name
/// itself, nothing tells that: `Georgia Meloni`.
pub(in crate::matcher) fn is_before_person(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let entity = &candidate.entity;
    let is_own_name = match entity.entity_type {
        EntityType::Place => {
            matches!(entity.level(), Some(Level::Country | Level::Division))
                || is_told_city(stretch, candidate)
        }
        EntityType::Organization | EntityType::Person => true,
        _ => false,
    };
    let next = stretch.last + 1;
    is_own_name
        && candidate.name.kind != NameKind::Demonym
        && !writes_titles(stretch.lang)
        && (is_behind_initials(stretch) || is_full_name(stretch, next))
        && (is_told_city(stretch, candidate) || !is_called_as_people(stretch, candidate))
}

/// `Thủ tướng Đức Angela Merkel`: whether a title stands in front of a country, and another match behind it.
pub(in crate::matcher) fn is_country_of_titled(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
    covered: &[bool],
) -> bool {
    let titled = |at: usize| words::is(&stretch.tokens[at], stretch.lang, Class::Title);
    !stretch.lang.is_empty()
        && candidate.entity.is_country()
        && candidate.name.kind != NameKind::Demonym
        && stretch.joint() == Joint::Space
        && stretch.before().is_some_and(titled)
        && covered.get(stretch.last + 1) == Some(&true)
}

/// Whether it is a large town behind a preposition: `в Баку Ильхам Алиев`, `кмета на Варна Благомир Коцев`; or in
/// a case, and behind a word written small: `лікар Львова Тарас Жиравецький`.
fn is_told_city(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let entity = &candidate.entity;
    let in_a_case = || {
        let before = stretch.before().map(|at| &stretch.tokens[at]);
        let small = |token: &Token| token.has(Flags::CASED) && !token.has(Flags::CAPITAL);
        candidate.tier == Tier::Inflected
            && stretch.joint() == Joint::Space
            && (before.is_some_and(small) || is_behind_place_word(stretch))
    };
    entity.entity_type == EntityType::Place
        && entity.level().is_none()
        && entity.weight >= CITY
        && !stretch.lang.is_empty()
        && (is_behind_telling_word(stretch) || before_of(stretch).is_some() || in_a_case())
}

/// Whether the match may be a given name: a country or organisation that people are called as, such as
/// Georgia, Jordan and India, or a family name that is a first name too.
fn is_called_as_people(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let telling = candidate.tier == Tier::Inflected;
    let first = match candidate.entity.entity_type {
        EntityType::Place => false,
        EntityType::Person => true,
        _ => telling,
    };
    let given = |word: &str| {
        is_in_lexicon(word, stretch.layers.lexicon())
            && (!first || is_first_of_name(word, stretch.layers))
    };
    given(&stretch.folded(stretch.first)) || given(&key(candidate.name.text))
}

/// `РФ Ю.Чайкой`, `ЛДПР В. В. Жириновский`: one or two initials and a capitalised word.
fn is_behind_initials(stretch: &Stretch<'_>) -> bool {
    const MOST: usize = 2;
    let next = stretch.last + 1;
    let stop = |at: usize| matches!(stretch.tokens[at].joint, Joint::Dot | Joint::DotSpace);
    let initial = |at: &usize| {
        let token = stretch.tokens.get(*at);
        token.is_some_and(is_initial) && (*at == next || stop(*at))
    };
    let count = (next..).take(MOST).take_while(initial).count();
    let spaced = || stretch.tokens[next].joint == Joint::Space;
    count > 0
        && spaced()
        && stretch
            .tokens
            .get(next + count)
            .is_some_and(|token| token.is_capitalised() && stop(next + count))
}

fn is_initial(token: &Token) -> bool {
    token.has(Flags::SINGLE) && token.has(Flags::CAPITAL) && !token.has(Flags::DIGIT)
}

/// Whether a given name, in any case, and a family name stand here: `Игоря Щёголева`, `Урсула фон дер Лайен`.
fn is_full_name(stretch: &Stretch<'_>, at: usize) -> bool {
    let (text, tokens) = (stretch.text, stretch.tokens);
    let spaced = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.joint == Joint::Space)
    };
    let word_of_name = |at: usize| {
        tokens[at].is_capitalised()
            && !words::is_beside_names(&tokens[at], stretch.lang)
            && !is_listed_anywhere(stretch, at, &INSTITUTIONS)
            && !is_listed_anywhere(stretch, at, &OWN_NAMES)
    };
    if !spaced(at) || !word_of_name(at) {
        return false;
    }
    // English names stand in texts of every language.
    let english = script_of(&text[tokens[at].span()]) == "Latn"
        && words::is(&tokens[at], ENGLISH, Class::Common);
    let particles = (at + 1..tokens.len())
        .take_while(|at| {
            spaced(*at) && is_particle_token(&tokens[*at]) && !tokens[*at].is_capitalised()
        })
        .count();
    let family = at + 1 + particles;
    !english
        && spaced(family)
        && word_of_name(family)
        && (is_first_name(stretch, at)
            || is_first_name_in_a_case(&folded(text, &tokens[at]), stretch.lang, stretch.layers))
}
