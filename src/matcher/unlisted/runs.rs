//! Runs of capitalised words that may be a person's name, with the particles between them and with what hyphens join
//! to them: `Hassan al-Touhami`, `Joost van der Kampelaar`, `Ri Hyok-gwang`.

use std::ops::Range;

use crate::matcher::person_name::{is_hyphened_particle, is_particle_token};
use crate::matcher::words;
use crate::text::chars::Char;
use crate::text::{Flags, Joint, Token};

/// Words that a hyphen or a particle keeps together count as one here.
const GROUPS: std::ops::RangeInclusive<usize> = 2..=4;
/// Words of a run, particles among them.
const MOST_WORDS: usize = 7;
/// Particles one behind the other.
const MOST_PARTICLES: usize = 3;

/// What tells where runs are.
#[derive(Clone, Copy)]
pub(super) struct Runs<'s> {
    pub(super) text: &'s str,
    pub(super) tokens: &'s [Token],
    pub(super) covered: &'s [bool],
    pub(super) lang: &'s str,
}

impl Runs<'_> {
    /// Where the run that begins at a token ends; there if none does.
    pub(super) fn end(&self, start: usize) -> usize {
        let Some(mut end) = self.word_end(start) else {
            return start;
        };
        while let Some(next) = self.tokens.get(end) {
            let more = match next.joint {
                Joint::Space | Joint::Line => {
                    self.word_end(end).or_else(|| self.with_particles(end))
                }
                Joint::Hyphen => self.is_piece(end).then_some(end + 1),
                _ => None,
            };
            match more {
                Some(more) => end = more,
                None => break,
            }
        }
        end
    }

    /// Where a free capitalised word that begins at a token ends.
    fn word_end(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let behind = self.tokens.get(at + 1);
        // The sign of a breath in `Ch'iu`, `K'ang`, and not that of another word or an ending.
        let breathes = behind.is_some_and(|next| {
            next.joint == Joint::Apostrophe
                && next.has(Flags::LOWER)
                && !next.has(Flags::CAPITAL)
                && !self.text[token.span()]
                    .chars()
                    .any(|c| Char::of(c).may_be_vowel())
        });
        let is_word = match breathes {
            true => token.has(Flags::CAPITAL) && !self.covered[at] && !self.covered[at + 1],
            false => {
                token.is_capitalised()
                    && !self.covered[at]
                    && !words::is_beside_names(token, self.lang)
            }
        };
        is_word.then_some(at + 1 + usize::from(breathes))
    }

    /// Where the word ends in front of which there are particles from a token on.
    fn with_particles(&self, start: usize) -> Option<usize> {
        let goes_on = |at: usize| {
            let joint = self.tokens.get(at).map(|token| token.joint);
            matches!(joint, Some(Joint::Space | Joint::Line | Joint::Hyphen))
        };
        let hyphen = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.joint == Joint::Hyphen)
        };
        let is_particle = |at: &usize| {
            let token = &self.tokens[*at];
            let is_small = !token.has(Flags::CAPITAL);
            let is_one = is_particle_token(token) && (is_small || hyphen(at + 1))
                || is_hyphened_particle(token) && hyphen(at + 1);
            is_one && !self.covered[*at] && goes_on(at + 1)
        };
        let particles = (start..self.tokens.len()).take_while(is_particle);
        let count = particles.take(MOST_PARTICLES).count();
        if count == 0 {
            return None;
        }
        self.word_end(start + count)
    }

    /// Whether what a hyphen joins to a word may be more of a name.
    fn is_piece(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.has(Flags::LOWER)
            && !token.has(Flags::VOID)
            && !token.has(Flags::DIGIT)
            && !self.covered[at]
    }

    /// Reads the words of a run; `None` if there are too few or too many for a name.
    pub(super) fn read(&self, run: Range<usize>) -> Option<NameRun> {
        let mut words: Vec<RunWord> = Vec::new();
        for at in run.clone() {
            let token = &self.tokens[at];
            let hyphened = self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.joint == Joint::Hyphen);
            match (token.joint, words.last_mut()) {
                (Joint::Apostrophe, Some(word)) => word.tokens.end = at + 1,
                (joint, last) => {
                    let joined = last.is_some() && joint == Joint::Hyphen;
                    let is_set_off = !joined && !token.has(Flags::CAPITAL);
                    let is_article = !joined
                        && hyphened
                        && at + 1 < run.end
                        && (is_particle_token(token) || is_hyphened_particle(token));
                    words.push(RunWord {
                        tokens: at..at + 1,
                        joined,
                        particle: is_set_off || is_article,
                    });
                }
            }
        }
        let mut groups: Vec<usize> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let is_kept = word.joined || at > 0 && words[at - 1].particle;
            if !is_kept {
                groups.push(at);
            }
        }
        let fits = GROUPS.contains(&groups.len()) && words.len() <= MOST_WORDS;
        groups.push(words.len());
        fits.then_some(NameRun { words, groups })
    }

    /// The runs between the particles that stand by themselves.
    pub(super) fn between_particles(
        &self,
        run: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        let is_particle = |at: &usize| {
            let token = &self.tokens[*at];
            !token.has(Flags::CAPITAL) && !matches!(token.joint, Joint::Hyphen | Joint::Apostrophe)
        };
        let mut edges: Vec<usize> = run.clone().filter(is_particle).collect();
        let is_one = edges.is_empty();
        edges.push(run.end);
        let mut start = run.start;
        let parts = edges.into_iter().map(move |end| {
            let part = start..end;
            start = end + 1;
            part
        });
        parts.filter(move |part| !is_one && part.len() > 1)
    }
}

/// A word of a run; tokens that only an apostrophe parts are one.
pub(super) struct RunWord {
    pub(super) tokens: Range<usize>,
    /// A hyphen joins it to the word before.
    joined: bool,
    pub(super) particle: bool,
}

pub(super) struct NameRun {
    pub(super) words: Vec<RunWord>,
    /// The first word of each group, and behind the last: nothing is cut within what hyphens and particles keep
    /// together.
    groups: Vec<usize>,
}

impl NameRun {
    /// The words of the whole run, and of all of it but the first or last group, which may belong to its neighbours.
    pub(super) fn windows(&self) -> impl Iterator<Item = Range<usize>> {
        let last = self.groups.len() - 1;
        let windows = [(0, last), (1, last), (0, last - 1)];
        let long_enough = windows
            .into_iter()
            .filter(|(from, to)| from + GROUPS.start() <= *to);
        long_enough.map(|(from, to)| self.groups[from]..self.groups[to])
    }

    /// The tokens of some of its words.
    pub(super) fn tokens(&self, words: &Range<usize>) -> Range<usize> {
        self.words[words.start].tokens.start..self.words[words.end - 1].tokens.end
    }
}
