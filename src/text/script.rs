//! Scripts of words.

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use super::chars::Char;
use super::lookalikes::{may_be_mixed, unmixed};
use crate::rules::rule_rows;

/// A language tag in the capitals of BCP 47: `zh_hant` is `zh-Hant`, `EN` is `en`. What is for private use stays small.
///
/// ```
/// assert_eq!(exonym::text::language_tag("SR_latn_rs"), "sr-Latn-RS");
/// assert_eq!(exonym::text::language_tag("HR-X-BS"), "hr-x-bs");
/// ```
pub fn language_tag(tag: &str) -> String {
    let own = tag.to_ascii_lowercase().replace('_', "-");
    let own = own
        .find(PRIVATE)
        .map_or(usize::MAX, |at| own[..at].split('-').count());
    let subtag = |(nth, part): (usize, &str)| match (nth, part.len()) {
        (nth, _) if nth >= own => part.to_lowercase(),
        (1.., 4) => part[..1].to_uppercase() + &part[1..].to_lowercase(),
        (1.., 2) => part.to_uppercase(),
        _ => part.to_lowercase(),
    };
    let ascii = tag.is_ascii();
    let parts = tag.split(['-', '_']).enumerate().map(|part| {
        if ascii {
            subtag(part)
        } else {
            part.1.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("-")
}

/// The script of the first letter that has one of its own, as an ISO 15924 code; empty if none has.
///
/// Japanese is one script here, whether written in kanji or kana, and so is
/// what shares Han characters. A word of two alphabets that look alike is of that
/// which it looks like.
///
/// ```
/// use exonym::text::script_of;
///
/// assert_eq!(script_of("«Ереван»"), "Cyrl");
/// // The C is Latin.
/// assert_eq!(script_of("Cоветская"), "Cyrl");
/// assert_eq!(script_of("2024"), "");
/// ```
pub fn script_of(text: &str) -> &'static str {
    let first = |text: &str| text.chars().find_map(own_script);
    let Some(script) = first(text) else { return "" };
    if !may_be_mixed(text) {
        return script;
    }
    let word = text
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| first(word).is_some());
    word.and_then(|word| first(&unmixed(word)))
        .unwrap_or(script)
}

/// The script of most of the first letters, empty if there are none: a sign of Chinese, Japanese or Korean stands for
/// some three letters of other scripts.
pub(crate) fn main_script(text: &str) -> &'static str {
    const LETTERS: usize = 1000;
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for script in text.chars().filter_map(own_script).take(LETTERS) {
        let letters = if has_syllables(script) { 3 } else { 1 };
        match counts.iter_mut().find(|(counted, _)| *counted == script) {
            Some((_, count)) => *count += letters,
            None => counts.push((script, letters)),
        }
    }
    // Of two as frequent the one that comes first.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or("", |(script, _)| script)
}

/// The script of a character, if it is not common to several.
fn own_script(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some("Latn");
    }
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        Script::Hiragana | Script::Katakana | Script::Han => Some("Hani"),
        script => Some(script.short_name()),
    }
}

/// The language whose words and names stand in texts of all others.
pub(crate) const ENGLISH: &str = "en";

/// The language of a BCP 47 tag without its variants: `zh` of `zh-Hant`.
pub(crate) fn base_language(tag: &str) -> &str {
    // Asked all the time, of two letters mostly.
    let end = tag.bytes().position(|byte| byte == b'-');
    end.map_or(tag, |end| &tag[..end])
}

/// The region of a tag, if it names one: `BR` of `pt-BR`, `419` of `es-419`.
pub(crate) fn region(tag: &str) -> Option<&str> {
    let public = tag.split(PRIVATE).next().unwrap_or(tag);
    let subtags = public.split('-').skip(1);
    let is_region = |subtag: &&str| match subtag.len() {
        2 => subtag.bytes().all(|b| b.is_ascii_alphabetic()),
        3 => subtag.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    subtags.into_iter().find(is_region)
}

/// The languages that a text of a BCP 47 tag may be in: of `hr-x-bs-sr`, which names some for private use, all three.
pub(crate) fn languages_of(tag: &str) -> impl Iterator<Item = &str> {
    let mut parts = tag.splitn(2, PRIVATE);
    let own = parts.next().map(base_language);
    own.into_iter().chain(
        parts
            .next()
            .into_iter()
            .flat_map(|others| others.split('-')),
    )
}

/// Between a tag and what is added to it for private use.
pub(crate) const PRIVATE: &str = "-x-";

/// Whether a character is kana of full width, or a mark of theirs.
pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ')
}

/// What the names of foreigners are written in that have a dot between their words: ニコラ・スタージョン, 埃尔纳·索尔贝格.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dotted {
    Katakana,
    Han,
}

impl Dotted {
    /// The names that a character parts the words of, if it is such a dot.
    pub(crate) fn by(dot: char) -> Option<Dotted> {
        match dot {
            '・' | '･' => Some(Dotted::Katakana),
            '·' | '‧' | '•' => Some(Dotted::Han),
            _ => None,
        }
    }
}

/// Whether a character is katakana, of full width or half.
pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ')
}

/// Whether a character is hiragana.
pub(crate) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Whether a script has capitals that names are told by.
pub(crate) fn has_capitals(script: &str) -> bool {
    static SCRIPTS: LazyLock<Vec<&str>> = LazyLock::new(|| with("capitals"));
    SCRIPTS.contains(&script)
}

/// Whether a letter of a script is a syllable or a word.
pub(crate) fn has_syllables(script: &str) -> bool {
    static SCRIPTS: LazyLock<Vec<&str>> = LazyLock::new(|| with("syllables"));
    SCRIPTS.contains(&script)
}

/// Whether a name in a script may be one letter.
pub(crate) fn has_short_names(script: &str) -> bool {
    static SCRIPTS: LazyLock<Vec<&str>> = LazyLock::new(|| with("short_names"));
    SCRIPTS.contains(&script)
}

/// Whether a script leaves most vowels unwritten.
pub(crate) fn has_no_vowels(script: &str) -> bool {
    static SCRIPTS: LazyLock<Vec<&str>> = LazyLock::new(|| with("no_vowels"));
    SCRIPTS.contains(&script)
}

/// The scripts that the file says this of.
fn with(wanted: &str) -> Vec<&'static str> {
    let rows = rule_rows(include_str!("scripts.tsv"));
    rows.filter(|row| row[1].split(' ').any(|word| word == wanted))
        .map(|row| row[0])
        .collect()
}

/// Whether a text has small letters that stand beside capitals.
pub(crate) fn has_case(text: &str) -> bool {
    text.chars().any(|c| Char::of(c).is_lower())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_tell_the_script() {
        for (text, script) in [
            ("α decay: Kiev, Erevan", "Latn"),
            ("北 Kiev, Erevan", "Latn"),
            ("삼성 (Samsung)", "Latn"),
            ("삼성전자 (Samsung)", "Hang"),
            ("Éa да", "Latn"),
            ("2024 …", ""),
        ] {
            assert_eq!(main_script(text), script, "{text}");
        }
        assert_eq!(main_script(&("-".repeat(5000) + "ქართ")), "Geor");
    }

    #[test]
    fn every_script_of_the_file_has_traits_that_are_known() {
        let known = "capitals one_case dense syllables short_names loose_marks no_vowels";
        for row in rule_rows(include_str!("scripts.tsv")) {
            assert!(Script::from_short_name(row[0]).is_some(), "{}", row[0]);
            let mut traits = row[1].split(' ');
            assert!(
                traits.all(|word| known.split(' ').any(|k| k == word)),
                "{}",
                row[1]
            );
        }
    }

    #[test]
    fn scripts_are_what_the_file_says() {
        assert!(has_capitals("Cyrl") && !has_capitals("Geor") && !has_capitals(""));
        assert!(has_syllables("Hang") && !has_syllables("Thai"));
        assert!(has_short_names("Ethi") && !has_short_names("Latn"));
        assert!(has_no_vowels("Hebr") && !has_no_vowels("Deva"));
        assert!(has_case("Эчмиадзин") && !has_case("СССР"));
        // Unicode calls these letters small.
        assert!(!has_case("თბილისი"));
    }
}
