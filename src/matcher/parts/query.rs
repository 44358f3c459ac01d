//! The name asked: its words, and neighbours written as one.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::equivalents;
use super::letter_worth::letter_worth;
use crate::fold::{Link, folded_word, link};
use crate::gazetteer::EntityType;
use crate::inflect::{Bases, Cases, endings};
use crate::lexicon::{Form, Lexicon};
use crate::matcher::person_name::is_patronymic;
use crate::matcher::words::{self, Class};
use crate::romanize::{Lattice, Reading, readings, word_and_rules};
use crate::text::{Token, script_of, tokenize};

/// A word of the query, or several neighbours as one.
pub(super) struct Word {
    text: String,
    /// As a key has it.
    pub(super) folded: String,
    pub(super) letters: usize,
    /// Which words of the query it is made of, a bit for each.
    pub(super) mask: u16,
    /// A single letter, which may stand for any word that begins with it.
    pub(super) initial: bool,
    /// It may be written or left out.
    pub(super) loose: bool,
    /// It looks like a father's name.
    pub(super) patronymic: bool,
    lattice: OnceCell<Option<Rc<Lattice>>>,
    readings: OnceCell<Vec<(Lattice, f32)>>,
    bases: OnceCell<Vec<Inflected>>,
    forms: OnceCell<Arc<[Form]>>,
}

/// A form that a word may be inflected from.
pub(super) struct Inflected {
    pub(super) folded: String,
    pub(super) cost: f32,
    /// The cases that the word then stands in.
    pub(super) cases: Cases,
    pub(super) lattice: Option<Rc<Lattice>>,
}

/// Bases of a word that are looked up.
const MAX_BASES: usize = 3;

/// The likeliest bases of a word of such a name, going by the endings of its language.
fn bases(folded: &str, lang: &str, of: EntityType) -> Vec<Inflected> {
    let Some(endings) = endings(lang) else {
        return Vec::new();
    };
    let mut proposed = Bases::default();
    endings.bases(folded, &mut proposed);
    let likely = proposed
        .iter()
        .filter(|(form, base)| base.types.has(of) && form.chars().count() > 2);
    let mut bases: Vec<(&str, f32, Cases)> = likely
        .map(|(form, base)| (form, base.cost, base.cases))
        .collect();
    bases.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)));
    let likeliest = bases.into_iter().take(MAX_BASES);
    let inflected = likeliest.map(|(form, cost, cases)| Inflected {
        folded: form.to_owned(),
        cost,
        cases,
        lattice: lattice(form, lang),
    });
    inflected.collect()
}

impl Word {
    pub(super) fn is_joined(&self) -> bool {
        self.mask.count_ones() > 1
    }

    /// All its spellings, if its script has rules; made when they are first asked for.
    pub(super) fn lattice(&self, lang: &str) -> Option<&Lattice> {
        let lattice = || lattice(&self.text, lang).filter(|_| !self.initial);
        self.lattice.get_or_init(lattice).as_deref()
    }

    /// Its spellings if it is read as in another language, with what that costs.
    pub(super) fn readings(&self, lang: &str) -> &[(Lattice, f32)] {
        let lattice =
            |reading: Reading| Some((Lattice::new(reading.word, reading.rules)?, reading.cost));
        let lattices = || readings(&self.text, lang).into_iter().filter_map(lattice);
        self.readings.get_or_init(|| lattices().collect())
    }

    /// What it may be an inflected form of in a name of something, cheapest first.
    pub(super) fn bases(&self, lang: &str, of: EntityType) -> &[Inflected] {
        let bases = || match self.initial || self.is_joined() {
            true => Vec::new(),
            false => bases(&self.folded, lang, of),
        };
        self.bases.get_or_init(bases)
    }

    /// What the lexicon puts for it.
    pub(super) fn forms(&self, lexicon: &Lexicon) -> &[Form] {
        self.forms.get_or_init(|| lexicon.forms(&self.folded))
    }
}

thread_local! {
    /// Lattices that were made: the words of a run are asked for in several windows, and given names in the next text too.
    static LATTICES: RefCell<HashMap<String, Option<Rc<Lattice>>>> = RefCell::default();
}

fn lattice(word: &str, lang: &str) -> Option<Rc<Lattice>> {
    /// Before there are more, all are forgotten.
    const MOST: usize = 256;
    let made = || {
        let (chars, rules) = word_and_rules(word, lang)?;
        Lattice::new(chars, rules).map(Rc::new)
    };
    LATTICES.with_borrow_mut(|lattices| {
        if lattices.len() >= MOST {
            lattices.clear();
        }
        let known = lattices.entry([lang, word].join(" "));
        known.or_insert_with(made).clone()
    })
}

pub(in crate::matcher) struct Query<'q> {
    pub(super) lang: &'q str,
    /// Whose name it is, as far as its endings tell.
    pub(super) of: EntityType,
    /// The words, and after them their joints.
    pub(super) all: Vec<Word>,
    /// How many of them are single words.
    pub(super) words: usize,
    pub(super) script: &'static str,
}

/// Names of more words are no names.
const MAX_WORDS: usize = 8;

impl<'q> Query<'q> {
    /// A name of a person, or of anything; `None` if there is nothing to look up.
    pub(in crate::matcher) fn new(name: &str, lang: &'q str) -> Option<Query<'q>> {
        Query::of(EntityType::Person, name, lang)
    }

    /// A name of something of this type.
    pub(in crate::matcher) fn of(of: EntityType, name: &str, lang: &'q str) -> Option<Query<'q>> {
        // What follows in brackets tells namesakes apart; it is no part of the name.
        let name = name
            .split_once(" (")
            .filter(|(name, _)| !name.is_empty())
            .map_or(name, |(name, _)| name);
        let texts = texts(name);
        if texts.is_empty() || texts.len() > MAX_WORDS {
            return None;
        }
        let single = texts
            .iter()
            .enumerate()
            .map(|(at, text)| word(text, 1 << at));
        let mut all: Vec<Word> = single.collect();
        for at in 1..texts.len() {
            all.push(word(&texts[at - 1..=at].concat(), 0b11 << (at - 1)));
        }
        Some(Query {
            lang,
            of,
            words: texts.len(),
            all,
            script: script_of(name),
        })
    }

    /// The words themselves.
    pub(super) fn words(&self) -> &[Word] {
        &self.all[..self.words]
    }
}

fn word(text: &str, mask: u16) -> Word {
    let letters = text.chars().map(letter_worth).sum::<f32>().ceil() as usize;
    let mut characters = text.chars().filter(|c| c.is_alphanumeric());
    let initial = matches!((characters.next(), characters.next()), (Some(c), None) if c.is_alphabetic())
        && letters < 2;
    let folded = folded_word(text);
    Word {
        text: text.to_owned(),
        loose: equivalents::is_loose(&folded),
        patronymic: is_patronymic(&folded),
        folded,
        letters,
        mask,
        initial,
        lattice: OnceCell::new(),
        readings: OnceCell::new(),
        bases: OnceCell::new(),
        forms: OnceCell::new(),
    }
}

/// Words of the query: pieces glued by apostrophes are one, titles in front are none.
fn texts(name: &str) -> Vec<&str> {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(name, &mut tokens);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let span = token.span();
        let glued = at > 0 && is_glued(&tokens[at - 1], token);
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

/// Whether two tokens are of one word: parted by an apostrophe only, or by nothing at all.
fn is_glued(before: &Token, token: &Token) -> bool {
    link(before, token) == Link::Glued || before.span().end == token.span().start
}
