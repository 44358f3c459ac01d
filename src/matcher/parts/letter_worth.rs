//! How long a name is, whatever it is written in.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::rules::rule_rows;

/// In the order of the characters.
static WORTH: LazyLock<Vec<(RangeInclusive<char>, f32)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("letter_worth.tsv"));
    rows.filter_map(|row| {
        Some((
            character(row[0])?..=character(row[1])?,
            row[2].parse().ok()?,
        ))
    })
    .collect()
});

/// `U+0590`.
fn character(code: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(code.strip_prefix("U+")?, 16).ok()?)
}

/// How many letters of an alphabet a character is worth.
pub(super) fn letter_worth(c: char) -> f32 {
    let mut rows = WORTH.iter().take_while(|(range, _)| *range.start() <= c);
    match rows.find(|(range, _)| range.contains(&c)) {
        Some((_, worth)) => *worth,
        None if c.is_alphanumeric() => 1.0,
        None => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_read_and_in_order() {
        let rows = rule_rows(include_str!("letter_worth.tsv"));
        assert_eq!(WORTH.len(), rows.count());
        assert!(WORTH.is_sorted_by(|a, b| a.0.end() < b.0.start()));
    }

    #[test]
    fn signs_and_syllables_are_worth_more_than_letters() {
        let worth = ['a', '5', '-', 'א', 'ኢ', 'カ', '京', '한'].map(letter_worth);
        assert_eq!(worth, [1.0, 1.0, 0.0, 1.3, 1.8, 1.6, 3.0, 2.5]);
    }
}
