//! A neighbour in capitals that makes a match part of a name which is not listed: `Paris Hilton`, `Kyiv Independent`.

use super::Surroundings;
use crate::gazetteer::{Casing, Level};
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::beside::boundaries::begins_with_family_prefix;
use crate::matcher::beside::capitals::{
    capitalises_nouns, in_title_line, starts_sentence, writes_titles,
};
use crate::matcher::beside::name_words::is_name_word;
use crate::matcher::beside::nouns::is_noun;
use crate::matcher::beside::person::{
    is_behind_family_and_middle_name, is_country_in_a_case, is_in_persons_name, is_middle_name,
};
use crate::matcher::beside::person_behind::{is_before_person, is_country_of_titled};
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{self, is_called_after, is_listed};
use crate::matcher::namesakes::division::is_division;
use crate::matcher::words::{self, Class};
use crate::text::{ENGLISH, Flags, Joint, Token, script_of};

/// Whether such a neighbour stands in front or behind.
pub(super) fn within_longer_name(around: &Surroundings<'_>) -> bool {
    let Surroundings {
        stretch, covered, ..
    } = *around;
    let best = around.best();
    if !around.token().has(Flags::CAPITAL) {
        return false;
    }
    let before_person = is_before_person(stretch, best);
    let country = around.is_of_place() && is_country_in_a_case(best, stretch.layers);
    let free = before_person || country || is_country_of_titled(stretch, best, covered);
    if is_behind_family_and_middle_name(stretch) || is_in_persons_name(stretch, covered, free) {
        return true;
    }
    if writes_titles(stretch.lang) && in_title_line(stretch) {
        return false;
    }
    let next = stretch.last + 1;
    let is_apart = |token: &Token| {
        before_person
            || country && token.joint == Joint::Space
            || token.joint == Joint::Hyphen && is_noun(stretch, next, false)
            || is_in_free_compound(stretch, best)
            || is_listed(stretch, next, &beside::INSTITUTIONS)
    };
    let goes_on = || {
        stretch.tokens.get(next).is_some_and(|token| {
            is_capital_neighbour(around, next, token.joint, true) && !is_apart(token)
        })
    };
    is_begun_in_front(around) || goes_on()
}

/// Whether the name of which the match is part begins with the word in front.
fn is_begun_in_front(around: &Surroundings<'_>) -> bool {
    let stretch = around.stretch;
    let Some(at) = stretch.before() else {
        return false;
    };
    let joint = around.token().joint;
    let begins = begins(stretch, at);
    let shared = || {
        is_capital_neighbour(around, at, joint, !begins)
            && (!begins || is_name_word(stretch, at))
            && !is_free_of_noun(stretch, around.best())
            && !is_noun(stretch, at, !around.is_person())
    };
    let foreword = || {
        stretch.tokens[at].has(Flags::CAPITAL)
            && matches!(joint, Joint::Space | Joint::Hyphen)
            && is_listed(stretch, at, &beside::FOREWORDS)
    };
    // `крейсер России` is a country's ship.
    let best = around.best();
    let of_country = best.entity.is_country() && best.tier == Tier::Inflected;
    shared() || foreword() || (around.is_of_place() && !of_country && is_called_after(stretch, at))
}

/// Whether a neighbour, joined with the match so, has a capital that may be a name's. Where the capital tells
/// (`telling`), a common word with one belongs to a name, if nouns have none: `Turkey Point`, `Real Madrid`.
fn is_capital_neighbour(around: &Surroundings<'_>, at: usize, joint: Joint, telling: bool) -> bool {
    let Surroundings {
        stretch, covered, ..
    } = *around;
    let neighbour = &stretch.tokens[at];
    let script = |token: &Token| script_of(&stretch.text[token.span()]);
    let is_word = || match telling && !capitalises_nouns(stretch.lang) && !stretch.lang.is_empty() {
        true => words::is_beside_names(neighbour, stretch.lang),
        false => words::is_any(neighbour, stretch.lang),
    };
    matches!(joint, Joint::Space | Joint::Hyphen)
        && neighbour.has(Flags::CAPITAL)
        && (neighbour.has(Flags::LOWER)
            || begins_with_family_prefix(stretch.text, stretch.tokens, at))
        && !covered[at]
        && (!is_word() || is_middle_name(stretch, at))
        && script(neighbour) == script(around.token())
}

/// `der Republik Iran`, `den Ländern Deutschlands`, `Bundesstaat Arizona`: a word for a republic or a division in
/// front of a country or a part of one, or any where nouns have capitals and the country stands in the genitive.
fn is_free_of_noun(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let spaced = stretch.joint() == Joint::Space;
    let before = stretch.before().filter(|_| spaced);
    before.is_some_and(|at| {
        (matches!(best.entity.level(), Some(Level::Country | Level::Division))
            && is_listed(stretch, at, &beside::REPUBLICS))
            || capitalises_nouns(stretch.lang)
                && (is_division(stretch)
                    || is_country_in_a_case(best, stretch.layers)
                    || best.tier == Tier::Inflected
                        && best.entity.is_country()
                        && !is_name_word(stretch, at))
    })
}

/// `US-Behörde`: where nouns are put together with hyphens, a country or union that is abbreviated is a word by itself
/// in front of a word of the language.
fn is_in_free_compound(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let next = &stretch.tokens[stretch.last + 1];
    capitalises_nouns(stretch.lang)
        && next.joint == Joint::Hyphen
        && best.name.casing == Casing::Capitals
        && stretch.is_capitals()
        && !words::is(next, ENGLISH, Class::Common)
}

/// Whether a sentence begins at a word, and not behind the stop of a title as in `the Hon. Grantley Berkeley`.
fn begins(stretch: &Stretch<'_>, at: usize) -> bool {
    let titled = || {
        stretch.tokens[at].joint == Joint::DotSpace && at > 0 && beside::is_address(stretch, at - 1)
    };
    starts_sentence(stretch.text, stretch.tokens, at) && !titled()
}
