//! Wikidata dumps: `latest-all.json`, or a part of it.
//!
//! Follows the Wikibase JSON data model (`mediawiki-extensions-Wikibase`,
//! `docs/topics/json.md`) and the description of the dumps at
//! `www.wikidata.org/wiki/Wikidata:Database_download`. Checked here with files
//! made after that description, not with a dump.
//!
//! A dump is an array with an entity on each line. Of an item are taken:
//!
//! | in the dump | becomes |
//! | --- | --- |
//! | labels | canonical names |
//! | aliases | aliases |
//! | P1705 native label | endonyms |
//! | P1448 official name | aliases; former names if they have an end (P582) |
//! | P1813 short name | abbreviations if in capitals, else aliases; former ones as above |
//! | P1549 demonym | demonyms |
//! | P31 instance of | the type, by `classes.tsv` |
//! | P1566 GeoNames id | `same_as` |
//! | number of sitelinks | the weight |
//!
//! Statements of deprecated rank are left out, and so are items of no class in
//! the table, unless type `other` is asked for.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::{EntityType, NameKind};
use super::Input;
use super::entity::Entity;
use super::fact::{Role, Standing};
use super::importer::{At, Importer};
use super::json_lines::{Entities, each_entity};
use super::wikibase::{Item, MonolingualText, Statement};
use crate::error::{Error, Result};
use crate::rules::rule_rows;

/// Items with thousands of statements take a few megabytes; a line of more is not read.
const LONGEST_LINE: usize = 64 << 20;

const ITEMS: Entities = Entities {
    name: "Wikidata entity",
    longest: LONGEST_LINE,
    long: "is this a Wikidata dump?",
    form: "a dump has a JSON object on each line; cut the file at a line end, or fetch it anew",
    part: item_in,
};

/// Reads a dump.
pub(super) fn read(input: Input<'_>, importer: &mut Importer<'_>) -> Result<()> {
    each_entity(input, &ITEMS, importer, |at, importer| {
        serde_json::from_slice(at.raw).map(|item| item_of(&item, at, importer))
    })
}

/// The line of an array without its punctuation.
fn item_in(line: &[u8]) -> &[u8] {
    match line.strip_suffix(b",").unwrap_or(line) {
        b"[" | b"]" => b"",
        item => item,
    }
}

fn item_of(item: &Item<'_>, at: &At<'_>, importer: &mut Importer<'_>) -> Result<()> {
    if item.kind.as_deref().is_some_and(|kind| kind != "item") {
        importer.leave_out("properties and lexemes");
        return Ok(());
    }
    let classes = || item.claims.instance_of.iter().filter_map(Statement::value);
    let entity_type = match importer
        .options
        .classes
        .of(classes().filter_map(|class| class.id()))
    {
        Class::Type(entity_type) => Some(entity_type),
        Class::Unknown if importer.options.types.contains(&EntityType::Other) => {
            Some(EntityType::Other)
        }
        Class::Unknown if importer.options.entity_type.is_some() => importer.options.entity_type,
        Class::Unknown => {
            importer.leave_out("items of no known class");
            return Ok(());
        }
        Class::Unwanted => {
            importer.leave_out("disambiguation pages, categories and the like");
            return Ok(());
        }
    };
    // Names take the most time; those of items that are not asked for need not be looked at.
    if !importer.wants_type(entity_type) || (item.sitelinks.0 as f32) < importer.options.min_weight
    {
        importer.leave_out("entities of other types or less weight");
        return Ok(());
    }
    let Some(id) = importer.id(at, &item.id) else {
        return Ok(());
    };
    let mut entity = Entity {
        entity_type,
        weight: (item.sitelinks.0 > 0).then_some(item.sitelinks.0 as f32),
        standing: Standing::Described,
        ..Entity::new(&id)
    };
    names(item, &mut entity, at, importer);
    for geonames in item.claims.geonames_id.iter().filter_map(Statement::value) {
        entity.same_as.push(format!("geonames:{geonames}"));
    }
    importer.entity(entity)
}

fn names(item: &Item<'_>, entity: &mut Entity, at: &At<'_>, importer: &mut Importer<'_>) {
    let mut add = |text: &str, lang: &str, role: Role| {
        if let Some((text, lang)) = importer.name(at, text, lang) {
            entity.name(text, lang, role);
        }
    };
    for (lang, label) in &item.labels.0 {
        add(label, lang, Role::Preferred(0));
    }
    for (lang, aliases) in &item.aliases.0 {
        for alias in aliases {
            add(alias, lang, Role::Kind(NameKind::Alias));
        }
    }
    let mut state = |statements: &[Statement<MonolingualText<'_>>],
                     kind: &dyn Fn(&str) -> NameKind| {
        for statement in statements {
            let Some(name) = statement.value() else {
                continue;
            };
            let kind = match statement.has_ended() {
                true => NameKind::Former,
                false => kind(&name.text),
            };
            add(&name.text, &name.language, Role::Kind(kind));
        }
    };
    let claims = &item.claims;
    state(&claims.native_label, &|_| NameKind::Endonym);
    state(&claims.official_name, &|_| NameKind::Alias);
    state(&claims.short_name, &short_name);
    state(&claims.demonym, &|_| NameKind::Demonym);
}

/// `EAEU` is an abbreviation; `Turkey` is the short name of a republic.
fn short_name(name: &str) -> NameKind {
    let in_capitals = name.contains(char::is_uppercase) && !name.contains(char::is_lowercase);
    match in_capitals {
        true => NameKind::Abbreviation,
        false => NameKind::Alias,
    }
}

/// What instances of Wikidata classes are.
#[derive(Clone, Debug)]
pub(super) struct Classes(HashMap<Cow<'static, str>, Option<EntityType>>);

/// What the classes of an item say of it.
pub(super) enum Class {
    Type(EntityType),
    /// It is no entity of the world: a page that lists others.
    Unwanted,
    Unknown,
}

impl Default for Classes {
    fn default() -> Classes {
        let rows = rule_rows(include_str!("classes.tsv"));
        let class = |row: Vec<&'static str>| {
            let entity_type = row.get(1)?.parse().ok();
            Some((Cow::Borrowed(*row.first()?), entity_type))
        };
        Classes(rows.filter_map(class).collect())
    }
}

impl Classes {
    /// Adds lines of a class and its type.
    pub(super) fn extend(&mut self, table: &str) -> Result<()> {
        for (number, line) in (1..).zip(table.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.split('\t');
            let (class, word) = (
                cells.next().unwrap_or("").trim(),
                cells.next().unwrap_or("").trim(),
            );
            let entity_type = match word {
                "-" => None,
                word => Some(word.parse().map_err(|error| {
                    Error::config(format!("line {number} of the classes, `{line}`: {error}; wanted is a class, a tab and a type"))
                })?),
            };
            self.0.insert(Cow::Owned(class.to_owned()), entity_type);
        }
        Ok(())
    }

    /// The type of an item of these classes: of several known ones, the first.
    fn of<'c>(&self, classes: impl Iterator<Item = Cow<'c, str>>) -> Class {
        let mut known = Class::Unknown;
        for class in classes {
            match (self.0.get(class.as_ref()), &known) {
                (Some(None), _) => return Class::Unwanted,
                (Some(Some(entity_type)), Class::Unknown) => known = Class::Type(*entity_type),
                _ => {}
            }
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use super::super::wikibase::Counted;
    use super::*;

    #[test]
    fn classes_of_the_user_win() {
        let mut classes = Classes::default();
        let of = |classes: &Classes, ids: &[&'static str]| match classes
            .of(ids.iter().map(|id| Cow::Borrowed(*id)))
        {
            Class::Type(entity_type) => entity_type.as_str(),
            Class::Unwanted => "-",
            Class::Unknown => "?",
        };
        assert_eq!(of(&classes, &["Q5"]), "person");
        assert_eq!(of(&classes, &["Q0", "Q515"]), "place");
        assert_eq!(of(&classes, &["Q515", "Q4167410"]), "-");
        assert_eq!(of(&classes, &["Q0"]), "?");
        classes
            .extend("# mine\nQ0\tevent\tmy class\nQ5\t-\n")
            .unwrap();
        assert_eq!(
            (of(&classes, &["Q0"]), of(&classes, &["Q5"])),
            ("event", "-")
        );
        let error = classes.extend("Q1\tcity").unwrap_err().to_string();
        assert!(
            error.starts_with("line 1 of the classes, `Q1\tcity`: unknown type `city`"),
            "{error}"
        );
    }

    #[test]
    fn counted_is_only_a_number() {
        let Counted(links) =
            serde_json::from_str(r#"{"enwiki":{"title":"x"},"dewiki":{}}"#).unwrap();
        assert_eq!(links, 2);
        assert_eq!(serde_json::from_str::<Counted>("[]").unwrap().0, 0);
    }
}
