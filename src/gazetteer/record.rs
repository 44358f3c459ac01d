//! One validated row of a gazetteer source.

use super::{EntityType, NameKind};

/// One name of one entity, as a row of the source gives it.
///
/// Records come from [`super::source`], already validated, or are made by a
/// program and handed to [`super::GazetteerBuilder::add`].
///
/// ```
/// use exonym::{EntityType, NameKind, Record};
///
/// let record = Record {
///     lang: "fr".into(),
///     entity_type: Some(EntityType::Place),
///     kind: Some(NameKind::Alias),
///     ..Record::new("Q1953", "Erevan")
/// };
/// assert_eq!(record.name, "Erevan");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Entity id: an opaque string, never parsed.
    pub id: String,
    /// The name as it is written, in NFC or any other form.
    pub name: String,
    /// BCP 47 tag of the name's language, empty if unknown.
    pub lang: String,
    /// What the entity is; `None` if the row does not say.
    pub entity_type: Option<EntityType>,
    /// What kind of name it is; `None`: canonical if it is the entity's first, else alias.
    pub kind: Option<NameKind>,
    /// Prominence of the entity: population, number of articles, sitelinks. Larger is likelier.
    pub weight: Option<f32>,
    /// Ids of the same entity elsewhere.
    pub same_as: Vec<String>,
    /// The row's other columns, in the order of the header.
    pub attributes: Vec<(String, String)>,
}

impl Record {
    /// A record with an id and a name; the rest is left unsaid.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Record {
        Record {
            id: id.into(),
            name: name.into(),
            ..Record::default()
        }
    }
}
