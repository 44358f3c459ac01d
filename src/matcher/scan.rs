//! From tokens to hits: every place where a key of a gazetteer stands in the text.

use fst::raw;

use super::{Matcher, Scratch};
use crate::fold::{Hasher, KEY_SEPARATOR, Link, fold_token, link};
use crate::gazetteer::Gazetteer;
use crate::inflect::{Base, Cases, Types};
use crate::store::{Gate, HeadIndex, HeadTable, Proven};
use crate::text::chars::Char;
use crate::text::{Flags, Joint, Token, tokenize};

/// A key found: the tokens it covers and what the FST holds for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    /// First token.
    pub(super) first: u32,
    /// Last token, itself part of the hit.
    pub(super) last: u32,
    /// Value in the FST of that gazetteer.
    pub(super) value: u64,
    /// Which gazetteer.
    pub(super) layer: u32,
    /// What was assumed of its endings, if the text has the name inflected.
    pub(super) bent: Option<Bent>,
}

/// What is assumed of an inflected name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bent {
    pub(super) cost: f32,
    pub(super) cases: Cases,
    pub(super) types: Types,
}

impl Bent {
    /// With one more word, of this base; `None` if they do not agree.
    pub(super) fn with(before: Option<Bent>, base: &Base) -> Option<Bent> {
        let Some(before) = before else {
            return Some(Bent {
                cost: base.cost,
                cases: base.cases,
                types: base.types,
            });
        };
        Some(Bent {
            // The words of a name are inflected alike: one ending bears out the other.
            cost: before.cost.max(base.cost) + 0.03,
            cases: before.cases.agree(base.cases)?,
            types: before.types.both(base.types),
        })
    }
}

/// More tokens than this glued into one (`a'a'a'a…`) are no word; without a
/// bound the work would grow with the square of the text.
const MOST_PARTS: usize = 32;

/// Tokenizes one run of text and collects the hits of all gazetteers.
pub(super) fn scan(matcher: &Matcher, text: &str, scratch: &mut Scratch) {
    scratch.tokens.clear();
    scratch.hits.clear();
    tokenize(text, &mut scratch.tokens);
    for (layer, gazetteer) in matcher.gazetteers().iter().enumerate() {
        if let Some(walk) = Walk::new(gazetteer, text, &scratch.tokens) {
            walk.hits(layer as u32, &mut scratch.hits);
        }
    }
}

/// Walks the FST of one gazetteer along the tokens of one text.
pub(super) struct Walk<'a> {
    fst: raw::Fst<&'a [u8]>,
    heads: HeadTable<'a>,
    gate: Gate<'a>,
    proven: &'a Proven,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

/// Where a walk stands: a node and what the transitions to it put out.
pub(super) type At<'a> = (raw::Node<'a>, u64);

impl<'a> Walk<'a> {
    pub(super) fn new(
        gazetteer: &'a Gazetteer,
        text: &'a str,
        tokens: &'a [Token],
    ) -> Option<Walk<'a>> {
        Some(Walk {
            fst: gazetteer.fst()?,
            heads: gazetteer.heads(),
            gate: gazetteer.gate(),
            proven: gazetteer.proven_heads(),
            text,
            tokens,
        })
    }

    fn hits(&self, layer: u32, hits: &mut Vec<Hit>) {
        for first in 0..self.tokens.len() {
            self.hits_from(first, layer, hits);
        }
    }

    /// The keys that begin at a token. Their first word may be several tokens
    /// (`O'Brien`), so each way to end it is asked for.
    #[inline]
    fn hits_from(&self, first: usize, layer: u32, hits: &mut Vec<Hit>) {
        let token = &self.tokens[first];
        if token.has(Flags::VOID) {
            return;
        }
        let small = self.is_small(first);
        let mut hash = token.hash;
        let mut last = first;
        loop {
            if self.gate.lets_pass(hash, small)
                && let Some(head) = self.head(hash, first, last)
            {
                self.follow_head(head, first, last, layer, hits);
            }
            if token.is_dense() || last - first == MOST_PARTS || !self.word_goes_on(last) {
                return;
            }
            last += 1;
            hash = self.add_to_hash(hash, &self.tokens[last]);
        }
    }

    /// Whether a word is in small letters, so that few names begin with it. If
    /// it goes on behind an apostrophe or dot, what follows may tell otherwise.
    #[inline]
    fn is_small(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let goes_on = || {
            self.tokens.get(at + 1).is_some_and(|next| {
                matches!(next.joint, Joint::None | Joint::Apostrophe | Joint::Dot)
            })
        };
        token.has(Flags::CASED) && !token.has(Flags::CAPITAL) && !goes_on()
    }

    /// Whether the token after `last` belongs to the same word of a key.
    fn word_goes_on(&self, last: usize) -> bool {
        let next = self.tokens.get(last + 1);
        next.is_some_and(|next| {
            !next.is_dense() && link(&self.tokens[last], next, self.text) == Link::Glued
        })
    }

    fn add_to_hash(&self, hash: u64, token: &Token) -> u64 {
        let mut hasher = Hasher::resume(hash);
        self.text[token.span()]
            .chars()
            .for_each(|c| hasher.character(c, Char::of(c)));
        hasher.finish()
    }

    fn follow_head(
        &self,
        head: HeadIndex,
        first: usize,
        last: usize,
        layer: u32,
        hits: &mut Vec<Hit>,
    ) {
        let start: At<'_> = (self.fst.node(head.node), head.output);
        emit(&start, first, last, layer, hits);
        // Tokens glued to the head make a longer head, which has a slot of its own.
        let own_slot = !self.tokens[last].is_dense() && self.word_goes_on(last);
        if !own_slot {
            self.follow(start, first, last, layer, hits);
        }
    }

    /// Where the keys that begin with these tokens go on.
    #[inline]
    fn head(&self, hash: u64, first: usize, last: usize) -> Option<HeadIndex> {
        if self.heads.is_absent() {
            return self.head_by_walk(first, last);
        }
        let head = self.heads.get(hash)?;
        if !self.proven.has(hash) {
            self.head_by_walk(first, last)
                .filter(|walk| *walk == head)?;
            self.proven.add(hash);
        }
        Some(head)
    }

    fn follow<'s>(
        &'s self,
        mut at: At<'s>,
        first: usize,
        mut last: usize,
        layer: u32,
        hits: &mut Vec<Hit>,
    ) {
        while let Some(token) = self.tokens.get(last + 1) {
            let stepped = match link(&self.tokens[last], token, self.text) {
                Link::Parted => None,
                Link::Spaced => self
                    .step(at, KEY_SEPARATOR)
                    .and_then(|at| self.step_token(at, token)),
                Link::Glued => self.step_token(at, token),
            };
            let Some(next) = stepped else { return };
            at = next;
            last += 1;
            emit(&at, first, last, layer, hits);
        }
    }

    /// The place that an earlier walk of the same FST came to.
    pub(super) fn at(&self, node: usize, output: u64) -> At<'_> {
        (self.fst.node(node), output)
    }

    /// Where the keys go on that begin with a folded word.
    #[inline]
    pub(super) fn start(&self, word: &str) -> Option<At<'_>> {
        let mut hasher = Hasher::new();
        word.chars().for_each(|c| hasher.add(c));
        if !self.gate.lets_pass(hasher.finish(), false) {
            return None;
        }
        if !self.heads.is_absent() {
            self.heads.get(hasher.finish())?;
        }
        // The slot was found by its hash alone.
        self.step_word((self.fst.root(), 0), word)
    }

    pub(super) fn step_word<'s>(&'s self, at: At<'s>, word: &str) -> Option<At<'s>> {
        word.bytes().try_fold(at, |at, byte| self.step(at, byte))
    }

    #[inline]
    pub(super) fn step<'s>(&'s self, (node, output): At<'s>, byte: u8) -> Option<At<'s>> {
        let transition = node.transition(node.find_input(byte)?);
        Some((
            self.fst.node(transition.addr),
            output + transition.out.value(),
        ))
    }

    pub(super) fn step_token<'s>(&'s self, at: At<'s>, token: &Token) -> Option<At<'s>> {
        let mut at = Some(at);
        fold_token(&self.text[token.span()], &mut |c| {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                at = at.and_then(|at| self.step(at, byte));
            }
        });
        at
    }

    /// The same without the table, from the root.
    fn head_by_walk(&self, first: usize, last: usize) -> Option<HeadIndex> {
        let mut at = Some((self.fst.root(), 0));
        for token in &self.tokens[first..=last] {
            at = at.and_then(|at| self.step_token(at, token));
        }
        at.map(|(node, output)| HeadIndex {
            node: node.addr(),
            output,
        })
    }
}

fn emit(at: &At<'_>, first: usize, last: usize, layer: u32, hits: &mut Vec<Hit>) {
    if let Some(value) = value(at) {
        hits.push(Hit {
            first: first as u32,
            last: last as u32,
            value,
            layer,
            bent: None,
        });
    }
}

/// What the FST holds for the key that ends here, if one does.
pub(super) fn value((node, output): &At<'_>) -> Option<u64> {
    node.is_final()
        .then(|| output + node.final_output().value())
}
