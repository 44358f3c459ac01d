//! Reading the file.

use std::ops::Range;
use std::path::Path;

use clap::Command;
use exonym::gazetteer::{Code, Levels, Severity};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::Mistake;
use super::settings::{Kind, SETTINGS, Setting};
use super::trial;

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
pub struct Contents {
    pub entries: Vec<Entry>,
    pub checks: Vec<Check>,
    pub levels: Levels,
}

/// Understands the text of a file, whose values are those of options of `command`; finds all mistakes in it.
pub fn read(path: &Path, text: &str, command: &Command) -> Result<Contents, Vec<Mistake>> {
    let table = DeTable::parse(text).map_err(|error| {
        vec![Mistake {
            span: error.span().unwrap_or(0..0),
            message: error.message().lines().collect::<Vec<_>>().join("; "),
            help: String::new(),
        }]
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let (mut contents, mut mistakes) = (Contents::default(), Vec::new());
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        if name == "check" {
            check(text, value, &mut contents, &mut mistakes);
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
        if let Err(message) = trial::test(command, setting, &args) {
            mistakes.push(Mistake::new(value.span(), message, String::new()));
            continue;
        }
        contents.entries.push(Entry {
            setting,
            source: text[value.span()].to_owned(),
            args,
            line: line(text, &key.span()),
        });
    }
    match mistakes.is_empty() {
        true => Ok(contents),
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

/// The codes whose level can be set.
fn codes() -> Vec<&'static str> {
    let warns = |code: &&Code| code.severity() != Severity::Error;
    Code::ALL
        .iter()
        .filter(warns)
        .map(|code| code.as_str())
        .collect()
}

/// Reads the table that says how bad each finding of `check` is.
fn check(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    contents: &mut Contents,
    mistakes: &mut Vec<Mistake>,
) {
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
                let help = format!("the codes are {}", codes().join(", "));
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
        match contents.levels.set(code, severity) {
            Ok(()) => contents.checks.push(Check {
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

#[cfg(test)]
mod tests {
    use super::super::mistake::render;
    use super::*;
    use crate::commands::command;

    /// A file with something of everything, as long as a line of it is not spoilt.
    const WHOLE: &str = "\
# Wie unser Haus schreibt – так пишем мы
gazetteers = [\"default\", \"a/b.csv\"]
\"min-score\" = 0.5
template = '{canonical}' # 🇦🇲
demonyms = true
jobs = 4

[check]
W303 = \"off\"
";

    #[test]
    fn settings_are_read_as_the_command_line_takes_them() {
        let contents = read(Path::new("house/exonym.toml"), WHOLE, &command()).unwrap();
        let found = |key: &str| {
            let entry = contents
                .entries
                .iter()
                .find(|entry| entry.setting.key == key);
            let entry = entry.unwrap();
            (entry.line, entry.args.join(" "))
        };
        assert_eq!(found("gazetteers"), (2, "default house/a/b.csv".into()));
        assert_eq!(found("min-score"), (3, "0.5".into()));
        assert_eq!(found("demonyms"), (5, "true".into()));
        assert_eq!(
            (contents.checks[0].key.as_str(), contents.checks[0].line),
            ("W303", 9)
        );
    }

    #[test]
    fn options_that_are_called_otherwise_are_recognised() {
        for (text, meant) in [
            ("lang = \"ru\"", "language"),
            ("no_spellings = true", "spellings"),
            ("Gazeteers = []", "gazetteers"),
            ("lint = 1", "check"),
        ] {
            let mistakes = read(Path::new("x"), text, &command()).err().unwrap();
            assert_eq!(
                mistakes[0].help,
                format!("did you mean `{meant}`?"),
                "{text}"
            );
        }
    }

    /// Whatever stands there, a mistake is shown and nothing else happens.
    #[test]
    fn spoilt_files_are_refused_or_read() {
        const SPOILERS: [&str; 12] = [
            "",
            "\"",
            "[",
            "]",
            "=",
            "\n",
            "é",
            "\u{1b}",
            "🇦",
            "'''",
            "x.y = 1\n",
            "\0",
        ];
        let places: Vec<usize> = WHOLE.char_indices().map(|(at, _)| at).collect();
        let (command, mut refused) = (command(), 0);
        for (nth, at) in places.iter().enumerate() {
            for (spoiler, gone) in SPOILERS.iter().flat_map(|s| [(s, 0), (s, 3)]) {
                let end = places.get(nth + gone).copied().unwrap_or(WHOLE.len());
                let text = [&WHOLE[..*at], spoiler, &WHOLE[end..]].concat();
                if let Err(mistakes) = read(Path::new("x.toml"), &text, &command) {
                    refused += 1;
                    assert!(render("x.toml", &text, &mistakes, true).contains("x.toml"));
                }
            }
        }
        assert!(refused > 1000, "{refused}");
    }
}
