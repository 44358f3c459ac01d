//! Forms with an ending: whether one is a case of a name, and the canonical name with the same ending.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::capitals::{capitals, in_capitals};
use super::harmony::Harmony;
use super::{genitive, is_whole_name, person};
use crate::fold::key;
use crate::gazetteer::EntityType;
use crate::inflect::{Bases, Spelling, endings};
use crate::matcher::Mention;
use crate::rules::{first_column, first_columns};
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
        bases
            .iter()
            .any(|(form, own)| form == base && own.spelling != Spelling::Other)
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

/// Whether a name written out for a short one may have to stand in another case: in languages whose names take endings,
/// and where its first word is an adjective, as far as its ending tells: `aus den Vereinigten Staaten`.
pub(super) fn is_declinable(surface: &str, canonical: &str, lang: &str) -> bool {
    let adjective = canonical.split_once(' ').map(|(first, _)| first);
    let declines = |word: &str| {
        adjective_endings(lang)
            .is_some_and(|endings| endings.split(' ').any(|end| word.ends_with(end)))
    };
    !lang.is_empty() && is_possible(surface, lang) || adjective.is_some_and(declines)
}

/// The endings of adjectives in names of a language.
fn adjective_endings(lang: &str) -> Option<&'static str> {
    static ENDINGS: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| first_columns(include_str!("declined.tsv")).collect());
    let own = base_language(lang);
    let row = ENDINGS.iter().find(|(lang, _)| *lang == own);
    row.map(|(_, endings)| *endings)
}

/// Whether a name of several words differs from the canonical one in the endings of its adjectives alone.
pub(super) fn is_declined(surface: &str, canonical: &str, lang: &str) -> bool {
    let Some(endings) = adjective_endings(lang) else {
        return false;
    };
    let stems = |word: &str| {
        let stems = endings.split(' ').filter_map(|end| word.strip_suffix(end));
        stems.map(str::to_owned).collect::<Vec<_>>()
    };
    let same = |own: &str, wanted: &str| own.to_lowercase() == wanted.to_lowercase();
    let is_form = |own: &str, wanted: &str| {
        let of_wanted = stems(&wanted.to_lowercase());
        stems(&own.to_lowercase())
            .iter()
            .any(|stem| of_wanted.contains(stem))
    };
    let (own, wanted): (Vec<&str>, Vec<&str>) = (
        surface.split_whitespace().collect(),
        canonical.split_whitespace().collect(),
    );
    let mut pairs = own.iter().zip(&wanted);
    own.len() == wanted.len()
        && own.len() > 1
        && pairs.all(|(own, wanted)| same(own, wanted) || is_form(own, wanted))
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
    let carried = Harmony::of(text_lang)
        .filter(|_| !other_script)
        .and_then(|harmony| carried(surface, &listed, &canonical, harmony));
    // Of several words that are no person's the last need not be the one that has it: `Kap Verdes`, but `der Kapverden`.
    let is_hung_on = mention.entity.entity_type == EntityType::Person
        || ![listed.as_str(), canonical.as_str()]
            .iter()
            .any(|name| name.contains(' '));
    let in_genitive = || {
        let stem = genitive::stem(surface, text_lang).filter(|_| is_hung_on && !other_script)?;
        (key(stem) == key(&listed)).then(|| genitive::of(&canonical, text_lang))?
    };
    let name = carried
        .or_else(in_genitive)
        .or_else(|| (!keep).then_some(canonical.clone()))?;
    Some(if in_capitals(surface) {
        capitals(&name, lang)
    } else {
        name
    })
}

/// The canonical name with the ending of the surface form, which is the listed name with something added.
fn carried(surface: &str, listed: &str, canonical: &str, harmony: &Harmony) -> Option<String> {
    let stem = listed.chars().count();
    let mut letters = surface.chars();
    let taken: String = letters.by_ref().take(stem).collect();
    let ending = letters.as_str();
    let fits = key(&taken) == key(listed)
        && !ending.is_empty()
        && harmony.is_of_both(listed, canonical)
        && harmony.joins_alike(listed, canonical, ending);
    if !fits {
        return None;
    }
    // The last letter may have been lengthened: `Austriával`, and so `Ausztriával`.
    let (changed, last) = (taken.chars().next_back()?, canonical.chars().next_back()?);
    let lengthened = listed.ends_with(last) && changed.is_lowercase() && changed != last;
    Some(match lengthened {
        true => format!(
            "{}{changed}{ending}",
            &canonical[..canonical.len() - last.len_utf8()]
        ),
        false => format!("{canonical}{ending}"),
    })
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
    fn what_is_written_out_may_have_a_case() {
        assert!(is_declinable("USA", "Vereinigte Staaten", "de"));
        assert!(is_declinable("ООН", "Организация Объединённых Наций", "ru"));
        assert!(!is_declinable("WHO", "Weltgesundheitsorganisation", "de"));
        assert!(!is_declinable("UN", "United Nations", "en"));
        assert!(!is_declinable("ООН", "Организация Объединённых Наций", ""));
    }

    #[test]
    fn forms_of_adjectives_are_no_spellings() {
        assert!(is_declined("Nahen Osten", "Naher Osten", "de"));
        assert!(is_declined("Asowschen Meer", "Asowsches Meer", "de"));
        assert!(!is_declined("Nahen Westen", "Naher Osten", "de"));
        assert!(!is_declined("Mittleren Osten", "Naher Osten", "de"));
        assert!(!is_declined("Erevan", "Eriwan", "de"));
        assert!(!is_declined("Nahen Osten", "Naher Osten", "nl"));
    }

    #[test]
    fn endings_are_carried_where_they_fit() {
        let carried = |surface: &str, listed: &str, canonical: &str, lang: &str| {
            Harmony::of(lang).and_then(|harmony| carried(surface, listed, canonical, harmony))
        };
        assert_eq!(
            carried("Erevanda", "Erevan", "Yerevan", "tr").as_deref(),
            Some("Yerevanda")
        );
        let kyry = |lang| carried("Kuryssä", "Kury", "Kyry", lang);
        assert_eq!(kyry("fi").as_deref(), Some("Kyryssä"));
        assert_eq!(kyry("tr"), None);
        let hungarian = carried("Austriával", "Austria", "Ausztria", "hu");
        assert_eq!(hungarian.as_deref(), Some("Ausztriával"));
        let capitals = carried("KIEVben", "Kiev", "Kijev", "hu");
        assert_eq!(capitals.as_deref(), Some("Kijevben"));
        assert_eq!(carried("Batumda", "Batum", "Tokut", "tr"), None);
        assert_eq!(carried("ԷրեվանումX", "Էրևան", "Երևան", "tr"), None);
        assert_eq!(carried("Londonban", "London", "Berlin", "tr"), None);
        assert_eq!(carried("London", "London", "Yerevan", "tr"), None);
    }
}
