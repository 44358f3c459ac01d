//! Languages that many a text could be in alike: where nothing tells them apart, a tag names them all.

use std::sync::LazyLock;

use super::{LEAST, trigrams};
use crate::rules::rule_rows;
use crate::text::languages_of;

/// The tag for a text that could be in any of some languages.
struct Siblings {
    tag: &'static str,
    languages: Vec<&'static str>,
    /// Whether letters in threes tell one from the other.
    by_letters: bool,
}

/// The tags, that of the most languages first.
static SIBLINGS: LazyLock<Vec<Siblings>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/sibling_languages.tsv"));
    let siblings = |row: Vec<&'static str>| Siblings {
        tag: row[0],
        languages: languages_of(row[0]).collect(),
        by_letters: row.get(1) == Some(&"letters"),
    };
    let mut siblings: Vec<Siblings> = rows.map(siblings).collect();
    siblings.sort_by_key(|siblings| std::cmp::Reverse(siblings.languages.len()));
    siblings
});

/// All siblings of a language, and itself.
fn family(lang: &str) -> Option<&'static Siblings> {
    SIBLINGS
        .iter()
        .find(|siblings| siblings.languages.contains(&lang))
}

/// Whether a text in a language may be judged to have this tag, since it stands for siblings too.
pub(super) fn may_be(tag: &str, lang: &str) -> bool {
    languages_of(tag).any(|sibling| sibling == lang)
}

/// The first of ranked languages, and the next that is not its sibling, with how much is said for them.
pub(super) fn lead(ranked: &[(u32, &'static str)]) -> [(u32, &'static str); 2] {
    const NONE: (u32, &str) = (0, "");
    let first = ranked.first().copied().unwrap_or(NONE);
    let siblings = family(first.1).map_or(&[][..], |family| &family.languages);
    let mut others = ranked
        .iter()
        .skip(1)
        .filter(|(_, lang)| !siblings.contains(lang));
    [first, others.next().copied().unwrap_or(NONE)]
}

/// The one of a language and its siblings for which the most is said, or the tag for those for which as much is.
/// A language that letters told (`by_letters`) is not one of those that they know too.
pub(super) fn tag(
    lang: &'static str,
    ranked: &[(u32, &'static str)],
    by_letters: bool,
) -> &'static str {
    let Some(family) = family(lang) else {
        return lang;
    };
    let settled = by_letters && family.by_letters;
    let may_be = |sibling: &str| {
        let other = settled && sibling != lang && trigrams::know(sibling);
        family.languages.contains(&sibling) && !other
    };
    let votes = ranked.iter().filter(|(_, lang)| may_be(lang));
    let most = votes.clone().next().map_or(0, |(count, _)| *count);
    let near: Vec<&str> = votes
        .filter(|(count, _)| count + LEAST > most)
        .map(|(_, lang)| *lang)
        .collect();
    let is_of = |siblings: &&Siblings| {
        siblings.languages.len() == near.len()
            && near.iter().all(|lang| siblings.languages.contains(lang))
    };
    match SIBLINGS.iter().find(is_of) {
        Some(siblings) => siblings.tag,
        None => near.first().copied().unwrap_or(lang),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Whatever of some siblings are left, there is a tag for those.
    #[test]
    fn siblings_have_a_tag_for_each_two_or_more_of_them() {
        let tagged: Vec<BTreeSet<&str>> = SIBLINGS
            .iter()
            .map(|siblings| siblings.languages.iter().copied().collect())
            .collect();
        for all in &tagged {
            for chosen in 0..1u32 << all.len() {
                let one =
                    |(at, lang): (usize, &&'static str)| (chosen >> at & 1 == 1).then_some(*lang);
                let some: BTreeSet<&str> = all.iter().enumerate().filter_map(one).collect();
                assert!(some.len() < 2 || tagged.contains(&some), "{some:?}");
            }
        }
    }

    #[test]
    fn a_tag_stands_for_each_of_its_languages() {
        assert!(may_be("hr-x-bs-sr", "sr"));
        assert!(may_be("hr-x-bs", "hr"));
        assert!(!may_be("hr-x-bs", "sr"));
        assert!(!may_be("hr", "sr"));
    }

    #[test]
    fn siblings_are_told_by_what_one_of_them_has() {
        assert_eq!(tag("hr", &[(12, "hr"), (8, "bs"), (8, "sr")], false), "hr");
        assert_eq!(
            tag("hr", &[(8, "hr"), (8, "bs"), (6, "sr")], false),
            "hr-x-bs-sr"
        );
        assert_eq!(
            tag("sr", &[(12, "sr"), (12, "bs"), (8, "hr")], false),
            "sr-Latn-x-bs"
        );
        assert_eq!(tag("de", &[(12, "de"), (12, "nl")], false), "de");
        assert_eq!(tag("da", &[(8, "no"), (8, "da")], true), "da");
        assert_eq!(
            tag("da", &[(9, "nn"), (8, "no"), (8, "da")], true),
            "da-x-nn"
        );
        let ranked = [(9, "hr"), (8, "bs"), (4, "sl")];
        assert_eq!(lead(&ranked), [(9, "hr"), (4, "sl")]);
    }
}
