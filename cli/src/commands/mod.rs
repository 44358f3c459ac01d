//! One file for each verb, with its arguments as clap reads them.

mod ahead;
mod annotate;
mod build;
mod check;
mod compare;
mod completions;
mod config;
mod destination;
mod diff;
mod explain;
mod explain_at;
mod export;
mod format;
mod found;
mod import;
mod in_place;
mod inspect;
mod learning;
mod lookup;
mod man;
mod merge;
mod normalize;
mod pipeline;
mod report;
mod romanize;
mod spreadsheet;
mod unified;
mod variants;
mod writer;

use std::env;
use std::ffi::OsString;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::args::Reading;
use crate::config::{self as settings, Config, Wanted};
use crate::exit::Code;
use crate::message;

/// Finds names of people, places and organisations in multilingual text,
/// links each to an entity, and writes them one way.
#[derive(Debug, Parser)]
#[command(name = "exonym", version, arg_required_else_help = true, before_help = "Example: exonym normalize article.txt --diff", after_help = EXIT_CODES)]
pub struct Args {
    #[command(flatten)]
    pub wanted: Wanted,
    /// Show errors and warnings only: no progress, no summaries
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 nothing found, or --check found something to change; 2 usage;
3 a gazetteer cannot be read or made; 4 some inputs failed, the others are done;
130 interrupted.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Rewrite texts with the canonical names
    #[command(before_help = "Example: exonym normalize -g default -g house.csv article.txt")]
    Normalize(normalize::Normalize),
    /// List the names in texts, with entity ids and offsets
    #[command(before_help = "Example: exonym annotate article.txt --format jsonl")]
    Annotate(annotate::Annotate),
    /// Write a page that shows the names in texts: what each is linked to, and why
    #[command(before_help = "Example: exonym report article.txt -o report.html")]
    Report(report::Report),
    /// Look up single names
    #[command(before_help = "Example: exonym lookup Erevan Ереван Երևան")]
    Lookup(lookup::Lookup),
    /// Compare two names: may they be of one person, organisation or place?
    #[command(before_help = "Example: exonym compare \"Aik Kondzhoryan\" \"Հայկ Կոնջորյան\"")]
    Compare(compare::Compare),
    /// Show how a name is read and why it is linked or not
    #[command(before_help = "Example: exonym explain Georgia")]
    Explain(explain::Explain),
    /// Write text in another script by a published standard
    #[command(before_help = "Example: exonym romanize --standard bgnpcgn-hye-Armn-Latn-1981 Երևան")]
    Romanize(romanize::Romanize),
    /// List the spellings a name takes, with the standard and route of each
    #[command(before_help = "Example: exonym variants \"Հայկ Կոնջորյան\" --via ru")]
    Variants(variants::Variants),
    /// Compile CSV files to a gazetteer
    #[command(before_help = "Example: exonym build names.csv -o names.gaz")]
    Build(build::Build),
    /// Show what is in a gazetteer
    #[command(before_help = "Example: exonym inspect names.gaz --verify")]
    Inspect(inspect::Inspect),
    /// Check CSV files without compiling them
    #[command(before_help = "Example: exonym check names.csv")]
    Check(check::Check),
    /// Make a CSV of names from dumps and exports: Wikidata, GeoNames, OpenSanctions, SKOS, spreadsheets
    #[command(
        before_help = "Example: exonym import --from table sheet.csv --map id=ID,name=Label -o names.csv"
    )]
    Import(import::Import),
    /// Write a gazetteer as a CSV
    #[command(before_help = "Example: exonym export names.gaz -o names.csv")]
    Export(export::Export),
    /// Show what is different between two gazetteers; exit with 1 if anything is
    #[command(before_help = "Example: exonym diff old.gaz new.gaz")]
    Diff(diff::Diff),
    /// Make one gazetteer of several
    #[command(before_help = "Example: exonym merge names.gaz house.csv -o all.gaz")]
    Merge(merge::Merge),
    /// Show the settings that hold
    #[command(before_help = "Example: exonym config --show-origin")]
    Config(config::ShowConfig),
    /// Write what a shell needs to complete verbs and options
    #[command(before_help = "Example: exonym completions bash")]
    Completions(completions::Completions),
    /// Write the manual in roff, for `man`
    #[command(before_help = "Example: exonym man normalize")]
    Man(man::ManPages),
}

impl Command {
    /// How the verb reads texts, if it does.
    fn reading(&mut self) -> Option<&mut Reading> {
        match self {
            Command::Normalize(verb) => Some(&mut verb.inputs.reading),
            Command::Annotate(verb) => Some(&mut verb.inputs.reading),
            Command::Report(verb) => Some(&mut verb.inputs.reading),
            Command::Explain(verb) => Some(&mut verb.reading),
            _ => None,
        }
    }
}

/// The command line, without what a file of settings says.
pub fn command() -> clap::Command {
    settings::switches(Args::command())
}

/// Reads the command line, with what is not said there as the file of settings says.
pub fn parse() -> Result<(Args, Config)> {
    let words: Vec<OsString> = env::args_os().collect();
    let mut args = read(command(), &words)?;
    let config = Config::load(&args.wanted, &command())?;
    let reading = args.command.reading();
    let says_fields = reading.is_some_and(|reading| !reading.fields.is_empty());
    if !config.entries.is_empty() {
        args = read(settings::apply(command(), &config.entries), &words)?;
    }
    if let Some(reading) = args.command.reading() {
        reading.says_fields = says_fields;
    }
    Ok((args, config))
}

fn read(mut command: clap::Command, words: &[OsString]) -> Result<Args, clap::Error> {
    let matches = command.try_get_matches_from_mut(words);
    let matches = matches.map_err(|error| with_tip(error, &command, words))?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Of an option that the verb has not, the tip names those that have it: `--diff` is one of `normalize`. What clap
/// guesses instead would be another option of this verb.
fn with_tip(mut error: clap::Error, command: &clap::Command, words: &[OsString]) -> clap::Error {
    /// Of more verbs than this none is meant.
    const MOST: usize = 3;
    let option = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(option)) if error.kind() == ErrorKind::UnknownArgument => option,
        _ => return error,
    };
    let long = option.trim_start_matches('-').split('=').next();
    let has = |verb: &&clap::Command| verb.get_arguments().any(|arg| arg.get_long() == long);
    let verbs = command.get_subcommands().filter(has);
    let verbs: Vec<String> = verbs
        .map(|verb| format!("'exonym {}'", verb.get_name()))
        .collect();
    let mut names = words.iter().skip(1).filter_map(|word| word.to_str());
    let verb = names.find_map(|name| command.find_subcommand(name));
    let (Some(_), Some(verb), false) = (long, verb, verbs.is_empty()) else {
        return error;
    };
    let tip = match verbs.len() <= MOST {
        true => format!("'{option}' is an option of {}", verbs.join(", ")),
        false => format!("'exonym {}' has no such option", verb.get_name()),
    };
    error.remove(ContextKind::SuggestedArg);
    error.insert(
        ContextKind::Suggested,
        ContextValue::StyledStrs(vec![tip.into()]),
    );
    error.insert(
        ContextKind::Usage,
        ContextValue::StyledStr(verb.clone().render_usage()),
    );
    error
}

/// Does what the command line says.
pub fn run(args: Args, config: &Config) -> Result<Code> {
    if args.quiet {
        message::be_quiet();
    }
    match args.command {
        Command::Normalize(args) => normalize::run(&args),
        Command::Annotate(args) => annotate::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Lookup(args) => lookup::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Romanize(args) => romanize::run(&args),
        Command::Variants(args) => variants::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Check(args) => check::run(&args, config),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Config(args) => config::run(&args, config),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
