//! A stretch of text in its surroundings: whether a name may begin and end
//! there, and whether it is capitalised as the name is.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Span;
use crate::fold::{Link, fold, link};
use crate::gazetteer::{Casing, may_be_article};
use crate::inflect::endings;
use crate::matcher::Run;
use crate::matcher::annotation::Candidate;
use crate::matcher::candidate::matched::Match;
use crate::matcher::layers::Layers;
use crate::matcher::words::{self, Class};
use crate::rules::rule_rows;
use crate::text::chars::Char;
use crate::text::{
    Flags, Joint, Token, base_language, chars, is_katakana, is_quotation_mark, tokenize,
};

/// Languages that write an apostrophe between a name and its ending.
static SETS_OFF_ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/set_off_endings.tsv"));
    rows.map(|row| row[0]).collect()
});

/// Whether a language parts its endings from names by an apostrophe: `Ankara'da`.
pub(super) fn sets_off_endings(lang: &str) -> bool {
    SETS_OFF_ENDINGS.contains(&base_language(lang))
}

/// What stands with an apostrophe at the beginning of family names: `O'Leary`, `О'Лири`.
static FAMILY_PREFIXES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/family_prefixes.tsv"));
    rows.map(|row| row[0]).collect()
});

/// Small words that have lost their vowel, as they stand in front of an apostrophe: `l'Oise`.
static ELIDED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/elided.tsv"));
    rows.map(|row| row[0]).collect()
});

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
static VOWELS: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/vowel_letters.tsv"));
    rows.flat_map(|row| row[1].chars().map(move |letter| (letter, row[0])))
        .collect()
});

/// A run of text, its words and its language, and what is listed.
#[derive(Clone, Copy)]
pub(in crate::matcher) struct Passage<'a> {
    /// Where it begins in the whole text.
    pub(in crate::matcher) start: usize,
    pub(in crate::matcher) text: &'a str,
    pub(in crate::matcher) tokens: &'a [Token],
    pub(in crate::matcher) lang: &'a str,
    pub(in crate::matcher) layers: &'a Layers,
}

impl<'a> Passage<'a> {
    pub(in crate::matcher) fn new(
        run: Run<'a>,
        tokens: &'a [Token],
        lang: &'a str,
        layers: &'a Layers,
    ) -> Passage<'a> {
        Passage {
            start: run.start,
            text: run.text,
            tokens,
            lang,
            layers,
        }
    }

    pub(in crate::matcher) fn stretch(self, first: usize, last: usize) -> Stretch<'a> {
        let Passage {
            text,
            tokens,
            lang,
            layers,
            ..
        } = self;
        Stretch {
            text,
            tokens,
            lang,
            layers,
            first,
            last,
        }
    }

    pub(in crate::matcher) fn of_match(self, m: &Match<'_>) -> Stretch<'a> {
        self.stretch(m.first as usize, m.last as usize)
    }

    /// The match of a stretch of its text.
    pub(in crate::matcher) fn found<'m>(
        self,
        stretch: &Stretch<'_>,
        candidates: Vec<Candidate<'m>>,
    ) -> Match<'m> {
        let span = stretch.span();
        let span = self.start + span.start..self.start + span.end;
        Match::new((stretch.first, stretch.last), span, candidates)
    }
}

/// A stretch of a passage, from one token to another, which is part of it.
#[derive(Clone, Copy)]
pub(in crate::matcher) struct Stretch<'a> {
    pub(in crate::matcher) text: &'a str,
    pub(in crate::matcher) tokens: &'a [Token],
    pub(in crate::matcher) lang: &'a str,
    pub(in crate::matcher) layers: &'a Layers,
    pub(in crate::matcher) first: usize,
    pub(in crate::matcher) last: usize,
}

impl<'a> Stretch<'a> {
    /// From the first token to the last; the full stop of `U.S.` or `यू॰के॰` is part of it.
    pub(in crate::matcher) fn span(&self) -> Span {
        let last = &self.tokens[self.last];
        let end = last.span().end;
        let initials = self.first < self.last
            && last.joint == Joint::Dot
            && last.has(Flags::SINGLE)
            && self.tokens[self.last - 1].has(Flags::SINGLE);
        let rest = self.text[end..].chars();
        let stop = rest.take(1).find(|c| initials && matches!(c, '.' | '॰'));
        let span = self.tokens[self.first].span().start..end + stop.map_or(0, char::len_utf8);
        match self.has_marks() {
            true => self.with_quotation_mark(span),
            false => span,
        }
    }

    fn has_marks(&self) -> bool {
        self.first < self.last
            && self.tokens[self.first + 1..=self.last]
                .iter()
                .any(|token| token.joint == Joint::Marked)
    }

    /// The same with the other one of a pair of quotation marks, one of which stands within: `партия «Яблоко»`,
    /// `«Հայաստան» դաշինք`. One that a letter touches on its other side is another's.
    fn with_quotation_mark(&self, mut span: Span) -> Span {
        let mut marks = self.text[span.clone()]
            .char_indices()
            .filter(|(_, c)| is_quotation_mark(*c));
        let (Some((at, _)), None) = (marks.next(), marks.next()) else {
            return span;
        };
        let opens = self.text[span.start..span.start + at].ends_with(char::is_whitespace);
        if opens {
            span.end += quotation_mark(self.text[span.end..].chars());
        } else {
            span.start -= quotation_mark(self.text[..span.start].chars().rev());
        }
        span
    }

    pub(in crate::matcher) fn surface(&self) -> &'a str {
        &self.text[self.span()]
    }

    /// Whether the stretch begins and ends where a name may: not within a word
    /// parted by an apostrophe, unless what is cut off looks like an article or an ending.
    pub(in crate::matcher) fn on_boundaries(&self) -> bool {
        self.starts_free() && self.ends_free() && !self.within_katakana() && !self.within_syllable()
    }

    /// In Thai and Lao some vowels stand in front of their consonant, and some are no marks on it: ไปกัน has no ปกัน.
    fn within_syllable(&self) -> bool {
        let span = self.tokens[self.first].span().start..self.tokens[self.last].span().end;
        let stands = |c: Option<char>, side| c.is_some_and(|c| VOWELS.get(&c) == Some(&side));
        self.tokens[self.first].is_dense()
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
        let before = self.first.checked_sub(1).map(|at| &self.tokens[at]);
        match (before, self.tokens[self.first].joint) {
            (Some(before), Joint::Apostrophe) => {
                let word = &self.text[before.span()];
                may_be_article(word) && !FAMILY_PREFIXES.contains(&word)
            }
            (Some(before), Joint::None) => before.is_dense() || self.tokens[self.first].is_dense(),
            (Some(before), Joint::Dot) => {
                !before.has(Flags::SINGLE) || !self.tokens[self.first].has(Flags::SINGLE)
            }
            _ => true,
        }
    }

    /// `Erevan's`, `Ankara'da`: what is cut off is an ending in the case of the name's last letters, and the name is long enough to tell.
    fn ends_free(&self) -> bool {
        const SHORTEST: usize = 3;
        let Some(next) = self.tokens.get(self.last + 1) else {
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

    /// Whether it is a single word all in capitals.
    pub(in crate::matcher) fn is_capitals(&self) -> bool {
        let token = &self.tokens[self.first];
        self.first == self.last && token.is_in_capitals()
    }

    /// `МИДа` for `МИД`: an abbreviation keeps its capitals, the ending is small.
    pub(in crate::matcher) fn abbreviation_with_ending(&self, abbreviation: &str) -> bool {
        let capitals = self
            .surface()
            .chars()
            .take_while(|c| c.is_uppercase())
            .count();
        let letters = abbreviation.chars().filter(|c| c.is_alphabetic()).count();
        self.first == self.last && capitals == letters && self.tokens[self.first].has(Flags::LOWER)
    }

    /// Whether a word in capitals, which may be an abbreviation of anything, is read as an inflected `name`.
    pub(in crate::matcher) fn is_capitals_of(&self, name: &str) -> bool {
        const LONGEST: usize = 5;
        self.is_capitals()
            && self.surface().chars().count() <= LONGEST
            && name.contains(char::is_lowercase)
    }

    /// Whether the stretch is capitalised as names of this kind are.
    pub(in crate::matcher) fn casing_allows(&self, casing: Casing) -> bool {
        let tokens = &self.tokens[self.first..=self.last];
        let cased = |token: &&Token| token.has(Flags::CASED);
        let capital = |token: &Token| token.has(Flags::CAPITAL) || !token.has(Flags::CASED);
        match casing {
            Casing::Any => true,
            Casing::Initial => capital(&tokens[0]) || self.article_then_capital(),
            Casing::Every => {
                // What follows an apostrophe begins no word: `Хав'єр Мілей`.
                let begins = |token: &&Token| token.joint != Joint::Apostrophe;
                let rest = tokens[1..].iter().filter(begins);
                tokens[..1]
                    .iter()
                    .chain(rest)
                    .filter(cased)
                    .all(|token| token.has(Flags::CAPITAL))
                    || self.article_then_capital()
            }
            Casing::Capitals => tokens.iter().filter(cased).all(Token::is_in_capitals),
        }
    }

    /// Whether what the key does not tell speaks against a name: its joints, and capitals inside a word.
    pub(in crate::matcher) fn spelling_allows(&self, name: &str) -> bool {
        // Nearly all names are written as they are listed.
        name == self.surface()
            || self.ending_allows(name)
                && self.elision_allows(name)
                && self.prefix_allows(name)
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
        let ending = word.eq_ignore_ascii_case("s")
            || (sets_off_endings(self.lang)
                && !last.has(Flags::CAPITAL)
                && endings(self.lang).is_some_and(|endings| endings.is_ending(&fold(word))));
        !ending || name.contains(is_apostrophe)
    }

    /// French `l'Om` is not Lom: what has lost its vowel in front of another one with a capital is part of the name only
    /// if the name has an apostrophe there too. `T'bilisi` and `L'viv` are names in other letters.
    fn elision_allows(&self, name: &str) -> bool {
        let Some(behind) = self.tokens[self.first..=self.last].get(1) else {
            return true;
        };
        let word = &self.text[self.tokens[self.first].span()];
        let begins_with_vowel = || {
            let first = fold(&self.text[behind.span()]).chars().next();
            first.is_some_and(|first| first == 'h' || Char::of(first).may_be_vowel())
        };
        behind.joint != Joint::Apostrophe
            || !behind.has(Flags::CAPITAL)
            || !begins_with_vowel()
            || !ELIDED
                .iter()
                .any(|elided| word.eq_ignore_ascii_case(elided))
            || name.contains(is_apostrophe)
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

    /// The club `KuPS` is not the town of Küps: capitals at the end of a short word are an abbreviation's.
    fn acronym_allows(&self, name: &str) -> bool {
        const LONGEST: usize = 5;
        let ends_in_capitals = |word: &str| {
            let last = word.chars().rev().take(2);
            last.filter(|c| c.is_uppercase()).count() == 2
        };
        let word = &self.text[self.tokens[self.last].span()];
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

    /// `the Hague` for `The Hague`.
    pub(in crate::matcher) fn article_then_capital(&self) -> bool {
        let tokens = &self.tokens[self.first..=self.last];
        let article = || {
            may_be_article(&self.text[tokens[0].span()])
                && words::is(&tokens[0], "", Class::Function)
        };
        tokens.len() > 1
            && tokens[1..]
                .iter()
                .all(|t| t.has(Flags::CAPITAL) || !t.has(Flags::CASED))
            && article()
    }
}

fn is_apostrophe(c: char) -> bool {
    chars::Char::of(c).class() == chars::Class::Apostrophe
}

/// How long the quotation mark is that comes next and touches no letter behind it, in bytes.
fn quotation_mark(mut outwards: impl Iterator<Item = char>) -> usize {
    let mark = outwards.next().filter(|c| is_quotation_mark(*c));
    let touches = outwards.next().is_some_and(char::is_alphanumeric);
    mark.filter(|_| !touches).map_or(0, char::len_utf8)
}

/// The marks between the words of a name: behind which word, and of what classes.
fn marks(text: &str, tokens: &[Token]) -> Vec<(usize, Vec<chars::Class>)> {
    let mut words = 1;
    let mut marks = Vec::new();
    for pair in tokens.windows(2) {
        let (before, token) = (&pair[0], &pair[1]);
        if token.joint == Joint::Marked {
            let between = text[before.span().end..token.span().start].chars();
            let mut classes: Vec<_> = between.map(|c| chars::Char::of(c).class()).collect();
            classes.retain(|class| *class != chars::Class::Ignorable);
            classes.dedup();
            marks.push((words, classes));
        }
        words += usize::from(link(before, token) != Link::Glued);
    }
    marks
}
