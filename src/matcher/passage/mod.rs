//! From the hits in one run of text to its matches: candidates of hits (`hits`), matches that overlap
//! (`overlap`, `cut`), and what the text says for and against each, people whom it mentions (`mentioned`) among it.

mod cut;
mod foreign;
mod hits;
mod mentioned;
mod overlap;

use super::annotation::{Evidence, Reason};
use super::article::scheme::Doubts;
use super::authority::Bearers;
use super::beside;
use super::beside::dateline::keep_towns;
use super::beside::person::is_country_of_somebody;
use super::beside::stretch::Passage;
use super::candidate;
use super::candidate::matched::{Match, covered};
use super::candidate::speaker::Speakers;
use super::namesakes::clubs::Clubs;
use super::namesakes::division;
use super::namesakes::gloss;
use super::namesakes::listed_together::are_listed_together;
use super::namesakes::neighbours;
use super::namesakes::person_or_place;
use super::namesakes::regions;
use super::namesakes::rivers;
use super::namesakes::same_signs::{keep_at_home, keep_own_signs};
use super::namesakes::told::spelled_so;
use super::objection::{
    Surroundings, Unspaced, is_in_firms_name, is_joined_by_dot, is_strange, may_be_bent,
    stands_alone,
};
use super::scan::Hit;
use super::size::{GREAT_CITY, is_little_town, is_small};
use super::unlisted::persons;
use super::unlisted::{self, Unlisted};
use super::words;
use super::{Matcher, Run, Scratch};
use crate::EntityType;
use crate::gazetteer::{Entity, NameKind};
use crate::text::{Flags, Joint};
use foreign::is_exonym;
use hits::Found;
use mentioned::MentionedPeople;
pub use overlap::OverlapPolicy;

/// The matches of one run of text, in order, overlaps decided, and what is left in doubt for its spelling.
pub(super) fn matches<'m>(
    matcher: &'m Matcher,
    run: Run<'_>,
    lang: &str,
    scratch: &mut Scratch,
) -> (Vec<Match<'m>>, Doubts<'m>) {
    let tokens = &scratch.tokens;
    let passage = Passage::new(run, tokens, lang, &matcher.layers);
    let known = (&mut scratch.speakers, &mut scratch.bearers);
    let mut matches = listed(matcher, passage, &mut scratch.hits, known);
    persons::add(
        matcher,
        run,
        lang,
        tokens,
        &mut scratch.vocabulary,
        &mut matches,
    );
    merge_same_stretch(&mut matches);
    cut::drop_cut(&mut matches, passage);
    overlap::reduce(&mut matches, matcher.policy);
    passage.object(&mut matches);
    overlap::let_parts_stand(&mut matches, matcher.policy);
    division::settle(&mut matches, passage);
    rivers::settle(&mut matches, passage);
    neighbours::settle(&mut matches, passage);
    gloss::settle(&mut matches, passage);
    gloss::object(&mut matches, passage);
    let mut doubts = Doubts::default();
    if matcher.spellings {
        let text = Unlisted {
            matcher,
            run,
            lang,
            tokens,
            in_vain: &mut scratch.runs,
            words: &mut scratch.words,
            people: &mut scratch.people,
            places: &mut scratch.places,
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
    passage: Passage<'_>,
    hits: &mut [Hit],
    (speakers, bearers): (&mut Speakers, &mut Bearers),
) -> Vec<Match<'m>> {
    let (mut matches, mut elsewhere) = (Vec::new(), Vec::new());
    hits.sort_unstable_by_key(|hit| (hit.first, hit.last, hit.layer));
    for group in hits.chunk_by(|a, b| (a.first, a.last) == (b.first, b.last)) {
        let (first, last) = (group[0].first, group[0].last);
        let stretch = passage.stretch(first as usize, last as usize);
        if !stretch.on_boundaries() {
            continue;
        }
        match hits::of_hits(matcher, &stretch, group, (&mut *speakers, &mut *bearers)) {
            Found::Elsewhere => elsewhere.push((first, last)),
            Found::Listed(candidates) if candidates.is_empty() => {}
            Found::Listed(candidates) => matches.push(passage.found(&stretch, candidates)),
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

/// Whether it is no town, or a great city.
fn is_well_known(entity: &Entity<'_>) -> bool {
    entity.entity_type != EntityType::Place
        || entity.weight >= GREAT_CITY
        || entity.level().is_some()
}

impl Passage<'_> {
    /// Notes what the surroundings say against each match.
    fn object(&self, matches: &mut [Match<'_>]) {
        let (mut people, mut clubs) = (MentionedPeople::default(), Clubs::default());
        self.object_by_words(matches, &mut people, &mut clubs);
        self.object_by_text(matches, &people, &clubs);
        self.object_to_pieces(matches);
        self.object_to_languages(matches);
        self.object_to_doubtful(matches);
    }

    /// Of each token, whether it is part of a match that a capitalised neighbour is no part of.
    fn covered(&self, matches: &[Match<'_>]) -> Vec<bool> {
        let alone = |m: &&Match<'_>| m.first < m.last || stands_alone(&m.candidates);
        let mut covered = covered(matches.iter().filter(alone), self.tokens.len());
        for pair in matches.windows(2).filter(|pair| self.are_ends(pair)) {
            covered[pair[0].first as usize..=pair[1].last as usize].fill(true);
        }
        covered
    }

    /// The same with a country whose somebody is, `президент Украины Зеленский`, and a place that somebody is in:
    /// `Bayramov Brüsseldə`.
    fn covered_widely(&self, matches: &[Match<'_>], mut covered: Vec<bool>) -> Vec<bool> {
        let beside_somebody = |m: &&Match<'_>| {
            let (stretch, best) = (self.of_match(m), &m.candidates[0]);
            is_country_of_somebody(&stretch, best) || beside::is_in_local_case(&stretch, best)
        };
        for m in matches.iter().filter(beside_somebody) {
            covered[m.words()].fill(true);
        }
        covered
    }

    /// `Wien–Graz`, `India-Pakistan`: two places with no more than a dash between, that of a way from one to the
    /// other; with a hyphen, two countries or two great cities that no name stands in front of.
    fn are_ends(&self, pair: &[Match<'_>]) -> bool {
        let is_place = |m: &Match<'_>| {
            let best = &m.candidates[0];
            best.mention_type() == EntityType::Place
        };
        let (before, behind) = (&pair[0], &pair[1]);
        before.last + 1 == behind.first && is_place(before) && is_place(behind) && {
            let (from, to) = (before.last as usize, behind.first as usize);
            let between = &self.text[self.tokens[from].span().end..self.tokens[to].span().start];
            between == "–" || self.tokens[to].joint == Joint::Hyphen && self.are_alike(pair)
        }
    }

    fn are_alike(&self, pair: &[Match<'_>]) -> bool {
        let [of_first, of_second] = [0, 1].map(|at| pair[at].candidates[0].entity);
        let first = pair[0].first as usize;
        let named = first.checked_sub(1).is_some_and(|at| {
            let before = &self.tokens[at];
            self.tokens[first].joint == Joint::Space
                && before.is_capitalised()
                && !words::is_any(before, self.lang)
        });
        let is_city = |entity: &Entity<'_>| entity.level().is_none() && entity.weight >= GREAT_CITY;
        !named
            && (of_first.is_country() && of_second.is_country()
                || is_city(&of_first) && is_city(&of_second))
    }

    /// Goes by the words around each, and hears of people and clubs.
    fn object_by_words<'m>(
        &self,
        matches: &mut [Match<'m>],
        people: &mut MentionedPeople,
        clubs: &mut Clubs<'m>,
    ) {
        let lang = self.lang;
        let narrowly = self.covered(matches);
        let covered = self.covered_widely(matches, narrowly.clone());
        let mut unspaced = Unspaced::default();
        for m in matches {
            let stretch = self.of_match(m);
            if regions::is_country_in_dateline(&stretch, &m.candidates) {
                m.candidates.remove(0);
            }
            keep_towns(&stretch, &mut m.candidates);
            keep_own_signs(stretch.surface(), &mut m.candidates);
            keep_at_home(lang, &mut m.candidates);
            let surroundings = Surroundings {
                stretch: &stretch,
                chunk: unspaced.chunk(&stretch),
                candidates: &m.candidates,
                covered: match is_well_known(&m.candidates[0].entity) {
                    true => &covered,
                    false => &narrowly,
                },
            };
            m.strange = is_strange(&stretch, &m.candidates[0]);
            m.placed = m.first == m.last
                && (m.strange
                    || is_small(&m.candidates[0].entity)
                    || !stretch.here().has(Flags::CASED))
                && (beside::is_behind_telling_word(&stretch)
                    || beside::is_in_local_case(&stretch, &m.candidates[0])
                        && (!m.strange || may_be_bent(&stretch, &m.candidates[0])));
            let best = &m.candidates[0];
            m.exonym_of =
                (m.placed && beside::is_behind_telling_word(&stretch) && is_exonym(&stretch, best))
                    .then_some(best.entity.id);
            m.objection = surroundings.objection();
            if m.objection.is_none() {
                clubs.hear_listed(m);
            }
            if m.objection.is_none() && (clubs.hear(&stretch, m) || people.hear(&stretch, m)) {
                m.objection = Some(Reason::PartOfLongerName);
            } else if m.first < m.last && m.objection.is_none() {
                people.add_listed(&stretch, m);
            } else if m.objection == Some(Reason::PartOfLongerName)
                && m.candidates[0].name.kind != NameKind::Demonym
            {
                people.add_unlisted(&stretch, m);
            }
        }
    }

    /// Goes by the people and clubs of whom the text tells elsewhere.
    fn object_by_text<'m>(
        &self,
        matches: &mut [Match<'m>],
        people: &MentionedPeople,
        clubs: &Clubs<'m>,
    ) {
        for m in matches.iter_mut().filter(|m| m.objection.is_none()) {
            let stretch = self.of_match(m);
            // `of Burton` may well be he whom the text calls `Nick Burton`.
            let told = || match people.knows(&stretch, m) && is_little_town(&m.candidates[0].entity)
            {
                true => beside::is_behind_telling_word(&stretch),
                false => beside::is_behind_place_word(&stretch),
            };
            let person = people.has(&stretch, m) && !told();
            if person || (m.first == m.last && clubs.has(&stretch, m)) {
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
            if is_place && is_joined_by_dot(&self.of_match(m), alone) {
                matches[at].objection = Some(Reason::PartOfLongerName);
            } else if is_place
                && m.objection.is_none()
                && m.candidates[0].entity.level().is_none()
                && is_in_firms_name(&self.of_match(m), alone)
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
            .map(|m| is_adjective(m) && beside::is_language(&self.of_match(m)))
            .collect();
        for at in (1..matches.len()).rev() {
            let (before, behind) = (&matches[at - 1], &matches[at]);
            let (last, first) = (before.last as usize, behind.first as usize);
            languages[at - 1] |=
                languages[at] && is_adjective(before) && are_listed_together(*self, last, first);
        }
        for (m, _) in matches.iter_mut().zip(languages).filter(|(_, yes)| *yes) {
            m.objection = Some(Reason::PartOfLongerName);
        }
    }

    /// What may as well be a person is no place, nor a common word a name.
    fn object_to_doubtful(&self, matches: &mut [Match<'_>]) {
        let doubtful = person_or_place::doubtful(matches, *self);
        for (m, _) in matches.iter_mut().zip(doubtful).filter(|(_, yes)| *yes) {
            let stretch = self.of_match(m);
            let spelled = spelled_so(&stretch, m);
            m.objection = Some(match person_or_place::is_common(&stretch, spelled) {
                true => Reason::CommonWord,
                false => Reason::PersonOrPlace,
            });
        }
    }
}
