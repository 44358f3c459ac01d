//! Sets of grammatical cases.

use std::fmt;

/// The cases that a word may stand in, as the rule files name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cases(u64);

/// The labels of `FORMAT.md`, each a bit of the set.
const LABELS: &[&str] = &[
    "nom", "gen", "dat", "acc", "ins", "loc", "voc", "abl", "all", "ine", "ela", "ill", "ade",
    "ess", "tra", "com", "par", "abe", "ter", "sub", "sup", "del", "cau", "for", "erg", "adv",
    "equ", "obl", "ben", "mot", "poss", "def", "adj",
];

impl Cases {
    /// A word that may stand in any case: one that is not inflected.
    pub(crate) const ANY: Cases = Cases(u64::MAX);

    /// Reads a list with `,` between; the label that is not known is the error.
    pub(crate) fn parse(list: &str) -> Result<Cases, String> {
        if matches!(list, "" | "any") {
            return Ok(Cases::ANY);
        }
        list.split(',')
            .try_fold(Cases(0), |cases, label| match label.trim() {
                "any" => Ok(Cases::ANY),
                label => {
                    let bit = LABELS.iter().position(|known| *known == label);
                    bit.map(|bit| Cases(cases.0 | 1 << bit))
                        .ok_or_else(|| format!("`{label}` is no case"))
                }
            })
    }

    /// The cases in both sets, `None` if there are none: the words do not agree.
    pub(crate) fn agree(self, other: Cases) -> Option<Cases> {
        let both = self.0 & other.0;
        (both != 0).then_some(Cases(both))
    }

    pub(crate) fn or(self, other: Cases) -> Cases {
        Cases(self.0 | other.0)
    }

    /// The labels of the cases; none if it may be any.
    pub fn labels(self) -> impl Iterator<Item = &'static str> {
        let telling = self != Cases::ANY;
        LABELS
            .iter()
            .enumerate()
            .filter(move |(bit, _)| telling && self.0 & 1 << bit != 0)
            .map(|(_, label)| *label)
    }
}

impl Default for Cases {
    fn default() -> Cases {
        Cases::ANY
    }
}

impl fmt::Display for Cases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels: Vec<&str> = self.labels().collect();
        f.write_str(&labels.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree_in_a_case() {
        let (a, b) = (
            Cases::parse("gen,acc").unwrap(),
            Cases::parse("gen").unwrap(),
        );
        assert_eq!(a.agree(b).unwrap().to_string(), "gen");
        assert_eq!(b.agree(Cases::parse("ins").unwrap()), None);
        assert_eq!(b.agree(Cases::ANY), Some(b));
        assert_eq!(Cases::ANY.to_string(), "");
        assert_eq!(Cases::parse("gen,foo"), Err("`foo` is no case".to_owned()));
    }
}
