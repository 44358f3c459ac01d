//! JRC-Names, the list of persons and organisations of the Europe Media Monitor.
//!
//! The file `entities` has four columns with tabs: number, type (`P` person, `O`
//! organisation; `T`, `E` and `U` also occur), language (`u`: all), and a
//! spelling with `+` for each space. This follows what programs that read it say
//! of it; the file itself could not be had here, and is under a licence of its
//! own. The first spelling of all languages is taken for the canonical name.
//! Ids are `jrc:` and the number.

use super::super::{EntityType, NameKind};
use super::Input;
use super::fact::{Fact, Role, Standing};
use super::group::Groups;
use super::importer::{At, Importer};
use super::lines::Lines;
use super::text;
use crate::error::{Error, Result, counted};

const LONGEST_LINE: usize = 64 << 10;

/// Reads a list.
pub(super) fn read(
    input: Input<'_>,
    importer: &mut Importer<'_>,
    groups: &mut Groups,
) -> Result<()> {
    let failed = |e| Error::io(&input.name, e);
    let mut lines = Lines::new(input.reader, LONGEST_LINE);
    while let Some(line) = lines.next().map_err(failed)? {
        if line.bytes.trim_ascii().is_empty() {
            continue;
        }
        let at = At::line(line.number, line.bytes);
        if let Some(fact) = spelling(&at, line.too_long, importer) {
            groups.add(fact)?;
        }
    }
    Ok(())
}

fn spelling(at: &At<'_>, too_long: bool, importer: &mut Importer<'_>) -> Option<Fact> {
    const HELP: &str = "each line has a number, a type, a language and a name, with tabs between";
    let line = std::str::from_utf8(at.raw).ok().filter(|_| !too_long);
    let cells: Vec<&str> = line.unwrap_or_default().split('\t').collect();
    let [number, word, lang, name] = cells[..] else {
        let message = match line {
            Some(_) => format!("{} where JRC-Names has 4", counted(cells.len(), "column")),
            None => "the line is no text in UTF-8, or too long".to_owned(),
        };
        importer.malformed(at, message, HELP);
        return None;
    };
    let Ok(number) = number.trim().parse::<u64>() else {
        importer.malformed(
            at,
            format!("`{}` is no number of an entity", text::shown(number)),
            HELP,
        );
        return None;
    };
    if number == 0 {
        importer.leave_out("names of no entity");
        return None;
    }
    let (text, lang) = importer.name(at, &name.replace('+', " "), lang)?;
    let role = match lang.as_str() {
        "" => Role::Preferred(0),
        _ => Role::Kind(NameKind::Alias),
    };
    Some(Fact {
        entity_type: entity_type(word),
        standing: Standing::Described,
        ..Fact::name(&format!("jrc:{number}"), text, lang, role)
    })
}

fn entity_type(word: &str) -> Option<EntityType> {
    match word {
        "P" | "p" => Some(EntityType::Person),
        "O" | "o" => Some(EntityType::Organization),
        "T" | "t" => Some(EntityType::Place),
        "E" | "e" => Some(EntityType::Event),
        _ => None,
    }
}
