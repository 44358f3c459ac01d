//! SKOS concepts: Turtle, N-Triples or RDF/XML.
//!
//! Follows the W3C recommendations "SKOS Reference", "RDF 1.1 Turtle" and "RDF
//! 1.1 XML Syntax"; the parsers are `oxttl` and `oxrdfxml`. Files that begin with
//! `<` and are no N-Triples are taken for XML.
//!
//! | property | becomes |
//! | --- | --- |
//! | skos:prefLabel | the canonical name of its language |
//! | skos:altLabel | aliases |
//! | skos:hiddenLabel | misspellings: found, and never shown |
//! | skos:exactMatch, owl:sameAs | `same_as` |
//!
//! The IRI of a concept is its id. SKOS does not say what a concept is a concept
//! of: that is the type asked for with [`ImportOptions::entity_type`]. Labels as
//! resources of their own (SKOS-XL) are not read.
//!
//! [`ImportOptions::entity_type`]: super::ImportOptions::entity_type

use std::io::Read;

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxrdfxml::RdfXmlParser;
use oxttl::TurtleParser;

use super::super::NameKind;
use super::Input;
use super::fact::{Fact, Role, Standing};
use super::group::Groups;
use super::importer::{At, Importer};
use super::lines::start;
use super::text;
use crate::error::{Error, Result};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const SAME_AS: &str = "http://www.w3.org/2002/07/owl#sameAs";

/// Reads a file of triples.
pub(super) fn read(
    input: Input<'_>,
    importer: &mut Importer<'_>,
    groups: &mut Groups,
) -> Result<()> {
    let failed = |e| Error::io(&input.name, e);
    let (bytes, reader) = start(input.reader).map_err(failed)?;
    let read = match is_xml(&bytes) {
        true => xml(reader, importer, groups),
        false => turtle(reader, importer, groups),
    };
    read.map_err(|e| e.of(&input.name))
}

/// Whether a text begins as XML does: `<?xml`, `<!--`, or an element and not an IRI.
fn is_xml(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let Some(tag) = text.trim_ascii_start().strip_prefix(b"<") else {
        return false;
    };
    let end = tag
        .iter()
        .position(|b| b" >\t\r\n".contains(b))
        .unwrap_or(tag.len());
    matches!(tag.first(), Some(b'?' | b'!')) || memchr::memmem::find(&tag[..end], b"://").is_none()
}

/// Why reading stopped.
enum Stop {
    Io(std::io::Error),
    Other(Error),
}

impl Stop {
    fn of(self, file: &std::path::Path) -> Error {
        match self {
            Stop::Io(error) => Error::io(file, error),
            Stop::Other(error) => error,
        }
    }
}

fn turtle(reader: impl Read, importer: &mut Importer<'_>, groups: &mut Groups) -> Result<(), Stop> {
    for triple in TurtleParser::new().for_reader(reader) {
        match triple {
            Ok(triple) => label(&triple, importer, groups)?,
            Err(oxttl::TurtleParseError::Io(error)) => return Err(Stop::Io(error)),
            Err(oxttl::TurtleParseError::Syntax(error)) => {
                let line = error.location().start.line + 1;
                let help = "the statement is left out; mend it in the file";
                importer.malformed(
                    &At::line(line, &[]),
                    format!("no Turtle: {}", error.message()),
                    help,
                );
            }
        }
    }
    Ok(())
}

fn xml(reader: impl Read, importer: &mut Importer<'_>, groups: &mut Groups) -> Result<(), Stop> {
    for triple in RdfXmlParser::new().for_reader(reader) {
        match triple {
            Ok(triple) => label(&triple, importer, groups)?,
            Err(oxrdfxml::RdfXmlParseError::Io(error)) => return Err(Stop::Io(error)),
            Err(oxrdfxml::RdfXmlParseError::Syntax(error)) => {
                let help = "what stands before is read; mend the file to read the rest";
                importer.malformed(&At::line(0, &[]), format!("no RDF/XML: {error}"), help);
                // An element that is not closed leaves nothing to go on with.
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Takes what a triple says of a concept.
fn label(triple: &Triple, importer: &mut Importer<'_>, groups: &mut Groups) -> Result<(), Stop> {
    let NamedOrBlankNode::NamedNode(concept) = &triple.subject else {
        return Ok(());
    };
    let property = triple.predicate.as_str();
    let role = match property.strip_prefix(SKOS) {
        Some("prefLabel") => Role::Preferred(0),
        Some("altLabel") => Role::Kind(NameKind::Alias),
        Some("hiddenLabel") => Role::Kind(NameKind::Misspelling),
        Some("exactMatch") => return same(concept.as_str(), &triple.object, groups),
        _ if property == TYPE => return class(concept.as_str(), &triple.object, groups),
        _ if property == SAME_AS => return same(concept.as_str(), &triple.object, groups),
        _ => return Ok(()),
    };
    let Term::Literal(literal) = &triple.object else {
        importer.leave_out("labels that are no text");
        return Ok(());
    };
    let at = At::line(0, literal.value().as_bytes());
    let lang = literal
        .language()
        .unwrap_or(&importer.options.lang)
        .to_owned();
    let Some(id) = importer.id(&at, concept.as_str()) else {
        return Ok(());
    };
    let Some((text, lang)) = importer.name(&at, literal.value(), &lang) else {
        return Ok(());
    };
    let fact = Fact {
        standing: Standing::Described,
        ..Fact::name(&id, text, lang, role)
    };
    groups.add(fact).map_err(Stop::Other)
}

/// Schemes and collections have labels too, and are no concepts.
fn class(subject: &str, class: &Term, groups: &mut Groups) -> Result<(), Stop> {
    let (Ok(id), Term::NamedNode(class)) = (text::id(subject), class) else {
        return Ok(());
    };
    let name = class.as_str().strip_prefix(SKOS);
    if !matches!(
        name,
        Some("ConceptScheme" | "Collection" | "OrderedCollection")
    ) {
        return Ok(());
    }
    let standing = Standing::Excluded;
    let fact = Fact {
        id,
        standing,
        ..Fact::default()
    };
    groups.add(fact).map_err(Stop::Other)
}

fn same(concept: &str, other: &Term, groups: &mut Groups) -> Result<(), Stop> {
    let (Ok(id), Term::NamedNode(other)) = (text::id(concept), other) else {
        return Ok(());
    };
    let same_as = text::id(other.as_str())
        .unwrap_or_default()
        .replace('|', "%7C");
    groups
        .add(Fact {
            id,
            same_as,
            ..Fact::default()
        })
        .map_err(Stop::Other)
}
