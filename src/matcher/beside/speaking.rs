//! Verbs that people speak by: `Henderson said` is hardly the town.

use std::sync::LazyLock;

use super::name_words::{is_family_name, is_first_name};
use super::stretch::Stretch;
use super::{OF, WordList, is_behind_place_word, is_listed, words_of_kinds};
use crate::text::{Flags, Joint};

const SPEAKING: &str = include_str!("../rules/speaking.tsv");
static BEFORE: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(SPEAKING, &["before"]));
static BEHIND: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(SPEAKING, &["after"]));

fn is_verb(stretch: &Stretch<'_>, at: usize, verbs: &WordList) -> bool {
    !stretch.tokens[at].has(Flags::CAPITAL) && is_listed(stretch, at, verbs)
}

/// Whether a verb stands directly behind, so that no sentence begins with a common word there: `Rice said`.
pub(in crate::matcher) fn is_before_verb(stretch: &Stretch<'_>) -> bool {
    let behind = stretch.behind();
    !stretch.lang.is_empty()
        && behind.is_some_and(|next| next.joint == Joint::Space)
        && is_verb(stretch, stretch.last + 1, &BEHIND)
}

/// Whether a single word is called like people and speaks.
pub(in crate::matcher) fn is_speaker(stretch: &Stretch<'_>) -> bool {
    let speaks = || {
        let before = stretch.before().filter(|_| stretch.joint() == Joint::Space);
        is_before_verb(stretch) || before.is_some_and(|at| is_verb(stretch, at, &BEFORE))
    };
    // `Mark Kay, 54, of Tyler said`.
    let is_of = || {
        let before = stretch.before().filter(|_| stretch.joint() == Joint::Space);
        is_behind_place_word(stretch) || before.is_some_and(|at| is_listed(stretch, at, &OF))
    };
    stretch.first == stretch.last
        && !stretch.lang.is_empty()
        && speaks()
        && !is_of()
        && (is_first_name(stretch, stretch.first)
            || is_family_name(&stretch.folded(stretch.first), stretch.layers))
}
