//! Letters that look like those of another script.
//!
//! A word of two alphabets is one of one alphabet, typed with the wrong keys, scanned, or disguised: `Cоветская` with a
//! Latin C, `Укpаїна` with a Latin p.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use super::chars::{Char, Fold};
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
    PAIRS
        .iter()
        .map(|(c, latin)| (folded(*c), folded(*latin)))
        .collect()
});

/// Letters of few of the languages of their scripts, and what they are folded to.
static OF_FEW: LazyLock<Vec<char>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("lookalikes.tsv")).filter(|row| row.get(2) == Some(&"few"));
    let letters: Vec<char> = rows.filter_map(|row| row[0].chars().next()).collect();
    letters.iter().flat_map(|c| [*c, folded(*c)]).collect()
});

fn folded(c: char) -> char {
    match Char::of(c).fold() {
        Fold::One(c) => c,
        Fold::Many(_) | Fold::Drop => c,
    }
}

/// A word in letters of one script if it is of Latin and others that look like it: in that script which some of its
/// letters are of that look like none of the other, or which most of its letters are of.
pub(crate) fn unmixed(word: &str) -> Cow<'_, str> {
    unmixed_beside(word, "")
}

/// The same, where a word all of whose letters look like some of either script is of `script` if that is one of the two.
fn unmixed_beside<'w>(word: &'w str, script: &str) -> Cow<'w, str> {
    in_own_script(word, &PAIRS, || script).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// The same of a folded word, the end of `folded` from a place on; `beside` is asked for the script beside it.
pub(crate) fn unmix_folded<'s>(folded: &mut String, from: usize, beside: impl FnOnce() -> &'s str) {
    if let Some(own) = in_own_script(&folded[from..], &FOLDED, beside) {
        folded.truncate(from);
        folded.push_str(&own);
    }
}

/// The script of the letters next to a word in its line, whatever is between, as an ISO 15924 code; empty if there are
/// none or they are of two scripts, or if the word has small letters, by most of which it is known.
pub(crate) fn script_beside(text: &str, word: Range<usize>) -> &'static str {
    if text[word.clone()].contains(char::is_lowercase) {
        return "";
    }
    let in_line = |c: &char| !matches!(c, '\n' | '\r');
    let before = text[..word.start].chars().rev().take_while(in_line);
    let after = text[word.end..].chars().take_while(in_line);
    match (
        before.filter_map(script).next(),
        after.filter_map(script).next(),
    ) {
        (Some(before), Some(after)) if before != after => "",
        (script, None) | (_, script) => script.map_or("", |script| script.short_name()),
    }
}

/// That of what a letter is folded to.
fn script(c: char) -> Option<Script> {
    let c = match Char::of(c).fold() {
        Fold::One(c) => c,
        Fold::Many(many) => many.chars().next()?,
        Fold::Drop => return None,
    };
    c.is_alphabetic().then(|| c.script())
}

/// The same of each word of a text, where `script` is beside it.
pub(crate) fn unmixed_words<'t>(text: &'t str, script: &str) -> Cow<'t, str> {
    if !may_be_mixed(text) {
        return Cow::Borrowed(text);
    }
    let words = text.split_inclusive(|c: char| !c.is_alphanumeric());
    let unmixed: String = words.map(|word| unmixed_beside(word, script)).collect();
    match unmixed == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(unmixed),
    }
}

fn in_own_script<'s>(
    word: &str,
    pairs: &[Pair],
    beside: impl FnOnce() -> &'s str,
) -> Option<String> {
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
        (Some(foreign), Some(own)) => match (beside(), (latin * 2).cmp(&letters().count())) {
            ("Latn", _) => Some(own),
            (script, _) if script == other && !foreign.contains(&**OF_FEW) => Some(foreign),
            (_, Ordering::Greater) => Some(own),
            (_, Ordering::Less) => Some(foreign),
            (_, Ordering::Equal) => None,
        },
        (own, None) | (None, own) => own,
    }
}

/// Scripts of letters that look like Latin ones.
const SCRIPTS: [Script; 3] = [Script::Greek, Script::Cyrillic, Script::Armenian];

/// Whether there is an ASCII letter and one of those scripts; nearly no word has both.
pub(crate) fn may_be_mixed(word: &str) -> bool {
    // In the order of what is soon told of most words.
    !word.is_ascii()
        && word.bytes().any(|byte| byte.is_ascii_alphabetic())
        && word.contains(is_foreign)
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
            ("НATO", "HATO"),
            ("Әliyev", "Əliyev"),
            ("Ереван", "Ереван"),
            ("Čapek", "Čapek"),
            ("Ми8", "Ми8"),
        ] {
            assert_eq!(unmixed(typed), meant);
        }
        assert_eq!(unmixed_words("Cоветская-Ссоюз Ѕ", ""), "Советская-Ссоюз Ѕ");
        assert_eq!(unmixed_words("Киев и Kyiv", ""), "Киев и Kyiv");
    }

    #[test]
    fn a_word_that_may_be_of_either_is_of_the_script_beside_it() {
        for (script, meant) in [("Cyrl", "НАТО"), ("Latn", "HATO"), ("Grek", "HATO")] {
            assert_eq!(unmixed_words("НATO", script), meant);
            assert_eq!(unmixed_words("Mосквa", script), "Москва");
            // Hardly any Cyrillic has an І of its own.
            assert_eq!(unmixed_words("IBМ", script), "IBM");
        }
        for (text, script) in [
            ("в НATO и", "Cyrl"),
            ("НATO (2)", ""),
            ("in НATO.", "Latn"),
            ("in НATO и", ""),
            ("и\nНATO 2 talks", "Latn"),
            ("и Нato", ""),
        ] {
            let word = text.find('Н').map(|at| at..at + "НATO".len());
            assert_eq!(script_beside(text, word.unwrap()), script, "{text}");
        }
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
