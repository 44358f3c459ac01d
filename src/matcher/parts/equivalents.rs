//! Words that names of places share and languages translate, and words that
//! are written or left out.

use std::sync::LazyLock;

use crate::fold::folded_word;
use crate::rules::Table;

/// A word with its like.
#[derive(Default)]
struct Entry {
    groups: Vec<usize>,
    /// Those of its groups that are of given names.
    given: Vec<usize>,
    loose: bool,
    /// It says that something is a town.
    town: bool,
}

#[derive(Default)]
struct Equivalents {
    entries: Table<String, Entry>,
    groups: Vec<Vec<String>>,
}

/// Cost of another word of the same meaning.
const TRANSLATED: f32 = 0.15;

static EQUIVALENTS: LazyLock<Equivalents> = LazyLock::new(|| {
    let mut all = Equivalents::default();
    for row in crate::rules::rule_rows(include_str!("equivalents.tsv")).skip(1) {
        let &[how, forms, ..] = row.as_slice() else {
            continue;
        };
        let forms: Vec<String> = forms.split(' ').map(folded_word).collect();
        for form in &forms {
            let entry = all.entries.entry(form.clone()).or_default();
            entry.loose |= how.contains("loose");
            entry.town |= how.contains("town");
            if how.contains("same") {
                entry.groups.push(all.groups.len());
            }
            if how.contains("given") {
                entry.given.push(all.groups.len());
            }
        }
        all.groups.push(forms);
    }
    all
});

/// Other words of the same meaning as a folded word, with their cost.
pub(super) fn of(word: &str) -> impl Iterator<Item = (&'static str, f32)> {
    let groups = EQUIVALENTS
        .entries
        .get(word)
        .map_or(&[][..], |entry| &entry.groups);
    let own = word.to_owned();
    groups
        .iter()
        .flat_map(|group| &EQUIVALENTS.groups[*group])
        .filter(move |form| **form != own)
        .map(|form| (form.as_str(), TRANSLATED))
}

/// Whether a folded word may be written or left out.
pub(super) fn is_loose(word: &str) -> bool {
    EQUIVALENTS
        .entries
        .get(word)
        .is_some_and(|entry| entry.loose)
}

/// Whether a folded word says that something is a town.
pub(super) fn is_town(word: &str) -> bool {
    EQUIVALENTS
        .entries
        .get(word)
        .is_some_and(|entry| entry.town)
}

/// Whether two folded words are one given name, one of which is written short: `mohd`, `muhammad`.
pub(crate) fn is_same_given_name(one: &str, other: &str) -> bool {
    let groups = |word: &str| EQUIVALENTS.entries.get(word).map(|entry| &entry.given);
    match (groups(one), groups(other)) {
        (Some(of_one), Some(of_other)) => of_one.iter().any(|group| of_other.contains(group)),
        _ => false,
    }
}
