//! What is different between two gazetteers.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::change::Change;
use super::{Entity, EntityType, Gazetteer, NameKind};

/// Compares two gazetteers, entities by their ids and names by how they are
/// written and their language; the changes are in the order of the ids.
///
/// ```
/// use exonym::gazetteer::{Change, diff};
/// use exonym::{GazetteerBuilder, Record};
///
/// let gazetteer = |names: &[&str]| {
///     let mut builder = GazetteerBuilder::new();
///     builder.extend(names.iter().map(|name| Record::new("Q1953", *name)));
///     builder.to_gazetteer("example")
/// };
/// let (old, new) = (gazetteer(&["Yerevan"])?, gazetteer(&["Yerevan", "Erevan"])?);
/// let added = Change::NameAdded { id: "Q1953", name: "Erevan", lang: "", kind: "alias" };
/// assert_eq!(diff(&old, &new), [added]);
/// assert!(diff(&old, &old).is_empty());
/// # Ok::<(), exonym::Error>(())
/// ```
pub fn diff<'g>(old: &'g Gazetteer, new: &'g Gazetteer) -> Vec<Change<'g>> {
    let mut diff = Diff {
        old,
        new,
        changes: Vec::new(),
    };
    diff.entities();
    diff.moves();
    diff.changes.sort_by_key(Change::id);
    diff.changes
}

struct Diff<'g> {
    old: &'g Gazetteer,
    new: &'g Gazetteer,
    changes: Vec<Change<'g>>,
}

/// How a name is written, and its language.
type Written<'g> = (&'g str, &'g str);

impl<'g> Diff<'g> {
    /// Goes through both, which are sorted by id, side by side.
    fn entities(&mut self) {
        let (mut old, mut new) = (
            self.old.entities().peekable(),
            self.new.entities().peekable(),
        );
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(before), Some(after)) => before.id.cmp(after.id),
            };
            let before = if order.is_le() { old.next() } else { None };
            let after = if order.is_ge() { new.next() } else { None };
            match (before, after) {
                (Some(before), Some(after)) => self.entity(&before, &after),
                (Some(gone), None) => self.changes.push(Change::EntityRemoved {
                    id: gone.id,
                    canonical: first_canonical(self.old, &gone),
                    names: gone.name_count as usize,
                }),
                (None, Some(added)) => self.changes.push(Change::EntityAdded {
                    id: added.id,
                    canonical: first_canonical(self.new, &added),
                    names: added.name_count as usize,
                }),
                (None, None) => return,
            }
        }
    }

    /// An entity that both have.
    fn entity(&mut self, old: &Entity<'g>, new: &Entity<'g>) {
        self.fields(old, new);
        self.canonicals(old, new);
        let (before, after) = (names(self.old, old), names(self.new, new));
        let id = new.id;
        for (&(name, lang), kinds) in &before {
            let kind = kinds[0].as_str();
            match after.get(&(name, lang)) {
                None => self.changes.push(Change::NameRemoved {
                    id,
                    name,
                    lang,
                    kind,
                }),
                Some(now) if now != kinds && !is_canonical(now) && !is_canonical(kinds) => {
                    let (old, new) = (kind, now[0].as_str());
                    self.changes.push(Change::KindChanged {
                        id,
                        name,
                        lang,
                        old,
                        new,
                    });
                }
                Some(_) => {}
            }
        }
        for (&(name, lang), kinds) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
            let kind = kinds[0].as_str();
            self.changes.push(Change::NameAdded {
                id,
                name,
                lang,
                kind,
            });
        }
    }

    fn fields(&mut self, old: &Entity<'g>, new: &Entity<'g>) {
        let (before, after) = (fields(old), fields(new));
        let columns: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for field in columns {
            let (old, now) = (before.get(field), after.get(field));
            if old != now {
                self.changes.push(Change::FieldChanged {
                    id: new.id,
                    field: field.clone(),
                    old: old.cloned(),
                    new: now.cloned(),
                });
            }
        }
    }

    fn canonicals(&mut self, old: &Entity<'g>, new: &Entity<'g>) {
        let (before, after) = (canonicals(self.old, old), canonicals(self.new, new));
        let languages: BTreeSet<&'g str> = before.keys().chain(after.keys()).copied().collect();
        for lang in languages {
            let (old, now) = (before.get(lang).copied(), after.get(lang).copied());
            if old != now {
                let (id, new) = (new.id, now);
                self.changes
                    .push(Change::CanonicalChanged { id, lang, old, new });
            }
        }
    }

    /// Finds names that are gone here and new there, and says that they moved.
    fn moves(&mut self) {
        let mut gone: HashMap<Written<'g>, &'g str> = HashMap::new();
        for (written, id) in self.names_gone() {
            gone.entry(written).or_insert(id);
        }
        let moves: Vec<(Written<'g>, &'g str, &'g str)> = self
            .names_added()
            .into_iter()
            .filter_map(|(written, id)| Some((written, id, *gone.get(&written)?)))
            .collect();
        let moved: HashSet<(Written<'g>, &str)> = moves
            .iter()
            .flat_map(|(written, to, from)| [(*written, *to), (*written, *from)])
            .collect();
        self.changes.retain(|change| match change {
            Change::NameAdded { id, name, lang, .. }
            | Change::NameRemoved { id, name, lang, .. } => !moved.contains(&((name, lang), id)),
            _ => true,
        });
        for ((name, lang), id, from) in moves {
            self.changes.push(Change::NameMoved {
                id,
                name,
                lang,
                from,
            });
        }
    }

    fn names_gone(&self) -> Vec<(Written<'g>, &'g str)> {
        let of_change = |change: &Change<'g>| match *change {
            Change::NameRemoved { id, name, lang, .. } => vec![((name, lang), id)],
            Change::EntityRemoved { id, .. } => written(self.old, id),
            _ => Vec::new(),
        };
        self.changes.iter().flat_map(of_change).collect()
    }

    fn names_added(&self) -> Vec<(Written<'g>, &'g str)> {
        let of_change = |change: &Change<'g>| match *change {
            Change::NameAdded { id, name, lang, .. } => vec![((name, lang), id)],
            Change::EntityAdded { id, .. } => written(self.new, id),
            _ => Vec::new(),
        };
        self.changes.iter().flat_map(of_change).collect()
    }
}

/// The names of an entity, as they are written, with its id.
fn written<'g>(gazetteer: &'g Gazetteer, id: &'g str) -> Vec<(Written<'g>, &'g str)> {
    let entity = gazetteer.entity(id);
    let names = entity.iter().flat_map(|entity| gazetteer.names(entity));
    let mut written: Vec<_> = names.map(|name| ((name.text, name.lang), id)).collect();
    // A name may be listed as of several kinds.
    written.sort_unstable();
    written.dedup();
    written
}

fn names<'g>(
    gazetteer: &'g Gazetteer,
    entity: &Entity<'g>,
) -> BTreeMap<Written<'g>, Vec<NameKind>> {
    let mut names: BTreeMap<Written<'g>, Vec<NameKind>> = BTreeMap::new();
    for name in gazetteer.names(entity) {
        names
            .entry((name.text, name.lang))
            .or_default()
            .push(name.kind);
    }
    names
}

fn is_canonical(kinds: &[NameKind]) -> bool {
    kinds.contains(&NameKind::Canonical)
}

/// The canonical name of each language.
fn canonicals<'g>(gazetteer: &'g Gazetteer, entity: &Entity<'g>) -> BTreeMap<&'g str, &'g str> {
    let mut canonicals = BTreeMap::new();
    for name in gazetteer
        .names(entity)
        .filter(|name| name.kind == NameKind::Canonical)
    {
        canonicals.entry(name.lang).or_insert(name.text);
    }
    canonicals
}

fn first_canonical<'g>(gazetteer: &'g Gazetteer, entity: &Entity<'g>) -> &'g str {
    let first = gazetteer.names(entity).next();
    first.map_or("", |name| name.text)
}

/// What is said of an entity, by the column of a CSV.
fn fields(entity: &Entity<'_>) -> BTreeMap<String, String> {
    let text = |(column, value): (String, serde_json::Value)| {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        (column, text)
    };
    let mut fields: BTreeMap<String, String> = entity.attributes().into_iter().map(text).collect();
    let same_as: Vec<&str> = entity.same_as().collect();
    let own = [
        (
            "type",
            entity.entity_type.to_string(),
            entity.entity_type != EntityType::Other,
        ),
        ("weight", entity.weight.to_string(), entity.weight > 0.0),
        ("same_as", same_as.join("|"), !same_as.is_empty()),
    ];
    let said = own.into_iter().filter(|(_, _, said)| *said);
    fields.extend(said.map(|(column, text, _)| (column.to_owned(), text)));
    fields
}
