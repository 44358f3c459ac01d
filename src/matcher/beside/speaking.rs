//! Verbs that people speak by: `Henderson said` is hardly the town.

use std::sync::LazyLock;

use super::name_words::{is_family_name, is_first_name};
use super::stretch::Stretch;
use super::{OF, WordList, is_behind_place_word, is_listed, words_of_kinds};
use crate::text::{Flags, Joint};

const SPEAKING: &str = include_str!("../rules/speaking.tsv");
static BEFORE: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(SPEAKING, &["before"]));
static BEHIND: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(SPEAKING, &["after"]));

/// Whether a single word is called like people and speaks.
pub(in crate::matcher) fn is_speaker(stretch: &Stretch<'_>) -> bool {
    let is_verb = |at: usize, verbs: &WordList| {
        !stretch.tokens[at].has(Flags::CAPITAL) && is_listed(stretch, at, verbs)
    };
    let next = stretch.last + 1;
    let speaks = || {
        let before = stretch.before().filter(|_| stretch.joint() == Joint::Space);
        let behind = stretch
            .behind()
            .is_some_and(|next| next.joint == Joint::Space);
        behind && is_verb(next, &BEHIND) || before.is_some_and(|at| is_verb(at, &BEFORE))
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
