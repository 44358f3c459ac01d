//! Words that scripts without spaces write on to a name: titles, kinds of places and of organisations.

use std::sync::LazyLock;

use super::stretch::Stretch;
use crate::rules::{Table, rule_rows};
use crate::text::base_language;

/// What such a word tells of the name that it is written on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::matcher) enum Attached {
    /// Both are the name of an organisation: 広島銀行.
    Organization,
    /// It is a person's: 宮崎さん.
    Person,
    /// It is a person's if a given name stands between: 宮崎駿監督.
    Office,
    /// What stands behind it is a given name: 陳台中.
    Surname,
    /// Given names end so: 英樹.
    Given,
    /// It is a place's: 戴維斯市.
    Place,
    /// Nothing, though a word within it would: นายกรัฐมนตรี.
    Other,
}

impl Attached {
    fn read(cell: &str) -> Option<Attached> {
        Some(match cell {
            "organization" => Attached::Organization,
            "person" => Attached::Person,
            "office" => Attached::Office,
            "surname" => Attached::Surname,
            "given" => Attached::Given,
            "place" => Attached::Place,
            "other" => Attached::Other,
            _ => return None,
        })
    }
}

/// The words on one side of names, each with its languages.
#[derive(Default)]
struct Words {
    by_word: Table<&'static str, (&'static str, Attached)>,
    /// In characters.
    longest: usize,
}

impl Words {
    fn on(side: &str) -> Words {
        let rows = rule_rows(include_str!("../rules/attached.tsv"));
        let mut words = Words::default();
        for row in rows.filter(|row| row.get(2) == Some(&side)) {
            if let Some(what) = row.get(3).and_then(|cell| Attached::read(cell)) {
                words.longest = words.longest.max(row[0].chars().count());
                words.by_word.insert(row[0], (row[1], what));
            }
        }
        words
    }

    /// What the longest of some pieces of text tells that is one of the words, and how long it is in bytes.
    fn longest<'t>(
        &self,
        pieces: impl Iterator<Item = &'t str>,
        lang: &str,
    ) -> Option<(Attached, usize)> {
        let own = base_language(lang);
        let known = |piece: &'t str| {
            let (langs, what) = self.by_word.get(piece)?;
            langs
                .split(' ')
                .any(|lang| lang == own)
                .then_some((*what, piece.len()))
        };
        pieces.filter_map(known).last()
    }
}

static BEHIND: LazyLock<Words> = LazyLock::new(|| Words::on("behind"));
static BEFORE: LazyLock<Words> = LazyLock::new(|| Words::on("before"));

/// What the word tells that a piece of text begins with.
pub(in crate::matcher) fn begins_with(text: &str, lang: &str) -> Option<Attached> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let pieces = ends.take(BEHIND.longest).map(|end| &text[..end]);
    BEHIND.longest(pieces, lang).map(|(what, _)| what)
}

/// What the word tells that a piece of text ends with, and where that begins.
pub(in crate::matcher) fn ends_with(text: &str, lang: &str) -> Option<(Attached, usize)> {
    let starts = text.char_indices().rev().map(|(at, _)| at);
    let pieces = starts.take(BEFORE.longest).map(|start| &text[start..]);
    let (what, len) = BEFORE.longest(pieces, lang)?;
    Some((what, text.len() - len))
}

/// Whether a sign by itself behind a name is a kind of place: 市 of 上海市, 国 of 法国.
pub(in crate::matcher) fn is_kind_of_place(sign: char) -> bool {
    let what = BEHIND.by_word.get(&*sign.encode_utf8(&mut [0; 4]));
    matches!(what, Some((_, Attached::Place)))
}

/// Whether a name of two signs ends as given names do.
pub(in crate::matcher) fn ends_given_name(name: &str, lang: &str) -> bool {
    let last = name
        .char_indices()
        .next_back()
        .map_or("", |(at, _)| &name[at..]);
    let what = BEHIND.by_word.get(last);
    name.chars().count() == 2
        && what.is_some_and(|(langs, what)| {
            *what == Attached::Given && langs.split(' ').any(|own| own == base_language(lang))
        })
}

/// What the word tells that is written on to a name from behind.
pub(in crate::matcher) fn behind(stretch: &Stretch<'_>) -> Option<Attached> {
    begins_with(&stretch.text[stretch.span().end..], stretch.lang)
}

/// What the word tells that is written on to a name from the front.
pub(in crate::matcher) fn before(stretch: &Stretch<'_>) -> Option<Attached> {
    ends_with(&stretch.text[..stretch.span().start], stretch.lang).map(|(what, _)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_file_is_understood() {
        for row in rule_rows(include_str!("../rules/attached.tsv")) {
            assert!(matches!(row[2], "behind" | "before"), "{row:?}");
            assert!(Attached::read(row[3]).is_some(), "{row:?}");
        }
    }

    #[test]
    fn the_longest_word_tells() {
        assert_eq!(begins_with("では", "ja"), Some(Attached::Place));
        assert_eq!(
            begins_with("銀行は", "zh-Hant"),
            Some(Attached::Organization)
        );
        assert_eq!(begins_with("銀行は", "ko"), None);
        assert_eq!(
            ends_with("โดยนายกรัฐมนตรี", "th").map(|(what, _)| what),
            Some(Attached::Other)
        );
    }
}
