//! The endings of a language, read from its rule file.

use super::bases::{Bases, Spelling, Types};
use super::cases::Cases;
use super::spellings::Spellings;
use crate::EntityType;
use crate::fold::fold;
use crate::rules::context::{Classes, Context};
use crate::rules::lines::RuleLines;
use crate::text::chars::{Char, Class};

/// The rules of one language, found by the last letters of a word.
#[derive(Debug)]
pub(crate) struct Endings {
    /// A trie of endings, read backwards; node 0 is the root.
    nodes: Vec<Node>,
    proclitics: Vec<Rule>,
    rounds: usize,
    /// Whatever is taken off, a word begins as its base does.
    keeps_beginnings: bool,
    /// Only the last word of a name is inflected.
    pub(crate) last_only: bool,
    spellings: Spellings,
}

#[derive(Debug, Default)]
struct Node {
    next: Vec<(char, u32)>,
    rules: Vec<Rule>,
}

/// What a word may be of if it ends so.
#[derive(Clone, Debug)]
struct Rule {
    /// The ending, or for a proclitic what the word begins with.
    ending: String,
    base: String,
    before: Context,
    least: usize,
    cost: f32,
    cases: Cases,
    types: Types,
}

impl Rule {
    /// Whether what it is of begins as the word does.
    fn keeps_beginning(&self) -> bool {
        let first = |piece: &str| piece.chars().next();
        self.least > 0 || first(&self.ending) == first(&self.base)
    }
}

/// Longer words are not inflected names.
const LONGEST: usize = 64;
const HEADER: [&str; 8] = [
    "ending", "base", "before", "least", "cost", "case", "types", "note",
];

impl Endings {
    /// Reads a rule file; an error says which line is wrong, and why.
    pub(crate) fn parse(text: &'static str) -> Result<Endings, String> {
        let endings = Endings {
            nodes: vec![Node::default()],
            proclitics: Vec::new(),
            rounds: 1,
            keeps_beginnings: true,
            last_only: false,
            spellings: Spellings::default(),
        };
        endings.read(text)
    }

    /// The same with other spellings of the words.
    pub(super) fn with(self, spellings: Spellings) -> Endings {
        Endings { spellings, ..self }
    }

    /// The letter that a text lacks in which words are spelled otherwise, if there is such a one.
    pub(crate) fn lacks(&self) -> Option<char> {
        self.spellings.lacks
    }

    fn insert(&mut self, rule: Rule) {
        let mut at = 0;
        for c in rule.ending.chars().rev() {
            let found = self.nodes[at].next.iter().find(|(letter, _)| *letter == c);
            at = match found {
                Some((_, next)) => *next as usize,
                None => {
                    self.nodes.push(Node::default());
                    let next = self.nodes.len() - 1;
                    self.nodes[at].next.push((c, next as u32));
                    next
                }
            };
        }
        self.nodes[at].rules.push(rule);
    }

    /// Proposes what the first word of a name, folded, may be of: it may have a proclitic.
    pub(crate) fn bases_of_first(&self, word: &str, bases: &mut Bases) {
        self.bases(word, bases);
        if !self.proclitics.is_empty() && word.chars().count() <= LONGEST {
            self.take_off_proclitics(word, bases);
        }
    }

    /// Proposes what a folded word may be of.
    pub(crate) fn bases(&self, word: &str, bases: &mut Bases) {
        bases.clear();
        if word.chars().count() > LONGEST {
            return;
        }
        self.strip_all(word, 0.0, bases);
        self.spellings.of(word, |form, cost| {
            bases.propose_spelling(form, cost);
            let from = bases.len();
            self.strip_all(form, cost, bases);
            bases.mark(from, Spelling::OtherInflected);
        });
    }

    /// Takes endings off a word, and off what is left, as often as the language strings them together.
    fn strip_all(&self, word: &str, cost: f32, bases: &mut Bases) {
        let mut from = bases.len();
        self.strip(word, cost, None, bases);
        for _ in 1..self.rounds {
            let to = bases.len();
            for at in from..to {
                let (form, base) = bases.get(at);
                self.strip(&form, base.cost, Some((base.cases, base.types)), bases);
            }
            from = to;
        }
    }

    /// Whether a folded word that is not the first of a name may be of one that begins with a letter for which `begins`
    /// is true: most are not, and that is seen without taking it apart.
    pub(crate) fn may_be_of(&self, word: &str, begins: impl Fn(char) -> bool) -> bool {
        !self.keeps_beginnings
            || word.chars().next().is_none_or(begins)
            || self.spellings.may_change_beginning(word)
    }

    /// Whether a folded piece of text by itself is an ending, as after the hyphen of `NATO-t`.
    pub(crate) fn is_ending(&self, piece: &str) -> bool {
        let mut node = &self.nodes[0];
        for letter in piece.chars().rev() {
            let Some((_, next)) = node.next.iter().find(|(c, _)| *c == letter) else {
                return false;
            };
            node = &self.nodes[*next as usize];
        }
        node.rules.iter().any(|rule| rule.base.is_empty())
    }

    /// Whether a folded piece of text is what such words begin with, as ו before any name in Hebrew.
    pub(crate) fn is_proclitic(&self, piece: &str) -> bool {
        let mut rules = self.proclitics.iter();
        rules.any(|rule| rule.ending == piece && rule.base.is_empty())
    }

    /// Takes one ending off. The case is that of the last ending of the word, which was taken off first.
    fn strip(&self, word: &str, cost: f32, outer: Option<(Cases, Types)>, bases: &mut Bases) {
        let mut letters = std::mem::take(&mut bases.letters);
        letters.clear();
        letters.extend(word.chars());
        self.walk(word, &letters, |stem, rule| {
            let (cases, types) = match outer {
                Some((cases, types)) => (cases, types.both(rule.types)),
                None => (rule.cases, rule.types),
            };
            bases.propose(stem, &rule.base, cost + rule.cost, cases, types);
        });
        bases.letters = letters;
    }

    /// Calls `apply` with the rules that fit a word, and what is left of it without the ending.
    fn walk<'w>(&self, word: &'w str, letters: &[char], mut apply: impl FnMut(&'w str, &Rule)) {
        let (mut node, mut left, mut stem) = (&self.nodes[0], letters.len(), word.len());
        loop {
            for rule in &node.rules {
                if left >= rule.least && rule.before.holds_before(letters, left) {
                    apply(&word[..stem], rule);
                }
            }
            let Some(letter) = left.checked_sub(1).map(|at| letters[at]) else {
                return;
            };
            let Some((_, next)) = node.next.iter().find(|(c, _)| *c == letter) else {
                return;
            };
            node = &self.nodes[*next as usize];
            left -= 1;
            stem -= letter.len_utf8();
        }
    }

    /// Takes a proclitic off the word and off each of its bases.
    fn take_off_proclitics(&self, word: &str, bases: &mut Bases) {
        let mut forms = vec![(word.to_owned(), 0.0, Cases::ANY, Types::ANY)];
        forms.extend((0..bases.len()).map(|at| {
            let (form, base) = bases.get(at);
            (form, base.cost, base.cases, base.types)
        }));
        for (form, cost, cases, types) in forms {
            for rule in &self.proclitics {
                let rest = form.strip_prefix(rule.ending.as_str());
                if let Some(rest) = rest.filter(|rest| rest.chars().count() >= rule.least) {
                    bases.propose(
                        &rule.base,
                        rest,
                        cost + rule.cost,
                        cases,
                        types.both(rule.types),
                    );
                }
            }
        }
    }
}

impl RuleLines for Endings {
    fn is_header(line: &str) -> bool {
        line.split('\t').eq(HEADER)
    }

    fn field(&mut self, name: &'static str, value: &'static str) -> Result<(), String> {
        match name {
            "rounds" => {
                let wrong = |_| format!("`{value}` is no number");
                self.rounds = value.parse().map_err(wrong)?;
            }
            "inflects" => self.last_only = value == "last",
            _ => {}
        }
        Ok(())
    }

    /// Adds the rules of a row: one for each ending and letter of a class.
    fn row(&mut self, line: &'static str, classes: &Classes) -> Result<(), String> {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or("");
        let number = |at: usize, usual: f32| match cell(at) {
            "" => Ok(usual),
            number => number
                .parse()
                .map_err(|_| format!("`{number}` is no number")),
        };
        let rule = Rule {
            ending: String::new(),
            base: String::new(),
            before: Context::parse(cell(2), classes)?.folded(),
            least: number(3, 2.0)? as usize,
            cost: number(4, 0.0)?,
            cases: Cases::parse(cell(5))?,
            types: types(cell(6))?,
        };
        for ending in cell(0).split('|') {
            for (ending, base) in expanded(ending, cell(1), classes)? {
                let (proclitic, ending) = match ending.strip_prefix('^') {
                    Some(ending) => (true, fold(ending)),
                    None => (false, folded_piece(&ending)),
                };
                let rule = Rule {
                    base: folded_piece(&base),
                    ending,
                    ..rule.clone()
                };
                match proclitic {
                    _ if rule.ending == rule.base => {}
                    true => self.proclitics.push(rule),
                    false => {
                        self.keeps_beginnings &= rule.keeps_beginning();
                        self.insert(rule);
                    }
                }
            }
        }
        Ok(())
    }
}

/// The end of a word, folded as it is behind a letter: by itself a vowel sign is no word, and would stay as it is.
fn folded_piece(piece: &str) -> String {
    const LETTER: &str = "x";
    let is_sign = |c| Char::of(c).class() == Class::Extend;
    match piece.starts_with(is_sign) {
        true => fold(&format!("{LETTER}{piece}"))[LETTER.len()..].to_owned(),
        false => fold(piece),
    }
}

/// The pairs that an ending and its base stand for: one, or one for each letter of a class.
fn expanded(ending: &str, base: &str, classes: &Classes) -> Result<Vec<(String, String)>, String> {
    let Some((open, close)) = ending
        .find('{')
        .zip(ending.find('}'))
        .filter(|(open, close)| open < close)
    else {
        return Ok(vec![(ending.to_owned(), base.to_owned())]);
    };
    let marked = &ending[open..=close];
    let name = &marked[1..marked.len() - 1];
    let class = classes
        .iter()
        .find(|(n, _)| *n == name)
        .ok_or_else(|| format!("no class `{name}`"))?;
    let with = |letter: &char| {
        let letter = letter.to_string();
        (
            ending.replace(marked, &letter),
            base.replace(marked, &letter),
        )
    };
    Ok(class.1.iter().map(with).collect())
}

fn types(list: &str) -> Result<Types, String> {
    if list.is_empty() {
        return Ok(Types::ANY);
    }
    list.split(',').try_fold(Types::NONE, |types, word| {
        word.trim()
            .parse::<EntityType>()
            .map(|t| types.with(t))
            .map_err(|e| e.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(endings: &Endings, word: &str) -> Vec<String> {
        let mut bases = Bases::default();
        endings.bases_of_first(word, &mut bases);
        bases.iter().map(|(form, _)| form.to_owned()).collect()
    }

    #[test]
    fn rules_propose_bases() {
        let endings = Endings::parse(concat!(
            "# class C = бвгд\n",
            "ending\tbase\tbefore\tleast\tcost\tcase\ttypes\tnote\n",
            "а|у\t\t{C}\t2\t0.1\tgen,dat\t\t\n",
            "{C}ла\t{C}ел\t\t2\t0.2\tgen\tperson\t\n",
            "^в\t\t\t3\t0.2\t\t\t\n",
        ))
        .unwrap();
        assert_eq!(forms(&endings, "парада"), ["парад"]);
        assert_eq!(forms(&endings, "павла"), ["павел"]);
        assert_eq!(forms(&endings, "вмоскве"), ["москве"]);
        assert_eq!(forms(&endings, "ада"), ["ад"]);
        assert_eq!(forms(&endings, "да"), [] as [&str; 0]);
    }

    #[test]
    fn words_begin_as_their_bases() {
        let head = "ending\tbase\tbefore\tleast\tcost\tcase\ttypes\tnote\n";
        let of_c = |word: &str, rows: &str| {
            let text: &'static str = Box::leak(format!("{head}{rows}").into_boxed_str());
            let endings = Endings::parse(text).unwrap();
            endings.may_be_of(word, |c| c == 'c')
        };
        assert!(of_c("cats", "s\t\n"));
        assert!(!of_c("bats", "s\t\nbat\tbit\t\t0\n"));
        assert!(of_c("bats", "s\t\nbats\tcat\t\t0\n"));
        assert!(of_c("", "s\t\n"));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let head = "ending\tbase\tbefore\tleast\tcost\tcase\ttypes\tnote\n";
        for (row, problem) in [
            ("а\t\t\tx", "line 2: `x` is no number"),
            ("а\t\t{Q}", "line 2: no class `Q`"),
            ("а\t\t\t\t\tfoo", "line 2: `foo` is no case"),
        ] {
            let text: &'static str = Box::leak(format!("{head}{row}\n").into_boxed_str());
            assert_eq!(Endings::parse(text).unwrap_err(), problem);
        }
    }
}
