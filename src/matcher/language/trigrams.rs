//! The language of a short text by its letters in threes, as whatlang counts them.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::matcher::words;
use crate::rules::rule_rows;
use crate::text::{Flags, Token};

/// The languages that there are word lists for, as whatlang knows them.
static KNOWN: LazyLock<Vec<(&str, Lang)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/trigram_languages.tsv"));
    let known = rows.filter_map(|row| Some((row[0], Lang::from_code(row[1])?)));
    known
        .filter(|(lang, _)| words::languages().any(|known| known == *lang))
        .collect()
});

/// Whether a language can be told by its letters.
pub(super) fn know(lang: &str) -> bool {
    code(lang).is_some()
}

fn code(lang: &str) -> Option<Lang> {
    let known = KNOWN.iter().find(|(known, _)| *known == lang);
    known.map(|(_, code)| *code)
}

/// What letters tell.
pub(super) struct Told {
    pub(super) lang: &'static str,
    /// From 0 to 1: how much farther the text is from the next language.
    pub(super) confidence: f64,
}

/// Which of some languages a short text is in; of all, if there are none. `None` if it is longer, since a longer one
/// that words do not tell is in a language there are none for, if it is in one, or if it has little but names.
pub(super) fn language(text: &str, tokens: &[Token], among: &[&str]) -> Option<Told> {
    const SHORT: usize = 64;
    /// In words that are no names; fewer tell nothing.
    const LETTERS: usize = 8;
    let letters = |token: &Token| {
        let letters = text[token.span()].chars();
        letters.filter(|c| c.is_alphabetic()).count()
    };
    let words = tokens.iter().filter(|token| !token.has(Flags::CAPITAL));
    if tokens.len() > SHORT || words.map(letters).sum::<usize>() < LETTERS {
        return None;
    }
    let among: Vec<Lang> = among.iter().filter_map(|lang| code(lang)).collect();
    let detector = match among.is_empty() {
        true => Detector::new(),
        false => Detector::with_allowlist(among),
    };
    let told = detector.detect(text)?;
    let (lang, _) = KNOWN.iter().find(|(_, code)| *code == told.lang())?;
    Some(Told {
        lang,
        confidence: told.confidence(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn every_row_of_the_list_is_read() {
        let rows = rule_rows(include_str!("../rules/trigram_languages.tsv"));
        assert_eq!(KNOWN.len(), rows.count());
    }

    #[test]
    fn letters_tell_languages() {
        let told = |text: &str, among: &[&str]| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            language(text, &tokens, among).map(|told| told.lang)
        };
        assert_eq!(told("Kancelář premiéra jednala", &["cs", "pl"]), Some("cs"));
        assert_eq!(told("Η κυβέρνηση", &[]), Some("el"));
        assert_eq!(told("Paris, Berlin", &[]), None);
        assert_eq!(told("", &[]), None);
        assert!(know("cs") && !know("kk"));
    }
}
