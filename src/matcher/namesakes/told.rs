//! Whether something beside a name says that a place is meant.

use super::adjectives::{agrees_with_next, is_adjective, is_among_adjectives};
use super::saints::begins_name;
use crate::fold::key;
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::attached::{self, Attached};
use crate::matcher::beside::dateline::is_dateline;
use crate::matcher::beside::name_words::is_family_name;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{
    INSTITUTIONS, PLACE_WORDS, is_before_place_word, is_behind_place_word, is_behind_telling_word,
    is_in_local_case, is_listed,
};
use crate::matcher::candidate::matched::Match;
use crate::text::{Flags, Joint, base_language, same_but_case};

/// The candidate whose name has the very letters of the text, first in its language: Sale and not Salé; the best if
/// none has.
pub(in crate::matcher) fn spelled_so<'c, 'm>(
    stretch: &Stretch<'_>,
    m: &'c Match<'m>,
) -> &'c Candidate<'m> {
    let surface = stretch.surface();
    let spelled = |candidate: &&Candidate<'_>| same_but_case(candidate.name.text, surface);
    let own = |candidate: &&Candidate<'_>| {
        base_language(candidate.name.lang) == base_language(stretch.lang)
    };
    let mut candidates = m.candidates.iter().filter(spelled);
    let best = candidates.clone().find(own).or_else(|| candidates.next());
    best.unwrap_or(&m.candidates[0])
}

/// Whether a word beside it says that it is a place: a preposition, `town`, the end of a dateline, a case of places.
pub(in crate::matcher) fn is_told(stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
    let adjective = agrees_with_next(stretch, spelled_so(stretch, m));
    (is_behind_place_word(stretch) && !adjective) || is_told_otherwise(stretch, m)
}

/// The same where the word is a family name of somebody listed: `from Clinton` may be the person as well; or a saint:
/// `perron de St Michel`.
pub(super) fn is_told_firmly(stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
    let weakly = is_behind_place_word(stretch) && !is_behind_telling_word(stretch);
    let family = || {
        is_family_name(&stretch.folded(stretch.first), stretch.layers)
            || is_family_name(&key(m.candidates[0].name.text), stretch.layers)
    };
    let other = || match stretch.first == stretch.last {
        true => family(),
        false => begins_name(stretch.here()),
    };
    match weakly && other() {
        true => is_told_otherwise(stretch, m),
        false => is_told(stretch, m),
    }
}

/// Whether something else than the word in front says so.
fn is_told_otherwise(stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
    let after = stretch.behind();
    let best = spelled_so(stretch, m);
    let adjective = agrees_with_next(stretch, best);
    let listed = is_adjective(stretch, best) && is_among_adjectives(stretch);
    let attached = [attached::behind(stretch), attached::before(stretch)];
    is_before_place_word(stretch)
        || attached.contains(&Some(Attached::Place))
        || after.is_some_and(|next| {
            next.joint == Joint::Space && is_listed(stretch, stretch.last + 1, &INSTITUTIONS)
        })
        || is_dateline(stretch)
        || is_apposed(stretch) && !listed
        || !adjective && is_in_local_case(stretch, &m.candidates[0])
}

/// `in Northumberland Park, Burton.`: what a sentence or clause ends with behind the name of a place that is not
/// listed.
fn is_apposed(stretch: &Stretch<'_>) -> bool {
    const LONGEST: usize = 3;
    let here = stretch.here().span().start;
    let ends = stretch.text[stretch.span().end..].starts_with(['.', ',', ';', ')']);
    let comma = stretch.text[..here].ends_with(", ");
    let spaced = |at: &usize| stretch.tokens[*at].joint == Joint::Space;
    let capital = |at: &usize| stretch.tokens[*at].has(Flags::CAPITAL);
    let words = (stretch.first.saturating_sub(LONGEST)..stretch.first).rev();
    let Some(from) = words.take_while(capital).last().filter(spaced) else {
        return false;
    };
    ends && comma
        && (from + 1..stretch.first).all(|at| spaced(&at))
        && from
            .checked_sub(1)
            .is_some_and(|at| is_listed(stretch, at, &PLACE_WORDS))
}
