//! From tokens to hits: every place where a key of a gazetteer stands in the text.
//!
//! A text is read in runs (`run`), and what stands there is a `hit`. Names that it inflects are found from what their
//! words may be forms of (`inflected`), and what was found out about words is kept from text to text (`vocabulary`,
//! `memory`).

mod hit;
pub(super) mod inflected;
pub(super) mod memory;
pub(super) mod run;
pub(super) mod vocabulary;

use std::ops::Range;

use fst::raw;

use super::Scratch;
use crate::fold::{Hasher, KEY_SEPARATOR, Link, fold_token, key, link};
use crate::gazetteer::Gazetteer;
use crate::store::{Gate, PrefixTable, join};
use crate::text::{Flags, Joint, Token, Wanted, tokenize_some};
pub(super) use hit::{Bent, Hit};

/// Tokens that are looked at side by side.
const AHEAD: usize = 512;

/// More tokens than this glued into one (`a'a'a'a…`) are no word; without a
/// bound the work would grow with the square of the text.
const MOST_PARTS: usize = 32;

/// Tokenizes one run of text and collects the hits of gazetteers, which are numbered in this order.
pub(super) fn scan<'g>(
    gazetteers: impl Iterator<Item = &'g Gazetteer>,
    text: &str,
    scratch: &mut Scratch,
) {
    scan_some(gazetteers, text, 0, usize::MAX, scratch);
}

/// The same for a piece of it, of `most` tokens and those up to the next place that no name reaches
/// over; returns where it ends.
pub(super) fn scan_some<'g>(
    gazetteers: impl Iterator<Item = &'g Gazetteer>,
    text: &str,
    from: usize,
    most: usize,
    scratch: &mut Scratch,
) -> usize {
    scratch.tokens.clear();
    scratch.hits.clear();
    let end = tokenize_some(text, from, most, &mut scratch.tokens);
    for (layer, gazetteer) in gazetteers.enumerate() {
        if let Some(walk) = Walk::new(gazetteer, text, &scratch.tokens) {
            walk.hits(layer as u32, &mut scratch.hits);
        }
    }
    end
}

/// Whether some gazetteers list a name, or one that begins so.
pub(super) fn is_listed<'g>(
    mut gazetteers: impl Iterator<Item = &'g Gazetteer>,
    name: &str,
    wanted: Wanted,
) -> bool {
    let key = key(name);
    gazetteers.any(|gazetteer| {
        let walk = Walk::new(gazetteer, "", &[]);
        let at = walk
            .as_ref()
            .and_then(|walk| walk.step_word((walk.fst.root(), 0), &key));
        at.is_some_and(|at| wanted == Wanted::Beginning || value(&at).is_some())
    })
}

/// Looks up the keys of one gazetteer along the tokens of one text.
pub(super) struct Walk<'a> {
    gazetteer: &'a Gazetteer,
    fst: raw::Fst<&'a [u8]>,
    prefixes: PrefixTable<'a>,
    gate: Gate<'a>,
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
            gazetteer,
            fst: gazetteer.fst()?,
            prefixes: gazetteer.prefixes(),
            gate: gazetteer.gate(),
            text,
            tokens,
        })
    }

    /// Goes through the tokens some at a time. What is asked of memory for them is fetched side by
    /// side, so that there is one wait for all instead of one for each: first the slots of their
    /// words, then what is listed where keys of their hashes end.
    fn hits(&self, layer: u32, hits: &mut Vec<Hit>) {
        let (mut names, mut texts) = (Vec::new(), Vec::new());
        let mut room = [0; AHEAD];
        for from in (0..self.tokens.len()).step_by(AHEAD) {
            let to = self.tokens.len().min(from + AHEAD);
            let heads = self.heads(from..to, &mut room);
            self.fetch_slots(heads);
            let before = hits.len();
            for at in heads {
                self.find_from(*at as usize, layer, hits);
            }
            let found = &hits[before..];
            names.clear();
            names.extend(found.iter().filter_map(|hit| self.first_name(hit)));
            self.gazetteer.fetch_names(&names, &mut texts);
            hits.extract_if(before.., |hit| !self.has(hit))
                .for_each(drop);
        }
    }

    /// The tokens of a range that may begin a key.
    fn heads<'r>(&self, tokens: Range<usize>, room: &'r mut [u32; AHEAD]) -> &'r [u32] {
        let mut count = 0;
        for at in tokens {
            let token = &self.tokens[at];
            // Without branches, which no processor foresees here.
            let passes = self.gate.lets_pass(token.hash, self.is_small(at))
                | self.is_followed_closely(at)
                | self.prefixes.is_absent();
            room[count] = at as u32;
            count += usize::from(passes & !token.has(Flags::VOID));
        }
        &room[..count]
    }

    /// Touches the slots that will be asked for words and their next ones.
    fn fetch_slots(&self, heads: &[u32]) {
        let mut touched = 0;
        for at in heads {
            let at = *at as usize;
            let hash = self.tokens[at].hash;
            touched ^= self.prefixes.touch(hash);
            if let Some(next) = self.tokens.get(at + 1) {
                touched ^= self.prefixes.touch(join(hash, next.hash));
            }
        }
        std::hint::black_box(touched);
    }

    /// The keys that begin at a token, the shorter first. Other words may have the slot of one:
    /// whether it is there is asked of all later.
    #[inline]
    fn find_from(&self, first: usize, layer: u32, hits: &mut Vec<Hit>) {
        let token = &self.tokens[first];
        if token.is_dense() || self.prefixes.is_absent() {
            if !token.is_dense() || self.gate.lets_pass(token.hash, false) {
                self.walk(first, layer, hits);
            }
            return;
        }
        let (small, before) = (self.is_small(first), hits.len());
        let mut begun: Option<u64> = None;
        let mut word = first;
        loop {
            let mut goes_on = None;
            for (hash, last) in self.word(word) {
                let hash = match begun {
                    None if !self.gate.lets_pass(hash, small) => continue,
                    None => hash,
                    Some(begun) => join(begun, hash),
                };
                let Some(prefix) = self.prefixes.get(hash) else {
                    continue;
                };
                if prefix.walks() {
                    hits.truncate(before);
                    return self.walk(first, layer, hits);
                }
                if let Some(value) = prefix.value(small) {
                    hits.push(Hit::new(first, last, value.into(), layer));
                }
                goes_on = prefix.goes_on().then_some((hash, last));
            }
            // A word that is not at its end yet has no space behind it.
            let Some((hash, last)) = goes_on.filter(|(_, last)| self.space_follows(*last)) else {
                return;
            };
            (begun, word) = (Some(hash), last + 1);
        }
    }

    /// Whether the token after `last` begins another word of a key.
    fn space_follows(&self, last: usize) -> bool {
        let next = self.tokens.get(last + 1);
        next.is_some_and(|next| {
            matches!(link(&self.tokens[last], next), Link::Spaced | Link::Marked)
        })
    }

    /// Whether the key of a hit stands in the text: either it was found by walking, or the text
    /// is the name as it is listed, case aside, or the FST says so.
    fn has(&self, hit: &Hit) -> bool {
        let (first, last) = (hit.first as usize, hit.last as usize);
        let span = self.tokens[first].span().start..self.tokens[last].span().end;
        let as_listed = |name| self.gazetteer.is_spelled(name, &self.text[span]);
        self.tokens[first].is_dense()
            || self.first_name(hit).is_some_and(as_listed)
            || self.value_at(first, last) == Some(hit.value)
    }

    /// The first name that is listed for a hit.
    fn first_name(&self, hit: &Hit) -> Option<u32> {
        self.gazetteer.posting(hit.value).next()
    }

    /// What the FST holds for the key that these tokens make.
    fn value_at(&self, first: usize, last: usize) -> Option<u64> {
        let mut at = self.step_token((self.fst.root(), 0), &self.tokens[first])?;
        for nth in first + 1..=last {
            at = self.step_linked(at, nth)?;
        }
        value(&at)
    }

    /// The ways in which a word that begins at a token may end, which may be
    /// several (`O'Brien`): its hash and last token.
    fn word(&self, first: usize) -> impl Iterator<Item = (u64, usize)> {
        let goes_on = move |&(hash, last): &(u64, usize)| {
            if last - first == MOST_PARTS || !self.word_goes_on(last) {
                return None;
            }
            Some((self.add_to_hash(hash, &self.tokens[last + 1]), last + 1))
        };
        std::iter::successors(Some((self.tokens[first].hash, first)), goes_on)
    }

    /// Whether a word is in small letters, so that few names begin with it. If
    /// it goes on behind an apostrophe or dot, what follows may tell otherwise.
    #[inline]
    fn is_small(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.has(Flags::CASED) & !token.has(Flags::CAPITAL) & !self.is_followed_closely(at)
    }

    /// Whether the next token may belong to the same word of a key.
    #[inline]
    fn is_followed_closely(&self, at: usize) -> bool {
        self.tokens
            .get(at + 1)
            .is_some_and(|next| matches!(next.joint, Joint::None | Joint::Apostrophe | Joint::Dot))
    }

    /// Whether the token after `last` belongs to the same word of a key.
    fn word_goes_on(&self, last: usize) -> bool {
        let next = self.tokens.get(last + 1);
        next.is_some_and(|next| !next.is_dense() && link(&self.tokens[last], next) == Link::Glued)
    }

    fn add_to_hash(&self, hash: u64, token: &Token) -> u64 {
        let mut hasher = Hasher::resume(hash);
        fold_token(self.text, token.span(), &mut |c| hasher.add(c));
        hasher.finish()
    }

    /// The same through the FST, byte by byte: for scripts without spaces.
    fn walk(&self, first: usize, layer: u32, hits: &mut Vec<Hit>) {
        let mut at = self.step_token((self.fst.root(), 0), &self.tokens[first]);
        for last in first.. {
            let Some(here) = at else { return };
            if let Some(value) = value(&here) {
                hits.push(Hit::new(first, last, value, layer));
            }
            if last + 1 == self.tokens.len() {
                return;
            }
            at = self.step_linked(here, last + 1);
        }
    }

    /// On by a token as it hangs on to the one before.
    fn step_linked<'s>(&'s self, at: At<'s>, nth: usize) -> Option<At<'s>> {
        let token = &self.tokens[nth];
        match link(&self.tokens[nth - 1], token) {
            Link::Parted => None,
            Link::Spaced | Link::Marked => self.step_token(self.step(at, KEY_SEPARATOR)?, token),
            Link::Glued => self.step_token(at, token),
        }
    }

    /// The place that an earlier walk of the same FST came to.
    pub(super) fn at(&self, node: usize, output: u64) -> At<'_> {
        (self.fst.node(node), output)
    }

    /// Where the keys go on that begin with a folded word; `small`: of names that may begin with
    /// a small letter, and some more.
    #[inline]
    pub(super) fn start(&self, word: &str, small: bool) -> Option<At<'_>> {
        let mut hasher = Hasher::new();
        word.chars().for_each(|c| hasher.add(c));
        if !self.gate.lets_pass(hasher.finish(), small) {
            return None;
        }
        if !self.prefixes.is_absent() {
            self.prefixes.get(hasher.finish())?;
        }
        // It was found by its hash alone.
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
        fold_token(self.text, token.span(), &mut |c| {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                at = at.and_then(|at| self.step(at, byte));
            }
        });
        at
    }
}

/// What the FST holds for the key that ends here, if one does.
pub(super) fn value((node, output): &At<'_>) -> Option<u64> {
    node.is_final()
        .then(|| output + node.final_output().value())
}
