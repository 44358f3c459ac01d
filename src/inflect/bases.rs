//! The forms that a word may be inflected from.

use super::Cases;
use crate::EntityType;

/// A set of entity types; a rule may hold for some only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Types(u16);

impl Types {
    pub(crate) const ANY: Types = Types(u16::MAX);
    pub(super) const NONE: Types = Types(0);

    pub(super) fn with(self, entity_type: EntityType) -> Types {
        Types(self.0 | 1 << entity_type as u8)
    }

    /// Whether it holds for this type; an entity whose type is not said may be any.
    pub(crate) fn has(self, entity_type: EntityType) -> bool {
        entity_type == EntityType::Other || self.0 & 1 << entity_type as u8 != 0
    }

    pub(crate) fn both(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }

    fn or(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }
}

/// How the word is spelled that a form was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As it stands.
    #[default]
    Own,
    /// Otherwise, and an ending was taken off.
    OtherInflected,
    /// Otherwise, and no more.
    Other,
}

/// A form that a word may be inflected from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Base {
    start: u32,
    end: u32,
    pub(crate) cost: f32,
    /// The cases the word then stands in.
    pub(crate) cases: Cases,
    /// The types of entity whose names are inflected so.
    pub(crate) types: Types,
    /// Whether the word had to be read in another spelling.
    pub(crate) spelling: Spelling,
}

/// The bases proposed for one word, in room that is used again for the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bases {
    text: String,
    items: Vec<Base>,
    /// Room for the letters of the word.
    pub(super) letters: Vec<char>,
}

/// More than this no word has.
const MOST: usize = 64;

impl Bases {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.items.clear();
    }

    /// The bases with their forms, in the order they were proposed.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Base)> {
        self.items.iter().map(|base| (self.form(base), base))
    }

    fn form(&self, base: &Base) -> &str {
        &self.text[base.start as usize..base.end as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// The form and the proposal at a place, copied out.
    pub(super) fn get(&self, at: usize) -> (String, Base) {
        (self.form(&self.items[at]).to_owned(), self.items[at])
    }

    /// Adds the word in another spelling.
    pub(super) fn propose_spelling(&mut self, form: &str, cost: f32) {
        let before = self.items.len();
        self.propose("", form, cost, Cases::ANY, Types::ANY);
        self.mark(before, Spelling::Other);
    }

    /// Says of the bases from a place on how the word was spelled that they were made of.
    pub(super) fn mark(&mut self, from: usize, spelling: Spelling) {
        for base in &mut self.items[from..] {
            base.spelling = spelling;
        }
    }

    /// Adds the base `stem` + `end`; one that is there already keeps the lower cost and has the cases of both.
    pub(super) fn propose(&mut self, stem: &str, end: &str, cost: f32, cases: Cases, types: Types) {
        let start = self.text.len();
        self.text.push_str(stem);
        self.text.push_str(end);
        let form = &self.text[start..];
        let same = self
            .items
            .iter()
            .position(|have| &self.text[have.start as usize..have.end as usize] == form);
        match same {
            Some(at) => {
                let have = &mut self.items[at];
                *have = Base {
                    cost: have.cost.min(cost),
                    cases: have.cases.or(cases),
                    types: have.types.or(types),
                    ..*have
                };
                self.text.truncate(start);
            }
            None if self.items.len() < MOST => {
                let (start, end) = (start as u32, self.text.len() as u32);
                self.items.push(Base {
                    start,
                    end,
                    cost,
                    cases,
                    types,
                    spelling: Spelling::Own,
                });
            }
            None => self.text.truncate(start),
        }
    }
}
