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

/// Which of some languages that are [known](know) a short text is in. `None` if it cannot be told, if the text is
/// longer, or if it has little but names.
pub(super) fn language(text: &str, tokens: &[Token], among: &[&str]) -> Option<&'static str> {
    const SHORT: usize = 64;
    /// How much farther from the text the next language is, from 0 to 1.
    const NEARER: f64 = 0.2;
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
    let among = among.iter().filter_map(|lang| code(lang)).collect();
    let told = Detector::with_allowlist(among).detect(text)?;
    let lang = KNOWN.iter().find(|(_, code)| *code == told.lang());
    lang.filter(|_| told.confidence() >= NEARER)
        .map(|(lang, _)| *lang)
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
            language(text, &tokens, among)
        };
        assert_eq!(told("Kancelář premiéra jednala", &["cs", "pl"]), Some("cs"));
        assert_eq!(told("Paris, Berlin", &["de", "fr"]), None);
        assert_eq!(told("", &["de", "fr"]), None);
        assert!(know("cs") && !know("kk"));
    }
}
