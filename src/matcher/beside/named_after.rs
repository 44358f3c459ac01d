//! What is called after a person: `Nelson Mandela University`, `شارع جمال عبد الناصر`.

use std::sync::LazyLock;

use super::{BEFORE_PLACES, WordList, is_address, is_listed, is_street, words_of_kinds};
use crate::matcher::beside::capitals::{in_title_line, writes_titles};
use crate::matcher::beside::stretch::Stretch;
use crate::text::{Flags, Joint};

const WORDS: &str = include_str!("../rules/named_after.tsv");
static BEFORE: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(WORDS, &["before"]));
static STREETS: LazyLock<WordList> =
    LazyLock::new(|| words_of_kinds(BEFORE_PLACES, &["street", "street alone"]));
static BEHIND: LazyLock<WordList> = LazyLock::new(|| words_of_kinds(WORDS, &["behind"]));

/// Whether a person's name is that of a street, a ship, an airport or the like, as a word beside it tells.
pub(in crate::matcher) fn is_called_after_person(stretch: &Stretch<'_>) -> bool {
    !stretch.lang.is_empty() && (is_begun(stretch) || is_street(stretch, false) || goes_on(stretch))
}

/// `USS Abraham Lincoln`, `calle Simón Bolívar`.
fn is_begun(stretch: &Stretch<'_>) -> bool {
    let spaced = stretch.joint() == Joint::Space;
    stretch.before().filter(|_| spaced).is_some_and(|at| {
        (is_listed(stretch, at, &STREETS) || is_listed(stretch, at, &BEFORE))
            && !is_address(stretch, at)
    })
}

/// `Rajiv Gandhi International Airport`: such a word ends the capitalised words behind it.
fn goes_on(stretch: &Stretch<'_>) -> bool {
    const LONGEST: usize = 3;
    if writes_titles(stretch.lang) && in_title_line(stretch) {
        return false;
    }
    let joined = |at: &usize| {
        let token = stretch.tokens.get(*at);
        token.is_some_and(|token| token.joint == Joint::Space && token.has(Flags::CAPITAL))
    };
    let mut words = (stretch.last + 1..).take(LONGEST).take_while(joined);
    words.any(|at| is_listed(stretch, at, &BEHIND))
}
