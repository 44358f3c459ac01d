//! Options that several verbs share.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, ValueEnum};
use exonym::{EntityType, text};

use crate::input;

/// Which gazetteers to use, and how.
#[derive(Debug, Args)]
pub struct Gazetteers {
    /// Compiled gazetteer (.gaz), CSV, or `default`; may be repeated, later ones win [default: the built-in one]
    #[arg(short, long = "gazetteer", value_name = "FILE")]
    pub gazetteers: Vec<String>,
    /// Do without what the program knows of names beside the gazetteer: which stand for which
    /// (Volodymyr for Vladimir), and other names of what is listed (Dunaj for Vienna)
    #[arg(long)]
    pub no_lexicon: bool,
}

/// How to look for names in texts.
#[derive(Debug, Args)]
pub struct Finding {
    /// Do not look for people and places in spellings that are not listed, as `Aik Kondzhoryan` for `Hayk Konjoryan`; faster
    #[arg(long)]
    pub no_spellings: bool,
    /// Link only what is at least so sure, from 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.0, value_parser = score)]
    pub min_score: f32,
    /// Link only names of these types, such as person,place [default: all]
    #[arg(id = "linked_types", long = "types", value_name = "TYPE,…", value_delimiter = ',', value_parser = entity_type)]
    pub types: Vec<EntityType>,
    /// What to do with names that are found and not linked
    #[arg(long, value_enum, default_value_t = Abstain::Silent)]
    pub abstain: Abstain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Abstain {
    /// Pass over them
    Silent,
    /// List them with the reason: in the output of annotate, on standard error of normalize, where also the
    /// linked names are listed that could not be written otherwise
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
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders and patterns such as 'news/**/*.txt' to read; `-` or nothing is standard input
    #[arg(value_name = "FILE", help_heading = None)]
    pub files: Vec<PathBuf>,
    /// Do not read files and folders of this name or path in folders and patterns, such as drafts, '*.html' or 'news/old'; may be repeated
    #[arg(long, value_name = "GLOB", value_parser = input::excluded_pattern)]
    pub exclude: Vec<glob::Pattern>,
    #[command(flatten)]
    pub reading: Reading,
    /// Language of the texts, as a BCP 47 tag [default: judged from each text]
    #[arg(id = "language", long = "lang", value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
    pub lang: String,
    /// Work on so many texts at a time [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

impl Inputs {
    /// Whether fields or columns are named, so that there may be several.
    pub fn names_fields(&self) -> bool {
        !self.reading.fields.is_empty() || !self.reading.columns.is_empty()
    }
}

/// How to read it.
#[derive(Debug, Args)]
pub struct Reading {
    /// What the files hold
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = InputFormat::Auto, hide_possible_values = true, hide_default_value = true, help = FORMAT_HELP)]
    pub input_format: InputFormat,
    /// Field of JSON lines that holds text, `body.text` for one within another; lists are gone through; may be repeated [default: text]
    #[arg(long = "field", value_name = "PATH")]
    pub fields: Vec<String>,
    /// Whether fields are named on the command line, which says what comes, and not in the file of settings.
    #[arg(skip)]
    pub says_fields: bool,
    /// Column of a table that holds text, by its name or number; may be repeated
    #[arg(long = "column", value_name = "NAME")]
    pub columns: Vec<String>,
    /// How the texts in fields and columns are written: text, html, xml, markdown
    #[arg(long, value_enum, value_name = "SYNTAX", default_value_t = Syntax::Text, hide_possible_values = true, hide_default_value = true)]
    pub field_format: Syntax,
    /// Character between the cells of a table, `\t` for a tab [default: comma, or tab for .tsv]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
    /// The first row of a table is no header: columns go by number
    #[arg(long, requires = "columns")]
    pub no_header: bool,
    /// Also read attributes of HTML and XML: title, alt and the like, or those named
    #[arg(long, value_name = "NAMES", num_args = 0..=1, require_equals = true, default_missing_value = usual_attributes())]
    pub attributes: Option<String>,
    /// Read plain texts that are longer in chunks of at most so many bytes, cut between paragraphs; names are linked by what is in their own chunk
    #[arg(long, value_name = "SIZE", default_value = "128K", value_parser = size)]
    pub chunk: usize,
    /// Encoding of the files, such as windows-1251 [default: what a byte order mark or the document says, or UTF-8]
    #[arg(id = "text_encoding", long = "encoding", value_name = "LABEL")]
    pub encoding: Option<String>,
}

/// The longest line, row or chunk of a text that is read, in bytes; none of text is as long.
pub const LONGEST: usize = 256 << 20;

/// A number of bytes that a chunk may have, also in K, M or G of 1,024 each.
fn size(text: &str) -> Result<usize, String> {
    const LEAST: usize = 64;
    let digits = text.trim_end_matches(['K', 'M', 'G', 'k', 'm', 'g']);
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        "g" => 1 << 30,
        _ => 0,
    };
    let size = digits.parse().ok().and_then(|n: usize| n.checked_mul(unit));
    size.filter(|size| (LEAST..=LONGEST).contains(size))
        .ok_or_else(|| {
            let most = LONGEST >> 20;
            format!("give a number of bytes from {LEAST} to {most}M, such as 512K or 4M")
        })
}

/// What a file holds, as said on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// By the name of each file: .html .htm .xml .xhtml .tei .md .jsonl .ndjson, with --field .json and with --column .csv .tsv; otherwise text
    #[default]
    Auto,
    /// Text without markup
    Text,
    Html,
    /// XML, such as XHTML, TEI or NITF
    Xml,
    Markdown,
    /// A JSON object on each line
    Jsonl,
    /// Rows of cells with commas between
    Csv,
    /// Rows of cells with tabs between
    Tsv,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Syntax {
    /// Without markup
    #[default]
    Text,
    Html,
    Xml,
    Markdown,
}

const FORMAT_HELP: &str = "\
What the files hold: text, html, xml, markdown, jsonl (a JSON object a line), csv, tsv \
[default: by their names: .html .htm .xml .xhtml .tei .md .jsonl .ndjson, with --field .json, with --column .csv .tsv; standard input by --field or --column; others are text]";

/// The attributes that are read if none are named.
fn usual_attributes() -> &'static str {
    static NAMES: LazyLock<String> =
        LazyLock::new(|| exonym::markup::Options::usual_attributes().join(","));
    &NAMES
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON object a line
    Jsonl,
}

/// How to read CSV files.
#[derive(Debug, Args)]
pub struct Source {
    /// CSV files, `-` for standard input: columns id and name at least, or id, canonical and aliases
    #[arg(value_name = "CSV", required = true, value_parser = source())]
    pub files: Vec<PathBuf>,
    /// Drop rows with errors and count them, instead of failing
    #[arg(long)]
    pub keep_going: bool,
    /// Show at most so many errors, and so many warnings of each kind; the others are counted
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub max_errors: usize,
    /// Encoding of the files, such as windows-1252 [default: UTF-8, or what a byte order mark says]
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Character between the fields, `\t` for a tab [default: comma, or tab for .tsv]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
}

/// A file to read; standard input by the name that the system has for it.
fn source() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|path| match cfg!(unix) && path == Path::new("-") {
        true => PathBuf::from("/dev/stdin"),
        false => path,
    })
}

/// A language tag, as a person gives it.
pub fn lang(tag: &str) -> exonym::Result<String> {
    text::known_language(tag)
}

/// A type of entities.
pub fn entity_type(word: &str) -> Result<EntityType, String> {
    word.parse()
        .map_err(|error: exonym::gazetteer::UnknownWord| error.to_string())
}

/// One ASCII character, or `\t`.
pub fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        br"\t" => Ok(b'\t'),
        [one] if one.is_ascii() => Ok(*one),
        _ => Err("must be one ASCII character, or \\t".into()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}
