//! People in running text by the words of their names: without the patronymic
//! or a middle name that is listed, with an initial for the given name, with
//! the family name in front, inflected.
//!
//! Each word of a run of capitalised words is looked up in the index of name
//! parts, as it stands and as the bases of its endings; a name is a candidate
//! for a stretch of the run if its given name and family name are there and
//! every word of the stretch is a word of it.

use std::collections::HashMap;

use super::annotation::{Candidate, Evidence, Tier};
use super::candidate::rank;
use super::layers::Layers;
use super::matched::Match;
use super::person_name::{PersonName, Role, is_particle, is_vowel};
use super::words::{self, Class};
use super::{Matcher, Run};
use crate::fold::fold_token;
use crate::gazetteer::{EntityType, Gazetteer, NameKind, Part, PartList};
use crate::inflect::{Bases, Cases, endings};
use crate::text::{Flags, Joint, Token, tokenize};

/// No run of more words is one name.
const MOST_WORDS: usize = 7;
/// A word that more names have is only asked whether it is in one that another word gives.
const FREQUENT: usize = 2_000;

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

fn folded(text: &str, token: &Token) -> String {
    let mut word = String::new();
    fold_token(&text[token.span()], &mut |c| word.push(c));
    word
}

/// A word of the text, and the lists of names that have it.
struct Word<'m> {
    token: usize,
    folded: String,
    initial: bool,
    /// Of each gazetteer: names with a form of the word, what the form costs, its cases if it is a base.
    lists: Vec<(usize, PartList<'m>, f32, Option<Cases>)>,
}

struct Search<'m, 't> {
    layers: &'m Layers,
    text: &'t str,
    lang: &'t str,
    tokens: &'t [Token],
    words: Vec<Word<'m>>,
}

/// How a word of the text is read as a word of a name.
#[derive(Clone, Copy, Debug)]
struct Reading {
    /// Which word of the text.
    word: usize,
    position: usize,
    cost: f32,
    cases: Option<Cases>,
    romanized: bool,
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
            self.words.push(Word {
                token,
                folded,
                initial,
                lists,
            });
        }
    }

    /// The stretches that are names, with the candidates for each.
    fn stretches(
        &self,
        enough: fn(&Fit<'_>) -> bool,
    ) -> HashMap<(usize, usize), Vec<Candidate<'m>>> {
        let mut by_stretch: HashMap<(usize, usize), Vec<Candidate<'m>>> = HashMap::new();
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
            span.start -= 1;
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
        let mut by_name: HashMap<u32, Vec<Reading>> = HashMap::new();
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
            for part in rarest.iter().flat_map(|(_, (_, list, ..))| list.iter()) {
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
        let initials = self.words.iter().any(|word| word.initial);
        by_name
            .retain(|_, readings| initials || readings.iter().any(|r| r.word != readings[0].word));
        by_name.into_iter().collect()
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
        let fit = Fit::of(&person, &self.words, readings).filter(enough)?;
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

/// What a listed patronymic costs that is not in the text, and so on.
const NO_PATRONYMIC: f32 = 0.02;
const NO_MIDDLE: f32 = 0.15;
const NO_PARTICLE: f32 = 0.1;
/// A given name in a case and a family name as listed: `Daniela Nowak` is hardly Daniel Nowak.
pub(super) const HALF_INFLECTED: f32 = 0.35;
const NO_GIVEN: f32 = 0.5;
const NO_HALF: f32 = 0.3;
const INITIAL: f32 = 0.1;
const EXTRA_INITIAL: f32 = 0.1;
const FAMILY_FIRST: f32 = 0.05;

/// Whether the given name and the family name are there.
fn is_full_name(fit: &Fit<'_>) -> bool {
    fit.has(Role::Given) && has_family_name(fit)
}

fn has_family_name(fit: &Fit<'_>) -> bool {
    fit.has(Role::Family) || (fit.has(Role::Middle) && fit.person.words.len() > 3)
}

/// A stretch of words read as a person's name.
struct Fit<'p> {
    person: &'p PersonName,
    /// Of each word of the name, the word of the text that stands for it.
    used: Vec<Option<usize>>,
    first: usize,
    last: usize,
    cost: f32,
    cases: Option<Cases>,
    romanized: bool,
}

impl<'p> Fit<'p> {
    fn of(person: &'p PersonName, words: &[Word<'_>], readings: &[Reading]) -> Option<Fit<'p>> {
        let mut fit = Fit {
            person,
            used: vec![None; person.words.len()],
            first: 0,
            last: 0,
            cost: 0.0,
            cases: None,
            romanized: false,
        };
        let mut taken = vec![false; words.len()];
        let mut readings = readings.to_vec();
        readings.sort_by(|a, b| {
            a.cost
                .total_cmp(&b.cost)
                .then((a.word, a.position).cmp(&(b.word, b.position)))
        });
        for reading in &readings {
            let slot = fit.used.get_mut(reading.position)?;
            if slot.is_some() || taken[reading.word] {
                continue;
            }
            let agreed = match (fit.cases, reading.cases) {
                (cases, None) => cases,
                (None, cases) => cases,
                (Some(a), Some(b)) => match a.agree(b) {
                    Some(both) => Some(both),
                    None => continue,
                },
            };
            *slot = Some(reading.word);
            taken[reading.word] = true;
            fit.cases = agreed;
            // The words of a name are inflected alike: one ending bears out the other.
            fit.cost = if reading.cases.is_some() && fit.cost > 0.0 {
                fit.cost.max(reading.cost) + 0.03
            } else {
                fit.cost + reading.cost
            };
            fit.romanized |= reading.romanized;
        }
        fit.initials(words, &mut taken);
        let used = || fit.used.iter().flatten().copied();
        (fit.first, fit.last) = (used().min()?, used().max()?);
        fit.leftovers(words, &taken)?;
        fit.missing();
        if fit.cases.is_some() && fit.is_half_inflected(&readings) {
            fit.cost += HALF_INFLECTED;
        }
        Some(fit)
    }

    /// Initials stand for the words of the name that are not otherwise in the text.
    fn initials(&mut self, words: &[Word<'_>], taken: &mut [bool]) {
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.initial) {
            let fits = |n: &usize| {
                let role = self.person.roles[*n];
                self.used[*n].is_none()
                    && matches!(role, Role::Given | Role::Middle | Role::Patronymic)
                    && self.person.words[*n].starts_with(word.folded.as_str())
            };
            if let Some(n) = (0..self.used.len()).find(fits) {
                self.used[n] = Some(at);
                taken[at] = true;
                self.cost += INITIAL;
            }
        }
    }

    fn has(&self, role: Role) -> bool {
        (0..self.used.len()).any(|n| self.person.roles[n] == role && self.used[n].is_some())
    }

    /// Whether the given name is inflected by taking a vowel for a woman's ending, and the family name stands as listed.
    fn is_half_inflected(&self, readings: &[Reading]) -> bool {
        let inflected = |role: Role| {
            (0..self.used.len())
                .filter(|n| self.person.roles[*n] == role)
                .any(|n| {
                    let read = |r: &&Reading| r.position == n && Some(r.word) == self.used[n];
                    readings
                        .iter()
                        .find(read)
                        .is_some_and(|r| r.cases.is_some())
                })
        };
        let family = self
            .person
            .words
            .iter()
            .zip(&self.person.roles)
            .rfind(|(_, role)| **role == Role::Family);
        let declines =
            family.is_some_and(|(word, _)| word.chars().last().is_some_and(|c| !is_vowel(c)));
        declines && inflected(Role::Given) && !inflected(Role::Family)
    }

    /// Words of the stretch that are no part of the name: an initial that is not listed costs, anything else forbids.
    fn leftovers(&mut self, words: &[Word<'_>], taken: &[bool]) -> Option<()> {
        for at in self.first..=self.last {
            match taken[at] {
                true => {}
                false
                    if words[at].initial
                        && self
                            .person
                            .roles
                            .iter()
                            .all(|role| matches!(role, Role::Given | Role::Family)) =>
                {
                    self.cost += EXTRA_INITIAL;
                }
                false if is_particle(&words[at].folded) => self.cost += NO_PARTICLE,
                false => return None,
            }
        }
        // An initial in front belongs to the name, and contradicts this one.
        let contradicted = self.first > 0 && words[self.first - 1].initial;
        (!contradicted).then_some(())
    }

    /// Adds the cost of what is listed and not in the text, and of another order.
    fn missing(&mut self) {
        for n in (0..self.used.len()).filter(|n| self.used[*n].is_none()) {
            let half = (0..self.used.len())
                .any(|other| self.used[other].is_some() && self.person.same_piece(n, other));
            self.cost += match self.person.roles[n] {
                _ if half => NO_HALF,
                Role::Patronymic => NO_PATRONYMIC,
                Role::Particle => NO_PARTICLE,
                Role::Family => NO_HALF,
                Role::Middle => NO_MIDDLE,
                Role::Given => NO_GIVEN,
            };
        }
        let order: Vec<usize> = self.used.iter().flatten().copied().collect();
        let comma = self.person.given().is_some_and(|given| given > 0);
        if !order.is_sorted() && !comma {
            self.cost += FAMILY_FIRST;
        }
    }
}
