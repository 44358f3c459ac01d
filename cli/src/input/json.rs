//! Where the texts of a JSON object stand in its line.

use std::fmt;
use std::ops::Range;

use anyhow::{Result, anyhow};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// The names that lead to a field, from the outside in.
#[derive(Clone, Debug)]
pub struct FieldPath {
    shown: String,
    steps: Vec<String>,
}

impl FieldPath {
    /// `body.text` is the field `text` of the field `body`; a full stop in a name has a backslash before it.
    pub fn new(path: &str) -> FieldPath {
        let mut steps = vec![String::new()];
        let mut chars = path.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => steps[0].extend(chars.next()),
                '.' => steps.insert(0, String::new()),
                c => steps[0].push(c),
            }
        }
        steps.reverse();
        FieldPath {
            shown: path.to_owned(),
            steps,
        }
    }
}

/// A text of an object: what its field is called, and where it stands, without quotes.
pub struct Text {
    pub field: String,
    pub span: Range<usize>,
}

/// An object with its texts.
pub struct Object {
    pub texts: Vec<Text>,
    pub id: Option<Value>,
    pub lang: Option<String>,
}

/// Finds the fields of the object in a line.
pub fn find(line: &str, fields: &[FieldPath]) -> Result<Object> {
    let refused = |error| not_an_object(error, line);
    let whole: &RawValue = serde_json::from_str(line.trim_end()).map_err(refused)?;
    let object = Entries::of(whole).map_err(refused)?;
    let mut texts = Vec::new();
    for field in fields {
        let mut found = Found {
            line,
            path: &field.shown,
            texts: &mut texts,
            any: false,
        };
        found.walk(whole, &field.steps, String::new(), 0)?;
        if !found.any {
            return Err(anyhow!(
                "there is no field `{}`{}",
                field.shown,
                known(&object)
            ));
        }
    }
    // In their order, and once each, whatever was asked.
    texts.sort_by_key(|text| text.span.start);
    texts.dedup_by(|later, earlier| later.span == earlier.span);
    let id = object
        .get("id")
        .and_then(|id| serde_json::from_str(id.get()).ok());
    let lang = object
        .get("lang")
        .and_then(|lang| serde_json::from_str(lang.get()).ok());
    Ok(Object { texts, id, lang })
}

fn not_an_object(error: serde_json::Error, line: &str) -> anyhow::Error {
    // Which line it is, the caller says.
    let problem = error
        .to_string()
        .replace(" at line 1 column ", " at column ");
    let goes_on = error.is_eof() && line.trim_end().ends_with(['{', '[', ',']);
    let remedy = match line.trim_start().chars().next() {
        Some('{') if goes_on => "an object has to be on one line, as `jq -c .` writes it",
        Some('[') if goes_on || error.is_data() => {
            "objects have to be on a line each, as `jq -c '.[]'` writes those of a list"
        }
        Some('{') if error.is_eof() => "is the line cut off?",
        Some('{') => "mend the line",
        _ => "is --input-format text meant?",
    };
    anyhow!("not a JSON object ({problem}); {remedy}")
}

/// The fields that there are, for who named another.
fn known(object: &Entries<'_>) -> String {
    const MOST: usize = 12;
    let names: Vec<&str> = object
        .0
        .iter()
        .map(|(name, _)| name.as_str())
        .take(MOST)
        .collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(
            "; name the one that holds text with --field; there are: {}",
            names.join(", ")
        ),
    }
}

struct Found<'l, 'f> {
    line: &'l str,
    path: &'f str,
    texts: &'f mut Vec<Text>,
    any: bool,
}

impl Found<'_, '_> {
    /// Takes in what is at the end of the path. Lists on the way are gone through, item by item.
    fn walk(&mut self, value: &RawValue, steps: &[String], at: String, depth: usize) -> Result<()> {
        const DEEPEST: usize = 64;
        let json = value.get();
        if json.starts_with('[') {
            if depth == DEEPEST {
                return Err(anyhow!(
                    "the field `{}` is a list in {DEEPEST} lists",
                    self.path
                ));
            }
            let items: Vec<&RawValue> = serde_json::from_str(json)?;
            for (n, item) in items.into_iter().enumerate() {
                self.walk(item, steps, format!("{at}[{n}]"), depth + 1)?;
            }
            return Ok(());
        }
        let Some((step, rest)) = steps.split_first() else {
            return self.leaf(json, at);
        };
        if json.starts_with('{') {
            let entries = Entries::of(value)?;
            if let Some(value) = entries.get(step) {
                let dot = if at.is_empty() { "" } else { "." };
                self.walk(value, rest, format!("{at}{dot}{step}"), depth)?;
            }
        }
        Ok(())
    }

    fn leaf(&mut self, json: &str, field: String) -> Result<()> {
        self.any = true;
        if json.starts_with('"') {
            let start = json.as_ptr() as usize - self.line.as_ptr() as usize;
            let span = start + 1..start + json.len() - 1;
            self.texts.push(Text { field, span });
            return Ok(());
        }
        match json {
            "null" => Ok(()),
            _ => Err(anyhow!("the field `{field}` is not a string")),
        }
    }
}

/// The fields of an object in their order, as they are written.
struct Entries<'l>(Vec<(String, &'l RawValue)>);

impl<'l> Entries<'l> {
    fn of(value: &'l RawValue) -> serde_json::Result<Entries<'l>> {
        serde_json::from_str(value.get())
    }

    /// Of several fields of a name the last counts.
    fn get(&self, name: &str) -> Option<&'l RawValue> {
        let named = self.0.iter().rev().find(|(known, _)| known == name);
        named.map(|(_, value)| *value)
    }
}

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries<'de>, M::Error> {
                let mut entries = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    entries.push((name, map.next_value()?));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str, fields: &[&str]) -> Result<Vec<(String, String)>> {
        let fields: Vec<FieldPath> = fields.iter().map(|path| FieldPath::new(path)).collect();
        let object = find(line, &fields)?;
        let text = |text: Text| (text.field, line[text.span].to_owned());
        Ok(object.texts.into_iter().map(text).collect())
    }

    #[test]
    fn fields_are_found_where_they_are() {
        let line = r#" {"a": {"b.c": [{"d":"x\n"}, {"e": 1}, {"d": null}]}, "t":"y", "t":"z", "l": ["p",["q"]]}"#;
        let found = |fields: &[&str]| texts(line, fields).unwrap();
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(found(&[r"a.b\.c.d"]), [pair("a.b.c[0].d", "x\\n")]);
        assert_eq!(found(&["t"]), [pair("t", "z")]);
        assert_eq!(
            found(&["l", "t"]),
            [pair("t", "z"), pair("l[0]", "p"), pair("l[1][0]", "q")]
        );
    }

    #[test]
    fn what_is_no_text_is_named() {
        let problem = |line: &str, field: &str| texts(line, &[field]).unwrap_err().to_string();
        assert!(problem("[1]", "t").starts_with("not a JSON object"));
        let cut = problem("{\"t\":\"a\n", "t");
        assert!(
            cut.contains("(EOF while parsing a string at column 7)"),
            "{cut}"
        );
        assert!(problem("{\"a\":1}", "a").contains("`a` is not a string"));
        assert!(problem("{\"a\":1}", "t").contains("there are: a"));
        for (line, remedy) in [
            ("{", "as `jq -c .` writes it"),
            ("[", "as `jq -c '.[]'` writes those of a list"),
            (
                "[{\"t\": \"a\"}]",
                "as `jq -c '.[]'` writes those of a list",
            ),
            ("Yerevan", "is --input-format text meant?"),
            ("{\"t\" \"a\"}", "mend the line"),
            ("{\"t\": \"a", "is the line cut off?"),
        ] {
            let said = problem(line, "t");
            assert!(said.ends_with(remedy), "{line}: {said}");
        }
        let deep = format!("{{\"t\":{}{}}}", "[".repeat(100), "]".repeat(100));
        assert!(problem(&deep, "t").contains("64 lists"));
    }
}
