//! `exonym inspect`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;
use exonym::{Entity, Gazetteer};
use serde_json::{Value, json};

use crate::args::InspectFormat;
use crate::exit::{Code, GazetteerTrouble};
use crate::gazetteers;
use crate::message::say;
use crate::output::Output;
use crate::terminal;

#[derive(Debug, Args)]
pub struct Inspect {
    /// The gazetteer: a .gaz or CSV file, or `default`
    #[arg(value_name = "GAZETTEER", default_value = "default")]
    pub gazetteer: String,
    /// Show this entity id, or the entities of this name, with all their names
    #[arg(value_name = "ID OR NAME")]
    pub entity: Option<String>,
    /// Check every section and say so
    #[arg(long)]
    pub verify: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub format: InspectFormat,
}

pub fn run(args: &Inspect) -> Result<Code> {
    let gazetteer = gazetteers::open(&args.gazetteer).map_err(|error| named(args, error))?;
    if args.verify {
        gazetteer
            .verify()
            .with_context(|| GazetteerTrouble(format!("gazetteer {}", args.gazetteer)))?;
    }
    let (text, code) = match (&args.entity, args.format) {
        (None, InspectFormat::Json) => (
            format!("{:#}\n", serde_json::to_value(gazetteer.stats())?),
            Code::Done,
        ),
        (None, InspectFormat::Text) => (overview(args, &gazetteer)?, Code::Done),
        (Some(wanted), format) => {
            let entities = entities(&gazetteer, wanted);
            let code = if entities.is_empty() {
                Code::Nothing
            } else {
                Code::Done
            };
            let text = match format {
                InspectFormat::Json => entities
                    .iter()
                    .map(|e| format!("{:#}\n", as_json(&gazetteer, e)))
                    .collect(),
                InspectFormat::Text => entities.iter().map(|e| as_text(&gazetteer, e)).collect(),
            };
            (text, code)
        }
    };
    if code == Code::Nothing {
        say!(
            "exonym: no entity and no name `{}` in {}",
            terminal::safe(args.entity.as_deref().unwrap_or("")),
            args.gazetteer
        );
    }
    let mut out = Output::new(None)?;
    out.write_all(terminal::shown(&text).as_bytes())?;
    out.finish()?;
    Ok(code)
}

/// The error where a name of an entity stands in the place of the gazetteer, with what was meant.
fn named(args: &Inspect, error: anyhow::Error) -> anyhow::Error {
    let name = &args.gazetteer;
    let is_file = name.contains(['/', '.']) || Path::new(name).exists();
    let is_library = error.chain().any(|cause| cause.is::<exonym::Error>());
    if is_file || args.entity.is_some() || !is_library {
        return error;
    }
    let problem = format!(
        "gazetteer {name}: there is no such file; `exonym inspect default '{name}'` shows what the built-in one has of this name or id"
    );
    GazetteerTrouble(problem).into()
}

fn overview(args: &Inspect, gazetteer: &Gazetteer) -> Result<String> {
    let stats = gazetteer.stats();
    let mut text = String::new();
    let megabytes = stats.bytes as f64 / 1e6;
    writeln!(
        text,
        "{}\n  entities  {}\n  names     {}\n  size      {megabytes:.1} MB, {:.1} bytes a name",
        gazetteer.name(),
        stats.entities,
        stats.names,
        stats.bytes as f64 / stats.names.max(1) as f64
    )?;
    writeln!(text, "  build id  {}", stats.build_id)?;
    writeln!(text, "\nsections")?;
    for (name, size) in &stats.sections {
        writeln!(text, "  {name:10}{size:>12} bytes")?;
    }
    let types =
        gazetteer
            .entities()
            .fold(std::collections::BTreeMap::new(), |mut counts, entity| {
                *counts.entry(entity.entity_type.as_str()).or_insert(0usize) += 1;
                counts
            });
    writeln!(text, "\ntypes")?;
    for (name, count) in types {
        writeln!(text, "  {name:14}{count:>8}")?;
    }
    for (field, value) in stats
        .meta
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(field, _)| *field != "counts")
    {
        writeln!(text, "\n{field}\n{}", description(value))?;
    }
    if args.verify {
        writeln!(text, "\nevery section checks out")?;
    }
    Ok(text)
}

/// A field of the file's description, an item a line.
fn description(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(description).collect::<Vec<_>>().join("\n"),
        Value::Object(fields) => {
            let fields: Vec<&str> = fields
                .values()
                .filter_map(Value::as_str)
                .filter(|s| !s.is_empty())
                .collect();
            format!("  {}", fields.join(", "))
        }
        Value::String(text) => format!("  {text}"),
        other => format!("  {other}"),
    }
}

/// The entity of this id, or those with a name of this key.
fn entities<'g>(gazetteer: &'g Gazetteer, wanted: &str) -> Vec<Entity<'g>> {
    if let Some(entity) = gazetteer.entity(wanted) {
        return vec![entity];
    }
    let mut entities: Vec<Entity<'g>> = gazetteer
        .find(wanted)
        .iter()
        .map(|name| gazetteer.entity_of(name))
        .collect();
    entities.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.id.cmp(b.id)));
    entities.dedup_by(|a, b| a.id == b.id);
    entities
}

fn as_text(gazetteer: &Gazetteer, entity: &Entity<'_>) -> String {
    let mut text = format!("{} ({})", entity.id, entity.entity_type);
    if entity.weight > 0.0 {
        text += &format!(", weight {}", entity.weight);
    }
    let same_as: Vec<&str> = entity.same_as().collect();
    if !same_as.is_empty() {
        text += &format!(", same as {}", same_as.join(", "));
    }
    for (column, value) in entity.attributes() {
        text += &format!("\n  {column}: {}", value.as_str().unwrap_or_default());
    }
    let mut sources = gazetteer.sources(entity).into_iter();
    for name in gazetteer.names(entity) {
        text += &format!("\n  {:12} {:8} {}", name.kind, name.lang, name.text);
        if let Some(sources) = sources.next() {
            text += &format!("  [{}]", sources.join(", "));
        }
    }
    text + "\n"
}

fn as_json(gazetteer: &Gazetteer, entity: &Entity<'_>) -> Value {
    let mut sources = gazetteer.sources(entity).into_iter();
    let names = gazetteer.names(entity).map(|name| {
        let mut object = json!({"name": name.text, "lang": name.lang, "kind": name.kind.as_str()});
        if let Some(sources) = sources.next() {
            object["sources"] = sources.into();
        }
        object
    });
    json!({
        "id": entity.id,
        "type": entity.entity_type.as_str(),
        "weight": entity.weight,
        "same_as": entity.same_as().collect::<Vec<_>>(),
        "attributes": entity.attributes(),
        "names": names.collect::<Vec<_>>(),
    })
}
