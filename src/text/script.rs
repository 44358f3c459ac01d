//! Scripts of words.

use unicode_script::{Script, UnicodeScript};

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
/// what shares Han characters.
///
/// ```
/// use exonym::text::script_of;
///
/// assert_eq!(script_of("«Ереван»"), "Cyrl");
/// assert_eq!(script_of("2024"), "");
/// ```
pub fn script_of(text: &str) -> &'static str {
    text.chars().find_map(own_script).unwrap_or("")
}

/// The script of most of the first letters, empty if there are none: a sign of Chinese, Japanese or Korean stands for
/// some three letters of other scripts.
pub(crate) fn main_script(text: &str) -> &'static str {
    const LETTERS: usize = 1000;
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for script in text.chars().filter_map(own_script).take(LETTERS) {
        let letters = if matches!(script, "Hani" | "Hang") {
            3
        } else {
            1
        };
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
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        Script::Hiragana | Script::Katakana | Script::Han => Some("Hani"),
        script => Some(script.short_name()),
    }
}

/// The language of a BCP 47 tag without its variants: `zh` of `zh-Hant`.
pub(crate) fn base_language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or("")
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
    matches!(script, "Latn" | "Cyrl" | "Grek" | "Armn" | "Adlm" | "Cher")
}

/// Whether a text has small letters that stand beside capitals; those of Georgian do not.
pub(crate) fn has_case(text: &str) -> bool {
    text.chars().any(char::is_lowercase) && script_of(text) != "Geor"
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
}
