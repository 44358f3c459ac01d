//! Small towns that share their names with people, as `Burton` and `Анна` do: one is rather a person
//! where no word beside it says that a place is meant, as in `in Burton` and `Burton and Hinckley`.

use super::adjectives::is_adjective;
use super::among_names::Lists;
use super::listed_together::are_listed_together;
use super::saints::is_saints_abroad;
use super::told::{is_told_firmly, spelled_so};
use crate::fold::key;
use crate::gazetteer::{EntityType, NameKind};
use crate::matcher::annotation::{Candidate, Reason};
use crate::matcher::beside::is_behind_place_word;
use crate::matcher::beside::name_words::{
    is_family_name, is_family_name_of_two, is_first_name_in_a_case, is_first_of_name, is_in_lexicon,
};
use crate::matcher::beside::stretch::{Passage, Stretch};
use crate::matcher::candidate::matched::{Match, covered};
use crate::matcher::candidate::readers::Readers;
use crate::matcher::namesakes::same_signs::is_abroad;
use crate::matcher::namesakes::sector::is_business;
use crate::matcher::size::{
    CITY, GREAT_CITY, METROPOLIS, is_little_town, is_small, is_town, is_widely_named,
};
use crate::matcher::words::{self, Class};
use crate::text::{ENGLISH, Flags, Joint, base_language};

/// Of each match whether it is such a town's and nothing beside it says that it is meant.
pub(in crate::matcher) fn doubtful(matches: &[Match<'_>], passage: Passage<'_>) -> Vec<bool> {
    if passage.lang.is_empty() {
        return vec![false; matches.len()];
    }
    let lonely: Vec<bool> = matches
        .iter()
        .map(|m| {
            let stretch = passage.of_match(m);
            may_be_person(&stretch, m) && !is_told_firmly(&stretch, m)
        })
        .collect();
    let plain = |at: usize| {
        matches.get(at).is_some_and(|m| {
            m.objection.is_none()
                && !lonely[at]
                && m.candidates[0].mention_type() == EntityType::Place
        })
    };
    let next_to = |before: usize, after: usize| {
        let (last, first) = (matches[before].last, matches[after].first);
        are_listed_together(passage, last as usize, first as usize)
    };
    let places = matches.iter().enumerate().filter(|(at, _)| plain(*at));
    let lists = Lists {
        passage,
        placed: covered(places.map(|(_, m)| m), passage.tokens.len()),
    };
    (0..matches.len())
        .map(|at| {
            // `under Washington and Lincoln`: what is somebody's family name as well tells nothing of another.
            let family =
                || is_known_family(&passage.of_match(&matches[at]), &matches[at].candidates[0]);
            let tells = |other: usize| !(family() && is_persons(&matches[other], passage));
            let before = at
                .checked_sub(1)
                .filter(|b| plain(*b) && next_to(*b, at) && tells(*b));
            let after = Some(at + 1).filter(|a| plain(*a) && next_to(at, *a) && tells(*a));
            let strange = || {
                let around = before.zip(after);
                around.is_some_and(|(b, a)| is_abroad_of(&matches[at], &matches[b], &matches[a]))
            };
            lonely[at] && (before.or(after).is_none() || strange())
                || lists.has(&matches[at])
                || lists.is_beside_person(&matches[at])
                || is_beside_company(matches, at, passage)
                || is_between_people(matches, at, passage)
        })
        .collect()
}

/// `Granada, Leon, Burgos`: between two places of one country, whose own one of the name is spelled otherwise.
fn is_abroad_of(m: &Match<'_>, before: &Match<'_>, behind: &Match<'_>) -> bool {
    let country = |m: &Match<'_>| m.candidates[0].entity.country();
    let around = country(before).filter(|around| country(behind).as_ref() == Some(around));
    around.is_some_and(|around| country(m).is_some_and(|own| own != around))
}

/// Whether somebody listed has a place's name for the family name.
fn is_persons(m: &Match<'_>, passage: Passage<'_>) -> bool {
    is_family_name_of_two(&key(m.candidates[0].name.text), passage.layers)
}

/// `Santander and Deutsche Bank`: a town that is no great city, in a list with a company and not behind `in`.
fn is_beside_company(matches: &[Match<'_>], at: usize, passage: Passage<'_>) -> bool {
    let m = &matches[at];
    let entity = &m.candidates[0].entity;
    let company = |other: usize| {
        matches.get(other).is_some_and(|other| {
            other.objection.is_none() && is_business(&other.candidates[0].entity)
        })
    };
    let listed = |before: usize, behind: usize| {
        let (last, first) = (matches[before].last, matches[behind].first);
        last < first && are_listed_together(passage, last as usize, first as usize)
    };
    let stretch = || passage.of_match(m);
    let in_list = || {
        at.checked_sub(1)
            .is_some_and(|before| listed(before, at) && company(before))
            || at + 1 < matches.len() && listed(at, at + 1) && company(at + 1)
    };
    m.objection.is_none()
        && entity.entity_type == EntityType::Place
        && entity.weight < GREAT_CITY
        && m.candidates[0].name.kind != NameKind::Demonym
        && in_list()
        && is_town(entity)
        && !is_behind_place_word(&stretch())
}

/// `Monet, Tours and Renoir`: a town of any but a great city between two people of a list.
fn is_between_people(matches: &[Match<'_>], at: usize, passage: Passage<'_>) -> bool {
    let best = &matches[at].candidates[0];
    let person = |before: usize, behind: usize, other: usize| {
        let (last, first) = (matches[before].last, matches[behind].first);
        matches[other].objection.is_none()
            && matches[other].candidates[0].mention_type() == EntityType::Person
            && last < first
            && are_listed_together(passage, last as usize, first as usize)
    };
    matches[at].objection.is_none()
        && best.mention_type() == EntityType::Place
        && is_town(&best.entity)
        && best.entity.weight < CITY
        && at > 0
        && at + 1 < matches.len()
        && person(at - 1, at, at - 1)
        && person(at, at + 1, at + 1)
}

/// Whether a small town is meant, if a place is, by a word that is a name of people too.
fn may_be_person(stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
    let is_open = m.objection.is_none_or(|reason| reason == Reason::Obscure);
    if !is_open || !is_one_word(stretch) {
        return is_open && is_saints_abroad(stretch, &m.candidates[0]);
    }
    let best = spelled_so(stretch, m);
    let called_so = || match m.objection {
        None => {
            is_called_like_people(stretch, best)
                || is_common(stretch, best)
                || is_adjective(stretch, best)
        }
        // What else the text names bears out no adjective, nor the name of somebody that a town is called by in
        // some list.
        Some(Reason::Obscure) => {
            is_adjective(stretch, best) || is_called_like_people(stretch, best)
        }
        Some(_) => false,
    };
    best.name.kind != NameKind::Demonym
        && ((is_little_town(&best.entity) || is_hardly_known(stretch, best)) && called_so()
            || m.objection.is_none()
                && is_nameless(stretch, best)
                && match stretch.here().has(Flags::CASED) {
                    true => is_borne(stretch, best),
                    false => is_called_like_people(stretch, best),
                }
            || m.objection.is_none() && is_persons_abroad(stretch, best)
            || m.objection.is_none() && is_former_persons(stretch, best)
            || m.objection.is_none() && is_known_family(stretch, best))
}

/// `Kennedy` is a part of Bogotá, too: a place of many people that has a name in hardly any language, though the
/// gazetteer has many for others.
fn is_hardly_known(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    const FEW: u32 = 12;
    /// As many names has an entity of a gazetteer of many languages.
    const USUAL: usize = 4;
    let gazetteer = &stretch.layers.gazetteers()[best.layer];
    is_town(&best.entity)
        && best.entity.weight < METROPOLIS
        && best.entity.name_count < FEW
        && gazetteer.name_count() >= USUAL * gazetteer.entity_count()
        && is_family_name(&key(best.name.text), stretch.layers)
}

/// Whether somebody listed has the word, or the name that it may be a case of, for the first or the family name.
fn is_borne(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let layers = stretch.layers;
    let words = [stretch.folded(stretch.first), key(best.name.text)];
    words
        .iter()
        .any(|word| is_family_name(word, layers) || is_first_of_name(word, layers))
}

/// `Clayton` in an Indonesian text: a town abroad that is no great city, and that the text's language has no name
/// of its own for.
fn is_nameless(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let own = base_language(stretch.lang);
    let gazetteer = &stretch.layers.gazetteers()[best.layer];
    let at_home = || {
        let readers = Readers::of(own);
        readers.is_some_and(|readers| readers.are_at(&best.entity) == Some(true))
    };
    own != ENGLISH
        && matches!(base_language(best.name.lang), "" | ENGLISH)
        && is_town(&best.entity)
        && best.entity.weight < GREAT_CITY
        && gazetteer.names_in(&best.entity, own).next().is_none()
        && gazetteer.names_in(&best.entity, ENGLISH).next().is_some()
        && !at_home()
}

/// `Lincoln` in a Finnish text: a town where no other language than English is read, less than a great city, called as
/// there and as somebody listed is by the family name.
fn is_known_family(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let name = key(best.name.text);
    let english = || stretch.layers.canonical_of(&best.entity, ENGLISH);
    base_language(stretch.lang) != ENGLISH
        && best.name.kind != NameKind::Demonym
        && is_town(&best.entity)
        && best.entity.weight < GREAT_CITY
        && english().is_some_and(|english| key(english.text) == name)
        && is_family_name_of_two(&name, stretch.layers)
        && !Readers::of_any_are_at(&best.entity)
}

/// `Романов`, `Жданов`: a town of any size by a former name, which people have.
fn is_former_persons(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    best.name.kind == NameKind::Former
        && is_family_name_of_two(&key(best.name.text), stretch.layers)
}

/// Whether a stretch is one word, in scripts without spaces one of several signs.
fn is_one_word(stretch: &Stretch<'_>) -> bool {
    let joined = stretch.tokens[stretch.first + 1..=stretch.last].iter();
    joined
        .clone()
        .all(|token| token.joint == Joint::None && token.is_dense())
}

/// Whether no capital tells of a name, and a town abroad is called as people are in the language of the text: 杰克逊.
fn is_persons_abroad(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let is_called_so = |word: &str| {
        is_in_lexicon(word, stretch.layers.lexicon()) || is_family_name(word, stretch.layers)
    };
    !stretch.here().has(Flags::CASED)
        && is_town(&best.entity)
        && best.entity.weight < GREAT_CITY
        && is_abroad(&best.entity, base_language(stretch.lang))
        && is_called_so(&key(best.name.text))
}

/// Whether the word, or the one that it may be a case of, is a name of people, or the family name of somebody listed.
pub(in crate::matcher) fn is_called_like_people(
    stretch: &Stretch<'_>,
    best: &Candidate<'_>,
) -> bool {
    let known = |word: &str| is_in_lexicon(word, stretch.layers.lexicon());
    let word = match stretch.first == stretch.last {
        true => stretch.folded(stretch.first),
        false => key(stretch.surface()),
    };
    // Where a language writes foreign names in its own signs, they are known by how others write them: 泰勒 is `Taylor`.
    // A town that has names in many languages is well known, as Venice is.
    let abroad = || {
        let english = stretch.layers.canonical_of(&best.entity, ENGLISH);
        !is_widely_named(&best.entity)
            && is_abroad(&best.entity, base_language(stretch.lang))
            && english.is_some_and(|name| known(&key(name.text)))
    };
    known(&word)
        || known(&key(best.name.text))
        || abroad()
        || is_family_name(&word, stretch.layers)
        || is_first_of_name(&word, stretch.layers)
        || is_first_name_in_a_case(&word, stretch.lang, stretch.layers)
}

/// `за Новый год`: a town of few people that is called like a word of the language.
pub(in crate::matcher) fn is_common(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    is_small(&best.entity) && words::is(stretch.here(), stretch.lang, Class::Common)
}
