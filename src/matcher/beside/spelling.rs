//! Whether a stretch of text is written as a name is listed, beyond what their key tells: apostrophes, hyphens,
//! marks and capitals within.

use std::sync::LazyLock;

use super::capitals::starts_sentence;
use super::stretch::Stretch;
use crate::fold::{Link, fold, link};
use crate::inflect::endings;
use crate::matcher::words::{self, Class};
use crate::rules::{first_column, first_columns, rule_rows};
use crate::text::chars::{self, Char};
use crate::text::{ENGLISH, Flags, Joint, Token, base_language, tokenize};

/// Languages that write an apostrophe between a name and its ending.
static SETS_OFF_ENDINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/set_off_endings.tsv")).collect());

/// Whether a language parts its endings from names by an apostrophe: `Ankara'da`.
pub(super) fn sets_off_endings(lang: &str) -> bool {
    SETS_OFF_ENDINGS.contains(&base_language(lang))
}

/// Small words that have lost their vowel, as they stand in front of an apostrophe: `l'Oise`.
static ELIDED: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| first_columns(include_str!("../rules/elided.tsv")).collect());

/// What is left of a verb or of `not` behind an apostrophe, and what stands in front.
static CONTRACTED: LazyLock<Vec<(&str, InFront)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/contracted.tsv"));
    rows.map(|row| (row[0], InFront::named(row.get(2).copied())))
        .collect()
});

/// What stands in front of an apostrophe with the rest of a word behind it.
#[derive(Clone, Copy, PartialEq)]
enum InFront {
    /// A name too: `Obama'll`.
    Any,
    /// A function word: `You'd`.
    Small,
    /// A verb: `Ain't`.
    Verb,
}

impl InFront {
    fn named(column: Option<&str>) -> Self {
        match column {
            Some("small") => Self::Small,
            Some("verb") => Self::Verb,
            _ => Self::Any,
        }
    }
}

/// Languages that spell words with an apostrophe.
static SPELLED_APOSTROPHES: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/spelled_apostrophes.tsv")).collect());

/// Whether words of the language have an apostrophe within.
fn spells_apostrophes(lang: &str) -> bool {
    SPELLED_APOSTROPHES.contains(&base_language(lang))
}

impl Stretch<'_> {
    /// Whether what the key does not tell speaks against a name: its joints, and capitals inside a word.
    pub(in crate::matcher) fn spelling_allows(&self, name: &str) -> bool {
        // Nearly all names are written as they are listed.
        name == self.surface()
            || self.ending_allows(name)
                && self.elision_allows(name)
                && self.article_allows(name)
                && self.prefix_allows(name)
                && self.gaps_allow(name)
                && self.acronym_allows(name)
                && self.initials_allow(name)
                && self.marks_allow(name)
    }

    /// `Obamas' House` is not `Obama's House`, nor `'New' York` New York: what may as well be a
    /// possessive or a quotation mark is part of the name only if it is listed with it.
    fn marks_allow(&self, name: &str) -> bool {
        if !self.has_marks() {
            return true;
        }
        let tokens = &self.tokens[self.first..=self.last];
        let mut own = Vec::new();
        tokenize(name, &mut own);
        let listed = marks(name, &own);
        marks(self.text, tokens)
            .iter()
            .all(|mark| listed.contains(mark))
    }

    /// `Victoria's` is not `Victorias`, and Turkish `Muş'ta` not `Musta`: a possessive, or an ending
    /// that the language sets off, is part of the name only if the name is written with an apostrophe.
    fn ending_allows(&self, name: &str) -> bool {
        let last = &self.tokens[self.last];
        if self.first == self.last || last.joint != Joint::Apostrophe {
            return true;
        }
        let word = &self.text[last.span()];
        let ending =
            word.eq_ignore_ascii_case("s") || self.is_contracted(word) || self.has_ending_set_off();
        !ending || name.contains(is_apostrophe)
    }

    /// The same of a name that the text inflects: the ending is what stands behind the apostrophe, and `Roma'nın` no
    /// case of Roman. Where words are spelled with one, Ukrainian `п'єса` is no case of a name without.
    pub(in crate::matcher) fn set_off_ending_allows(&self, name: &str) -> bool {
        let within = &self.tokens[self.first + 1..=self.last];
        let spelled = || {
            spells_apostrophes(self.lang)
                && within.iter().any(|token| token.joint == Joint::Apostrophe)
        };
        !(self.has_ending_set_off() || spelled()) || name.contains(is_apostrophe)
    }

    /// Whether a single word is the first half of one with an apostrophe: Italian `Trent'anni`, English `Ain't`,
    /// Hebrew `האג'נדה`.
    pub(in crate::matcher) fn is_cut_at_apostrophe(&self) -> bool {
        let own = base_language(self.lang);
        let Some(behind) = self.tokens.get(self.last + 1) else {
            return false;
        };
        let rest = &self.text[behind.span()];
        let word = self.word(self.first);
        let elided = || {
            begins_with_vowel(rest)
                && ELIDED
                    .iter()
                    .any(|(elided, lang)| *lang == own && word.eq_ignore_ascii_case(elided))
        };
        let verb = || {
            CONTRACTED.iter().any(|(letters, before)| {
                *before == InFront::Verb && rest.eq_ignore_ascii_case(letters)
            })
        };
        self.first == self.last
            && behind.joint == Joint::Apostrophe
            && (spells_apostrophes(own) || elided() || verb())
    }

    /// Whether the last word is an ending, behind an apostrophe as the language writes it.
    fn has_ending_set_off(&self) -> bool {
        let last = &self.tokens[self.last];
        self.first != self.last
            && last.joint == Joint::Apostrophe
            && !last.has(Flags::CAPITAL)
            && sets_off_endings(self.lang)
            && endings(self.lang)
                .is_some_and(|endings| endings.is_ending(&fold(&self.text[last.span()])))
    }

    /// Whether the last word, behind an apostrophe, is what is left of a verb: `You'd` is not Youd.
    fn is_contracted(&self, word: &str) -> bool {
        let small = || words::is(&self.tokens[self.last - 1], ENGLISH, Class::Function);
        CONTRACTED.iter().any(|(rest, before)| {
            word.eq_ignore_ascii_case(rest) && (*before != InFront::Small || small())
        })
    }

    /// French `l'Om` is not Lom: what has lost its vowel in front of another one is part of the name only
    /// if the name has an apostrophe there too, and `L'équipe` is not L'Équipe. `T'bilisi` and `L'viv` are names in
    /// other letters.
    fn elision_allows(&self, name: &str) -> bool {
        let Some(behind) = self.tokens[self.first..=self.last].get(1) else {
            return true;
        };
        let word = self.word(self.first);
        behind.joint != Joint::Apostrophe
            || !begins_with_vowel(&self.text[behind.span()])
            || !ELIDED
                .iter()
                .any(|(elided, _)| word.eq_ignore_ascii_case(elided))
            || name
                .split_once(is_apostrophe)
                .is_some_and(|(_, rest)| !self.is_small_for(behind, rest))
    }

    /// `El salvador` is not El Salvador where nothing but the beginning of a sentence gave the article its capital.
    fn article_allows(&self, name: &str) -> bool {
        let [first, second, ..] = self.tokens[self.first..=self.last] else {
            return true;
        };
        let is_article = || {
            words::is(&first, self.lang, Class::Function)
                && first.has(Flags::CAPITAL)
                && starts_sentence(self.text, self.tokens, self.first)
        };
        second.joint != Joint::Space
            || !name
                .split_once(' ')
                .is_some_and(|(_, rest)| self.is_small_for(&second, rest))
            || !is_article()
    }

    /// Whether a word is written small, and as it is listed with a capital.
    fn is_small_for(&self, token: &Token, listed: &str) -> bool {
        !token.has(Flags::CAPITAL)
            && token.has(Flags::CASED)
            && listed.starts_with(char::is_uppercase)
    }

    /// Portuguese `e Angola` is not Xhosa `E-Angola`, Polish `i Angola` not Zulu `i-Angola`: a small letter
    /// that stands by itself is a word of the text.
    fn prefix_allows(&self, name: &str) -> bool {
        let tokens = &self.tokens[self.first..=self.last];
        let letter = tokens.len() > 1
            && tokens[0].has(Flags::SINGLE)
            && !tokens[0].has(Flags::CAPITAL)
            && matches!(tokens[1].joint, Joint::Space | Joint::Line);
        let mut rest = name.chars().skip(1);
        let mut prefixed =
            || rest.next() == Some('-') && rest.next().is_some_and(char::is_uppercase);
        !(letter && prefixed())
    }

    /// Italian `ne ho` is not Nehe, nor `CBC News am Donnerstag` NEWS.am: a space in front of a small word is part
    /// of the name only if the name has one there, and no full stop.
    fn gaps_allow(&self, name: &str) -> bool {
        let tokens = &self.tokens[self.first..=self.last];
        let gaps = |token: &Token| {
            matches!(token.joint, Joint::Space | Joint::Line)
                && token.has(Flags::LOWER)
                && !token.has(Flags::CAPITAL)
        };
        let is_one_word = || name.chars().all(|c| c.is_alphanumeric() || c == '.');
        !tokens[1..].iter().any(gaps) || !is_one_word()
    }

    /// The club `KuPS` is not the town of Küps: capitals at the end of a short word are an abbreviation's.
    fn acronym_allows(&self, name: &str) -> bool {
        const LONGEST: usize = 5;
        let ends_in_capitals = |word: &str| {
            let last = word.chars().rev().take(2);
            last.filter(|c| c.is_uppercase()).count() == 2
        };
        let word = self.word(self.last);
        // `GIEßEN` is a word in capitals.
        let mixed = word.contains(|c: char| c.is_lowercase() && c != 'ß');
        let acronym = mixed && word.chars().count() <= LONGEST && ends_in_capitals(word);
        let has_own_capitals = name.starts_with(char::is_uppercase);
        !(acronym && has_own_capitals) || ends_in_capitals(name)
    }

    /// `A.P.A.M.` is not Apam: single capitals with stops are an abbreviation's.
    fn initials_allow(&self, name: &str) -> bool {
        let tokens = &self.tokens[self.first..=self.last];
        let initials = tokens.len() > 1
            && tokens
                .iter()
                .all(|token| token.has(Flags::SINGLE) && token.has(Flags::CAPITAL))
            && tokens[1..].iter().all(|token| token.joint == Joint::Dot);
        let dotted = || name.contains(|c| chars::Char::of(c).class() == chars::Class::Dot);
        !initials || dotted() || !name.contains(char::is_lowercase)
    }
}

/// Whether a word begins so that a vowel in front of it may be lost.
fn begins_with_vowel(word: &str) -> bool {
    let first = fold(word).chars().next();
    first.is_some_and(|first| first == 'h' || Char::of(first).may_be_vowel())
}

fn is_apostrophe(c: char) -> bool {
    /// A letter of the word, and no mark between two, as Ukrainian has it.
    const MODIFIER: char = '\u{2bc}';
    c == MODIFIER || chars::Char::of(c).class() == chars::Class::Apostrophe
}

/// The marks between the words of a name: behind which word, and of what classes.
fn marks(text: &str, tokens: &[Token]) -> Vec<(usize, Vec<chars::Class>)> {
    let mut words = 1;
    let mut marks = Vec::new();
    for pair in tokens.windows(2) {
        let (before, token) = (&pair[0], &pair[1]);
        if token.joint == Joint::Marked {
            let between = text[before.span().end..token.span().start].chars();
            // Dashes between spaces are as long as a house has them.
            let class = |c| match c {
                '—' => chars::Class::Hyphen,
                c => chars::Char::of(c).class(),
            };
            let mut classes: Vec<_> = between.map(class).collect();
            classes.retain(|class| *class != chars::Class::Ignorable);
            classes.dedup();
            marks.push((words, classes));
        }
        words += usize::from(link(before, token) != Link::Glued);
    }
    marks
}
