//! What the surroundings of a match say against it.

use super::annotation::{Candidate, Reason};
use super::place::Place;
use super::words::{self, Class};
use crate::fold::fold_token;
use crate::gazetteer::{Casing, EntityType, NameKind};
use crate::text::{Flags, Joint, Token, script_of};

/// Why a match should not be linked, going by the words themselves.
///
/// `covered` tells of each token whether it is part of some match.
pub(super) fn objection(
    place: &Place<'_>,
    candidates: &[Candidate<'_>],
    lang: &str,
    covered: &[bool],
) -> Option<Reason> {
    let address = || is_address(place.chunk()).then_some(Reason::Address);
    if place.first != place.last {
        return address();
    }
    let token = &place.tokens[place.first];
    let in_capitals = candidates
        .iter()
        .all(|candidate| candidate.name.casing == Casing::Capitals);
    if too_short(place, token, in_capitals) {
        return Some(Reason::TooShort);
    }
    if let Some(reason) = address() {
        return Some(reason);
    }
    if common_word(place, token, in_capitals, lang) {
        return Some(Reason::CommonWord);
    }
    if looks_abbreviated(place, token, candidates) {
        return Some(Reason::OtherAbbreviation);
    }
    if obscure(place, token, &candidates[0]) {
        return Some(Reason::Obscure);
    }
    let demonym = candidates
        .iter()
        .any(|candidate| candidate.name.kind == NameKind::Demonym);
    if !demonym && within_longer_name(place, lang, covered) {
        return Some(Reason::PartOfLongerName);
    }
    None
}

/// Whether a piece of text without white space is a web or mail address, a
/// handle, a hashtag or the name of a file: `info@kiev.ua`, `#Kiev`, `Turkey.pdf`.
fn is_address(chunk: &str) -> bool {
    const LONGEST: usize = 2048;
    if chunk.len() > LONGEST {
        return false;
    }
    let chunk = chunk
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@' | '/' | '\\' | '~'));
    let extension = chunk.rsplit_once('.').is_some_and(|(stem, end)| {
        let letters =
            end.len() >= 2 && end.len() <= 4 && end.bytes().all(|b| b.is_ascii_lowercase());
        letters && stem.ends_with(char::is_alphanumeric)
    });
    let starts = ["#", "@", "/", "~/", "www."]
        .iter()
        .any(|start| chunk.starts_with(start));
    starts || extension || chunk.contains("://") || chunk.contains('@') || chunk.contains('\\')
}

/// Single letters and characters never stand for a name, two letters only if they are an abbreviation that stands out.
fn too_short(place: &Place<'_>, token: &Token, in_capitals: bool) -> bool {
    let mut letters = 0;
    fold_token(&place.text[token.span()], &mut |_| letters += 1);
    match letters {
        0 | 1 => true,
        2 => !in_capitals || in_capitals_line(place),
        _ => token.is_dense(),
    }
}

/// Whether a name of one word may stand beside another capitalised word without
/// being part of its name: adjectives, abbreviations, and what is no place.
pub(super) fn stands_alone(candidates: &[Candidate<'_>]) -> bool {
    candidates.iter().any(|candidate| {
        let abbreviation = candidate.name.casing == Casing::Capitals;
        let demonym = candidate.name.kind == NameKind::Demonym;
        abbreviation || demonym || candidate.entity.entity_type != EntityType::Place
    })
}

/// `WUM` is hardly the town of Wum: a short word in capitals that others around it do not share.
fn looks_abbreviated(place: &Place<'_>, token: &Token, candidates: &[Candidate<'_>]) -> bool {
    const LONGEST: usize = 5;
    let word = &place.text[token.span()];
    let capitals =
        token.has(Flags::CAPITAL) && !token.has(Flags::LOWER) && word.chars().count() <= LONGEST;
    let listed_so = || {
        candidates
            .iter()
            .any(|candidate| !candidate.name.text.contains(char::is_lowercase))
    };
    capitals && !listed_so() && !in_capitals_line(place)
}

/// Spellings of little-known places that no language owns, and very short ones
/// of any: as likely as not the word is something else.
fn obscure(place: &Place<'_>, token: &Token, candidate: &Candidate<'_>) -> bool {
    const WELL_KNOWN: f32 = 200_000.0;
    const SHORT: usize = 4;
    let Candidate { entity, name, .. } = candidate;
    let untagged = name.kind == NameKind::Alias && name.lang.is_empty();
    // Without a weight nothing is known of the entity, least of all that it is little known.
    let known = entity.weight > 0.0 && entity.entity_type == EntityType::Place;
    let short = token.has(Flags::CASED) && place.text[token.span()].chars().count() <= SHORT;
    untagged && known && (entity.weight < WELL_KNOWN || short)
}

/// Nouns are capitalised in this language, so capitals tell nothing.
const CAPITALISES_NOUNS: &str = "de";

fn common_word(place: &Place<'_>, token: &Token, in_capitals: bool, lang: &str) -> bool {
    if !words::is_any(token, lang) {
        return false;
    }
    if in_capitals {
        return in_capitals_line(place);
    }
    let telling_capital = token.has(Flags::CAPITAL)
        && !words::is(token, lang, Class::Function)
        && !words::is(token, lang, Class::Calendar)
        && lang != CAPITALISES_NOUNS
        && !starts_sentence(place)
        && !in_title_line(place);
    !telling_capital
}

/// Whether nothing but the beginning of a sentence or line may have made the first letter a capital.
fn starts_sentence(place: &Place<'_>) -> bool {
    let token = &place.tokens[place.first];
    let Some(before) = place.first.checked_sub(1).map(|at| &place.tokens[at]) else {
        return true;
    };
    let between = &place.text[before.span().end..token.span().start];
    match token.joint {
        Joint::Space | Joint::Hyphen | Joint::None | Joint::Apostrophe | Joint::Connector => false,
        _ => {
            between.contains(|c: char| {
                !c.is_whitespace()
                    && !matches!(c, ',' | '(' | ')' | ';' | '،' | '«' | '[' | ']' | '/')
            }) || between.contains('\n')
        }
    }
}

/// Tokens of the line around the match that have case.
fn line<'p>(place: &Place<'p>) -> impl Iterator<Item = &'p Token> {
    const REACH: usize = 12;
    let (text, tokens) = (place.text, place.tokens);
    let unbroken = move |a: &Token, b: &Token| {
        !text[a.span().end..b.span().start].contains(['\n', '.', '!', '?'])
    };
    let back = (0..place.first)
        .rev()
        .take(REACH)
        .take_while(move |at| unbroken(&tokens[*at], &tokens[at + 1]))
        .map(move |at| &tokens[at]);
    let on = (place.last + 1..tokens.len())
        .take(REACH)
        .take_while(move |at| unbroken(&tokens[at - 1], &tokens[*at]))
        .map(move |at| &tokens[at]);
    back.chain(on).filter(|token| token.has(Flags::CASED))
}

/// Whether the neighbours are in capitals too, so that capitals tell nothing.
fn in_capitals_line(place: &Place<'_>) -> bool {
    let (mut all, mut capitals) = (0, 0);
    for token in line(place).filter(|token| token.span().len() > 1) {
        all += 1;
        capitals += usize::from(!token.has(Flags::LOWER));
    }
    all >= 2 && capitals * 3 >= all * 2
}

/// Whether the line is a headline in which most words have a capital.
fn in_title_line(place: &Place<'_>) -> bool {
    let (mut all, mut capitals) = (0, 0);
    for token in line(place).filter(|token| token.span().len() > 3) {
        all += 1;
        capitals += usize::from(token.has(Flags::CAPITAL));
    }
    all >= 3 && capitals * 4 >= all * 3
}

/// Whether a neighbour in capitals makes the match part of a name that is not listed: `Paris Hilton`, `Kyiv Independent`.
fn within_longer_name(place: &Place<'_>, lang: &str, covered: &[bool]) -> bool {
    let token = &place.tokens[place.first];
    if !token.has(Flags::CAPITAL) || in_title_line(place) {
        return false;
    }
    let script = script_of(&place.text[token.span()]);
    // After the name a common word with a capital belongs to it, where nouns have none: `Turkey Point`.
    let common_joins = lang != CAPITALISES_NOUNS && !lang.is_empty();
    let is_word = |neighbour: &Token, after: bool| match after && common_joins {
        true => [Class::Function, Class::Calendar, Class::Title]
            .iter()
            .any(|class| words::is(neighbour, lang, *class)),
        false => words::is_any(neighbour, lang),
    };
    let joins = |at: usize, joint: Joint| {
        let neighbour = &place.tokens[at];
        matches!(joint, Joint::Space | Joint::Hyphen)
            && neighbour.has(Flags::CAPITAL)
            && neighbour.has(Flags::LOWER)
            && !covered[at]
            && !is_word(neighbour, at > place.first)
            && script_of(&place.text[neighbour.span()]) == script
    };
    let before = place
        .first
        .checked_sub(1)
        .is_some_and(|at| joins(at, token.joint));
    let after = place
        .tokens
        .get(place.last + 1)
        .is_some_and(|next| joins(place.last + 1, next.joint));
    before || after
}
