//! The cheapest spellings of a word, where there is no dictionary to choose among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::lattice::{Arc, Lattice};
use super::rules::RuleSet;

/// Up to `most` spellings of a word by its rules, each with its cost, cheapest first.
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
    state: State,
    /// What the path costs so far, in hundredths.
    cost: u32,
}

/// Where a path has come to.
#[derive(Clone, Copy, Default)]
struct State {
    at: usize,
    /// A letter was added last, and no other may be.
    added: bool,
}

/// A way on from a state.
#[derive(Clone, Copy)]
struct Way {
    /// What the whole rest costs at least, in hundredths.
    rest: u32,
    cost: u32,
    output: &'static str,
    to: State,
}

/// A path with one of the ways on from its end, which is still to be gone.
struct Open {
    path: usize,
    way: usize,
}

/// Paths through a lattice, cheapest first: what is left to pay at least is
/// known at every place (A*), so that hardly a path is followed in vain. The
/// ways on from a place are sorted; each waits for its turn until the one before it is gone.
struct Paths {
    /// The ways on from each place, and those that are left after a letter was added there.
    ways: Vec<[Vec<Way>; 2]>,
    steps: Vec<Step>,
    open: Vec<Open>,
    /// Cost of the whole way at least, and which of the open ones it is.
    heap: BinaryHeap<Reverse<(u32, usize)>>,
}

impl Paths {
    fn new(lattice: &Lattice) -> Paths {
        let mut paths = Paths {
            ways: ways(lattice),
            steps: vec![Step {
                before: 0,
                output: "",
                state: State::default(),
                cost: 0,
            }],
            open: Vec::new(),
            heap: BinaryHeap::new(),
        };
        paths.push(0, 0);
        paths
    }

    /// Goes one step on with the cheapest path.
    fn cheapest(&mut self) -> Option<usize> {
        let Reverse((_, at)) = self.heap.pop()?;
        let Open { path, way } = self.open[at];
        self.push(path, way + 1);
        let from = &self.steps[path];
        let way = &self.ways[from.state.at][usize::from(from.state.added)][way];
        self.steps.push(Step {
            before: path,
            output: way.output,
            state: way.to,
            cost: from.cost + way.cost,
        });
        let reached = self.steps.len() - 1;
        self.push(reached, 0);
        Some(reached)
    }

    /// Opens a way on from the end of a path, if there is one that is not too dear.
    fn push(&mut self, path: usize, way: usize) {
        let Step { state, cost, .. } = self.steps[path];
        let rest = self.ways[state.at][usize::from(state.added)]
            .get(way)
            .map(|way| way.rest);
        if let Some(whole) = rest
            .map(|rest| cost + rest)
            .filter(|whole| *whole <= MAX_COST)
        {
            self.heap.push(Reverse((whole, self.open.len())));
            self.open.push(Open { path, way });
        }
    }

    fn is_whole(&self, at: usize) -> bool {
        let state = self.steps[at].state;
        state.at + 1 == self.ways.len() && !state.added
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

/// The ways on that lead to the end of the word, cheapest first.
fn ways(lattice: &Lattice) -> Vec<[Vec<Way>; 2]> {
    let end = lattice.len();
    let mut ways: Vec<[Vec<Way>; 2]> = (0..=end).map(|_| Default::default()).collect();
    for at in (0..=end).rev() {
        let place = lattice.place(at);
        let way = |arc: &Arc, to: State, ahead: Option<u32>| {
            let cost = hundredths(arc.cost);
            Some(Way {
                rest: cost + ahead?,
                cost,
                output: arc.output,
                to,
            })
        };
        let ahead = |state: State, ways: &[[Vec<Way>; 2]]| match ways[state.at]
            [usize::from(state.added)]
        .first()
        {
            _ if state.at == end && !state.added => Some(0),
            first => first.map(|way| way.rest),
        };
        let reading = place.reading.arcs.iter().filter_map(|arc| {
            let to = State {
                at: at + usize::from(arc.len),
                added: false,
            };
            way(arc, to, ahead(to, &ways))
        });
        let reading: Vec<Way> = reading.collect();
        // After an added letter the word must be read on.
        ways[at][1] = sorted(reading.clone());
        let added = State { at, added: true };
        let adding = place.adding.arcs.iter();
        let adding = adding.filter_map(|arc| way(arc, added, ahead(added, &ways)));
        ways[at][0] = sorted(reading.into_iter().chain(adding).collect());
    }
    ways
}

fn sorted(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort_by_key(|way| way.rest);
    ways
}

fn hundredths(cost: f32) -> u32 {
    // Costs are not negative.
    (cost * 100.0 + 0.5) as u32
}
