//! What the people whom an article names in full may be called later.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::Run;
use super::super::annotation::{Candidate, Tier};
use super::super::layers::Layers;
use super::super::person_name::PersonName;
use super::super::resolve::Decided;
use crate::fold::folded;
use crate::gazetteer::{EntityType, Name};
use crate::rules::rule_rows;
use crate::text::Token;

/// A family name of fewer letters is not told from other words.
const SHORTEST: usize = 3;

/// Countries in which people are called by their given name.
static BY_GIVEN_NAME: LazyLock<Vec<&str>> = LazyLock::new(|| {
    rule_rows(include_str!("../rules/by_given_name.tsv"))
        .map(|row| row[0])
        .collect()
});

/// A person whom the article names in full.
pub(super) struct Person<'m> {
    pub(super) candidate: Candidate<'m>,
    /// First letters of the words that are not the family name.
    pub(super) initials: Vec<char>,
}

/// What later mentions may be: the first word of each form, with the rest and whose it is.
#[derive(Default)]
pub(super) struct Forms<'m> {
    pub(super) people: Vec<Person<'m>>,
    pub(super) by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl<'m> Forms<'m> {
    pub(super) fn of(
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
