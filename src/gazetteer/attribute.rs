//! One column of an entity's attributes, without reading the others.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};

/// The text of a column in a JSON object; `None` if it is not there, no text, or the object cannot be read.
pub(super) fn text<'j>(attributes: &'j [u8], column: &str) -> Option<Cow<'j, str>> {
    match plain(attributes, column) {
        Plain::Text(text) => std::str::from_utf8(text).ok().map(Cow::Borrowed),
        Plain::Missing => None,
        Plain::Otherwise => {
            let mut json = serde_json::Deserializer::from_slice(attributes);
            json.deserialize_map(Column(column)).ok()?
        }
    }
}

/// What an object has whose columns are all written as they mostly are: texts without escapes, no space between.
enum Plain<'j> {
    Text(&'j [u8]),
    Missing,
    /// It is written in another way, as far as was read.
    Otherwise,
}

fn plain<'j>(object: &'j [u8], column: &str) -> Plain<'j> {
    let mut rest = match object {
        [] => return Plain::Missing,
        [b'{', b'"', rest @ .., b'"', b'}'] => rest,
        _ => return Plain::Otherwise,
    };
    loop {
        let (name, behind) = to_mark(rest);
        let [b'"', b':', b'"', value @ ..] = behind else {
            return Plain::Otherwise;
        };
        let (text, behind) = to_mark(value);
        rest = match behind {
            [b'\\', ..] => return Plain::Otherwise,
            _ if name == column.as_bytes() => return Plain::Text(text),
            [] => return Plain::Missing,
            [b'"', b',', b'"', rest @ ..] => rest,
            _ => return Plain::Otherwise,
        };
    }
}

/// Parts what stands in front of the next quotation mark or backslash. The texts are short.
fn to_mark(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mark = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    bytes.split_at(mark.unwrap_or(bytes.len()))
}

struct Column<'c>(&'c str);

/// A text of the JSON, copied only if it has escapes.
#[derive(serde::Deserialize)]
struct Text<'j>(#[serde(borrow)] Cow<'j, str>);

impl<'j> Visitor<'j> for Column<'_> {
    type Value = Option<Cow<'j, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut columns: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(Text(column)) = columns.next_key()? {
            if column == self.0 {
                found = Some(columns.next_value::<String>()?.into());
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

    #[test]
    fn texts_without_escapes_are_read_the_same() {
        let attributes = br#"{"country":"AM","level":"1","role":"","level-of":"x"}"#;
        for (column, expected) in [
            ("country", Some("AM")),
            ("level", Some("1")),
            ("role", Some("")),
            ("level-of", Some("x")),
            ("AM", None),
            ("countr", None),
        ] {
            assert_eq!(text(attributes, column).as_deref(), expected, "{column}");
        }
        let nested = br#"{"a":{"level":"1"},"level":"2"}"#;
        assert_eq!(text(nested, "level").as_deref(), Some("2"));
        assert_eq!(text(br#"{"level":"1","a":2}"#, "a"), None);
        assert_eq!(text(b"{}", "a"), None);
    }
}
