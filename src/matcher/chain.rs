//! Later mentions: once an article has a person's full name, the family name by
//! itself, or with initials, is that person. Two people of one family name stay apart.

use std::collections::HashMap;

use super::Run;
use super::annotation::{Candidate, Evidence, Reason, Tier};
use super::candidate::prominence;
use super::decide::is_small;
use super::layers::Layers;
use super::matched::Match;
use super::person_name::PersonName;
use super::resolve::{self, Decided};
use super::words::{self, Class};
use crate::fold::folded;
use crate::gazetteer::{EntityType, Name};
use crate::inflect::{Bases, Cases, Endings, endings};
use crate::rules::rule_rows;
use crate::text::{Flags, Joint, Token, script_of};

/// A person whom the article names in full.
struct Person<'m> {
    candidate: Candidate<'m>,
    /// First letters of the words that are not the family name.
    initials: Vec<char>,
}

/// What later mentions may be: the first word of each form, with the rest and whose it is.
#[derive(Default)]
struct Forms<'m> {
    people: Vec<Person<'m>>,
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

/// Adds the later mentions of the people that are decided for already.
pub(super) fn add<'m>(
    layers: &'m Layers,
    run: Run<'_>,
    lang: &str,
    tokens: &[Token],
    decided: &mut Vec<Decided<'m>>,
) {
    let forms = Forms::of(layers, run, lang, tokens, decided);
    if forms.people.is_empty() {
        return;
    }
    let mut covered = vec![None; tokens.len()];
    for (at, d) in decided.iter().enumerate().filter(|(_, d)| d.chosen.is_ok()) {
        covered[d.m.first as usize..=d.m.last as usize].fill(Some(at));
    }
    let search = Search {
        run,
        lang,
        tokens,
        endings: endings(lang),
        forms: &forms,
        covered: &covered,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let later = search.at(at, decided);
        at = later.as_ref().map_or(at, |later| later.m.last as usize) + 1;
        found.extend(later);
    }
    if found.is_empty() {
        return;
    }
    resolve::replace(decided, found, tokens.len());
}

impl<'m> Forms<'m> {
    fn of(
        layers: &'m Layers,
        run: Run<'_>,
        lang: &str,
        tokens: &[Token],
        decided: &[Decided<'m>],
    ) -> Forms<'m> {
        let mut forms = Forms::default();
        for d in decided {
            let Ok(chosen) = d.chosen else { continue };
            let candidate = d.m.candidates[chosen];
            if d.m.first == d.m.last || candidate.entity.entity_type != EntityType::Person {
                continue;
            }
            let surface: Vec<String> = (d.m.first..=d.m.last)
                .map(|at| folded(run.text, &tokens[at as usize]))
                .collect();
            let person = match forms
                .people
                .iter()
                .position(|p| p.candidate.entity.id == candidate.entity.id)
            {
                Some(known) => known,
                None => {
                    forms.people.push(Person {
                        candidate,
                        initials: Vec::new(),
                    });
                    forms.people.len() - 1
                }
            };
            let as_listed = PersonName::of(&candidate.name);
            // Later mentions may be spelled as the language has it, whatever name was found first.
            let usual = layers.canonical_of(&candidate.entity, lang);
            let usual = usual.map(|name| PersonName::of(&name));
            if let Some(usual) = usual.filter(|usual| usual.is_spelling_of(&as_listed)) {
                forms.add(person, &usual, None);
            }
            let listed_so = as_listed.words.iter().any(|word| surface.contains(word))
                || candidate.tier == Tier::Inflected;
            if listed_so {
                forms.add(person, &as_listed, candidate.entity.country().as_deref());
            } else {
                // Spelled in another way than listed: as the text has it.
                let text = &run.text
                    [tokens[d.m.first as usize].span().start..tokens[d.m.last as usize].span().end];
                forms.add(
                    person,
                    &PersonName::of(&Name {
                        text,
                        ..candidate.name
                    }),
                    None,
                );
            }
        }
        forms
    }

    fn add(&mut self, person: usize, name: &PersonName, country: Option<&str>) {
        let given = name.given();
        let initials = name
            .words
            .iter()
            .enumerate()
            .filter(|(at, _)| !name.is_family(*at));
        self.people[person]
            .initials
            .extend(initials.filter_map(|(_, word)| word.chars().next()));
        let by_given_name = country.is_some_and(|country| BY_GIVEN_NAME.contains(&country));
        let given = given
            .filter(|_| by_given_name)
            .map(|at| &name.words[at..=at]);
        for form in name.family_forms().into_iter().chain(given) {
            if form.iter().map(|word| word.chars().count()).max() < Some(SHORTEST) {
                continue;
            }
            let known = self.by_first.entry(form[0].clone()).or_default();
            let new = (form[1..].to_vec(), person);
            if !known.contains(&new) {
                known.push(new);
            }
        }
    }
}

/// A family name of fewer letters is not told from other words.
const SHORTEST: usize = 3;

/// Countries in which people are called by their given name.
static BY_GIVEN_NAME: std::sync::LazyLock<Vec<&str>> = std::sync::LazyLock::new(|| {
    rule_rows(include_str!("rules/by_given_name.tsv"))
        .map(|row| row[0])
        .collect()
});

struct Search<'s, 'm> {
    run: Run<'s>,
    lang: &'s str,
    tokens: &'s [Token],
    endings: Option<&'static Endings>,
    forms: &'s Forms<'m>,
    /// Of each token, which decision it is part of.
    covered: &'s [Option<usize>],
}

/// How firmly a stretch stands for what it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// For one of the people that the article names in full.
    Person,
    /// For a person who is as well known as those, and not named in full.
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
    fn at(&self, first: usize, decided: &[Decided<'m>]) -> Option<Decided<'m>> {
        let token = &self.tokens[first];
        let name_like = token.has(Flags::CAPITAL) || !token.has(Flags::CASED);
        if !name_like || token.is_dense() || token.has(Flags::VOID) || token.has(Flags::SINGLE) {
            return None;
        }
        let mut laters = self.laters(first);
        let longest = laters.iter().map(|later| later.last).max()?;
        laters.retain(|later| later.last == longest);
        let shared = laters.iter().any(|later| later.person != laters[0].person);
        let standing = (first..=longest).find_map(|at| self.standing(at, decided));
        match standing {
            // A name that is listed by itself, of two people the article has.
            Some(Standing::Person) if shared => {}
            Some(Standing::Person | Standing::Firm) => return None,
            Some(Standing::Rival) => return Some(self.undecided(first, longest, &laters)),
            None => {}
        }
        let start = self.initials_before(first);
        let letters = self.letters(start, first);
        laters.retain(|later| {
            letters
                .first()
                .is_none_or(|letter| self.forms.people[later.person].initials.contains(letter))
        });
        laters.sort_by(|a, b| a.person.cmp(&b.person).then(a.cost.total_cmp(&b.cost)));
        laters.dedup_by_key(|later| later.person);
        if laters.is_empty() || self.within_other_name(start, longest) {
            return None;
        }
        let candidates: Vec<Candidate<'m>> =
            laters.iter().map(|later| self.candidate(later)).collect();
        let span = self.tokens[start].span().start..self.tokens[longest].span().end;
        Some(Decided {
            chosen: if candidates.len() == 1 {
                Ok(0)
            } else {
                Err(Reason::Ambiguous)
            },
            m: Match {
                first: start as u32,
                last: longest as u32,
                span: span.start + self.run.start..span.end + self.run.start,
                candidates,
                objection: None,
                settled: false,
            },
        })
    }

    fn laters(&self, first: usize) -> Vec<Later> {
        let mut laters = Vec::new();
        for (form, cases, cost) in self.readings(first) {
            for (rest, person) in self.forms.by_first.get(&form).into_iter().flatten() {
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

    /// The words that follow, each as it stands or inflected.
    fn rest(&self, first: usize, rest: &[String], start: Later) -> Option<Later> {
        rest.iter()
            .enumerate()
            .try_fold(start, |later, (nth, wanted)| {
                let at = first + 1 + nth;
                let joined = matches!(self.tokens.get(at)?.joint, Joint::Space | Joint::Hyphen);
                let reading = self
                    .readings(at)
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

    /// A word as it stands, and the bases of its endings.
    fn readings(&self, at: usize) -> Vec<(String, Option<Cases>, f32)> {
        let folded = folded(self.run.text, &self.tokens[at]);
        let mut bases = Bases::default();
        if let Some(endings) = self.endings {
            endings.bases(&folded, false, &mut bases);
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
            return (!is_small(entity)).then_some(Standing::Firm);
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
        /// A factor of ten in weight.
        const FAR: f32 = 0.1;
        let best = people().map(prominence).fold(0.0, f32::max);
        match prominence(entity) - best {
            ahead if ahead >= FAR => Some(Standing::Firm),
            ahead if ahead > -FAR => Some(Standing::Rival),
            _ => None,
        }
    }

    /// Two people may be meant.
    fn undecided(&self, first: usize, last: usize, laters: &[Later]) -> Decided<'m> {
        let span = self.tokens[first].span().start..self.tokens[last].span().end;
        Decided {
            chosen: Err(Reason::Ambiguous),
            m: Match {
                first: first as u32,
                last: last as u32,
                span: span.start + self.run.start..span.end + self.run.start,
                candidates: laters.iter().map(|later| self.candidate(later)).collect(),
                objection: None,
                settled: false,
            },
        }
    }

    /// Where the initials in front begin.
    fn initials_before(&self, first: usize) -> usize {
        let mut start = first;
        while start > 0 {
            let (before, here) = (&self.tokens[start - 1], &self.tokens[start]);
            // Behind a word in small letters a capital ends the sentence: `vitamin C. Putin left`.
            let behind_word = start >= 2
                && matches!(before.joint, Joint::Space | Joint::Line)
                && !self.tokens[start - 2].has(Flags::CAPITAL)
                && !words::is(&self.tokens[start - 2], self.lang, Class::Function)
                && here.joint == Joint::DotSpace
                && start == first;
            // `M. Macron` in French, but `J. M. Barroso`.
            let outermost = start < 2 || !self.tokens[start - 2].has(Flags::SINGLE);
            let initial = before.has(Flags::SINGLE)
                && before.has(Flags::CAPITAL)
                && !behind_word
                && !(outermost && words::is(before, self.lang, Class::Title));
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
            .filter_map(|at| folded(self.run.text, &self.tokens[at]).chars().next())
            .collect()
    }

    /// Whether a neighbour makes it somebody else: `Michelle Obama`, `Bush Centre`.
    fn within_other_name(&self, start: usize, last: usize) -> bool {
        let script = script_of(&self.run.text[self.tokens[last].span()]);
        let joins = |at: usize, joint: Joint| {
            let neighbour = &self.tokens[at];
            matches!(joint, Joint::Space | Joint::Hyphen)
                && neighbour.has(Flags::CAPITAL)
                && neighbour.has(Flags::LOWER)
                && self.covered[at].is_none()
                && !words::is_any(neighbour, self.lang)
                && !words::is(neighbour, "", Class::Title)
                && script_of(&self.run.text[neighbour.span()]) == script
        };
        let before = start
            .checked_sub(1)
            .is_some_and(|at| joins(at, self.tokens[start].joint));
        let after = self
            .tokens
            .get(last + 1)
            .is_some_and(|next| joins(last + 1, next.joint));
        before || after
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
