//! From the hits in one run of text to its matches: candidates of hits (`hits`), matches that overlap
//! (`overlap`, `cut`), and what the text says for and against each.

mod cut;
mod foreign;
mod hits;
mod overlap;

use std::collections::{HashMap, HashSet};

use super::annotation::{Evidence, Reason};
use super::article::scheme::Doubts;
use super::beside;
use super::beside::dateline::keep_towns;
use super::beside::person::{self, GREAT_CITY};
use super::beside::stretch::Stretch;
use super::candidate;
use super::candidate::matched::Match;
use super::layers::Layers;
use super::namesakes::clubs::Clubs;
use super::namesakes::division;
use super::namesakes::home::keep_at_home;
use super::namesakes::neighbours;
use super::namesakes::person_or_place::{self, are_listed_together, is_little_town};
use super::namesakes::regions;
use super::namesakes::rivers;
use super::objection::{Surroundings, Unspaced, is_in_firms_name, is_joined_by_dot, stands_alone};
use super::person_name::PersonName;
use super::unlisted::persons;
use super::unlisted::{self, Unlisted};
use super::{Matcher, Run, Scratch};
use crate::EntityType;
use crate::fold::{folded, key};
use crate::gazetteer::NameKind;
use crate::text::Token;
use hits::Found;
pub use overlap::OverlapPolicy;

/// The matches of one run of text, in order, overlaps decided, and what is left in doubt for its spelling.
pub(super) fn matches<'m>(
    matcher: &'m Matcher,
    run: Run<'_>,
    lang: &str,
    scratch: &mut Scratch,
) -> (Vec<Match<'m>>, Doubts<'m>) {
    let mut matches = listed(matcher, run, lang, scratch);
    let tokens = &scratch.tokens;
    persons::add(
        matcher,
        run,
        lang,
        tokens,
        &mut scratch.vocabulary,
        &mut matches,
    );
    merge_same_stretch(&mut matches);
    cut::drop_cut(&mut matches, run.text, tokens);
    overlap::reduce(&mut matches, matcher.policy);
    let passage = Passage {
        text: run.text,
        tokens,
        lang,
        layers: &matcher.layers,
    };
    passage.object(&mut matches);
    overlap::let_parts_stand(&mut matches, matcher.policy);
    division::settle(&mut matches, run.text, tokens, lang);
    rivers::settle(&mut matches, run.text, tokens, lang);
    neighbours::settle(&mut matches, run.text, run.start, lang);
    let mut doubts = Doubts::default();
    if matcher.spellings {
        let text = Unlisted {
            matcher,
            run,
            lang,
            tokens,
            in_vain: &mut scratch.runs,
            people: &mut scratch.people,
            skeletons: &mut scratch.skeletons,
            doubts: &mut doubts,
        };
        unlisted::add(text, &mut matches);
    }
    (matches, doubts)
}

/// The matches of what is listed, on the boundaries of names.
fn listed<'m>(
    matcher: &'m Matcher,
    run: Run<'_>,
    lang: &str,
    scratch: &mut Scratch,
) -> Vec<Match<'m>> {
    let tokens = &scratch.tokens;
    let (mut matches, mut elsewhere) = (Vec::new(), Vec::new());
    scratch
        .hits
        .sort_unstable_by_key(|hit| (hit.first, hit.last, hit.layer));
    for group in scratch
        .hits
        .chunk_by(|a, b| (a.first, a.last) == (b.first, b.last))
    {
        let stretch = Stretch::new(run.text, tokens, group[0].first, group[0].last);
        if !stretch.on_boundaries() {
            continue;
        }
        let (first, last) = (group[0].first, group[0].last);
        match hits::of_hits(matcher, &stretch, group, lang, &mut scratch.bearers) {
            Found::Elsewhere => elsewhere.push((first, last)),
            Found::Listed(candidates) if candidates.is_empty() => {}
            Found::Listed(candidates) => {
                let span = stretch.span();
                let span = span.start + run.start..span.end + run.start;
                matches.push(Match {
                    first,
                    last,
                    span,
                    candidates,
                    objection: None,
                    settled: false,
                });
            }
        }
    }
    drop_parts_of(&elsewhere, &mut matches);
    matches
}

/// Drops what only the authority lists within a longer name that it lists for something else: `Irlande` in
/// `Irlande du Nord`. The longer names are in the order of their places.
fn drop_parts_of(longer: &[(u32, u32)], matches: &mut Vec<Match<'_>>) {
    let (mut ahead, mut reach) = (longer.iter().peekable(), None);
    matches.retain(|m| {
        while let Some((_, last)) = ahead.next_if(|(first, _)| *first <= m.first) {
            reach = reach.max(Some(*last));
        }
        // What begins behind them all ends before none of them.
        let within = reach.is_some_and(|reach| m.last <= reach);
        !within || m.candidates[0].evidence != Evidence::Authority
    });
}

/// Makes one match of those that cover the same words.
fn merge_same_stretch(matches: &mut Vec<Match<'_>>) {
    matches.sort_by_key(|m| (m.first, m.last));
    matches.dedup_by(|later, earlier| {
        let same = (later.first, later.last) == (earlier.first, earlier.last);
        if same {
            earlier.candidates.append(&mut later.candidates);
            candidate::rank(&mut earlier.candidates);
        }
        same
    });
}

/// The words of a run of text, and what tells of them.
struct Passage<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lang: &'a str,
    layers: &'a Layers,
}

impl<'a> Passage<'a> {
    fn stretch(&self, m: &Match<'_>) -> Stretch<'a> {
        Stretch::new(self.text, self.tokens, m.first, m.last)
    }

    /// Notes what the surroundings say against each match.
    fn object(&self, matches: &mut [Match<'_>]) {
        let (mut people, mut clubs) = (Heard::default(), Clubs::default());
        self.object_by_words(matches, &mut people, &mut clubs);
        self.object_by_text(matches, &people, &clubs);
        self.object_to_pieces(matches);
        self.object_to_languages(matches);
        self.object_to_doubtful(matches);
    }

    /// Goes by the words around each, and hears of people and clubs.
    fn object_by_words<'m>(
        &self,
        matches: &mut [Match<'m>],
        people: &mut Heard,
        clubs: &mut Clubs<'m>,
    ) {
        let (lang, layers) = (self.lang, self.layers);
        let covered = covered(matches, self.tokens.len());
        let mut unspaced = Unspaced::default();
        for m in matches {
            let stretch = self.stretch(m);
            if regions::is_country_in_dateline(&stretch, &m.candidates) {
                m.candidates.remove(0);
            }
            keep_towns(&stretch, lang, &mut m.candidates);
            keep_at_home(lang, &mut m.candidates);
            let surroundings = Surroundings {
                stretch: &stretch,
                chunk: unspaced.chunk(&stretch),
                candidates: &m.candidates,
                lang,
                covered: &covered,
                layers,
            };
            m.objection = surroundings.objection();
            if m.objection.is_none() && clubs.hear(&stretch, m, lang, layers) {
                m.objection = Some(Reason::PartOfLongerName);
            } else if m.first < m.last && m.objection.is_none() {
                people.add_listed(&stretch, m);
            } else if m.objection == Some(Reason::PartOfLongerName)
                && m.candidates[0].name.kind != NameKind::Demonym
            {
                people.add_unlisted(&stretch, m, lang, layers);
            }
        }
    }

    /// Goes by the people and clubs of whom the text tells elsewhere.
    fn object_by_text<'m>(&self, matches: &mut [Match<'m>], people: &Heard, clubs: &Clubs<'m>) {
        let lang = self.lang;
        for m in matches.iter_mut().filter(|m| m.objection.is_none()) {
            let stretch = self.stretch(m);
            // `of Burton` may well be he whom the text calls `Nick Burton`.
            let told = match people.knows(&stretch, m) && is_little_town(&m.candidates[0].entity) {
                true => beside::is_told_by_word(&stretch, lang),
                false => beside::is_behind_place_word(&stretch, lang),
            };
            let person = people.has(&stretch, m) && !told;
            if person || (m.first == m.last && clubs.has(&stretch, m, lang, self.layers)) {
                m.objection = Some(Reason::PartOfLongerName);
            }
        }
    }

    /// A place that a dot or `&` joins to a word that is no match is a piece of something else.
    fn object_to_pieces(&self, matches: &mut [Match<'_>]) {
        for at in 0..matches.len() {
            let m = &matches[at];
            let before = at.checked_sub(1).map(|at| matches[at].last + 1);
            let behind = matches.get(at + 1).map(|next| next.first);
            let alone = (before != Some(m.first), behind != Some(m.last + 1));
            let is_place = m.candidates[0].entity.entity_type == EntityType::Place;
            if is_place && is_joined_by_dot(&self.stretch(m), alone) {
                matches[at].objection = Some(Reason::PartOfLongerName);
            } else if is_place
                && m.objection.is_none()
                && m.candidates[0].entity.level().is_none()
                && is_in_firms_name(&self.stretch(m), alone, self.lang)
            {
                matches[at].objection = Some(Reason::CompanyName);
            }
        }
    }

    /// The adjectives of `на русском и английском языках` tell of languages.
    fn object_to_languages(&self, matches: &mut [Match<'_>]) {
        let is_adjective =
            |m: &Match<'_>| m.first == m.last && m.candidates[0].name.kind == NameKind::Demonym;
        let mut languages: Vec<bool> = matches
            .iter()
            .map(|m| is_adjective(m) && beside::is_language(&self.stretch(m), self.lang))
            .collect();
        for at in (1..matches.len()).rev() {
            let (before, behind) = (&matches[at - 1], &matches[at]);
            let (last, first) = (before.last as usize, behind.first as usize);
            languages[at - 1] |= languages[at]
                && is_adjective(before)
                && are_listed_together(self.text, self.tokens, last, first, self.lang);
        }
        for (m, _) in matches.iter_mut().zip(languages).filter(|(_, yes)| *yes) {
            m.objection = Some(Reason::PartOfLongerName);
        }
    }

    /// What may as well be a person is no place, nor a common word a name.
    fn object_to_doubtful(&self, matches: &mut [Match<'_>]) {
        let Passage {
            text,
            tokens,
            lang,
            layers,
        } = *self;
        let doubtful = person_or_place::doubtful(matches, text, tokens, lang, layers);
        for (m, _) in matches.iter_mut().zip(doubtful).filter(|(_, yes)| *yes) {
            let stretch = self.stretch(m);
            let spelled_so = person_or_place::spelled_so(&stretch, m, lang);
            m.objection = Some(
                match person_or_place::is_common(&stretch, spelled_so, lang) {
                    true => Reason::CommonWord,
                    false => Reason::PersonOrPlace,
                },
            );
        }
    }
}

/// Of each token, whether it is part of a match that a capitalised neighbour is no part of.
fn covered(matches: &[Match<'_>], tokens: usize) -> Vec<bool> {
    let mut covered = vec![false; tokens];
    for m in matches
        .iter()
        .filter(|m| m.first < m.last || stands_alone(&m.candidates))
    {
        covered[m.first as usize..=m.last as usize].fill(true);
    }
    covered
}

/// Words that the text has as the family name of somebody who is not listed, `Nick Burton`, or in
/// the name of somebody who is: `Наото Кан`.
#[derive(Default)]
struct Heard {
    /// Pairs of a given name and what stands behind it.
    pairs: HashSet<(String, String)>,
    /// Whether the word in front is known for a name.
    known: HashMap<String, bool>,
    listed: HashSet<String>,
}

impl Heard {
    /// What stands behind an address or a given name, or in front of a family name.
    fn add_unlisted(&mut self, stretch: &Stretch<'_>, m: &Match<'_>, lang: &str, layers: &Layers) {
        let addressed = beside::is_addressed(stretch, lang);
        let in_front = match addressed {
            true => (m.candidates[0].entity.weight < GREAT_CITY).then_some(false),
            false => person::name_in_front(stretch, lang, layers),
        };
        if m.first == m.last || addressed || in_front == Some(true) {
            self.add(stretch, m, in_front);
        }
        let pair = m.first == m.last && in_front.is_none() && !addressed;
        if pair && person::name_behind(stretch, lang, layers) {
            self.add_pair(stretch, m);
        }
    }

    fn add(&mut self, stretch: &Stretch<'_>, m: &Match<'_>, name_in_front: Option<bool>) {
        let Some(known) = name_in_front else { return };
        for word in words_of(stretch, m) {
            *self.known.entry(word).or_default() |= known;
        }
    }

    /// A given name and the word behind it, which are a person's if they stand together twice: `Asia Bibi`.
    fn add_pair(&mut self, stretch: &Stretch<'_>, m: &Match<'_>) {
        let behind = folded(stretch.text, &stretch.tokens[stretch.last + 1]);
        let [word, listed] = words_of(stretch, m);
        if !self.pairs.insert((word.clone(), behind)) {
            self.known.insert(word, true);
            self.known.insert(listed, true);
        }
    }

    /// The words of a listed name of a person, as the text has them and as they are listed.
    fn add_listed(&mut self, stretch: &Stretch<'_>, m: &Match<'_>) {
        let candidate = &m.candidates[0];
        if candidate.entity.entity_type != EntityType::Person {
            return;
        }
        let tokens = &stretch.tokens[stretch.first..=stretch.last];
        let written = tokens.iter().map(|token| folded(stretch.text, token));
        for word in written.chain(PersonName::of(&candidate.name).words) {
            self.listed.insert(word);
        }
    }

    /// Whether the text has it behind a word that is known for a given name.
    fn knows(&self, stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
        let words = words_of(stretch, m);
        words.iter().any(|word| self.known.get(word) == Some(&true))
    }

    /// Whether a place is rather that person; a large one only if the given name is known for one,
    /// and never a country, or a place of unknown size, that shares a word with somebody listed.
    fn has(&self, stretch: &Stretch<'_>, m: &Match<'_>) -> bool {
        const LARGE: f32 = 2_000_000.0;
        let entity = &m.candidates[0].entity;
        if entity.entity_type != EntityType::Place {
            return false;
        }
        let words = words_of(stretch, m);
        match words.iter().find_map(|word| self.known.get(word)) {
            Some(known) => *known || entity.weight < LARGE,
            None => {
                words.iter().any(|word| self.listed.contains(word))
                    && entity.weight > 0.0
                    && entity.weight < LARGE
                    && !entity.is_country()
            }
        }
    }
}

/// The word or words as they stand and as they are listed.
fn words_of(stretch: &Stretch<'_>, m: &Match<'_>) -> [String; 2] {
    let words = stretch.tokens[stretch.first..=stretch.last].iter();
    let written: Vec<String> = words.map(|token| folded(stretch.text, token)).collect();
    [written.join(" "), key(m.candidates[0].name.text)]
}
