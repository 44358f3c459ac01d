//! A stretch of text and what stands beside it: whether it begins and ends where a name may (`boundaries`), is
//! written as one is listed (`stretch`, `spelling`), and what its capitals (`capitals`) and the words beside it tell.
//!
//! Here are the words that make it, or keep it from being, part of another name; in `person` those of people (which
//! `name_words` knows singly), in `person_behind` those that begin there, in `dateline` those that a report
//! begins with, in `speaking` verbs, in `attached` those that nothing parts from the name, in `nouns` those that
//! are no names though they have a capital, and in `cases` the cases it stands in.

pub(super) mod attached;
pub(super) mod boundaries;
pub(super) mod capitals;
mod cases;
pub(super) mod dateline;
pub(super) mod name_words;
pub(super) mod nouns;
pub(super) mod person;
pub(super) mod person_behind;
pub(super) mod speaking;
mod spelling;
pub(super) mod stretch;

use std::sync::LazyLock;

use super::person_name::is_particle_token;
use super::words::{self, ByHash, Class};
use crate::fold::{Hasher, fold};
use crate::gazetteer::may_be_article;
use crate::rules::{TableSet, rule_rows};
use crate::text::chars::Char;
use crate::text::{Flags, Joint, Token, base_language, is_quotation_mark};
pub(super) use cases::{
    are_local, has_local_cases, has_local_ending_set_off, is_animate, is_in_local_case,
    is_ungoverned,
};
use stretch::Stretch;

/// Hashes of folded words, each with the languages it is of.
pub(super) type WordList = ByHash<Vec<&'static str>>;

/// Whether a word stands in a list for the language of the text, or for any.
pub(super) fn is_listed(stretch: &Stretch<'_>, at: usize, words: &WordList) -> bool {
    let own = base_language(stretch.lang);
    let langs = words.get(&stretch.tokens[at].hash);
    langs.is_some_and(|langs| {
        own.is_empty() || langs.iter().any(|lang| *lang == own || *lang == "und")
    })
}

/// Whether a word stands in a list for some language.
pub(super) fn is_listed_anywhere(stretch: &Stretch<'_>, at: usize, words: &WordList) -> bool {
    words.contains_key(&stretch.tokens[at].hash)
}

/// The words of a file.
pub(super) fn word_list(text: &'static str) -> WordList {
    words_of(rule_rows(text))
}

/// Whether the word at `before` addresses or introduces a person whose name follows.
pub(super) fn is_address(stretch: &Stretch<'_>, before: usize) -> bool {
    let capital = || stretch.tokens[before].has(Flags::CAPITAL);
    is_listed(stretch, before, &ADDRESSES)
        && (capital() || !is_listed(stretch, before, &CAPITAL_ADDRESSES))
}

/// Whether what stands in front addresses or introduces the person whose name this is: `Lord Lyons`, `Mme de Nangis`.
pub(super) fn is_addressed(stretch: &Stretch<'_>) -> bool {
    let spaced = |at: usize| {
        let joint = stretch.tokens[at].joint;
        matches!(
            joint,
            Joint::Space | Joint::Line | Joint::DotSpace | Joint::Dot
        )
    };
    let Some(at) = stretch.before() else {
        return false;
    };
    let joined = spaced(stretch.first) || stretch.joint() == Joint::Apostrophe;
    let behind_particle = || {
        let particle =
            !stretch.tokens[at].has(Flags::CAPITAL) && is_particle_token(&stretch.tokens[at]);
        let before = at
            .checked_sub(1)
            .filter(|_| particle && joined && spaced(at));
        before.is_some_and(|before| is_listed(stretch, before, &PARTICLE_ADDRESSES))
    };
    ((spaced(stretch.first) || is_behind_broken_title(stretch)) && is_address(stretch, at))
        || behind_particle()
}

/// `Gen.` at the end of a line: a short word with a capital and a stop that is none of the language's words.
fn is_behind_broken_title(stretch: &Stretch<'_>) -> bool {
    const LONGEST: usize = 4;
    let Some(token) = stretch.before().map(|at| &stretch.tokens[at]) else {
        return false;
    };
    let between = &stretch.text[token.span().end..stretch.span().start];
    let broken = between.strip_prefix('.').is_some_and(|rest| {
        rest.chars().all(char::is_whitespace) && rest.matches('\n').count() == 1
    });
    broken
        && token.has(Flags::CAPITAL)
        && stretch.text[token.span()].chars().count() <= LONGEST
        && (!words::is_any(token, stretch.lang) || has_no_vowel(&stretch.text[token.span()]))
}

/// `Mr`, `Dr`: a word that is abbreviated.
fn has_no_vowel(word: &str) -> bool {
    !fold(word).contains(|c| Char::of(c).may_be_vowel())
}

const ADDRESS_WORDS: &str = include_str!("../rules/addresses.tsv");
const BEFORE_PLACES: &str = include_str!("../rules/forewords.tsv");
const BEHIND_STREETS: &str = include_str!("../rules/street_endings.tsv");
const BESIDE_LANGUAGES: &str = include_str!("../rules/languages.tsv");
const BEFORE_NOUNS: &str = include_str!("../rules/determiners.tsv");
const AMONG_PLACES: &str = include_str!("../rules/place_words.tsv");

/// The words of a file that are of one of these kinds, as the third field says.
pub(super) fn words_of_kinds(text: &'static str, kinds: &[&str]) -> WordList {
    let rows = rule_rows(text);
    words_of(rows.filter(|row| row.get(2).is_some_and(|kind| kinds.contains(kind))))
}

fn words_of(rows: impl Iterator<Item = Vec<&'static str>>) -> WordList {
    let mut list = WordList::default();
    for row in rows.filter(|row| row.len() >= 2) {
        list.entry(Hasher::of(row[0])).or_default().push(row[1]);
    }
    list
}

static ADDRESSES: LazyLock<WordList> = LazyLock::new(|| {
    let rows = rule_rows(ADDRESS_WORDS);
    words_of(rows.filter(|row| row.get(2) != Some(&"profession")))
});
static PROFESSIONS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(ADDRESS_WORDS, &["profession"]));
/// Those behind which a particle belongs to a family name: `Mme de Nangis`.
static PARTICLE_ADDRESSES: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(ADDRESS_WORDS, &["particle"]));
/// Those that are words of other things too, if they are written small: `General Cleveland`.
static CAPITAL_ADDRESSES: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(ADDRESS_WORDS, &["capital"]));
pub(super) static INSTITUTIONS: LazyLock<WordList> =
    LazyLock::new(|| word_list(include_str!("../rules/institutions.tsv")));
/// Words that end a name of their own.
pub(super) static OWN_NAMES: LazyLock<WordList> =
    LazyLock::new(|| word_list(include_str!("../rules/own_names.tsv")));
pub(super) static FOREWORDS: LazyLock<WordList> = LazyLock::new(|| word_list(BEFORE_PLACES));
static STREETS: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(BEFORE_PLACES, &["street"]));
static STREETS_AND_SHIPS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BEFORE_PLACES, &["street", "street alone", "ship"]));
static ABBREVIATED_STREETS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BEFORE_PLACES, &["street abbreviated"]));
static STREET_ENDINGS: LazyLock<WordList> = LazyLock::new(|| {
    let rows = rule_rows(BEHIND_STREETS);
    words_of(rows.filter(|row| row.get(2) != Some(&"adjective")))
});
static ADJECTIVE_STREET_ENDINGS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BEHIND_STREETS, &["adjective"]));
static SMALL_STREET_ENDINGS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BEHIND_STREETS, &["small"]));
pub(super) static OF: LazyLock<WordList> =
    LazyLock::new(|| word_list(include_str!("../rules/of.tsv")));
static HEADS: LazyLock<WordList> = LazyLock::new(|| word_list(include_str!("../rules/heads.tsv")));

/// Words behind a language's name, and in front of one.
static LANGUAGES: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BESIDE_LANGUAGES, &["after"]));
static BEFORE_LANGUAGES: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BESIDE_LANGUAGES, &["before"]));

/// Words that say that a place's name follows.
pub(super) static PLACE_WORDS: LazyLock<WordList> = LazyLock::new(|| {
    let rows = rule_rows(AMONG_PLACES);
    words_of(rows.filter(|row| row.get(2) != Some(&"and")))
});
/// Those that hardly stand before names of people: `in`, not `of`.
static TELLING_WORDS: LazyLock<WordList> =
    LazyLock::new(|| words_of(rule_rows(AMONG_PLACES).filter(|row| row.len() == 2)));
/// Words that say so behind the name.
static PLACE_WORDS_BEHIND: LazyLock<WordList> =
    LazyLock::new(|| word_list(include_str!("../rules/place_words_behind.tsv")));
/// Words in front of nouns, where towns have none.
pub(super) static DETERMINERS: LazyLock<WordList> =
    LazyLock::new(|| words_of(rule_rows(BEFORE_NOUNS).filter(|row| row.len() == 2)));
/// Those that do stand before them if a noun follows: `the Longview restaurant`.
pub(super) static BARE_DETERMINERS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BEFORE_NOUNS, &["alone"]));
/// Those behind which a common word is one, whatever its capital: `la Halle aux Vins`.
pub(super) static COMMON_DETERMINERS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BEFORE_NOUNS, &["common"]));
/// Words that, behind a country's adjective, stand with it for the country itself.
pub(super) static REPUBLICS: LazyLock<WordList> =
    LazyLock::new(|| word_list(include_str!("../rules/republics.tsv")));
/// `and` in lists of places.
pub(super) static AND: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(AMONG_PLACES, &["and"]));

/// `rue Carnot`, `ул. Чехова`, `the ship Britannia`: a street, a square or a ship that is called after the place.
pub(super) fn is_called_after(stretch: &Stretch<'_>, before: usize) -> bool {
    // Written small, they are other words in other languages: `flights via Dubai`.
    if stretch.lang.is_empty() {
        return false;
    }
    match stretch.joint() {
        Joint::Space | Joint::Line => is_listed(stretch, before, &STREETS_AND_SHIPS),
        Joint::DotSpace => is_listed(stretch, before, &ABBREVIATED_STREETS),
        _ => false,
    }
}

/// `Lombardy Drive`, `Maskavas iela`, `Киевское шоссе`: a word for streets behind it, whatever else has capitals there.
/// Where that is written small, the name has a capital: `bécsi út` is a way to Vienna. `adjective` says that the
/// name is one.
pub(super) fn is_street(stretch: &Stretch<'_>, adjective: bool) -> bool {
    let at = stretch.last + 1;
    let here = stretch.here();
    let named = here.has(Flags::CAPITAL) || !here.has(Flags::CASED);
    let capital = |next: &Token| next.joint == Joint::Space && next.has(Flags::CAPITAL);
    let small = |next: &Token| named && next.joint == Joint::Space && !next.has(Flags::CAPITAL);
    let next = stretch.behind().filter(|_| !stretch.lang.is_empty());
    next.is_some_and(|next| {
        capital(next) && is_listed(stretch, at, &STREET_ENDINGS)
            || adjective && capital(next) && is_listed(stretch, at, &ADJECTIVE_STREET_ENDINGS)
            || small(next) && is_listed(stretch, at, &SMALL_STREET_ENDINGS)
    })
}

/// `английском языке`, `la langue française`: an adjective that tells of a language and not of its country.
pub(super) fn is_language(stretch: &Stretch<'_>) -> bool {
    let joined = |at: usize| matches!(stretch.tokens[at].joint, Joint::Space | Joint::Hyphen);
    // `en français` is a language, `confiance en Français` are people.
    let small = !stretch.here().has(Flags::CAPITAL);
    let next = stretch.last + 1;
    let before = stretch.before().filter(|_| joined(stretch.first));
    let after = (next < stretch.tokens.len() && joined(next)).then_some(next);
    !stretch.lang.is_empty()
        && (before.is_some_and(|at| small && is_listed(stretch, at, &BEFORE_LANGUAGES))
            || after.is_some_and(|at| is_listed(stretch, at, &LANGUAGES)))
}

/// Whether the word at `before` is a profession, which a person's name follows: `the singer Victoria`.
pub(super) fn is_profession(stretch: &Stretch<'_>, before: usize) -> bool {
    is_listed(stretch, before, &PROFESSIONS)
}

/// Whether the word in front says that a place's name follows: `in Burton`.
pub(super) fn is_behind_place_word(stretch: &Stretch<'_>) -> bool {
    is_behind(stretch, &PLACE_WORDS)
}

/// Whether the word in front says that a place's name follows and no person's, as `in Burton` and not `of Burton` does.
pub(super) fn is_behind_telling_word(stretch: &Stretch<'_>) -> bool {
    is_behind(stretch, &TELLING_WORDS)
}

/// Whether such words are listed for a language.
pub(super) fn has_place_words_behind(lang: &str) -> bool {
    static LANGUAGES: LazyLock<TableSet<&str>> =
        LazyLock::new(|| PLACE_WORDS_BEHIND.values().flatten().copied().collect());
    LANGUAGES.contains(base_language(lang))
}

/// Whether the word behind says that the name is a place's: `Aydın kentinde`.
pub(super) fn is_before_place_word(stretch: &Stretch<'_>) -> bool {
    let next = stretch.last + 1;
    let spaced = stretch
        .tokens
        .get(next)
        .is_some_and(|next| next.joint == Joint::Space);
    spaced && !stretch.lang.is_empty() && is_listed(stretch, next, &PLACE_WORDS_BEHIND)
}

fn is_behind(stretch: &Stretch<'_>, words: &WordList) -> bool {
    let here = stretch.here();
    let joined = matches!(
        here.joint,
        Joint::Space | Joint::Line | Joint::Apostrophe | Joint::DotSpace
    );
    let before = stretch.before().filter(|_| joined);
    before.is_some_and(|at| is_listed(stretch, at, words))
}

/// Whether all words of a place's name are words for institutions, which rather are somebody's: `the University of
/// Idaho`, `at State College`.
pub(super) fn is_institution(stretch: &Stretch<'_>) -> bool {
    !stretch.lang.is_empty()
        && (stretch.first..=stretch.last)
            .all(|at| is_listed(stretch, at, &HEADS) || is_listed(stretch, at, &INSTITUTIONS))
        && is_listed(stretch, stretch.last, &HEADS)
}

/// `Metro 911`, `Central State Hospital`: a word for institutions and people, in front of which none says that a
/// town is called so.
pub(super) fn is_of_institutions(stretch: &Stretch<'_>) -> bool {
    !stretch.lang.is_empty()
        && stretch.first == stretch.last
        && is_listed(stretch, stretch.first, &INSTITUTIONS)
        && !is_behind_telling_word(stretch)
}

/// `boulevard de la Madeleine`, `the yacht New York`: a name of several words that a street or ship is called after.
pub(super) fn gives_its_name(stretch: &Stretch<'_>) -> bool {
    let before = |n: usize| stretch.first.checked_sub(n);
    let spaced = |at: usize| stretch.tokens[at].joint == Joint::Space;
    before(1).is_some_and(|at| is_called_after(stretch, at))
        || before(2).is_some_and(|at| {
            !stretch.lang.is_empty()
                && spaced(stretch.first)
                && spaced(at + 1)
                && is_listed(stretch, at + 1, &OF)
                && is_listed(stretch, at, &STREETS)
        })
}

/// `die Fregatte «Rheinland-Pfalz»`: a ship with its name in quotation marks.
pub(super) fn is_ship_in_quotes(stretch: &Stretch<'_>) -> bool {
    let Some(at) = stretch.before() else {
        return false;
    };
    let between = &stretch.text[stretch.tokens[at].span().end..stretch.span().start];
    let opens = between.strip_prefix(' ').unwrap_or_default();
    !stretch.lang.is_empty()
        && opens.chars().count() == 1
        && opens.starts_with(is_quotation_mark)
        && is_listed(stretch, at, &STREETS_AND_SHIPS)
}

/// `Gulf of Mexico`, `Banque d'Algérie`: a head word and a preposition make it part of another name.
pub(super) fn after_head_word(stretch: &Stretch<'_>) -> bool {
    before_of(stretch).is_some_and(|head| {
        is_listed(stretch, head, &HEADS)
            || (!stretch.lang.is_empty() && is_listed(stretch, head, &STREETS))
    }) || is_behind_abbreviated_street(stretch)
}

/// `38, av. de Clichy`.
fn is_behind_abbreviated_street(stretch: &Stretch<'_>) -> bool {
    const WORDS: usize = 2;
    let Some(street) = stretch.first.checked_sub(WORDS) else {
        return false;
    };
    let of = street + 1;
    !stretch.lang.is_empty()
        && matches!(stretch.joint(), Joint::Space | Joint::Apostrophe)
        && stretch.tokens[of].joint == Joint::DotSpace
        && is_listed(stretch, of, &OF)
        && is_listed(stretch, street, &ABBREVIATED_STREETS)
}

/// The word in front of the preposition of a name, which may have an article too: `bataille de la Marne`.
pub(super) fn before_of(stretch: &Stretch<'_>) -> Option<usize> {
    let spaced = |at: usize| matches!(stretch.tokens[at].joint, Joint::Space | Joint::Line);
    let joined = |at: usize| spaced(at) || stretch.tokens[at].joint == Joint::Apostrophe;
    let of = |at: usize| is_listed(stretch, at, &OF);
    let article = |at: usize| {
        words::is(&stretch.tokens[at], stretch.lang, Class::Function)
            && may_be_article(stretch.word(at))
    };
    let at = stretch.before().filter(|_| joined(stretch.first))?;
    let at = match at.checked_sub(1) {
        Some(before) if !of(at) && article(at) && spaced(at) => before,
        _ => at,
    };
    at.checked_sub(1).filter(|_| of(at) && spaced(at))
}
