//! What is worked on at a time.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use encoding_rs::Encoding;
use serde_json::Value;

use super::columns::Columns;
use crate::args::Syntax;

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
    /// The encoding to write it in, if its bytes are not the file's own.
    pub recode: Option<&'static Encoding>,
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
    /// There are none: the head of a table, an empty line.
    None,
}

impl Document {
    /// Whether it is only a part of a file.
    pub fn is_part(&self) -> bool {
        !matches!(self.form, Form::Whole(_))
    }

    /// Whether there may be text in it.
    pub fn has_text(&self) -> bool {
        !matches!(self.form, Form::None)
    }

    /// What it is called if it does not say so itself.
    pub fn id(&self) -> Value {
        match self.is_part() {
            true => self.line.into(),
            false => self.name.clone().into(),
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
}

impl File {
    pub fn document(&self, line: usize, bytes: Vec<u8>, form: Form) -> Document {
        Document {
            name: self.name.clone(),
            path: self.path.clone(),
            line,
            bytes,
            form,
            recode: self.recode,
        }
    }
}

/// The longest line or row that is read, in bytes; none of text is as long.
pub const LONGEST: usize = 256 << 20;

/// The error for what is longer.
pub fn too_long(name: &str, line: usize) -> anyhow::Error {
    anyhow!(
        "{name}:{line}: longer than {} MiB; is this the right --input-format?",
        LONGEST >> 20
    )
}
