//! Compares rows with each other: what each of them says may be right, and
//! all of them together wrong.

use std::collections::{HashMap, HashSet};

use super::super::{Code, NameKind, Severity};
use super::cell::shown;
use super::list::RecordList;
use super::place::{self, Origin, Place, SourceFile};
use super::report::Report;
use super::slots::Slots;

/// Checks the records of all files, and removes those of bad rows.
pub(super) fn check(
    files: &[SourceFile<'_>],
    records: &mut RecordList,
    origins: &mut Vec<Origin>,
    report: &mut Report,
) {
    let mut check = Check {
        files,
        records,
        origins,
        report,
        bad: HashSet::new(),
    };
    let entities = Entities::of(records);
    for entity in 0..entities.len() {
        let members = entities.members(entity);
        check.types(members);
        check.canonicals(members);
        check.duplicates(members);
    }
    check.cycles(&entities);
    let bad = check.bad;
    if bad.is_empty() {
        return;
    }
    report.drop_rows(bad.len());
    let keep: Vec<bool> = origins.iter().map(|o| !bad.contains(&o.row())).collect();
    records.retain(&keep);
    let mut keep = keep.iter();
    origins.retain(|_| keep.next().copied().unwrap_or(true));
}

/// The records by entity.
pub(crate) struct Entities {
    /// Records, those of one entity next to each other, in the order of the files.
    order: Vec<usize>,
    /// Where in `order` each entity begins, and the end.
    bounds: Vec<usize>,
}

impl Entities {
    pub(crate) fn of(records: &RecordList) -> Entities {
        let (numbers, count) = number_entities(records);
        let mut bounds = vec![0; count + 1];
        for &n in &numbers {
            bounds[n as usize + 1] += 1;
        }
        for i in 0..count {
            bounds[i + 1] += bounds[i];
        }
        let mut next = bounds.clone();
        let mut order = vec![0; records.len()];
        for (record, &n) in numbers.iter().enumerate() {
            let next = &mut next[n as usize];
            order[*next] = record;
            *next += 1;
        }
        Entities { order, bounds }
    }

    pub(crate) fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    pub(crate) fn members(&self, entity: usize) -> &[usize] {
        &self.order[self.bounds[entity]..self.bounds[entity + 1]]
    }
}

/// Numbers the entities in the order they are first mentioned in.
fn number_entities(records: &RecordList) -> (Vec<u32>, usize) {
    let mut seen = Slots::default();
    // Of each entity, a record.
    let mut entities: Vec<u32> = Vec::new();
    let mut numbers: Vec<u32> = Vec::with_capacity(records.len());
    let mut last = "";
    for at in 0..records.len() {
        let id = records.get(at).id;
        let number = match numbers.last() {
            // Most sources keep the names of an entity together.
            Some(number) if id == last => *number,
            _ => {
                let id_of = |entity: u32| records.get(entities[entity as usize] as usize).id;
                let new = entities.len() as u32;
                seen.get(id, id_of).unwrap_or_else(|| {
                    entities.push(at as u32);
                    let id_of = |entity: u32| records.get(entities[entity as usize] as usize).id;
                    seen.insert(id, new, id_of);
                    new
                })
            }
        };
        last = id;
        numbers.push(number);
    }
    (numbers, entities.len())
}

pub(super) struct Check<'a> {
    files: &'a [SourceFile<'a>],
    pub(super) records: &'a RecordList,
    origins: &'a [Origin],
    report: &'a mut Report,
    /// Rows to be dropped.
    bad: HashSet<(u32, usize)>,
}

impl<'a> Check<'a> {
    /// W208: an entity is one thing only.
    fn types(&mut self, members: &[usize]) {
        let mut first = None;
        for &i in members {
            let Some(said) = self.records.get(i).entity_type else {
                continue;
            };
            let &mut (before, other) = first.get_or_insert((i, said));
            if said != other && !self.is_bad(i) {
                let id = shown(self.records.get(i).id);
                let message = format!(
                    "`{id}` is of type {said} here and {other} {}",
                    self.line_of(before)
                );
                let help = "the commonest type is taken; give all rows of an entity the same one, or leave it empty but once";
                self.find(Code::TypeConflict, i, message, help.into());
            }
        }
    }

    /// E116: one canonical name in each language.
    fn canonicals(&mut self, members: &[usize]) {
        let canonical = |i: &usize| self.records.get(*i).kind == Some(NameKind::Canonical);
        let explicit: Vec<usize> = members.iter().copied().filter(canonical).collect();
        if explicit.len() < 2 {
            return;
        }
        let records = self.records;
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for i in explicit {
            let record = records.get(i);
            let before = *seen.entry(record.lang).or_insert(i);
            // The same name twice is only a duplicate.
            if before != i && records.get(before).name != record.name {
                let language = match record.lang {
                    "" => "no language".to_owned(),
                    lang => format!("`{lang}`"),
                };
                let message = format!(
                    "`{}` has two canonical names in {language}; the other is `{}` {}",
                    shown(record.id),
                    shown(records.get(before).name),
                    self.line_of(before)
                );
                let help = "make one of them an alias, or say which language it is in";
                self.find(Code::TwoCanonicals, i, message, help.into());
            }
        }
    }

    /// W202: a name stands once for an entity and language.
    fn duplicates(&mut self, members: &[usize]) {
        /// Up to this many names, comparing all with all is quicker than hashing.
        const FEW: usize = 12;
        let records = self.records;
        let key = |i: usize| {
            let record = records.get(i);
            (record.name, record.lang)
        };
        if members.len() <= FEW {
            for (n, &i) in members.iter().enumerate() {
                if let Some(&before) = members[..n].iter().find(|&&j| key(j) == key(i)) {
                    self.duplicate(i, before);
                }
            }
            return;
        }
        let mut seen = HashMap::new();
        for &i in members {
            let before = *seen.entry(key(i)).or_insert(i);
            if before != i {
                self.duplicate(i, before);
            }
        }
    }

    fn duplicate(&mut self, i: usize, before: usize) {
        let message = format!(
            "`{}` already stands {}",
            shown(self.records.get(i).name),
            self.line_of(before)
        );
        self.point(i, |report, place| {
            report.add(Code::DuplicateName, place, message, "remove one of the two")
        });
    }

    pub(super) fn text(&self, record: usize) -> &'a str {
        self.records.get(record).name
    }

    pub(super) fn is_bad(&self, record: usize) -> bool {
        self.bad.contains(&self.origins[record].row())
    }

    /// `on line 3`, or `on line 3 of other.csv`.
    pub(super) fn line_of(&self, record: usize) -> String {
        place::line_of(self.files, &self.origins[record])
    }

    pub(super) fn find(&mut self, code: Code, record: usize, message: String, help: String) {
        if code.severity() == Severity::Error {
            self.bad.insert(self.origins[record].row());
        }
        self.point(record, |report, place| {
            report.add(code, place, message, help)
        });
    }

    /// Lets `add` point at the name of a record.
    fn point(
        &mut self,
        record: usize,
        add: impl FnOnce(&mut Report, Box<dyn FnOnce() -> super::super::Position + '_>),
    ) {
        let origin = self.origins[record];
        let file = &self.files[origin.file as usize];
        let name = self.text(record);
        self.report.set_file(file.index);
        let place = move || {
            let place: Place<'_> = file.row_at(origin.start, origin.line.into());
            place.item(origin.field as usize, origin.item as usize, name)
        };
        add(self.report, Box::new(place));
    }
}
