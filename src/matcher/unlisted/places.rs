//! Places that the text spells as nobody has listed them: `в Степанакерте`, if only `Stepanakert` is listed.
//!
//! That words may be a spelling of a place's name tells little, since many a word may. They are linked if something
//! else tells that they are a place (`place_runs`); and where a text has told so once, it is the same place
//! wherever they stand again.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Unlisted;
use super::caseless::is_caseless;
use super::place_runs::{
    Tellers, has_capitals, is_told, may_be_name, may_be_told, readings, run_end, stretch,
};
use super::skeletons::WordSkeletons;
use crate::fold::folded;
use crate::gazetteer::{Entity, EntityType, Name};
use crate::matcher::annotation::{Candidate, Evidence, Reason};
use crate::matcher::authority;
use crate::matcher::beside::{is_animate, is_ungoverned};
use crate::matcher::candidate::decide::decide;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::rank;
use crate::matcher::namesakes::adjectives::is_like_adjective;
use crate::matcher::namesakes::person_or_place::is_called_like_people;
use crate::matcher::objection::{Surroundings, Unspaced};
use crate::matcher::parts::{self, Query, Search};
use crate::matcher::person_name::is_particle_token;
use crate::matcher::scan::memory::mix;
use crate::romanize::NameWord;
use crate::text::{base_language, script_of};

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
    let mut known = Known::new();
    let is_free = |run: &Range<usize>| {
        !covered[run.clone()].contains(&true) && (run.len() > 1 || !objected[run.start])
    };
    let mut found = told(text, is_free, &mut known);
    found.retain(|m| objection(text, m, covered).is_none());
    if !found.is_empty() {
        let again = again(text, is_free, &mut known, &found);
        let sure = again
            .into_iter()
            .filter(|m| objection(text, m, covered).is_none());
        found.extend(sure);
    }
    found
}

/// Those of which something beside them tells.
fn told<'m>(
    text: &mut Unlisted<'_, 'm>,
    is_free: impl Fn(&Range<usize>) -> bool,
    known: &mut Known<'m>,
) -> Vec<Match<'m>> {
    let tellers = Tellers::of(text.lang);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let start = at;
        at += 1;
        if !tellers.may_tell(text, start) {
            continue;
        }
        let run = start..run_end(text, start);
        // Nothing but capitals tells that no other name begins within a run.
        if !is_caseless(&text.tokens[start]) {
            at = run.end.max(at);
        }
        for words in readings(text, run) {
            if !is_free(&words) || !may_be_told(text, &words) {
                continue;
            }
            if let Some(m) = look_up(text, words, known).filter(|m| is_told(text, m)) {
                at = m.last as usize + 1;
                found.push(m);
                break;
            }
        }
    }
    found
}

/// Where the same places stand once more and nothing tells of them.
fn again<'m>(
    text: &mut Unlisted<'_, 'm>,
    is_free: impl Fn(&Range<usize>) -> bool,
    known: &mut Known<'m>,
    found: &[Match<'m>],
) -> Vec<Match<'m>> {
    let told: HashSet<&str> = found.iter().map(|m| m.candidates[0].entity.id).collect();
    let taken: HashSet<usize> = found
        .iter()
        .flat_map(|m| m.first as usize..=m.last as usize)
        .collect();
    let mut again = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let run = at..run_end(text, at);
        at = run.end.max(at + 1);
        let is_new = has_capitals(text, &run) && !run.clone().any(|at| taken.contains(&at));
        if !is_new || !may_be_name(text, &run) || !is_free(&run) {
            continue;
        }
        let same = look_up(text, run, known).filter(|m| told.contains(m.candidates[0].entity.id));
        again.extend(same.filter(|m| !is_persons(text, m)));
    }
    again
}

/// What is found out of words, by their hashes.
type Known<'m> = HashMap<u64, Vec<Candidate<'m>>>;

/// Whether people are called so: `Соколов` beside `в Соколове` is rather one of them.
fn is_persons(text: &Unlisted<'_, '_>, m: &Match<'_>) -> bool {
    let stretch = stretch(text, &(m.first as usize..m.last as usize + 1));
    is_called_like_people(&stretch, &m.candidates[0])
}

/// What the words around say against a place.
fn objection(text: &Unlisted<'_, '_>, m: &Match<'_>, covered: &[bool]) -> Option<Reason> {
    let stretch = stretch(text, &(m.first as usize..m.last as usize + 1));
    let is_anothers = |cases| is_ungoverned(&stretch, cases) || is_animate(&stretch, cases);
    if m.candidates[0].cases.is_some_and(is_anothers) {
        return Some(Reason::OtherForm);
    }
    if is_like_adjective(&stretch) {
        return Some(Reason::CommonWord);
    }
    let surroundings = Surroundings {
        stretch: &stretch,
        chunk: Unspaced::default().chunk(&stretch),
        candidates: &m.candidates,
        covered,
    };
    surroundings.objection()
}

/// The place that is called so, if it is sure which.
fn look_up<'m>(
    text: &mut Unlisted<'_, 'm>,
    run: Range<usize>,
    known: &mut Known<'m>,
) -> Option<Match<'m>> {
    let tokens = text.tokens[run.clone()].iter();
    let hash = tokens.fold(NO_PLACE, |hash, token| mix(hash, token.hash));
    if text.in_vain.has(hash) {
        return None;
    }
    let span = stretch(text, &run).span();
    let name = &text.run.text[span.clone()];
    let candidates = known
        .entry(hash)
        .or_insert_with(|| candidates(text, run.clone(), name));
    if decide(candidates).is_err() || candidates[0].score < least_score(&candidates[0], name) {
        text.in_vain.add(hash);
        return None;
    }
    let span = text.run.start + span.start..text.run.start + span.end;
    Some(Match::new(
        (run.start, run.end - 1),
        span,
        candidates.clone(),
    ))
}

/// How sure a spelling must be, where words beside it tell of a place but not of which: within one script a letter
/// or two are the difference between neighbouring towns.
fn least_score(best: &Candidate<'_>, name: &str) -> f32 {
    match best.evidence {
        Evidence::Authority => 0.0,
        _ if script_of(best.name.text) == script_of(name) => 0.85,
        _ => 0.8,
    }
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
    authority::consult(layers, name, text.lang, 1.0, &mut candidates);
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
    let query = Query::of(EntityType::Place, name, text.lang, text.words)?;
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
    let among = || parts::among(layers, &places, text.places, &query, Search::Quick);
    places.iter().any(|of| !of.is_empty()).then(among)
}

/// The skeletons of each word of a run, and of all as one.
fn skeletons(
    text: &mut Unlisted<'_, '_>,
    run: Range<usize>,
) -> Option<(Vec<NameWord<WordSkeletons>>, WordSkeletons)> {
    let tokens = &text.tokens[run];
    let mut words: Vec<NameWord<WordSkeletons>> = Vec::new();
    for token in tokens {
        let folded = || folded(text.run.text, token);
        words.push(NameWord {
            skeletons: text.skeletons.of(token.hash, text.lang, folded)?,
            particle: is_particle_token(token),
        });
    }
    let one = match &*words {
        [one] => one.skeletons.clone(),
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
