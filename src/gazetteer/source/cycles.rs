//! Names that are rewritten in a circle.

use std::collections::HashMap;

use super::super::{Code, NameKind, Record};
use super::cell::shown;
use super::check::{Check, Entities};

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
    records: &'a [Record],
    /// Records of canonical names, by entity.
    names: Vec<usize>,
    /// Where in `names` each entity begins, and the end.
    bounds: Vec<usize>,
    /// The last of `names` with a text; those before it are chained by `previous`.
    last: HashMap<&'a str, usize>,
    /// One name of each language suffices in a chain; otherwise a name that
    /// thousands of places share would take quadratic time.
    previous: Vec<Option<usize>>,
}

impl<'a> Canonicals<'a> {
    fn of(records: &'a [Record], entities: &Entities) -> Canonicals<'a> {
        let mut all = Canonicals {
            records,
            names: Vec::with_capacity(entities.len()),
            bounds: Vec::with_capacity(entities.len() + 1),
            last: HashMap::with_capacity(entities.len()),
            previous: Vec::with_capacity(entities.len()),
        };
        for entity in 0..entities.len() {
            let start = all.names.len();
            all.bounds.push(start);
            let members = entities.members(entity);
            let said = |i: &&usize| records[**i].kind == Some(NameKind::Canonical);
            members.iter().filter(said).for_each(|&i| all.push(i));
            if all.names.len() == start {
                members.first().iter().for_each(|&&i| all.push(i));
            }
        }
        all.bounds.push(all.names.len());
        all
    }

    fn push(&mut self, record: usize) {
        let Record { name, lang, .. } = &self.records[record];
        let known = self.langs(name).any(|other| other == lang);
        let number = self.names.len();
        self.names.push(record);
        self.previous.push(match known {
            true => None,
            false => self.last.insert(name, number),
        });
    }

    /// The languages in which a name is canonical for an entity.
    fn langs(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let last = self.last.get(name).copied();
        std::iter::successors(last, |&number| self.previous[number])
            .map(|number| self.records[self.names[number]].lang.as_str())
            .take(MAX_LANGS)
    }

    /// The canonical names of an entity.
    fn by_language(&self, entity: usize) -> HashMap<&'a str, usize> {
        let own = &self.names[self.bounds[entity]..self.bounds[entity + 1]];
        let mut names = HashMap::with_capacity(own.len());
        for &i in own {
            names.entry(self.records[i].lang.as_str()).or_insert(i);
        }
        names
    }
}
