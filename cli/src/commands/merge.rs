//! `exonym merge`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use exonym::gazetteer::merge_into;
use exonym::{Gazetteer, GazetteerBuilder, file};

use super::build;
use crate::exit::{Code, GazetteerTrouble};
use crate::gazetteers;
use crate::message::note;
use crate::output::{NO_TABLE, TABLES, refuse_ending};
use crate::overwrite::{self, ELSEWHERE};
use crate::words::counted;

#[derive(Debug, Args)]
pub struct Merge {
    /// Gazetteers: .gaz files, CSV, or `default`; the canonical names of later ones win
    #[arg(value_name = "GAZETTEER", required = true)]
    gazetteers: Vec<String>,
    /// The gazetteer to write
    #[arg(short, long, value_name = "FILE", value_parser = build::gazetteer_path())]
    output: PathBuf,
}

pub fn run(args: &Merge) -> Result<Code> {
    let inputs = overwrite::Inputs::new(&args.gazetteers);
    inputs.refuse("--output", Some(&args.output), ELSEWHERE)?;
    refuse_ending(Some(&args.output), &TABLES, NO_TABLE)?;
    let trouble = || GazetteerTrouble(format!("cannot write {}", args.output.display()));
    file::may_replace(&args.output).with_context(trouble)?;
    let opened: Result<Vec<Gazetteer>> = args
        .gazetteers
        .iter()
        .map(|name| gazetteers::open(name))
        .collect();
    let opened = opened?;
    let layers: Vec<&Gazetteer> = opened.iter().collect();
    let builder = GazetteerBuilder::for_file(&args.output);
    let stats = merge_into(builder, &layers)
        .and_then(|builder| builder.write(&args.output))
        .with_context(trouble)?;
    for gazetteer in opened {
        let names = counted(gazetteer.stats().names, "name");
        note!("{}: {names}", gazetteer.name());
    }
    note!("{}", build::made(&args.output, &stats));
    Ok(Code::Done)
}
