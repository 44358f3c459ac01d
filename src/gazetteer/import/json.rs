//! Elements of a JSON array of any length, one after the other.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// An element of more bytes is not read.
const LONGEST: u64 = 64 << 20;

/// Hands over the elements of the outermost array, or of the one that a chain of
/// fields leads to, each with the line it ends on. Elements may end the reading
/// with an error of their own.
///
/// # Errors
///
/// If the text is no JSON, holds no such array, or reading fails.
pub(super) fn each_element<E>(
    reader: impl BufRead,
    fields: &[&str],
    element: &mut dyn FnMut(u64, Value) -> Result<(), E>,
) -> Result<Result<(), E>, serde_json::Error> {
    let progress = Rc::new(Progress::default());
    let reader = Counted {
        reader,
        progress: Rc::clone(&progress),
    };
    let mut failed = None;
    let mut hand_over = |value: Value| {
        progress.since.set(0);
        let done = element(progress.line.get() + 1, value);
        done.map_err(|error| failed = Some(error)).is_ok()
    };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let read = Find {
        fields,
        element: &mut hand_over,
    }
    .deserialize(&mut json);
    match (failed, read) {
        (Some(error), _) => Ok(Err(error)),
        (None, Err(error)) => Err(error),
        (None, Ok(())) => json.end().map(Ok),
    }
}

/// What was read so far.
#[derive(Default)]
struct Progress {
    /// Lines that ended.
    line: Cell<u64>,
    /// Bytes since the last element.
    since: Cell<u64>,
}

/// Counts lines, and gives up on an element without end.
struct Counted<R> {
    reader: R,
    progress: Rc<Progress>,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let read = &buffer[..count];
        let ends = memchr::memchr_iter(b'\n', read).count() as u64;
        self.progress.line.set(self.progress.line.get() + ends);
        self.progress
            .since
            .set(self.progress.since.get() + count as u64);
        match self.progress.since.get() > LONGEST {
            true => Err(io::Error::other(format!(
                "an element of over {LONGEST} bytes"
            ))),
            false => Ok(count),
        }
    }
}

/// Looks for the array behind a chain of fields.
struct Find<'f> {
    fields: &'f [&'f str],
    element: &'f mut dyn FnMut(Value) -> bool,
}

impl<'de> DeserializeSeed<'de> for Find<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Find<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fields {
            [] => f.write_str("an array"),
            [field, ..] => write!(f, "an array, or an object with a field `{field}`"),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        while let Some(value) = array.next_element::<Value>()? {
            if !(self.element)(value) {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Some((wanted, rest)) = self.fields.split_first() else {
            return Err(serde::de::Error::custom(
                "an object where an array is wanted",
            ));
        };
        let mut found = false;
        while let Some(field) = object.next_key::<String>()? {
            if field == *wanted && !found {
                found = true;
                object.next_value_seed(Find {
                    fields: rest,
                    element: &mut *self.element,
                })?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        match found {
            true => Ok(()),
            false => Err(serde::de::Error::custom(format!("no field `{wanted}`"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(text: &str) -> Result<Vec<(u64, String)>, String> {
        let mut found = Vec::new();
        let read = each_element::<()>(
            text.as_bytes(),
            &["results", "bindings"],
            &mut |line, value| {
                found.push((line, value.to_string()));
                Ok(())
            },
        );
        read.map(|_| found).map_err(|error| error.to_string())
    }

    #[test]
    fn arrays_are_found_where_they_may_stand() {
        let expected = Ok(vec![(2, "1".to_owned()), (3, "2".to_owned())]);
        assert_eq!(elements("[\n1,\n2]"), expected);
        assert_eq!(
            elements("{\"head\":[0],\"results\":{\"bindings\":[\n1,\n2]}}"),
            expected
        );
        assert!(elements("{\"results\":[").unwrap_err().contains("EOF"));
        assert!(elements("{}").unwrap_err().contains("no field `results`"));
        assert!(elements("7").unwrap_err().contains("expected an array"));
        assert!(elements("[1] x").unwrap_err().contains("trailing"));
    }
}
