//! Other spellings of a language that a reader takes for the same word: those of an older orthography, and of
//! keyboards that lack a letter.

use crate::fold::fold;
use crate::rules::context::{Classes, Context};
use crate::rules::lines::RuleLines;

/// How the words of a language may be spelled otherwise, read from its file.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    rules: Vec<Rule>,
    /// The letter that a text lacks in which words are spelled so.
    pub(super) lacks: Option<char>,
}

/// Letters that stand for others.
#[derive(Debug)]
struct Rule {
    written: Vec<char>,
    meant: String,
    before: Context,
    behind: Context,
    cost: f32,
}

const HEADER: [&str; 6] = ["written", "meant", "before", "behind", "cost", "note"];

impl Spellings {
    /// Reads a file; an error says which line is wrong, and why.
    pub(super) fn parse(text: &'static str) -> Result<Spellings, String> {
        Spellings::default().read(text)
    }

    /// Calls `found` with each word that a folded one may be another spelling of, and what that costs: first with that
    /// in which most is changed.
    pub(super) fn of(&self, word: &str, mut found: impl FnMut(&str, f32)) {
        if word.chars().nth(SHORTEST - 1).is_none() {
            return;
        }
        let may_be = |rule: &Rule| word.contains(rule.written[0]);
        let rules: Vec<&Rule> = self.rules.iter().filter(|rule| may_be(rule)).collect();
        if rules.is_empty() {
            return;
        }
        let letters: Vec<char> = word.chars().collect();
        let mut search = Search {
            rules,
            letters: &letters,
            left: MOST,
            found: &mut found,
        };
        search.from(0, &mut String::with_capacity(word.len()), None);
    }

    /// Whether a word may be another spelling of one that begins with another letter.
    pub(super) fn may_change_beginning(&self, word: &str) -> bool {
        let begins = |rule: &Rule| word.starts_with(rule.written[0]);
        self.rules.iter().any(begins)
    }
}

impl RuleLines for Spellings {
    fn is_header(line: &str) -> bool {
        line.split('\t').eq(HEADER)
    }

    fn field(&mut self, name: &'static str, value: &'static str) -> Result<(), String> {
        if name == "lacks" {
            self.lacks = value.chars().next();
        }
        Ok(())
    }

    fn row(&mut self, line: &'static str, classes: &Classes) -> Result<(), String> {
        self.rules.push(Rule::parse(line, classes)?);
        Ok(())
    }
}

/// Shorter words are too easily others.
const SHORTEST: usize = 4;
/// More spellings of one word are not tried.
const MOST: usize = 8;

impl Rule {
    fn parse(line: &'static str, classes: &Classes) -> Result<Rule, String> {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or("");
        let written: Vec<char> = fold(cell(0)).chars().collect();
        if written.is_empty() {
            return Err("nothing is written".to_owned());
        }
        Ok(Rule {
            written,
            meant: fold(cell(1)),
            before: Context::parse(cell(2), classes)?.folded(),
            behind: Context::parse(cell(3), classes)?.folded(),
            cost: cell(4)
                .parse()
                .map_err(|_| format!("`{}` is no number", cell(4)))?,
        })
    }

    /// Whether it is written at a place of a word.
    fn holds(&self, letters: &[char], at: usize) -> bool {
        letters[at..].starts_with(&self.written)
            && self.before.holds_before(letters, at)
            && self.behind.holds_after(letters, at + self.written.len())
    }
}

/// The spellings of one word.
struct Search<'a, F> {
    rules: Vec<&'a Rule>,
    letters: &'a [char],
    /// How many more are wanted.
    left: usize,
    found: &'a mut F,
}

impl<F: FnMut(&str, f32)> Search<'_, F> {
    /// Goes on with the letters from a place; `cost` is that of what was changed before, if anything was.
    fn from(&mut self, at: usize, word: &mut String, cost: Option<f32>) {
        let Some(letter) = self.letters.get(at) else {
            if let Some(cost) = cost.filter(|_| self.left > 0 && !word.is_empty()) {
                self.left -= 1;
                (self.found)(word, cost);
            }
            return;
        };
        let length = word.len();
        for nth in 0..self.rules.len() {
            let rule = self.rules[nth];
            if self.left > 0 && rule.holds(self.letters, at) {
                word.push_str(&rule.meant);
                // Who spells one letter so spells others so.
                let cost = cost.unwrap_or(0.0).max(rule.cost);
                self.from(at + rule.written.len(), word, Some(cost));
                word.truncate(length);
            }
        }
        if self.left > 0 {
            word.push(*letter);
            self.from(at + 1, word, cost);
            word.truncate(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "written\tmeant\tbefore\tbehind\tcost\tnote\n";

    fn spellings(rows: &str) -> Result<Spellings, String> {
        Spellings::parse(Box::leak(format!("{HEAD}{rows}").into_boxed_str()))
    }

    #[test]
    fn words_have_other_spellings() {
        let old = spellings("ѣ\tе\t\t\t0.05\nі\tи\t\t\t0.05\nъ\t\t[вг]\t$\t0.1\n").unwrap();
        let of = |word: &str| {
            let mut all = Vec::new();
            old.of(word, |form, cost| all.push((form.to_owned(), cost)));
            all
        };
        assert_eq!(of("вѣна"), [("вена".to_owned(), 0.05)]);
        assert_eq!(of("кіевъ")[0], ("киев".to_owned(), 0.1));
        assert_eq!(of("кіевъ").len(), 3);
        assert_eq!(of("вена"), []);
        assert_eq!(of("подъезд"), []);
        assert!(old.may_change_beginning("ѣзда"));
        assert!(!old.may_change_beginning("вѣна"));
    }

    #[test]
    fn a_word_with_many_such_letters_has_few_spellings() {
        let rules = spellings("e\ta\t\t\t0.05\n").unwrap();
        let mut all = Vec::new();
        rules.of(&"e".repeat(60), |form, _| all.push(form.to_owned()));
        assert_eq!(all.len(), MOST);
        assert_eq!(all[0], "a".repeat(60));
    }

    #[test]
    fn a_wrong_line_is_named() {
        for (row, problem) in [
            ("a\tb\t\t\tx", "line 2: `x` is no number"),
            ("\tb\t\t\t0", "line 2: nothing is written"),
            ("a\tb\t{Q}\t\t0", "line 2: no class `Q`"),
        ] {
            assert_eq!(spellings(row).unwrap_err(), problem);
        }
    }
}
