//! Several gazetteers made one, as a matcher sees them layered.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::{Entity, EntityType, Gazetteer, GazetteerBuilder, NameKind, Record};
use crate::error::Result;
use crate::text::{base_language, script_of};

/// Fields of the description that list things, so that lists of several files add up.
const LISTS: [&str; 2] = ["sources", "licences"];

/// Puts the names of several gazetteers together, each with the gazetteers it comes from. All are held in memory;
/// [`merge_into`] does without.
///
/// As in a layered [`Matcher`](crate::Matcher), names add up, and the canonical
/// names of later gazetteers win: what an earlier one calls canonical in the
/// same language becomes an alias. A canonical name without a language wins over
/// those of all languages in its script. A name that both list has the kind that
/// the later one gives it. Of types and attributes the later count, of weights
/// the largest; other ids add up.
///
/// The names of a gazetteer that was itself merged keep their sources; those of
/// another get its [name](Gazetteer::name).
///
/// ```
/// use exonym::gazetteer::merge;
/// use exonym::{GazetteerBuilder, Record};
///
/// let gazetteer = |name: &str, text: &str| {
///     let mut builder = GazetteerBuilder::new();
///     builder.add(Record::new("Q43", text));
///     builder.to_gazetteer(name)
/// };
/// let merged = merge(&[&gazetteer("world.gaz", "Türkiye")?, &gazetteer("house.csv", "Turkey")?])?;
/// let merged = merged.to_gazetteer("all.gaz")?;
/// let turkey = merged.entity("Q43").unwrap();
/// assert_eq!(merged.canonical(&turkey, "").unwrap().text, "Turkey");
/// assert_eq!(merged.sources(&turkey), [["house.csv"], ["world.gaz"]]);
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) if the names come from more than 64 sources.
pub fn merge(gazetteers: &[&Gazetteer]) -> Result<GazetteerBuilder> {
    merge_into(GazetteerBuilder::new(), gazetteers)
}

/// Puts the names of several gazetteers together as [`merge`] does, and gives them to a builder: to one
/// [for a file](GazetteerBuilder::for_file), which does not hold them all in memory.
///
/// What is held beside that are the ids of all entities and the sources of all names.
///
/// # Errors
///
/// As [`merge`].
pub fn merge_into(
    mut builder: GazetteerBuilder,
    gazetteers: &[&Gazetteer],
) -> Result<GazetteerBuilder> {
    let sources: Vec<NameSources<'_>> = gazetteers.iter().map(|g| NameSources::of(g)).collect();
    for gazetteer in gazetteers {
        // Numbers them in the order given.
        builder.begin_sources(gazetteer.source_names())?;
    }
    let ids: BTreeSet<&str> = gazetteers
        .iter()
        .flat_map(|gazetteer| gazetteer.entities().map(|entity| entity.id))
        .collect();
    for id in ids {
        let layers: Vec<Layer<'_>> = gazetteers
            .iter()
            .zip(&sources)
            .rev()
            .filter_map(|(gazetteer, sources)| {
                let entity = gazetteer.entity(id)?;
                Some(Layer {
                    gazetteer,
                    sources,
                    entity,
                })
            })
            .collect();
        add(&mut builder, id, &layers)?;
    }
    for (field, value) in descriptions(gazetteers) {
        builder.describe(&field, value);
    }
    Ok(builder)
}

/// An entity as one of the gazetteers has it.
struct Layer<'g> {
    gazetteer: &'g Gazetteer,
    sources: &'g NameSources<'g>,
    entity: Entity<'g>,
}

/// The sources of a gazetteer's names: those of each, or the gazetteer itself.
struct NameSources<'g> {
    own: [&'g str; 1],
    of_names: Vec<Vec<&'g str>>,
}

impl<'g> NameSources<'g> {
    fn of(gazetteer: &'g Gazetteer) -> NameSources<'g> {
        NameSources {
            own: [gazetteer.name()],
            of_names: gazetteer.all_sources().collect(),
        }
    }

    fn at(&self, name: usize) -> &[&'g str] {
        self.of_names.get(name).map_or(&self.own, Vec::as_slice)
    }
}

/// A name with what it is listed as, and by whom.
struct Merged<'g> {
    kind: NameKind,
    text: &'g str,
    lang: &'g str,
    sources: Vec<&'g str>,
}

/// Adds what the layers, the last first, say of an entity.
fn add(builder: &mut GazetteerBuilder, id: &str, layers: &[Layer<'_>]) -> Result<()> {
    let mut entity = Some(common(id, layers));
    for name in names(layers) {
        builder.begin_sources(name.sources.iter().copied())?;
        let entity = entity.take().unwrap_or_else(|| Record::new(id, ""));
        builder.add(Record {
            name: name.text.to_owned(),
            lang: name.lang.to_owned(),
            kind: Some(name.kind),
            ..entity
        });
    }
    Ok(())
}

/// What is said of the entity as a whole.
fn common(id: &str, layers: &[Layer<'_>]) -> Record {
    let mut record = Record::new(id, "");
    let mut attributes = BTreeMap::new();
    for Layer { entity, .. } in layers {
        let said = Some(entity.entity_type).filter(|said| *said != EntityType::Other);
        record.entity_type = record.entity_type.or(said);
        record.weight = Some(entity.weight.max(record.weight.unwrap_or(0.0)));
        record.same_as.extend(entity.same_as().map(str::to_owned));
        for (column, value) in entity.attributes() {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            attributes.entry(column).or_insert(text);
        }
    }
    record.attributes = attributes.into_iter().collect();
    record
}

/// The names of all layers, those of earlier ones giving way.
fn names<'g>(layers: &[Layer<'g>]) -> Vec<Merged<'g>> {
    let mut merged: Vec<Merged<'g>> = Vec::new();
    let mut by_text: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut taken = Taken::default();
    for layer in layers {
        let before = merged.len();
        let first = layer.entity.first_name as usize;
        for (nth, name) in layer.gazetteer.names(&layer.entity).enumerate() {
            let sources = layer.sources.at(first + nth);
            let known = by_text.entry((name.text, name.lang)).or_default();
            if known.first().is_some_and(|at| *at < before) {
                for at in known.iter() {
                    merged[*at].sources.extend(sources);
                }
                continue;
            }
            known.push(merged.len());
            merged.push(Merged {
                kind: match name.kind {
                    NameKind::Canonical if taken.has(name.text, name.lang) => NameKind::Alias,
                    kind => kind,
                },
                text: name.text,
                lang: name.lang,
                sources: sources.to_vec(),
            });
        }
        for name in &merged[before..] {
            if name.kind == NameKind::Canonical {
                taken.add(name.text, name.lang);
            }
        }
    }
    merged
}

/// The languages, or whole scripts, in which later layers have canonical names.
#[derive(Default)]
struct Taken<'g> {
    languages: HashSet<&'g str>,
    scripts: HashSet<&'g str>,
}

impl<'g> Taken<'g> {
    fn add(&mut self, text: &str, lang: &'g str) {
        self.languages.insert(lang);
        if lang.is_empty() {
            self.scripts.insert(script_of(text));
        }
    }

    fn has(&self, text: &str, lang: &str) -> bool {
        self.languages.contains(lang)
            || self.languages.contains(base_language(lang))
            || self.scripts.contains(script_of(text))
    }
}

/// What the descriptions of all gazetteers list, each thing once.
fn descriptions(gazetteers: &[&Gazetteer]) -> Vec<(String, Value)> {
    let metas: Vec<Value> = gazetteers.iter().map(|g| g.stats().meta).collect();
    let of_field = |field: &str| {
        let mut all: Vec<Value> = Vec::new();
        for item in metas
            .iter()
            .filter_map(|meta| meta.get(field)?.as_array())
            .flatten()
        {
            if !all.contains(item) {
                all.push(item.clone());
            }
        }
        (field.to_owned(), Value::Array(all))
    };
    let lists = LISTS.iter().map(|field| of_field(field));
    lists
        .filter(|(_, list)| list != &Value::Array(Vec::new()))
        .collect()
}
