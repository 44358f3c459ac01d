//! Names that end within a word where another of the same place does not: 上海市 in 上海市民, 开平 in 离开平壤.

use super::Stretch;
use crate::matcher::candidate::matched::Match;
use crate::matcher::objection::is_cut_anywhere;
use crate::text::Token;

/// Drops matches in scripts without spaces that a common word cuts, where one that no word cuts stands instead.
/// They are in the order of their places.
pub(super) fn drop_cut(matches: &mut Vec<Match<'_>>, text: &str, tokens: &[Token]) {
    let mut reach = None;
    let overlaps = matches.windows(2).any(|pair| {
        reach = reach.max(Some(pair[0].last));
        reach >= Some(pair[1].first) && tokens[pair[1].first as usize].is_dense()
    });
    if !overlaps {
        return;
    }
    let cut: Vec<bool> = matches
        .iter()
        .map(|m| is_cut_anywhere(&Stretch::new(text, tokens, m.first, m.last)))
        .collect();
    // Of each match the farthest end of those before it and itself that are whole.
    let mut reach = None;
    let reaches: Vec<Option<u32>> = matches
        .iter()
        .zip(&cut)
        .map(|(m, cut)| {
            reach = reach.max((!cut).then_some(m.last));
            reach
        })
        .collect();
    let firsts: Vec<u32> = matches.iter().map(|m| m.first).collect();
    let mut nth = 0..;
    matches.retain(|m| {
        let at = nth.next().unwrap_or_default();
        let begun = firsts.partition_point(|first| *first <= m.last);
        let whole = begun.checked_sub(1).and_then(|at| reaches[at]);
        !(cut[at] && whole >= Some(m.first))
    });
}
