//! Forms with an ending: whether one is a case of a name, and the canonical name with the same ending.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::capitals::{capitals, in_capitals};
use super::{is_whole_name, person};
use crate::fold::key;
use crate::gazetteer::EntityType;
use crate::inflect::{Bases, endings};
use crate::matcher::Mention;
use crate::rules::{first_column, rule_rows};
use crate::text::chars::Char;
use crate::text::{base_language, script_of};

/// Whether another form of a name may be a case of it, going by the language of
/// the text, or its script where the language is not known.
pub(super) fn is_possible(surface: &str, lang: &str) -> bool {
    static LANGUAGES: LazyLock<Vec<&str>> =
        LazyLock::new(|| first_column(include_str!("inflecting.tsv")).collect());
    match lang.split('-').next() {
        None | Some("") => script_of(surface) != "Latn",
        Some(base) => LANGUAGES.contains(&base),
    }
}

/// Whether a form, however it was found, is the canonical name in some case: `Brukseli` may be listed as it
/// stands, and `Ursulą` differs from `Ursula` in an accent that is an ending.
pub(super) fn is_case_of(surface: &str, canonical: &str, lang: &str) -> bool {
    let Some(endings) = endings(lang) else {
        return false;
    };
    // The halves of a double name have their endings each: `Čmilytę-Nielsen`.
    let gap = |c: char| c.is_whitespace() || c == '-';
    let (own, wanted): (Vec<&str>, Vec<&str>) =
        (surface.split(gap).collect(), canonical.split(gap).collect());
    let mut bases = Bases::default();
    let mut is_case = |own: &str, wanted: &str| {
        let (folded, base) = (key(own), key(wanted));
        if folded == base {
            return ends_in_accent(own, wanted);
        }
        endings.bases_of_first(&folded, &mut bases);
        bases.iter().any(|(form, _)| form == base)
            // However short the name is: `וגל`.
            || folded
                .strip_suffix(base.as_str())
                .is_some_and(|piece| endings.is_proclitic(piece))
    };
    let same = |own: &str, wanted: &str| {
        own.nfc()
            .flat_map(char::to_lowercase)
            .eq(wanted.nfc().flat_map(char::to_lowercase))
    };
    let words = || own.iter().zip(&wanted);
    own.len() == wanted.len()
        && words().all(|(own, wanted)| same(own, wanted) || is_case(own, wanted))
        && words().any(|(own, wanted)| !same(own, wanted))
}

/// Whether a word is another with an accent, or another one, on its last letter, which may be an ending: `Ursulą` and
/// Lithuanian `Čmilytę` of Čmilytė; one without the accent is not.
fn ends_in_accent(own: &str, plain: &str) -> bool {
    let letters = |word: &str| {
        word.nfc()
            .flat_map(char::to_lowercase)
            .collect::<Vec<char>>()
    };
    let (own, plain) = (letters(own), letters(plain));
    let (Some((last, stem)), Some((base, plain_stem))) = (own.split_last(), plain.split_last())
    else {
        return false;
    };
    let bare = |c: char| std::iter::once(c).nfd().next();
    stem == plain_stem && last != base && bare(*last) != Some(*last) && bare(*last) == bare(*base)
}

/// What to write for an inflected form: nothing if only its ending differs from the canonical name. Otherwise
/// the canonical name with the ending, where the language hangs endings on without a change, or by itself
/// unless it is to be kept; in another script, always by itself.
pub(super) fn form(
    surface: &str,
    mention: &Mention<'_>,
    canonical: &str,
    (text_lang, lang): (&str, &str),
    keep: bool,
) -> Option<String> {
    let other_script = script_of(surface) != script_of(canonical);
    if key(canonical) == key(mention.name.text) || other_script && keep {
        return None;
    }
    let (listed, canonical) = match mention.entity.entity_type {
        // In another script words cannot be told to be the same; only a whole name gives way.
        EntityType::Person if other_script => {
            is_whole_name(&key(surface), mention).then_some(())?;
            (mention.name.text.to_owned(), canonical.to_owned())
        }
        EntityType::Person => person::aligned_part(surface, mention.name.text, canonical)?,
        _ => (mention.name.text.to_owned(), canonical.to_owned()),
    };
    let carried = carries_endings(text_lang)
        .filter(|_| !other_script)
        .and_then(|y| carried(surface, &listed, &canonical, y));
    let name = carried.or_else(|| (!keep).then_some(canonical))?;
    Some(if in_capitals(surface) {
        capitals(&name, lang)
    } else {
        name
    })
}

/// The canonical name with the ending of the surface form, which is the listed name with something added.
fn carried(surface: &str, listed: &str, canonical: &str, y: Y) -> Option<String> {
    let stem = listed.chars().count();
    let mut letters = surface.chars();
    let taken: String = letters.by_ref().take(stem).collect();
    let ending = letters.as_str();
    if key(&taken) != key(listed) || ending.is_empty() || !same_harmony(listed, canonical, y) {
        return None;
    }
    Some(format!("{canonical}{ending}"))
}

/// Whether an ending that fits one name fits the other: both have the same last vowel, and end in a vowel or not.
fn same_harmony(a: &str, b: &str, y: Y) -> bool {
    let is_vowel = |c: &char| match y {
        Y::Vowel => Char::of(*c).may_be_vowel(),
        Y::Consonant => Char::of(*c).is_vowel(),
    };
    let last = |name: &str| name.to_lowercase().nfc().filter(is_vowel).last();
    let open = |name: &str| {
        name.to_lowercase()
            .nfc()
            .last()
            .is_some_and(|c| is_vowel(&c))
    };
    last(a) == last(b) && open(a) == open(b)
}

/// What the letter y is in a language.
#[derive(Clone, Copy)]
enum Y {
    Vowel,
    Consonant,
}

/// Whether the language writes endings behind an unchanged name, and what it has `y` for.
fn carries_endings(lang: &str) -> Option<Y> {
    static LANGUAGES: LazyLock<HashMap<&str, Y>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("carrying.tsv"));
        let y = |word| match word {
            "vowel" => Y::Vowel,
            _ => Y::Consonant,
        };
        rows.map(|row| (row[0], y(row[1]))).collect()
    });
    LANGUAGES.get(base_language(lang)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_the_canonical_name_are_known() {
        assert!(is_case_of("Brukseli", "Bruksela", "pl"));
        assert!(is_case_of(
            "Ursulą von der Leyen",
            "Ursula von der Leyen",
            "pl"
        ));
        assert!(!is_case_of("Kijow", "Kijów", "pl"));
        assert!(!is_case_of("Plzen", "Plzeň", "cs"));
        assert!(!is_case_of("Erevan", "Yerevan", "en"));
        assert!(!is_case_of("Bruksela", "Bruksela", "pl"));
    }

    #[test]
    fn endings_are_carried_where_they_fit() {
        assert_eq!(
            carried("Erevanda", "Erevan", "Yerevan", Y::Consonant).as_deref(),
            Some("Yerevanda")
        );
        let kyry = |y| carried("Kuryssä", "Kury", "Kyry", y);
        assert_eq!(kyry(Y::Vowel).as_deref(), Some("Kyryssä"));
        assert_eq!(kyry(Y::Consonant), None);
        assert_eq!(carried("ԷրեվանումX", "Էրևան", "Երևան", Y::Consonant), None);
        assert_eq!(carried("Londonban", "London", "Berlin", Y::Consonant), None);
        assert_eq!(carried("London", "London", "Yerevan", Y::Consonant), None);
    }
}
