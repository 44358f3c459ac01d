//! The name asked: its words, and neighbours written as one.

use std::ops::Deref;
use std::sync::Arc;

use super::word::{Inflected, Word, Words};
use crate::fold::{Link, link};
use crate::gazetteer::EntityType;
use crate::matcher::words::{self, Class};
use crate::text::{Token, script_of, tokenize};

/// A word of the query, or several neighbours as one.
pub(super) struct Asked {
    word: Arc<Word>,
    /// Which words of the query it is made of, a bit for each.
    pub(super) mask: u16,
}

impl Asked {
    pub(super) fn is_joined(&self) -> bool {
        self.mask.count_ones() > 1
    }

    /// What it may be an inflected form of, cheapest first. Two words taken for one are a guess already.
    pub(super) fn bases(&self) -> &[Inflected] {
        if self.is_joined() {
            &[]
        } else {
            self.word.bases()
        }
    }
}

impl Deref for Asked {
    type Target = Word;

    fn deref(&self) -> &Word {
        &self.word
    }
}

pub(in crate::matcher) struct Query {
    /// Whose name it is, as far as its endings tell.
    pub(super) of: EntityType,
    /// The words, and after them their joints.
    pub(super) all: Vec<Asked>,
    /// How many of them are single words.
    pub(super) words: usize,
    pub(super) script: &'static str,
}

/// Names of more words are no names.
const MAX_WORDS: usize = 8;

impl Query {
    /// A name of a person, or of anything; `None` if there is nothing to look up.
    pub(in crate::matcher) fn new(name: &str, lang: &str, known: &mut Words) -> Option<Query> {
        Query::of(EntityType::Person, name, lang, known)
    }

    /// A name of something of this type.
    pub(in crate::matcher) fn of(
        of: EntityType,
        name: &str,
        lang: &str,
        known: &mut Words,
    ) -> Option<Query> {
        // What follows in brackets tells namesakes apart; it is no part of the name.
        let name = name
            .split_once(" (")
            .filter(|(name, _)| !name.is_empty())
            .map_or(name, |(name, _)| name);
        let texts = texts(name);
        if texts.is_empty() || texts.len() > MAX_WORDS {
            return None;
        }
        let mut asked = |text: &str, mask: u16| Asked {
            word: known.of(text, lang, of),
            mask,
        };
        let mut all: Vec<Asked> = Vec::with_capacity(2 * texts.len());
        all.extend(texts.iter().zip(0..).map(|(text, at)| asked(text, 1 << at)));
        for at in 1..texts.len() {
            all.push(asked(&texts[at - 1..=at].concat(), 0b11 << (at - 1)));
        }
        Some(Query {
            of,
            words: texts.len(),
            all,
            script: script_of(name),
        })
    }

    /// The words themselves.
    pub(super) fn words(&self) -> &[Asked] {
        &self.all[..self.words]
    }
}

/// Words of the query: pieces glued by apostrophes are one, titles in front are none.
fn texts(name: &str) -> Vec<&str> {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(name, &mut tokens);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let span = token.span();
        let glued = at > 0 && is_glued(name, &tokens[at - 1], token);
        match spans.last_mut().filter(|_| glued) {
            Some(last) => last.1 = span.end,
            None => spans.push((span.start, span.end)),
        }
    }
    let mut texts: Vec<&str> = spans
        .into_iter()
        .map(|(start, end)| &name[start..end])
        .collect();
    let is_title = |text: &str| {
        let token = tokens.iter().find(|token| &name[token.span()] == text);
        token.is_some_and(|token| words::is(token, "", Class::Title))
    };
    if texts.len() > 2 && texts.first().is_some_and(|text| is_title(text)) {
        texts.remove(0);
    }
    texts
}

/// Whether two tokens are of one word: parted by an apostrophe only, by nothing at all, or by what parts the syllables
/// of a Tibetan word.
fn is_glued(name: &str, before: &Token, token: &Token) -> bool {
    const TSEK: &str = "\u{f0b}";
    let gap = &name[before.span().end..token.span().start];
    link(before, token) == Link::Glued || gap.is_empty() || gap == TSEK
}
