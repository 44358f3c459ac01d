//! What the surroundings of a match say against it: sign by sign.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::fold::{Hasher, fold_token};
use crate::gazetteer::{Casing, EntityType, NameKind, may_be_article};
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::beside::capitals::{
    capitalises_nouns, in_capitals_line, in_title_line, starts_sentence, writes_titles,
};
use crate::matcher::beside::dateline::is_town_in_dateline;
use crate::matcher::beside::name_words::{
    is_family_name, is_first_name, is_first_name_in_a_case, is_name_word,
};
use crate::matcher::beside::nouns::is_noun;
use crate::matcher::beside::speaking::is_before_verb;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{self, is_listed_anywhere};
use crate::matcher::size::{GREAT_CITY, is_town};
use crate::matcher::words::{self, Class};
use crate::rules::rule_rows;
use crate::text::{
    ENGLISH, Flags, Joint, Token, base_language, is_quotation_mark, same_but_case, script_of,
};

/// Whether the word stands by itself between quotation marks, behind another word: `the frigate “Brandenburg”`;
/// or begins a line, but no sentence, or the score of a match: `« Չելսի » - « Տոտենհեմ »`.
pub(super) fn in_quotes(stretch: &Stretch<'_>) -> bool {
    let span = stretch.span();
    let before = stretch.text[..span.start].trim_end().chars().next_back();
    let after = stretch.text[span.end..].trim_start().chars().next();
    let quoted = before.is_some_and(is_quotation_mark) && after.is_some_and(is_quotation_mark);
    // The nearest letter is the word behind which it stands, or of a line before.
    let mut line = stretch.text[..span.start].chars().rev();
    let nearest = line.find(|c| *c == '\n' || c.is_alphabetic());
    let mut goes_on = || line.next().is_some_and(char::is_alphabetic);
    quoted
        && match nearest {
            Some('\n') => goes_on() || is_beside_quoted(&stretch.text[span.end..]),
            nearest => nearest.is_some(),
        }
}

/// Whether behind a closing quotation mark no more than a dash parts it from an opening one.
fn is_beside_quoted(rest: &str) -> bool {
    let behind = rest.trim_start().trim_start_matches(is_quotation_mark);
    let dash = behind.trim_start_matches(' ').strip_prefix(['-', '–', '—']);
    dash.is_some_and(|next| next.trim_start_matches(' ').starts_with(is_quotation_mark))
}

/// A capitalised word behind a hyphen makes it part of another name: `Saint-Pierre-Vaast`.
pub(super) fn is_hyphenated_further(stretch: &Stretch<'_>, covered: &[bool]) -> bool {
    let at = stretch.last + 1;
    let own = stretch.tokens[stretch.first..at]
        .iter()
        .all(|token| token.joint != Joint::Space || token.span().start == stretch.span().start);
    own && stretch
        .tokens
        .get(at)
        .is_some_and(|next| next.joint == Joint::Hyphen && next.is_capitalised() && !covered[at])
}

/// Where nouns are put together with hyphens: whether a noun stands behind, as in `Deutsche-Bank-Chef`. Of a
/// person's name it makes what is called after him: `Karl-Marx-Denkmal`.
pub(super) fn is_before_noun(stretch: &Stretch<'_>) -> bool {
    capitalises_nouns(stretch.lang)
        && stretch.behind().is_some_and(|next| {
            words::is_any(next, stretch.lang) || is_noun(stretch, stretch.last + 1, false)
        })
}

/// `American Airlines` in a Czech text: a people's name of another language beside a capitalised word.
pub(super) fn in_foreign_name(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let (own, theirs) = (
        base_language(stretch.lang),
        base_language(candidate.name.lang),
    );
    let foreign = !own.is_empty() && !theirs.is_empty() && own != theirs;
    let capital = |at: usize| {
        let token = &stretch.tokens[at];
        token.is_capitalised()
    };
    let next = stretch.last + 1;
    let joined = |at: usize| {
        stretch
            .tokens
            .get(at)
            .is_some_and(|t| t.joint == Joint::Space)
    };
    let before = || {
        let at = stretch.before().filter(|_| joined(stretch.first));
        at.is_some_and(|at| capital(at) && !starts_sentence(stretch.text, stretch.tokens, at))
    };
    // `авіакомпанія Norwegian`: in other letters than the text it is a brand.
    let in_other_letters = || {
        let script = |at: usize| script_of(stretch.word(at));
        let at = stretch.before().filter(|_| joined(stretch.first));
        let cased = |at: &usize| stretch.tokens[*at].has(Flags::CASED);
        at.filter(cased)
            .is_some_and(|at| script(at) != script(stretch.first))
    };
    let beside = (joined(next) && capital(next)) || before() || in_other_letters();
    foreign && capital(stretch.first) && beside
}

/// A people in a compound noun, as a party: `Afrikaner-Partei`. Where nouns have no capital, a capital behind the
/// hyphen is another people's.
pub(super) fn in_compound(stretch: &Stretch<'_>, covered: &[bool]) -> bool {
    capitalises_nouns(stretch.lang) && is_hyphenated_further(stretch, covered)
}

/// Three letters before a full stop, in the middle of a sentence, are an abbreviation: `Hels. San. konttori`.
pub(super) fn short_before_stop(stretch: &Stretch<'_>) -> bool {
    const LONGEST: usize = 3;
    let stop = stretch.text[stretch.span().end..].strip_prefix(". ");
    stretch.surface().chars().count() <= LONGEST
        && stop.is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// Single letters and characters never stand for a name, two letters only if they are an abbreviation that stands out.
pub(super) fn too_short(stretch: &Stretch<'_>, token: &Token, in_capitals: bool) -> bool {
    let mut letters = 0;
    fold_token(stretch.text, token.span(), &mut |_| letters += 1);
    match letters {
        0 | 1 => true,
        2 => !in_capitals || in_capitals_line(stretch),
        _ => token.is_dense(),
    }
}

/// Whether a name of one word may stand beside another capitalised word without
/// being part of its name: adjectives, abbreviations, and what is no place.
pub(in crate::matcher) fn stands_alone(candidates: &[Candidate<'_>]) -> bool {
    candidates.iter().any(|candidate| {
        let abbreviation = candidate.name.casing == Casing::Capitals;
        let demonym = candidate.name.kind == NameKind::Demonym;
        abbreviation || demonym || candidate.entity.entity_type != EntityType::Place
    })
}

/// `посол США Джон Теффт`, `депутат КПРФ Иванов`: an abbreviation, written as it is listed, stands beside names of people.
/// In Latin letters it may begin a name, as `BBC Scotland` does, unless it is a country's, or a first name follows, as it may
/// in any case: `předsedou KSČM Vojtěchem Filipem`.
pub(super) fn is_free_abbreviation(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    const SHORTEST: usize = 3;
    let surface = stretch.surface();
    let next = stretch.last + 1;
    let is_capital = stretch
        .tokens
        .get(next)
        .is_some_and(|token| token.has(Flags::CAPITAL));
    let first_name = || {
        is_capital
            && (is_first_name(stretch, next)
                || is_first_name_in_a_case(&stretch.folded(next), stretch.lang, stretch.layers))
    };
    let before_name = || !is_capital || is_name_word(stretch, next) || first_name();
    !stretch.lang.is_empty()
        && !writes_titles(stretch.lang)
        && candidate.name.casing == Casing::Capitals
        && candidate.name.text == surface
        && surface.chars().count() >= SHORTEST
        && (candidate.entity.is_country() || script_of(surface) != "Latn" || first_name())
        && before_name()
}

/// Whether letters abbreviate what is no name in the text's language: Czech `HDP` is the gross domestic product,
/// no party.
pub(super) fn abbreviates_no_name(stretch: &Stretch<'_>) -> bool {
    static OTHER: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("../rules/other_abbreviations.tsv"));
        let pairs = rows.flat_map(|row| {
            let (letters, langs) = (row[0], row[1]);
            langs.split(' ').map(move |lang| (letters, lang))
        });
        pairs.collect()
    });
    stretch.first == stretch.last
        && stretch.here().is_in_capitals()
        && OTHER.contains(&(stretch.surface(), base_language(stretch.lang)))
}

/// Whether a case of an abbreviation, written as a name, is the family name of somebody listed: `Wade` of WADA.
pub(super) fn is_family_name_of_abbreviation(
    stretch: &Stretch<'_>,
    token: &Token,
    candidate: &Candidate<'_>,
) -> bool {
    candidate.tier == Tier::Inflected
        && (candidate.name.casing == Casing::Capitals
            || candidate.name.kind == NameKind::Abbreviation)
        && token.has(Flags::LOWER)
        && is_family_name(&stretch.folded(stretch.first), stretch.layers)
}

/// `WUM` is hardly the town of Wum: a short word in capitals that others around it do not share.
pub(super) fn looks_abbreviated(
    stretch: &Stretch<'_>,
    token: &Token,
    candidates: &[Candidate<'_>],
) -> bool {
    const LONGEST: usize = 5;
    let word = &stretch.text[token.span()];
    let capitals = token.is_in_capitals() && word.chars().count() <= LONGEST;
    let listed_so = || {
        candidates
            .iter()
            .any(|candidate| !candidate.name.text.contains(char::is_lowercase))
    };
    capitals
        && !listed_so()
        && !in_capitals_line(stretch)
        && !is_town_in_dateline(stretch, &candidates[0])
        && (is_beside_capitals(stretch) || !is_own_name(stretch, &candidates[0]))
}

/// Whether another word in capitals stands beside it, as in `BY CHAD SMITH`.
fn is_beside_capitals(stretch: &Stretch<'_>) -> bool {
    let tokens = stretch.tokens;
    let in_capitals = |token: &Token| token.is_in_capitals() && !token.has(Flags::SINGLE);
    let here = tokens[stretch.first].joint == Joint::Space;
    let before = stretch.before().filter(|_| here);
    let behind = tokens.get(stretch.last + 1);
    before.is_some_and(|at| in_capitals(&tokens[at]))
        || behind.is_some_and(|next| next.joint == Joint::Space && in_capitals(next))
}

/// Whether a word in capitals is what the language calls a country, as `KENYA`, or a great city with which a
/// report begins, as `КИЇВ. 5 травня`: no abbreviation is spelled so.
fn is_own_name(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    const SHORTEST: usize = 4;
    let Candidate { name, entity, .. } = candidate;
    let word = stretch.surface();
    let begins_report = || {
        stretch.text[stretch.span().end..].starts_with(". ")
            && (stretch.before().is_none() || stretch.here().joint != Joint::Space)
    };
    (entity.is_country() || entity.weight >= GREAT_CITY && begins_report())
        && base_language(name.lang) == base_language(stretch.lang)
        && word.chars().count() >= SHORTEST
        && same_but_case(word, name.text)
}

/// Spellings of little-known places that no language owns, and very short ones
/// of any: as likely as not the word is something else.
pub(super) fn obscure(stretch: &Stretch<'_>, token: &Token, candidate: &Candidate<'_>) -> bool {
    const WELL_KNOWN: f32 = 200_000.0;
    const SHORT: usize = 4;
    let Candidate { entity, name, .. } = candidate;
    let untagged = name.kind == NameKind::Alias && name.lang.is_empty();
    // Without a weight nothing is known of the entity, least of all that it is little known.
    let known = entity.weight > 0.0 && entity.entity_type == EntityType::Place;
    let short = token.has(Flags::CASED) && stretch.text[token.span()].chars().count() <= SHORT;
    untagged && known && (entity.weight < WELL_KNOWN || short)
}

/// Whether the word is a word of the language as well, and no capital tells that it is none here.
pub(super) fn common_word(
    stretch: &Stretch<'_>,
    token: &Token,
    candidate: &Candidate<'_>,
    in_capitals: bool,
) -> bool {
    let word = words::is_any(token, stretch.lang) || is_form_of_word(stretch, token, candidate);
    if !word || is_listed_with_inner_capital(stretch, token, candidate) {
        return false;
    }
    // A form of an abbreviation may be written small: Polish `Wady` of WADA, and faults.
    if in_capitals && (token.is_in_capitals() || !token.has(Flags::CASED)) {
        return in_capitals_line(stretch) || is_article_in_capitals(stretch);
    }
    let speaks = || candidate.entity.entity_type == EntityType::Person && is_before_verb(stretch);
    let telling_capital = token.has(Flags::CAPITAL)
        && !is_bent_into_word(stretch, token, candidate)
        && !words::is(token, stretch.lang, Class::Function)
        && (speaks()
            || !words::is(token, stretch.lang, Class::Calendar)
                && !capitalises_nouns(stretch.lang)
                && !starts_sentence(stretch.text, stretch.tokens, stretch.first)
                && !in_title_line(stretch));
    !telling_capital
}

/// Whether a town that is no great one has an ending that makes a word of the language of its name, and no word in
/// front says that a place follows: Greek `δηλώσεις των Αρχών` is of authorities, not of Aarhus.
fn is_bent_into_word(stretch: &Stretch<'_>, token: &Token, candidate: &Candidate<'_>) -> bool {
    candidate.tier == Tier::Inflected
        && is_town(&candidate.entity)
        && candidate.entity.weight < GREAT_CITY
        && words::is(token, stretch.lang, Class::Common)
        && !beside::is_behind_place_word(stretch)
        && !beside::is_in_local_case(stretch, candidate)
}

/// Whether it is written as it is listed, with a capital within: Serbian `БиХ` is Bosnia, no small word.
fn is_listed_with_inner_capital(
    stretch: &Stretch<'_>,
    token: &Token,
    candidate: &Candidate<'_>,
) -> bool {
    let surface = stretch.surface();
    !token.is_in_capitals()
        && surface.chars().skip(1).any(char::is_uppercase)
        && candidate.name.text == surface
}

/// Whether a place's name has an ending or a particle, and is a word of the language without: `수단을`, Turkish `Ordumuz`.
fn is_form_of_word(stretch: &Stretch<'_>, token: &Token, candidate: &Candidate<'_>) -> bool {
    candidate.tier == Tier::Inflected
        && candidate.entity.entity_type == EntityType::Place
        && (!token.has(Flags::CASED)
            || !candidate.entity.is_country() && words::have_list(base_language(stretch.lang)))
        && words::is_any_word(Hasher::of(candidate.name.text), stretch.lang)
}

/// Whether words of the language, the last of them small, are a name only with a hyphen: Slovene `Na ta` is no Na-ta.
pub(super) fn lacks_its_hyphen(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let last = &stretch.tokens[stretch.last];
    candidate.name.text.contains('-')
        && !stretch.surface().contains('-')
        && last.has(Flags::CASED)
        && !last.has(Flags::CAPITAL)
        && stretch.tokens[stretch.first..=stretch.last]
            .iter()
            .all(|token| words::is_any(token, stretch.lang))
}

/// Whether words of a language without capitals are a name only in other letters: Urdu `ہوئے ان` is no ہوئی آن.
pub(super) fn is_of_common_words(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let tokens = &stretch.tokens[stretch.first..=stretch.last];
    candidate.name.text != stretch.surface()
        && candidate.entity.entity_type == EntityType::Place
        && tokens.iter().all(|token| {
            !token.is_dense() && !token.has(Flags::CASED) && words::is_any(token, stretch.lang)
        })
}

/// `LA TERRE`: an article in front of another word in capitals.
fn is_article_in_capitals(stretch: &Stretch<'_>) -> bool {
    let next = stretch.behind();
    may_be_article(stretch.surface())
        && next.is_some_and(|next| next.joint == Joint::Space && next.is_in_capitals())
}

/// `state Department of Revenue`: where all words of names have capitals, one that is written small is no part of one.
pub(super) fn begins_small(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let first = stretch.here();
    !stretch.lang.is_empty()
        && writes_titles(stretch.lang)
        && !first.has(Flags::CAPITAL)
        && words::is(first, stretch.lang, Class::Common)
        && candidate.name.text.starts_with(char::is_uppercase)
        && stretch.tokens[stretch.first + 1..=stretch.last]
            .iter()
            .any(|token| token.has(Flags::CAPITAL))
}

/// Whether a place's name of several words goes on with a common word in capitals: `New York Times`.
pub(super) fn goes_on(stretch: &Stretch<'_>, covered: &[bool]) -> bool {
    let next = stretch.last + 1;
    let Some(token) = stretch
        .tokens
        .get(next)
        .filter(|_| !capitalises_nouns(stretch.lang) && !stretch.lang.is_empty())
    else {
        return false;
    };
    token.joint == Joint::Space
        && token.is_capitalised()
        && !covered[next]
        // English names stand in texts of every language.
        && (words::is(token, stretch.lang, Class::Common) || words::is(token, ENGLISH, Class::Common))
        && !is_listed_anywhere(stretch, next, &beside::INSTITUTIONS)
        && !in_title_line(stretch)
}
