//! Saints, whom churches and small towns are called after.

use std::sync::LazyLock;

use crate::matcher::annotation::Candidate;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{self, WordList};
use crate::matcher::candidate::readers::Readers;
use crate::matcher::size::{is_little_town, is_widely_named};
use crate::text::{Joint, Token, base_language};

/// Words that begin names of saints.
static SAINTS: LazyLock<WordList> =
    LazyLock::new(|| beside::word_list(include_str!("../rules/saints.tsv")));

/// Whether a word begins names of saints.
pub(in crate::matcher) fn begins_name(token: &Token) -> bool {
    SAINTS.contains_key(&token.hash)
}

/// `St. Michael` in a Swedish text: a saint, whose churches stand everywhere, and a small town abroad that is
/// called so.
pub(super) fn is_saints_abroad(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let readers = || Readers::of(base_language(stretch.lang));
    // A town of many names is called as a saint in some languages only: Mikkeli is St. Michel in Swedish.
    let is_strangers = || {
        let lang = base_language(candidate.name.lang);
        !lang.is_empty() && lang != base_language(stretch.lang)
    };
    let apart = |token: &Token| matches!(token.joint, Joint::Space | Joint::DotSpace);
    stretch.first != stretch.last
        && stretch.tokens[stretch.first + 1..=stretch.last]
            .iter()
            .all(apart)
        && begins_name(stretch.here())
        && is_little_town(&candidate.entity)
        && (!is_widely_named(&candidate.entity) || is_strangers())
        && !beside::is_behind_telling_word(stretch)
        && readers().is_some_and(|readers| readers.are_at(&candidate.entity) == Some(false))
}
