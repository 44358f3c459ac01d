//! Sports clubs that are called by the town's name: `Cardiff 0-2 Newcastle`, `Newcastle's fans`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::gazetteer::{EntityType, NameKind};
use crate::matcher::beside::dateline::is_dateline;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{is_behind_telling_word, is_in_local_case};
use crate::matcher::candidate::matched::Match;
use crate::matcher::layers::Layers;
use crate::matcher::namesakes::sector;
use crate::matcher::words::{self, Class};
use crate::matcher::writing::{Trait, has};
use crate::rules::{Table, rule_rows};
use crate::text::{Flags, Joint, Token, base_language};

/// What a word beside a town's name says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Before,
    After,
    NameBefore,
    NameAfter,
    Article,
    /// The town itself is meant.
    Place,
}

/// Folded words, each with the languages it is of and what it says there.
static WORDS: LazyLock<Table<String, Vec<(&str, Role)>>> = LazyLock::new(|| {
    let mut words: Table<String, Vec<(&str, Role)>> = Table::default();
    for row in rule_rows(include_str!("../rules/clubs.tsv")).filter(|row| row.len() >= 3) {
        let role = match row[2] {
            "before" => Role::Before,
            "after" => Role::After,
            "name before" => Role::NameBefore,
            "name after" => Role::NameAfter,
            "article" => Role::Article,
            _ => Role::Place,
        };
        words.entry(fold(row[0])).or_default().push((row[1], role));
    }
    words
});

/// Those of languages that put no spaces between words, each with its language.
static UNSPACED: LazyLock<Vec<(&str, &str, Role)>> = LazyLock::new(|| {
    let all = WORDS.iter();
    let rows =
        all.flat_map(|(word, rows)| rows.iter().map(move |row| (row.0, word.as_str(), row.1)));
    rows.filter(|(lang, ..)| has(lang, Trait::Unspaced))
        .collect()
});

/// What a folded word says in a language.
fn roles<'w>(word: &str, lang: &'w str) -> impl Iterator<Item = Role> + use<'w> {
    let own = base_language(lang);
    let all = WORDS.get(word).into_iter().flatten();
    all.filter(move |(lang, _)| *lang == own || *lang == "und")
        .map(|(_, role)| *role)
}

/// The towns whose clubs a text speaks of, and whether it speaks of sport at all.
#[derive(Default)]
pub(in crate::matcher) struct Clubs<'m> {
    towns: HashSet<&'m str>,
    listed: bool,
}

impl<'m> Clubs<'m> {
    /// Hears of a club that is listed; a body of sport of no country is in the news of politics, too.
    pub(in crate::matcher) fn hear_listed(&mut self, m: &Match<'_>) {
        let entity = &m.candidates[0].entity;
        self.listed |= sector::is_of(entity, "sport") && entity.country().is_some();
    }

    /// Whether a match is a club; its town's name stands for the club in the rest of the text too, and so does
    /// that of a part of a country that the text's language calls otherwise: `Lazio`.
    pub(in crate::matcher) fn hear(&mut self, stretch: &Stretch<'_>, m: &Match<'m>) -> bool {
        let club = !stretch.lang.is_empty()
            && names_place(m)
            && (is_club(stretch) || has_club_article(stretch, m))
            && !is_in_local_case(stretch, &m.candidates[0])
            && (is_town(m)
                || !is_country(m) && is_named_as_at_home(m, stretch.lang, stretch.layers));
        if club {
            self.towns.insert(m.candidates[0].entity.id);
        }
        club
    }

    /// Whether a match is rather a club that the text speaks of, or a town by the name that it has at home, `Roma`,
    /// where it speaks of any; unless a word before it says `in`.
    pub(in crate::matcher) fn has(&self, stretch: &Stretch<'_>, m: &Match<'m>) -> bool {
        let in_it = || says(stretch, before(stretch), Role::Place);
        let at_home = || {
            names_place(m)
                && !is_country(m)
                && is_named_as_at_home(m, stretch.lang, stretch.layers)
                && !is_behind_telling_word(stretch)
        };
        !stretch.lang.is_empty()
            && (self.listed || !self.towns.is_empty())
            && (self.towns.contains(m.candidates[0].entity.id) || at_home())
            && !in_it()
            && !is_dateline(stretch)
    }
}

fn names_place(m: &Match<'_>) -> bool {
    m.candidates
        .first()
        .is_some_and(|candidate| candidate.mention_type() == EntityType::Place)
}

/// A town, which has a country and is no division of it; those have teams of their own, which are the country's.
fn is_town(m: &Match<'_>) -> bool {
    let entity = &m.candidates[0].entity;
    entity.country().is_some() && entity.level().is_none()
}

fn is_country(m: &Match<'_>) -> bool {
    let entity = &m.candidates[0].entity;
    entity.is_country() || entity.country().is_none()
}

/// Whether the text's language has names for the town, and this is none of them.
fn is_named_as_at_home(m: &Match<'_>, lang: &str, layers: &Layers) -> bool {
    let candidate = &m.candidates[0];
    let own = base_language(lang);
    let gazetteer = &layers.gazetteers()[candidate.layer];
    let mut names = gazetteer
        .names_in(&candidate.entity, own)
        .filter(|name| name.kind != NameKind::Demonym)
        .peekable();
    let written = fold(candidate.name.text);
    base_language(candidate.name.lang) != own
        && names.peek().is_some()
        && names.all(|name| fold(name.text) != written)
}

fn is_club(stretch: &Stretch<'_>) -> bool {
    let (before, after) = (before(stretch), after(stretch));
    let capital = |at: Option<usize>| {
        let token = at.and_then(|at| stretch.tokens.get(at));
        token.is_some_and(|token| !token.has(Flags::CASED) || token.has(Flags::CAPITAL))
    };
    let named_behind = || {
        stretch.first == stretch.last
            && capital(after)
            && says(stretch, after, Role::NameAfter)
            && !goes_on(stretch, after)
    };
    beside_score(stretch)
        || is_beside_unspaced(stretch)
        || says(stretch, before, Role::Before)
        || says(stretch, after, Role::After)
        || says_with_next(stretch, after, Role::After)
        || says_with_next(stretch, after, Role::NameAfter)
        || (capital(before) && says(stretch, before, Role::NameBefore))
        || named_behind()
}

/// Whether an article stands before it that the language gives no town but those whose names have it: `il Napoli`.
fn has_club_article(stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
    says(stretch, before(stretch), Role::Article) && !has_article(m, stretch.lang, stretch.layers)
}

/// Whether a word says so of the town beside it.
fn says(stretch: &Stretch<'_>, at: Option<usize>, wanted: Role) -> bool {
    at.is_some_and(|at| {
        let word = stretch.folded(at);
        roles(&word, stretch.lang).any(|role| role == wanted)
    })
}

/// Whether a word and the next say so together: `Lucknow Super Giants`, `दिल्ली को हराया`.
fn says_with_next(stretch: &Stretch<'_>, at: Option<usize>, wanted: Role) -> bool {
    let Some((at, next)) = at.and_then(|at| Some((at, stretch.tokens.get(at + 1)?))) else {
        return false;
    };
    next.joint == Joint::Space && {
        let words = format!("{} {}", stretch.folded(at), stretch.folded(at + 1));
        roles(&words, stretch.lang).any(|role| role == wanted)
    }
}

/// `利物浦击败巴塞罗那`: a word that nothing parts from the name.
fn is_beside_unspaced(stretch: &Stretch<'_>) -> bool {
    let own = base_language(stretch.lang);
    if !has(own, Trait::Unspaced) {
        return false;
    }
    let front = &stretch.text[..stretch.span().start];
    let rest = &stretch.text[stretch.span().end..];
    UNSPACED.iter().any(|(lang, word, role)| {
        *lang == own
            && match role {
                Role::Before => front.ends_with(word),
                Role::After | Role::NameAfter => rest.trim_start().starts_with(word),
                _ => false,
            }
    })
}

/// The word directly before.
fn before(stretch: &Stretch<'_>) -> Option<usize> {
    let spaced = matches!(stretch.joint(), Joint::Space | Joint::Line);
    stretch.before().filter(|_| spaced)
}

/// The word directly behind, or behind a possessive.
fn after(stretch: &Stretch<'_>) -> Option<usize> {
    let next = stretch.last + 1;
    let possessive = stretch.tokens.get(next).is_some_and(|token| {
        token.joint == Joint::Apostrophe && stretch.text[token.span()].eq_ignore_ascii_case("s")
    });
    let at = next + usize::from(possessive);
    let spaced = |at: &usize| {
        stretch
            .tokens
            .get(*at)
            .is_some_and(|token| token.joint == Joint::Space)
    };
    Some(at).filter(spaced)
}

/// `Bristol City Council` is no club's.
fn goes_on(stretch: &Stretch<'_>, after: Option<usize>) -> bool {
    let next = after.and_then(|at| stretch.tokens.get(at + 1));
    next.is_some_and(|next| next.joint == Joint::Space && next.has(Flags::CAPITAL))
}

/// `0-2`, directly before or behind.
fn beside_score(stretch: &Stretch<'_>) -> bool {
    let tokens = stretch.tokens;
    let spaced = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.joint == Joint::Space)
    };
    let follows = spaced(stretch.last + 1) && is_score(stretch, stretch.last + 1);
    let precedes = spaced(stretch.first)
        && (stretch.first.checked_sub(2)).is_some_and(|at| is_score(stretch, at));
    follows || precedes
}

/// Two figures and a hyphen; numbers of several figures are rather years or dates, and `5-7 May` is one.
fn is_score(stretch: &Stretch<'_>, at: usize) -> bool {
    let token = |at: usize| stretch.tokens.get(at);
    let figure = |at: usize| {
        token(at).is_some_and(|token| token.has(Flags::DIGIT) && token.has(Flags::SINGLE))
    };
    let joined = |at: usize| {
        let hyphen =
            |token: &Token| matches!(token.joint, Joint::Hyphen | Joint::None | Joint::Dot);
        token(at).is_some_and(hyphen)
    };
    // English `May` is a small word too.
    let month = token(at + 2).is_some_and(|next| {
        words::is(next, stretch.lang, Class::Calendar)
            || (next.has(Flags::CAPITAL) && words::is(next, stretch.lang, Class::Function))
    });
    figure(at)
        && figure(at + 1)
        && (token(at + 1).is_some_and(|token| token.joint == Joint::Hyphen)
            || is_parted_as_score(stretch, at))
        && !joined(at)
        && !joined(at + 2)
        && !month
}

/// `2:1`, `2 : 1`
fn is_parted_as_score(stretch: &Stretch<'_>, at: usize) -> bool {
    const MARK: &str = ":";
    let (first, second) = (stretch.tokens[at].span(), stretch.tokens[at + 1].span());
    stretch.text[first.end..second.start].trim_matches(' ') == MARK
}

/// Whether the language calls the town itself by an article, as Italian `Il Cairo`.
fn has_article(m: &Match<'_>, lang: &str, layers: &Layers) -> bool {
    let candidate = &m.candidates[0];
    let gazetteer = &layers.gazetteers()[candidate.layer];
    let mut names = gazetteer.names_in(&candidate.entity, base_language(lang));
    names.any(|name| {
        let first = name.text.split([' ', '\'', '’']).next();
        first.is_some_and(|first| {
            first.len() < name.text.len()
                && roles(&fold(first), lang).any(|role| role == Role::Article)
        })
    })
}
