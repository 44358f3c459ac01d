//! Reading the rule files that are part of the library.

pub(crate) mod context;

/// The rows of a tab-separated rule file; comments and blank lines are left out.
pub(crate) fn rule_rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}
