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
    const MAX_COST: f32 = 2.0;
    const MAX_STATES: usize = 6_000;
    let Some(Lattice { places, .. }) = Lattice::new(word, rules) else {
        return Vec::new();
    };
    // Hundredths, the place, whether a letter was just added, what is written so far.
    let mut heap = BinaryHeap::from([Reverse((0u32, 0usize, false, String::new()))]);
    let mut found: Vec<(String, f32)> = Vec::new();
    for _ in 0..MAX_STATES {
        let Some(Reverse((cost, at, inserted, written))) = heap.pop() else {
            break;
        };
        if at == word.len() && !inserted {
            if !written.is_empty() && !found.iter().any(|(spelling, _)| *spelling == written) {
                found.push((written.clone(), cost as f32 / 100.0));
            }
            if found.len() >= most {
                break;
            }
        }
        let Place { reading, adding } = &places[at];
        for arc in reading.arcs.iter().chain(&adding.arcs) {
            let next = cost + (arc.cost * 100.0).round() as u32;
            if (arc.len > 0 || !inserted) && next as f32 <= MAX_COST * 100.0 {
                heap.push(Reverse((
                    next,
                    at + arc.len,
                    arc.len == 0,
                    format!("{written}{}", arc.output),
                )));
            }
        }
    }
    found
}
