//! `exonym import`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use encoding_rs::Encoding;
use exonym::gazetteer::import::{
    ColumnMap, Format, ImportOptions, Imported, Input, attributes, import,
};
use exonym::gazetteer::source::SourceWriter;
use exonym::{EntityType, text};

use crate::args::{delimiter, entity_type, lang};
use crate::diagnostics;
use crate::exit::{Code, GazetteerTrouble, Usage};
use crate::message::{self, note};
use crate::output::{NO_GAZETTEER, Output, delimiter_of, refuse_ending, refuse_unwritten};
use crate::overwrite::{self, ELSEWHERE};
use crate::terminal;
use crate::unpack;
use crate::words::counted;

/// What each format is, in full, for `--help`.
const FORMATS: &str = "\
Formats:
  wikidata        JSON dump, an entity a line; weight is the number of sitelinks
  wikidata-query  result of a query: CSV, TSV or JSON, with ?item and ?itemLabel
  geonames        allCountries.txt, citiesN.txt or a country's, then alternateNamesV2.txt
  ftm             FollowTheMoney or OpenSanctions entities, JSON lines
  skos            Turtle, N-Triples or RDF/XML; say what the concepts are with --type
  jrc-names       the file `entities` of JRC-Names
  table           any CSV or TSV; say what its columns are with --map

Files may be compressed with gzip, bzip2 or zstd. Nothing is written unless all of it
could be read, or --keep-going is given.";

#[derive(Debug, Args)]
#[command(after_help = FORMATS)]
pub struct Import {
    /// What the files are
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    from: Format,
    /// Files to read, `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The CSV to write instead of standard output; with tabs if it ends in .tsv
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Take only names in these languages and those of none: en,ru,hy
    #[arg(long, value_name = "LANG,…", value_delimiter = ',', value_parser = lang)]
    langs: Vec<String>,
    /// Take only entities of these types: person,place,organization
    #[arg(long, value_name = "TYPE,…", value_delimiter = ',', value_parser = entity_type)]
    types: Vec<EntityType>,
    /// Take only entities of this weight or more: sitelinks in Wikidata, people in GeoNames
    #[arg(
        long,
        visible_alias = "min-sitelinks",
        value_name = "N",
        default_value_t = 0.0
    )]
    min_weight: f32,
    /// Which column of a table, or variable of a query, is what: id=ID,name="Label (en)",aliases=Synonyms,name:ru=Имя,country=Land
    #[arg(long = "map", value_name = "OURS=THEIRS,…")]
    maps: Vec<ColumnMap>,
    /// Type of entities where the format does not say it
    #[arg(long = "type", value_name = "TYPE", value_parser = entity_type)]
    entity_type: Option<EntityType>,
    /// Language of names where the format does not say it
    #[arg(long, value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
    lang: String,
    /// Take only places of these GeoNames feature classes or codes: P,A.ADM1
    #[arg(long, value_name = "FEATURE,…", value_delimiter = ',')]
    features: Vec<String>,
    /// Further Wikidata classes: a file with a class, a tab and a type on each line; `-` for a type is to leave them out
    #[arg(long, value_name = "FILE")]
    classes: Option<PathBuf>,
    /// Character between the cells of a table, `\t` for a tab [default: comma, or tab for .tsv]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// Encoding of the files, such as windows-1251 [default: UTF-8, or what a byte order mark says]
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
    /// Drop what cannot be read and count it, instead of failing
    #[arg(long)]
    keep_going: bool,
    /// Show at most so many errors, and so many warnings of each kind; the others are counted
    #[arg(long, value_name = "N", default_value_t = 20)]
    max_errors: usize,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| format.as_str());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Format>())
}

pub fn run(args: &Import) -> Result<Code> {
    let inputs = overwrite::Inputs::new(args.files.iter().chain(&args.classes));
    inputs.refuse("--output", args.output.as_deref(), ELSEWHERE)?;
    refuse_ending(args.output.as_deref(), &["gaz"], NO_GAZETTEER)?;
    refuse_unwritten(args.output.as_deref())?;
    let options = options(args)?;
    let out = match args.keep_going {
        true => Output::new(args.output.as_deref()),
        false => Output::whole(args.output.as_deref()),
    }?;
    let encoding = args.encoding.as_deref().map(encoding).transpose()?;
    let open = |path: &PathBuf| {
        let reader = unpack::open(path, encoding)?;
        Ok(Input {
            name: file_name(path),
            reader,
        })
    };
    let inputs: Result<Vec<Input<'_>>> = args.files.iter().map(open).collect();
    let delimiter = delimiter_of(args.output.as_deref());
    let mut writer = SourceWriter::new(out, delimiter, attributes(args.from, &options))?;
    let trouble = || GazetteerTrouble(format!("cannot import {}", shown(&args.files)));
    let imported = import(args.from, inputs?, &options, &mut |record| {
        writer.write(&record)
    })
    .with_context(trouble);
    let imported = match imported {
        Ok(imported) => imported,
        Err(error) => {
            writer.into_inner().abandon();
            return Err(error);
        }
    };
    let color = terminal::color_on_stderr();
    message::write(&diagnostics::render(&imported.diagnostics, color));
    writer.into_inner().finish()?;
    report(args, &imported);
    Ok(match imported.names {
        0 => Code::Nothing,
        _ => Code::Done,
    })
}

/// The encoding of this name.
fn encoding(label: &str) -> Result<&'static Encoding> {
    let found = text::encoding(label).ok_or_else(|| {
        Usage(format!(
            "unknown encoding `{label}`; try utf-8, utf-16le, windows-1251 or windows-1252"
        ))
    })?;
    Ok(found)
}

fn options(args: &Import) -> Result<ImportOptions> {
    let mut columns = ColumnMap::default();
    for map in &args.maps {
        columns = columns.and(map.clone())?;
    }
    let mut options = ImportOptions::new()
        .langs(&args.langs)
        .types(args.types.iter().copied())
        .min_weight(args.min_weight)
        .lang(&args.lang)
        .columns(columns)
        .features(&args.features)
        .keep_going(args.keep_going)
        .max_errors(args.max_errors);
    if let Some(entity_type) = args.entity_type {
        options = options.entity_type(entity_type);
    }
    if let Some(delimiter) = args.delimiter {
        options = options.delimiter(delimiter);
    }
    if let Some(path) = &args.classes {
        let name = || path.display().to_string();
        options = options
            .classes(&fs::read_to_string(path).with_context(name)?)
            .with_context(name)?;
    }
    Ok(options)
}

/// The file without what says that it is compressed: `.tsv` of `names.tsv.gz` counts.
fn file_name(path: &Path) -> PathBuf {
    let packed = path.extension().is_some_and(|end| {
        ["gz", "bz2", "zst"]
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    });
    match path {
        path if path == Path::new("-") => PathBuf::from("<stdin>"),
        path if packed => path.with_extension(""),
        path => path.to_owned(),
    }
}

fn shown(files: &[PathBuf]) -> String {
    let names: Vec<String> = files
        .iter()
        .map(|path| match path == Path::new("-") {
            true => "<stdin>".to_owned(),
            false => path.display().to_string(),
        })
        .collect();
    names.join(", ")
}

/// Says what was made, and what was not.
fn report(args: &Import, imported: &Imported) {
    let what = match &args.output {
        Some(path) => path.display().to_string(),
        None => shown(&args.files),
    };
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let entities = counted(number(imported.entities), "entity");
    let names = counted(number(imported.names), "name");
    let dropped = match imported.dropped {
        0 => String::new(),
        rows => format!("; {} dropped", counted(rows, "row")),
    };
    note!("{what}: {entities}, {names}{dropped}");
    for (reason, count) in &imported.left_out {
        note!("  left out: {reason} ({count})");
    }
}
