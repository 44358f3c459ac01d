//! Settings from a file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use exonym::gazetteer::{Code, Levels, Severity};
use toml::{Table, Value};

use crate::exit::Usage;

/// Files that are read if no other is named, in this order.
const USUAL: [&str; 2] = ["exonym-check.toml", "exonym.toml"];

/// How bad each finding is, by the table `check` of a file.
pub fn levels(path: Option<&Path>) -> Result<Levels> {
    let usual = || USUAL.iter().map(Path::new).find(|path| path.is_file());
    let Some(path) = path.or_else(usual) else {
        return Ok(Levels::new());
    };
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| name.to_string())?;
    let settings: Table = text
        .parse()
        .map_err(|error| Usage(format!("{name}: {error}")))?;
    match settings.get("check") {
        None => Ok(Levels::new()),
        Some(Value::Table(table)) => {
            let mut levels = Levels::new();
            for (code, level) in table {
                set(&mut levels, code, level).map_err(|e| Usage(format!("{name}: [check] {e}")))?;
            }
            Ok(levels)
        }
        Some(_) => Err(Usage(format!("{name}: `check` must be a table: [check]")).into()),
    }
}

fn set(levels: &mut Levels, code: &str, level: &Value) -> Result<()> {
    let known: Code = code.parse()?;
    let level = match level.as_str() {
        Some("off") => None,
        Some("note") => Some(Severity::Note),
        Some("warning") => Some(Severity::Warning),
        Some("error") => Some(Severity::Error),
        _ => {
            let problem = format!(
                "{code}: `{level}` is no level; use \"off\", \"note\", \"warning\" or \"error\""
            );
            return Err(Usage(problem).into());
        }
    };
    Ok(levels.set(known, level)?)
}
