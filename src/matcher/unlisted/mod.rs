//! Names in forms that nobody has listed: here people in runs of capitalised words that no listed name covers,
//! looked up by their parts, in `caseless` in words of scripts without capitals, and in `dotted` in what
//! Chinese and Japanese write with a dot; in `persons` by some of the words of their names; in `places` places.

mod caseless;
mod dotted;
mod other_name;
pub(super) mod persons;
mod place_runs;
mod places;
mod runs;
pub(super) mod skeletons;

use std::ops::Range;

use super::annotation::{Candidate, Reason, Tier};
use super::article::scheme::Doubts;
use super::candidate::decide::decide;
use super::candidate::matched::Match;
use super::parts::{self, People, Query, Search, Words};
use super::person_name::is_particle_token;
use super::scan::memory::{Memory, mix};
use super::words;
use super::{Matcher, Run};
use crate::EntityType;
use crate::fold::{folded, key};
use crate::gazetteer::{Entity, Name};
use crate::romanize::{NameWord, SHORTEST_PAIR};
use crate::text::{Dotted, Joint, Token, base_language, distance, has_capitals, script_of};
use other_name::is_somebody_else;
use runs::{NameRun, Runs};
use skeletons::{Skeletons, WordSkeletons};

/// A run of text whose names are looked for, and what is remembered of others.
pub(super) struct Unlisted<'s, 'm> {
    pub(super) matcher: &'m Matcher,
    pub(super) run: Run<'s>,
    pub(super) lang: &'s str,
    pub(super) tokens: &'s [Token],
    /// Words that were looked up in vain.
    pub(super) in_vain: &'s mut Memory,
    /// Words of names that were looked up.
    pub(super) words: &'s mut Words,
    pub(super) people: &'s mut People,
    /// The same of places, of which there are so many that people would be forgotten.
    pub(super) places: &'s mut People,
    pub(super) skeletons: &'s mut Skeletons,
    /// What is no name by itself, but may be one beside others that are spelled alike.
    pub(super) doubts: &'s mut Doubts<'m>,
}

/// Adds the matches of such runs, keeping the order of places.
pub(super) fn add<'m>(mut text: Unlisted<'_, 'm>, matches: &mut Vec<Match<'m>>) {
    let (tokens, lang) = (text.tokens, text.lang);
    let mut covered = vec![false; tokens.len()];
    for m in matches.iter().filter(|m| m.objection.is_none()) {
        covered[m.first as usize..=m.last as usize].fill(true);
    }
    let mut found = Vec::new();
    let mut at = 0;
    let runs = Runs {
        text: text.run.text,
        tokens,
        covered: &covered,
        lang,
    };
    while at < tokens.len() {
        let end = runs.end(at);
        if end - at > 1 {
            text.look_up_run(&runs, at..end, &mut found);
        }
        at = end.max(at + 1);
    }
    found.extend(caseless::find(&mut text, matches));
    found.extend(dotted::find(&mut text, &covered));
    for new in &found {
        covered[new.first as usize..=new.last as usize].fill(true);
    }
    let mut objected = vec![false; tokens.len()];
    let against = |m: &&Match<'_>| m.objection.is_some_and(|reason| reason != Reason::Obscure);
    for m in matches.iter().filter(against) {
        objected[m.first as usize..=m.last as usize].fill(true);
    }
    found.extend(places::find(&mut text, &covered, &objected));
    if found.is_empty() {
        return;
    }
    // A run that is a name stands instead of its words that were something else.
    let mut taken = vec![false; tokens.len()];
    for new in &found {
        taken[new.first as usize..=new.last as usize].fill(true);
    }
    matches.retain(|m| !taken[m.first as usize..=m.last as usize].contains(&true));
    matches.append(&mut found);
    matches.sort_by_key(|m| m.first);
}

/// Whether the run is followed by one more word that may be of the same name,
/// though it is taken for another: `Ким Чен Нама`.
fn goes_on(tokens: &[Token], lang: &str, end: usize) -> bool {
    tokens.get(end).is_some_and(|next| {
        next.joint == Joint::Hyphen
            || next.joint == Joint::Space && next.is_capitalised() && !words::is_any(next, lang)
    })
}

impl<'m> Unlisted<'_, 'm> {
    /// Looks a run up, and if it is nobody what is between its particles.
    fn look_up_run(&mut self, runs: &Runs<'_>, run: Range<usize>, found: &mut Vec<Match<'m>>) {
        let mut look_up = |run: Range<usize>| {
            let is_whole = !goes_on(self.tokens, self.lang, run.end);
            let words = runs.read(run).filter(|_| is_whole)?;
            self.look_up(&words)
        };
        match look_up(run.clone()) {
            Some(m) => found.push(m),
            None => found.extend(runs.between_particles(run).filter_map(look_up)),
        }
    }

    /// All words, or all of them but the first or last, which may belong to its neighbours: whichever is nearest to a
    /// listed name.
    fn look_up(&mut self, run: &NameRun) -> Option<Match<'m>> {
        let (tokens, lang) = (self.tokens, self.lang);
        let Range { start: first, end } = run.tokens(&(0..run.words.len()));
        // `County Rescue Squad` is nobody.
        let is_word = |token: &Token| words::is_any(token, lang);
        if tokens[first..end].iter().all(is_word) && words::have_list(base_language(lang)) {
            return None;
        }
        // Other joints do not matter: the same words are looked up the same.
        let hash = tokens[first..end].iter().fold(0, |hash, token| {
            mix(hash, token.hash ^ u64::from(token.joint == Joint::Hyphen))
        });
        if self.in_vain.has(hash) || self.doubts.again(self.run, tokens, hash, first) {
            return None;
        }
        let words: Vec<Option<WordSkeletons>> = run
            .words
            .iter()
            .map(|word| self.skeletons_of(word.tokens.clone()))
            .collect();
        // Who has no two of all words has no two of fewer.
        let mut nobody = false;
        let matches = run.windows().filter_map(|window| {
            if nobody {
                return None;
            }
            let people = self.people_of(run, &words, &window);
            nobody = window.len() == run.words.len()
                && people
                    .as_ref()
                    .is_some_and(|people| people.iter().all(Vec::is_empty));
            self.window(run.tokens(&window), people.as_deref())
        });
        let (sure, doubtful): (Vec<_>, Vec<_>) =
            matches.partition(|m| decide(&m.candidates).is_ok());
        // Of equally near ones the first, which is the longest.
        let best = sure.into_iter().reduce(|best, other| {
            if other.candidates[0].score > best.candidates[0].score {
                other
            } else {
                best
            }
        });
        // What follows a name directly is rather more of it, unless it is a word of the language.
        let whole =
            |m: &Match<'_>| m.last as usize + 1 == end || words::is_any(&tokens[end - 1], lang);
        let best = best.filter(whole);
        let doubtful = doubtful.into_iter().filter(whole);
        let (matcher, run) = (self.matcher, self.run);
        if best.is_none() && !self.doubts.keep(matcher, run, (hash, first), doubtful) {
            self.in_vain.add(hash);
        }
        best
    }

    /// The skeletons of a word of the text.
    fn skeletons_of(&mut self, tokens: Range<usize>) -> Option<WordSkeletons> {
        let tokens = &self.tokens[tokens];
        let (first, rest) = tokens.split_first()?;
        let hash = rest
            .iter()
            .fold(first.hash, |hash, token| mix(hash, token.hash));
        let folded = tokens.iter().map(|token| folded(self.run.text, token));
        self.skeletons.of(hash, self.lang, || folded.collect())
    }

    /// The people of each gazetteer whose names have two of the words of a run, two neighbours that may be written as one
    /// among them: `Zheng-xuan`, `Gholam Reza`; `None` if they are too many to look at.
    fn people_of(
        &mut self,
        run: &NameRun,
        skeletons: &[Option<WordSkeletons>],
        window: &Range<usize>,
    ) -> Option<Vec<Vec<Entity<'m>>>> {
        let is_name = |at: &usize| !run.words[*at].particle;
        let names = window.clone().filter(is_name);
        let word = |at: usize| {
            let token = &self.tokens[run.words[at].tokens.start];
            Some(NameWord {
                skeletons: skeletons[at].clone()?,
                particle: is_particle_token(token),
            })
        };
        let words: Vec<_> = names.map(word).collect::<Option<_>>()?;
        let mut people = people_with(self.matcher, &words, SHORTEST_PAIR)?;
        /// Of more words two neighbours are hardly one.
        const FEW: usize = 4;
        if (3..=FEW).contains(&window.len()) {
            let mut pairs: Vec<[WordSkeletons; 2]> = Vec::new();
            for at in window.start + 1..window.end {
                let Some(joint) = self.skeletons_of(run.tokens(&(at - 1..at + 1))) else {
                    continue;
                };
                let others = window.clone().filter(is_name);
                let others = others.filter(|other| *other != at && other + 1 != at);
                pairs.extend(
                    others.filter_map(|other| Some([joint.clone(), skeletons[other].clone()?])),
                );
            }
            add_people_with(self.matcher, &pairs, SHORTEST_PAIR, &mut people);
        }
        Some(people)
    }

    /// The match of some words, sure or not, which may be of these people of each gazetteer; of anybody if
    /// nothing is known of that.
    fn window(
        &mut self,
        Range { start: first, end }: Range<usize>,
        people: Option<&[Vec<Entity<'m>>]>,
    ) -> Option<Match<'m>> {
        let span = self.tokens[first].span().start..self.tokens[end - 1].span().end;
        let name = &self.run.text[span.clone()];
        let layers = &self.matcher.layers;
        let mut candidates = match people {
            Some(people) if people.iter().all(Vec::is_empty) => return None,
            Some(people) => {
                let query = Query::new(name, self.lang, self.words)?;
                parts::among(layers, people, self.people, &query, Search::Pairs)
            }
            // Nothing can be told of a script without skeletons, little of words that many people share.
            None => {
                let query = Query::new(name, self.lang, self.words)?;
                parts::likely(layers, &query)
            }
        };
        if !candidates.is_empty() {
            let tokens = self.tokens[first..end].iter();
            let words: Vec<String> = tokens.map(|token| folded(self.run.text, token)).collect();
            candidates.retain(|c| {
                c.tier != Tier::Romanized
                    || !is_somebody_else(&words, &c.entity, &c.name, self.lang, layers)
            });
        }
        let best = candidates.first()?;
        (best.entity.entity_type == EntityType::Person).then_some(())?;
        let is_full = |own: &Name<'_>| own.text.contains(is_gap);
        if !has_capitals(script_of(name)) && !self.is_called_so(best, name, is_full) {
            return None;
        }
        const KEPT: usize = 5;
        candidates.truncate(KEPT);
        let span = self.run.start + span.start..self.run.start + span.end;
        Some(Match::new((first, end - 1), span, candidates))
    }
}

impl Unlisted<'_, '_> {
    /// Whether an entity that is listed by such names in the script of the text is called nearly so: דוד לוי is not
    /// דוד לאו, for all that they have the same consonants. Of others nothing is known.
    fn is_called_so(
        &self,
        candidate: &Candidate<'_>,
        name: &str,
        tells: impl Fn(&Name<'_>) -> bool,
    ) -> bool {
        /// One letter in so many may be another, or of an ending.
        const LETTERS: usize = 4;
        let gazetteer = &self.matcher.layers.gazetteers()[candidate.layer];
        let script = script_of(name);
        let written = key(name);
        let letters = written.chars().count();
        let same = |own: &Name<'_>| script_of(own.text) == script && tells(own);
        let mut own = gazetteer.names(&candidate.entity).filter(same).peekable();
        match own.peek() {
            None => !self.has_another_family_name(candidate, &written),
            Some(_) => own.any(|own| distance(&key(own.text), &written) * LETTERS <= letters),
        }
    }

    /// Whether what is written last and the family name are both known, and as two names: נתן כהן is a Cohen and no
    /// Nathan Chen, for all that one may be spelled as the other.
    fn has_another_family_name(&self, candidate: &Candidate<'_>, written: &str) -> bool {
        let Some(lexicon) = self.matcher.layers.lexicon() else {
            return false;
        };
        let listed = key(candidate.name.text);
        let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
        let (Some(own), Some(written)) = (last(&listed), last(written)) else {
            return false;
        };
        let is_known = |word: &str| lexicon.groups_of(word).next().is_some();
        is_known(&own) && is_known(&written) && lexicon.share(&own, &written).is_none()
    }
}

/// What parts the words of a full name.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-' | '＝') || Dotted::by(c).is_some()
}

/// The people of each gazetteer whose names have two of the words, going by
/// their skeletons, which have `least` consonants together; `None` if they are too many to look at.
fn people_with<'m>(
    matcher: &'m Matcher,
    words: &[NameWord<WordSkeletons>],
    least: usize,
) -> Option<Vec<Vec<Entity<'m>>>> {
    const MOST: usize = 64;
    let gazetteers = matcher.gazetteers().iter();
    gazetteers
        .map(|gazetteer| gazetteer.people_with(words, least, MOST))
        .collect()
}

/// Adds the people whose names have one of these pairs of words, unless they are too many to look at.
fn add_people_with<'m>(
    matcher: &'m Matcher,
    pairs: &[[WordSkeletons; 2]],
    least: usize,
    people: &mut [Vec<Entity<'m>>],
) {
    const MOST: usize = 32;
    for (gazetteer, people) in matcher.gazetteers().iter().zip(people) {
        let more = gazetteer.people_with_pairs(pairs, least, MOST);
        for person in more.into_iter().flatten() {
            let is_known = people
                .iter()
                .any(|known| known.first_name == person.first_name);
            if !is_known {
                people.push(person);
            }
        }
    }
}
