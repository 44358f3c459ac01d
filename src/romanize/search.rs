//! The search for the keys of an FST that a word may be a spelling of.
//!
//! A state of the search is a place in the word and a node of the FST; a rule
//! leads from one to the next by walking its output. States are taken place by
//! place: all that have read equally much of the word compete, and only the
//! cheapest go on, so that the work is bounded for any word and any FST. The
//! FST cuts off every spelling that no name has. Besides the rules a few letters
//! may be left out, added or exchanged at a cost, more of them in longer words.

use std::cell::RefCell;

use super::dictionary::Dictionary;
use super::lattice::{Arc, Arcs, Lattice, is_vowel};
use super::rule_file::MAX_OUTPUT;

/// A key that a word may be a spelling of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spelling {
    /// Value of the key in the FST.
    pub(crate) value: u64,
    pub(crate) cost: f32,
}

/// How far a search goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// Dearest spelling.
    pub(crate) budget: f32,
    /// States that go on from a place of the word.
    pub(crate) width: usize,
    /// Letters that may be changed beyond the rules.
    pub(crate) edits: u8,
    /// Spellings found.
    pub(crate) most: usize,
}

impl Effort {
    /// As hard as pays, with letters changed in longer words.
    pub(crate) fn thorough(letters: usize, budget: f32, most: usize) -> Effort {
        let edits = match letters {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        Effort {
            budget,
            width: 160,
            edits,
            most,
        }
    }
}

/// Cost of a letter beyond all rules: left out, added, exchanged.
const EDIT: f32 = 0.9;
const VOWEL_EDIT: f32 = 0.45;

thread_local! {
    /// Room for the states, reused from word to word.
    static ROOM: RefCell<Room> = RefCell::default();
}

#[derive(Default)]
struct Room {
    columns: Vec<Vec<State>>,
    table: Table,
}

/// The words of a dictionary that may be meant by a word, cheapest first.
pub(crate) fn search(lattice: &Lattice, words: &impl Dictionary, effort: Effort) -> Vec<Spelling> {
    ROOM.with_borrow_mut(|room| {
        let mut search = Search {
            lattice,
            words,
            effort,
            room,
        };
        search.run()
    })
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    node: usize,
    output: u64,
    cost: f32,
    /// Letters changed beyond the rules.
    edits: u8,
    /// The last step added a letter without moving on in the word.
    inserted: bool,
}

impl State {
    fn key(&self) -> u64 {
        (self.node as u64) << 1 | u64::from(self.inserted)
    }
}

/// Finds states of the same key in a column.
#[derive(Default)]
struct Table {
    slots: Vec<u32>,
}

impl Table {
    /// Leaves the cheapest state for each key.
    fn dedup(&mut self, column: &mut Vec<State>) {
        const FREE: u32 = u32::MAX;
        let size = (column.len() * 2).next_power_of_two().max(16);
        self.slots.clear();
        self.slots.resize(size, FREE);
        let mut kept = 0;
        for nth in 0..column.len() {
            let state = column[nth];
            let mut slot =
                (state.key().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (size - 1);
            loop {
                match self.slots[slot] {
                    FREE => {
                        self.slots[slot] = kept as u32;
                        column[kept] = state;
                        kept += 1;
                        break;
                    }
                    at if column[at as usize].key() == state.key() => {
                        let held = &mut column[at as usize];
                        if state.cost < held.cost {
                            *held = state;
                        }
                        break;
                    }
                    _ => slot = (slot + 1) & (size - 1),
                }
            }
        }
        column.truncate(kept);
    }

    /// Leaves the `most` cheapest.
    fn thin(&mut self, column: &mut Vec<State>, most: usize) {
        if column.len() < 2 {
            return;
        }
        self.dedup(column);
        if column.len() > most {
            // At equal cost by node, so that every machine keeps the same.
            column.select_nth_unstable_by(most, |a, b| {
                a.cost.total_cmp(&b.cost).then(a.key().cmp(&b.key()))
            });
            column.truncate(most);
        }
    }
}

struct Search<'s, D> {
    lattice: &'s Lattice,
    words: &'s D,
    effort: Effort,
    room: &'s mut Room,
}

impl<D: Dictionary> Search<'_, D> {
    fn run(&mut self) -> Vec<Spelling> {
        let len = self.lattice.len();
        if self.room.columns.len() <= len {
            self.room.columns.resize_with(len + 1, Vec::new);
        }
        self.room.columns[..=len].iter_mut().for_each(Vec::clear);
        self.room.columns[0].push(State {
            node: self.words.root(),
            ..State::default()
        });
        for at in 0..=len {
            let mut column = std::mem::take(&mut self.room.columns[at]);
            self.room.table.thin(&mut column, self.effort.width);
            self.add_letters(at, &mut column);
            if at < len {
                for state in &column {
                    self.follow(at, state);
                    self.edit(at, state);
                }
            }
            self.room.columns[at] = column;
        }
        self.found(len)
    }

    /// Adds the states that have a letter more without reading on.
    fn add_letters(&mut self, at: usize, column: &mut Vec<State>) {
        let before = column.len();
        for nth in 0..before {
            let state = column[nth];
            if state.inserted {
                continue;
            }
            self.walk(at, &self.lattice.place(at).adding, &state, |_, next| {
                column.push(State {
                    inserted: true,
                    ..next
                });
            });
            if state.edits < self.effort.edits && state.cost + VOWEL_EDIT <= self.effort.budget {
                for (byte, node, more) in self.words.transitions(state.node) {
                    let cost = state.cost + edit_cost(is_soft(byte));
                    if cost <= self.effort.budget {
                        column.push(State {
                            node,
                            output: state.output + more,
                            cost,
                            edits: state.edits + 1,
                            inserted: true,
                        });
                    }
                }
            }
        }
        if column.len() > before {
            self.room.table.thin(column, self.effort.width * 3 / 2);
        }
    }

    /// Calls `step` for each arc whose output the FST has from a state on.
    fn walk(&self, at: usize, place: &Arcs, state: &State, mut step: impl FnMut(&Arc, State)) {
        let limit = self.limit(at);
        let (mut arcs, mut runs) = (place.arcs.as_slice(), place.runs.as_slice());
        // Takes the next run if it is of this letter.
        let mut run_of = |letter: u8| {
            while let Some((run, rest)) = runs.split_first().filter(|(run, _)| run.letter <= letter)
            {
                let (own, later) = arcs.split_at(run.len);
                (arcs, runs) = (later, rest);
                if run.letter == letter {
                    return own;
                }
            }
            &[]
        };
        for arc in run_of(0)
            .iter()
            .filter(|arc| state.cost + arc.cost <= limit)
        {
            let cost = state.cost + arc.cost;
            step(
                arc,
                State {
                    cost,
                    inserted: false,
                    ..*state
                },
            );
        }
        for (byte, node, more) in self.words.transitions(state.node) {
            let arcs = run_of(byte);
            if !arcs.is_empty() {
                self.walk_run(arcs, (node, state.output + more), limit, state, &mut step);
            }
        }
    }

    /// The same for arcs whose outputs begin with one letter, which has led to `first`.
    fn walk_run(
        &self,
        arcs: &[Arc],
        first: (usize, u64),
        limit: f32,
        state: &State,
        step: &mut impl FnMut(&Arc, State),
    ) {
        // Where the letters of the arc before have led.
        let mut path = [first; MAX_OUTPUT + 1];
        let mut depth = 1;
        for (nth, arc) in arcs.iter().enumerate() {
            let shared = if nth == 0 { 1 } else { arc.shared.into() };
            if shared > depth {
                continue;
            }
            depth = shared;
            let cost = state.cost + arc.cost;
            if cost > limit {
                continue;
            }
            let bytes = arc.output.as_bytes();
            while depth < bytes.len() {
                let (node, output) = path[depth];
                let Some((next, more)) = self.words.find(node, bytes[depth]) else {
                    break;
                };
                depth += 1;
                path[depth] = (next, output + more);
            }
            if depth == bytes.len() {
                let (node, output) = path[depth];
                let next = State {
                    node,
                    output,
                    cost,
                    edits: state.edits,
                    inserted: false,
                };
                step(arc, next);
            }
        }
    }

    /// What may have been spent before a place: more towards the end of the word.
    fn limit(&self, at: usize) -> f32 {
        const HEAD_START: f32 = 1.0;
        let part = (at + 1) as f32 / self.lattice.len() as f32;
        (HEAD_START + self.effort.budget * part).min(self.effort.budget)
    }

    fn follow(&mut self, at: usize, state: &State) {
        let mut columns = std::mem::take(&mut self.room.columns);
        let reading = &self.lattice.place(at).reading;
        self.walk(at, reading, state, |arc, next| {
            columns[at + usize::from(arc.len)].push(next);
        });
        self.room.columns = columns;
        self.bound(at + 1);
    }

    /// A letter of the word left out, or another one for it.
    fn edit(&mut self, at: usize, state: &State) {
        if state.edits >= self.effort.edits || state.cost + VOWEL_EDIT > self.effort.budget {
            return;
        }
        let soft = self.lattice.has_vowel_at(at);
        let budget = self.effort.budget;
        let column = &mut self.room.columns[at + 1];
        let mut push = |state: State| {
            if state.cost <= budget {
                column.push(state);
            }
        };
        push(State {
            cost: state.cost + edit_cost(soft),
            edits: state.edits + 1,
            inserted: false,
            ..*state
        });
        for (byte, node, more) in self.words.transitions(state.node) {
            push(State {
                node,
                output: state.output + more,
                cost: state.cost + edit_cost(soft && is_soft(byte)),
                edits: state.edits + 1,
                inserted: false,
            });
        }
        self.bound(at + 1);
    }

    /// Keeps a column from growing beyond all bounds before its turn.
    fn bound(&mut self, at: usize) {
        let Room { columns, table } = &mut *self.room;
        if columns[at].len() > 16 * self.effort.width {
            table.thin(&mut columns[at], self.effort.width);
        }
    }

    fn found(&mut self, len: usize) -> Vec<Spelling> {
        let mut found: Vec<Spelling> = Vec::new();
        for state in &self.room.columns[len] {
            found.extend(self.words.value(state.node).map(|more| Spelling {
                value: state.output + more,
                cost: state.cost,
            }));
        }
        found.sort_by(|a, b| (a.value.cmp(&b.value)).then(a.cost.total_cmp(&b.cost)));
        found.dedup_by_key(|spelling| spelling.value);
        found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.value.cmp(&b.value)));
        found.truncate(self.effort.most);
        found
    }
}

fn edit_cost(soft: bool) -> f32 {
    if soft { VOWEL_EDIT } else { EDIT }
}

fn is_soft(byte: u8) -> bool {
    byte == b'h' || is_vowel(byte as char)
}
