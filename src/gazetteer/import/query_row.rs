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

/// What a row says.
pub(super) fn facts(
    row: &Row,
    roles: &Roles,
    at: &At<'_>,
    importer: &mut Importer<'_>,
    groups: &mut Groups,
) -> Result<()> {
    let said = roles
        .id
        .as_ref()
        .and_then(|id| row.get(id))
        .filter(|cell| !cell.text.is_empty());
    let Some(said) = said else {
        let help = "name the variable of the entity `item`, or say which it is: --map id=VARIABLE,name=VARIABLE";
        importer.malformed(at, "the row says no entity", help);
        return Ok(());
    };
    let Some(id) = importer.id(at, short_id(&said.text)) else {
        return Ok(());
    };
    let mut fact = Fact {
        id,
        standing: Standing::Described,
        ..Fact::default()
    };
    let lang =
        find(row, roles, "lang").map_or(importer.options.lang.clone(), |cell| cell.text.clone());
    let mut names: Vec<Named> = Vec::new();
    for (ours, theirs) in &roles.columns {
        let Some(cell) = row.get(theirs).filter(|cell| !cell.text.is_empty()) else {
            continue;
        };
        let (base, tagged) = ours.split_once(':').unwrap_or((ours, ""));
        let lang = [tagged, &cell.lang, &lang]
            .into_iter()
            .find(|lang| !lang.is_empty())
            .unwrap_or("");
        let mut add = |text: &str, role: Role| {
            let name = importer.name(at, text, lang);
            names.extend(name.map(|(text, lang)| Named { text, lang, role }));
        };
        match base {
            "id" | "lang" => {}
            // The label service gives the id where there is no label.
            "name" | "canonical" if cell.text == fact.id => {
                importer.leave_out("items without a label")
            }
            "name" | "canonical" => add(&cell.text, Role::Preferred(0)),
            "aliases" => cell
                .text
                .split(", ")
                .flat_map(|part| part.split('|'))
                .filter(|part| !part.trim().is_empty())
                .for_each(|alias| add(alias, Role::Kind(NameKind::Alias))),
            "endonym" => add(&cell.text, Role::Kind(NameKind::Endonym)),
            "type" => fact.entity_type = cell.text.parse::<EntityType>().ok(),
            "weight" => {
                fact.weight = cell
                    .text
                    .parse()
                    .ok()
                    .filter(|w: &f32| w.is_finite() && *w >= 0.0)
            }
            "same_as" => {
                fact.same_as = text::id(short_id(&cell.text))
                    .unwrap_or_default()
                    .replace('|', "%7C")
            }
            "kind" => {}
            _ => fact
                .attributes
                .push((ours.clone(), text::attribute(&cell.text))),
        }
    }
    let kind = find(row, roles, "kind").and_then(|cell| cell.text.parse::<NameKind>().ok());
    let same = Fact {
        name: None,
        ..fact.clone()
    };
    let mut names = names.into_iter();
    fact.name = names.next().map(|name| of_kind(name, kind));
    groups.add(fact)?;
    for name in names {
        let fact = Fact {
            id: same.id.clone(),
            standing: Standing::Described,
            name: Some(of_kind(name, kind)),
            ..Fact::default()
        };
        groups.add(fact)?;
    }
    Ok(())
}

fn of_kind(name: Named, kind: Option<NameKind>) -> Named {
    let role = kind.map_or(name.role, Role::Kind);
    Named { role, ..name }
}

fn find<'r>(row: &'r Row, roles: &Roles, ours: &str) -> Option<&'r Cell> {
    let (_, theirs) = roles.columns.iter().find(|(known, _)| known == ours)?;
    row.get(theirs).filter(|cell| !cell.text.is_empty())
}

/// `Q399` of `http://www.wikidata.org/entity/Q399`.
pub(super) fn short_id(iri: &str) -> &str {
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
