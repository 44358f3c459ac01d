//! Whether a name may stand where another stood: `in Holland` is no `in Netherlands`, `en Birmanie` no
//! `en Myanmar`, `de Perse` no `de Iran`. Where the words around a name would have to change too, it stays.

use std::cmp::Reverse;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::fold::key;
use crate::gazetteer::{Entity, EntityType, Level, NameKind};
use crate::matcher::Mention;
use crate::matcher::words::{self, Class};
use crate::rules::{first_columns, rule_rows};
use crate::text::chars::Char;
use crate::text::{Token, base_language, tokenize};

/// Whether `name` fits behind the text `before` where a mention stands that is written `surface`, in a text of the
/// language of both.
pub(super) fn fits(
    before: &str,
    surface: &str,
    name: &str,
    mention: &Mention<'_>,
    lang: &str,
) -> bool {
    let own = base_language(lang);
    let Some(how) = LANGUAGES.iter().find(|(lang, _)| *lang == own) else {
        return true;
    };
    let mut tokens = Vec::new();
    tokenize(before, &mut tokens);
    let last = tokens.last();
    // What article a name of another language has in the text nobody knows.
    let foreign = !mention.name.lang.is_empty() && base_language(mention.name.lang) != own;
    let free = (foreign || how.1 == "behind small words")
        && last.is_none_or(|token| !words::is(token, own, Class::Function));
    let word = last.map_or("", |token| &before[token.span()]);
    (free || has_its_article(word, (surface, name), &mention.entity, *how))
        && is_elided(before, last, (surface, name), own)
}

/// Whether the word in front of a person's name has the form that it has in front of the other: `An Aik Kondzhoryan
/// aide`, and no `An Hayk`. What is elided is no hindrance: `d'Aïk`, `d'Hayk`.
pub(super) fn has_its_form(before: &str, surface: &str, name: &str, lang: &str) -> bool {
    let own = base_language(lang);
    let mut tokens = Vec::new();
    tokenize(before, &mut tokens);
    before.ends_with(['\'', '’', 'ʼ']) || is_elided(before, tokens.last(), (surface, name), own)
}

/// Whether what follows the name is no genitive that the name would not have: `Jones' friend`, but `Johnsen's friend`.
/// `around` is the text in front and behind.
pub(super) fn keeps_genitive(around: (&str, &str), surface: &str, name: &str, lang: &str) -> bool {
    static LETTERS: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| first_columns(include_str!("genitives.tsv")).collect());
    let (before, after) = around;
    let Some(rest) = after.strip_prefix(['\'', '’']) else {
        return true;
    };
    let quotation = rest.starts_with(char::is_alphanumeric)
        || before.ends_with(['\'', '‘', '‚'])
        || [" '", " ‘", " ‚"].iter().any(|mark| before.contains(mark));
    let own = base_language(lang);
    let Some((_, letters)) = LETTERS.iter().find(|(lang, _)| *lang == own && !quotation) else {
        return true;
    };
    let stands_bare = |name: &str| {
        let last = name
            .chars()
            .next_back()
            .map(|c| c.to_lowercase().to_string());
        last.is_some_and(|last| letters.split(' ').any(|letter| letter == last))
    };
    !stands_bare(surface) || stands_bare(name)
}

/// Whether a place's name is of the gender and number of the one that stands there, as far as its last letters tell.
pub(super) fn agrees(surface: &str, name: &str, mention: &Mention<'_>, lang: &str) -> bool {
    static CLASSES: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| first_columns(include_str!("genders.tsv")).collect());
    let own = base_language(lang);
    let is_own = base_language(mention.name.lang) == own;
    let Some((_, classes)) = CLASSES.iter().find(|(lang, _)| *lang == own && is_own) else {
        return true;
    };
    // The longest ending tells.
    let class = |name: &str| {
        let name = name.to_lowercase();
        let of_class = |(nth, class): (usize, &str)| {
            let fitting = class.split(' ').filter(|ending| name.ends_with(ending));
            Some((fitting.map(str::len).max()?, nth))
        };
        let classes = classes.split(" | ").enumerate();
        classes.filter_map(of_class).max().map(|(_, nth)| nth)
    };
    mention.entity.entity_type != EntityType::Place
        || mention.name.kind == NameKind::Abbreviation
        || class(surface) == class(name)
}

/// How each language goes with articles.
static LANGUAGES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| first_columns(include_str!("languages.tsv")).collect());

/// Whether the name has the article of what stands there, or the `word` in front is its own.
fn has_its_article(
    word: &str,
    (surface, name): (&str, &str),
    entity: &Entity<'_>,
    (lang, how): (&str, &str),
) -> bool {
    let is_state = matches!(entity.level(), Some(Level::Country | Level::Division));
    let stands = |article: &str| word.to_lowercase() == article;
    // What is written with an article or without has the one that stands there.
    let article = |name| match article(name, is_state, lang) {
        Some(article) => match article.strip_suffix('?') {
            Some(article) => stands(article).then_some(article),
            None => Some(article),
        },
        None => None,
    };
    match (article(surface), article(name)) {
        (own, new) if how != "apart" => own == new,
        (own, Some(new)) => stands(new) || own.is_some(),
        (Some(own), None) => !stands(own),
        (None, None) => true,
    }
}

/// The article that a name has, if any; of states all have one where the file says so.
fn article(name: &str, is_state: bool, lang: &str) -> Option<&'static str> {
    let name = key(name);
    let fitting = ARTICLES
        .iter()
        .filter(|row| row.lang == lang && row.pattern.fits(&name, is_state));
    let row = fitting.min_by_key(|row| row.pattern.rank())?;
    (row.article != "none").then_some(row.article)
}

/// Which names a row of `articles.tsv` speaks of, folded.
enum Pattern {
    Whole(String),
    Beginning(String),
    /// One letter tells only of states.
    Ending(String),
    /// All other states.
    State,
}

impl Pattern {
    fn read(text: &str) -> Pattern {
        match (text, text.strip_prefix('-'), text.strip_suffix('-')) {
            ("-", ..) => Pattern::State,
            (_, Some(ending), _) => Pattern::Ending(key(ending)),
            (_, _, Some(beginning)) => Pattern::Beginning(key(beginning)),
            _ => Pattern::Whole(key(text)),
        }
    }

    fn fits(&self, name: &str, is_state: bool) -> bool {
        match self {
            Pattern::Whole(whole) => name == whole,
            Pattern::Beginning(beginning) => name.starts_with(beginning.as_str()),
            Pattern::Ending(ending) => {
                (is_state || ending.chars().nth(1).is_some()) && name.ends_with(ending.as_str())
            }
            Pattern::State => is_state,
        }
    }

    /// What says more of a name outdoes what says less.
    fn rank(&self) -> (u8, Reverse<usize>) {
        match self {
            Pattern::Whole(whole) => (0, Reverse(whole.len())),
            Pattern::Beginning(part) | Pattern::Ending(part) => (1, Reverse(part.len())),
            Pattern::State => (2, Reverse(0)),
        }
    }
}

struct Row {
    lang: &'static str,
    pattern: Pattern,
    article: &'static str,
}

static ARTICLES: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("articles.tsv"));
    rows.filter_map(|row| {
        Some(Row {
            lang: row[0],
            pattern: Pattern::read(row.get(1)?),
            article: row.get(2)?,
        })
    })
    .collect()
});

/// Whether the word in front has its vowel or has lost it, as the first letter of the name wants.
fn is_elided(
    before: &str,
    last: Option<&Token>,
    (surface, name): (&str, &str),
    lang: &str,
) -> bool {
    let Some(last) = last.filter(|_| ELIDED.iter().any(|word| word.lang == lang)) else {
        return true;
    };
    let elided = before.strip_suffix(['\'', '’', 'ʼ']);
    if elided.is_some_and(|before| before.ends_with(char::is_alphabetic)) {
        let silent = |name| first_letter(name) == Some('h');
        return begins_with_vowel(name) || silent(surface) && silent(name);
    }
    let word = before[last.span()].to_lowercase();
    let known = ELIDED
        .iter()
        .find(|known| known.lang == lang && known.word == word);
    match known.map(|known| known.before_vowel) {
        None => true,
        Some(_) if is_unsure(surface, lang) || is_unsure(name, lang) => {
            first_letter(surface) == first_letter(name) && !is_abbreviation(name)
        }
        Some(true) => begins_with_vowel(name) || !begins_with_vowel(surface),
        Some(false) => begins_with_vowel(surface) || !begins_with_vowel(name),
    }
}

/// Whether the first letter of a name does not tell whether it sounds as a vowel.
fn is_unsure(name: &str, lang: &str) -> bool {
    static BEGINNINGS: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| first_columns(include_str!("unsure.tsv")).collect());
    let folded = key(name);
    let row = BEGINNINGS.iter().find(|(own, _)| *own == lang);
    row.is_some_and(|(_, beginnings)| {
        is_abbreviation(name) || beginnings.split(' ').any(|begin| folded.starts_with(begin))
    })
}

/// Whether a name begins with several capitals.
fn is_abbreviation(name: &str) -> bool {
    name.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
}

/// A word that has one form in front of a vowel and one in front of other letters.
struct Elided {
    lang: &'static str,
    word: &'static str,
    before_vowel: bool,
}

static ELIDED: LazyLock<Vec<Elided>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("elided.tsv"));
    rows.filter_map(|row| {
        Some(Elided {
            lang: row[0],
            word: row.get(1)?,
            before_vowel: row.get(2) == Some(&"vowel"),
        })
    })
    .collect()
});

fn begins_with_vowel(name: &str) -> bool {
    first_letter(name).is_some_and(|c| Char::of(c).is_vowel())
}

/// The first letter, small and without its marks.
fn first_letter(name: &str) -> Option<char> {
    let first = name.chars().take(1).nfd().next();
    first.map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_names() {
        for (name, is_state, lang, expected) in [
            ("United Kingdom", true, "en", Some("the")),
            ("Black Sea", false, "en", Some("the")),
            ("Great Britain", true, "en", None),
            ("Birmanie", true, "fr", Some("la")),
            ("Mexique", true, "fr", Some("le")),
            ("États-Unis", true, "fr", Some("les")),
            ("Myanmar", true, "fr", Some("le")),
            ("Cuba", true, "fr", None),
            ("Rome", false, "fr", None),
            ("Niederlande", true, "de", Some("plural")),
            ("Holland", true, "de", None),
        ] {
            assert_eq!(article(name, is_state, lang), expected, "{name}");
        }
    }

    #[test]
    fn vowels_that_meet() {
        for (before, surface, name, expected) in [
            ("le roi de ", "Perse", "Iran", false),
            ("l’", "Iran", "Perse", false),
            ("d'", "Alep", "Alexandrie", true),
            ("de ", "Bombay", "Mumbai", true),
            ("roi d'", "Haïti", "Hispaniola", true),
            ("il dit '", "Bombay", "Mumbai", true),
        ] {
            let mut tokens = Vec::new();
            tokenize(before, &mut tokens);
            let fits = is_elided(before, tokens.last(), (surface, name), "fr");
            assert_eq!(fits, expected, "{before}{name}");
        }
    }
}
