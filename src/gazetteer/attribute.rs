//! One column of an entity's attributes, without reading the others.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};

/// The text of a column in a JSON object; `None` if it is not there, no text, or the object cannot be read.
pub(super) fn text(attributes: &[u8], column: &str) -> Option<String> {
    let mut json = serde_json::Deserializer::from_slice(attributes);
    json.deserialize_map(Column(column)).ok()?
}

struct Column<'c>(&'c str);

/// A text of the JSON, copied only if it has escapes.
#[derive(serde::Deserialize)]
struct Text<'j>(#[serde(borrow)] Cow<'j, str>);

impl<'j> Visitor<'j> for Column<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut columns: A) -> Result<Option<String>, A::Error> {
        let mut found = None;
        while let Some(Text(column)) = columns.next_key()? {
            if column == self.0 {
                found = Some(columns.next_value()?);
            } else {
                columns.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_column_is_read() {
        let attributes = br#"{"level":1,"c\u006funtry":"AM","region":"AM.\"x\""}"#;
        assert_eq!(text(attributes, "country").as_deref(), Some("AM"));
        assert_eq!(text(attributes, "region").as_deref(), Some("AM.\"x\""));
        for column in ["level", "reg", ""] {
            assert_eq!(text(attributes, column), None);
        }
        assert_eq!(text(b"", "country"), None);
        assert_eq!(text(br#"{"country":"AM""#, "country"), None);
    }
}
