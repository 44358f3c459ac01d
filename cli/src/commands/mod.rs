//! One file for each verb.

mod annotate;
mod build;
mod check;
mod compare;
mod diff;
mod explain;
mod explain_at;
mod inspect;
mod lookup;
mod normalize;
mod pipeline;
mod romanize;
mod variants;

use anyhow::Result;

use crate::args::{Args, Command};
use crate::exit::Code;

/// Does what the command line says.
pub fn run(args: Args) -> Result<Code> {
    match args.command {
        Command::Normalize(args) => normalize::run(&args),
        Command::Annotate(args) => annotate::run(&args),
        Command::Lookup(args) => lookup::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Romanize(args) => romanize::run(&args),
        Command::Variants(args) => variants::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Check(args) => check::run(&args),
    }
}
