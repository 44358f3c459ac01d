//! What must stand beside a source for a rule to apply.

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use super::letters::{CharSet, Letters};
use crate::fold::fold;
use crate::text::chars::{Char, Class};

/// A condition on one side of a match: one of the alternatives holds, or, negated, none does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Context {
    negated: bool,
    /// Empty: no condition.
    alternatives: Vec<Alternative>,
    /// What the nearest character is among, if the condition is on what stands before a place.
    last: Letters,
    /// The same if it is on what stands from a place on.
    first: Letters,
}

/// What may stand there, character by character, with what the nearest is among.
#[derive(Clone, Debug, PartialEq)]
struct Alternative {
    items: Vec<Item>,
    last: Letters,
    first: Letters,
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    /// No letter here.
    Edge,
    /// One of these characters.
    Set(CharSet),
}

impl Item {
    /// What an item that may be missing allows.
    fn letters(item: Option<&Item>) -> Letters {
        match item {
            Some(Item::Set(set)) => set.iter().map(Letters::one).fold(Letters::NO, Letters::and),
            Some(Item::Edge) | None => Letters::ANY,
        }
    }
}

impl Alternative {
    fn new(items: Vec<Item>) -> Alternative {
        Alternative {
            last: Item::letters(items.last()),
            first: Item::letters(items.first()),
            items,
        }
    }

    fn holds_before(&self, text: &[char], mut at: usize) -> bool {
        self.items.iter().rev().all(|item| match item {
            Item::Edge => !letter_before(text, at),
            Item::Set(set) => {
                let found = at > 0 && set.has(text[at - 1]);
                at = at.saturating_sub(1);
                found
            }
        })
    }

    fn holds_after(&self, text: &[char], mut at: usize) -> bool {
        self.items.iter().all(|item| match item {
            Item::Edge => !letter_at(text, at),
            Item::Set(set) => {
                let found = text.get(at).is_some_and(|c| set.has(*c));
                at += 1;
                found
            }
        })
    }

    /// The same with other sets of characters.
    fn map(&self, other: impl Fn(&CharSet) -> CharSet) -> Alternative {
        let items = self.items.iter().map(|item| match item {
            Item::Edge => Item::Edge,
            Item::Set(set) => Item::Set(other(set)),
        });
        Alternative::new(items.collect())
    }
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
            .map(|alternative| Ok(Alternative::new(items(alternative, classes)?)));
        Ok(Context::new(
            negated,
            alternatives.collect::<Result<_, String>>()?,
        ))
    }

    fn new(negated: bool, alternatives: Vec<Alternative>) -> Context {
        if negated || alternatives.is_empty() {
            return Context {
                negated,
                alternatives,
                ..Context::default()
            };
        }
        let (last, first) = (alternatives.iter(), alternatives.iter());
        Context {
            negated,
            last: last.map(|own| own.last).fold(Letters::NO, Letters::and),
            first: first.map(|own| own.first).fold(Letters::NO, Letters::and),
            alternatives,
        }
    }

    /// The same condition on folded text.
    pub(crate) fn folded(&self) -> Context {
        let folded = |c: char| fold(&c.to_string()).chars().collect::<Vec<_>>();
        self.mapped(|set| set.iter().flat_map(folded).collect())
    }

    /// The same condition with other characters.
    pub(crate) fn map(&self, other: impl Fn(char) -> char) -> Context {
        self.mapped(|set| set.iter().map(&other).collect())
    }

    fn mapped(&self, other: impl Fn(&CharSet) -> CharSet) -> Context {
        let alternatives = self.alternatives.iter().map(|own| own.map(&other));
        Context::new(self.negated, alternatives.collect())
    }

    /// Whether there is no condition.
    pub(crate) fn is_none(&self) -> bool {
        self.alternatives.is_empty()
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
        let before = Letters::number(text[..at].last());
        self.last.may_have(before)
            && self.holds(|own| own.last.may_have(before) && own.holds_before(text, at))
    }

    /// Whether it holds for what stands from place `at` on.
    pub(crate) fn holds_after(&self, text: &[char], at: usize) -> bool {
        let behind = Letters::number(text.get(at));
        self.first.may_have(behind)
            && self.holds(|own| own.first.may_have(behind) && own.holds_after(text, at))
    }

    /// Whether it holds wherever the other does; not every such pair is known for one.
    pub(crate) fn covers(&self, other: &Context) -> bool {
        self.alternatives.is_empty() || self == other
    }

    fn holds(&self, alternative: impl FnMut(&Alternative) -> bool) -> bool {
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
                items.push(Item::Set(class.1.iter().copied().collect()));
                rest = after;
            }
            c => {
                items.push(Item::Set(CharSet::from_iter([c])));
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

/// A sign that takes the vowel away is as much of the word as one for a vowel; an accent is of the letter before.
fn letter_at(text: &[char], at: usize) -> bool {
    let is_sign = |c: char| Char::of(c).class() == Class::Extend && c.script() != Script::Inherited;
    text.get(at).is_some_and(|c| is_letter(*c) || is_sign(*c))
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
