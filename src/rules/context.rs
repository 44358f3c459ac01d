//! What must stand beside a source for a rule to apply.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::text::chars::{Char, Class};

/// A condition on one side of a match: one of the alternatives holds, or, negated, none does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Context {
    negated: bool,
    /// Empty: no condition.
    alternatives: Vec<Vec<Item>>,
    /// What the nearest character is among, if the condition is on what stands before a place.
    last: Letters,
    /// The same if it is on what stands from a place on.
    first: Letters,
}

/// A set of characters, which may be taken to hold others, too: most conditions fail at the
/// nearest character, and one look tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Letters(u64);

impl Letters {
    const ANY: Letters = Letters(u64::MAX);

    fn of<'i>(items: impl Iterator<Item = Option<&'i Item>>) -> Letters {
        items.fold(Letters(0), |all, item| match item {
            Some(Item::Set(set)) => set.iter().fold(all, |all, c| Letters(all.0 | bit(*c))),
            Some(Item::Edge) | None => Letters::ANY,
        })
    }

    /// That character alone, as far as they are told apart.
    pub(crate) fn one(c: char) -> Letters {
        Letters(bit(c))
    }

    #[inline]
    pub(crate) fn may_have(self, letter: Option<&char>) -> bool {
        let bit = letter.map_or(0, |c| bit(*c));
        (self == Letters::ANY) | (self.0 & bit != 0)
    }
}

impl Default for Letters {
    fn default() -> Letters {
        Letters::ANY
    }
}

/// Letters of one alphabet have different bits.
fn bit(c: char) -> u64 {
    1 << (c as u32 % u64::BITS)
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    /// No letter here.
    Edge,
    /// One of these characters.
    Set(Vec<char>),
}

/// Named sets of characters.
pub(crate) type Classes = Vec<(&'static str, Vec<char>)>;

/// Reads `class N = …`, what follows the `#` of a line, if it is that.
pub(crate) fn class_line(comment: &'static str) -> Option<(&'static str, Vec<char>)> {
    let (name, characters) = comment.trim().strip_prefix("class ")?.split_once('=')?;
    Some((name.trim(), characters.trim().chars().collect()))
}

impl Context {
    /// Reads a cell of a rule file; an error says what is wrong with it.
    pub(crate) fn parse(cell: &'static str, classes: &Classes) -> Result<Context, String> {
        let (negated, body) = match cell.strip_prefix('!') {
            Some(body) => (true, body),
            None => (false, cell),
        };
        if body.is_empty() {
            return Ok(Context::default());
        }
        let alternatives = body
            .split('|')
            .map(|alternative| items(alternative, classes))
            .collect::<Result<_, _>>()?;
        let context = Context {
            negated,
            alternatives,
            ..Context::default()
        };
        Ok(context.with_letters())
    }

    /// The same condition, knowing what may stand beside the match.
    fn with_letters(mut self) -> Context {
        if !self.negated && !self.alternatives.is_empty() {
            self.first = Letters::of(self.alternatives.iter().map(|items| items.first()));
            self.last = Letters::of(self.alternatives.iter().map(|items| items.last()));
        }
        self
    }

    /// The same condition on folded text.
    pub(crate) fn folded(mut self) -> Context {
        for item in self.alternatives.iter_mut().flatten() {
            if let Item::Set(set) = item {
                *set = set
                    .iter()
                    .flat_map(|c| fold(&c.to_string()).chars().collect::<Vec<_>>())
                    .collect();
            }
        }
        self.with_letters()
    }

    /// What may stand directly before a place for which it holds.
    pub(crate) fn last_letters(&self) -> Letters {
        self.last
    }

    /// What may stand at a place from which on it holds.
    pub(crate) fn first_letters(&self) -> Letters {
        self.first
    }

    /// Whether it holds for what stands before place `at`.
    pub(crate) fn holds_before(&self, text: &[char], at: usize) -> bool {
        let before = text[..at].last();
        self.last.may_have(before)
            && self.holds(|items| {
                let mut at = at;
                items.iter().rev().all(|item| match item {
                    Item::Edge => !letter_before(text, at),
                    Item::Set(set) => {
                        let found = at > 0 && set.contains(&text[at - 1]);
                        at = at.saturating_sub(1);
                        found
                    }
                })
            })
    }

    /// Whether it holds for what stands from place `at` on.
    pub(crate) fn holds_after(&self, text: &[char], at: usize) -> bool {
        self.first.may_have(text.get(at))
            && self.holds(|items| {
                let mut at = at;
                items.iter().all(|item| match item {
                    Item::Edge => !letter_at(text, at),
                    Item::Set(set) => {
                        let found = text.get(at).is_some_and(|c| set.contains(c));
                        at += 1;
                        found
                    }
                })
            })
    }

    /// Whether it holds wherever the other does; not every such pair is known for one.
    pub(crate) fn covers(&self, other: &Context) -> bool {
        self.alternatives.is_empty() || self == other
    }

    /// The same condition with other characters.
    pub(crate) fn map(&self, other: impl Fn(char) -> char) -> Context {
        let mut mapped = self.clone();
        for item in mapped.alternatives.iter_mut().flatten() {
            if let Item::Set(set) = item {
                set.iter_mut().for_each(|c| *c = other(*c));
            }
        }
        mapped.with_letters()
    }

    fn holds(&self, alternative: impl FnMut(&Vec<Item>) -> bool) -> bool {
        self.alternatives.is_empty() || self.alternatives.iter().any(alternative) != self.negated
    }
}

fn items(alternative: &'static str, classes: &Classes) -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    let mut rest = alternative;
    while let Some(c) = rest.chars().next() {
        let bracketed = |open: usize, close: char| {
            let end = rest
                .find(close)
                .ok_or_else(|| format!("`{alternative}`: `{close}` is missing"))?;
            Ok::<_, String>((&rest[open..end], &rest[end + close.len_utf8()..]))
        };
        match c {
            '^' | '$' => {
                items.push(Item::Edge);
                rest = &rest[1..];
            }
            '[' => {
                let (set, after) = bracketed(1, ']')?;
                items.push(Item::Set(set.chars().collect()));
                rest = after;
            }
            '{' => {
                let (name, after) = bracketed(1, '}')?;
                let class = classes
                    .iter()
                    .find(|(n, _)| *n == name)
                    .ok_or_else(|| format!("no class `{name}`"))?;
                items.push(Item::Set(class.1.clone()));
                rest = after;
            }
            c => {
                items.push(Item::Set(vec![c]));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Ok(items)
}

/// A mark belongs to the letter it stands on.
fn letter_before(text: &[char], at: usize) -> bool {
    let base = text[..at]
        .iter()
        .rev()
        .find(|c| Char::of(**c).class() != Class::Extend);
    base.is_some_and(|c| is_letter(*c))
}

fn letter_at(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| is_letter(*c))
}

/// [`char::is_alphabetic`], which takes its time, is asked for with every rule.
fn is_letter(c: char) -> bool {
    const KNOWN: u32 = 0x3000;
    static LETTERS: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let letters = (0..KNOWN).map(|c| char::from_u32(c).is_some_and(char::is_alphabetic));
        letters.collect()
    });
    let known = LETTERS.get(c as usize).copied();
    known.unwrap_or_else(|| c.is_alphabetic())
}
