//! Places that the text spells as nobody has listed them: `в Степанакерте`, if only `Stepanakert` is listed.
//!
//! That words may be a spelling of a place's name tells little, since many a word may. They are linked if something
//! else says that they are a place, a word in front (`in`, `the town of`) or their case; and where a text has said so
//! once, it is the same place wherever they stand again.

use std::ops::Range;

use super::caseless::is_caseless;
use super::skeletons::WordSkeletons;
use super::{Unlisted, is_word};
use crate::fold::folded;
use crate::gazetteer::{Entity, EntityType, Name};
use crate::inflect::{Bases, endings};
use crate::matcher::annotation::{Evidence, Reason};
use crate::matcher::authority;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{
    are_local, has_local_cases, has_local_ending_set_off, is_in_local_case, is_told_by_word,
    is_ungoverned,
};
use crate::matcher::candidate::decide::decide;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::rank;
use crate::matcher::objection::{Surroundings, Unspaced};
use crate::matcher::parts::{self, Query, Search};
use crate::matcher::scan::memory::mix;
use crate::matcher::words;
use crate::text::{Flags, Joint, Token, base_language};

/// Letters of the shortest name that is looked up.
const SHORTEST: usize = 4;
/// Words of the longest.
const MOST_WORDS: usize = 4;
/// Places that are looked at for one name.
const MOST_PLACES: usize = 32;
/// Tells the words that are no place from those that are nobody.
const NO_PLACE: u64 = 0x706C_6163;

/// The matches of runs of capitalised words that are no match, going by `covered`, nor single words
/// of one against which there is something.
pub(super) fn find<'m>(
    text: &mut Unlisted<'_, 'm>,
    covered: &[bool],
    objected: &[bool],
) -> Vec<Match<'m>> {
    // What stands in front is a word of some language.
    if text.lang.is_empty() {
        return Vec::new();
    }
    let (mut found, mut untold) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < text.tokens.len() {
        let run = at..run_end(text, at);
        at = run.end.max(at + 1);
        for run in readings(text, run) {
            if !may_be_name(text, &run) || is_covered(&run, covered, objected) {
                continue;
            }
            if !may_be_told(text, &run) {
                untold.push(run);
            } else if let Some(m) = look_up(text, run).filter(|m| is_told(text, m)) {
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

/// Where a run of capitalised words that begins at a token ends; in scripts without capitals, behind the two words
/// that a word in front tells of.
fn run_end(text: &Unlisted<'_, '_>, start: usize) -> usize {
    let token = &text.tokens[start];
    if is_caseless(token) {
        if !is_told_by_word(&stretch(text, &(start..start + 1)), text.lang) {
            return start;
        }
        let next = text.tokens.get(start + 1);
        let two = next.is_some_and(|next| is_caseless(next) && next.joint == Joint::Space);
        return start + 1 + usize::from(two);
    }
    if !is_proper(token) || is_word(token, text.lang) {
        return start;
    }
    let goes_on =
        |token: &&Token| !matches!(token.joint, Joint::Hard | Joint::DotSpace) && is_proper(token);
    start + 1 + text.tokens[start + 1..].iter().take_while(goes_on).count()
}

/// What of a run may be a name, the longest first: all of it, or where no capitals tell its end its first word.
fn readings(
    text: &Unlisted<'_, '_>,
    run: Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<> {
    let one = run.len() > 1 && is_caseless(&text.tokens[run.start]);
    let first = one.then_some(run.start..run.start + 1);
    [Some(run), first].into_iter().flatten()
}

fn is_proper(token: &Token) -> bool {
    token.has(Flags::CAPITAL) || token.has(Flags::DIGIT)
}

/// Whether a run may be the name of a place: some words, not all of the language, to which no hyphen joins others.
fn may_be_name(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let tokens = &text.tokens[run.clone()];
    let is_name =
        |token: &Token| is_caseless(token) || token.has(Flags::CAPITAL) && token.has(Flags::LOWER);
    let letters = |token: &Token| text.run.text[token.span()].chars().count();
    let is_hyphenated = |at: usize| {
        let token = text.tokens.get(at);
        token.is_some_and(|token| token.joint == Joint::Hyphen)
    };
    let joined = |token: &Token| matches!(token.joint, Joint::Space | Joint::Hyphen);
    (1..=MOST_WORDS).contains(&tokens.len())
        && tokens.iter().all(is_name)
        && tokens[1..].iter().all(joined)
        && tokens.iter().map(letters).sum::<usize>() >= SHORTEST
        && !is_hyphenated(run.start)
        && !is_hyphenated(run.end)
        && !tokens.iter().all(|token| words::is_any(token, text.lang))
}

/// Whether a run is taken by a match, or is one word against which something was said.
fn is_covered(run: &Range<usize>, covered: &[bool], objected: &[bool]) -> bool {
    covered[run.clone()].contains(&true) || run.len() == 1 && objected[run.start]
}

/// Whether something may say that a run is a place: what stands in front, or an ending.
fn may_be_told(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let stretch = stretch(text, run);
    is_told_by_word(&stretch, text.lang)
        || has_local_ending_set_off(&stretch, text.lang)
        || may_be_in_local_case(text, run)
}

fn may_be_in_local_case(text: &Unlisted<'_, '_>, run: &Range<usize>) -> bool {
    let Some(endings) = endings(text.lang).filter(|_| has_local_cases(text.lang)) else {
        return false;
    };
    let last = &text.tokens[run.end - 1];
    let mut bases = Bases::default();
    endings.bases(&folded(text.run.text, last), false, &mut bases);
    bases
        .iter()
        .any(|(_, base)| are_local(base.cases, text.lang))
}

fn is_told(text: &Unlisted<'_, '_>, m: &Match<'_>) -> bool {
    let stretch = Stretch::new(text.run.text, text.tokens, m.first, m.last);
    is_told_by_word(&stretch, text.lang) || is_in_local_case(&stretch, &m.candidates[0], text.lang)
}

fn objection(text: &Unlisted<'_, '_>, m: &Match<'_>, covered: &[bool]) -> Option<Reason> {
    let stretch = Stretch::new(text.run.text, text.tokens, m.first, m.last);
    let cases = m.candidates[0].cases;
    if cases.is_some_and(|cases| is_ungoverned(&stretch, cases, text.lang)) {
        return Some(Reason::Doubtful);
    }
    Surroundings {
        stretch: &stretch,
        chunk: Unspaced::default().chunk(&stretch),
        candidates: &m.candidates,
        lang: text.lang,
        covered,
        layers: &text.matcher.layers,
    }
    .objection()
}

fn stretch<'s>(text: &Unlisted<'s, '_>, run: &Range<usize>) -> Stretch<'s> {
    let last = run.end - 1;
    Stretch::new(text.run.text, text.tokens, run.start as u32, last as u32)
}

/// The place that is called so, if it is sure which.
fn look_up<'m>(text: &mut Unlisted<'_, 'm>, run: Range<usize>) -> Option<Match<'m>> {
    let tokens = text.tokens[run.clone()].iter();
    let hash = tokens.fold(NO_PLACE, |hash, token| mix(hash, token.hash));
    if text.in_vain.has(hash) {
        return None;
    }
    let found = places(text, run).filter(|m| decide(&m.candidates).is_ok());
    if found.is_none() {
        text.in_vain.add(hash);
    }
    found
}

fn places<'m>(text: &mut Unlisted<'_, 'm>, run: Range<usize>) -> Option<Match<'m>> {
    let span = stretch(text, &run).span();
    let name = &text.run.text[span.clone()];
    let places = places_with(text, run.clone())?;
    if places.iter().all(Vec::is_empty) {
        return None;
    }
    let layers = &text.matcher.layers;
    let query = Query::of(EntityType::Place, name, text.lang)?;
    let mut candidates = parts::among(layers, &places, text.people, &query, Search::Quick);
    authority::hear(layers, name, text.lang, 1.0, &mut candidates);
    rank(&mut candidates);
    let best = candidates.first()?;
    let of_language = |own: &Name<'_>| base_language(own.lang) == base_language(text.lang);
    let is_other =
        best.evidence != Evidence::Authority && authority::lists(layers, name, text.lang);
    if is_other || !text.is_called_so(best, name, of_language) {
        return None;
    }
    const KEPT: usize = 5;
    candidates.truncate(KEPT);
    Some(Match {
        first: run.start as u32,
        last: run.end as u32 - 1,
        span: text.run.start + span.start..text.run.start + span.end,
        candidates,
        objection: None,
        settled: false,
    })
}

/// The places of each gazetteer that have a name of words like these.
fn places_with<'m>(text: &mut Unlisted<'_, 'm>, run: Range<usize>) -> Option<Vec<Vec<Entity<'m>>>> {
    let mut words: Vec<WordSkeletons> = Vec::new();
    for token in &text.tokens[run.clone()] {
        let folded = || folded(text.run.text, token);
        words.push(text.skeletons.of(token.hash, text.lang, folded)?);
    }
    let tokens = &text.tokens[run];
    let one = match tokens {
        [_] => words[0].clone(),
        _ => {
            let hash = tokens
                .iter()
                .fold(NO_PLACE, |hash, token| mix(hash, token.hash));
            let whole = || {
                tokens
                    .iter()
                    .map(|token| folded(text.run.text, token))
                    .collect()
            };
            text.skeletons.of(hash, text.lang, whole)?
        }
    };
    let gazetteers = text.matcher.gazetteers().iter();
    gazetteers
        .map(|gazetteer| gazetteer.places_with(&words, &one, MOST_PLACES))
        .collect()
}
