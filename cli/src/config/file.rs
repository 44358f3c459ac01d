//! Reading the file.

use std::ops::Range;
use std::path::Path;

use exonym::gazetteer::{Code, Levels, Severity};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::Mistake;
use super::settings::{Kind, SETTINGS, Setting};

/// What the file says of a setting.
#[derive(Debug)]
pub struct Entry {
    pub setting: &'static Setting,
    /// Its value as it stands in the file.
    pub source: String,
    /// Its value as the command line takes it.
    pub args: Vec<String>,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// How bad a finding of `check` is, as the file says.
#[derive(Debug)]
pub struct Check {
    pub key: String,
    pub source: String,
    pub line: usize,
}

/// What a file says.
#[derive(Default)]
pub struct Said {
    pub entries: Vec<Entry>,
    pub checks: Vec<Check>,
    pub levels: Levels,
}

/// Understands the text of a file; finds all mistakes in it.
pub fn read(path: &Path, text: &str) -> Result<Said, Vec<Mistake>> {
    let table = DeTable::parse(text).map_err(|error| {
        vec![Mistake {
            span: error.span().unwrap_or(0..0),
            message: error.message().lines().collect::<Vec<_>>().join("; "),
            help: String::new(),
        }]
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let (mut said, mut mistakes) = (Said::default(), Vec::new());
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        if name == "check" {
            check(text, value, &mut said, &mut mistakes);
            continue;
        }
        let Some(setting) = Setting::of(name) else {
            mistakes.push(unknown(key.span(), name));
            continue;
        };
        let Some(args) = args(setting.kind, value.get_ref(), folder) else {
            let message = format!("`{name}` is {}", a(value.get_ref().type_str()));
            let help = format!("give {}", setting.kind.wanted());
            mistakes.push(Mistake::new(value.span(), message, help));
            continue;
        };
        if let Err(message) = super::defaults::test(setting, &args) {
            mistakes.push(Mistake::new(value.span(), message, String::new()));
            continue;
        }
        said.entries.push(Entry {
            setting,
            source: text[value.span()].to_owned(),
            args,
            line: line(text, &key.span()),
        });
    }
    match mistakes.is_empty() {
        true => Ok(said),
        false => {
            mistakes.sort_by_key(|mistake| mistake.span.start);
            Err(mistakes)
        }
    }
}

/// The line that a place is in, from 1.
fn line(text: &str, span: &Range<usize>) -> usize {
    text[..span.start].matches('\n').count() + 1
}

fn a(kind: &str) -> String {
    match kind.starts_with(['a', 'i']) {
        true => format!("an {kind}"),
        false => format!("a {kind}"),
    }
}

/// A key that is none of ours.
fn unknown(span: Range<usize>, key: &str) -> Mistake {
    const LEAST: f64 = 0.8;
    let spelled = key.to_lowercase().replace('_', "-");
    let keys = SETTINGS.iter().map(|setting| (setting.key, setting.key));
    // Options that are called otherwise than their settings.
    let options = [
        ("gazetteer", "gazetteers"),
        ("lang", "language"),
        ("field", "fields"),
        ("no-spellings", "spellings"),
        ("no-lexicon", "lexicon"),
    ];
    let alike = |(name, key)| (strsim::jaro_winkler(name, &spelled), key);
    let best = keys
        .chain(options)
        .chain([("check", "check"), ("lint", "check")])
        .map(alike)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let help = match best {
        Some((likeness, key)) if likeness >= LEAST => format!("did you mean `{key}`?"),
        _ => "`exonym config` shows what can be set".to_owned(),
    };
    Mistake::new(span, format!("unknown key `{key}`"), help)
}

/// A value as the command line takes it; `None` if it is of another kind.
fn args(kind: Kind, value: &DeValue<'_>, folder: &Path) -> Option<Vec<String>> {
    let texts = |value: &DeValue<'_>| -> Option<Vec<String>> {
        let items = value.as_array()?.iter();
        items
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect()
    };
    let one = match (kind, value) {
        (Kind::Text, DeValue::String(text)) => text.to_string(),
        (Kind::Number, DeValue::Integer(number)) => number.as_str().to_owned(),
        (Kind::Number, DeValue::Float(number)) => number.as_str().to_owned(),
        (Kind::Switch, DeValue::Boolean(yes)) => yes.to_string(),
        (Kind::Opposite, DeValue::Boolean(yes)) => (!yes).to_string(),
        (Kind::List, _) => return texts(value),
        (Kind::Files, _) => {
            let from_here = |name: String| match name.as_str() {
                "default" => name,
                _ => folder.join(&name).to_string_lossy().into_owned(),
            };
            return Some(texts(value)?.into_iter().map(from_here).collect());
        }
        _ => return None,
    };
    Some(vec![one])
}

/// Reads the table that says how bad each finding of `check` is.
fn check(text: &str, value: &Spanned<DeValue<'_>>, said: &mut Said, mistakes: &mut Vec<Mistake>) {
    let Some(table) = value.get_ref().as_table() else {
        let help = "write [check], and below it lines such as W303 = \"off\"".to_owned();
        let message = "`check` must be a table".to_owned();
        mistakes.push(Mistake::new(value.span(), message, help));
        return;
    };
    for (key, level) in table {
        let name = key.get_ref().as_ref();
        let code: Code = match name.parse() {
            Ok(code) => code,
            Err(error) => {
                let error: exonym::Error = error;
                let help = "`exonym check --help` tells of the codes".to_owned();
                mistakes.push(Mistake::new(key.span(), error.to_string(), help));
                continue;
            }
        };
        let severity = match level.get_ref().as_str() {
            Some("off") => None,
            Some("note") => Some(Severity::Note),
            Some("warning") => Some(Severity::Warning),
            Some("error") => Some(Severity::Error),
            _ => {
                let message = format!("{name}: no level");
                let help = "use \"off\", \"note\", \"warning\" or \"error\"".to_owned();
                mistakes.push(Mistake::new(level.span(), message, help));
                continue;
            }
        };
        match said.levels.set(code, severity) {
            Ok(()) => said.checks.push(Check {
                key: name.to_owned(),
                source: text[level.span()].to_owned(),
                line: line(text, &key.span()),
            }),
            Err(error) => {
                mistakes.push(Mistake::new(key.span(), error.to_string(), String::new()));
            }
        }
    }
}
