//! People in running text by the words of their names: without the patronymic
//! or a middle name that is listed, with an initial for the given name, with
//! the family name in front, inflected.
//!
//! Each word of a run of capitalised words is looked up in the index of name
//! parts, as it stands and as the bases of its endings; a name is a candidate
//! for a stretch of the run if its given name and family name are there and
//! every word of the stretch is a word of it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::other_name::is_somebody_else;
use crate::fold::folded;
use crate::gazetteer::{EntityType, NameKind, PartList};
use crate::matcher::annotation::{Candidate, Evidence, Tier};
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::rank;
use crate::matcher::layers::Layers;
use crate::matcher::person_name::fit::{Fit, Reading, Written, has_family_name, is_full_name};
use crate::matcher::person_name::{PersonName, is_particle_token};
use crate::matcher::scan::vocabulary::{Listed, Vocabulary};
use crate::matcher::words::{self, Class};
use crate::matcher::{Matcher, Run};
use crate::text::{Flags, Joint, Token, tokenize};

/// No run of more words is one name.
const MOST_WORDS: usize = 7;
/// A word that more names have is only asked whether it is in one that another word gives.
const FREQUENT: usize = 2_000;
/// Names that are looked at for one run of words.
const MOST_NAMES: usize = 10_000;

/// Adds the matches of people found by the words of their names.
pub(in crate::matcher) fn add<'m>(
    matcher: &'m Matcher,
    run: Run<'_>,
    lang: &str,
    tokens: &[Token],
    vocabulary: &mut Vocabulary,
    matches: &mut Vec<Match<'m>>,
) {
    let mut search = Search::new(&matcher.layers, run.text, lang, tokens);
    let mut at = 0;
    while at < tokens.len() {
        let end = stretch_end(run.text, tokens, lang, at);
        if end - at >= 2 {
            search.read(at..end, vocabulary);
            for ((first, last), candidates) in search.stretches(is_full_name) {
                matches.push(search.found(run.start, first, last, candidates));
            }
        }
        at = end.max(at + 1);
    }
}

/// The people whose name the whole of `name` is, some words left out: the
/// patronymic, a middle name, or the given name if nobody else has the family name.
pub(in crate::matcher) fn of_name<'m>(
    layers: &'m Layers,
    name: &str,
    lang: &str,
) -> Vec<Candidate<'m>> {
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    if tokens.is_empty() || tokens.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut search = Search::new(layers, name, lang, &tokens);
    search.read(0..tokens.len(), &mut Vocabulary::default());
    let enough = if tokens.len() == 1 {
        has_family_name
    } else {
        is_full_name
    };
    search
        .stretches(enough)
        .remove(&(0, tokens.len() - 1))
        .unwrap_or_default()
}

/// Where a run of words that may be one person's name ends.
fn stretch_end(text: &str, tokens: &[Token], lang: &str, start: usize) -> usize {
    let opens = |at: usize| {
        let token = &tokens[at];
        let beside = match token.has(Flags::SINGLE) {
            true => &[Class::Title][..],
            false => &[Class::Title, Class::Function],
        };
        token.has(Flags::CAPITAL)
            && !token.has(Flags::VOID)
            && !words::is_one_of(token, lang, beside)
    };
    // A letter that is a word too begins a name if it has its stop: `И Трамп`.
    let first = &tokens[start];
    let is_word = first.has(Flags::SINGLE)
        && words::is(first, lang, Class::Function)
        && !text[first.span().end..].starts_with('.');
    if !opens(start) || is_word {
        return start;
    }
    let mut end = start + 1;
    while end < tokens.len() && end - start < MOST_WORDS {
        let token = &tokens[end];
        let joined = match token.joint {
            Joint::Space | Joint::Line | Joint::Hyphen => true,
            Joint::Dot | Joint::DotSpace => tokens[end - 1].has(Flags::SINGLE),
            Joint::Hard => is_bracketed(text, &tokens[start..=end]),
            _ => false,
        };
        let particle = || {
            is_particle_token(token)
                && tokens
                    .get(end + 1)
                    .is_some_and(|next| next.has(Flags::CAPITAL))
        };
        if !joined || !(opens(end) || particle()) {
            break;
        }
        end += 1;
    }
    // The first letter of `N'Tam` is no initial.
    let is_cut = tokens
        .get(end)
        .is_some_and(|next| next.joint == Joint::Apostrophe);
    match is_cut && tokens[end - 1].has(Flags::SINGLE) {
        true => (end - 1).max(start),
        false => end,
    }
}

/// `[Vladimir] Putin`: the bracket that an editor put around the first word closes before the last.
fn is_bracketed(text: &str, tokens: &[Token]) -> bool {
    let [first, .., before, last] = tokens else {
        let [first, last] = tokens else { return false };
        return text[..first.span().start].ends_with('[')
            && text[first.span().end..last.span().start].trim_end() == "]";
    };
    text[..first.span().start].ends_with('[')
        && text[before.span().end..last.span().start].trim_end() == "]"
}

/// A list of names that have a word of the run.
struct List<'m> {
    /// Which word of the run.
    word: usize,
    names: PartList<'m>,
    listed: Listed,
}

struct Search<'m, 't> {
    layers: &'m Layers,
    text: &'t str,
    lang: &'t str,
    tokens: &'t [Token],
    /// The tokens of the run that is looked at.
    run: Range<usize>,
    lists: Vec<List<'m>>,
}

impl<'m, 't> Search<'m, 't> {
    fn new(
        layers: &'m Layers,
        text: &'t str,
        lang: &'t str,
        tokens: &'t [Token],
    ) -> Search<'m, 't> {
        Search {
            layers,
            text,
            lang,
            tokens,
            run: 0..0,
            lists: Vec::new(),
        }
    }

    /// Turns to a run of words.
    fn read(&mut self, run: Range<usize>, vocabulary: &mut Vocabulary) {
        self.lists.clear();
        for (word, token) in self.tokens[run.clone()].iter().enumerate() {
            if !token.has(Flags::SINGLE) {
                let listed = vocabulary.lists(self.layers, self.text, token, self.lang);
                self.lists.extend(listed.iter().map(|listed| List {
                    word,
                    names: listed.names(self.layers),
                    listed: *listed,
                }));
            }
        }
        self.run = run;
    }

    /// Whether a letter without a full stop is a word where all are in capitals: Spanish `MARTÍNEZ Y SUS AMIGOS`.
    fn is_word_in_capitals(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let mut others = self.tokens[self.run.clone()]
            .iter()
            .filter(|other| !other.has(Flags::SINGLE));
        words::is(token, self.lang, Class::Function)
            && !self.text[token.span().end..].starts_with('.')
            && others.all(|other| other.is_in_capitals())
    }

    fn written(&self) -> Vec<Written> {
        let written = |at: usize| {
            let token = &self.tokens[at];
            // `Sulla e Trump`: a small letter is a word.
            let is_small = token.has(Flags::LOWER) && !token.has(Flags::CAPITAL);
            let initial = token.has(Flags::SINGLE) && !is_small && !self.is_word_in_capitals(at);
            let behind = at > self.run.start && self.tokens[at - 1].has(Flags::SINGLE);
            Written {
                folded: folded(self.text, token),
                initial,
                goes_on: initial && behind && token.joint == Joint::Dot,
            }
        };
        self.run.clone().map(written).collect()
    }

    /// The stretches that are names, with the candidates for each.
    fn stretches(
        &self,
        enough: fn(&Fit<'_>) -> bool,
    ) -> BTreeMap<(usize, usize), Vec<Candidate<'m>>> {
        let mut by_stretch: BTreeMap<(usize, usize), Vec<Candidate<'m>>> = BTreeMap::new();
        let mut written = Vec::new();
        for layer in 0..self.layers.gazetteers().len() {
            for name in self.names(layer) {
                if written.is_empty() {
                    written = self.written();
                }
                let found = self.weigh(layer, name, &written, enough);
                if let Some((stretch, candidate)) = found {
                    by_stretch.entry(stretch).or_default().push(candidate);
                }
            }
        }
        by_stretch.values_mut().for_each(rank);
        by_stretch
    }

    fn found(
        &self,
        start: usize,
        first: usize,
        last: usize,
        candidates: Vec<Candidate<'m>>,
    ) -> Match<'m> {
        let (first, last) = (self.run.start + first, self.run.start + last);
        let mut span = self.tokens[first].span().start..self.tokens[last].span().end;
        if self.tokens[first..=last]
            .iter()
            .skip(1)
            .any(|token| token.joint == Joint::Hard)
        {
            // The bracket is part of it: `[Vladimir] Putin`.
            span.start -= usize::from(self.text[..span.start].ends_with('['));
        }
        // So is the stop of initials behind the family name: `Putin V.V.`
        let ends_in_initial = first < last && self.tokens[last].has(Flags::SINGLE);
        span.end += usize::from(ends_in_initial && self.text[span.end..].starts_with('.'));
        Match::new(
            (first, last),
            span.start + start..span.end + start,
            candidates,
        )
    }

    /// The names that two words of the run may be of; one is enough if it is all, or stands beside an initial.
    fn names(&self, layer: usize) -> Vec<u32> {
        let initial = |token: &Token| token.has(Flags::SINGLE);
        let one = self.run.len() == 1 || self.tokens[self.run.clone()].iter().any(initial);
        let lists: Vec<&List<'_>> = self
            .lists
            .iter()
            .filter(|list| list.listed.layer() == layer)
            .collect();
        let mut names = Vec::new();
        if one {
            let rare = |list: &&&List<'_>| list.names.len() <= FREQUENT;
            let mut rare: Vec<&List<'_>> = lists.iter().filter(rare).copied().collect();
            if rare.is_empty() {
                rare.extend(lists.iter().min_by_key(|list| list.names.len()).copied());
            }
            let all = rare.iter().flat_map(|list| list.names.iter());
            names.extend(all.take(MOST_NAMES).map(|part| part.name));
        } else {
            for (at, list) in lists.iter().enumerate() {
                for other in lists[at + 1..]
                    .iter()
                    .filter(|other| other.word != list.word)
                {
                    list.names.in_both(other.names, MOST_NAMES, &mut names);
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        names.truncate(MOST_NAMES);
        names
    }

    /// How the words of the run may be read as words of a name.
    fn readings(&self, layer: usize, name: u32) -> Vec<Reading> {
        let lists = self.lists.iter();
        let own = lists.filter(|list| list.listed.layer() == layer);
        let readings = own.flat_map(|list| {
            list.names.of_name(name).map(|part| Reading {
                word: list.word,
                position: part.position.into(),
                cost: list.listed.cost + f32::from(part.cost) / 100.0,
                cases: list.listed.cases,
                romanized: part.cost > 0,
            })
        });
        readings.collect()
    }

    /// Whether a word behind one of the run may be of the same name, and is not the missing one with an ending: `Kim Jong-kook`,
    /// who is not Kim Jong Un, for all that `Kim Jong Una` is.
    fn goes_on(&self, last: usize, missing: Option<&String>, written: &[Written]) -> bool {
        let next = self.run.start + last + 1;
        let hyphen = |token: &Token| token.joint == Joint::Hyphen && token.has(Flags::LOWER);
        match written.get(last + 1) {
            Some(word) => {
                let bent = missing.is_some_and(|last| word.folded.starts_with(last.as_str()));
                !bent && !words::is_any(&self.tokens[next], self.lang)
            }
            None => self.tokens.get(next).is_some_and(hyphen),
        }
    }

    /// The stretch of the text that is this name, if its given and family name are there.
    fn weigh(
        &self,
        layer: usize,
        name: u32,
        written: &[Written],
        enough: fn(&Fit<'_>) -> bool,
    ) -> Option<((usize, usize), Candidate<'m>)> {
        let gazetteer = &self.layers.gazetteers()[layer];
        if gazetteer.type_of_name(name) != Some(EntityType::Person) {
            return None;
        }
        let listed = gazetteer.name_at(name)?;
        if matches!(listed.kind, NameKind::Demonym | NameKind::Designation) {
            return None;
        }
        let person = PersonName::of(&listed);
        let fit = Fit::of(&person, written, self.readings(layer, name)).filter(enough)?;
        if fit.lacks_words() && self.goes_on(fit.last, person.words.last(), written) {
            return None;
        }
        let Fit {
            first,
            last,
            cost,
            cases,
            romanized,
            ..
        } = fit;
        let words = &self.tokens[self.run.clone()];
        let surface = words[first].span().start..words[last].span().end;
        let entity = gazetteer.entity_of(&listed);
        if romanized && cases.is_none() {
            let own = written[first..=last].iter();
            let own: Vec<String> = own.map(|word| word.folded.clone()).collect();
            if is_somebody_else(&own, &entity, &listed, self.lang, self.layers) {
                return None;
            }
        }
        if &self.text[surface] == listed.text {
            // The scan has found it.
            return None;
        }
        let tier = match cases {
            _ if romanized => Tier::Romanized,
            Some(_) => Tier::Inflected,
            None => Tier::Folded,
        };
        Some((
            (first, last),
            Candidate {
                entity: self.layers.merged(entity),
                name: listed,
                tier,
                cases,
                evidence: Evidence::Words,
                cost,
                score: (-cost).exp(),
                layer,
                has_namesakes: false,
            },
        ))
    }
}
