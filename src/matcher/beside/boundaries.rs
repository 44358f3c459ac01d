//! Where names may begin and end.

use std::sync::LazyLock;

use super::stretch::Stretch;
use crate::gazetteer::may_be_article;
use crate::rules::{Table, first_column, rule_rows};
use crate::text::{Flags, Joint, Token, is_katakana};

/// What stands with an apostrophe at the beginning of family names: `O'Leary`, `О'Лири`.
static FAMILY_PREFIXES: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/family_prefixes.tsv")).collect());

/// Whether such a family name begins at a word: `O'Keeffe`.
pub(in crate::matcher) fn begins_with_family_prefix(
    text: &str,
    tokens: &[Token],
    at: usize,
) -> bool {
    let next = tokens.get(at + 1);
    FAMILY_PREFIXES.contains(&&text[tokens[at].span()])
        && next.is_some_and(|next| next.joint == Joint::Apostrophe && next.has(Flags::CAPITAL))
}

/// Letters for vowels in scripts without spaces, and on which side of their consonant they stand.
static VOWELS: LazyLock<Table<char, &str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/vowel_letters.tsv"));
    rows.flat_map(|row| row[1].chars().map(move |letter| (letter, row[0])))
        .collect()
});

impl Stretch<'_> {
    /// Whether the stretch begins and ends where a name may: not within a word
    /// parted by an apostrophe, unless what is cut off looks like an article or an ending.
    pub(in crate::matcher) fn on_boundaries(&self) -> bool {
        self.starts_free() && self.ends_free() && !self.within_katakana() && !self.within_syllable()
    }

    /// In Thai and Lao some vowels stand in front of their consonant, and some are no marks on it: ไปกัน has no ปกัน.
    fn within_syllable(&self) -> bool {
        let span = self.here().span().start..self.tokens[self.last].span().end;
        let stands = |c: Option<char>, side| c.is_some_and(|c| VOWELS.get(&c) == Some(&side));
        self.here().is_dense()
            && (stands(self.text[..span.start].chars().next_back(), "before")
                || stands(self.text[span.end..].chars().next(), "behind"))
    }

    /// Katakana words are parted from one another by other script or marks: what
    /// goes on is a longer word, as マリオ is not Mali.
    fn within_katakana(&self) -> bool {
        let katakana = |at: usize| {
            let word = self.tokens.get(at).map(|token| &self.text[token.span()]);
            word.is_some_and(|word| word.starts_with(is_katakana))
        };
        let joined = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.joint == Joint::None)
        };
        let before = self.first > 0
            && joined(self.first)
            && katakana(self.first)
            && katakana(self.first - 1);
        before || (joined(self.last + 1) && katakana(self.last) && katakana(self.last + 1))
    }

    /// `l'Iran`, `dell'Armenia`: what stands before is a short word.
    fn starts_free(&self) -> bool {
        let before = self.before().map(|at| &self.tokens[at]);
        match (before, self.joint()) {
            (Some(before), Joint::Apostrophe) => {
                let word = &self.text[before.span()];
                may_be_article(word) && !FAMILY_PREFIXES.contains(&word)
            }
            (Some(before), Joint::None) => before.is_dense() || self.here().is_dense(),
            (Some(before), Joint::Dot) => {
                !before.has(Flags::SINGLE) || !self.here().has(Flags::SINGLE)
            }
            _ => true,
        }
    }

    /// `Erevan's`, `Ankara'da`: what is cut off is an ending in the case of the name's last letters, and the name
    /// is long enough to tell.
    fn ends_free(&self) -> bool {
        const SHORTEST: usize = 3;
        let Some(next) = self.behind() else {
            return true;
        };
        let last = &self.tokens[self.last];
        match next.joint {
            Joint::Apostrophe => {
                let possessive = self.text[next.span()].eq_ignore_ascii_case("s");
                // In a text in capitals the ending is in capitals too.
                let all_capitals = !last.has(Flags::LOWER) && !next.has(Flags::LOWER);
                possessive
                    || ((!next.has(Flags::CAPITAL) || all_capitals)
                        && self.text[last.span()].chars().count() >= SHORTEST)
            }
            Joint::None => last.is_dense() || next.is_dense(),
            Joint::Dot => !(last.has(Flags::SINGLE) && next.has(Flags::SINGLE)),
            _ => true,
        }
    }
}
