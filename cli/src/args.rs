//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use exonym::output::OffsetUnit;
use exonym::rewrite::Template;

/// Finds names of people, places and organisations in multilingual text,
/// links each to an entity, and writes them one way.
#[derive(Debug, Parser)]
#[command(name = "exonym", version, arg_required_else_help = true, before_help = "Example: exonym normalize article.txt --diff", after_help = EXIT_CODES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 nothing found, or --check found something to change; 2 usage;
3 a gazetteer cannot be read or made; 4 some inputs failed, the others are done.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Rewrite texts with the canonical names
    #[command(before_help = "Example: exonym normalize -g default -g house.csv article.txt")]
    Normalize(Normalize),
    /// List the names in texts, with entity ids and offsets
    #[command(before_help = "Example: exonym annotate article.txt --format jsonl")]
    Annotate(Annotate),
    /// Look up single names
    #[command(before_help = "Example: exonym lookup Erevan Ереван Երևան")]
    Lookup(Lookup),
    /// Compare two names: may they be of one person, organisation or place?
    #[command(before_help = "Example: exonym compare \"Aik Kondzhoryan\" \"Հայկ Կոնջորյան\"")]
    Compare(Compare),
    /// Show how a name is read and why it is linked or not
    #[command(before_help = "Example: exonym explain Georgia")]
    Explain(Explain),
    /// Write text in another script by a published standard
    #[command(before_help = "Example: exonym romanize --standard bgnpcgn-hye-Armn-Latn-1981 Երևան")]
    Romanize(Romanize),
    /// List the spellings a name takes, with the standard and route of each
    #[command(before_help = "Example: exonym variants \"Հայկ Կոնջորյան\" --via ru")]
    Variants(Variants),
    /// Compile CSV files to a gazetteer
    #[command(before_help = "Example: exonym build names.csv -o names.gaz")]
    Build(Build),
    /// Show what is in a gazetteer
    #[command(before_help = "Example: exonym inspect names.gaz --verify")]
    Inspect(Inspect),
    /// Check CSV files without compiling them
    #[command(before_help = "Example: exonym check names.csv")]
    Check(Check),
}

/// Which gazetteers to use, and how.
#[derive(Debug, ClapArgs)]
pub struct Gazetteers {
    /// Compiled gazetteer (.gaz), CSV, or `default`; may be repeated, later ones win [default: the built-in one]
    #[arg(short, long = "gazetteer", value_name = "FILE")]
    pub gazetteers: Vec<String>,
    /// Do without the lexicon of name parts (Volodymyr for Vladimir)
    #[arg(long)]
    pub no_lexicon: bool,
}

/// How to look for names in texts.
#[derive(Debug, ClapArgs)]
pub struct Finding {
    /// Do not look for people in spellings that are not listed, as `Aik Kondzhoryan` for `Hayk Konjoryan`; faster
    #[arg(long)]
    pub no_spellings: bool,
    /// Link only what is at least so sure, from 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.0, value_parser = score)]
    pub min_score: f32,
    /// What to do with names that are found and not linked
    #[arg(long, value_enum, default_value_t = Abstain::Silent)]
    pub abstain: Abstain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Abstain {
    /// Pass over them
    Silent,
    /// List them with the reason: in the output of annotate, on standard error of normalize
    Report,
}

/// A number from 0 to 1.
fn score(text: &str) -> Result<f32, String> {
    let score: f32 = text
        .parse()
        .map_err(|_| format!("`{text}` is no number; give one from 0 to 1, such as 0.5"))?;
    if (0.0..=1.0).contains(&score) {
        Ok(score)
    } else {
        Err(format!("{text} is not from 0 to 1"))
    }
}

/// What to read.
#[derive(Debug, ClapArgs)]
pub struct Inputs {
    /// Files and folders to read; `-` or nothing is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What a file holds: one text, or one JSON object with a field `text` on each line
    #[arg(long, value_enum, default_value_t = InputFormat::Text)]
    pub input_format: InputFormat,
    /// Language of the texts, as a BCP 47 tag [default: judged from each text]
    #[arg(long, value_name = "LANG", default_value = "", value_parser = lang)]
    pub lang: String,
    /// Work on so many texts at a time [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    Text,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Inflected {
    /// Leave them as they are
    Keep,
    /// Write the canonical name without an ending
    Base,
}

#[derive(Debug, ClapArgs)]
pub struct Normalize {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    #[command(flatten)]
    pub finding: Finding,
    /// Write canonical names of this language [default: that of each text]
    #[arg(long, value_name = "LANG", default_value = "", value_parser = lang)]
    pub to: String,
    /// Write each mention so; fields: {canonical}, {surface}, {id}, {type}
    #[arg(long, value_name = "TEXT")]
    pub template: Option<Template>,
    /// Also write out abbreviations
    #[arg(long)]
    pub abbreviations: bool,
    /// Also bring former names up to date
    #[arg(long)]
    pub former: bool,
    /// Also write demonyms one way: the first that the last gazetteer lists
    #[arg(long)]
    pub demonyms: bool,
    /// Inflected forms whose ending does not fit the canonical name
    #[arg(long, value_enum, default_value_t = Inflected::Keep)]
    pub inflected: Inflected,
    /// Leave quotations as they are
    #[arg(long)]
    pub skip_quotes: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["in_place", "diff", "check"])]
    pub output: Option<PathBuf>,
    /// Change the files themselves
    #[arg(short, long, conflicts_with_all = ["diff", "check"])]
    pub in_place: bool,
    /// With --in-place, keep the old file under its name with this added
    #[arg(
        long,
        value_name = "SUFFIX",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ".bak",
        requires = "in_place",
        value_parser = suffix
    )]
    pub backup: Option<String>,
    /// Show what would change as a unified diff
    #[arg(long)]
    pub diff: bool,
    /// Write nothing; exit with 1 if something would change
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Annotate {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    #[command(flatten)]
    pub finding: Finding,
    /// How to write the names found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// What `start` and `end` count: bytes, chars, utf16
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    pub offsets: OffsetUnit,
    /// Put the text into each JSON object
    #[arg(long)]
    pub with_text: bool,
    /// Also list the names that were found but not linked, and why
    #[arg(long)]
    pub abstentions: bool,
    /// Which of overlapping names to list
    #[arg(long, value_enum, default_value_t = Overlaps::Longest)]
    pub overlaps: Overlaps,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Annotate {
    /// Whether names that are not linked are to be listed too.
    pub fn lists_abstentions(&self) -> bool {
        self.abstentions || self.finding.abstain == Abstain::Report
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON object a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Overlaps {
    /// All of them
    All,
    /// All but those within another
    NoSub,
    /// The longest
    Longest,
}

#[derive(Debug, ClapArgs)]
pub struct Lookup {
    /// Names to look up; without any, one on each line of standard input
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    /// Language the names are in, as a BCP 47 tag
    #[arg(long, value_name = "LANG", default_value = "", value_parser = lang)]
    pub lang: String,
    /// At most so many candidates for each name
    #[arg(long, value_name = "K", default_value_t = 5)]
    pub limit: usize,
    /// How to write what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, ClapArgs)]
pub struct Compare {
    /// Two names; without, two names with a tab between on each line of standard input
    #[arg(value_name = "NAME", num_args = 2)]
    pub names: Vec<String>,
    /// What the names are of [default: judged from their words]
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pub entity_type: Option<NameType>,
    /// Do without the lexicon of name parts (Volodymyr for Vladimir)
    #[arg(long)]
    pub no_lexicon: bool,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What names are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NameType {
    Person,
    Organization,
    Place,
}

#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The name to explain; with --at, the file it stands in
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Explain what stands at this line and column of a file
    #[arg(long, value_name = "LINE:COLUMN", value_parser = position)]
    pub at: Option<(usize, usize)>,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    /// Language the name is in, as a BCP 47 tag
    #[arg(long, value_name = "LANG", default_value = "", value_parser = lang)]
    pub lang: String,
}

/// A line and a column, both from 1.
fn position(text: &str) -> Result<(usize, usize), String> {
    let (line, column) = text.split_once(':').unwrap_or((text, "1"));
    match (line.parse(), column.parse()) {
        (Ok(line), Ok(column)) if line > 0 && column > 0 => Ok((line, column)),
        _ => Err(format!(
            "`{text}` is no place; give line and column, both from 1, such as 3:14"
        )),
    }
}

#[derive(Debug, ClapArgs)]
pub struct Romanize {
    /// Text to write; without any, each line of standard input
    #[arg(value_name = "TEXT")]
    pub texts: Vec<String>,
    /// The standard, by its id or another name of it
    #[arg(long, value_name = "ID", required_unless_present = "list")]
    pub standard: Option<String>,
    /// List the standards
    #[arg(long, conflicts_with = "standard")]
    pub list: bool,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = InspectFormat::Text, requires = "list")]
    pub format: InspectFormat,
}

#[derive(Debug, ClapArgs)]
pub struct Variants {
    /// Names; without any, one on each line of standard input
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Language the names are in, as a BCP 47 tag [default: the usual one of the script]
    #[arg(long, value_name = "LANG", default_value = "", value_parser = lang)]
    pub lang: String,
    /// Only spellings that come by way of this language
    #[arg(long, value_name = "LANG", value_parser = lang)]
    pub via: Option<String>,
    /// At most so many spellings of each name
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Do without the lexicon of name parts, which reads words written without vowels
    #[arg(long)]
    pub no_lexicon: bool,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// How to read CSV files.
#[derive(Debug, ClapArgs)]
pub struct Source {
    /// CSV files: columns id and name at least, or id, canonical and aliases
    #[arg(value_name = "CSV", required = true)]
    pub files: Vec<PathBuf>,
    /// Drop rows with errors and count them, instead of failing
    #[arg(long)]
    pub keep_going: bool,
    /// Show at most so many errors
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub max_errors: usize,
    /// Encoding of the files, such as windows-1252 [default: UTF-8, or what a byte order mark says]
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Character between the fields, `\t` for a tab [default: comma, or tab for .tsv]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
}

/// A language tag in its usual capitals.
fn lang(tag: &str) -> Result<String, String> {
    Ok(exonym::text::language_tag(tag))
}

/// What a backup's name ends in.
fn suffix(text: &str) -> Result<String, String> {
    match text.is_empty() || text.contains(['/', '\\']) {
        true => Err("must be the end of a file name, such as .bak".into()),
        false => Ok(text.to_owned()),
    }
}

/// One ASCII character, or `\t`.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        br"\t" => Ok(b'\t'),
        [one] if one.is_ascii() => Ok(*one),
        _ => Err("must be one ASCII character, or \\t".into()),
    }
}

#[derive(Debug, ClapArgs)]
pub struct Build {
    #[command(flatten)]
    pub source: Source,
    /// The gazetteer to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Licence of the names, kept in the gazetteer; may be repeated
    #[arg(long = "licence", alias = "license", value_name = "TEXT")]
    pub licences: Vec<String>,
    /// Compile with so many threads [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

#[derive(Debug, ClapArgs)]
pub struct Inspect {
    /// The gazetteer: a .gaz file, or `default`
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

#[derive(Debug, ClapArgs)]
pub struct Check {
    #[command(flatten)]
    pub source: Source,
}
