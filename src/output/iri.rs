//! From entity ids to addresses.

use std::str::FromStr;

use super::readable::{escaped, is_space};
use crate::error::Error;

/// How an entity id becomes the IRI that formats of linked data ask for.
///
/// An id is any string and is put in place of `{id}`; what no IRI may have, such
/// as white space, is percent-encoded. Without a template the id is taken for an
/// IRI itself: one that is none is then relative to the document.
///
/// ```
/// use exonym::output::IriTemplate;
///
/// let wikidata: IriTemplate = "http://www.wikidata.org/entity/{id}".parse()?;
/// assert_eq!(wikidata.iri("Q1953"), "http://www.wikidata.org/entity/Q1953");
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
        format!("{}{}{}", self.before, as_reference(id), self.after)
    }
}

/// A string as a part of an IRI.
pub(super) fn as_reference(text: &str) -> String {
    escaped(text, is_illegal)
}

/// What no IRI may have (RFC 3987).
fn is_illegal(c: char) -> bool {
    is_space(c) || "<>\"{}|\\^`".contains(c)
}
