//! The shape of a surface form, given to its replacement.
//!
//! `fit` says what stands in for a form, if anything does: a person's name as
//! long as it stood there (`person`), an inflected form with its ending
//! (`inflected`, where it fits by `harmony`), in the capitals (`capitals`) and with the white space it had.

mod capitals;
mod demonym;
mod genitive;
mod harmony;
mod inflected;
mod person;

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

pub(super) use self::capitals::at_beginning;
use self::capitals::{begins_with_capital, capitals, in_capitals, with_capital};
pub(super) use self::demonym::demonym;
pub(super) use self::harmony::keeps_ending;
use crate::fold::key;
use crate::gazetteer::{EntityType, Level, NameKind};
use crate::matcher::{Evidence, Mention, Tier};
use crate::rewrite::signs::{self, with_cedillas};
use crate::rules::rule_rows;
use crate::text::{Dotted, base_language, has_syllables, script_of, tokenize};

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
    // Most names are as they are to be.
    if surface == canonical || keep.has(mention.name.kind) && !is_foreign(mention, canonical, lang)
    {
        return None;
    }
    // An abbreviation tells no case that the name written out would have.
    if mention.name.kind == NameKind::Abbreviation
        && keep.inflected
        && inflected::is_declinable(surface, canonical, text_lang)
    {
        return None;
    }
    let of_person = mention.entity.entity_type == EntityType::Person;
    if !of_person && is_short_name(surface, mention, canonical, keep)
        || is_bare(surface, mention, canonical)
    {
        return None;
    }
    if mention.tier == Tier::Inflected {
        let langs = (text_lang, lang);
        return inflected::form(surface, mention, canonical, langs, keep.inflected);
    }
    if may_be_case(surface, mention, canonical, text_lang) {
        return None;
    }
    // A spelling that nobody listed, in the genitive: `Salome Surabischwilis Rede`.
    if keep.inflected && is_in_oblique_case(mention) {
        let stem = genitive::stem(surface, text_lang)?;
        let name = uninflected(stem, mention, canonical, (text_lang, lang), keep)?;
        return genitive::of(&name, text_lang);
    }
    uninflected(surface, mention, canonical, (text_lang, lang), keep)
}

/// The same for a form without an ending.
fn uninflected(
    surface: &str,
    mention: &Mention<'_>,
    canonical: &str,
    (text_lang, lang): (&str, &str),
    keep: Keep,
) -> Option<String> {
    let of_person = mention.entity.entity_type == EntityType::Person;
    let (own, wanted) = (key(surface), key(canonical));
    if says_more(&own, &wanted) || is_other_length(surface, canonical) {
        return None;
    }
    if !of_person && says_more(&wanted, &own) {
        return None;
    }
    // A family name where no space parts it from the rest: 澤倫斯基 of 弗拉基米爾·澤連斯基.
    let parts_words = |c: char| Dotted::by(c).is_some();
    if of_person && canonical.contains(parts_words) && !surface.contains(parts_words) {
        return None;
    }
    let name = match mention.entity.entity_type {
        EntityType::Person if script_of(surface) == script_of(canonical) => {
            person::fit(surface, &own, &wanted, canonical, text_lang)?
        }
        // In another script words cannot be told to be the same; only a whole name gives way.
        EntityType::Person if !is_whole_name(&own, mention) => return None,
        _ => canonical.to_owned(),
    };
    let is_form = || {
        is_case(surface, mention, &name, text_lang)
            || !of_person && inflected::is_declined(surface, &name, text_lang)
    };
    if keep.inflected && is_form() {
        return None;
    }
    let name = match in_capitals(surface) && !in_capitals(mention.name.text) {
        true => capitals(&name, lang),
        false => name,
    };
    let name = signs::as_in(surface, &spaced_as(surface, &name));
    differs(surface, &name, mention.entity.entity_type, lang).then_some(name)
}

/// Whether it is another way of its own language to call something that the other one calls as briefly: Spanish `Kiev`
/// is Kyiv in English.
fn is_foreign(mention: &Mention<'_>, canonical: &str, lang: &str) -> bool {
    let words = |name: &str| name.split_whitespace().count();
    mention.name.kind == NameKind::Designation
        && base_language(mention.name.lang) != base_language(lang)
        && !lang.is_empty()
        && words(mention.name.text) == words(canonical)
}

/// Whether a name of no person is short and no variant to mend: `Congo` of the Democratic Republic of the Congo,
/// `Guardian` of The Guardian, or abbreviated otherwise.
fn is_short_name(surface: &str, mention: &Mention<'_>, canonical: &str, keep: Keep) -> bool {
    says_more(&key(canonical), &key(mention.name.text))
        || keep.abbreviations && has_other_abbreviation(surface, canonical)
}

/// Whether a form is a case of the name that would be written. Of two names of a place one may be a form of the other
/// in that language: Albanian `Shkodër` and `Shkodra`.
fn is_case(surface: &str, mention: &Mention<'_>, name: &str, lang: &str) -> bool {
    inflected::is_case_of(surface, name, lang)
        || mention.entity.entity_type != EntityType::Person
            && key(surface) != key(name)
            && inflected::is_case_of(name, surface, lang)
}

/// Whether a name is written otherwise than a form of it, and not just with other signs or capitals.
fn differs(surface: &str, name: &str, entity_type: EntityType, lang: &str) -> bool {
    let (wanted, own) = (plain(name), plain(surface));
    with_cedillas(&wanted) != with_cedillas(&own)
        // A title may begin with a capital or not: `Papa Leone XIV`.
        && !(begins_with_capital(&own) && with_capital(&wanted, lang) == own)
        && !(entity_type == EntityType::Organization && is_titled(&own, &wanted))
}

impl Keep {
    /// Whether names of a kind are left as they are.
    fn has(self, kind: NameKind) -> bool {
        match kind {
            NameKind::Designation => true,
            NameKind::Demonym => self.demonyms,
            NameKind::Abbreviation => self.abbreviations,
            NameKind::Former => self.former,
            _ => false,
        }
    }
}

/// Whether a form can only stand in another case than the nominative.
fn is_in_oblique_case(mention: &Mention<'_>) -> bool {
    let cases = mention.cases.unwrap_or_default();
    cases.labels().next().is_some() && !cases.labels().any(|case| case == "nom")
}

/// Whether a form may be a case of the canonical name that nobody listed.
fn may_be_case(surface: &str, mention: &Mention<'_>, canonical: &str, lang: &str) -> bool {
    // What is listed in another orthography is known for no case.
    let is_listed = mention.tier < Tier::Romanized
        || matches!(mention.evidence, Evidence::Listed | Evidence::Authority);
    let is_possible = || {
        inflected::is_possible(surface, lang)
            || lang.is_empty() && adds_endings(&key(surface), &key(canonical))
    };
    !is_listed && is_possible()
}

/// Whether only the first letters of words differ, of which some are capitals: `Société Générale`, `the Washington
/// Post`. That is how a house writes the names of others, and no variant to mend.
fn is_titled(own: &str, name: &str) -> bool {
    let small = |text: &str| -> String {
        let words = text.split(' ').map(|word| {
            let mut letters = word.chars();
            let first = letters.next().into_iter().flat_map(char::to_lowercase);
            first.chain(letters).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    };
    own.split(' ').any(begins_with_capital) && small(own) == small(name)
}

/// Whether the canonical name of a person stands in the text with all its words: of `Putin`
/// in an article on Vladimir Putin only one does.
fn is_whole_name(own: &str, mention: &Mention<'_>) -> bool {
    let words = |key: &str| key.split(' ').count();
    let name = key(mention.name.text);
    // `习` of 习近平 is as much a word as he is.
    let is_part = words(&name) == 1 && name.starts_with(own) && own != name;
    mention.name.kind == NameKind::Canonical && words(own) >= words(&name) && !is_part
}

/// Whether a division of a country is called by its name without the word for such, which gives that an ending:
/// `Jämtland` of Jämtlands län, `Saaremaa` of Saare maakond.
fn is_bare(surface: &str, mention: &Mention<'_>, canonical: &str) -> bool {
    /// Letters of an ending, and the fewest of a name that tell.
    const ENDING: usize = 3;
    const SHORTEST: usize = 4;
    let (own, wanted) = (key(surface), key(canonical));
    let ends_so = |long: &str, short: &str| {
        let ending = long.strip_prefix(short);
        short.chars().count() >= SHORTEST
            && ending.is_some_and(|ending| ending.chars().count() <= ENDING)
    };
    mention.entity.entity_type == EntityType::Place
        && mention
            .entity
            .level()
            .is_some_and(|level| level != Level::Country)
        && !own.contains(' ')
        && wanted.contains(' ')
        && wanted
            .split(' ')
            .any(|word| ends_so(word, &own) || ends_so(&own, word))
}

/// Whether the words of `wanted` stand in `own` among others: a fuller form
/// (`Republic of Armenia`, a name with its patronymic) is no variant to mend.
fn says_more(own: &str, wanted: &str) -> bool {
    let words: Vec<&str> = own.split(' ').collect();
    wanted.split(' ').all(|word| words.contains(&word)) && words.len() > wanted.split(' ').count()
}

/// Whether every word goes on behind one of the canonical name, as in a case: `Andreja Plenkovića`.
fn adds_endings(own: &str, wanted: &str) -> bool {
    let differs = own != wanted;
    let (own, wanted) = (own.split(' '), wanted.split(' '));
    differs
        && own.clone().count() == wanted.clone().count()
        && own.zip(wanted).all(|(own, wanted)| own.starts_with(wanted))
}

/// Whether a word in capitals stands beside others for words of the canonical name: `МИД Италии`.
fn has_other_abbreviation(surface: &str, canonical: &str) -> bool {
    let abbreviates = |word: &&str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        letters().nth(1).is_some() && letters().all(char::is_uppercase)
    };
    let listed: Vec<String> = canonical.split_whitespace().map(key).collect();
    let mut abbreviations = surface.split_whitespace().filter(abbreviates);
    !in_capitals(surface) && abbreviations.any(|word| !listed.contains(&key(word)))
}

/// Whether of a form and the canonical name, in a script without spaces or in Hangul, one is but the other with
/// less of its letters: 東京 of 東京都, 国連 of 国際連合, 上海市 of 上海, 台中 of 臺中市. The press writes both.
fn is_other_length(surface: &str, canonical: &str) -> bool {
    let mut tokens = Vec::new();
    tokenize(surface, &mut tokens);
    let dense = tokens
        .first()
        .is_some_and(|token| token.is_dense() || has_syllables(script_of(surface)));
    let is_either = |own: &str, wanted: &str| is_within(own, wanted) || is_within(wanted, own);
    // In whatever signs: 横濱 of 横浜市.
    let (own, wanted) = (key(surface), key(canonical));
    dense
        && (is_either(&alike(surface), &alike(canonical))
            || own != wanted && is_either(&own, &wanted))
}

/// Whether all letters of a form stand in another, in this order.
fn is_within(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().all(|c| letters.any(|other| other == c))
}

/// A form with one sign for those that are written either way: 台 and 臺.
fn alike(form: &str) -> String {
    let letters = form.chars();
    letters
        .map(|c| VARIANTS.get(&c).copied().unwrap_or(c))
        .collect()
}

/// Han characters that are written in two ways in one language, each with the other one.
static VARIANTS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("variants.tsv"));
    rows.filter_map(|row| Some((row[0].chars().next()?, row.get(1)?.chars().next()?)))
        .collect()
});

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_endings_is_told_from_another_spelling() {
        assert!(adds_endings("andreja plenkovica", "andrej plenkovic"));
        assert!(!adds_endings("aik kondzhoryan", "hayk konjoryan"));
        assert!(!adds_endings("andrej plenkovic", "andrej plenkovic"));
    }

    #[test]
    fn fuller_forms_say_more() {
        assert!(says_more("republic of armenia", "armenia"));
        assert!(!says_more("burma", "myanmar"));
        assert!(!says_more("yerevan", "yerevan"));
    }
}
