//! What stands around a place's name or adjective that makes it part of a longer name that is not listed.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::fold::Hasher;
use crate::gazetteer::{Casing, EntityType};
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::capitals::{capitalises_nouns, in_title_line, writes_titles};
use crate::matcher::beside::name_words::is_first_name;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{self, OF, is_listed};
use crate::matcher::namesakes::saints;
use crate::matcher::person_name::is_particle_token;
use crate::matcher::size::is_little_town;
use crate::matcher::words::{self, Class};
use crate::rules::first_column;
use crate::text::{Flags, Joint, Token, base_language, is_quotation_mark};

fn is_small(token: &Token) -> bool {
    token.has(Flags::LOWER) && !token.has(Flags::CAPITAL)
}

/// The tokens one and two places in front of the match.
fn in_front<'p>(stretch: &Stretch<'p>) -> Option<(&'p Token, &'p Token)> {
    let at = stretch.before()?;
    Some((&stretch.tokens[at], &stretch.tokens[at.checked_sub(1)?]))
}

/// Small words that join the parts of a town's name.
static JOINTS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    first_column(include_str!("../rules/joints.tsv"))
        .map(Hasher::of)
        .collect()
});

/// `Fontaine-les-Vervins`: a small word between hyphens joins it with another capitalised one; `London-to-Paris`
/// are two places.
pub(super) fn goes_on_after_small_word(stretch: &Stretch<'_>) -> bool {
    let token = |n: usize| stretch.tokens.get(stretch.last + n);
    token(1).zip(token(2)).is_some_and(|(small, capital)| {
        small.joint == Joint::Hyphen
            && capital.joint == Joint::Hyphen
            && is_small(small)
            && JOINTS.contains(&small.hash)
            && capital.has(Flags::CAPITAL)
    })
}

/// `Seine-et-Oise`: the same in front of it.
pub(super) fn went_on_before_small_word(stretch: &Stretch<'_>) -> bool {
    let hyphen = |token: &Token| token.joint == Joint::Hyphen;
    in_front(stretch).is_some_and(|(small, capital)| {
        hyphen(stretch.here())
            && hyphen(small)
            && is_small(small)
            && JOINTS.contains(&small.hash)
            && capital.has(Flags::CAPITAL)
    })
}

/// `Mont-Saint-Michel`, `St Mary's Hospital`: the name of a saint, whom a small town is called after as well.
pub(super) fn is_saints(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
    covered: &[bool],
) -> bool {
    let first = stretch.first;
    let joined = |at: usize, joint: Joint| {
        let token = &stretch.tokens[at];
        token.is_capitalised() && !covered[at] && (joint == Joint::Hyphen || joint == Joint::Space)
    };
    let before = || {
        let at = first.checked_sub(1);
        let joint = stretch.tokens[first].joint;
        at.is_some_and(|at| joint == Joint::Hyphen && joined(at, joint))
    };
    let behind = || {
        let next = behind_possessive(stretch);
        let token = stretch.tokens.get(next);
        !capitalises_nouns(stretch.lang) && token.is_some_and(|token| joined(next, token.joint))
    };
    saints::begins_name(&stretch.tokens[first])
        && is_little_town(&candidate.entity)
        && (before() || behind() && !in_title_line(stretch))
}

/// The token behind, without a possessive ending that is set off: `St. Mary's Hospital`.
fn behind_possessive(stretch: &Stretch<'_>) -> usize {
    let next = stretch.last + 1;
    let possessive = stretch.tokens.get(next).is_some_and(|token| {
        matches!(token.joint, Joint::Apostrophe | Joint::Marked)
            && stretch.text[token.span()] == *"s"
    });
    next + usize::from(possessive)
}

/// `ST. PARIS`: a word for a saint in front, which is no street's behind its name.
pub(in crate::matcher) fn is_behind_saint(stretch: &Stretch<'_>) -> bool {
    let Some(at) = stretch.before() else {
        return false;
    };
    let before = &stretch.tokens[at];
    let named = at
        .checked_sub(1)
        .is_some_and(|at| stretch.tokens[at].has(Flags::CAPITAL));
    matches!(
        stretch.joint(),
        Joint::DotSpace | Joint::Space | Joint::Hyphen
    ) && before.has(Flags::CAPITAL)
        && saints::begins_name(before)
        && !(named && before.joint == Joint::Space)
}

/// `Neu=Braunschweig`: a hyphen as Fraktur has it, behind a word that makes another place of it.
pub(super) fn is_behind_double_hyphen(stretch: &Stretch<'_>) -> bool {
    stretch.before().is_some_and(|at| {
        let between = stretch.tokens[at].span().end..stretch.tokens[stretch.first].span().start;
        stretch.text[between] == *"="
            && stretch.tokens[at].has(Flags::CAPITAL)
            && is_listed(stretch, at, &beside::FOREWORDS)
    })
}

/// `аль-Итали`: a small particle and a hyphen in front make it part of a person's name.
pub(super) fn is_joined_by_particle(stretch: &Stretch<'_>) -> bool {
    stretch.before().is_some_and(|at| {
        let before = &stretch.tokens[at];
        stretch.joint() == Joint::Hyphen && is_small(before) && is_particle_token(before)
    })
}

/// `Tierra de Jos` in an English text: a preposition of another language joins it with the name in front.
pub(super) fn is_behind_foreign_of(stretch: &Stretch<'_>) -> bool {
    let own = base_language(stretch.lang);
    in_front(stretch).is_some_and(|(of, name)| {
        let foreign = || OF.get(&of.hash).is_some_and(|langs| !langs.contains(&own));
        !own.is_empty()
            && stretch.joint() == Joint::Space
            && of.joint == Joint::Space
            && is_small(of)
            && name.is_capitalised()
            && foreign()
            && !words::is_any(of, stretch.lang)
    })
}

/// `Joseph de Mont`, `Sophia de Boer`: a particle joins it with a given name in front, or as one with a family
/// name behind.
pub(super) fn is_with_particle(stretch: &Stretch<'_>) -> bool {
    let at = stretch.first;
    let particle = |token: &Token| is_small(token) && is_particle_token(token);
    let behind_name = in_front(stretch).is_some_and(|(small, name)| {
        matches!(stretch.tokens[at].joint, Joint::Space | Joint::Apostrophe)
            && small.joint == Joint::Space
            && particle(small)
            && name.is_capitalised()
            && is_first_name(stretch, at - 2)
    });
    let token = |n: usize| stretch.tokens.get(stretch.last + n);
    let before_name = || {
        token(1).zip(token(2)).is_some_and(|(small, name)| {
            small.joint == Joint::Space
                && name.joint == Joint::Space
                && particle(small)
                && name.is_capitalised()
                // Where it is the language's own word, `Victoria de Durango` is a town.
                && !words::is_any(small, stretch.lang)
                && is_first_name(stretch, at)
        })
    };
    behind_name || before_name()
}

/// `American Recordings`, `Worcestershire Guardian`: capitalised words behind it end in a company's or a paper's
/// own name.
pub(super) fn ends_own_name(stretch: &Stretch<'_>, covered: &[bool]) -> bool {
    const LONGEST: usize = 3;
    if stretch.lang.is_empty() || (writes_titles(stretch.lang) && in_title_line(stretch)) {
        return false;
    }
    let goes_on = |at: &usize| {
        let token = stretch.tokens.get(*at);
        token.is_some_and(|token| {
            token.joint == Joint::Space && token.is_capitalised() && !covered[*at]
        })
    };
    let mut words = (stretch.last + 1..).take(LONGEST).take_while(goes_on);
    words.any(|at| is_listed(stretch, at, &beside::OWN_NAMES))
}

/// `Jenkins & Darwin`: joined so to a capitalised word that is neither a match nor a word of the language, before
/// or behind; `alone` says on which sides no match is next.
pub(in crate::matcher) fn is_in_firms_name(stretch: &Stretch<'_>, alone: (bool, bool)) -> bool {
    const AND: &str = " & ";
    let partner = |at: usize| {
        let token = &stretch.tokens[at];
        token.is_capitalised() && !words::is_any(token, stretch.lang)
    };
    let between = |at: usize| {
        let (before, behind) = (stretch.tokens[at].span(), stretch.tokens[at + 1].span());
        &stretch.text[before.end..behind.start]
    };
    let before = || {
        let at = stretch.before();
        at.is_some_and(|at| between(at) == AND && partner(at))
    };
    let behind = || {
        let next = stretch.last + 1;
        next < stretch.tokens.len() && between(stretch.last) == AND && partner(next)
    };
    !stretch.lang.is_empty()
        && !capitalises_nouns(stretch.lang)
        && (alone.0 && before() || alone.1 && behind())
}

/// Whether the word stands in quotation marks with a number behind, as television channels do: `«Россия-24»`.
pub(super) fn is_channel(stretch: &Stretch<'_>) -> bool {
    let span = stretch.span();
    let opened = stretch.text[..span.start]
        .chars()
        .next_back()
        .is_some_and(is_quotation_mark);
    let number = stretch.text[span.end..].strip_prefix([' ', '-', '–']);
    let rest = number.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let digits = number.map_or(0, str::len) - rest.map_or(0, str::len);
    opened && digits > 0 && rest.is_some_and(|rest| rest.starts_with(is_quotation_mark))
}

/// `lors du passage des Allemands`: an article and a noun that another language has for the name of a small town;
/// Spanish `de América`, which is Welsh for a continent.
pub(super) fn is_plain_phrase(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let lang = base_language(candidate.name.lang);
    has_small_article(stretch, candidate)
        && (is_little_town(&candidate.entity) || is_listed(stretch, stretch.first, &OF))
        && lang != base_language(stretch.lang)
}

/// `premio Nobel de la Paz`: an article and a noun of the language, which are the name of a town with two capitals.
pub(super) fn is_noun_phrase(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    has_small_article(stretch, candidate)
        && words::is(&stretch.tokens[stretch.last], stretch.lang, Class::Common)
}

/// Whether of two words the first is an article, and written small though the name has a capital there.
fn has_small_article(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    const WORDS: usize = 2;
    stretch.last - stretch.first + 1 == WORDS
        && stretch.article_then_capital()
        && !stretch.here().has(Flags::CAPITAL)
        && candidate.name.text.starts_with(char::is_uppercase)
        && words::is(stretch.here(), stretch.lang, Class::Function)
}

/// `Air Chief Marshal Sir Arthur`: a word for a title, in front of another word with a capital.
pub(super) fn is_title(stretch: &Stretch<'_>) -> bool {
    let next = stretch.behind();
    !stretch.lang.is_empty()
        && words::is(stretch.here(), stretch.lang, Class::Title)
        && next.is_some_and(|next| next.joint == Joint::Space && next.has(Flags::CAPITAL))
}

/// `AP-9`, a road, is no agency: an organisation's abbreviation with a hyphen and a number is something else's.
/// `EU-27` is no country's, and the Union.
pub(super) fn is_with_number(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let next = stretch.behind();
    candidate.entity.entity_type == EntityType::Organization
        && candidate.entity.country().is_some()
        && candidate.name.casing == Casing::Capitals
        && next.is_some_and(|next| next.joint == Joint::Hyphen && next.has(Flags::DIGIT))
}

/// `"Северен поток" - 2`: a number behind it, for all that parts them, makes it another that is listed.
pub(super) fn is_numbered(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let rest = stretch.text[stretch.span().end..].trim_start_matches(is_quotation_mark);
    let rest = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—']);
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let numbered = || format!("{} {}", candidate.name.text, &rest[..digits]);
    (1..=2).contains(&digits) && !gazetteer.find(&numbered()).is_empty()
}
