//! Which rules are for which language.

use std::sync::{LazyLock, OnceLock};

use super::endings::Endings;
use super::spellings::Spellings;
use crate::rules::{Table, rule_rows};
use crate::text::base_language;

include!(concat!(env!("OUT_DIR"), "/inflections.rs"));

/// What else the words of a language may be spelled like.
mod spelling_files {
    include!(concat!(env!("OUT_DIR"), "/spellings.rs"));
}

/// The endings of a language, given as a BCP 47 tag; `None` if there are no rules for it.
pub(crate) fn endings(lang: &str) -> Option<&'static Endings> {
    read(parent_language(base_language(lang)))
}

/// The language whose rules a language shares, itself if it has its own: `no` for `nn`.
pub(crate) fn parent_language(lang: &str) -> &str {
    let alias = ALIASES.iter().find(|row| row[0] == lang);
    alias.map_or(lang, |row| row[1])
}

/// The endings of the languages that a word of a script may well be in, where the language is not known.
pub(crate) fn endings_for_script(script: &str) -> impl Iterator<Item = &'static Endings> {
    let rows = SCRIPTS.iter().filter(move |row| row[0] == script);
    rows.flat_map(|row| row[1].split(' ')).filter_map(read)
}

/// A rule file, read when it is first asked for: a text needs one of them.
struct Language {
    text: &'static str,
    endings: OnceLock<Option<Endings>>,
}

static LANGUAGES: LazyLock<Table<&'static str, Language>> = LazyLock::new(|| {
    let unread = |text| Language {
        text,
        endings: OnceLock::new(),
    };
    FILES
        .iter()
        .map(|(lang, text)| (*lang, unread(text)))
        .collect()
});

fn read(lang: &str) -> Option<&'static Endings> {
    let language = LANGUAGES.get(lang)?;
    // A file that cannot be read is found by the tests.
    let endings = || {
        let endings = Endings::parse(language.text).ok()?;
        Some(endings.with(Spellings::parse(spellings(lang)).ok()?))
    };
    language.endings.get_or_init(endings).as_ref()
}

/// The file of other spellings of a language, empty if there is none.
fn spellings(lang: &str) -> &'static str {
    let mut files = spelling_files::FILES.iter();
    files
        .find(|(of, _)| *of == lang)
        .map_or("", |(_, text)| *text)
}

/// Languages that share the rules of another.
static ALIASES: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    rule_rows(include_str!("aliases.tsv"))
        .filter(|row| row.len() >= 2)
        .collect()
});

/// Scripts, and the languages whose endings a word of it may have.
static SCRIPTS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    rule_rows(include_str!("scripts.tsv"))
        .filter(|row| row.len() >= 2)
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_file_can_be_read() {
        for (lang, text) in FILES {
            if let Err(problem) = Endings::parse(text) {
                panic!("src/inflect/rules/{lang}.tsv: {problem}");
            }
        }
        for (lang, text) in spelling_files::FILES {
            if let Err(problem) = Spellings::parse(text) {
                panic!("src/inflect/spellings/{lang}.tsv: {problem}");
            }
            assert!(LANGUAGES.contains_key(lang), "no endings of {lang}");
        }
        assert!(ALIASES.iter().all(|row| LANGUAGES.contains_key(row[1])));
        assert!(
            SCRIPTS
                .iter()
                .flat_map(|row| row[1].split(' '))
                .all(|lang| LANGUAGES.contains_key(lang))
        );
    }
}
