//! Reading rule files: fields, classes, and a table of rules.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::rules::context::{Classes, Context};
use crate::rules::lines::{self, RuleLines};

/// No single rule writes more bytes than this.
pub(super) const MAX_OUTPUT: usize = 24;

/// A rule: what to write for a source in a context.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) source: Vec<char>,
    pub(super) left: Context,
    pub(super) right: Context,
    pub(super) output: &'static str,
    /// 0 where the file has no column `cost`.
    pub(super) cost: f32,
    /// Where it comes among those that a set lists with it; of the same for the same output and length.
    pub(super) rank: u32,
}

impl Rule {
    /// Whether it reads what the other does wherever that fits.
    pub(super) fn covers(&self, other: &Rule) -> bool {
        self.source == other.source
            && self.left.covers(&other.left)
            && self.right.covers(&other.right)
    }
}

/// A file of rules.
#[derive(Clone, Debug)]
pub(super) struct RuleFile {
    fields: Vec<(&'static str, &'static str)>,
    pub(super) rules: Vec<Rule>,
}

impl RuleFile {
    /// Reads a file; an error says which line is wrong, and why.
    pub(super) fn parse(text: &'static str) -> Result<RuleFile, String> {
        let text = match text.contains("# decompose: jamo") {
            // The text will be taken apart before it meets the rules, so they must be.
            true => Box::leak(
                text.nfc()
                    .flat_map(jamo)
                    .collect::<String>()
                    .into_boxed_str(),
            ),
            false => text,
        };
        let file = RuleFile {
            fields: Vec::new(),
            rules: Vec::new(),
        };
        file.read(text)
    }

    /// The same rules for other characters.
    pub(super) fn map(&self, other: impl Fn(char) -> char) -> RuleFile {
        let rule = |rule: &Rule| Rule {
            source: rule.source.iter().map(|c| other(*c)).collect(),
            left: rule.left.map(&other),
            right: rule.right.map(&other),
            ..rule.clone()
        };
        RuleFile {
            fields: self.fields.clone(),
            rules: self.rules.iter().map(rule).collect(),
        }
    }

    /// The value of a field, empty if it is not there.
    pub(super) fn field(&self, name: &str) -> &'static str {
        value(&self.fields, name)
    }
}

impl RuleLines for RuleFile {
    fn is_header(line: &str) -> bool {
        line.starts_with("source\tleft\tright\toutput")
    }

    fn field(&mut self, name: &'static str, value: &'static str) -> Result<(), String> {
        self.fields.push((name, value));
        Ok(())
    }

    fn row(&mut self, line: &'static str, classes: &Classes) -> Result<(), String> {
        self.rules.push(rule(line, classes)?);
        Ok(())
    }
}

/// A file of which the fields are known, and the rules read when they are first asked for: a
/// text needs those of few languages.
#[derive(Debug)]
pub(super) struct Unread {
    fields: Vec<(&'static str, &'static str)>,
    text: &'static str,
    file: OnceLock<Option<RuleFile>>,
}

impl Unread {
    pub(super) fn new(text: &'static str) -> Unread {
        // The fields stand before the table.
        let head = text.lines().map_while(|line| line.strip_prefix('#'));
        Unread {
            fields: head.filter_map(lines::field).collect(),
            text,
            file: OnceLock::new(),
        }
    }

    /// The value of a field, empty if it is not there.
    pub(super) fn field(&self, name: &str) -> &'static str {
        value(&self.fields, name)
    }

    /// What the file says, for those that are no table of rules.
    pub(super) fn text(&self) -> &'static str {
        self.text
    }

    /// The file, read; `None` if it cannot be, which the tests find.
    pub(super) fn read(&self) -> Option<&RuleFile> {
        self.file
            .get_or_init(|| RuleFile::parse(self.text).ok())
            .as_ref()
    }
}

fn value(fields: &[(&'static str, &'static str)], name: &str) -> &'static str {
    let field = fields.iter().find(|(field, _)| *field == name);
    field.map_or("", |(_, value)| value)
}

/// The value of a field of a file that is no rule file, empty if it is not there.
pub(super) fn field(text: &'static str, name: &str) -> &'static str {
    let comments = text.lines().filter_map(|line| line.strip_prefix("# "));
    comments
        .filter_map(|comment| comment.split_once(": "))
        .find(|(field, _)| *field == name)
        .map_or("", |(_, value)| value)
}

fn rule(line: &'static str, classes: &Classes) -> Result<Rule, String> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or("");
    let (source, left, right, output, cost) = (cell(), cell(), cell(), cell(), cell());
    let cost = match cost {
        "" => 0.0,
        cost => cost.parse().map_err(|_| format!("`{cost}` is no cost"))?,
    };
    Ok(Rule {
        source: source.chars().collect(),
        left: Context::parse(left, classes)?,
        right: Context::parse(right, classes)?,
        output,
        cost,
        rank: 0,
    })
}

/// Takes a Hangul syllable apart; other characters stay whole.
pub(super) fn jamo(c: char) -> Vec<char> {
    match c {
        '가'..='힣' => c.nfd().collect(),
        c => vec![c],
    }
}
