//! The shape of a surface form, given to its replacement.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::fold::key;
use crate::gazetteer::{EntityType, NameKind};
use crate::inflect::{Bases, endings};
use crate::matcher::{Evidence, Mention, Tier};
use crate::rules::rule_rows;
use crate::text::{base_language, script_of, tokenize};

/// Kinds of names that are left as they are.
#[derive(Clone, Copy)]
pub(super) struct Keep {
    pub(super) abbreviations: bool,
    pub(super) former: bool,
    pub(super) demonyms: bool,
    /// Inflected forms; otherwise their base form is written.
    pub(super) inflected: bool,
}

/// What to write for `surface`, or `None` to leave it.
pub(super) fn fit(
    surface: &str,
    mention: &Mention<'_>,
    canonical: &str,
    (text_lang, lang): (&str, &str),
    keep: Keep,
) -> Option<String> {
    match mention.name.kind {
        NameKind::Designation => return None,
        NameKind::Demonym if keep.demonyms => return None,
        NameKind::Abbreviation if keep.abbreviations => return None,
        NameKind::Former if keep.former => return None,
        _ => {}
    }
    if mention.tier == Tier::Inflected {
        return inflected(surface, mention, canonical, (text_lang, lang), keep);
    }
    let listed = mention.evidence == Evidence::Authority;
    if mention.tier >= Tier::Romanized && !listed && may_be_inflected(surface, text_lang) {
        return None;
    }
    if keep.inflected && is_case_of(surface, canonical, text_lang) {
        return None;
    }
    let (own, wanted) = (key(surface), key(canonical));
    if says_more(&own, &wanted) || is_short_form(surface, canonical) {
        return None;
    }
    let name = match mention.entity.entity_type {
        EntityType::Person if script_of(surface) == script_of(canonical) => {
            person(surface, &own, &wanted, canonical)?
        }
        // In another script words cannot be told to be the same; only a whole name gives way.
        EntityType::Person if !is_whole_name(&own, mention) => return None,
        _ => canonical.to_owned(),
    };
    let name = match in_capitals(surface) && !in_capitals(mention.name.text) {
        true => capitals(&name, lang),
        false => name,
    };
    Some(spaced_as(surface, &name)).filter(|name| plain(name) != plain(surface))
}

/// Whether the canonical name of a person stands in the text with all its words: of `Putin`
/// in an article on Vladimir Putin only one does.
fn is_whole_name(own: &str, mention: &Mention<'_>) -> bool {
    let words = |key: &str| key.split(' ').count();
    mention.name.kind == NameKind::Canonical && words(own) >= words(&key(mention.name.text))
}

/// Whether a form, however it was found, is the canonical name in some case: `Brukseli` may be listed as it
/// stands, and `Ursulą` differs from `Ursula` in an accent that is an ending.
fn is_case_of(surface: &str, canonical: &str, lang: &str) -> bool {
    let Some(endings) = endings(lang) else {
        return false;
    };
    let (own, wanted): (Vec<&str>, Vec<&str>) = (
        surface.split_whitespace().collect(),
        canonical.split_whitespace().collect(),
    );
    let mut bases = Bases::default();
    let mut is_case = |own: &str, wanted: &str| {
        let (folded, base) = (key(own), key(wanted));
        if folded == base {
            return ends_in_accent(own, wanted);
        }
        endings.bases(&folded, true, &mut bases);
        bases.iter().any(|(form, _)| form == base)
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

/// Whether a word is another with an accent on its last letter, which may be an ending; one without the accent is not.
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
    stem == plain_stem && last != base && std::iter::once(*last).nfd().next() == Some(*base)
}

/// What to write for an inflected form: nothing if only its ending differs from the canonical name. Otherwise
/// the canonical name with the ending, where the language hangs endings on without a change, or by itself if asked.
fn inflected(
    surface: &str,
    mention: &Mention<'_>,
    canonical: &str,
    (text_lang, lang): (&str, &str),
    keep: Keep,
) -> Option<String> {
    if key(canonical) == key(mention.name.text) || script_of(surface) != script_of(canonical) {
        return None;
    }
    let (listed, canonical) = match mention.entity.entity_type {
        EntityType::Person => aligned_part(surface, mention.name.text, canonical)?,
        _ => (mention.name.text.to_owned(), canonical.to_owned()),
    };
    let carried = carries_endings(text_lang)
        .then(|| carried(surface, &listed, &canonical))
        .flatten();
    let name = carried.or_else(|| (!keep.inflected).then_some(canonical))?;
    Some(if in_capitals(surface) {
        capitals(&name, lang)
    } else {
        name
    })
}

/// Of two spellings of a person's name, the word that an inflected single word is of, in either; both whole for several words.
fn aligned_part(surface: &str, listed: &str, canonical: &str) -> Option<(String, String)> {
    let words = |name: &str| {
        name.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (listed_words, canonical_words) = (words(listed), words(canonical));
    if words(surface).len() > 1 {
        let alike = words(surface).len() == listed_words.len();
        return alike.then(|| (listed.to_owned(), canonical.to_owned()));
    }
    let own = key(surface);
    let at = (0..listed_words.len()).max_by_key(|at| shared(&own, &key(&listed_words[*at])))?;
    (listed_words.len() == canonical_words.len())
        .then(|| (listed_words[at].clone(), canonical_words[at].clone()))
}

/// The canonical name with the ending of the surface form, which is the listed name with something added.
fn carried(surface: &str, listed: &str, canonical: &str) -> Option<String> {
    let stem = listed.chars().count();
    let mut letters = surface.chars();
    let taken: String = letters.by_ref().take(stem).collect();
    let ending = letters.as_str();
    if key(&taken) != key(listed) || ending.is_empty() || !same_harmony(listed, canonical) {
        return None;
    }
    Some(format!("{canonical}{ending}"))
}

/// Whether an ending that fits one name fits the other: both have the same last vowel, and end in a vowel or not.
fn same_harmony(a: &str, b: &str) -> bool {
    let is_vowel = |c: &char| VOWELS.contains(c);
    let last = |name: &str| name.to_lowercase().nfc().filter(is_vowel).last();
    let open = |name: &str| {
        name.to_lowercase()
            .nfc()
            .last()
            .is_some_and(|c| is_vowel(&c))
    };
    last(a) == last(b) && open(a) == open(b)
}

/// Letters for vowels, in the scripts of languages that hang endings on.
static VOWELS: LazyLock<Vec<char>> = LazyLock::new(|| {
    rule_rows(include_str!("vowels.tsv"))
        .flat_map(|row| row[0].chars())
        .collect()
});

/// Whether the language writes endings behind an unchanged name.
fn carries_endings(lang: &str) -> bool {
    static LANGUAGES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        rule_rows(include_str!("carrying.tsv"))
            .map(|row| row[0])
            .collect()
    });
    LANGUAGES.contains(&base_language(lang))
}

/// A demonym with the capitals of the surface form.
pub(super) fn demonym(surface: &str, demonym: &str, lang: &str) -> String {
    let mut letters = demonym.chars();
    match surface.chars().next() {
        _ if in_capitals(surface) => capitals(demonym, lang),
        Some(first) if first.is_uppercase() => letters.next().map_or(String::new(), |first| {
            capitals(&first.to_string(), lang) + letters.as_str()
        }),
        _ => demonym.to_owned(),
    }
}

/// Whether another form of a name may be a case of it, going by the language of
/// the text, or its script where the language is not known.
fn may_be_inflected(surface: &str, lang: &str) -> bool {
    static LANGUAGES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        rule_rows(include_str!("inflecting.tsv"))
            .map(|row| row[0])
            .collect()
    });
    match lang.split('-').next() {
        None | Some("") => script_of(surface) != "Latn",
        Some(base) => LANGUAGES.contains(&base),
    }
}

/// Whether the words of `wanted` stand in `own` among others: a fuller form
/// (`Republic of Armenia`, a name with its patronymic) is no variant to mend.
fn says_more(own: &str, wanted: &str) -> bool {
    let words: Vec<&str> = own.split(' ').collect();
    wanted.split(' ').all(|word| words.contains(&word)) && words.len() > wanted.split(' ').count()
}

/// Whether a form of a script without spaces is part of the canonical name: 東京 of 東京都, a family name of a full one.
fn is_short_form(surface: &str, canonical: &str) -> bool {
    let mut tokens = Vec::new();
    tokenize(surface, &mut tokens);
    let dense = tokens
        .first()
        .is_some_and(|token| token.is_dense() || matches!(script_of(surface), "Kana" | "Hang"));
    dense && surface.len() < canonical.len() && canonical.contains(surface)
}

/// A person's name is not made longer or shorter than it stands in the text: a
/// surname alone becomes the canonical surname, a fuller form stays.
fn person(surface: &str, own: &str, wanted: &str, canonical: &str) -> Option<String> {
    if surface.contains(['[', ']']) {
        return None;
    }
    let (own_words, wanted_words) = (own.split(' ').count(), wanted.split(' ').count());
    if own_words > wanted_words {
        return None;
    }
    let initials = own.split(' ').any(|word| word.chars().count() == 1);
    if own_words == wanted_words {
        return if initials {
            with_initials(surface, canonical)
        } else {
            Some(canonical.to_owned())
        };
    }
    if own_words > 1 {
        return None;
    }
    let part = canonical
        .split_whitespace()
        .max_by_key(|part| shared(own, &key(part)))?;
    let alike = shared(own, &key(part)) * 2 >= own.chars().count();
    alike.then(|| part.to_owned())
}

/// `A. Kondzhoryan` as `H. Konjoryan`: initials stay initials, of the canonical words in their place.
fn with_initials(surface: &str, canonical: &str) -> Option<String> {
    let (own, wanted): (Vec<&str>, Vec<&str>) = (
        surface.split_whitespace().collect(),
        canonical.split_whitespace().collect(),
    );
    if own.len() != wanted.len() {
        return None;
    }
    let words = own
        .iter()
        .zip(&wanted)
        .map(|(own, wanted)| match key(own).chars().count() {
            1 => wanted
                .chars()
                .next()
                .map(|first| format!("{first}{}", if own.ends_with('.') { "." } else { "" })),
            _ => Some((*wanted).to_owned()),
        });
    Some(words.collect::<Option<Vec<_>>>()?.join(" "))
}

/// The name with the white space of the surface form, if both have as much of it.
fn spaced_as(surface: &str, name: &str) -> String {
    let gap = |c: char| c.is_whitespace() || c == '_';
    let gaps: Vec<&str> = surface
        .split(|c| !gap(c))
        .filter(|gap| !gap.is_empty())
        .collect();
    if name.matches(gap).count() != gaps.len() {
        return name.to_owned();
    }
    let words = name.split(gap).zip(gaps.iter().copied().chain([""]));
    words.map(|(word, gap)| format!("{word}{gap}")).collect()
}

/// A form with its white space made alike, composed: what is not a matter of spelling.
fn plain(form: &str) -> String {
    form.nfc()
        .map(|c| {
            if c.is_whitespace() || c == '_' {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// How many characters two words share at their beginnings and ends.
fn shared(a: &str, b: &str) -> usize {
    let from_start = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let room = a.chars().count().min(b.chars().count()) - from_start;
    from_start
        + a.chars()
            .rev()
            .zip(b.chars().rev())
            .take(room)
            .take_while(|(a, b)| a == b)
            .count()
}

/// Whether a form is written in capitals only, and has two at least.
fn in_capitals(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() >= 2 && !form.chars().any(char::is_lowercase)
}

/// The name in capitals, as its language writes them.
fn capitals(name: &str, lang: &str) -> String {
    let base = base_language(lang);
    let special = |c: char| {
        let row = CAPITALS
            .iter()
            .find(|row| row[0] == base && row[1].starts_with(c));
        row.map(|row| row[2])
    };
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match special(c) {
            Some(capital) => text.push_str(capital),
            None => text.extend(c.to_uppercase()),
        }
    }
    text
}

/// Language, small letter, capital: where a language differs from Unicode's default.
static CAPITALS: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| rule_rows(include_str!("capitals.tsv")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_keep_their_length() {
        assert_eq!(
            person(
                "Zelensky",
                "zelensky",
                "volodymyr zelenskyy",
                "Volodymyr Zelenskyy"
            )
            .as_deref(),
            Some("Zelenskyy")
        );
        assert_eq!(
            person(
                "Vladimir Vladimirovich Putin",
                "vladimir vladimirovich putin",
                "vladimir putin",
                "Vladimir Putin"
            ),
            None
        );
        assert_eq!(
            person(
                "Wladimir Putin",
                "wladimir putin",
                "vladimir putin",
                "Vladimir Putin"
            )
            .as_deref(),
            Some("Vladimir Putin")
        );
        assert_eq!(
            person("Koba", "koba", "joseph stalin", "Joseph Stalin"),
            None
        );
        assert_eq!(
            person(
                "A. Kondzhoryan",
                "a kondzhoryan",
                "hayk konjoryan",
                "Hayk Konjoryan"
            )
            .as_deref(),
            Some("H. Konjoryan")
        );
        assert_eq!(
            person(
                "[Wladimir] Putin",
                "wladimir putin",
                "vladimir putin",
                "Vladimir Putin"
            ),
            None
        );
    }

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
            carried("Erevanda", "Erevan", "Yerevan").as_deref(),
            Some("Yerevanda")
        );
        assert_eq!(carried("ԷրեվանումX", "Էրևան", "Երևան"), None);
        assert_eq!(carried("Londonban", "London", "Berlin"), None);
        assert_eq!(carried("London", "London", "Yerevan"), None);
    }

    #[test]
    fn fuller_forms_say_more() {
        assert!(says_more("republic of armenia", "armenia"));
        assert!(!says_more("burma", "myanmar"));
        assert!(!says_more("yerevan", "yerevan"));
    }

    #[test]
    fn capitals_by_language() {
        assert_eq!(capitals("İzmir", "tr"), "İZMİR");
        assert_eq!(capitals("Gießen", "de"), "GIESSEN");
        assert_eq!(capitals("Երևան", "hy"), "ԵՐԵՎԱՆ");
    }
}
