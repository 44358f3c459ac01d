//! What capitals tell, and where they tell nothing: at the beginning of a sentence, in headlines,
//! and of nouns in German.

use std::sync::LazyLock;

use super::stretch::Stretch;
use crate::gazetteer::{Name, NameKind};
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::{self, is_listed};
use crate::matcher::size::{CITY, LARGE_TOWN};
use crate::matcher::words;
use crate::rules::first_column;
use crate::text::{Flags, Joint, Token, base_language, is_quotation_mark};

static CAPITALISING_NOUNS: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/capitalised_nouns.tsv")).collect());

static TITLES: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/title_case.tsv")).collect());

/// Whether a language writes all nouns with a capital.
pub(in crate::matcher) fn capitalises_nouns(lang: &str) -> bool {
    CAPITALISING_NOUNS.contains(&base_language(lang))
}

/// An adjective that is written small elsewhere has a capital because a name begins with it, if a small letter
/// or a comma stands before and another capital behind: `за Українські Новини`. With a republic it is the country:
/// `Чувашской Республики`.
pub(in crate::matcher) fn begins_longer_name(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let next = stretch.last + 1;
    let goes_on = stretch.tokens.get(next).is_some_and(|token| {
        matches!(token.joint, Joint::Space | Joint::Line) && token.is_capitalised()
    });
    let within = stretch.before().is_some_and(|at| {
        let (before, here) = (&stretch.tokens[at], stretch.here());
        let small = before.has(Flags::CASED) && !before.has(Flags::CAPITAL);
        (small && here.joint == Joint::Space)
            || stretch.text[before.span().end..here.span().start] == *", "
    });
    goes_on
        && within
        && stretch.here().has(Flags::LOWER)
        && is_unusual_capital(stretch, &candidate.name)
        && !is_listed(stretch, next, &beside::REPUBLICS)
        && !(writes_titles(stretch.lang) && in_title_line(stretch))
}

/// Where all nouns have capitals, one with an article is no small town: `das Abdichten dieses Lecks`.
pub(in crate::matcher) fn is_noun_with_article(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let weight = candidate.entity.weight;
    capitalises_nouns(stretch.lang)
        && weight > 0.0
        && weight < LARGE_TOWN
        && candidate.entity.level().is_none()
        && stretch.joint() == Joint::Space
        && stretch
            .before()
            .is_some_and(|at| is_listed(stretch, at, &beside::DETERMINERS))
}

/// `The Batman in question`: an article, and no noun behind of which the town could tell.
pub(in crate::matcher) fn has_article_alone(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let entity = &candidate.entity;
    let is_town = entity.level().is_none() && entity.attribute("region").is_some();
    let ends = stretch.behind().is_none_or(|next| match next.joint {
        Joint::Space => {
            !next.has(Flags::CAPITAL)
                && words::is(next, stretch.lang, words::Class::Function)
                && !is_listed(stretch, stretch.last + 1, &beside::AND)
        }
        Joint::DotSpace => true,
        Joint::Hard => stretch.text[stretch.span().end..].starts_with(['.', '!', '?', ';']),
        _ => false,
    });
    let article = stretch.before().is_some_and(|at| {
        stretch.joint() == Joint::Space && is_listed(stretch, at, &beside::BARE_DETERMINERS)
    });
    !stretch.lang.is_empty() && is_town && article && ends
}

/// `à la Halle aux Vins`: a common word with an article, whatever its capital, is no town but a great one.
pub(in crate::matcher) fn is_common_with_article(
    stretch: &Stretch<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let entity = &candidate.entity;
    let is_town = entity.weight > 0.0 && entity.level().is_none() && entity.country().is_some();
    let here = stretch.here();
    let article = |at: usize| is_listed(stretch, at, &beside::COMMON_DETERMINERS);
    !stretch.lang.is_empty()
        && is_town
        && entity.weight < CITY
        && words::is(here, stretch.lang, words::Class::Common)
        && here.joint == Joint::Space
        && stretch.before().is_some_and(article)
}

/// An adjective of a place that is written small has a capital where nothing else makes one: `Polski` is rather of
/// Poland.
pub(in crate::matcher) fn is_unusual_capital(stretch: &Stretch<'_>, name: &Name<'_>) -> bool {
    name.kind == NameKind::Demonym
        && name.text.starts_with(char::is_lowercase)
        && stretch.surface().starts_with(char::is_uppercase)
        && !starts_sentence(stretch.text, stretch.tokens, stretch.first)
}

/// Whether nothing but the beginning of a sentence or line may have made the first letter a capital.
pub(in crate::matcher) fn starts_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let Some(before) = at.checked_sub(1).map(|at| &tokens[at]) else {
        return true;
    };
    let between = &text[before.span().end..token.span().start];
    match token.joint {
        Joint::Space | Joint::Hyphen | Joint::None | Joint::Apostrophe | Joint::Connector => false,
        _ => {
            let between = behind_quotation(between);
            between.contains(|c: char| {
                !c.is_whitespace()
                    && !matches!(c, ',' | '(' | ')' | ';' | '،' | '«' | '[' | ']' | '/')
            }) || between.contains('\n')
        }
    }
}

/// What stands between two words without the mark that closes a quotation behind the first: `«Дружба» Москва`.
fn behind_quotation(between: &str) -> &str {
    let rest = between.strip_prefix(is_quotation_mark);
    rest.filter(|rest| rest.starts_with(char::is_whitespace))
        .unwrap_or(between)
}

/// Tokens of the line around the match that have case.
fn line<'p>(stretch: &Stretch<'p>) -> impl Iterator<Item = &'p Token> {
    const REACH: usize = 12;
    let (text, tokens) = (stretch.text, stretch.tokens);
    let unbroken = move |a: &Token, b: &Token| {
        !text[a.span().end..b.span().start].contains(['\n', '.', '!', '?'])
    };
    let back = (0..stretch.first)
        .rev()
        .take(REACH)
        .take_while(move |at| unbroken(&tokens[*at], &tokens[at + 1]))
        .map(move |at| &tokens[at]);
    let on = (stretch.last + 1..tokens.len())
        .take(REACH)
        .take_while(move |at| unbroken(&tokens[at - 1], &tokens[*at]))
        .map(move |at| &tokens[at]);
    back.chain(on).filter(|token| token.has(Flags::CASED))
}

/// Whether the neighbours are in capitals too, so that capitals tell nothing.
pub(in crate::matcher) fn in_capitals_line(stretch: &Stretch<'_>) -> bool {
    let (mut all, mut capitals) = (0, 0);
    for token in line(stretch).filter(|token| token.span().len() > 1) {
        all += 1;
        capitals += usize::from(!token.has(Flags::LOWER));
    }
    all >= 2 && capitals * 3 >= all * 2
}

/// Whether a language, if it is known, writes all words of headlines with capitals; elsewhere many names in a line
/// are but names.
pub(in crate::matcher) fn writes_titles(lang: &str) -> bool {
    lang.is_empty() || TITLES.contains(&base_language(lang))
}

/// Whether the line is a headline in which most words have a capital, and of the small ones hardly any is more than a
/// function word.
pub(in crate::matcher) fn in_title_line(stretch: &Stretch<'_>) -> bool {
    /// One of more words than these may be written small by negligence.
    const SLIPS: usize = 8;
    let (mut all, mut capitals, mut telling) = (0, 0, 0);
    for token in line(stretch).filter(|token| token.span().len() > 3) {
        all += 1;
        capitals += usize::from(token.has(Flags::CAPITAL));
        telling += usize::from(
            !token.has(Flags::CAPITAL) && !words::is(token, "", words::Class::Function),
        );
    }
    all >= 3 && capitals * 4 >= all * 3 && telling * SLIPS < all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_that_capitalise_nouns() {
        for (lang, expected) in [("de", true), ("de-AT", true), ("en", false), ("", false)] {
            assert_eq!(capitalises_nouns(lang), expected, "{lang}");
        }
    }
}
