//! Names that are rewritten in a circle.

use std::collections::HashMap;

use super::super::{Code, NameKind};
use super::cell::shown;
use super::check::{Check, Entities};
use super::list::RecordList;
use super::slots::Slots;

/// A name is looked at in so many languages; Wikidata has some 300 for a
/// country. Without a limit, made-up tags would take quadratic time.
const MAX_LANGS: usize = 500;

impl<'a> Check<'a> {
    /// W207: A is rewritten to B, and B to A.
    ///
    /// Names are compared as they are written. Only names that are canonical
    /// for another entity matter, which are few.
    pub(super) fn cycles(&mut self, entities: &Entities) {
        let canonicals = Canonicals::of(self.records, entities);
        let rewrites = self.rewrites(entities, &canonicals);
        let mut first: HashMap<(&str, &str, &str), &Rewrite<'_>> = HashMap::new();
        for rewrite in &rewrites {
            let (from, to) = (self.text(rewrite.from), self.text(rewrite.to));
            let back = first.get(&(rewrite.lang, to, from));
            if let Some(other) = back.filter(|other| other.entity != rewrite.entity) {
                self.cycle(rewrite, other);
            }
            first.entry((rewrite.lang, from, to)).or_insert(rewrite);
        }
    }

    /// The names that are canonical for an entity, but have to give way to
    /// another name of the same entity.
    fn rewrites(&self, entities: &Entities, canonicals: &Canonicals<'a>) -> Vec<Rewrite<'a>> {
        let mut rewrites = Vec::new();
        for entity in 0..entities.len() {
            let own = canonicals.by_language(entity);
            for &from in entities.members(entity) {
                for lang in canonicals.langs(self.text(from)) {
                    let to = own.get(lang);
                    if let Some(&to) = to.filter(|&&to| self.text(to) != self.text(from)) {
                        rewrites.push(Rewrite {
                            entity,
                            lang,
                            from,
                            to,
                        });
                    }
                }
            }
        }
        rewrites
    }

    fn cycle(&mut self, rewrite: &Rewrite<'_>, other: &Rewrite<'_>) {
        if self.is_bad(rewrite.from) || self.is_bad(other.from) {
            return;
        }
        let (from, to) = (shown(self.text(rewrite.from)), shown(self.text(rewrite.to)));
        let message = format!(
            "`{from}` is rewritten to `{to}`, and `{to}` to `{from}` {}",
            self.line_of(other.from)
        );
        let help = "remove one of the two aliases, or give both entities one id";
        self.find(Code::CanonicalCycle, rewrite.from, message, help.into());
    }
}

/// In texts in `lang`, the name of one record gives way to that of another.
struct Rewrite<'a> {
    entity: usize,
    lang: &'a str,
    from: usize,
    to: usize,
}

/// The canonical names of all entities. An entity that does not say is known
/// by its first name.
struct Canonicals<'a> {
    records: &'a RecordList,
    /// Records of canonical names, by entity.
    names: Vec<u32>,
    /// Where in `names` each entity begins, and the end.
    bounds: Vec<usize>,
    /// The last of `names` with a text; those before it are chained by `previous`.
    last: Slots,
    /// One name of each language suffices in a chain; otherwise a name that
    /// thousands of places share would take quadratic time.
    previous: Vec<u32>,
}

impl<'a> Canonicals<'a> {
    fn of(records: &'a RecordList, entities: &Entities) -> Canonicals<'a> {
        let mut all = Canonicals {
            records,
            names: Vec::with_capacity(entities.len()),
            bounds: Vec::with_capacity(entities.len() + 1),
            last: Slots::default(),
            previous: Vec::with_capacity(entities.len()),
        };
        for entity in 0..entities.len() {
            let start = all.names.len();
            all.bounds.push(start);
            let members = entities.members(entity);
            let said = |i: &&usize| records.get(**i).kind == Some(NameKind::Canonical);
            members.iter().filter(said).for_each(|&i| all.push(i));
            if all.names.len() == start {
                members.first().iter().for_each(|&&i| all.push(i));
            }
        }
        all.bounds.push(all.names.len());
        all
    }

    fn push(&mut self, record: usize) {
        let listed = self.records.get(record);
        let known = self.langs(listed.name).any(|other| other == listed.lang);
        let number = self.names.len() as u32;
        self.names.push(record as u32);
        let before = match known {
            true => None,
            false => {
                let name_of = |number: u32| name_of(self.records, &self.names, number);
                self.last.insert(listed.name, number, name_of)
            }
        };
        self.previous.push(before.unwrap_or(NONE));
    }

    /// The languages in which a name is canonical for an entity.
    fn langs(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let name_of = |number: u32| name_of(self.records, &self.names, number);
        std::iter::successors(self.last.get(name, name_of), |&number| {
            let before = self.previous[number as usize];
            (before != NONE).then_some(before)
        })
        .map(|number| self.records.get(self.names[number as usize] as usize).lang)
        .take(MAX_LANGS)
    }

    /// The canonical names of an entity.
    fn by_language(&self, entity: usize) -> HashMap<&'a str, usize> {
        let own = &self.names[self.bounds[entity]..self.bounds[entity + 1]];
        let mut names = HashMap::with_capacity(own.len());
        for &i in own {
            let i = i as usize;
            names.entry(self.records.get(i).lang).or_insert(i);
        }
        names
    }
}

/// Stands for no number.
const NONE: u32 = u32::MAX;

/// The name that has a number among the canonical ones.
fn name_of<'a>(records: &'a RecordList, names: &[u32], number: u32) -> &'a str {
    records.get(names[number as usize] as usize).name
}
