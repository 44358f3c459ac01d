//! `exonym variants`.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Args;
use exonym::romanize;
use exonym::romanize::{Variant, Way};
use exonym::text::script_of;
use serde_json::json;

use crate::args::{Format, lang};
use crate::exit::{Code, Usage};
use crate::gazetteers;
use crate::message::say;
use crate::output::{Output, Sink};
use crate::{queries, terminal};

#[derive(Debug, Args)]
pub struct Variants {
    /// Names; without any, one on each line of standard input
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Language the names are in, as a BCP 47 tag [default: the one that their script and letters are of]
    #[arg(long, value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
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

impl Variants {
    /// The language that a name is read in.
    fn language<'a>(&'a self, name: &str) -> &'a str {
        match self.lang.as_str() {
            "" => romanize::language_of_name(name),
            lang => lang,
        }
    }

    /// Why a name has no spellings.
    fn why_none(&self, name: &str) -> String {
        let (script, lang) = (script_of(name), self.language(name));
        if let Some(via) = self.via.as_deref().filter(|_| !lang.is_empty()) {
            return format!(
                "read as `{lang}`, in {script}; no route leads from there by way of `{via}`"
            );
        }
        if script.is_empty() {
            return "there is no letter in it".to_owned();
        }
        if name.split_whitespace().count() > MOST_WORDS {
            return format!("longer than {MOST_WORDS} words");
        }
        if name.len() > MOST_BYTES {
            return format!("longer than {MOST_BYTES} bytes");
        }
        match lang {
            "" => unknown_language(script),
            lang => unread(script, lang),
        }
    }
}

/// Why a name in a script is not read where nobody says in which language it is.
fn unknown_language(script: &str) -> String {
    let languages = romanize::languages_reading(script).join(", ");
    match languages.as_str() {
        "" => format!(
            "nothing is known of how {script} is read; `exonym romanize --list` shows the standards there are"
        ),
        languages => format!(
            "it is in {script}; say with --lang which language it is in, such as {languages}"
        ),
    }
}

/// Why a name in a script is not read in a language.
fn unread(script: &str, lang: &str) -> String {
    let known = romanize::scripts_read(lang);
    match known.is_empty() || known.contains(&script) {
        true => format!(
            "nothing is known of how {script} is read in `{lang}`; say with --lang which language it is in"
        ),
        false => format!(
            "nothing is known of how {script} is read in `{lang}`; give the name in {}, or say with --lang which language it is in",
            known.join(" or ")
        ),
    }
}

const MOST_WORDS: usize = romanize::Variants::MOST_WORDS;
const MOST_BYTES: usize = romanize::Variants::MOST_BYTES;

pub fn run(args: &Variants) -> Result<Code> {
    if let Some(via) = &args.via {
        let known = romanize::languages_between();
        if !known.contains(&via.as_str()) {
            let known = known.join(", ");
            let problem =
                format!("--via {via}: no route passes through it; routes pass through {known}");
            return Err(Usage(problem).into());
        }
    }
    let mut out = Output::new(None)?;
    let lexicon = gazetteers::lexicon(args.no_lexicon);
    let mut found = false;
    let mut spellings = |name: &str| -> Result<Vec<u8>> {
        let mut variants = romanize::Variants::new(&args.lang)
            .via(args.via.as_deref())
            .lexicon(lexicon.as_deref())
            .of(name);
        variants.truncate(args.limit);
        found |= !variants.is_empty();
        if variants.is_empty() {
            say!(
                "exonym: `{}`: {}",
                terminal::safe(name),
                args.why_none(name)
            );
        }
        let text = match args.format {
            Format::Text => terminal::shown(&table(&variants)?).into_owned(),
            Format::Jsonl => {
                json!({"query": name, "lang": args.language(name), "variants": variants})
                    .to_string()
                    + "\n"
            }
        };
        Ok(text.into_bytes())
    };
    let mut write_all = |names: &[String]| -> Result<()> {
        names
            .iter()
            .try_for_each(|name| out.put(spellings(name)?))?;
        out.pause()
    };
    queries::answer_all(&args.names, &mut write_all)?;
    out.finish()?;
    Ok(if found { Code::Done } else { Code::Nothing })
}

/// A line for each spelling: cost, route, and the first of the standards that give it.
fn table(variants: &[Variant]) -> Result<String> {
    let mut text = String::new();
    for variant in variants {
        let route = variant.ways.first().map_or("", |way| way.route.as_str());
        let same_route = variant.ways.iter().filter(|way| way.route == route);
        let mut standards: Vec<String> = same_route.map(standards).collect();
        const SHOWN: usize = 2;
        let more = standards.len().saturating_sub(SHOWN);
        standards.truncate(SHOWN);
        if more > 0 {
            standards.push(format!("{more} more"));
        }
        writeln!(
            text,
            "{}\t{:.2}\t{route}\t{}",
            variant.name,
            variant.cost,
            standards.join(", ")
        )?;
    }
    Ok(text)
}

fn standards(way: &Way) -> String {
    way.standards.join(" + ")
}
