//! Reading the data files of the Unicode Standard, and where we mean to differ from it.
//!
//! Each difference has a name and a reason in the tests, or a row in `exceptions.tsv`; an exception that no
//! character needs fails like a deviation that no exception covers.

use std::collections::BTreeSet;

/// A difference we mean: the characters concerned, and why.
pub struct Exception {
    pub name: &'static str,
    pub covers: fn(char) -> bool,
    #[expect(dead_code, reason = "read by people")]
    pub why: &'static str,
}

/// The exception that covers a character, noted as used.
pub fn excused(
    exceptions: &'static [Exception],
    c: char,
    used: &mut BTreeSet<&'static str>,
) -> bool {
    let found = exceptions.iter().find(|exception| (exception.covers)(c));
    used.extend(found.map(|exception| exception.name));
    found.is_some()
}

/// What a data file says that we do otherwise.
pub struct Deviations {
    /// Lines of the file that were looked at.
    pub count: usize,
    pub wrong: Vec<String>,
    /// The exceptions that covered some.
    pub used: BTreeSet<&'static str>,
}

impl Deviations {
    pub fn new() -> Deviations {
        Deviations {
            count: 0,
            wrong: Vec::new(),
            used: BTreeSet::new(),
        }
    }

    /// Asserts that of at least so many lines none is wrong, and that no exception is idle.
    pub fn assert_none(&self, least: usize, exceptions: &[Exception]) {
        let Deviations { count, wrong, used } = self;
        assert!(*count > least, "only {count} lines");
        let shown = wrong.join("\n");
        assert!(wrong.is_empty(), "{} lines:\n{shown}", wrong.len());
        assert_all_used(exceptions, used);
    }
}

fn assert_all_used(exceptions: &[Exception], used: &BTreeSet<&'static str>) {
    let idle: Vec<_> = exceptions
        .iter()
        .map(|exception| exception.name)
        .filter(|name| !used.contains(name))
        .collect();
    assert!(idle.is_empty(), "exceptions without a case: {idle:?}");
}

pub fn code_point(hex: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(hex.trim(), 16).ok()?)
}

pub fn string(hexes: &str) -> String {
    hexes.split_whitespace().filter_map(code_point).collect()
}

/// The fields of the lines of a data file, comments left out.
pub fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty() && !line.starts_with('@'))
}
