//! The lattice of a word: all its Latin spellings at once, each with a cost.
//!
//! A lattice is a list of arcs for each place of the word: a rule leads from one
//! place to a later one and writes its output. `search` meets it with the keys
//! of an FST.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::rules::RuleSet;

/// Longest word, in characters, that is searched for.
const MAX_WORD: usize = 48;
/// No single rule writes more letters than this.
pub(super) const MAX_OUTPUT: usize = 24;

/// The ways on from every place of a word.
pub(crate) struct Lattice {
    pub(super) places: Vec<Place>,
    pub(super) vowels: Vec<bool>,
}

/// The ways on from one place.
pub(super) struct Place {
    /// Those that read on in the word.
    pub(super) reading: Arcs,
    /// Those that add letters without reading on.
    pub(super) adding: Arcs,
}

impl Place {
    fn new(arcs: Vec<Arc>) -> Place {
        let (reading, adding) = arcs.into_iter().partition(|arc| arc.len > 0);
        Place {
            reading: Arcs::new(reading),
            adding: Arcs::new(adding),
        }
    }
}

pub(super) struct Arcs {
    /// Sorted by output.
    pub(super) arcs: Vec<Arc>,
    /// First letters of outputs, and where their arcs begin; the first run is of those without output.
    pub(super) runs: Vec<(u8, usize)>,
}

impl Arcs {
    fn new(mut arcs: Vec<Arc>) -> Arcs {
        for nth in 1..arcs.len() {
            let (before, this) = (arcs[nth - 1].output.as_bytes(), arcs[nth].output.as_bytes());
            arcs[nth].shared = before.iter().zip(this).take_while(|(a, b)| a == b).count();
        }
        let first = |arc: &Arc| arc.output.bytes().next().unwrap_or(0);
        let mut runs = vec![(0, 0)];
        for (nth, arc) in arcs.iter().enumerate() {
            if runs
                .last()
                .is_some_and(|run: &(u8, usize)| run.0 != first(arc))
            {
                runs.push((first(arc), nth));
            }
        }
        runs.push((u8::MAX, arcs.len()));
        Arcs { arcs, runs }
    }
}

impl Lattice {
    /// The lattice of a word; `None` if it is empty or too long to be searched for.
    pub(crate) fn new(word: &[char], rules: &RuleSet) -> Option<Lattice> {
        if word.is_empty() || word.len() > MAX_WORD {
            return None;
        }
        Some(Lattice {
            places: (0..=word.len())
                .map(|at| Place::new(arcs_at(word, at, rules)))
                .collect(),
            vowels: word.iter().map(|c| is_vowel(*c)).collect(),
        })
    }

    pub(super) fn len(&self) -> usize {
        self.vowels.len()
    }
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

/// The arcs at a place; of equal ones the cheapest.
fn arcs_at(word: &[char], at: usize, rules: &RuleSet) -> Vec<Arc> {
    let mut arcs: Vec<Arc> = rules
        .at(word, at)
        .filter(|(_, rule)| rule.output.len() <= MAX_OUTPUT)
        .map(|(len, rule)| Arc {
            len,
            output: rule.output,
            cost: rule.cost,
            shared: 0,
        })
        .collect();
    arcs.sort_by(|a, b| {
        (a.output, a.len)
            .cmp(&(b.output, b.len))
            .then(a.cost.total_cmp(&b.cost))
    });
    arcs.dedup_by(|later, earlier| (later.len, later.output) == (earlier.len, earlier.output));
    arcs
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The cheapest spellings of a word, without an FST to choose among them.
pub(crate) fn expand(word: &[char], rules: &RuleSet, most: usize) -> Vec<(String, f32)> {
    const MAX_STEPS: usize = 6_000;
    let Some(Lattice { places, .. }) = Lattice::new(word, rules) else {
        return Vec::new();
    };
    let mut paths = Paths::new(&places);
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
    places: &'l [Place],
    /// The least that the way to the end costs from each place, and after a letter was added there.
    ahead: Vec<[Option<u32>; 2]>,
    steps: Vec<Step>,
    /// Cost of the whole way at least, and the step it has come to.
    heap: BinaryHeap<Reverse<(u32, usize)>>,
}

impl<'l> Paths<'l> {
    fn new(places: &'l [Place]) -> Paths<'l> {
        let mut paths = Paths {
            places,
            ahead: ahead(places),
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
        step.at + 1 == self.places.len() && !step.inserted
    }

    fn go_on(&mut self, from: usize) {
        let Step {
            at, inserted, cost, ..
        } = self.steps[from];
        let place = &self.places[at];
        let adding = place.adding.arcs.iter().filter(|_| !inserted);
        for arc in place.reading.arcs.iter().chain(adding) {
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
fn ahead(places: &[Place]) -> Vec<[Option<u32>; 2]> {
    let mut ahead = vec![[None; 2]; places.len()];
    for at in (0..places.len()).rev() {
        let reading = places[at].reading.arcs.iter().filter_map(|arc| {
            let rest: Option<u32> = ahead.get(at + arc.len)?[0];
            Some(hundredths(arc) + rest?)
        });
        let end = (at + 1 == places.len()).then_some(0);
        let read_on = reading.chain(end).min();
        // After an added letter the word must be read on.
        let after_added = if end.is_some() { None } else { read_on };
        let adding = places[at].adding.arcs.iter();
        let added = adding.filter_map(|arc| Some(hundredths(arc) + after_added?));
        ahead[at] = [read_on.into_iter().chain(added).min(), after_added];
    }
    ahead
}
