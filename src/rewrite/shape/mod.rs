//! The shape of a surface form, given to its replacement.
//!
//! `fit` says what stands in for a form, if anything does: a person's name as
//! long as it stood there (`person`), an inflected form with its ending
//! (`inflected`), in the capitals (`capitals`) and with the white space it had.

mod capitals;
mod demonym;
mod inflected;
mod person;

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use self::capitals::{capitals, in_capitals};
pub(super) use self::demonym::demonym;
use crate::fold::key;
use crate::gazetteer::{EntityType, NameKind};
use crate::matcher::{Evidence, Mention, Tier};
use crate::rules::rule_rows;
use crate::text::{script_of, tokenize};

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
    if keep.has(mention.name.kind) {
        return None;
    }
    if mention.tier == Tier::Inflected {
        let langs = (text_lang, lang);
        return inflected::form(surface, mention, canonical, langs, keep.inflected);
    }
    if surface == canonical || may_be_case(surface, mention, canonical, text_lang, keep) {
        return None;
    }
    let (own, wanted) = (key(surface), key(canonical));
    if is_another_length(
        surface,
        &own,
        canonical,
        &wanted,
        mention.entity.entity_type,
    ) {
        return None;
    }
    let name = match mention.entity.entity_type {
        EntityType::Person if script_of(surface) == script_of(canonical) => {
            person::fit(surface, &own, &wanted, canonical)?
        }
        // In another script words cannot be told to be the same; only a whole name gives way.
        EntityType::Person if !is_whole_name(&own, mention) => return None,
        _ => canonical.to_owned(),
    };
    let name = match in_capitals(surface) && !in_capitals(mention.name.text) {
        true => capitals(&name, lang),
        false => name,
    };
    let name = spaced_as(surface, &name);
    let as_plain = plain(&name);
    let differs = as_plain != plain(surface) && as_plain != plain(&with_cedillas(surface));
    differs.then_some(name)
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

/// Whether a form may be a case of the canonical name, or of a spelling of it that nobody listed.
fn may_be_case(
    surface: &str,
    mention: &Mention<'_>,
    canonical: &str,
    lang: &str,
    keep: Keep,
) -> bool {
    let is_listed = mention.tier < Tier::Romanized || mention.evidence == Evidence::Authority;
    !is_listed && inflected::is_possible(surface, lang)
        || keep.inflected && inflected::is_case_of(surface, canonical, lang)
}

/// Whether a form is a longer or shorter name than the canonical one, and so no variant to mend.
fn is_another_length(
    surface: &str,
    own: &str,
    canonical: &str,
    wanted: &str,
    entity_type: EntityType,
) -> bool {
    says_more(own, wanted)
        || is_short_form(surface, canonical)
        // `Congo` of the Democratic Republic of the Congo, `Pacific` of the Pacific Ocean.
        || entity_type == EntityType::Place && says_more(wanted, own)
}

/// Whether the canonical name of a person stands in the text with all its words: of `Putin`
/// in an article on Vladimir Putin only one does.
fn is_whole_name(own: &str, mention: &Mention<'_>) -> bool {
    let words = |key: &str| key.split(' ').count();
    mention.name.kind == NameKind::Canonical && words(own) >= words(&key(mention.name.text))
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
    // 国連 of 国際連合.
    let in_order = || {
        let mut letters = canonical.chars();
        surface.chars().all(|c| letters.any(|other| other == c))
    };
    dense && surface.len() < canonical.len() && in_order()
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

/// The same with the cedillas that stand for the commas of Romanian where a font has none: no form is mended so.
fn with_cedillas(form: &str) -> String {
    static LETTERS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("cedillas.tsv"));
        rows.filter_map(|row| Some((row[0].chars().next()?, row.get(1)?.chars().next()?)))
            .collect()
    });
    form.nfc()
        .map(|c| LETTERS.get(&c).copied().unwrap_or(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fuller_forms_say_more() {
        assert!(says_more("republic of armenia", "armenia"));
        assert!(!says_more("burma", "myanmar"));
        assert!(!says_more("yerevan", "yerevan"));
    }
}
