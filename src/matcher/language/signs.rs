//! Whether a Chinese text is in traditional or in simplified characters.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::rule_rows;

/// Signs that are written in one of the two ways: whether that is the traditional one.
static SIGNS: LazyLock<HashMap<char, bool>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/traditional_signs.tsv"));
    let signs = rows.flat_map(|row| [(row[0], true), (row[1], false)]);
    signs
        .filter_map(|(sign, traditional)| Some((sign.chars().next()?, traditional)))
        .collect()
});

/// Whether more signs of a text are traditional ones than simplified ones.
pub(super) fn are_traditional(text: &str) -> bool {
    /// A text tells within so many characters.
    const ENOUGH: usize = 2000;
    let known = text.chars().take(ENOUGH);
    let known: Vec<bool> = known.filter_map(|c| SIGNS.get(&c).copied()).collect();
    let traditional = known.iter().filter(|traditional| **traditional).count();
    2 * traditional > known.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_tell_the_way_of_writing() {
        assert!(are_traditional("美國總統在華盛頓會見記者"));
        assert!(!are_traditional("美国总统在华盛顿会见记者"));
        assert!(!are_traditional("北京"));
    }
}
