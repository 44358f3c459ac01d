//! Keys of names: folded tokens, joined.

use std::ops::Range;
use std::sync::LazyLock;

use super::Hasher;
use crate::rules::first_column;
use crate::text::chars::{Char, Class, Fold, in_context};
use crate::text::{
    Flags, Joint, Token, is_foreign, may_be_mixed, script_beside, tokenize, unmix_folded,
};

/// Stands in a key between two words.
pub const KEY_SEPARATOR: u8 = b' ';

/// The key of a name: empty if it has no letter or digit.
///
/// ```
/// use exonym::fold::key;
///
/// assert_eq!(key("Nagorno–Karabakh"), key("NAGORNO KARABAKH"));
/// assert_eq!(key("O’Brien"), "obrien");
/// assert_eq!(key("U.S.A."), "usa");
/// assert_eq!(key("Երեւան"), key("Երևան"));
/// assert_eq!(key("Royal Dutch Shell, plc"), "royal dutch shell plc");
/// ```
pub fn key(name: &str) -> String {
    plain_key(name).unwrap_or_else(|| key_of_tokens(name))
}

fn key_of_tokens(name: &str) -> String {
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    let mut key = String::with_capacity(name.len());
    let mut before: Option<&Token> = None;
    let mut separate = false;
    for token in &tokens {
        let glued = before.is_none_or(|before| link(before, token) == Link::Glued);
        // Put off past a token that folds to nothing, such as a lone tatweel.
        separate |= !glued && !key.is_empty();
        // A key is the same whatever the capitals, so that each word is read by itself.
        let word = &name[token.span()];
        fold_token(word, 0..word.len(), &mut |c| {
            if std::mem::take(&mut separate) {
                key.push(KEY_SEPARATOR as char);
            }
            key.push(c);
        });
        before = Some(token);
    }
    key
}

/// The key of a name as nearly all are: letters that fold by themselves, with nothing but spaces and hyphens between.
fn plain_key(name: &str) -> Option<String> {
    let mut key = String::with_capacity(name.len());
    for word in name.split([' ', '-']).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(KEY_SEPARATOR as char);
        }
        if !push_plain(word, &mut key) {
            return None;
        }
    }
    Some(key)
}

/// Adds what letters and digits fold to, if each folds the same whatever stands beside it.
fn push_plain(word: &str, folded: &mut String) -> bool {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let before = folded.len();
        folded.push_str(word);
        folded[before..].make_ascii_lowercase();
        return true;
    }
    let before = folded.len();
    // What a word of mixed letters is may hang on those beside it.
    word.chars().all(|c| push_letter(c, folded)) && !may_be_mixed(&folded[before..])
}

/// The same of one.
#[inline(always)]
fn push_letter(c: char, folded: &mut String) -> bool {
    let entry = Char::of(c);
    if !entry.is_alphanumeric() || entry.needs_context() {
        return false;
    }
    match entry.fold() {
        Fold::One(one) => folded.push(one),
        Fold::Many(many) => folded.push_str(many),
        Fold::Drop => return false,
    }
    true
}

/// Folds running text, keeping what is between the words.
///
/// ```
/// assert_eq!(exonym::fold::fold("Čapek, Łódź"), "capek, lodz");
/// ```
pub fn fold(text: &str) -> String {
    plain_fold(text).unwrap_or_else(|| fold_tokens(text))
}

/// The same of a text with no other letters than those that fold by themselves.
fn plain_fold(text: &str) -> Option<String> {
    if may_be_mixed(text) {
        return None;
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match Char::of(c).class() {
            Class::Letter | Class::Digit if push_letter(c, &mut folded) => {}
            Class::Letter | Class::Digit | Class::Dense | Class::Extend | Class::Ignorable => {
                return None;
            }
            _ => folded.push(c),
        }
    }
    Some(folded)
}

fn fold_tokens(text: &str) -> String {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut folded = String::with_capacity(text.len());
    let mut at = 0;
    for token in &tokens {
        let span = token.span();
        folded.push_str(&text[at..span.start]);
        at = span.end;
        push_folded(&text[span.clone()], 0..span.len(), &mut folded);
    }
    folded.push_str(&text[at..]);
    folded
}

/// Gives `emit` the folded characters of one token of a text.
pub(crate) fn fold_token(text: &str, span: Range<usize>, emit: &mut impl FnMut(char)) {
    let token = &text[span.clone()];
    if !token.contains(is_foreign) {
        return fold_letters(token, emit);
    }
    let mut folded = String::with_capacity(token.len());
    fold_letters(token, &mut |c| folded.push(c));
    unmix_folded(&mut folded, 0, || script_beside(text, span));
    folded.chars().for_each(emit);
}

/// The same whatever they look like together.
fn fold_letters(token: &str, emit: &mut impl FnMut(char)) {
    let mut last: Option<char> = None;
    let mut add = |last: &mut Option<char>, c: char| {
        if let Some(before) = last.replace(c) {
            emit(before);
        }
    };
    for c in token.chars() {
        let entry = Char::of(c);
        if entry.needs_context()
            && let Some(both) = last.and_then(|before| in_context(before, c))
        {
            last = None;
            both.chars().for_each(|c| add(&mut last, c));
            continue;
        }
        if last.is_none() && entry.class() == Class::Extend {
            // The letter under this mark folded to nothing.
            continue;
        }
        match entry.fold() {
            Fold::One(one) => add(&mut last, one),
            Fold::Drop => {}
            Fold::Many(many) => many.chars().for_each(|c| add(&mut last, c)),
        }
    }
    if let Some(c) = last {
        emit(c);
    }
}

/// The folded characters of one token of a text.
pub(crate) fn folded(text: &str, token: &Token) -> String {
    let mut word = String::with_capacity(token.span().len());
    push_folded(text, token.span(), &mut word);
    word
}

/// Adds the folded characters of one token of a text.
pub(crate) fn push_folded(text: &str, span: Range<usize>, folded: &mut String) {
    let before = folded.len();
    if !push_plain(&text[span.clone()], folded) {
        folded.truncate(before);
        fold_token(text, span, &mut |c| folded.push(c));
    }
}

/// A word that marks may part into several tokens, folded, without those marks.
pub(crate) fn folded_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    if push_plain(word, &mut folded) {
        return folded;
    }
    folded.clear();
    let mut tokens = Vec::new();
    tokenize(word, &mut tokens);
    for token in &tokens {
        push_folded(word, token.span(), &mut folded);
    }
    folded
}

/// How two neighbouring tokens stand in one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// They don't: a name ends between them.
    Parted,
    /// As two words, in a text that has the marks between them which the name is listed with.
    Marked,
    /// As two words.
    Spaced,
    /// As one word.
    Glued,
}

/// How `token` hangs on to `before` in a key.
pub(crate) fn link(before: &Token, token: &Token) -> Link {
    if before.has(Flags::VOID) || token.has(Flags::VOID) {
        return Link::Parted;
    }
    match token.joint {
        Joint::None | Joint::Apostrophe => Link::Glued,
        Joint::Space | Joint::Line | Joint::Hyphen | Joint::Connector => Link::Spaced,
        Joint::Marked => Link::Marked,
        Joint::Dot if before.has(Flags::SINGLE) => Link::Glued,
        Joint::Dot => Link::Spaced,
        Joint::DotSpace if before.has(Flags::SINGLE) || is_abbreviation(before) => Link::Spaced,
        Joint::DotSpace | Joint::Colon | Joint::Hard => Link::Parted,
    }
}

/// Whether a full stop after this word is no end of a sentence: `St. Petersburg`.
fn is_abbreviation(token: &Token) -> bool {
    static WORDS: LazyLock<Vec<u64>> = LazyLock::new(|| {
        first_column(include_str!("../text/abbreviations.tsv"))
            .map(Hasher::of)
            .collect()
    });
    WORDS.contains(&token.hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for group in [
            &["Երևան", "Երեւան", "Երեվան", "ԵՐԵՒԱՆ", "ԵՐԵՎԱՆ"][..],
            &["Истанбул", "ИСТАНБУЛ"],
            &[
                "İstanbul",
                "Istanbul",
                "ISTANBUL",
                "istanbul",
                "ıstanbul",
                "I\u{307}stanbul",
            ],
            &["Strauß", "STRAUSS", "Strauss"],
            &["Королёв", "Королев", "КОРОЛЕ\u{308}В"],
            &["Андрей", "Андреи\u{306}"],
            &["Σίσυφος", "ΣΙΣΥΦΟΣ", "σισυφοσ"],
            &["محمّد", "محمد", "محـمد"],
            &["علي محمد", "علي ـ محمد", "ـ علي محمد ـ"],
            &["علي ب", "علي ـ’ب", "علي ـ\u{eb3}’ب"],
            &["إيران", "ايران", "ایران"],
            &["ירושלים", "יְרוּשָׁלַיִם"],
            &["トウキョウ", "ﾄｳｷｮｳ"],
            &["ガーナ", "カ\u{3099}ーナ", "ｶﾞｰﾅ"],
            &["橫濱", "横滨", "横浜"],
            &["臺灣", "台灣", "台湾"],
            &["서울", "\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}"],
            &["Oʻzbekiston", "O‘zbekiston", "O'zbekiston", "Ozbekiston"],
            &["Saint-Étienne", "Saint Etienne", "SAINT–ETIENNE"],
            &["U.S.A.", "USA", "U.S.A"],
            &["यू॰के॰", "यू.के.", "यूके"],
            &["གྷི་ནི", "གྷི ནི"],
            &["Müller", "Mu\u{308}ller"],
            &["ﬁnland", "Finland"],
            &["२०२४", "2024", "۲۰۲۴"],
            &["Советская Москва", "Cоветская Mосквa", "CОВЕТСКАЯ МОСKВА"],
            &["Кот-д’Ивуар", "Кoт-д’Ивуаp"],
            &["თბილისი", "ᲗᲑᲘᲚᲘᲡᲘ"],
        ] {
            let keys: Vec<String> = group.iter().map(|name| key(name)).collect();
            assert!(keys.iter().all(|k| *k == keys[0]), "{group:?}: {keys:?}");
        }
    }

    #[test]
    fn plain_names_have_the_key_of_their_tokens() {
        for name in [
            "Ursula von der Leyen",
            " Saint-Étienne -  du-Rouvray- ",
            "Straße 17b",
            "Королёв",
            "Ereván",
            "Θεσσαλονίκη",
            "თბილისი",
            "-",
            "",
        ] {
            assert_eq!(plain_key(name), Some(key_of_tokens(name)), "{name:?}");
            assert_eq!(plain_fold(name), Some(fold_tokens(name)), "{name:?}");
        }
        for name in [
            "O’Brien",
            "Андреи\u{306}",
            "東京",
            "U.S.A.",
            "a\u{a0}b",
            "Cоветская",
        ] {
            assert_eq!(plain_key(name), None, "{name:?}");
        }
    }

    #[test]
    fn different_letters_stay_different() {
        for (a, b) in [
            ("Андрей", "Андреи"),
            ("が", "か"),
            ("कि", "क"),
            ("ուր", "որ"),
            ("Ереван", "Erevan"),
            ("กำ", "ก"),
            ("乾", "干"),
            ("芸", "艺"),
        ] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn a_name_without_letters_has_no_key() {
        for name in ["", " ", "—", "!!!", "\u{301}", "\u{200b}", "🇦🇲", "ـ ـ"] {
            assert_eq!(key(name), "", "{name:?}");
        }
    }
}
