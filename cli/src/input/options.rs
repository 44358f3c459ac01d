//! How inputs are to be read.

use std::path::{Path, PathBuf};

use anyhow::Result;
use encoding_rs::Encoding;
use exonym::text::encoding;

use super::columns::ColumnName;
use super::excluded::Excluded;
use super::format::{self, Kind, Named};
use super::json::FieldPath;
use crate::args::{InputFormat, Inputs, Reading, Syntax};
use crate::exit::Usage;
use crate::{terminal, unpack};

/// How inputs are to be read, once the command line is understood.
#[derive(Clone)]
pub struct Options {
    pub format: InputFormat,
    /// What of folders is not read.
    pub excluded: Excluded,
    pub encoding: Option<&'static Encoding>,
    pub attributes: Vec<String>,
    pub fields: Vec<FieldPath>,
    /// They are named, and not the usual one.
    pub names_fields: bool,
    /// They are named on the command line.
    pub says_fields: bool,
    pub columns: Vec<ColumnName>,
    pub delimiter: Option<u8>,
    pub no_header: bool,
    pub field_syntax: Syntax,
    /// What of a plain text is read at a time, in bytes.
    pub chunk: usize,
    /// No line is to be cut in two.
    pub whole_lines: bool,
    /// Keep in mind where tags are.
    pub tags: bool,
    /// What is read is to be written over.
    pub in_place: bool,
    /// What is read is written over, or is to be as it would be then: in folders, only texts are read.
    pub changes: bool,
    /// Files that end so are backups of others.
    pub backup: Option<String>,
    /// Results go to the terminal, so that it has no room for a line of progress.
    pub fills_terminal: bool,
}

impl Options {
    /// Understands what the command line says.
    pub fn new(inputs: &Inputs) -> Result<Options> {
        Ok(Options {
            excluded: Excluded::new(&inputs.exclude),
            ..Options::of(&inputs.reading)?
        })
    }

    /// The same where it is known what to read.
    pub fn of(inputs: &Reading) -> Result<Options> {
        let label = |label: &String| {
            encoding(label).ok_or_else(|| {
                Usage(format!("--encoding {label}: unknown; give a label of the web's encodings, such as windows-1251"))
            })
        };
        let tables = [InputFormat::Csv, InputFormat::Tsv].contains(&inputs.input_format);
        if tables && inputs.columns.is_empty() {
            return Err(Usage(
                "name the columns of the table that hold text with --column NAME".into(),
            )
            .into());
        }
        let mut fields: Vec<FieldPath> = inputs
            .fields
            .iter()
            .map(|path| FieldPath::new(path))
            .collect();
        if fields.is_empty() {
            fields.push(FieldPath::new("text"));
        }
        let attributes = inputs.attributes.as_deref().unwrap_or_default();
        Ok(Options {
            format: inputs.input_format,
            excluded: Excluded::default(),
            encoding: inputs.encoding.as_ref().map(label).transpose()?,
            attributes: attributes
                .split(',')
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            fields,
            names_fields: !inputs.fields.is_empty(),
            says_fields: inputs.says_fields,
            columns: inputs
                .columns
                .iter()
                .map(|name| ColumnName::new(name))
                .collect(),
            delimiter: inputs.delimiter,
            no_header: inputs.no_header,
            field_syntax: inputs.field_format,
            chunk: inputs.chunk,
            whole_lines: false,
            tags: false,
            in_place: false,
            changes: false,
            backup: None,
            fills_terminal: terminal::is_stdout(),
        })
    }

    /// Whether a file is one document, of which all is there at once.
    pub fn is_one_document(&self, path: &Path) -> bool {
        let fits = || {
            path.metadata()
                .is_ok_and(|meta| meta.len() <= self.chunk as u64)
        };
        match self.kind(path) {
            Kind::Whole(Syntax::Text) => self.tags || fits(),
            Kind::Whole(_) => true,
            _ => false,
        }
    }

    /// Whether it is known that a file holds text: it is said, or the file's name says so.
    pub fn is_known_text(&self, path: &Path) -> bool {
        self.is_said() || self.has_text_ending(path)
    }

    /// Whether a file's name says that it holds text, in which it is known what is text.
    pub fn has_text_ending(&self, path: &Path) -> bool {
        format::has_text_ending(path, self.named())
    }

    /// Whether it is said what the files hold.
    pub fn is_said(&self) -> bool {
        self.format != InputFormat::Auto
    }

    /// What a file holds. Standard input has no name to tell it, but who names fields or columns says what comes.
    pub fn kind(&self, path: &Path) -> Kind {
        if self.format == InputFormat::Auto && path == Path::new("-") {
            if !self.columns.is_empty() {
                return Kind::Rows(b',');
            }
            if self.says_fields {
                return Kind::Lines;
            }
        }
        Kind::of(self.format, unpack::unpacked_name(path), self.named())
    }

    fn named(&self) -> Named {
        Named {
            fields: self.names_fields,
            columns: !self.columns.is_empty(),
        }
    }

    /// Whether columns are asked for of a file that is a spreadsheet by its name.
    fn is_unread_sheet(&self, file: &Path) -> bool {
        !self.columns.is_empty() && format::is_spreadsheet(file)
    }

    /// Refuses fields and columns that none of the files can have: all of each would be text.
    pub fn check_named(&self, files: &[PathBuf]) -> Result<()> {
        let none_is = |wanted: fn(Kind) -> bool| {
            let mut kinds = files.iter().map(|path| self.kind(path));
            !files.is_empty() && !kinds.any(wanted)
        };
        let problem = if self.says_fields && none_is(|kind| kind == Kind::Lines) {
            "--field: no file is JSON lines by its name; say --input-format jsonl"
        } else if let Some(sheet) = files.iter().find(|file| self.is_unread_sheet(file)) {
            let problem = format!(
                "--column: {} is a spreadsheet; export the sheet as CSV in UTF-8",
                sheet.display()
            );
            return Err(Usage(problem).into());
        } else if !self.columns.is_empty() && none_is(|kind| matches!(kind, Kind::Rows(_))) {
            "--column: no file is a table by its name; say --input-format csv or tsv"
        } else {
            return Ok(());
        };
        Err(Usage(problem.into()).into())
    }
}
