//! A stretch of text in its surroundings, and whether it has the capitals of a name.

use crate::Span;
use crate::fold::folded;
use crate::gazetteer::{Casing, may_be_article};
use crate::matcher::Run;
use crate::matcher::annotation::Candidate;
use crate::matcher::candidate::matched::Match;
use crate::matcher::layers::Layers;
use crate::matcher::words::{self, Class};
use crate::text::{Flags, Joint, Token, is_quotation_mark};

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
    /// What it is part of, as if that began where the text does.
    pub(in crate::matcher) fn passage(&self) -> Passage<'a> {
        Passage {
            start: 0,
            text: self.text,
            tokens: self.tokens,
            lang: self.lang,
            layers: self.layers,
        }
    }

    /// Its first token.
    pub(in crate::matcher) fn here(&self) -> &'a Token {
        &self.tokens[self.first]
    }

    /// How it hangs on to what stands in front.
    pub(in crate::matcher) fn joint(&self) -> Joint {
        self.here().joint
    }

    /// Where the token in front stands.
    pub(in crate::matcher) fn before(&self) -> Option<usize> {
        self.first.checked_sub(1)
    }

    /// The token behind.
    pub(in crate::matcher) fn behind(&self) -> Option<&'a Token> {
        self.tokens.get(self.last + 1)
    }

    /// A token of the text as it is written.
    pub(in crate::matcher) fn word(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].span()]
    }

    /// A token of the text as keys have it.
    pub(in crate::matcher) fn folded(&self, at: usize) -> String {
        folded(self.text, &self.tokens[at])
    }

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
        let span = self.here().span().start..end + stop.map_or(0, char::len_utf8);
        match self.has_marks() {
            true => self.with_quotation_mark(span),
            false => span,
        }
    }

    pub(super) fn has_marks(&self) -> bool {
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

    /// Whether it is a single word all in capitals.
    pub(in crate::matcher) fn is_capitals(&self) -> bool {
        let token = self.here();
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
        self.first == self.last && capitals == letters && self.here().has(Flags::LOWER)
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

/// How long the quotation mark is that comes next and touches no letter behind it, in bytes.
fn quotation_mark(mut outwards: impl Iterator<Item = char>) -> usize {
    let mark = outwards.next().filter(|c| is_quotation_mark(*c));
    let touches = outwards.next().is_some_and(char::is_alphanumeric);
    mark.filter(|_| !touches).map_or(0, char::len_utf8)
}
