//! What the words beside a match say of a person: that it is a family name, or somebody else's.

use std::sync::LazyLock;

use super::capitals::{
    capitalises_nouns, in_title_line, is_unusual_capital, starts_sentence, writes_titles,
};
use super::name_words::{
    is_family_name, is_first_name, is_given_name, is_in_lexicon, is_name_word,
};
use super::person_behind::is_before_person;
use super::spelling::sets_off_endings;
use super::stretch::Stretch;
use crate::fold::{fold, folded, key};
use crate::gazetteer::{Casing, EntityType, Level, Name, NameKind};
use crate::inflect::endings;
use crate::matcher::annotation::{Candidate, Reason, Tier};
use crate::matcher::beside;
use crate::matcher::layers::Layers;
use crate::matcher::size::GREAT_CITY;
use crate::matcher::words::{self, Class};
use crate::rules::{first_column, first_columns};
use crate::text::{ENGLISH, Flags, Joint, Token, base_language, is_particle};

/// What the words around it say of a person: `Queen Victoria`, `Владимир К.` are no places; `A. Putin`, `[Igor]
/// Putin` somebody else.
pub(in crate::matcher) fn beside_person_words(
    stretch: &Stretch<'_>,
    candidates: &[Candidate<'_>],
) -> Option<Reason> {
    let person = candidates
        .iter()
        .any(|candidate| candidate.entity.entity_type == EntityType::Person);
    let other = match person {
        true => initial_in_front(stretch) || initial_behind(stretch) || is_behind_bracket(stretch),
        false => is_rather_person(stretch, &candidates[0]),
    };
    other.then_some(Reason::PartOfLongerName)
}

/// Whether what is listed for no person is one by the words around it.
fn is_rather_person(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let before = stretch.before();
    let is_place = candidate.entity.entity_type == EntityType::Place;
    let inflected = candidate.tier == Tier::Inflected;
    // A queen's country stands in a case: `королевы Великобритании`.
    let country = inflected && candidate.entity.is_country();
    let addressed = || !country && beside::is_addressed(stretch);
    let name = &candidate.name;
    let is_plain = name.kind != NameKind::Demonym && name.casing != Casing::Capitals;
    let introduced = || {
        (is_place && is_plain && !inflected)
            && stretch.joint() == Joint::Space
            && before.is_some_and(|at| beside::is_profession(stretch, at))
    };
    // Two initials, or one in front of a town that is no great city: `A. M. Gorky`, `J. Hartley`.
    let two_initials = || {
        let second = before.and_then(|at| at.checked_sub(1));
        second.is_some_and(|at| is_initial(stretch, at))
    };
    let little = || candidate.entity.weight < GREAT_CITY && !is_division(candidate);
    let family_name = || {
        initial_in_front(stretch) && (two_initials() || little())
            || before.is_some_and(|at| behind_particle(stretch, at))
    };
    addressed()
        || introduced()
        || initial_behind(stretch) && !is_before_person(stretch, candidate)
        || is_place && family_name()
}

/// Whether a word is a capital letter with a full stop.
fn is_initial(stretch: &Stretch<'_>, at: usize) -> bool {
    stretch
        .tokens
        .get(at)
        .is_some_and(|token| is_letter(token) && stretch.text[token.span().end..].starts_with('.'))
}

fn is_letter(token: &Token) -> bool {
    token.has(Flags::SINGLE) && token.has(Flags::CAPITAL) && !token.has(Flags::DIGIT)
}

fn initial_in_front(stretch: &Stretch<'_>) -> bool {
    let is_title = |at: usize| words::is(&stretch.tokens[at], stretch.lang, Class::Title);
    matches!(stretch.joint(), Joint::Dot | Joint::DotSpace)
        && stretch
            .before()
            .is_some_and(|at| is_initial(stretch, at) && !is_title(at))
}

fn initial_behind(stretch: &Stretch<'_>) -> bool {
    let next = stretch.last + 1;
    is_initial(stretch, next) && stretch.tokens[next].joint == Joint::Space
}

/// `[Igor] Putin`.
fn is_behind_bracket(stretch: &Stretch<'_>) -> bool {
    let here = stretch.here();
    stretch.before().is_some_and(|at| {
        let between = &stretch.text[stretch.tokens[at].span().end..here.span().start];
        here.joint == Joint::Hard && between.trim_end() == "]"
    })
}

fn is_division(candidate: &Candidate<'_>) -> bool {
    candidate.entity.level().is_some()
}

/// `I. A. v. Essen`, `H. von Meyer`: a particle between an initial and the name.
fn behind_particle(stretch: &Stretch<'_>, at: usize) -> bool {
    let (here, particle) = (stretch.here(), &stretch.tokens[at]);
    let small = particle.has(Flags::LOWER) && !particle.has(Flags::CAPITAL);
    let word = &stretch.text[particle.span()];
    let short = word == "v" && here.joint == Joint::DotSpace;
    let long = here.joint == Joint::Space && is_particle(&folded(stretch.text, particle));
    small
        && (short || long)
        && particle.joint == Joint::DotSpace
        && at
            .checked_sub(1)
            .is_some_and(|before| is_letter(&stretch.tokens[before]))
}

/// `Petr Böhme` is no Bohemian: a demonym behind a given name is a family name.
pub(in crate::matcher) fn after_given_name(stretch: &Stretch<'_>, covered: &[bool]) -> bool {
    let here = stretch.here();
    let Some(at) = stretch.before() else {
        return false;
    };
    let before = &stretch.tokens[at];
    here.joint == Joint::Space
        && here.is_capitalised()
        && before.is_capitalised()
        && !covered[at]
        // What a sentence begins with may be a small word of a language that was not told.
        && !words::is_any(before, stretch.lang)
        && !words::is(before, "", Class::Function)
        && (!starts_sentence(stretch.text, stretch.tokens, at) || ends_phrase(stretch))
        && !in_title_line(stretch)
        && !stretch.behind()
            .is_some_and(|next| next.joint == Joint::Space && next.has(Flags::CAPITAL))
        && is_in_lexicon(&folded(stretch.text, before), stretch.layers.lexicon())
}

/// `Надежда Донецкая и`: an adjective that has a capital only here, behind a given name, and no noun behind is a family
/// name, whatever the word in front may be besides.
pub(in crate::matcher) fn is_family_name_behind_capital(
    stretch: &Stretch<'_>,
    name: &Name<'_>,
) -> bool {
    let capital = |at: usize| {
        let before = &stretch.tokens[at];
        before.is_capitalised()
            && !words::is(before, stretch.lang, Class::Function)
            && is_in_lexicon(&folded(stretch.text, before), stretch.layers.lexicon())
    };
    is_unusual_capital(stretch, name)
        && stretch.here().joint == Joint::Space
        && stretch.here().is_capitalised()
        && stretch.before().is_some_and(capital)
        && ends_phrase(stretch)
        && !in_title_line(stretch)
}

/// Whether no noun that it could be an adjective of stands behind: `Petr Böhme, who`, `Petr Böhme and`.
fn ends_phrase(stretch: &Stretch<'_>) -> bool {
    !stretch.lang.is_empty()
        && stretch.behind().is_none_or(|next| {
            next.joint != Joint::Space || words::is(next, stretch.lang, Class::Function)
        })
}

/// Whether a given name in front makes a place's name of several words a person's: `Martin Van Buren`.
pub(in crate::matcher) fn is_behind_given_name(stretch: &Stretch<'_>, covered: &[bool]) -> bool {
    stretch.before().is_some_and(|at| {
        let before = &stretch.tokens[at];
        stretch.joint() == Joint::Space
            && before.is_capitalised()
            && !covered[at]
            && !words::is_any(before, stretch.lang)
            && is_first_name(stretch, at)
    })
}

/// Where no capitals tell: whether a given name in front, which is no word of the language, makes it somebody's family
/// name: `ابراهیم گلستان`.
pub(in crate::matcher) fn is_behind_caseless_first_name(
    stretch: &Stretch<'_>,
    is_free: impl Fn(usize) -> bool,
) -> bool {
    let before = stretch.before();
    before.is_some_and(|at| {
        may_be_caseless_name(stretch, at, &is_free)
            && !words::is(&stretch.tokens[at], stretch.lang, Class::Common)
            && is_first_name(stretch, at)
    })
}

/// The same of a family name that the text has heard with another given name: `ইলিয়াস বন্দ্যোপাধ্যায়`; what
/// stands between it and a title is a given name too, whether it is known or not.
pub(in crate::matcher) fn is_behind_another_given_name(
    stretch: &Stretch<'_>,
    is_free: impl Fn(usize) -> bool,
) -> bool {
    let name = |at: usize| may_be_caseless_name(stretch, at, &is_free);
    let title = |n: usize| {
        let at = stretch.first.checked_sub(n);
        at.is_some_and(|at| words::is(&stretch.tokens[at], stretch.lang, Class::Title))
    };
    let Some(at) = stretch.before().filter(|at| name(*at)) else {
        return false;
    };
    let token = &stretch.tokens[at];
    let titled = || TITLED_IN_FULL.contains(&base_language(stretch.lang)) && title(2);
    // What is a word too is a name only if somebody listed has it: `נתן` is Nathan, and gave.
    match words::is(token, stretch.lang, Class::Common) {
        true => is_first_name(stretch, at),
        false => is_in_lexicon(&folded(stretch.text, token), stretch.layers.lexicon()) || titled(),
    }
}

/// Languages without capitals in which nothing but a given name stands between a title and a family name.
static TITLED_IN_FULL: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/titled_in_full.tsv")).collect());

/// Whether a word of a script without capitals may be part of one name with the next: no mark parts them, it is free of
/// other names, and no small word or title.
fn may_be_caseless_name(
    stretch: &Stretch<'_>,
    at: usize,
    is_free: &impl Fn(usize) -> bool,
) -> bool {
    const OTHER: [u8; 5] = [
        Flags::CASED,
        Flags::DENSE,
        Flags::VOID,
        Flags::DIGIT,
        Flags::SINGLE,
    ];
    let word = &stretch.tokens[at];
    stretch.tokens[at + 1].joint == Joint::Space
        && !OTHER.iter().any(|flag| word.has(*flag))
        && is_free(at)
        && !words::is_one_of(word, stretch.lang, &[Class::Function, Class::Calendar])
        && !words::is(word, "", Class::Title)
}

/// Words between a family name and a given name, with their languages.
static MIDDLE: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| first_columns(include_str!("../rules/middle_names.tsv")).collect());

/// Whether a word with a capital is one that stands between the family name and the given name: Vietnamese `Lê Văn
/// Vinh`.
pub(in crate::matcher) fn is_middle_name(stretch: &Stretch<'_>, at: usize) -> bool {
    let own = base_language(stretch.lang);
    let mut words = MIDDLE.iter().filter(|(_, lang)| *lang == own);
    words.any(|(word, _)| *word == stretch.word(at))
}

/// Where words stand between them, whether a family name and one more word with a capital at most stand in front, so
/// that the match is a given name: Vietnamese `Trần Minh Đức` is not of Germany.
pub(in crate::matcher) fn is_behind_family_and_middle_name(stretch: &Stretch<'_>) -> bool {
    const FARTHEST: usize = 2;
    let own = base_language(stretch.lang);
    let joined = |at: usize| {
        stretch.tokens[at + 1].joint == Joint::Space && stretch.tokens[at].is_capitalised()
    };
    // Many words of one syllable are called so: `Tại Đức`, in Germany.
    let is_family = |at: usize| {
        is_family_name(&stretch.folded(at), stretch.layers)
            && !starts_sentence(stretch.text, stretch.tokens, at)
    };
    stretch.first == stretch.last
        && MIDDLE.iter().any(|(_, lang)| *lang == own)
        && (0..stretch.first)
            .rev()
            .take(FARTHEST)
            .take_while(|at| joined(*at))
            .any(is_family)
}

/// The word in front of a single word, if the two look like a person's name: `Nick Burton`. Tells whether it is
/// known for one: what is a common word as well, where its capital tells.
pub(in crate::matcher) fn name_in_front(stretch: &Stretch<'_>) -> Option<bool> {
    let at = stretch.before()?;
    let before = &stretch.tokens[at];
    if !matches!(stretch.joint(), Joint::Space) || !before.is_capitalised() {
        return None;
    }
    if !words::is_any(before, stretch.lang) {
        return Some(is_name_word(stretch, at));
    }
    let first_name = !capitalises_nouns(stretch.lang)
        && !words::is_beside_names(before, stretch.lang)
        && !in_title_line(stretch)
        && is_first_name(stretch, at);
    first_name.then(|| !starts_sentence(stretch.text, stretch.tokens, at))
}

/// Whether a given name in front, or the place's own that is one and a word behind it, make it part of a person's name,
/// whatever words of the language they are too: `Vincent Paris`, `Georgia Meloni`. Where another's name begins behind
/// it (`is_free`), only the word in front tells.
pub(in crate::matcher) fn is_in_persons_name(
    stretch: &Stretch<'_>,
    covered: &[bool],
    is_free: bool,
) -> bool {
    let name_like = |at: usize| {
        let token = &stretch.tokens[at];
        token.is_capitalised() && !words::is_beside_names(token, stretch.lang)
    };
    let spaced = |at: usize| stretch.tokens[at].joint == Joint::Space;
    // Where all words or all nouns have capitals, a common word is no family name.
    let capitals_tell = || {
        !(capitalises_nouns(stretch.lang) || writes_titles(stretch.lang) && in_title_line(stretch))
    };
    let may_be_family = |at: usize| {
        let word = || !words::is_any(&stretch.tokens[at], stretch.lang) || capitals_tell();
        name_like(at) && word() && !beside::is_listed(stretch, at, &beside::INSTITUTIONS)
    };
    let before = stretch.before().is_some_and(|at| {
        spaced(stretch.first) && name_like(at) && !covered[at] && is_first_name(stretch, at)
    });
    // An ending may be set off: `George'a Floyda`. Where the language does so with all names, it ends the name.
    let set_off = !sets_off_endings(stretch.lang)
        && stretch.behind().is_some_and(|ending| {
            let small = ending.has(Flags::LOWER) && !ending.has(Flags::CAPITAL);
            let possessive = stretch.text[ending.span()] == *"s";
            ending.joint == Joint::Apostrophe && small && !possessive
        });
    let next = stretch.last + 1 + usize::from(set_off);
    before
        || (!is_free
            && next < stretch.tokens.len()
            && spaced(next)
            && may_be_family(next)
            && name_like(stretch.first)
            && is_given_name(stretch)
            && ((!covered[next] && is_first_name(stretch, stretch.first))
                || is_name_word(stretch, next)))
}

/// `Benton M. Johnson` is another than `M. Johnson`.
pub(in crate::matcher) fn begins_with_middle_initial(stretch: &Stretch<'_>) -> bool {
    stretch.here().has(Flags::SINGLE) && name_in_front(stretch) == Some(true)
}

/// Whether a single word and the one behind it look like a person's name: `Asia Bibi`.
pub(in crate::matcher) fn name_behind(stretch: &Stretch<'_>) -> bool {
    let at = stretch.last + 1;
    let here = stretch.here();
    let capital = |token: &Token| token.is_capitalised();
    stretch.tokens.get(at).is_some_and(|behind| {
        let word = words::is_any(behind, stretch.lang) || words::is(behind, ENGLISH, Class::Common);
        behind.joint == Joint::Space
            && capital(here)
            && capital(behind)
            && !word
            && is_given_name(stretch)
            && is_name_word(stretch, at)
    })
}

/// Whether it is a country or a state in a case and no name of people's, so that a name behind it is another's:
/// `президента Непала Мин Бахадура`.
pub(in crate::matcher) fn is_country_in_a_case(candidate: &Candidate<'_>, layers: &Layers) -> bool {
    candidate.tier == Tier::Inflected
        && matches!(
            candidate.entity.level(),
            Some(Level::Country | Level::Division)
        )
        && candidate.name.kind != NameKind::Demonym
        && !is_in_lexicon(&key(candidate.name.text), layers.lexicon())
}

/// The same of a country behind a preposition that does the work of a case: `президентът на Украйна Зеленски`.
pub(in crate::matcher) fn is_country_of_somebody(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let name = || is_in_lexicon(&key(candidate.name.text), stretch.layers.lexicon());
    is_country_in_a_case(candidate, stretch.layers)
        || !stretch.lang.is_empty()
            && candidate.name.kind != NameKind::Demonym
            && beside::before_of(stretch).is_some()
            && candidate.entity.is_country()
            && !name()
}

/// `Байден-младший` is another than Байден; `Blair-rel` is Blair in a case.
pub(in crate::matcher) fn goes_on_after_hyphen(stretch: &Stretch<'_>) -> bool {
    const LONGEST_ENDING: usize = 4;
    stretch.behind().is_some_and(|next| {
        let word = &stretch.text[next.span()];
        let ending = word.chars().count() <= LONGEST_ENDING
            || endings(stretch.lang).is_some_and(|endings| endings.is_ending(&fold(word)));
        next.joint == Joint::Hyphen
            && next.has(Flags::CASED)
            && !next.has(Flags::CAPITAL)
            && !ending
    })
}
