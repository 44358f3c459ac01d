//! The lattice of a word: all its Latin spellings at once, each with a cost,
//! met with the keys of an FST.
//!
//! A state of the search is a place in the word and a node of the FST; a rule
//! leads from one to the next by walking its output. States are taken in the
//! order of their cost (Dijkstra), so that each is visited once and the cheapest
//! keys come first; the FST cuts off every spelling that no name has. Besides
//! the rules a few letters may be left out, added or exchanged at a cost, more
//! of them in longer words. The search is bounded in steps for any word.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use fst::raw;

use super::rules::RuleSet;

/// A key that a word may be a spelling of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spelling {
    /// Value of the key in the FST.
    pub(crate) value: u64,
    pub(crate) cost: f32,
}

/// No search takes more states than this.
const MAX_STATES: usize = 6_000;
/// Longest word, in characters, that is searched for.
const MAX_WORD: usize = 48;
/// Cost of a letter beyond all rules: left out, added, exchanged.
const EDIT: f32 = 0.9;
const VOWEL_EDIT: f32 = 0.45;

/// The keys that may be meant by a word, cheapest first, up to a cost.
pub(crate) fn search(
    word: &[char],
    rules: &RuleSet,
    fst: &raw::Fst<&[u8]>,
    budget: f32,
    most: usize,
) -> Vec<Spelling> {
    if word.is_empty() || word.len() > MAX_WORD {
        return Vec::new();
    }
    let arcs: Vec<Vec<Arc>> = (0..=word.len())
        .map(|at| arcs_at(word, at, rules))
        .collect();
    let mut search = Search {
        fst,
        budget,
        heap: BinaryHeap::new(),
        edits: match word.len() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        },
    };
    search.push(State {
        at: 0,
        node: fst.root().addr(),
        output: 0,
        cost: 0.0,
        edits: 0,
        inserted: false,
    });
    let mut seen = HashSet::new();
    let mut found: Vec<Spelling> = Vec::new();
    let mut keys = HashSet::new();
    for _ in 0..MAX_STATES {
        let Some(Reverse(Ordered(state))) = search.heap.pop() else {
            break;
        };
        if !seen.insert((state.at, state.node, state.edits, state.inserted)) {
            continue;
        }
        let node = fst.node(state.node);
        if state.at == word.len() && node.is_final() {
            let value = state.output + node.final_output().value();
            if keys.insert(value) {
                found.push(Spelling {
                    value,
                    cost: state.cost,
                });
                if found.len() >= most {
                    break;
                }
            }
        }
        for arc in &arcs[state.at] {
            if !(arc.len == 0 && state.inserted) {
                search.follow(&state, arc);
            }
        }
        search.edit(&state, word);
    }
    found
}

/// One way on from a place in the word.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Arc {
    len: usize,
    output: &'static str,
    cost: f32,
}

/// The arcs at a place; of equal ones the cheapest.
fn arcs_at(word: &[char], at: usize, rules: &RuleSet) -> Vec<Arc> {
    let mut arcs: Vec<Arc> = rules
        .at(word, at)
        .map(|rule| Arc {
            len: rule.source.len(),
            output: rule.output,
            cost: rule.cost,
        })
        .collect();
    arcs.sort_by(|a, b| {
        (a.len, a.output)
            .cmp(&(b.len, b.output))
            .then(a.cost.total_cmp(&b.cost))
    });
    arcs.dedup_by(|later, earlier| (later.len, later.output) == (earlier.len, earlier.output));
    arcs
}

#[derive(Clone, Copy, Debug)]
struct State {
    at: usize,
    node: usize,
    output: u64,
    cost: f32,
    /// Letters changed beyond the rules.
    edits: u8,
    /// The last step added a letter without moving on in the word.
    inserted: bool,
}

/// States in the order of their cost.
struct Ordered(State);

impl PartialEq for Ordered {
    fn eq(&self, other: &Ordered) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Ordered) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Ordered) -> std::cmp::Ordering {
        let (a, b) = (&self.0, &other.0);
        // At equal cost the state further on, then anything that is the same on every machine.
        a.cost
            .total_cmp(&b.cost)
            .then_with(|| (b.at, a.node, a.edits).cmp(&(a.at, b.node, b.edits)))
    }
}

struct Search<'f> {
    fst: &'f raw::Fst<&'f [u8]>,
    budget: f32,
    heap: BinaryHeap<Reverse<Ordered>>,
    /// How many letters may be changed beyond the rules.
    edits: u8,
}

impl Search<'_> {
    fn push(&mut self, state: State) {
        if state.cost <= self.budget {
            self.heap.push(Reverse(Ordered(state)));
        }
    }

    fn follow(&mut self, state: &State, arc: &Arc) {
        let (mut node, mut output) = (self.fst.node(state.node), state.output);
        for byte in arc.output.bytes() {
            let Some(index) = node.find_input(byte) else {
                return;
            };
            let transition = node.transition(index);
            output += transition.out.value();
            node = self.fst.node(transition.addr);
        }
        let inserted = arc.len == 0;
        let next = State {
            at: state.at + arc.len,
            node: node.addr(),
            output,
            cost: state.cost + arc.cost,
            inserted,
            ..*state
        };
        self.push(next);
    }

    /// A letter of the word left out, one of the key added, or one for the other.
    fn edit(&mut self, state: &State, word: &[char]) {
        if state.edits >= self.edits {
            return;
        }
        let edits = state.edits + 1;
        let here = word.get(state.at).copied();
        if let Some(letter) = here {
            let cost = state.cost + if is_vowel(letter) { VOWEL_EDIT } else { EDIT };
            self.push(State {
                at: state.at + 1,
                cost,
                edits,
                inserted: false,
                ..*state
            });
        }
        let node = self.fst.node(state.node);
        for transition in node.transitions() {
            let byte = transition.inp as char;
            if byte == ' ' {
                continue;
            }
            let vowel = is_vowel(byte) || byte == 'h';
            let (output, child) = (state.output + transition.out.value(), transition.addr);
            let added = State {
                node: child,
                output,
                cost: state.cost + if vowel { VOWEL_EDIT } else { EDIT },
                edits,
                inserted: true,
                ..*state
            };
            if !state.inserted {
                self.push(added);
            }
            if let Some(letter) = here {
                let cost = state.cost
                    + if vowel && is_vowel(letter) {
                        VOWEL_EDIT
                    } else {
                        EDIT
                    };
                self.push(State {
                    at: state.at + 1,
                    cost,
                    inserted: false,
                    ..added
                });
            }
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The cheapest spellings of a word, without an FST to choose among them.
pub(crate) fn expand(word: &[char], rules: &RuleSet, most: usize) -> Vec<(String, f32)> {
    const MAX_COST: f32 = 2.0;
    if word.is_empty() || word.len() > MAX_WORD {
        return Vec::new();
    }
    let arcs: Vec<Vec<Arc>> = (0..=word.len())
        .map(|at| arcs_at(word, at, rules))
        .collect();
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
        for arc in &arcs[at] {
            let next = cost + (arc.cost * 100.0) as u32;
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
