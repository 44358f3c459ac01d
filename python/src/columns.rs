//! Texts from Arrow arrays, and results laid out as Arrow lays out columns.
//!
//! Offsets are little-endian, as everywhere Arrow runs with Python. Nulls are
//! left to `exonym/arrow.py`: a text that is null comes as an empty one.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::error::{self, Failure};
use crate::mention::Mention;

/// The texts of a `large_string` array: offsets of 64 bits, and the bytes they point into.
pub struct Texts<'a> {
    offsets: &'a [[u8; 8]],
    bytes: &'a [u8],
}

impl<'a> Texts<'a> {
    /// The texts between consecutive offsets, which count from that of the first text.
    pub fn new(offsets: &'a [u8], bytes: &'a [u8]) -> PyResult<Texts<'a>> {
        let (offsets, rest) = offsets.as_chunks();
        match rest.is_empty() && !offsets.is_empty() {
            true => Ok(Texts { offsets, bytes }),
            false => Err(error::text("the offsets of an Arrow array are cut short")),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Result<&'a str, Failure> {
        let offset = |at: usize| {
            let from_first =
                i64::from_le_bytes(self.offsets[at]) - i64::from_le_bytes(self.offsets[0]);
            usize::try_from(from_first).unwrap_or(usize::MAX)
        };
        let bytes = self.bytes.get(offset(at)..offset(at + 1));
        let bytes = bytes.ok_or_else(|| Failure::Text("offsets out of bounds".into()))?;
        std::str::from_utf8(bytes).map_err(|problem| {
            let at = problem.valid_up_to();
            Failure::Text(format!("not UTF-8 at byte {at}; decode the text first"))
        })
    }
}

/// A column of strings, or the borders of a column of lists.
#[derive(Default)]
struct Strings {
    ends: Vec<i32>,
    bytes: Vec<u8>,
}

impl Strings {
    fn push(&mut self, text: &str) -> PyResult<()> {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(end(self.bytes.len())?);
        Ok(())
    }

    /// Offsets and bytes.
    fn buffers<'py>(&self, py: Python<'py>) -> (Bound<'py, PyBytes>, Bound<'py, PyBytes>) {
        (offsets(py, &self.ends), PyBytes::new(py, &self.bytes))
    }
}

/// A column of lists of strings.
#[derive(Default)]
struct Lists {
    ends: Vec<i32>,
    strings: Strings,
}

impl Lists {
    fn push(&mut self, texts: &[impl AsRef<str>]) -> PyResult<()> {
        texts
            .iter()
            .try_for_each(|text| self.strings.push(text.as_ref()))?;
        self.ends.push(end(self.strings.ends.len())?);
        Ok(())
    }
}

/// Where something ends that Arrow counts in 32 bits.
fn end(at: usize) -> PyResult<i32> {
    i32::try_from(at).map_err(|_| {
        error::text(
            "the results of one batch are over 2 GiB; use smaller batches or a shorter template",
        )
    })
}

/// The offsets of Arrow for ends: 0 goes before.
fn offsets<'py>(py: Python<'py>, ends: &[i32]) -> Bound<'py, PyBytes> {
    numbers(py, std::iter::once(0).chain(ends.iter().copied()))
}

fn numbers<'py>(py: Python<'py>, numbers: impl Iterator<Item = i32>) -> Bound<'py, PyBytes> {
    let bytes: Vec<u8> = numbers.flat_map(i32::to_le_bytes).collect();
    PyBytes::new(py, &bytes)
}

/// Errors by the number of their text.
type Errors = Vec<(usize, String)>;

/// What was done; errors go to a list of their own, and what is empty stands for them.
fn sorted<T: Default>(done: Vec<Result<T, Failure>>, errors: &mut Errors) -> Vec<T> {
    let mut note = |(at, done): (usize, Result<T, Failure>)| {
        done.unwrap_or_else(|failure| {
            errors.push((at, failure.to_string()));
            T::default()
        })
    };
    done.into_iter().enumerate().map(&mut note).collect()
}

/// `texts` and `errors`.
pub fn of_texts(py: Python<'_>, done: Vec<Result<String, Failure>>) -> PyResult<Bound<'_, PyDict>> {
    let mut errors = Errors::new();
    let mut texts = Strings::default();
    for text in sorted(done, &mut errors) {
        texts.push(&text)?;
    }
    let columns = PyDict::new(py);
    columns.set_item("texts", texts.buffers(py))?;
    columns.set_item("errors", errors)?;
    Ok(columns)
}

/// `ends` of the list of each text, a column for each field of a mention, and `errors`.
pub fn of_mentions(
    py: Python<'_>,
    done: Vec<Result<Vec<Mention>, Failure>>,
) -> PyResult<Bound<'_, PyDict>> {
    let mut errors = Errors::new();
    let (mut ends, mut mentions) = (Vec::with_capacity(done.len()), Vec::new());
    for found in sorted(done, &mut errors) {
        mentions.extend(found);
        ends.push(end(mentions.len())?);
    }
    let columns = PyDict::new(py);
    columns.set_item("ends", offsets(py, &ends))?;
    columns.set_item("errors", errors)?;
    for (name, number) in NUMBERS {
        let of_all = mentions.iter().map(|mention| end(number(mention)));
        let of_all: Vec<i32> = of_all.collect::<PyResult<_>>()?;
        columns.set_item(name, numbers(py, of_all.into_iter()))?;
    }
    for (name, word) in WORDS {
        let mut strings = Strings::default();
        mentions.iter().try_for_each(|m| strings.push(word(m)))?;
        columns.set_item(name, strings.buffers(py))?;
    }
    for (name, list) in LISTS {
        let mut lists = Lists::default();
        mentions.iter().try_for_each(|m| list(m, &mut lists))?;
        let (string_offsets, bytes) = lists.strings.buffers(py);
        columns.set_item(name, (offsets(py, &lists.ends), string_offsets, bytes))?;
    }
    let scores: Vec<u8> = mentions
        .iter()
        .flat_map(|m| m.score.to_le_bytes())
        .collect();
    columns.set_item("score", PyBytes::new(py, &scores))?;
    Ok(columns)
}

/// Fields of a mention that are numbers or texts.
type Number = (&'static str, fn(&Mention) -> usize);
type Text = (&'static str, fn(&Mention) -> &str);

const NUMBERS: [Number; 4] = [
    ("start", |m| m.start),
    ("end", |m| m.end),
    ("byte_start", |m| m.byte_start),
    ("byte_end", |m| m.byte_end),
];

/// Those that are empty are null.
const WORDS: [Text; 10] = [
    ("surface", |m| &m.surface),
    ("entity", |m| &m.entity),
    ("canonical", |m| &m.canonical),
    ("type", |m| &m.mention_type),
    ("tier", |m| &m.tier),
    ("evidence", |m| &m.evidence),
    ("route", |m| m.route.as_deref().unwrap_or_default()),
    ("route_from", |m| {
        m.route_from.as_deref().unwrap_or_default()
    }),
    ("like", |m| m.like.as_deref().unwrap_or_default()),
    ("lang", |m| m.lang.as_deref().unwrap_or_default()),
];

/// Fields that are lists, and what adds them to a column.
type List = (&'static str, fn(&Mention, &mut Lists) -> PyResult<()>);

const LISTS: [List; 3] = [
    ("cases", |m, lists| lists.push(&m.cases)),
    ("same_as", |m, lists| lists.push(&m.same_as)),
    ("standards", |m, lists| lists.push(&m.standards)),
];
