//! Names as they are inflected in the text: words are taken for the forms that
//! they may be of, and those are followed through the FST.

use super::vocabulary::{Start, is_long_enough, may_begin_name, walks};
use super::{At, Bent, Hit, Walk, value};
use crate::fold::{KEY_SEPARATOR, Link, folded, link};
use crate::gazetteer::may_be_article;
use crate::inflect::{Bases, Endings, endings};
use crate::matcher::words::{self, Class};
use crate::matcher::{Matcher, Scratch};
use crate::text::{Flags, Joint, Token, is_quotation_mark};

/// No name begins at more than so many nodes reached by endings.
const MOST_STEPS: usize = 128;

/// Adds the hits of inflected names to those of the scan.
pub(in crate::matcher) fn add(matcher: &Matcher, text: &str, lang: &str, scratch: &mut Scratch) {
    let Some(endings) = endings(lang) else { return };
    let walks = walks(matcher, text, &scratch.tokens);
    for (first, token) in scratch.tokens.iter().enumerate() {
        let parted = scratch.tokens.get(first + 1);
        if parted.is_some_and(|next| next.joint == Joint::Apostrophe) && !token.is_dense() {
            add_parted(&walks, endings, first, &mut scratch.hits);
        }
        // What begins no name in small letters may do so with a capital.
        let small = token.has(Flags::CASED) && !token.has(Flags::CAPITAL);
        let hash = if small { !token.hash } else { token.hash };
        if scratch.in_vain.has(hash) {
            continue;
        }
        let small = small && !may_be_written_small(text, token);
        let starts = scratch
            .vocabulary
            .starts(&walks, text, token, small, (lang, endings));
        if starts.is_empty() {
            scratch.in_vain.add(hash);
        }
        // Of each gazetteer so many steps, from all the words that this one may be a form of.
        for same in starts.chunk_by(|a, b| a.layer == b.layer) {
            let layer = same[0].layer;
            if let Some(walk) = &walks[layer as usize] {
                let mut search = Search {
                    walk,
                    endings,
                    layer,
                    steps: 0,
                    hits: &mut scratch.hits,
                };
                same.iter().for_each(|start| search.from(first, start));
            }
        }
    }
}

/// Adds the names that a word in two parts with an apostrophe between is a form of, as far as they have it themselves:
/// `Qozog'istonda`, not `Ankara'da`.
fn add_parted(
    walks: &[Option<Walk<'_>>],
    endings: &'static Endings,
    first: usize,
    hits: &mut Vec<Hit>,
) {
    let last = first + 1;
    for (layer, walk) in walks.iter().enumerate() {
        let Some(walk) = walk else { continue };
        let begun = folded(walk.text, &walk.tokens[first]);
        let word = begun.clone() + &folded(walk.text, &walk.tokens[last]);
        let mut bases = Bases::default();
        endings.bases_of_first(&word, &mut bases);
        let mut search = Search {
            walk,
            endings,
            layer: layer as u32,
            steps: 0,
            hits,
        };
        for (form, base) in bases.iter().filter(|(form, _)| form.len() > begun.len()) {
            if let Some(at) = walk.start(form, false) {
                search.emit(&at, first, last, Bent::with(None, base));
            }
        }
    }
}

/// Whether a word in small letters may begin a name that begins with a capital: `the Hague`.
fn may_be_written_small(text: &str, token: &Token) -> bool {
    may_be_article(&text[token.span()]) && words::is(token, "", Class::Function)
}

/// The values of names that a whole query may be an inflected form of. Its
/// words are those of its key.
pub(in crate::matcher) fn of_words(
    walk: &Walk<'_>,
    endings: &Endings,
    key: &str,
) -> Vec<(u64, Bent)> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut states: Vec<(Option<At<'_>>, Option<Bent>)> = vec![(None, None)];
    let mut bases = Bases::default();
    for (nth, word) in words.iter().enumerate() {
        let last = nth + 1 == words.len();
        bases.clear();
        if last || !endings.last_only {
            match nth {
                0 => endings.bases_of_first(word, &mut bases),
                _ => endings.bases(word, &mut bases),
            }
        }
        let mut next = Vec::new();
        for (at, bent) in states {
            let at = match at {
                Some(at) => walk.step(at, KEY_SEPARATOR),
                None => None,
            };
            let step = |form: &str| match at {
                Some(at) => walk.step_word(at, form),
                None if nth == 0 => walk.start(form, false),
                None => None,
            };
            next.extend(step(word).map(|at| (Some(at), bent)));
            let first_of_several = nth == 0 && !last;
            let is_long_enough =
                |form: &str| is_long_enough(form) || first_of_several && may_begin_name(form);
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

/// The names that begin at one token.
struct Search<'s, 'w> {
    walk: &'s Walk<'w>,
    endings: &'static Endings,
    layer: u32,
    steps: usize,
    hits: &'s mut Vec<Hit>,
}

impl<'s, 'w> Search<'s, 'w> {
    fn from(&mut self, first: usize, start: &Start) {
        let at = self.walk.at(start.node, start.output);
        if start.whole {
            self.emit(&at, first, first, start.bent);
        }
        if start.bent.is_none() || !self.endings.last_only {
            self.follow(at, first, first, start.bent);
        }
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
        // What is called so, and not how: партии «Яблоко».
        let is_quoted = || {
            let between = walk.tokens[last].span().end..token.span().start;
            walk.text[between].contains(is_quotation_mark)
        };
        match link(&walk.tokens[last], token) {
            Link::Parted => {}
            Link::Marked if is_quoted() => {}
            Link::Glued => {
                if let Some(at) = walk.step_token(at, token) {
                    self.emit(&at, first, last + 1, bent);
                    self.follow(at, first, last + 1, bent);
                }
                self.follow_inflected(at, first, last + 1, bent);
            }
            Link::Spaced | Link::Marked => {
                let Some(at) = walk.step(at, KEY_SEPARATOR) else {
                    return;
                };
                if let Some(at) = walk.step_token(at, token) {
                    self.emit(&at, first, last + 1, bent);
                    self.follow(at, first, last + 1, bent);
                }
                self.follow_inflected(at, first, last + 1, bent);
            }
        }
    }

    /// The same with what the token at `last` may be a form of.
    fn follow_inflected(&mut self, at: At<'s>, first: usize, last: usize, bent: Option<Bent>) {
        let walk = self.walk;
        let word = folded(walk.text, &walk.tokens[last]);
        let goes_on = |c: char| {
            walk.step(at, c.encode_utf8(&mut [0; 4]).as_bytes()[0])
                .is_some()
        };
        if !self.endings.may_be_of(&word, goes_on) {
            return;
        }
        let mut bases = Bases::default();
        self.endings.bases(&word, &mut bases);
        for (form, base) in bases.iter().filter(|(form, _)| is_long_enough(form)) {
            let next = walk.step_word(at, form).zip(Bent::with(bent, base));
            if let Some((at, bent)) = next {
                self.emit(&at, first, last, Some(bent));
                if !self.endings.last_only {
                    self.follow(at, first, last, Some(bent));
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
