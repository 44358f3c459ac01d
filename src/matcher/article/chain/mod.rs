//! Later mentions: once an article has a person's full name, the family name by
//! itself, or with initials, is that person. Two people of one family name stay apart.
//!
//! `forms` are what the people named in full may be called later; `search` goes
//! through the text for them, `unspaced` through one whose words are not parted.

mod forms;
mod search;
mod unspaced;

use self::forms::Forms;
use self::search::Search;
use crate::inflect::endings;
use crate::matcher::beside::stretch::Passage;
use crate::matcher::resolve::{self, Decided};

/// Adds the later mentions of the people that are decided for already.
pub(in crate::matcher) fn add<'m>(passage: Passage<'_>, decided: &mut Vec<Decided<'m>>) {
    let tokens = passage.tokens.len();
    let forms = Forms::of(passage, decided);
    if forms.people.is_empty() {
        return;
    }
    let mut covered = vec![None; tokens];
    for (at, d) in decided.iter().enumerate().filter(|(_, d)| d.chosen.is_ok()) {
        covered[d.m.words()].fill(Some(at));
    }
    let search = Search {
        passage,
        endings: endings(passage.lang),
        forms: &forms,
        covered: &covered,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens {
        let later = search.at(at, decided);
        at = later.as_ref().map_or(at, |later| later.m.last as usize) + 1;
        found.extend(later);
    }
    found.extend(unspaced::laters(passage, decided, &covered));
    if found.is_empty() {
        return;
    }
    resolve::replace(decided, found, tokens);
}
