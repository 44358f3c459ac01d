//! The lattice of a word: all its Latin spellings at once, each with a cost.
//!
//! A lattice is a list of arcs for each place of the word: a rule leads from one
//! place to a later one and writes its output. `search` meets it with the keys
//! of an FST.

use std::sync::OnceLock;

use super::rule_list::Written;
use super::rules::RuleSet;

/// Longest word, in characters, that is searched for.
const MAX_WORD: usize = 48;

/// The ways on from every place of a word.
///
/// They are put together when a search first comes to the place: most words
/// that are looked for among few are lost after some letters.
pub(crate) struct Lattice {
    word: Vec<char>,
    rules: &'static RuleSet,
    places: Vec<OnceLock<Place>>,
}

/// The ways on from one place.
pub(super) struct Place {
    /// Those that read on in the word.
    pub(super) reading: Arcs,
    /// Those that add letters without reading on.
    pub(super) adding: Arcs,
}

/// One way on from a place in the word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arc {
    /// Characters that it reads; no word has many.
    pub(super) len: u8,
    /// Letters that its output has in common with that of the arc before it.
    pub(super) shared: u8,
    pub(super) cost: f32,
    pub(super) output: &'static str,
}

/// Arcs of a place.
#[derive(Default)]
pub(super) struct Arcs {
    /// Sorted by output.
    pub(super) arcs: Vec<Arc>,
    pub(super) runs: Vec<Run>,
}

/// How many arcs have outputs that begin with a letter; 0 is the letter of those without output.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) letter: u8,
    pub(super) len: usize,
}

impl Lattice {
    /// The lattice of a word; `None` if it is empty or too long to be searched for.
    pub(crate) fn new(word: Vec<char>, rules: &'static RuleSet) -> Option<Lattice> {
        if word.is_empty() || word.len() > MAX_WORD {
            return None;
        }
        Some(Lattice {
            places: (0..=word.len()).map(|_| OnceLock::new()).collect(),
            word,
            rules,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.word.len()
    }

    pub(super) fn place(&self, at: usize) -> &Place {
        self.places[at].get_or_init(|| Place::new(&self.word, at, self.rules))
    }

    pub(super) fn has_vowel_at(&self, at: usize) -> bool {
        is_vowel(self.word[at])
    }
}

impl Place {
    fn new(word: &[char], at: usize, rules: &RuleSet) -> Place {
        let mut reading = Arcs::default();
        reading.add(rules.reading(word, at));
        reading.add_syllables(rules.syllables(word, at));
        reading.divide();
        let mut adding = Arcs::default();
        adding.add(rules.adding(word, at));
        adding.divide();
        Place { reading, adding }
    }
}

impl Arcs {
    /// Adds an arc for what each rule writes, given in the order of the arcs; of
    /// equal arcs the first, which is the cheapest.
    fn add<'r>(&mut self, written: impl Iterator<Item = &'r Written>) {
        const USUAL: usize = 16;
        let mut last = None;
        for written in written {
            if self.arcs.is_empty() {
                self.arcs.reserve(USUAL);
                self.runs.reserve(USUAL);
            }
            if last != Some(written.rank) {
                last = Some(written.rank);
                self.arcs.push(Arc::new(written.len, written));
            }
        }
    }

    /// Adds the readings of a Han character, which come in no order.
    fn add_syllables<'r>(&mut self, written: impl Iterator<Item = &'r Written>) {
        let before = self.arcs.len();
        self.arcs
            .extend(written.map(|written| Arc::new(1, written)));
        if self.arcs.len() == before {
            return;
        }
        self.arcs.sort_by(|a, b| {
            (a.output, a.len)
                .cmp(&(b.output, b.len))
                .then(a.cost.total_cmp(&b.cost))
        });
        self.arcs
            .dedup_by(|later, earlier| (later.len, later.output) == (earlier.len, earlier.output));
    }

    /// Divides the arcs into runs, in which each arc knows what it shares with the one before it.
    fn divide(&mut self) {
        for nth in 0..self.arcs.len() {
            let output = self.arcs[nth].output.as_bytes();
            let letter = output.first().copied().unwrap_or(0);
            match self.runs.last_mut() {
                Some(run) if run.letter == letter => {
                    run.len += 1;
                    let pairs = self.arcs[nth - 1].output.bytes().zip(output);
                    self.arcs[nth].shared = pairs.take_while(|(a, b)| a == *b).count() as u8;
                }
                _ => self.runs.push(Run { letter, len: 1 }),
            }
        }
    }
}

impl Arc {
    fn new(len: u32, written: &Written) -> Arc {
        Arc {
            len: len as u8,
            output: written.output,
            cost: written.cost,
            shared: 0,
        }
    }
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
