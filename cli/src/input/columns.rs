//! Which columns of a table hold what.

use anyhow::{Result, anyhow};

/// A column as it is asked for.
#[derive(Clone, Debug)]
pub enum ColumnName {
    Named(String),
    /// From 1.
    Number(usize),
}

impl ColumnName {
    pub fn new(name: &str) -> ColumnName {
        match name.parse() {
            Ok(number) if number > 0 => ColumnName::Number(number),
            _ => ColumnName::Named(name.to_owned()),
        }
    }
}

/// Which columns of a table hold what.
#[derive(Debug)]
pub struct Columns {
    pub delimiter: u8,
    /// Those with texts: what they are called, and where they are, from 0.
    pub texts: Vec<(String, usize)>,
    pub id: Option<usize>,
    pub lang: Option<usize>,
    /// How many there are by the head of the table.
    pub count: Option<usize>,
}

impl Columns {
    /// Finds the columns asked for in the head of a table.
    pub fn find(wanted: &[ColumnName], head: &[String], delimiter: u8) -> Result<Columns> {
        let named = |name: &str| head.iter().position(|known| known == name);
        let other = [b',', b';', b'\t', b'|'].into_iter().find(|other| {
            *other != delimiter && head.iter().any(|cell| cell.as_bytes().contains(other))
        });
        let find = |wanted: &ColumnName| {
            let (at, wanted) = match wanted {
                ColumnName::Number(number) => (Some(number - 1), number.to_string()),
                ColumnName::Named(name) => (named(name), format!("`{name}`")),
            };
            if let Some((at, name)) = at.and_then(|at| Some((at, head.get(at)?))) {
                return Ok((name.clone(), at));
            }
            Err(match other {
                Some(other) if head.len() == 1 => anyhow!(
                    "there is no column {wanted}, but one column `{}`; say --delimiter '{}'",
                    head[0],
                    char::from(other).escape_default(),
                ),
                _ => anyhow!(
                    "there is no column {wanted}; there are: {}",
                    head.join(", ")
                ),
            })
        };
        Ok(Columns {
            delimiter,
            texts: wanted.iter().map(find).collect::<Result<_>>()?,
            id: named("id"),
            lang: named("lang"),
            count: Some(head.len()),
        })
    }

    /// The columns asked for in a table without a head.
    pub fn by_number(wanted: &[ColumnName], delimiter: u8) -> Result<Columns> {
        let number = |wanted: &ColumnName| match wanted {
            ColumnName::Number(number) => Ok((number.to_string(), number - 1)),
            ColumnName::Named(name) => Err(anyhow!(
                "with --no-header columns have no names; give the number of `{name}` from 1"
            )),
        };
        Ok(Columns {
            delimiter,
            texts: wanted.iter().map(number).collect::<Result<_>>()?,
            id: None,
            lang: None,
            count: None,
        })
    }
}
