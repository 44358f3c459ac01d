//! The shape of a surface form, given to its replacement.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::fold::key;
use crate::gazetteer::{EntityType, NameKind};
use crate::matcher::{Mention, Tier};
use crate::rules::rule_rows;
use crate::text::script_of;

/// Kinds of names that are left as they are.
#[derive(Clone, Copy)]
pub(super) struct Keep {
    pub(super) abbreviations: bool,
    pub(super) former: bool,
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
        NameKind::Demonym | NameKind::Designation => return None,
        NameKind::Abbreviation if keep.abbreviations => return None,
        NameKind::Former if keep.former => return None,
        _ => {}
    }
    if mention.tier == Tier::Inflected {
        return None;
    }
    if mention.tier >= Tier::Romanized && may_be_inflected(surface, text_lang) {
        return None;
    }
    let (own, wanted) = (key(surface), key(canonical));
    if says_more(&own, &wanted) {
        return None;
    }
    let name = match mention.entity.entity_type {
        EntityType::Person if script_of(surface) == script_of(canonical) => {
            person(&own, &wanted, canonical)?
        }
        // In another script words cannot be told to be the same; only a whole name gives way.
        EntityType::Person if mention.name.kind != NameKind::Canonical => return None,
        _ => canonical.to_owned(),
    };
    let name = match in_capitals(surface) && !in_capitals(mention.name.text) {
        true => capitals(&name, lang),
        false => name,
    };
    Some(spaced_as(surface, &name)).filter(|name| plain(name) != plain(surface))
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

/// A person's name is not made longer or shorter than it stands in the text: a
/// surname alone becomes the canonical surname, a fuller form stays.
fn person(own: &str, wanted: &str, canonical: &str) -> Option<String> {
    let (own_words, wanted_words) = (own.split(' ').count(), wanted.split(' ').count());
    if own_words > wanted_words {
        return None;
    }
    let initials = own.split(' ').any(|word| word.chars().count() == 1);
    if own_words == wanted_words && !initials {
        return Some(canonical.to_owned());
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
    let base = lang.split('-').next().unwrap_or("");
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
            person("zelensky", "volodymyr zelenskyy", "Volodymyr Zelenskyy").as_deref(),
            Some("Zelenskyy")
        );
        assert_eq!(
            person(
                "vladimir vladimirovich putin",
                "vladimir putin",
                "Vladimir Putin"
            ),
            None
        );
        assert_eq!(
            person("wladimir putin", "vladimir putin", "Vladimir Putin").as_deref(),
            Some("Vladimir Putin")
        );
        assert_eq!(person("koba", "joseph stalin", "Joseph Stalin"), None);
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
