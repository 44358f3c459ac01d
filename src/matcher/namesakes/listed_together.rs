//! Names that stand in a list: `Burton and Hinckley`.

use crate::matcher::beside::stretch::Passage;
use crate::matcher::beside::{AND, is_listed};
use crate::text::Flags;

/// Whether no more than `,`, `and`, a dash or the like stands between two names.
pub(in crate::matcher) fn are_listed_together(
    passage: Passage<'_>,
    last: usize,
    first: usize,
) -> bool {
    let Passage { text, tokens, .. } = passage;
    // Matches may overlap.
    let Some(between) = text.get(tokens[last].span().end..tokens[first].span().start) else {
        return false;
    };
    match first.saturating_sub(last) {
        1 => {
            let marks = between.trim();
            !marks.is_empty()
                && marks
                    .chars()
                    .all(|c| matches!(c, ',' | ';' | '/' | '-' | '–' | '—' | '=' | '&'))
        }
        2 => {
            let stretch = passage.stretch(last, last);
            !between.contains(['.', '!', '?', ':', '\n'])
                && !tokens[last + 1].has(Flags::CAPITAL)
                && is_listed(&stretch, last + 1, &AND)
        }
        _ => false,
    }
}
