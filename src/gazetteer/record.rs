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

    /// What is wrong with it, if a gazetteer could not hold it as it is.
    pub(super) fn problem(&self) -> Option<String> {
        const LONGEST: usize = 1 << 24;
        let control = |text: &str| text.contains(char::is_control);
        let tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if !self.lang.chars().all(tag) {
            return Some(format!(
                "the language `{}` is no BCP 47 tag",
                self.lang.escape_debug()
            ));
        }
        if let Some(weight) = self.weight.filter(|weight| !weight.is_finite()) {
            return Some(format!("the weight {weight} is no number to compare"));
        }
        let mut ids = self.same_as.iter();
        if let Some(id) = ids.find(|id| id.contains('|') || control(id)) {
            return Some(format!(
                "the id `{}` in same_as has a `|` or control character",
                id.escape_debug()
            ));
        }
        let attributes = self
            .attributes
            .iter()
            .map(|(column, value)| column.len() + value.len());
        let longest = attributes.chain([self.id.len(), self.name.len()]).max();
        longest
            .filter(|longest| *longest >= LONGEST)
            .map(|longest| format!("{longest} bytes in one field; the limit is {LONGEST}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_gazetteer_can_hold() {
        let good = || Record::new("Q1953", "Yerevan");
        let lang = |lang: &str| Record {
            lang: lang.into(),
            ..good()
        };
        let same_as = |id: &str| Record {
            same_as: vec!["Q1".into(), id.into()],
            ..good()
        };
        let weight = |weight| Record {
            weight: Some(weight),
            ..good()
        };
        for record in [
            good(),
            lang("zh-Hant"),
            same_as("geonames:616052"),
            weight(-1.0),
        ] {
            assert_eq!(record.problem(), None);
        }
        for record in [
            lang("en\nde"),
            lang("zh_Hant"),
            same_as("Q1|Q2"),
            same_as("Q1\u{7}"),
            weight(f32::NAN),
            weight(f32::INFINITY),
            Record::new("Q1", "x".repeat(1 << 24)),
        ] {
            assert!(
                record.problem().is_some(),
                "{:?} {:?}",
                record.lang,
                record.same_as
            );
        }
    }
}
