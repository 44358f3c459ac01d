//! Rules whose sources begin alike, and which of them fit at a place of a word.

use super::rule_file::{MAX_OUTPUT, Rule};
use crate::rules::letters::{Letters, ones};

/// Rules with one first character of their sources, or without sources.
#[derive(Debug, Default)]
pub(super) struct RuleList {
    rules: Vec<Rule>,
    /// What each of them writes.
    written: Vec<Written>,
    /// What must stand beside the first character of each. Nearly all rules fail at that.
    beside: Vec<Beside>,
}

/// What is written by a rule that fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) output: &'static str,
    pub(super) cost: f32,
    /// That of the rule.
    pub(super) rank: u32,
    /// How many characters it reads.
    pub(super) len: u32,
}

impl Written {
    fn by(rule: &Rule) -> Written {
        Written {
            output: rule.output,
            cost: rule.cost,
            rank: rule.rank,
            len: rule.source.len() as u32,
        }
    }
}

/// Which of sixty-four rules may have a letter in front of a place, and behind it or its character: a bit for each
/// rule, by the number of the letter.
#[derive(Debug)]
struct Beside {
    before: [u64; Letters::NUMBERS],
    behind: [u64; Letters::NUMBERS],
    /// Those of which nothing else is asked.
    free: u64,
}

impl Beside {
    fn of(rules: &[Rule]) -> Beside {
        let mut beside = Beside {
            before: [0; Letters::NUMBERS],
            behind: [0; Letters::NUMBERS],
            free: 0,
        };
        for (nth, rule) in rules.iter().enumerate() {
            let behind = match rule.source.as_slice() {
                [] | [_] => rule.right.first_letters(),
                [_, second, ..] => Letters::one(*second),
            };
            let before = rule.left.last_letters().numbers();
            before.for_each(|letter| beside.before[letter] |= 1 << nth);
            let behind = behind.numbers();
            behind.for_each(|letter| beside.behind[letter] |= 1 << nth);
            let free = rule.source.len() <= 1 && rule.left.is_none() && rule.right.is_none();
            beside.free |= u64::from(free) << nth;
        }
        beside
    }
}

impl RuleList {
    /// Adds a rule; the list is to be [sorted](Self::sort) before it is asked.
    pub(super) fn push(&mut self, rule: Rule) {
        self.rules.push(rule);
    }

    /// What all of them write.
    pub(super) fn written(&self) -> &[Written] {
        &self.written
    }

    /// Sorts the rules as a lattice wants its arcs, and leaves out those that write too much, and
    /// those that write the same as a cheaper one does in their place: languages share most.
    pub(super) fn sort(&mut self) {
        let rules = &mut self.rules;
        rules.retain(|rule| rule.output.len() <= MAX_OUTPUT);
        rules.sort_by(|a, b| {
            (a.output, a.source.len())
                .cmp(&(b.output, b.source.len()))
                .then(a.cost.total_cmp(&b.cost))
        });
        for nth in 1..rules.len() {
            let (before, rule) = (&rules[nth - 1], &rules[nth]);
            let same = (before.output, before.source.len()) == (rule.output, rule.source.len());
            rules[nth].rank = before.rank + u32::from(!same);
        }
        let mut kept: Vec<Rule> = Vec::new();
        for rule in rules.drain(..) {
            let mut cheaper = kept
                .iter()
                .rev()
                .take_while(|other| other.rank == rule.rank);
            if !cheaper.any(|other| other.covers(&rule)) {
                kept.push(rule);
            }
        }
        self.beside = kept.chunks(u64::BITS as usize).map(Beside::of).collect();
        self.written = kept.iter().map(Written::by).collect();
        self.rules = kept;
    }

    /// What the rules write that fit at a place of a word, whose character there, if they read any, is the
    /// one that they are listed by.
    pub(super) fn fitting<'r>(
        &'r self,
        word: &'r [char],
        at: usize,
    ) -> impl Iterator<Item = &'r Written> {
        const BLOCK: usize = u64::BITS as usize;
        let read = self
            .rules
            .first()
            .is_some_and(|rule| !rule.source.is_empty());
        let before = Letters::number(at.checked_sub(1).and_then(|at| word.get(at)));
        let behind = Letters::number(word.get(at + usize::from(read)));
        let fits = move |rule: &Rule| {
            let end = at + rule.source.len();
            let fits = match rule.source.as_slice() {
                // The first character is the one they are listed by.
                [] | [_] => true,
                source => word.get(at..end) == Some(source),
            };
            fits && rule.left.holds_before(word, at) && rule.right.holds_after(word, end)
        };
        let blocks = self.beside.iter().zip((0..).step_by(BLOCK));
        blocks.flat_map(move |(beside, first)| {
            let likely = ones(beside.before[before] & beside.behind[behind]);
            let fitting = likely
                .filter(move |nth| beside.free >> nth & 1 == 1 || fits(&self.rules[first + nth]));
            fitting.map(move |nth| &self.written[first + nth])
        })
    }
}
