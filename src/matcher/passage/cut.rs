//! Names that end within a word where another of the same place does not: 上海市 in 上海市民, 开平 in 离开平壤.

use crate::matcher::beside::stretch::Passage;
use crate::matcher::candidate::matched::Match;
use crate::matcher::objection::{is_cut_anywhere, is_part_of_word};

/// Drops matches in scripts without spaces that a common word cuts, where one that no word cuts stands instead. One
/// that loses but the word for its kind gives way to itself alone: 上海市 to 上海. They are in the order of their places.
pub(super) fn drop_cut(matches: &mut Vec<Match<'_>>, passage: Passage<'_>) {
    let mut reach = None;
    let overlap = matches.windows(2).any(|pair| {
        reach = reach.max(Some(pair[0].last));
        reach >= Some(pair[1].first) && passage.tokens[pair[1].first as usize].is_dense()
    });
    if !overlap {
        return;
    }
    let cut: Vec<bool> = matches
        .iter()
        .map(|m| is_part_of_word(&passage.of_match(m)))
        .collect();
    let whole = farthest_ends(matches, &cut);
    let firsts: Vec<u32> = matches.iter().map(|m| m.first).collect();
    let drop: Vec<bool> = (0..matches.len())
        .map(|at| {
            let m = &matches[at];
            let begun = firsts.partition_point(|first| *first <= m.last);
            let overlapped = || begun > 0 && whole[begun - 1] >= Some(m.first);
            let same = |other: &&Match<'_>| other.first == m.first;
            let mut shorter = matches[..at].iter().rev().take_while(same);
            match cut[at] {
                true => overlapped(),
                false => {
                    shorter.any(|other| is_same_place(other, m))
                        && is_cut_anywhere(&passage.of_match(m))
                }
            }
        })
        .collect();
    let mut drop = drop.into_iter();
    matches.retain(|_| !drop.next().unwrap_or_default());
}

/// Of each match the farthest end of those before it and itself that are not cut.
fn farthest_ends(matches: &[Match<'_>], cut: &[bool]) -> Vec<Option<u32>> {
    let mut reach = None;
    let ends = matches.iter().zip(cut).map(|(m, cut)| {
        reach = reach.max((!cut).then_some(m.last));
        reach
    });
    ends.collect()
}

fn is_same_place(one: &Match<'_>, other: &Match<'_>) -> bool {
    let mut ids = one.candidates.iter().map(|candidate| candidate.entity.id);
    ids.any(|id| {
        other
            .candidates
            .iter()
            .any(|candidate| candidate.entity.id == id)
    })
}
