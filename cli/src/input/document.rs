//! What is worked on at a time.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, anyhow};
use encoding_rs::Encoding;
use serde_json::Value;

use super::columns::Columns;
use crate::args::{LONGEST, Syntax};

/// A file, or a line or row of one.
pub struct Document {
    /// What the file is called.
    pub name: String,
    /// The file; `None` for standard input.
    pub path: Option<PathBuf>,
    /// The line of the file that it begins at.
    pub line: usize,
    pub bytes: Vec<u8>,
    pub form: Form,
    /// What of a text it is, if that is too long to be one document.
    pub chunk: Option<Chunk>,
    /// The encoding to write it in, if its bytes are not the file's own.
    pub recode: Option<&'static Encoding>,
    /// Whether the encoding of the file was doubted already.
    pub doubted: Arc<AtomicBool>,
    /// What else was of its texts.
    pub doubted_texts: Arc<Doubted>,
}

/// What of a long text a document is.
pub struct Chunk {
    /// Which of its chunks, from 1.
    pub number: usize,
    /// The encoding of the text.
    pub encoding: &'static Encoding,
    pub start: Start,
    /// Where the next begins.
    pub end: Start,
    /// Whether its file was named already, where each is named once.
    pub named: Arc<AtomicBool>,
}

/// A place in a file, as it is counted in all ways.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// From 1, and so is the column.
    pub line: usize,
    pub column: usize,
    pub bytes: usize,
    pub chars: usize,
    pub utf16: usize,
}

impl Default for Start {
    /// The beginning.
    fn default() -> Start {
        Start {
            line: 1,
            column: 1,
            bytes: 0,
            chars: 0,
            utf16: 0,
        }
    }
}

/// What is to be said once of a file, whichever of its lines, rows or chunks it is first seen in.
pub struct Doubt {
    pub said: Arc<AtomicBool>,
    pub message: String,
}

/// What was doubted of a file: whether each of several things was said already.
#[derive(Default)]
pub struct Doubted(Mutex<BTreeMap<String, Arc<AtomicBool>>>);

impl Doubted {
    /// Whether this was said; `None` of what is over so many, which is not said at all.
    pub fn of(&self, what: &str) -> Option<Arc<AtomicBool>> {
        const MOST: usize = 20;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.contains_key(what) && known.len() == MOST {
            return None;
        }
        Some(known.entry(what.to_owned()).or_default().clone())
    }
}

impl Doubt {
    /// The message, if it was not said yet. In the order of the file the first is said, not the first that was found.
    pub fn say(self) -> Option<String> {
        (!self.said.swap(true, Ordering::Relaxed)).then_some(self.message)
    }
}

/// How the texts of a document are found in it.
#[derive(Clone)]
pub enum Form {
    /// It is one.
    Whole(Syntax),
    /// In a JSON object.
    Json,
    /// In cells.
    Row(Arc<Columns>),
    /// There are none: the head of a table, an empty line, the rest of a line that is too long.
    None,
    /// In a line or row that is too long to be read; it is the beginning of that.
    TooLong,
}

impl Document {
    /// Whether it is only a part of a file.
    pub fn is_part(&self) -> bool {
        self.chunk.is_some() || !matches!(self.form, Form::Whole(_))
    }

    /// Whether a text begins with it, and does not only go on.
    pub fn begins_text(&self) -> bool {
        self.has_text() && self.chunk.as_ref().is_none_or(|chunk| chunk.number == 1)
    }

    /// Where its text begins, as far as lines and columns are counted through the file.
    pub fn start(&self) -> Start {
        let chunk = self.chunk.as_ref();
        chunk.map_or_else(Start::default, |chunk| chunk.start)
    }

    /// Whether there may be text in it.
    pub fn has_text(&self) -> bool {
        !matches!(self.form, Form::None)
    }

    /// What it is called if it does not say so itself.
    pub fn id(&self) -> Value {
        match self.form {
            Form::Whole(_) => self.name.clone().into(),
            _ => self.line.into(),
        }
    }

    /// Where it is, for messages.
    pub fn place(&self) -> String {
        match self.is_part() {
            true => format!("{}:{}", self.name, self.line),
            false => self.name.clone(),
        }
    }

    /// What is written for it, if this is what becomes of its bytes.
    pub fn written(&self, bytes: Vec<u8>) -> Vec<u8> {
        match self.recode {
            None => bytes,
            Some(encoding) => {
                let big = encoding == encoding_rs::UTF_16BE;
                let unit = |unit: u16| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                };
                let text = String::from_utf8_lossy(&bytes);
                text.encode_utf16().flat_map(unit).collect()
            }
        }
    }
}

/// A file, for those who cut it into documents.
pub struct File {
    pub name: String,
    pub path: Option<PathBuf>,
    pub recode: Option<&'static Encoding>,
    /// Whether it was named already, where each is named once.
    pub named: Arc<AtomicBool>,
    /// Whether its encoding was doubted already.
    pub doubted: Arc<AtomicBool>,
    /// What else was of its texts.
    pub doubted_texts: Arc<Doubted>,
}

impl File {
    pub fn new(name: String, path: Option<PathBuf>) -> File {
        File {
            name,
            path,
            recode: None,
            named: Arc::default(),
            doubted: Arc::default(),
            doubted_texts: Arc::default(),
        }
    }

    pub fn document(&self, line: usize, bytes: Vec<u8>, form: Form) -> Document {
        Document {
            name: self.name.clone(),
            path: self.path.clone(),
            line,
            bytes,
            form,
            chunk: None,
            recode: self.recode,
            doubted: self.doubted.clone(),
            doubted_texts: self.doubted_texts.clone(),
        }
    }
}

/// The largest text that is read whole, in bytes: with markup, or in an encoding that cannot be cut.
pub const LARGEST: usize = exonym::markup::Content::LARGEST;

/// Documents as they are read one after the other, up to the end or the first error.
pub fn in_turn(
    mut read: impl FnMut() -> Result<Option<Document>>,
) -> impl Iterator<Item = Result<Document>> {
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let next = read();
        ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    })
}

/// So much of a line or row that is too long is passed on at a time, in bytes.
pub const PIECE: usize = 1 << 20;

/// The error for what is longer, where it cannot be passed on.
pub fn too_long(name: &str, line: usize) -> anyhow::Error {
    anyhow!(
        "{name}:{line}: longer than {} MiB; {INPUT_FORMAT}",
        LONGEST >> 20
    )
}

/// The error for what is longer, and is passed on.
pub fn passed_on() -> anyhow::Error {
    anyhow!(
        "longer than {} MiB, and left as it is; {INPUT_FORMAT}",
        LONGEST >> 20
    )
}

const INPUT_FORMAT: &str = "is this the right --input-format?";
