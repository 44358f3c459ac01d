//! Whether a stretch of words is a person's name: which word stands for which,
//! what is left out, and what that costs.

use super::{PersonName, Role};
use crate::inflect::Cases;
use crate::text::chars::Char;
use crate::text::is_particle;

/// A word of the text.
#[derive(Clone, Debug)]
pub(in crate::matcher) struct Written {
    pub(in crate::matcher) folded: String,
    /// A single letter.
    pub(in crate::matcher) initial: bool,
    /// It follows the dot of another directly: the second of `S.V.`
    pub(in crate::matcher) goes_on: bool,
}

/// How a word of the text is read as a word of a name.
#[derive(Clone, Copy, Debug)]
pub(in crate::matcher) struct Reading {
    /// Which word of the text.
    pub(in crate::matcher) word: usize,
    pub(in crate::matcher) position: usize,
    pub(in crate::matcher) cost: f32,
    pub(in crate::matcher) cases: Option<Cases>,
    pub(in crate::matcher) romanized: bool,
}

/// What a listed patronymic costs that is not in the text, and so on.
const NO_PATRONYMIC: f32 = 0.02;
const NO_MIDDLE: f32 = 0.15;
const NO_PARTICLE: f32 = 0.1;
/// A given name in a case and a family name as listed: `Daniela Nowak` is hardly Daniel Nowak.
pub(in crate::matcher) const HALF_INFLECTED: f32 = 0.35;
const NO_GIVEN: f32 = 0.5;
const NO_HALF: f32 = 0.3;
const INITIAL: f32 = 0.1;
const EXTRA_INITIAL: f32 = 0.1;
const FAMILY_FIRST: f32 = 0.05;

/// Whether a family name ends in a consonant, and so would take an ending where the given name does.
pub(in crate::matcher) fn may_decline(family: &str) -> bool {
    let last = family.chars().last();
    last.is_some_and(|c| !Char::of(c).may_be_vowel())
}

/// Whether the given name and the family name are there.
pub(in crate::matcher) fn is_full_name(fit: &Fit<'_>) -> bool {
    fit.has(Role::Given) && has_family_name(fit)
}

pub(in crate::matcher) fn has_family_name(fit: &Fit<'_>) -> bool {
    fit.has_telling_family_name() || (fit.has_first_family_name() && fit.person.words.len() > 3)
}

/// A stretch of words read as a person's name.
pub(in crate::matcher) struct Fit<'p> {
    person: &'p PersonName,
    /// Of each word of the name, the word of the text that stands for it.
    used: Vec<Option<usize>>,
    pub(in crate::matcher) first: usize,
    pub(in crate::matcher) last: usize,
    pub(in crate::matcher) cost: f32,
    pub(in crate::matcher) cases: Option<Cases>,
    pub(in crate::matcher) romanized: bool,
}

impl<'p> Fit<'p> {
    /// Reads the words so, each as the cheapest that is free; `None` if something contradicts.
    pub(in crate::matcher) fn of(
        person: &'p PersonName,
        words: &[Written],
        mut readings: Vec<Reading>,
    ) -> Option<Fit<'p>> {
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
        readings.sort_by(|a, b| {
            a.cost
                .total_cmp(&b.cost)
                .then((a.word, a.position).cmp(&(b.word, b.position)))
        });
        for reading in &readings {
            let free = fit.used.get(reading.position)?.is_none() && !taken[reading.word];
            taken[reading.word] |= free && fit.read(reading);
        }
        fit.initials(words, &mut taken);
        let used = || fit.used.iter().flatten().copied();
        (fit.first, fit.last) = (used().min()?, used().max()?);
        let more = words[fit.last + 1..].iter().take_while(|word| word.goes_on);
        fit.last += more.count();
        fit.leftovers(words, &taken)?;
        fit.missing();
        if fit.cases.is_some() && fit.is_half_inflected(&readings) {
            fit.cost += HALF_INFLECTED;
        }
        Some(fit)
    }

    /// Takes a word of the text for one of the name, if its cases agree with those of the others.
    fn read(&mut self, reading: &Reading) -> bool {
        let agreed = match (self.cases, reading.cases) {
            (cases, None) | (None, cases) => cases,
            (Some(a), Some(b)) => match a.agree(b) {
                Some(both) => Some(both),
                None => return false,
            },
        };
        self.used[reading.position] = Some(reading.word);
        self.cases = agreed;
        // The words of a name are inflected alike: one ending bears out the other.
        self.cost = if reading.cases.is_some() && self.cost > 0.0 {
            self.cost.max(reading.cost) + 0.03
        } else {
            self.cost + reading.cost
        };
        self.romanized |= reading.romanized;
        true
    }

    /// Initials stand for the words of the name that are not otherwise in the text.
    fn initials(&mut self, words: &[Written], taken: &mut [bool]) {
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

    /// Whether a word of the name is not in the text that is hardly left out where more of a name follows.
    pub(in crate::matcher) fn lacks_words(&self) -> bool {
        let mut unused = (0..self.used.len()).filter(|n| self.used[*n].is_none());
        unused.any(|n| !matches!(self.person.roles[n], Role::Patronymic | Role::Particle))
    }

    /// Whether the word is there that may be the first of two family names: `Rodríguez` of `José Luis Rodríguez
    /// Zapatero`, whom `José Luis` is not enough for.
    fn has_first_family_name(&self) -> bool {
        let last = self
            .person
            .roles
            .iter()
            .rposition(|role| *role == Role::Middle);
        last.is_some_and(|n| self.used[n].is_some())
    }

    /// Whether a word of the family name is there that is more than the particle of a piece: the
    /// `el` of `Ahmed el-Masri` is not that of `el-Tayeb`.
    fn has_telling_family_name(&self) -> bool {
        let family = || (0..self.used.len()).filter(|n| self.person.roles[*n] == Role::Family);
        let telling = |n: &usize| !is_particle(&self.person.words[*n]);
        let only_particles = !family().any(|n| telling(&n));
        family().any(|n| self.used[n].is_some() && (only_particles || telling(&n)))
    }

    /// Whether the given name is inflected by taking a vowel for a woman's ending, and the family name stands as
    /// listed.
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
        let mut words = self.person.words.iter().zip(&self.person.roles);
        let family = words.rfind(|(_, role)| **role == Role::Family);
        let declines = family.is_some_and(|(word, _)| may_decline(word));
        declines && inflected(Role::Given) && !inflected(Role::Family)
    }

    /// Words of the stretch that are no part of the name: an initial that is not listed costs, two of them are somebody
    /// else's, as those of `A.J.P. Taylor`, and anything else forbids.
    fn leftovers(&mut self, words: &[Written], taken: &[bool]) -> Option<()> {
        let mut initials = (self.first..=self.last).filter(|at| !taken[*at] && words[*at].initial);
        if initials.nth(1).is_some() {
            return None;
        }
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
