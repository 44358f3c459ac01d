//! What the people whom an article names in full may be called later.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::fold::folded;
use crate::gazetteer::{EntityType, Name};
use crate::matcher::annotation::{Candidate, Evidence, Tier};
use crate::matcher::article::regnal;
use crate::matcher::beside::stretch::{Passage, Stretch};
use crate::matcher::person_name::PersonName;
use crate::matcher::resolve::Decided;
use crate::romanize::skeletons;
use crate::rules::first_column;

/// A family name of fewer letters is not told from other words.
const SHORTEST: usize = 3;

/// Countries in which people are called by their given name.
static BY_GIVEN_NAME: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../../rules/by_given_name.tsv")).collect());

/// Whether two words have the same consonants.
fn sounds_alike(a: &str, b: &str) -> bool {
    let (a, b) = (skeletons(a), skeletons(b));
    a.zip(b)
        .is_some_and(|(a, b)| a.iter().any(|skeleton| b.contains(skeleton)))
}

/// A person whom the article names in full.
pub(super) struct Person<'m> {
    pub(super) candidate: Candidate<'m>,
    /// First letters of the words that are not the family name.
    pub(super) initials: Vec<char>,
}

impl Person<'_> {
    pub(super) fn is_woman(&self) -> bool {
        self.candidate.entity.attribute("sex").as_deref() == Some("f")
    }
}

/// What later mentions may be: the first word of each form, with the rest and whose it is.
#[derive(Default)]
pub(super) struct Forms<'m> {
    pub(super) people: Vec<Person<'m>>,
    pub(super) by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// The letters that those first words begin with.
    pub(super) letters: BTreeSet<char>,
}

impl<'m> Forms<'m> {
    pub(super) fn of(passage: Passage<'_>, decided: &[Decided<'m>]) -> Forms<'m> {
        let mut forms = Forms::default();
        for d in decided {
            let Ok(chosen) = d.chosen else { continue };
            let candidate = d.m.candidates[chosen];
            // By family name alone is found who is told by an office.
            let told = d.m.first < d.m.last || candidate.evidence == Evidence::Words;
            if told && candidate.entity.entity_type == EntityType::Person {
                forms.add_named(passage.of_match(&d.m), candidate);
            }
        }
        forms
    }

    /// Adds what a person may be called whom these words of the text name in full.
    fn add_named(&mut self, stretch: Stretch<'_>, candidate: Candidate<'m>) {
        let tokens = &stretch.tokens[stretch.first..=stretch.last];
        let person = self.person(candidate);
        let as_listed = PersonName::of(&candidate.name);
        // Later mentions may be spelled as the language has it, whatever name was found first.
        let usual = stretch.layers.canonical_of(&candidate.entity, stretch.lang);
        let usual = usual.map(|name| PersonName::of(&name));
        if let Some(usual) = usual.filter(|usual| usual.is_spelling_of(&as_listed)) {
            self.add(person, &usual, None);
        }
        let surface: Vec<String> = tokens
            .iter()
            .map(|token| folded(stretch.text, token))
            .collect();
        let listed_so = as_listed.words.iter().any(|word| surface.contains(word))
            || candidate.tier == Tier::Inflected;
        if listed_so {
            self.add(person, &as_listed, candidate.entity.country().as_deref());
        }
        // Spelled in another way than listed: as the text has it.
        let respelled = candidate.tier > Tier::Inflected || !listed_so;
        if let (true, [first, .., last]) = (respelled, tokens) {
            let as_written = Name {
                text: &stretch.text[first.span().start..last.span().end],
                ..candidate.name
            };
            let as_written = PersonName::of(&as_written);
            // `Pasjinian Nikol`: what stands last is the given name.
            let turned = as_listed.given().is_some_and(|given| {
                let last = as_written.words.last();
                last.is_some_and(|last| sounds_alike(last, &as_listed.words[given]))
            });
            if !(listed_so && turned) {
                self.add(person, &as_written, None);
            }
        }
    }

    /// Which of the people an entity is, who may be new.
    fn person(&mut self, candidate: Candidate<'m>) -> usize {
        let is_same = |p: &Person<'_>| p.candidate.entity.id == candidate.entity.id;
        self.people.iter().position(is_same).unwrap_or_else(|| {
            self.people.push(Person {
                candidate,
                initials: Vec::new(),
            });
            self.people.len() - 1
        })
    }

    /// Adds the forms of one name of a person.
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
            let short = form.iter().map(|word| word.chars().count()).max() < Some(SHORTEST);
            let full = self.people[person].candidate.name.text;
            if short || form.len() == 1 && regnal::is_number_in(full, &form[0]) {
                continue;
            }
            self.letters.extend(form[0].chars().next());
            let known = self.by_first.entry(form[0].clone()).or_default();
            let new = (form[1..].to_vec(), person);
            if !known.contains(&new) {
                known.push(new);
            }
        }
    }
}
