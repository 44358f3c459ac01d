//! The word lists of this folder.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::key;
use crate::rules::{first_column, rule_rows};

use super::Role;

/// A legal form: its short form and its kind (`llc`, `jsc`, …), which may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LegalForm {
    pub(super) short: &'static str,
    pub(super) kind: &'static str,
}

/// Legal forms by their folded words.
pub(super) static LEGAL_FORMS: LazyLock<HashMap<String, LegalForm>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("words/legal_forms.tsv")).filter(|row| row.len() == 3);
    rows.map(|row| {
        let form = LegalForm {
            short: row[1],
            kind: row[2],
        };
        (key(row[0]), form)
    })
    .collect()
});

/// Kinds of legal forms that tell organisations apart.
pub(super) static TELLING_KINDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| first_column(include_str!("words/telling_kinds.tsv")).collect());

/// Most words of a legal form that is looked for.
pub(super) const LEGAL_WORDS: usize = 6;

/// What words of organisations' names say, by the folded word; some say two things.
pub(super) static MEANINGS: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut meanings: HashMap<String, Vec<&'static str>> = HashMap::new();
    for row in rule_rows(include_str!("words/organization_words.tsv")) {
        let [word, meaning] = row[..] else { continue };
        meanings.entry(key(word)).or_default().push(meaning);
    }
    meanings
});

/// Meanings that tell nothing.
pub(super) static GENERIC: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| first_column(include_str!("words/generic.tsv")).collect());

/// Articles and joining words of organisations' names, folded.
pub(super) static JOINING: LazyLock<HashSet<String>> = LazyLock::new(|| {
    first_column(include_str!("words/joining.tsv"))
        .map(key)
        .collect()
});

/// Particles, honorifics and suffixes of persons' names, folded.
pub(super) static NAME_WORDS: LazyLock<HashMap<String, NameWord>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for row in rule_rows(include_str!("words/name_words.tsv")) {
        let class = match row.get(1) {
            Some(&"particle") => NameWord::Particle,
            Some(&"kin") => NameWord::Kin,
            Some(&"suffix" | &"generation") => NameWord::Suffix,
            _ => NameWord::Honorific,
        };
        words.entry(key(row[0])).or_insert(class);
    }
    words
});

/// Suffixes that tell father and son apart (`Jr`, `fils`), folded.
pub(super) static GENERATIONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("words/name_words.tsv"));
    let of_class = rows.filter(|row| row.get(1) == Some(&"generation"));
    of_class.map(|row| key(row[0])).collect()
});

/// Classes of `name_words.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameWord {
    Particle,
    /// `bin`, `oglu`: says that a father's name is beside it.
    Kin,
    Honorific,
    Suffix,
}

impl NameWord {
    pub(super) fn role(self) -> Role {
        match self {
            NameWord::Particle | NameWord::Kin => Role::Particle,
            NameWord::Honorific => Role::Title,
            NameWord::Suffix => Role::Suffix,
        }
    }
}

/// Pairs of endings for man and woman, folded.
pub(super) static ENDINGS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("words/endings.tsv"));
    rows.filter(|row| row.len() >= 2)
        .map(|row| (key(row[0]), key(row[1])))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_lists_is_read() {
        assert!(LEGAL_FORMS.len() > 1500 && MEANINGS.len() > 2500);
        assert!(GENERIC.len() > 3 && JOINING.len() > 20 && ENDINGS.len() > 40);
        for meaning in GENERIC.iter() {
            let used = MEANINGS.values().any(|of_word| of_word.contains(meaning));
            assert!(used, "no word means {meaning}");
        }
        for kind in TELLING_KINDS.iter() {
            let used = LEGAL_FORMS.values().any(|form| form.kind == *kind);
            assert!(used, "no legal form is of the kind {kind}");
        }
        for (a, b) in ENDINGS.iter() {
            assert!(a != b, "{a} {b}");
        }
        let classes = ["particle", "kin", "honorific", "suffix", "generation"];
        for row in rule_rows(include_str!("words/name_words.tsv")) {
            assert!(row.len() == 3 && classes.contains(&row[1]), "{row:?}");
        }
    }
}
