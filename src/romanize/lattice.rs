//! The lattice of a word: all its Latin spellings at once, each with a cost.
//!
//! A lattice is a list of arcs for each place of the word: a rule leads from one
//! place to a later one and writes its output. `search` meets it with the keys
//! of an FST.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::rule_file::Rule;
use super::rules::RuleSet;

/// Longest word, in characters, that is searched for.
const MAX_WORD: usize = 48;
/// No single rule writes more letters than this.
pub(super) const MAX_OUTPUT: usize = 24;

/// The ways on from every place of a word.
///
/// They are put together when a search first comes to the place: most words
/// that are looked for among few are lost after some letters.
pub(crate) struct Lattice {
    word: Vec<char>,
    rules: &'static RuleSet,
    places: Vec<OnceCell<Place>>,
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
    pub(super) len: usize,
    pub(super) output: &'static str,
    pub(super) cost: f32,
    /// Letters that its output has in common with that of the arc before it.
    pub(super) shared: usize,
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
            places: (0..=word.len()).map(|_| OnceCell::new()).collect(),
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
        if rules.by_syllables() {
            reading.add_syllables(rules.syllables(word, at));
        }
        reading.divide();
        let mut adding = Arcs::default();
        adding.add(rules.adding(word, at));
        adding.divide();
        Place { reading, adding }
    }
}

impl Arcs {
    /// Adds an arc for each rule, given in the order of the arcs; of equal arcs
    /// the first, which is the cheapest.
    fn add<'r>(&mut self, rules: impl Iterator<Item = (usize, &'r Rule)>) {
        let mut last = None;
        for (len, rule) in rules {
            if last != Some(rule.rank) {
                last = Some(rule.rank);
                self.arcs.push(Arc::new(len, rule));
            }
        }
    }

    /// Adds the readings of a Han character, which come in no order.
    fn add_syllables<'r>(&mut self, rules: impl Iterator<Item = &'r Rule>) {
        self.arcs.extend(rules.map(|rule| Arc::new(1, rule)));
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
                    self.arcs[nth].shared = pairs.take_while(|(a, b)| a == *b).count();
                }
                _ => self.runs.push(Run { letter, len: 1 }),
            }
        }
    }
}

impl Arc {
    fn new(len: usize, rule: &Rule) -> Arc {
        Arc {
            len,
            output: rule.output,
            cost: rule.cost,
            shared: 0,
        }
    }
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The cheapest spellings of a word, without an FST to choose among them.
pub(crate) fn expand(word: &[char], rules: &'static RuleSet, most: usize) -> Vec<(String, f32)> {
    const MAX_STEPS: usize = 6_000;
    let Some(lattice) = Lattice::new(word.to_vec(), rules) else {
        return Vec::new();
    };
    let mut paths = Paths::new(&lattice);
    let mut found: Vec<(String, u32)> = Vec::new();
    for _ in 0..MAX_STEPS {
        let Some(at) = paths.cheapest() else { break };
        if !paths.is_whole(at) {
            paths.go_on(at);
            continue;
        }
        let written = paths.written(at);
        if !written.is_empty() && !found.iter().any(|(spelling, _)| *spelling == written) {
            found.push((written, paths.steps[at].cost));
        }
        if found.len() >= most {
            break;
        }
    }
    // Equally cheap ones come in the order of the alphabet.
    found.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    let in_units = |(spelling, cost)| (spelling, cost as f32 / 100.0);
    found.into_iter().map(in_units).collect()
}

/// Dearest spelling, in hundredths.
const MAX_COST: u32 = 200;

/// One arc at the end of a path through the places of a word.
struct Step {
    before: usize,
    output: &'static str,
    at: usize,
    /// A letter was added last, and no other may be.
    inserted: bool,
    /// What the path costs so far, in hundredths.
    cost: u32,
}

/// Paths through a lattice, cheapest first: what is left to pay at least is
/// known at every place (A*), so that hardly a path is followed in vain.
struct Paths<'l> {
    lattice: &'l Lattice,
    /// The least that the way to the end costs from each place, and after a letter was added there.
    ahead: Vec<[Option<u32>; 2]>,
    steps: Vec<Step>,
    /// Cost of the whole way at least, and the step it has come to.
    heap: BinaryHeap<Reverse<(u32, usize)>>,
}

impl<'l> Paths<'l> {
    fn new(lattice: &'l Lattice) -> Paths<'l> {
        let mut paths = Paths {
            lattice,
            ahead: ahead(lattice),
            steps: Vec::new(),
            heap: BinaryHeap::new(),
        };
        paths.push(Step {
            before: 0,
            output: "",
            at: 0,
            inserted: false,
            cost: 0,
        });
        paths
    }

    fn cheapest(&mut self) -> Option<usize> {
        self.heap.pop().map(|Reverse((_, at))| at)
    }

    fn is_whole(&self, at: usize) -> bool {
        let step = &self.steps[at];
        step.at == self.lattice.len() && !step.inserted
    }

    fn go_on(&mut self, from: usize) {
        let Step {
            at, inserted, cost, ..
        } = self.steps[from];
        let lattice = self.lattice;
        let adding = lattice.place(at).adding.arcs.iter().filter(|_| !inserted);
        for arc in lattice.place(at).reading.arcs.iter().chain(adding) {
            self.push(Step {
                before: from,
                output: arc.output,
                at: at + arc.len,
                inserted: arc.len == 0,
                cost: cost + hundredths(arc),
            });
        }
    }

    fn push(&mut self, step: Step) {
        let ahead = self.ahead[step.at][usize::from(step.inserted)];
        if let Some(whole) = ahead.map(|ahead| step.cost + ahead)
            && whole <= MAX_COST
        {
            self.heap.push(Reverse((whole, self.steps.len())));
            self.steps.push(step);
        }
    }

    fn written(&self, mut at: usize) -> String {
        let mut outputs = Vec::new();
        while at > 0 {
            outputs.push(self.steps[at].output);
            at = self.steps[at].before;
        }
        outputs.iter().rev().copied().collect()
    }
}

fn hundredths(arc: &Arc) -> u32 {
    (arc.cost * 100.0).round() as u32
}

/// What the way to the end costs at least from each place; the second figure is for after a letter was added.
fn ahead(lattice: &Lattice) -> Vec<[Option<u32>; 2]> {
    let mut ahead = vec![[None; 2]; lattice.len() + 1];
    for at in (0..=lattice.len()).rev() {
        let reading = lattice.place(at).reading.arcs.iter().filter_map(|arc| {
            let rest: Option<u32> = ahead.get(at + arc.len)?[0];
            Some(hundredths(arc) + rest?)
        });
        let end = (at == lattice.len()).then_some(0);
        let read_on = reading.chain(end).min();
        // After an added letter the word must be read on.
        let after_added = if end.is_some() { None } else { read_on };
        let adding = lattice.place(at).adding.arcs.iter();
        let added = adding.filter_map(|arc| Some(hundredths(arc) + after_added?));
        ahead[at] = [read_on.into_iter().chain(added).min(), after_added];
    }
    ahead
}
