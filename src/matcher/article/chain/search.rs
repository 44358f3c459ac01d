//! Going through a text for later mentions of the people it names in full.

use std::sync::LazyLock;

use super::forms::Forms;
use crate::fold::folded;
use crate::gazetteer::{Entity, EntityType};
use crate::inflect::{Bases, Cases, Endings};
use crate::matcher::annotation::{Candidate, Evidence, Reason, Tier};
use crate::matcher::beside::person::is_behind_another_given_name;
use crate::matcher::beside::stretch::Passage;
use crate::matcher::beside::{COMMON_DETERMINERS, is_listed, name_words};
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::prominence;
use crate::matcher::namesakes::told::is_told;
use crate::matcher::objection::is_behind_saint;
use crate::matcher::resolve::Decided;
use crate::matcher::size::is_small;
use crate::matcher::words::{self, Class};
use crate::rules::rule_rows;
use crate::text::chars::Char;
use crate::text::{Flags, Joint, base_language, script_of};

/// A factor of nearly ten in weight: a president has ten times that of his wife.
const FAR: f32 = 0.099;

/// A text, and what is looked for in it.
pub(super) struct Search<'s, 'm> {
    pub(super) passage: Passage<'s>,
    pub(super) endings: Option<&'static Endings>,
    pub(super) forms: &'s Forms<'m>,
    /// Of each token, which decision it is part of.
    pub(super) covered: &'s [Option<usize>],
}

/// How firmly a stretch stands for what it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// For one of the people that the article names in full.
    Person,
    /// For a person who is as well known as those, and not named in full; or for a place, though nothing tells.
    Rival,
    /// For something that a family name cannot outdo.
    Firm,
}

/// The people a stretch may name: who, up to which token, in which case, at what cost.
#[derive(Clone, Copy)]
struct Later {
    person: usize,
    last: usize,
    cases: Option<Cases>,
    cost: f32,
}

impl<'m> Search<'_, 'm> {
    /// The later mention that begins at a token.
    pub(super) fn at(&self, first: usize, decided: &[Decided<'m>]) -> Option<Decided<'m>> {
        let token = &self.passage.tokens[first];
        let name_like = token.has(Flags::CAPITAL) || !token.has(Flags::CASED);
        if !name_like || token.is_dense() || token.has(Flags::VOID) || token.has(Flags::SINGLE) {
            return None;
        }
        if self.is_noun(first) {
            return None;
        }
        let mut laters = self.laters(first);
        let longest = laters.iter().map(|later| later.last).max()?;
        laters.retain(|later| later.last == longest);
        let shared = laters.iter().any(|later| later.person != laters[0].person);
        let standing = (first..=longest).find_map(|at| self.standing(at, decided));
        match standing {
            // A name that is listed by itself, of two people the article has.
            Some(Standing::Person) if shared && !self.is_far_ahead(first, &laters, decided) => {}
            Some(Standing::Person | Standing::Firm) => return None,
            Some(Standing::Rival) => return Some(self.undecided(first, longest, &laters)),
            None => {}
        }
        let start = self.initials_before(first);
        let letters = self.letters(start, first);
        laters.retain(|later| {
            let initials = &self.forms.people[later.person].initials;
            // A father's name may be missing in the list, but no more.
            letters.len() <= initials.len().max(2)
                && letters
                    .first()
                    .is_none_or(|letter| initials.contains(letter))
        });
        laters.sort_by(|a, b| a.person.cmp(&b.person).then(a.cost.total_cmp(&b.cost)));
        laters.dedup_by_key(|later| later.person);
        if laters.is_empty() || self.within_other_name(start, longest) || self.is_saints(start) {
            return None;
        }
        let candidates: Vec<Candidate<'m>> =
            laters.iter().map(|later| self.candidate(later)).collect();
        Some(Decided {
            chosen: if candidates.len() == 1 {
                Ok(0)
            } else {
                Err(Reason::Ambiguous)
            },
            scheme: None,
            m: self.found(start, longest, candidates),
        })
    }

    /// `Premio Nobel de la Paz` in a text on Rodrigo Paz: a common word behind an article.
    fn is_noun(&self, first: usize) -> bool {
        let stretch = self.passage.stretch(first, first);
        let article = |at: usize| is_listed(&stretch, at, &COMMON_DETERMINERS);
        self.passage.tokens[first].joint == Joint::Space
            && words::is(stretch.here(), stretch.lang, Class::Common)
            && stretch.before().is_some_and(article)
    }

    fn laters(&self, first: usize) -> Vec<Later> {
        let mut laters = Vec::new();
        let word = self.folded(first);
        let begins = |c: char| self.forms.letters.contains(&c);
        let may_be_form = match self.endings {
            Some(endings) => endings.may_be_of(&word, begins),
            None => word.starts_with(begins),
        };
        if !may_be_form {
            return laters;
        }
        for (form, cases, cost) in self.readings(word) {
            let known = self.forms.by_first.get(&form).into_iter().flatten();
            let mans = cases.is_some() && self.is_mans(&form);
            for (rest, person) in known {
                if mans && rest.is_empty() && self.forms.people[*person].is_woman() {
                    continue;
                }
                laters.extend(self.rest(
                    first,
                    rest,
                    Later {
                        person: *person,
                        last: first,
                        cases,
                        cost,
                    },
                ));
            }
        }
        laters
    }

    /// Whether only men have their family name in a case, if it is this: `Трамп`.
    fn is_mans(&self, family_name: &str) -> bool {
        static UNDECLINED: LazyLock<Vec<&str>> = LazyLock::new(|| {
            rule_rows(include_str!("../../rules/undeclined.tsv"))
                .map(|row| row[0])
                .collect()
        });
        let last = family_name.chars().next_back();
        UNDECLINED.contains(&base_language(self.passage.lang))
            && last.is_some_and(|last| !Char::of(last).may_be_vowel())
    }

    /// The words that follow, each as it stands or inflected.
    fn rest(&self, first: usize, rest: &[String], start: Later) -> Option<Later> {
        rest.iter()
            .enumerate()
            .try_fold(start, |later, (nth, wanted)| {
                let at = first + 1 + nth;
                let joined = matches!(
                    self.passage.tokens.get(at)?.joint,
                    Joint::Space | Joint::Hyphen
                );
                let reading = self
                    .readings(self.folded(at))
                    .into_iter()
                    .find(|(form, ..)| joined && form == wanted)?;
                let cases = match (later.cases, reading.1) {
                    (Some(a), Some(b)) => Some(a.agree(b)?),
                    (a, b) => a.or(b),
                };
                Some(Later {
                    last: at,
                    cases,
                    cost: later.cost + reading.2,
                    ..later
                })
            })
    }

    fn folded(&self, at: usize) -> String {
        folded(self.passage.text, &self.passage.tokens[at])
    }

    /// A folded word as it stands, and the bases of its endings.
    fn readings(&self, folded: String) -> Vec<(String, Option<Cases>, f32)> {
        let mut bases = Bases::default();
        if let Some(endings) = self.endings {
            endings.bases(&folded, &mut bases);
        }
        // What is dearer makes a man of a woman: `Havlová` is not Havel.
        const DEAREST: f32 = 0.3;
        let inflected = bases
            .iter()
            .filter(|(_, base)| base.types.has(EntityType::Person) && base.cost < DEAREST);
        let inflected =
            inflected.map(|(form, base)| (form.to_owned(), Some(base.cases), base.cost));
        std::iter::once((folded, None, 0.0))
            .chain(inflected)
            .collect()
    }

    /// What a token already stands for, if that does not give way.
    fn standing(&self, at: usize, decided: &[Decided<'m>]) -> Option<Standing> {
        let d = &decided[self.covered[at]?];
        let entity = &d.m.candidates[d.chosen.ok()?].entity;
        if d.m.first < d.m.last {
            return Some(Standing::Firm);
        }
        if entity.entity_type != EntityType::Person {
            return match self.may_be_person(d) {
                _ if is_small(entity) => None,
                true => Some(Standing::Rival),
                false => Some(Standing::Firm),
            };
        }
        let people = || {
            self.forms
                .people
                .iter()
                .map(|person| &person.candidate.entity)
        };
        if people().any(|person| person.id == entity.id) {
            return Some(Standing::Person);
        }
        let best = people().map(prominence).fold(0.0, f32::max);
        match prominence(entity) - best {
            ahead if ahead >= FAR => Some(Standing::Firm),
            ahead if ahead > -FAR => Some(Standing::Rival),
            _ => None,
        }
    }

    /// Whether nothing beside the name of a place says that it is one: in a text on George Washington, `Washington`
    /// is he as likely as not.
    fn may_be_person(&self, d: &Decided<'_>) -> bool {
        let Some(candidate) = d.chosen.ok().map(|chosen| &d.m.candidates[chosen]) else {
            return false;
        };
        let stretch = self.passage.of_match(&d.m);
        candidate.mention_type() == EntityType::Place
            && !candidate.entity.is_country()
            && !d.m.settled
            && !is_told(&stretch, &d.m)
    }

    /// Whether the name is listed by itself for somebody far better known than the others whose it
    /// may be: beside `Hunter Biden` too, `Biden` is the president.
    fn is_far_ahead(&self, at: usize, laters: &[Later], decided: &[Decided<'m>]) -> bool {
        let here = self.covered[at].map(|at| &decided[at]);
        let entity = here.and_then(|d| Some(&d.m.candidates[d.chosen.ok()?].entity));
        let all = laters.iter();
        let mut people = all.map(|later| &self.forms.people[later.person].candidate.entity);
        entity.is_some_and(|entity| {
            let ahead = |person: &Entity<'_>| prominence(entity) - prominence(person) >= FAR;
            people.all(|person| person.id == entity.id || ahead(person))
        })
    }

    /// Two people may be meant.
    fn undecided(&self, first: usize, last: usize, laters: &[Later]) -> Decided<'m> {
        let candidates = laters.iter().map(|later| self.candidate(later)).collect();
        Decided {
            chosen: Err(Reason::Ambiguous),
            scheme: None,
            m: self.found(first, last, candidates),
        }
    }

    /// The match of the words from one to another, without the stop of a last initial.
    fn found(&self, first: usize, last: usize, candidates: Vec<Candidate<'m>>) -> Match<'m> {
        let Passage { start, tokens, .. } = self.passage;
        let span = start + tokens[first].span().start..start + tokens[last].span().end;
        Match::new((first, last), span, candidates)
    }

    /// Where the initials in front begin.
    fn initials_before(&self, first: usize) -> usize {
        let mut start = first;
        while start > 0 {
            let (before, here) = (&self.passage.tokens[start - 1], &self.passage.tokens[start]);
            // Behind a word in small letters a capital ends the sentence: `vitamin C. Putin left`.
            let behind_word = start >= 2
                && matches!(before.joint, Joint::Space | Joint::Line)
                && !self.passage.tokens[start - 2].has(Flags::CAPITAL)
                && !words::is(
                    &self.passage.tokens[start - 2],
                    self.passage.lang,
                    Class::Function,
                )
                && here.joint == Joint::DotSpace
                && start == first;
            // `M. Macron` in French, but `J. M. Barroso`.
            let outermost = start < 2 || !self.passage.tokens[start - 2].has(Flags::SINGLE);
            let initial = before.has(Flags::SINGLE)
                && before.has(Flags::CAPITAL)
                && !behind_word
                && !(outermost && words::is(before, self.passage.lang, Class::Title));
            if !(initial && matches!(here.joint, Joint::Dot | Joint::DotSpace) && first - start < 3)
            {
                break;
            }
            start -= 1;
        }
        start
    }

    fn letters(&self, start: usize, first: usize) -> Vec<char> {
        (start..first)
            .filter_map(|at| {
                folded(self.passage.text, &self.passage.tokens[at])
                    .chars()
                    .next()
            })
            .collect()
    }

    /// Whether a neighbour makes it somebody else: `Michelle Obama`, `Bush Centre`.
    fn within_other_name(&self, start: usize, last: usize) -> bool {
        let script = script_of(&self.passage.text[self.passage.tokens[last].span()]);
        let joins = |at: usize, joint: Joint| {
            let neighbour = &self.passage.tokens[at];
            matches!(joint, Joint::Space | Joint::Hyphen)
                && neighbour.is_capitalised()
                && self.covered[at].is_none()
                && !words::is_any(neighbour, self.passage.lang)
                && !words::is(neighbour, "", Class::Title)
                && script_of(&self.passage.text[neighbour.span()]) == script
        };
        let stretch = self.passage.stretch(start, last);
        let is_free = |at: usize| self.covered[at].is_none();
        if is_behind_another_given_name(&stretch, is_free) {
            return true;
        }
        // `Mary Trump` is somebody else, though `Mary` is a word of the language too.
        let is_first_name = |at: usize| {
            self.passage.tokens[start].joint == Joint::Space
                && self.passage.tokens[at].has(Flags::CAPITAL)
                && self.covered[at].is_none()
                && !words::is_beside_names(&self.passage.tokens[at], self.passage.lang)
                && name_words::is_first_name(&stretch, at)
        };
        let before = start
            .checked_sub(1)
            .is_some_and(|at| joins(at, self.passage.tokens[start].joint) || is_first_name(at));
        let after = self
            .passage
            .tokens
            .get(last + 1)
            .is_some_and(|next| joins(last + 1, next.joint));
        before || after
    }

    /// `St. Francis of Assisi` is no pope.
    fn is_saints(&self, start: usize) -> bool {
        is_behind_saint(&self.passage.stretch(start, start))
    }

    fn candidate(&self, later: &Later) -> Candidate<'m> {
        let full = self.forms.people[later.person].candidate;
        let cost = full.cost + later.cost;
        let tier = match later.cases {
            _ if full.tier > Tier::Inflected => full.tier,
            Some(_) => Tier::Inflected,
            None => Tier::Folded,
        };
        Candidate {
            tier,
            cases: later.cases,
            evidence: Evidence::Article,
            cost,
            score: (-cost).exp(),
            ..full
        }
    }
}
