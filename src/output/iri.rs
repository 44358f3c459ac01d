//! From entity ids to addresses.

use std::str::FromStr;

use super::readable::{escaped, is_space};
use crate::error::Error;

/// How an entity id becomes the IRI that formats of linked data ask for.
///
/// An id is any string and is put in place of `{id}`. What no IRI may have, such
/// as white space, is percent-encoded, and also `%` and what would part an IRI
/// there: of `/` and `:` alone, ids may be made. Without a template the id is
/// taken for an IRI itself: one that is none is then relative to the document.
///
/// ```
/// use exonym::output::IriTemplate;
///
/// let wikidata: IriTemplate = "http://www.wikidata.org/entity/{id}".parse()?;
/// assert_eq!(wikidata.iri("Q1953"), "http://www.wikidata.org/entity/Q1953");
/// assert_eq!(wikidata.iri("50%, #1"), "http://www.wikidata.org/entity/50%25%2C%20%231");
/// assert_eq!(IriTemplate::default().iri("geonames:616052"), "geonames:616052");
/// assert!("http://www.wikidata.org/entity/".parse::<IriTemplate>().is_err());
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IriTemplate {
    before: String,
    after: String,
}

impl FromStr for IriTemplate {
    type Err = Error;

    fn from_str(template: &str) -> Result<IriTemplate, Error> {
        let Some((before, after)) = template.split_once("{id}") else {
            return Err(Error::config(format!(
                "`{template}` has no place for the id; write {{id}} there, as in https://example.org/{{id}}"
            )));
        };
        if [before, after].iter().any(|part| part.contains(is_illegal)) {
            return Err(Error::config(format!(
                "`{template}` is no IRI: it has white space or one of <>\"{{}}|\\^`"
            )));
        }
        Ok(IriTemplate {
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }
}

impl IriTemplate {
    /// The IRI of an entity.
    pub fn iri(&self, id: &str) -> String {
        if self.before.is_empty() && self.after.is_empty() {
            return as_reference(id);
        }
        let id = escaped(id, |c| is_illegal(c) || PARTING.contains(c));
        format!("{}{id}{}", self.before, self.after)
    }
}

/// What has a meaning of its own within an IRI, so that an id that has it would be cut or read otherwise.
const PARTING: &str = "%#?[]&=+,;";

/// A string as an IRI, or as one relative to the document.
pub(super) fn as_reference(text: &str) -> String {
    escaped(text, is_illegal)
}

/// What no IRI may have (RFC 3987).
fn is_illegal(c: char) -> bool {
    is_space(c) || "<>\"{}|\\^`".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_whole_in_a_template() {
        let template: IriTemplate = "https://example.org/{id}.html".parse().unwrap();
        for (id, written) in [
            ("geonames:616052", "geonames:616052"),
            ("gb/sct", "gb/sct"),
            ("Երևան", "Երևան"),
            ("a b", "a%20b"),
            ("50%", "50%25"),
            ("50%25", "50%2525"),
            ("Smith, John#2", "Smith%2C%20John%232"),
            ("what?x=1&y", "what%3Fx%3D1%26y"),
        ] {
            let iri = format!("https://example.org/{written}.html");
            assert_eq!(template.iri(id), iri, "{id}");
        }
    }

    #[test]
    fn ids_that_are_iris_stay_as_they_are() {
        let own: IriTemplate = "{id}".parse().unwrap();
        assert_eq!(own, IriTemplate::default());
        for id in ["https://example.org/a%20b?c,d#e", "Q1953"] {
            assert_eq!(own.iri(id), id);
        }
        assert_eq!(own.iri("a b"), "a%20b");
    }
}
