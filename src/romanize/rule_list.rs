//! Rules whose sources begin alike, and which of them fit at a place of a word.

use super::rule_file::{MAX_OUTPUT, Rule};
use crate::rules::context::Letters;

/// Rules with one first character of their sources, or without sources.
#[derive(Debug, Default)]
pub(super) struct RuleList {
    rules: Vec<Rule>,
    /// What must stand beside the first character of each. Nearly all rules fail at that, and
    /// these lie close together.
    beside: Vec<Beside>,
}

/// What may stand in front of a place, and behind it or its character.
#[derive(Clone, Copy, Debug)]
struct Beside {
    before: Letters,
    behind: Letters,
}

impl Beside {
    fn of(rule: &Rule) -> Beside {
        Beside {
            before: rule.left.last_letters(),
            behind: match rule.source.as_slice() {
                [] | [_] => rule.right.first_letters(),
                [_, second, ..] => Letters::one(*second),
            },
        }
    }
}

impl RuleList {
    /// Adds a rule; the list is to be [sorted](Self::sort) before it is asked.
    pub(super) fn push(&mut self, rule: Rule) {
        self.rules.push(rule);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
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
        self.beside = kept.iter().map(Beside::of).collect();
        self.rules = kept;
    }

    /// The rules that fit at a place of a word, whose character there, if they read any, is the
    /// one that they are listed by.
    pub(super) fn fitting<'r>(
        &'r self,
        word: &'r [char],
        at: usize,
    ) -> impl Iterator<Item = &'r Rule> {
        let read = self
            .rules
            .first()
            .is_some_and(|rule| !rule.source.is_empty());
        let before = at.checked_sub(1).and_then(|at| word.get(at));
        let behind = word.get(at + usize::from(read));
        let likely = self
            .rules
            .iter()
            .zip(&self.beside)
            .filter(move |(_, beside)| {
                beside.before.may_have(before) && beside.behind.may_have(behind)
            });
        let fits = move |rule: &&Rule| {
            let end = at + rule.source.len();
            let fits = match rule.source.as_slice() {
                // The first character is the one they are listed by.
                [] | [_] => true,
                source => word.get(at..end) == Some(source),
            };
            fits && rule.left.holds_before(word, at) && rule.right.holds_after(word, end)
        };
        likely.map(|(rule, _)| rule).filter(fits)
    }
}
