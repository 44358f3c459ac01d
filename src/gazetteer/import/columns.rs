//! Which column of a table is what.

use std::str::FromStr;

use super::super::source::has_meaning;
use crate::error::{Error, Result};

/// A column map, as `id=ID,name="Label (en)",aliases=Synonyms,country=Land`.
///
/// To the left stands a column of the [gazetteer source](crate::gazetteer::source),
/// with a language perhaps, as `name:ru`; any other word becomes an attribute. To
/// the right stands the column of the table, in quotes if it has a comma.
///
/// ```
/// use exonym::gazetteer::import::ColumnMap;
///
/// let map: ColumnMap = "id=ID,name:en=\"Name, English\"".parse()?;
/// assert_eq!(map.column("name:en"), Some("Name, English"));
/// assert!("id".parse::<ColumnMap>().is_err());
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    pairs: Vec<(String, String)>,
}

impl ColumnMap {
    /// The column of the table that is mapped to this one.
    pub fn column(&self, ours: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(known, _)| known == ours);
        pair.map(|(_, column)| column.as_str())
    }

    /// Adds another map; what both say must not differ.
    ///
    /// # Errors
    ///
    /// If one of ours is mapped twice.
    pub fn and(mut self, other: ColumnMap) -> Result<ColumnMap> {
        for (ours, theirs) in other.pairs {
            self.add(ours, theirs)?;
        }
        Ok(self)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(ours, theirs)| (ours.as_str(), theirs.as_str()))
    }

    /// What becomes an attribute.
    pub(super) fn attributes(&self) -> impl Iterator<Item = String> + '_ {
        let ours = self.pairs.iter().map(|(ours, _)| ours);
        ours.filter(|ours| !has_meaning(ours)).cloned()
    }

    fn add(&mut self, ours: String, theirs: String) -> Result<()> {
        if self.column(&ours).is_some() {
            return Err(Error::config(format!("`{ours}` is mapped twice")));
        }
        self.pairs.push((ours, theirs));
        Ok(())
    }
}

impl FromStr for ColumnMap {
    type Err = Error;

    fn from_str(text: &str) -> Result<ColumnMap> {
        let mut map = ColumnMap::default();
        let mut rest = text;
        while !rest.is_empty() {
            let (ours, behind) = rest.split_once('=').ok_or_else(|| {
                Error::config(format!(
                    "`{rest}` maps nothing; write `id=COLUMN,name=COLUMN`"
                ))
            })?;
            let (theirs, behind) = value(behind)?;
            let ours = ours.trim();
            if ours.is_empty() || theirs.is_empty() {
                let problem = format!("`{text}` has an empty side; write `id=COLUMN,name=COLUMN`");
                return Err(Error::config(problem));
            }
            map.add(ours.to_owned(), theirs)?;
            rest = behind;
        }
        Ok(map)
    }
}

/// The right side of a pair, and what stands behind the comma.
fn value(text: &str) -> Result<(String, &str)> {
    let text = text.trim_start();
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, behind) = text.split_once(',').unwrap_or((text, ""));
        return Ok((value.trim().to_owned(), behind));
    };
    let unclosed = || Error::config(format!("a quote is opened and not closed in `{text}`"));
    let (value, behind) = quoted.split_once('"').ok_or_else(unclosed)?;
    match behind.trim_start().split_once(',') {
        Some(("", behind)) => Ok((value.to_owned(), behind)),
        None if behind.trim().is_empty() => Ok((value.to_owned(), "")),
        _ => Err(Error::config(format!(
            "`{}` stands behind a quoted column",
            behind.trim()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_read() {
        let map: ColumnMap = "id=ID, name = \"Label, (en)\" ,note=x".parse().unwrap();
        let pairs: Vec<_> = map.pairs().collect();
        assert_eq!(
            pairs,
            [("id", "ID"), ("name", "Label, (en)"), ("note", "x")]
        );
        assert_eq!(map.attributes().collect::<Vec<_>>(), ["note"]);
        for (wrong, why) in [
            ("id", "maps nothing"),
            ("id=", "empty side"),
            ("=x", "empty side"),
            ("id=\"x", "not closed"),
            ("id=\"x\"y", "behind a quoted column"),
            ("id=x,id=y", "mapped twice"),
        ] {
            let error = wrong.parse::<ColumnMap>().unwrap_err().to_string();
            assert!(error.contains(why), "{wrong}: {error}");
        }
    }
}
