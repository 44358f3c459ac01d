//! People in running text by the words of their names: without the patronymic
//! or a middle name that is listed, with an initial for the given name, with
//! the family name in front, inflected.
//!
//! Each word of a run of capitalised words is looked up in the index of name
//! parts, as it stands and as the bases of its endings; a name is a candidate
//! for a stretch of the run if its given name and family name are there and
//! every word of the stretch is a word of it.

use std::collections::BTreeMap;

use super::annotation::{Candidate, Evidence, Tier};
use super::candidate::rank;
use super::fit::{Fit, Reading, Written, has_family_name, is_full_name};
use super::layers::Layers;
use super::matched::Match;
use super::person_name::{PersonName, is_particle};
use super::words::{self, Class};
use super::{Matcher, Run};
use crate::fold::folded;
use crate::gazetteer::{EntityType, Gazetteer, NameKind, Part, PartList};
use crate::inflect::{Bases, Cases, endings};
use crate::text::{Flags, Joint, Token, tokenize};

/// No run of more words is one name.
const MOST_WORDS: usize = 7;
/// A word that more names have is only asked whether it is in one that another word gives.
const FREQUENT: usize = 2_000;
/// Names that are looked at for one run of words.
const MOST_NAMES: usize = 10_000;

/// Adds the matches of people found by the words of their names.
pub(super) fn add<'m>(
    matcher: &'m Matcher,
    run: Run<'_>,
    lang: &str,
    tokens: &[Token],
    matches: &mut Vec<Match<'m>>,
) {
    let mut at = 0;
    while at < tokens.len() {
        let end = stretch_end(run.text, tokens, lang, at);
        if end - at >= 2 {
            let mut search = Search {
                layers: &matcher.layers,
                text: run.text,
                lang,
                tokens,
                words: Vec::new(),
                written: Vec::new(),
            };
            search.read(at, end);
            for ((first, last), candidates) in search.stretches(is_full_name) {
                matches.push(search.found(run.start, first, last, candidates));
            }
        }
        at = end.max(at + 1);
    }
}

/// The people whose name the whole of `name` is, some words left out: the
/// patronymic, a middle name, or the given name if nobody else has the family name.
pub(super) fn of_name<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    if tokens.is_empty() || tokens.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut search = Search {
        layers,
        text: name,
        lang,
        tokens: &tokens,
        words: Vec::new(),
        written: Vec::new(),
    };
    search.read(0, tokens.len());
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
        token.has(Flags::CAPITAL)
            && !token.has(Flags::VOID)
            && (token.has(Flags::SINGLE) || !words::is(token, lang, Class::Function))
            && !words::is(token, lang, Class::Title)
    };
    if !opens(start) {
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
            is_particle(&folded(text, token))
                && tokens
                    .get(end + 1)
                    .is_some_and(|next| next.has(Flags::CAPITAL))
        };
        if !joined || !(opens(end) || particle()) {
            break;
        }
        end += 1;
    }
    end
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

/// Where a word of the text stands, and the lists of names that have it.
struct Word<'m> {
    token: usize,
    /// Of each gazetteer: names with a form of the word, what the form costs, its cases if it is a base.
    lists: Vec<(usize, PartList<'m>, f32, Option<Cases>)>,
}

struct Search<'m, 't> {
    layers: &'m Layers,
    text: &'t str,
    lang: &'t str,
    tokens: &'t [Token],
    words: Vec<Word<'m>>,
    written: Vec<Written>,
}

impl<'m> Search<'m, '_> {
    fn read(&mut self, start: usize, end: usize) {
        let endings = endings(self.lang);
        let mut bases = Bases::default();
        for token in start..end {
            let folded = folded(self.text, &self.tokens[token]);
            let mut lists = Vec::new();
            let initial = self.tokens[token].has(Flags::SINGLE);
            if !initial {
                for (layer, gazetteer) in self.layers.gazetteers().iter().enumerate() {
                    lists.extend(list(gazetteer, &folded).map(|list| (layer, list, 0.0, None)));
                }
                if let Some(endings) = endings {
                    endings.bases(&folded, false, &mut bases);
                    for (form, base) in bases
                        .iter()
                        .filter(|(form, base)| form.len() > 2 && base.types.has(EntityType::Person))
                    {
                        for (layer, gazetteer) in self.layers.gazetteers().iter().enumerate() {
                            lists.extend(
                                list(gazetteer, form)
                                    .map(|list| (layer, list, base.cost, Some(base.cases))),
                            );
                        }
                    }
                }
            }
            self.words.push(Word { token, lists });
            self.written.push(Written { folded, initial });
        }
    }

    /// The stretches that are names, with the candidates for each.
    fn stretches(
        &self,
        enough: fn(&Fit<'_>) -> bool,
    ) -> BTreeMap<(usize, usize), Vec<Candidate<'m>>> {
        let mut by_stretch: BTreeMap<(usize, usize), Vec<Candidate<'m>>> = BTreeMap::new();
        for (layer, gazetteer) in self.layers.gazetteers().iter().enumerate() {
            for (name, readings) in self.readings(layer) {
                if let Some((stretch, candidate)) =
                    self.weigh(gazetteer, layer, name, &readings, enough)
                {
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
        let (first, last) = (self.words[first].token, self.words[last].token);
        let mut span = self.tokens[first].span().start..self.tokens[last].span().end;
        if self.tokens[first..=last]
            .iter()
            .skip(1)
            .any(|token| token.joint == Joint::Hard)
        {
            // The bracket is part of it: `[Vladimir] Putin`.
            span.start -= usize::from(self.text[..span.start].ends_with('['));
        }
        Match {
            first: first as u32,
            last: last as u32,
            span: span.start + start..span.end + start,
            candidates,
            objection: None,
            settled: false,
        }
    }

    /// For each name that two words of the text may be of, how they are read.
    fn readings(&self, layer: usize) -> Vec<(u32, Vec<Reading>)> {
        let lists = |frequent: bool| {
            let all = self
                .words
                .iter()
                .enumerate()
                .flat_map(|(at, word)| word.lists.iter().map(move |list| (at, list)));
            all.filter(move |(_, (own, list, ..))| {
                *own == layer && (list.len() > FREQUENT) == frequent
            })
        };
        let reading = |word: usize, part: Part, cost: f32, cases: Option<Cases>| Reading {
            word,
            position: part.position.into(),
            cost: cost + f32::from(part.cost) / 100.0,
            cases,
            romanized: part.cost > 0,
        };
        let mut by_name: BTreeMap<u32, Vec<Reading>> = BTreeMap::new();
        for (word, (_, list, cost, cases)) in lists(false) {
            for part in list.iter() {
                by_name
                    .entry(part.name)
                    .or_default()
                    .push(reading(word, part, *cost, *cases));
            }
        }
        if by_name.is_empty() {
            // All are frequent: the names of the rarest are asked for the others.
            let rarest = lists(true).min_by_key(|(_, (_, list, ..))| list.len());
            let common = rarest.iter().flat_map(|(_, (_, list, ..))| list.iter());
            for part in common.take(MOST_NAMES) {
                by_name.entry(part.name).or_default();
            }
        }
        for (word, (_, list, cost, cases)) in lists(true) {
            for (name, readings) in &mut by_name {
                readings.extend(
                    list.of_name(*name)
                        .map(|part| reading(word, part, *cost, *cases)),
                );
            }
        }
        // One word is enough by itself, or beside an initial; of several words two must be there.
        let one = self.words.len() == 1 || self.written.iter().any(|word| word.initial);
        let several = |readings: &[Reading]| readings.iter().any(|r| r.word != readings[0].word);
        by_name.retain(|_, readings| !readings.is_empty() && (one || several(readings)));
        let mut likely: Vec<(u32, Vec<Reading>)> = by_name.into_iter().collect();
        likely.truncate(MOST_NAMES);
        likely
    }

    /// The stretch of the text that is this name, if its given and family name are there.
    fn weigh(
        &self,
        gazetteer: &'m Gazetteer,
        layer: usize,
        name: u32,
        readings: &[Reading],
        enough: fn(&Fit<'_>) -> bool,
    ) -> Option<((usize, usize), Candidate<'m>)> {
        let listed = gazetteer.name_at(name)?;
        let entity = gazetteer.entity_of(&listed);
        if entity.entity_type != EntityType::Person
            || matches!(listed.kind, NameKind::Demonym | NameKind::Designation)
        {
            return None;
        }
        let person = PersonName::of(&listed);
        let fit = Fit::of(&person, &self.written, readings).filter(enough)?;
        let Fit {
            first,
            last,
            cost,
            cases,
            romanized,
            ..
        } = fit;
        let surface = self.tokens[self.words[first].token].span().start
            ..self.tokens[self.words[last].token].span().end;
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
            },
        ))
    }
}

fn list<'m>(gazetteer: &'m Gazetteer, form: &str) -> Option<PartList<'m>> {
    let output = gazetteer.part_index()?.get(form.as_bytes())?;
    Some(gazetteer.part_list(output.value()))
}
