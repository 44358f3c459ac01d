//! What to import, and how.

use std::collections::HashSet;
use std::str::FromStr;

use super::super::{EntityType, Levels};
use super::columns::ColumnMap;
use super::wikidata::Classes;
use crate::error::{Error, Result};
use crate::text::{base_language, language_tag};

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// A format that can be imported.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Format {
            $($(#[$doc])* $variant,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Format] = &[$(Format::$variant),+];

            /// Its name on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $(Format::$variant => $name),+ }
            }
        }
    };
}

formats! {
    /// A Wikidata dump: JSON, an entity a line.
    Wikidata = "wikidata";
    /// The result of a Wikidata query: CSV, TSV or JSON.
    WikidataQuery = "wikidata-query";
    /// GeoNames: a file of places, and `alternateNamesV2` if there is one.
    GeoNames = "geonames";
    /// FollowTheMoney entities, such as those of OpenSanctions: JSON, one a line.
    Ftm = "ftm";
    /// SKOS concepts: Turtle, N-Triples or RDF/XML.
    Skos = "skos";
    /// JRC-Names: tab-separated.
    JrcNames = "jrc-names";
    /// A spreadsheet: CSV or TSV, with a column map.
    Table = "table";
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Format> {
        let known = Format::ALL
            .iter()
            .copied()
            .find(|format| format.as_str() == name);
        known.ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
            Error::config(format!(
                "unknown format `{name}`; known: {}",
                names.join(", ")
            ))
        })
    }
}

/// What to import, and how.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    pub(super) langs: HashSet<String>,
    pub(super) types: Vec<EntityType>,
    pub(super) min_weight: f32,
    pub(super) entity_type: Option<EntityType>,
    pub(super) lang: String,
    pub(super) columns: ColumnMap,
    pub(super) delimiter: Option<u8>,
    pub(super) features: Vec<String>,
    pub(super) classes: Classes,
    pub(super) max_errors: Option<usize>,
    pub(super) keep_going: bool,
    pub(super) levels: Levels,
}

impl ImportOptions {
    /// Everything that has a type; 20 errors; a bad row fails the whole.
    pub fn new() -> ImportOptions {
        ImportOptions::default()
    }

    /// Takes only names in these languages and their variants, and those of no language.
    pub fn langs<S: AsRef<str>>(mut self, langs: impl IntoIterator<Item = S>) -> ImportOptions {
        self.langs = langs
            .into_iter()
            .map(|lang| language_tag(lang.as_ref()))
            .collect();
        self
    }

    /// Takes only entities of these types; without, all whose type is known.
    pub fn types(mut self, types: impl IntoIterator<Item = EntityType>) -> ImportOptions {
        self.types = types.into_iter().collect();
        self
    }

    /// Takes only entities of this weight or more: sitelinks in Wikidata, people in GeoNames.
    pub fn min_weight(mut self, weight: f32) -> ImportOptions {
        self.min_weight = weight;
        self
    }

    /// The type of entities where the format does not say it.
    pub fn entity_type(mut self, entity_type: EntityType) -> ImportOptions {
        self.entity_type = Some(entity_type);
        self
    }

    /// The language of names where the format does not say it.
    pub fn lang(mut self, lang: &str) -> ImportOptions {
        self.lang = language_tag(lang);
        self
    }

    /// Which column of a table is what.
    pub fn columns(mut self, columns: ColumnMap) -> ImportOptions {
        self.columns = columns;
        self
    }

    /// What stands between the cells of a table: a comma, or a tab in `.tsv`, if it is not said.
    pub fn delimiter(mut self, delimiter: u8) -> ImportOptions {
        self.delimiter = Some(delimiter);
        self
    }

    /// Takes only places of these GeoNames feature classes or codes: `P`, `A.ADM1`.
    pub fn features<S: Into<String>>(
        mut self,
        features: impl IntoIterator<Item = S>,
    ) -> ImportOptions {
        self.features = features.into_iter().map(Into::into).collect();
        self
    }

    /// Adds Wikidata classes and the types of what is an instance of them, one a
    /// line with a tab between; `-` for a type is not to take them. They win over
    /// those that are built in.
    ///
    /// # Errors
    ///
    /// If a line cannot be understood.
    pub fn classes(mut self, table: &str) -> Result<ImportOptions> {
        self.classes.extend(table)?;
        Ok(self)
    }

    /// Describes so many errors, and as many warnings of each code; the rest is counted.
    pub fn max_errors(mut self, max_errors: usize) -> ImportOptions {
        self.max_errors = Some(max_errors);
        self
    }

    /// Drops and counts what cannot be read instead of failing.
    pub fn keep_going(mut self, keep_going: bool) -> ImportOptions {
        self.keep_going = keep_going;
        self
    }

    /// Says how bad each kind of finding is.
    pub fn levels(mut self, levels: Levels) -> ImportOptions {
        self.levels = levels;
        self
    }

    /// Whether names of this language are asked for.
    pub(super) fn wants_language(&self, lang: &str) -> bool {
        let asked = |lang: &str| self.langs.contains(lang);
        self.langs.is_empty() || lang.is_empty() || asked(lang) || asked(base_language(lang))
    }

    /// Whether entities of this type are asked for.
    pub(super) fn wants_type(&self, entity_type: EntityType) -> bool {
        match self.types.is_empty() {
            true => entity_type != EntityType::NamePart,
            false => self.types.contains(&entity_type),
        }
    }
}
