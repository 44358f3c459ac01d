//! How inputs are to be read.

use anyhow::Result;
use encoding_rs::Encoding;

use super::columns::ColumnName;
use super::json::FieldPath;
use crate::args::{InputFormat, Inputs, Syntax};
use crate::exit::Usage;

/// How inputs are to be read, once the command line is understood.
pub struct Options {
    pub encoding: Option<&'static Encoding>,
    pub attributes: Vec<String>,
    pub fields: Vec<FieldPath>,
    pub columns: Vec<ColumnName>,
    pub field_syntax: Syntax,
    /// Keep in mind where tags are.
    pub tags: bool,
    /// Files of many texts are refused.
    pub whole_only: bool,
}

impl Options {
    /// Understands what the command line says.
    pub fn new(inputs: &Inputs) -> Result<Options> {
        let label = |label: &String| {
            Encoding::for_label(label.as_bytes()).ok_or_else(|| {
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
            encoding: inputs.encoding.as_ref().map(label).transpose()?,
            attributes: attributes
                .split(',')
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            fields,
            columns: inputs
                .columns
                .iter()
                .map(|name| ColumnName::new(name))
                .collect(),
            field_syntax: inputs.field_format,
            tags: false,
            whole_only: false,
        })
    }
}
