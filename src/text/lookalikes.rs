//! Letters that look like those of another script.
//!
//! A word of two alphabets is one of one alphabet, typed with the wrong keys, scanned, or disguised: `Cоветская` with a
//! Latin C, `Укpаїна` with a Latin p.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use crate::rules::rule_rows;

/// A letter and the Latin letter it looks like.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("lookalikes.tsv"));
    let first = |text: &str| text.chars().next();
    rows.filter_map(|row| Some((first(row.first()?)?, first(row.get(1)?)?)))
        .collect()
});

/// A word in letters of one script if it is of Latin and others that look like it: in that script which some of its
/// letters are of that look like none of the other, or which most of its letters are of.
pub(crate) fn unmixed(word: &str) -> Cow<'_, str> {
    if !may_be_mixed(word) {
        return Cow::Borrowed(word);
    }
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let latin = letters().filter(|c| c.script() == Script::Latin).count();
    let other = letters().find(|c| SCRIPTS.contains(&c.script()));
    let Some(other) = other.filter(|_| latin > 0) else {
        return Cow::Borrowed(word);
    };
    let other = other.script().short_name();
    let own = match (in_script(word, other), in_script(word, "Latn")) {
        (Some(_), Some(own)) if latin * 2 > letters().count() => Some(own),
        (Some(own), Some(_)) if latin * 2 < letters().count() => Some(own),
        (Some(_), Some(_)) => None,
        (own, None) | (None, own) => own,
    };
    own.map_or(Cow::Borrowed(word), Cow::Owned)
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

/// Scripts of letters that look like Latin ones.
const SCRIPTS: [Script; 3] = [Script::Greek, Script::Cyrillic, Script::Armenian];

/// Whether there is an ASCII letter and one of the blocks that those scripts begin with; nearly no word has both.
pub(crate) fn may_be_mixed(word: &str) -> bool {
    word.contains(is_foreign) && word.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a character is of the blocks of [`SCRIPTS`], those of rare letters aside.
#[inline(always)]
pub(crate) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{58f}')
}

/// The name typed in letters of a script that look the same; `None` if some
/// letter has no likeness there.
pub(crate) fn in_script(name: &str, script: &str) -> Option<String> {
    name.chars().map(|c| letter_in(c, script)).collect()
}

fn letter_in(c: char, script: &str) -> Option<char> {
    if !c.is_alphabetic() || c.script().short_name() == script {
        return Some(c);
    }
    let latin = match c.script().short_name() {
        "Latn" => c,
        _ => PAIRS.iter().find(|(letter, _)| *letter == c)?.1,
    };
    if script == "Latn" {
        return Some(latin);
    }
    let of_script =
        |(letter, looks): &&(char, char)| *looks == latin && letter.script().short_name() == script;
    PAIRS.iter().find(of_script).map(|(letter, _)| *letter)
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
}
