//! Names as they are inflected in the text: words are taken for the forms that
//! they may be of, and those are followed through the FST.

use super::scan::{At, Bent, Hit, Walk, value};
use super::words::{self, Class};
use super::{Matcher, Scratch};
use crate::fold::{KEY_SEPARATOR, Link, fold_token, link};
use crate::inflect::{Bases, Endings, endings};
use crate::text::{Flags, Token};

/// No name begins at more than so many nodes reached by endings.
const MOST_STEPS: usize = 128;
/// Words of fewer letters are not taken for inflected ones.
const SHORTEST: usize = 3;

/// Adds the hits of inflected names to those of the scan.
pub(super) fn add(matcher: &Matcher, text: &str, lang: &str, scratch: &mut Scratch) {
    let Some(endings) = endings(lang) else { return };
    let single = matcher.gazetteers().len() == 1;
    for (layer, gazetteer) in matcher.gazetteers().iter().enumerate() {
        if let Some(walk) = Walk::new(gazetteer, text, &scratch.tokens) {
            let mut search = Search {
                walk: &walk,
                endings,
                layer: layer as u32,
                word: String::new(),
                steps: 0,
                bases: Bases::default(),
                hits: &mut scratch.hits,
            };
            for (first, token) in scratch.tokens.iter().enumerate() {
                // What is remembered is of one gazetteer.
                let in_vain = single && scratch.words.has(token.hash);
                let begins = !in_vain && search.from(first, lang);
                if single && !begins {
                    scratch.words.add(token.hash);
                }
            }
        }
    }
}

/// The values of names that a whole query may be an inflected form of. Its
/// words are those of its key.
pub(super) fn of_words(walk: &Walk<'_>, endings: &Endings, key: &str) -> Vec<(u64, Bent)> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut states: Vec<(Option<At<'_>>, Option<Bent>)> = vec![(None, None)];
    let mut bases = Bases::default();
    for (nth, word) in words.iter().enumerate() {
        let last = nth + 1 == words.len();
        bases.clear();
        if last || !endings.last_only {
            endings.bases(word, nth == 0, &mut bases);
        }
        let mut next = Vec::new();
        for (at, bent) in states {
            let at = match at {
                Some(at) => walk.step(at, KEY_SEPARATOR),
                None => None,
            };
            let step = |form: &str| match at {
                Some(at) => walk.step_word(at, form),
                None if nth == 0 => walk.start(form),
                None => None,
            };
            next.extend(step(word).map(|at| (Some(at), bent)));
            for (form, base) in bases.iter().filter(|(form, _)| is_long_enough(form)) {
                let bent = step(form).zip(Bent::with(bent, base));
                next.extend(bent.map(|(at, bent)| (Some(at), Some(bent))));
            }
        }
        next.truncate(MOST_STEPS);
        states = next;
    }
    states
        .into_iter()
        .filter_map(|(at, bent)| Some((value(&at?)?, bent?)))
        .collect()
}

fn is_long_enough(form: &str) -> bool {
    form.chars().nth(SHORTEST - 1).is_some()
}

/// The names that begin at one token.
struct Search<'s, 'w> {
    walk: &'s Walk<'w>,
    endings: &'static Endings,
    layer: u32,
    word: String,
    steps: usize,
    bases: Bases,
    hits: &'s mut Vec<Hit>,
}

impl<'s, 'w> Search<'s, 'w> {
    /// Whether the word begins a name, as it stands or inflected.
    fn from(&mut self, first: usize, lang: &str) -> bool {
        let token = &self.walk.tokens[first];
        let no_word = [Flags::VOID, Flags::SINGLE, Flags::DIGIT]
            .iter()
            .any(|flag| token.has(*flag));
        if token.is_dense() || no_word || words::is(token, lang, Class::Function) {
            return false;
        }
        self.steps = 0;
        fold_into(&mut self.word, self.walk.text, token);
        let walk = self.walk;
        let mut bases = std::mem::take(&mut self.bases);
        self.endings.bases(&self.word, true, &mut bases);
        let mut begins = false;
        for (form, base) in bases.iter().filter(|(form, _)| is_long_enough(form)) {
            if let Some(at) = walk.start(form) {
                begins = true;
                let bent = Bent::with(None, base);
                self.emit(&at, first, first, bent);
                if !self.endings.last_only {
                    self.follow(at, first, first, bent);
                }
            }
        }
        self.bases = bases;
        // The first word may stand as listed: a name that is not inflected, or one that looks the same.
        if let Some(at) = walk.start(&self.word) {
            begins = true;
            self.follow(at, first, first, None);
        }
        begins
    }

    fn follow(&mut self, at: At<'s>, first: usize, last: usize, bent: Option<Bent>) {
        let walk = self.walk;
        let Some(token) = walk
            .tokens
            .get(last + 1)
            .filter(|_| self.steps < MOST_STEPS)
        else {
            return;
        };
        self.steps += 1;
        match link(&walk.tokens[last], token, walk.text) {
            Link::Parted => {}
            Link::Glued => {
                if let Some(at) = walk.step_token(at, token) {
                    self.emit(&at, first, last + 1, bent);
                    self.follow(at, first, last + 1, bent);
                }
            }
            Link::Spaced => {
                let Some(at) = walk.step(at, KEY_SEPARATOR) else {
                    return;
                };
                if let Some(at) = walk.step_token(at, token) {
                    self.emit(&at, first, last + 1, bent);
                    self.follow(at, first, last + 1, bent);
                }
                fold_into(&mut self.word, walk.text, token);
                let mut bases = Bases::default();
                self.endings.bases(&self.word, false, &mut bases);
                for (form, base) in bases.iter().filter(|(form, _)| is_long_enough(form)) {
                    let next = walk.step_word(at, form).zip(Bent::with(bent, base));
                    if let Some((at, bent)) = next {
                        self.emit(&at, first, last + 1, Some(bent));
                        if !self.endings.last_only {
                            self.follow(at, first, last + 1, Some(bent));
                        }
                    }
                }
            }
        }
    }

    /// A name in which nothing is inflected was found by the scan.
    fn emit(&mut self, at: &At<'_>, first: usize, last: usize, bent: Option<Bent>) {
        if let (Some(value), Some(bent)) = (value(at), bent) {
            self.hits.push(Hit {
                first: first as u32,
                last: last as u32,
                value,
                layer: self.layer,
                bent: Some(bent),
            });
        }
    }
}

fn fold_into(word: &mut String, text: &str, token: &Token) {
    word.clear();
    fold_token(&text[token.span()], &mut |c| word.push(c));
}
