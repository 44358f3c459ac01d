//! The language of a text, judged by its function words.

use super::words;
use crate::text::{Token, script_of};

/// The language of a text: the one that explains the most of its words.
///
/// Empty if no language stands out: the text is too short, in a language there
/// is no word list for, or in several.
pub(super) fn detect(text: &str, tokens: &[Token]) -> &'static str {
    /// A text tells its language within this many words.
    const ENOUGH: usize = 2000;
    /// So many letters of function words of the language there must be.
    const LEAST: u32 = 3;
    /// Longer words tell no more than this.
    const LONG: usize = 6;
    let mut counts = [0u32; 64];
    for token in tokens.iter().take(ENOUGH) {
        let mut langs = words::function_word(token);
        while langs != 0 {
            counts[langs.trailing_zeros() as usize] += token.span().len().min(LONG) as u32;
            langs &= langs - 1;
        }
    }
    let mut ranked: Vec<(u32, &'static str)> = counts.into_iter().zip(words::languages()).collect();
    ranked.sort_by(|a, b| b.cmp(a));
    match ranked.as_slice() {
        [(first, lang), (second, _), ..] if *first >= LEAST && first > second => lang,
        [(first, lang)] if *first >= LEAST => lang,
        _ => by_script(text),
    }
}

/// A script that one language alone writes news in tells the language.
fn by_script(text: &str) -> &'static str {
    match script_of(text) {
        "Armn" => "hy",
        "Geor" => "ka",
        "Grek" => "el",
        "Hebr" => "he",
        "Hang" => "ko",
        "Thai" => "th",
        "Hani"
            if text
                .chars()
                .take(KANA_WITHIN)
                .any(|c| matches!(c, 'ぁ'..='ヿ')) =>
        {
            "ja"
        }
        "Hani" => "zh",
        _ => "",
    }
}

/// Japanese does without kana for no longer than this.
const KANA_WITHIN: usize = 500;
