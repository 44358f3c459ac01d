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
    if object.is_empty() {
        return Plain::Missing;
    }
    let mut rest = match object.strip_prefix(b"{\"") {
        Some(rest) if object.ends_with(b"\"}") => rest,
        _ => return Plain::Otherwise,
    };
    loop {
        let Some((name, behind)) = until(rest, b"\":\"") else {
            return Plain::Otherwise;
        };
        if name == column.as_bytes() {
            return match until(behind, b"\"") {
                Some((text, _)) => Plain::Text(text),
                None => Plain::Otherwise,
            };
        }
        rest = match until(behind, b"\"") {
            Some((_, b"}")) => return Plain::Missing,
            Some((_, [b',', b'"', rest @ ..])) => rest,
            _ => return Plain::Otherwise,
        };
    }
}

/// What stands before a quotation mark and those that must follow it, and what stands behind; `None` if a backslash comes first.
fn until<'j>(bytes: &'j [u8], end: &[u8]) -> Option<(&'j [u8], &'j [u8])> {
    let at = memchr::memchr2(b'"', b'\\', bytes)?;
    Some((&bytes[..at], bytes[at..].strip_prefix(end)?))
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
