//! A row of a query's result: which variable is what, and what the row says.

use std::collections::HashMap;

use super::super::{EntityType, NameKind};
use super::columns::ColumnMap;
use super::fact::{Fact, Named, Role, Standing};
use super::group::Groups;
use super::importer::{At, Importer};
use super::text;
use crate::error::Result;

/// Variables that hold the entity, if no map says so.
const ITEMS: [&str; 6] = ["item", "id", "entity", "place", "person", "organization"];

/// Variables and what they are taken for; `…` stands for the variable of the entity.
const USUAL: [(&str, &str); 12] = [
    ("…Label", "name"),
    ("label", "name"),
    ("name", "name"),
    ("…AltLabel", "aliases"),
    ("altLabel", "aliases"),
    ("alias", "aliases"),
    ("nativeLabel", "endonym"),
    ("type", "type"),
    ("sitelinks", "weight"),
    ("population", "weight"),
    ("weight", "weight"),
    ("lang", "lang"),
];

/// A cell: a text, and the language it says itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) lang: String,
}

/// The cells of a row, by variable.
pub(super) type Row = HashMap<String, Cell>;

/// Which variable is what.
pub(super) struct Roles {
    id: Option<String>,
    columns: Vec<(String, String)>,
}

impl Roles {
    /// Whether it is known which variable holds the entity.
    pub(super) fn has_id(&self) -> bool {
        self.id.is_some()
    }

    /// As the map says, or as is usual.
    pub(super) fn of(variables: &[&str], map: &ColumnMap) -> Roles {
        if !map.is_empty() {
            let columns = map
                .pairs()
                .map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()));
            return Roles {
                id: map.column("id").map(str::to_owned),
                columns: columns.collect(),
            };
        }
        let id = ITEMS
            .iter()
            .find(|item| variables.contains(item))
            .map(|item| (*item).to_owned());
        let item = id.as_deref().unwrap_or("item");
        let usual = USUAL
            .iter()
            .map(|(variable, ours)| ((*ours).to_owned(), variable.replace('…', item)));
        let columns = usual.collect();
        Roles { id, columns }
    }
}

/// Takes what a row says.
pub(super) fn facts(
    row: &Row,
    roles: &Roles,
    at: &At<'_>,
    importer: &mut Importer<'_>,
    groups: &mut Groups,
) -> Result<()> {
    let said = roles.id.as_ref().and_then(|id| row.get(id));
    let Some(said) = said.filter(|cell| !cell.text.is_empty()) else {
        let help = "name the variable of the entity `item`, or say which it is: --map id=VARIABLE,name=VARIABLE";
        importer.malformed(at, "the row says no entity", help);
        return Ok(());
    };
    let Some(id) = importer.id(at, short_id(&said.text)) else {
        return Ok(());
    };
    let mut entity = Fact {
        id: id.clone(),
        standing: Standing::Described,
        ..Fact::default()
    };
    let mut names = names(row, roles, at, importer, &mut entity).into_iter();
    entity.name = names.next();
    groups.add(entity)?;
    names.try_for_each(|name| {
        let Named { text, lang, role } = name;
        groups.add(Fact::name(&id, text, lang, role))
    })
}

/// The names in a row; what its other cells say is noted of the entity.
fn names(
    row: &Row,
    roles: &Roles,
    at: &At<'_>,
    importer: &mut Importer<'_>,
    entity: &mut Fact,
) -> Vec<Named> {
    let row_lang = find(row, roles, "lang").map(|cell| cell.text.clone());
    let row_lang = row_lang.unwrap_or_else(|| importer.options.lang.clone());
    let kind = find(row, roles, "kind").and_then(|cell| cell.text.parse::<NameKind>().ok());
    let mut names: Vec<Named> = Vec::new();
    for (ours, theirs) in &roles.columns {
        let Some(cell) = row.get(theirs).filter(|cell| !cell.text.is_empty()) else {
            continue;
        };
        let (base, tagged) = ours.split_once(':').unwrap_or((ours, ""));
        let mut langs = [tagged, &cell.lang, &row_lang].into_iter();
        let lang = langs.find(|lang| !lang.is_empty()).unwrap_or("");
        match names_in(base, cell, &entity.id) {
            Some(texts) if texts.is_empty() => importer.leave_out("items without a label"),
            Some(texts) => {
                let taken = texts.into_iter().filter_map(|(text, role)| {
                    let (text, lang) = importer.name(at, text, lang)?;
                    Some(Named {
                        text,
                        lang,
                        role: kind.map_or(role, Role::Kind),
                    })
                });
                names.extend(taken);
            }
            None => note(entity, ours, cell),
        }
    }
    names
}

/// The names in a cell, if it holds some.
fn names_in<'c>(base: &str, cell: &'c Cell, id: &str) -> Option<Vec<(&'c str, Role)>> {
    let text = cell.text.as_str();
    match base {
        // The label service gives the id where there is no label.
        "name" | "canonical" if text == id => Some(Vec::new()),
        "name" | "canonical" => Some(vec![(text, Role::Preferred(0))]),
        "endonym" => Some(vec![(text, Role::Kind(NameKind::Endonym))]),
        "aliases" => {
            let parts = text.split(", ").flat_map(|part| part.split('|'));
            let parts = parts.filter(|part| !part.trim().is_empty());
            Some(
                parts
                    .map(|alias| (alias, Role::Kind(NameKind::Alias)))
                    .collect(),
            )
        }
        _ => None,
    }
}

/// Takes what a cell says of the entity as a whole.
fn note(entity: &mut Fact, ours: &str, cell: &Cell) {
    let text = cell.text.as_str();
    match ours {
        "id" | "lang" | "kind" => {}
        "type" => entity.entity_type = text.parse::<EntityType>().ok(),
        "weight" => {
            let weight = text.parse().ok();
            entity.weight = weight.filter(|weight: &f32| weight.is_finite() && *weight >= 0.0);
        }
        "same_as" => {
            let other = text::id(short_id(text)).unwrap_or_default();
            entity.same_as = other.replace('|', "%7C");
        }
        _ => entity
            .attributes
            .push((ours.to_owned(), text::attribute(text))),
    }
}

fn find<'r>(row: &'r Row, roles: &Roles, ours: &str) -> Option<&'r Cell> {
    let (_, theirs) = roles.columns.iter().find(|(known, _)| known == ours)?;
    row.get(theirs).filter(|cell| !cell.text.is_empty())
}

/// `Q399` of `http://www.wikidata.org/entity/Q399`.
fn short_id(iri: &str) -> &str {
    let wikidata = iri
        .strip_prefix("http")
        .and_then(|rest| rest.split_once("wikidata.org/entity/"));
    wikidata.map_or(iri, |(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::short_id;

    #[test]
    fn ids_of_wikidata_are_short() {
        assert_eq!(short_id("http://www.wikidata.org/entity/Q1"), "Q1");
        assert_eq!(short_id("http://example.org/Q1"), "http://example.org/Q1");
    }
}
