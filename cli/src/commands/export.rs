//! `exonym export`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use exonym::gazetteer::source::write_gazetteer;
use serde_json::Value;

use crate::exit::{Code, GazetteerTrouble};
use crate::gazetteers;
use crate::message::note;
use crate::output::{NO_GAZETTEER, Output, delimiter_of, refuse_ending, refuse_unwritten};
use crate::overwrite::{self, ELSEWHERE};
use crate::words::counted;

#[derive(Debug, Args)]
pub struct Export {
    /// The gazetteer: a .gaz or CSV file, or `default`
    #[arg(value_name = "GAZETTEER", default_value = "default")]
    gazetteer: String,
    /// Write to this file instead of standard output; with tabs between the cells if it ends in .tsv
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(args: &Export) -> Result<Code> {
    let inputs = overwrite::Inputs::new([&args.gazetteer]);
    inputs.refuse("--output", args.output.as_deref(), ELSEWHERE)?;
    refuse_ending(args.output.as_deref(), &["gaz"], NO_GAZETTEER)?;
    refuse_unwritten(args.output.as_deref())?;
    let out = Output::new(args.output.as_deref())?;
    let gazetteer = gazetteers::open(&args.gazetteer)?;
    let trouble = || GazetteerTrouble(format!("gazetteer {}", args.gazetteer));
    write_gazetteer(&gazetteer, out, delimiter_of(args.output.as_deref()))
        .with_context(trouble)?
        .finish()?;
    let stats = gazetteer.stats();
    if let Some(path) = &args.output {
        let path = path.display();
        let entities = counted(stats.entities, "entity");
        note!("{path}: {entities}, {}", counted(stats.names, "name"));
    }
    if ["sources", "licences"]
        .iter()
        .any(|field| says(&stats.meta, field))
    {
        note!(
            "the sources and licences of {} are not in the CSV; `exonym inspect` shows them",
            args.gazetteer
        );
    }
    Ok(Code::Done)
}

fn says(meta: &Value, field: &str) -> bool {
    let list = meta.get(field).and_then(Value::as_array);
    list.is_some_and(|list| !list.is_empty())
}
