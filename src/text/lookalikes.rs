//! Letters that look like those of another script.
//!
//! A word of two alphabets is one of one alphabet, typed with the wrong keys, scanned, or disguised: `Cоветская` with a
//! Latin C, `Укpаїна` with a Latin p.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use crate::rules::rule_rows;

/// A letter and the Latin letter it looks like.
type Pair = (char, char);

static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("lookalikes.tsv"));
    let first = |text: &str| text.chars().next();
    rows.filter_map(|row| Some((first(row.first()?)?, first(row.get(1)?)?)))
        .collect()
});

/// The same of folded letters, which look alike in capitals or small: `м` and `m`.
static FOLDED: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    PAIRS
        .iter()
        .map(|(c, latin)| (small(*c), small(*latin)))
        .collect()
});

/// A word in letters of one script if it is of Latin and others that look like it: in that script which some of its
/// letters are of that look like none of the other, or which most of its letters are of.
pub(crate) fn unmixed(word: &str) -> Cow<'_, str> {
    in_own_script(word, &PAIRS).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// The same of a folded word, the end of `text` from a place on.
pub(crate) fn unmix_folded(text: &mut String, from: usize) {
    if let Some(own) = in_own_script(&text[from..], &FOLDED) {
        text.truncate(from);
        text.push_str(&own);
    }
}

/// The same of each word of a text.
pub(crate) fn unmixed_words(text: &str) -> Cow<'_, str> {
    if !may_be_mixed(text) {
        return Cow::Borrowed(text);
    }
    let words = text.split_inclusive(|c: char| !c.is_alphanumeric());
    let unmixed: String = words.map(unmixed).collect();
    match unmixed == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(unmixed),
    }
}

fn in_own_script(word: &str, pairs: &[Pair]) -> Option<String> {
    if !may_be_mixed(word) {
        return None;
    }
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let latin = letters().filter(|c| c.script() == Script::Latin).count();
    let other = letters().find(|c| SCRIPTS.contains(&c.script()))?;
    let other = other.script().short_name();
    match (
        in_letters(word, other, pairs),
        in_letters(word, "Latn", pairs),
    ) {
        (Some(_), Some(own)) if latin * 2 > letters().count() => Some(own),
        (Some(own), Some(_)) if latin * 2 < letters().count() => Some(own),
        (Some(_), Some(_)) => None,
        (own, None) | (None, own) => own,
    }
}

/// Scripts of letters that look like Latin ones.
const SCRIPTS: [Script; 3] = [Script::Greek, Script::Cyrillic, Script::Armenian];

/// Whether there is an ASCII letter and one of those scripts; nearly no word has both.
pub(crate) fn may_be_mixed(word: &str) -> bool {
    word.contains(is_foreign) && word.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a character is, or is folded to, one of [`SCRIPTS`], going by their blocks and those of their signs.
#[inline(always)]
pub(crate) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{58f}') || c >= '\u{1c80}' && is_rare_foreign(c) || c == '\u{b5}'
}

fn is_rare_foreign(c: char) -> bool {
    matches!(c, '\u{1c80}'..='\u{1c8f}' | '\u{1d00}'..='\u{1dbf}' | '\u{1f00}'..='\u{1fff}' | '\u{2100}'..='\u{214f}'
        | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' | '\u{fb13}'..='\u{fb17}' | '\u{1d6a8}'..='\u{1d7cb}'
        | '\u{1df00}'..='\u{1dfff}'
        | '\u{1e030}'..='\u{1e08f}')
}

/// The name typed in letters of a script that look the same; `None` if some
/// letter has no likeness there.
pub(crate) fn in_script(name: &str, script: &str) -> Option<String> {
    in_letters(name, script, &PAIRS)
}

fn in_letters(name: &str, script: &str, pairs: &[Pair]) -> Option<String> {
    name.chars().map(|c| letter_in(c, script, pairs)).collect()
}

fn letter_in(c: char, script: &str, pairs: &[Pair]) -> Option<char> {
    if !c.is_alphabetic() || c.script().short_name() == script {
        return Some(c);
    }
    let latin = match c.script().short_name() {
        "Latn" => c,
        _ => pairs.iter().find(|(letter, _)| *letter == c)?.1,
    };
    if script == "Latn" {
        return Some(latin);
    }
    let of_script =
        |(letter, looks): &&Pair| *looks == latin && letter.script().short_name() == script;
    pairs.iter().find(of_script).map(|(letter, _)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_put_in_another_script() {
        for (name, script, typed) in [
            ("СОСО", "Latn", Some("COCO")),
            ("Koma", "Cyrl", None),
            ("Kopa", "Cyrl", Some("Кора")),
            ("KOMA", "Cyrl", Some("КОМА")),
            ("ΑΘΗΝΑ", "Cyrl", None),
            ("ΑΤΜΗ", "Cyrl", Some("АТМН")),
            ("Москва", "Latn", None),
        ] {
            assert_eq!(in_script(name, script).as_deref(), typed, "{name}");
        }
    }

    #[test]
    fn words_of_two_scripts_are_of_that_which_they_look_like() {
        for (typed, meant) in [
            ("Cоветская", "Советская"),
            ("Укpаїнi", "Україні"),
            ("CССР", "СССР"),
            ("Мoscow", "Moscow"),
            ("Αthens", "Athens"),
            ("Aθήνα", "Αθήνα"),
            // Of neither, and of both.
            ("АвтоVAZ", "АвтоVAZ"),
            ("TЕ", "TЕ"),
            ("Ереван", "Ереван"),
            ("Čapek", "Čapek"),
            ("Ми8", "Ми8"),
        ] {
            assert_eq!(unmixed(typed), meant);
        }
        assert_eq!(unmixed_words("Cоветская-Ссоюз Ѕ"), "Советская-Ссоюз Ѕ");
        assert_eq!(unmixed_words("Киев и Kyiv"), "Киев и Kyiv");
    }

    #[test]
    fn what_is_folded_to_such_letters_is_one() {
        let block = |c: char| matches!(c, '\u{370}'..='\u{58f}');
        let folded = |c: &char| crate::fold::fold(c.encode_utf8(&mut [0; 4]));
        let all = ('\0'..=char::MAX).filter(|c| folded(c).contains(block));
        let missing: Vec<String> = all
            .filter(|c| !is_foreign(*c))
            .map(|c| format!("U+{:04X}", c as u32))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
