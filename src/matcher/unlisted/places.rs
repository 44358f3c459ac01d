//! Places that the text spells as nobody has listed them: `в Степанакерте`, if only `Stepanakert` is listed.
//!
//! That words may be a spelling of a place's name tells little, since many a word may. They are linked if something
//! else tells that they are a place (`place_runs`); and where a text has told so once, it is the same place
//! wherever they stand again.

use std::ops::Range;

use super::Unlisted;
use super::caseless::is_caseless;
use super::place_runs::{Run, is_told, readings, run_end, stretch};
use super::skeletons::WordSkeletons;
use crate::fold::folded;
use crate::gazetteer::{Entity, EntityType, Name};
use crate::matcher::annotation::{Candidate, Evidence, Reason};
use crate::matcher::authority;
use crate::matcher::beside::is_ungoverned;
use crate::matcher::candidate::decide::decide;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::rank;
use crate::matcher::objection::{Surroundings, Unspaced};
use crate::matcher::parts::{self, Query, Search};
use crate::matcher::scan::memory::mix;
use crate::text::base_language;

/// Places that are looked at for one name.
const MOST_PLACES: usize = 32;
/// Candidates that are kept.
const KEPT: usize = 5;
/// Tells the words that are no place from those that are nobody.
const NO_PLACE: u64 = 0x706C_6163;

/// The matches of runs of words that are no match, going by `covered`, nor single words of one against
/// which there is something.
pub(super) fn find<'m>(
    text: &mut Unlisted<'_, 'm>,
    covered: &[bool],
    objected: &[bool],
) -> Vec<Match<'m>> {
    // What stands in front is a word of some language.
    if text.lang.is_empty() {
        return Vec::new();
    }
    let is_free = |run: &Range<usize>| {
        !covered[run.clone()].contains(&true) && (run.len() > 1 || !objected[run.start])
    };
    let (mut found, mut untold) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < text.tokens.len() {
        let run = at..run_end(text, at);
        // Nothing but capitals tells that no other name begins within a run.
        at = match is_caseless(&text.tokens[at]) {
            true => at + 1,
            false => run.end.max(at + 1),
        };
        for Run { words, may_be_told } in readings(text, run) {
            if !is_free(&words) {
                continue;
            }
            if !may_be_told {
                untold.push(words);
            } else if let Some(m) = look_up(text, words).filter(|m| is_told(text, m)) {
                at = m.last as usize + 1;
                found.push(m);
                break;
            }
        }
    }
    let told = found.len();
    for run in untold.into_iter().filter(|_| told > 0) {
        let id = |m: &Match<'m>| m.candidates[0].entity.id;
        let is_again = |m: &Match<'m>| found[..told].iter().any(|told| id(told) == id(m));
        let again = look_up(text, run).filter(is_again);
        found.extend(again);
    }
    found.retain(|m| objection(text, m, covered).is_none());
    found
}

/// What the words around say against a place.
fn objection(text: &Unlisted<'_, '_>, m: &Match<'_>, covered: &[bool]) -> Option<Reason> {
    let stretch = stretch(text, &(m.first as usize..m.last as usize + 1));
    let cases = m.candidates[0].cases;
    if cases.is_some_and(|cases| is_ungoverned(&stretch, cases, text.lang)) {
        return Some(Reason::Doubtful);
    }
    let surroundings = Surroundings {
        stretch: &stretch,
        chunk: Unspaced::default().chunk(&stretch),
        candidates: &m.candidates,
        lang: text.lang,
        covered,
        layers: &text.matcher.layers,
    };
    surroundings.objection()
}

/// The place that is called so, if it is sure which.
fn look_up<'m>(text: &mut Unlisted<'_, 'm>, run: Range<usize>) -> Option<Match<'m>> {
    let tokens = text.tokens[run.clone()].iter();
    let hash = tokens.fold(NO_PLACE, |hash, token| mix(hash, token.hash));
    if text.in_vain.has(hash) {
        return None;
    }
    let span = stretch(text, &run).span();
    let candidates = candidates(text, run.clone(), &text.run.text[span.clone()]);
    if decide(&candidates).is_err() {
        text.in_vain.add(hash);
        return None;
    }
    Some(Match {
        first: run.start as u32,
        last: run.end as u32 - 1,
        span: text.run.start + span.start..text.run.start + span.end,
        candidates,
        objection: None,
        settled: false,
    })
}

/// The places that a run of words may be a spelling of; none if something else is called so, or the
/// likeliest is called otherwise in the language of the text.
fn candidates<'m>(
    text: &mut Unlisted<'_, 'm>,
    run: Range<usize>,
    name: &str,
) -> Vec<Candidate<'m>> {
    let mut candidates = spelled_like(text, run, name).unwrap_or_default();
    let layers = &text.matcher.layers;
    if candidates.is_empty() {
        return candidates;
    }
    authority::hear(layers, name, text.lang, 1.0, &mut candidates);
    rank(&mut candidates);
    candidates.truncate(KEPT);
    let of_language = |own: &Name<'_>| base_language(own.lang) == base_language(text.lang);
    let is_it = |best: &Candidate<'m>| {
        let is_known = best.evidence == Evidence::Authority;
        (is_known || !authority::lists(layers, name, text.lang))
            && text.is_called_so(best, name, of_language)
    };
    if !candidates.first().is_some_and(is_it) {
        candidates.clear();
    }
    candidates
}

/// The places that have a name like that.
fn spelled_like<'m>(
    text: &mut Unlisted<'_, 'm>,
    run: Range<usize>,
    name: &str,
) -> Option<Vec<Candidate<'m>>> {
    let query = Query::of(EntityType::Place, name, text.lang)?;
    let layers = &text.matcher.layers;
    let Some((words, one)) = skeletons(text, run) else {
        // Nothing can be told of a script without skeletons.
        let mut all = parts::likely(layers, &query);
        all.retain(|candidate| candidate.entity.entity_type == EntityType::Place);
        return Some(all);
    };
    let gazetteers = text.matcher.gazetteers().iter();
    let places: Vec<Vec<Entity<'m>>> = gazetteers
        .map(|gazetteer| gazetteer.places_with(&words, &one, MOST_PLACES))
        .collect::<Option<_>>()?;
    let among = || parts::among(layers, &places, text.people, &query, Search::Quick);
    places.iter().any(|of| !of.is_empty()).then(among)
}

/// The skeletons of each word of a run, and of all as one.
fn skeletons(
    text: &mut Unlisted<'_, '_>,
    run: Range<usize>,
) -> Option<(Vec<WordSkeletons>, WordSkeletons)> {
    let tokens = &text.tokens[run];
    let mut words: Vec<WordSkeletons> = Vec::new();
    for token in tokens {
        let folded = || folded(text.run.text, token);
        words.push(text.skeletons.of(token.hash, text.lang, folded)?);
    }
    let one = match &*words {
        [one] => one.clone(),
        _ => {
            let hash = tokens
                .iter()
                .fold(NO_PLACE, |hash, token| mix(hash, token.hash));
            let folded = tokens.iter().map(|token| folded(text.run.text, token));
            text.skeletons.of(hash, text.lang, || folded.collect())?
        }
    };
    Some((words, one))
}
