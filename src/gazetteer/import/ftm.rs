//! FollowTheMoney entities, as OpenSanctions and Aleph export them.
//!
//! Follows the schemata of the package `followthemoney` 4.11 and its nested or
//! plain JSON: an entity on each line, with `id`, `schema` and `properties`,
//! whose values are arrays. Checked here with files made after them.
//!
//! | property | becomes |
//! | --- | --- |
//! | name | the canonical name, if it is the `caption` or else the first; aliases |
//! | alias | aliases |
//! | previousName | former names |
//! | abbreviation | abbreviations |
//! | weakAlias of two words or more | designations: linked, never rewritten |
//! | country, jurisdiction, nationality | attribute `country`, in capitals if there is one |
//! | wikidataId; referents | `same_as` |
//!
//! Weak aliases of one word are left out: `Ali` would be found everywhere. Names
//! have no language. Schemata that are no entities of the world, such as
//! `Sanction` or `Ownership`, are left out (`schemata.tsv`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::super::{EntityType, NameKind};
use super::Input;
use super::entity::Entity;
use super::fact::{Role, Standing};
use super::importer::{At, Importer};
use super::json_lines::{Entities, each_entity};
use crate::error::Result;
use crate::rules::rule_rows;

/// Entities with all their sanctions nested take megabytes; a line of more is not read.
const LONGEST_LINE: usize = 64 << 20;

/// An entity, as far as it is looked at.
#[derive(Deserialize)]
struct Ftm<'j> {
    #[serde(borrow)]
    id: Cow<'j, str>,
    #[serde(borrow)]
    schema: Cow<'j, str>,
    #[serde(default)]
    caption: String,
    #[serde(default)]
    properties: Properties,
    #[serde(default)]
    referents: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Properties {
    name: Vec<String>,
    alias: Vec<String>,
    weak_alias: Vec<String>,
    previous_name: Vec<String>,
    abbreviation: Vec<String>,
    country: Vec<String>,
    jurisdiction: Vec<String>,
    nationality: Vec<String>,
    wikidata_id: Vec<String>,
}

/// What the entities of a schema are; none if it is no thing of the world.
static SCHEMATA: LazyLock<HashMap<&str, Option<EntityType>>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("schemata.tsv"));
    rows.filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok())))
        .collect()
});

const ENTITIES: Entities = Entities {
    name: "FollowTheMoney entity",
    longest: LONGEST_LINE,
    long: "each entity stands on a line of its own",
    form: "each line is an object with `id`, `schema` and `properties`, whose values are arrays",
    part: |line| line,
};

/// Reads entities, one a line.
pub(super) fn read(input: Input<'_>, importer: &mut Importer<'_>) -> Result<()> {
    each_entity(input, &ENTITIES, importer, |at, importer| {
        serde_json::from_slice(at.raw).map(|ftm| entity_of(ftm, at, importer))
    })
}

fn entity_of(ftm: Ftm<'_>, at: &At<'_>, importer: &mut Importer<'_>) -> Result<()> {
    let entity_type = match SCHEMATA.get(ftm.schema.as_ref()) {
        Some(Some(entity_type)) => *entity_type,
        Some(None) => {
            importer.leave_out("schemata that are no entities of the world");
            return Ok(());
        }
        None => {
            importer.leave_out("schemata that are not known");
            return Ok(());
        }
    };
    let Some(id) = importer.id(at, &ftm.id) else {
        return Ok(());
    };
    let mut entity = Entity {
        entity_type: Some(entity_type),
        standing: Standing::Described,
        ..Entity::new(&id)
    };
    names(&ftm, &mut entity, at, importer);
    let properties = &ftm.properties;
    let lists = [
        &properties.country,
        &properties.jurisdiction,
        &properties.nationality,
    ];
    let country = lists.into_iter().flatten().next();
    // Only what is one country's is said: the attribute tells namesakes apart.
    let one = lists
        .into_iter()
        .flatten()
        .all(|other| Some(other) == country);
    if let Some(country) = country.filter(|_| one) {
        entity.attributes.insert(
            "country".to_owned(),
            super::text::attribute(&country.to_uppercase()),
        );
    }
    let others = properties.wikidata_id.iter().chain(&ftm.referents);
    for other in others.filter(|other| **other != id) {
        entity.same_as.extend(
            super::text::id(other)
                .ok()
                .filter(|other| !other.contains('|')),
        );
    }
    importer.entity(entity)
}

fn names(ftm: &Ftm<'_>, entity: &mut Entity, at: &At<'_>, importer: &mut Importer<'_>) {
    let lang = importer.options.lang.clone();
    let mut add = |name: &str, role: Role, importer: &mut Importer<'_>| {
        if let Some((name, lang)) = importer.name(at, name, &lang) {
            entity.name(name, lang, role);
        }
    };
    let properties = &ftm.properties;
    for name in &properties.name {
        let rank = if *name == ftm.caption { 0 } else { 1 };
        add(name, Role::Preferred(rank), importer);
    }
    for (names, kind) in [
        (&properties.alias, NameKind::Alias),
        (&properties.previous_name, NameKind::Former),
        (&properties.abbreviation, NameKind::Abbreviation),
    ] {
        names
            .iter()
            .for_each(|name| add(name, Role::Kind(kind), importer));
    }
    for name in &properties.weak_alias {
        match name.trim().contains(char::is_whitespace) {
            true => add(name, Role::Kind(NameKind::Designation), importer),
            false => importer.leave_out("weak aliases of one word"),
        }
    }
}
