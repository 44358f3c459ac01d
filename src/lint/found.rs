//! Asks a matcher over the names: is each found, does each canonical name stay?

use rayon::prelude::*;

use super::finding::Finding;
use super::index::Index;
use super::unfindable;
use crate::error::Result;
use crate::gazetteer::source::{Listed, Source};
use crate::gazetteer::{Code, EntityType, GazetteerBuilder, NameKind};
use crate::matcher::{Document, Matcher, Reason, Scratch};
use crate::rewrite::Rewriter;

/// So many names are looked at before what was found is put down.
const BATCH: usize = 1 << 14;

/// W313 and W314.
pub(super) fn check(source: &mut Source<'_>, index: &Index) -> Result<()> {
    let mut builder = GazetteerBuilder::new();
    builder.extend(source.records().records());
    let matcher = Matcher::new(builder.to_gazetteer("names")?).spellings(false);
    for from in (0..source.records().len()).step_by(BATCH) {
        let to = source.records().len().min(from + BATCH);
        let findings: Vec<(usize, Finding)> = (from..to)
            .into_par_iter()
            .map_init(Scratch::default, |scratch, at| {
                let record = source.records().get(at);
                let canonical = index.kind(at) == NameKind::Canonical;
                let moved = canonical
                    .then(|| moves(&matcher, record, scratch))
                    .flatten();
                let finding = moved.or_else(|| never_found(&matcher, record, scratch));
                finding.map(|finding| (at, finding))
            })
            .flatten()
            .collect();
        for (at, finding) in findings {
            finding.add(at, source);
        }
    }
    Ok(())
}

/// W313: as a text of its own, the name is rewritten.
fn moves(matcher: &Matcher, record: Listed<'_>, scratch: &mut Scratch) -> Option<Finding> {
    let document = Document::new(record.name).lang(record.lang);
    let rewriting = Rewriter::new(matcher)
        .to(record.lang)
        .rewrite(&document, scratch);
    if rewriting.edits.is_empty() {
        return None;
    }
    let other = rewriting
        .annotation
        .mentions
        .iter()
        .find(|m| m.entity.id != record.id)?;
    let message = format!(
        "`{}`, canonical for `{}`, is taken for `{}` and rewritten to `{}`",
        record.name,
        record.id,
        other.entity.id,
        String::from_utf8_lossy(&rewriting.text)
    );
    let help = "other names of the entity are then left as they are; remove the name from the other, or choose a fuller canonical name";
    Some(Finding::new(Code::CanonicalMoves, message, help))
}

/// W314: by itself it is no name to the matcher, with no capitals.
fn never_found(matcher: &Matcher, record: Listed<'_>, scratch: &mut Scratch) -> Option<Finding> {
    let mut reason = "it is not cut into words as text is";
    for name in [
        record.name.to_owned(),
        capital(record.name),
        capitals(record.name),
    ] {
        let document = Document::new(&name).lang(record.lang);
        let annotation = matcher.annotate(&document, scratch);
        let address = annotation
            .abstentions
            .iter()
            .find(|a| a.reason == Reason::Address);
        match address {
            _ if !annotation.mentions.is_empty() => return None,
            Some(address) => reason = address.reason.as_str(),
            None if annotation.abstentions.is_empty() => {}
            None => return None,
        }
    }
    if let Some(turned) = turned(record) {
        let message = format!(
            "`{}` is how catalogues write a name: it is found by its words, and never written in text",
            record.name
        );
        let help = format!("write it as texts do: `{turned}`");
        return Some(Finding::new(Code::NeverFound, message, help));
    }
    let (reason, help) = unfindable::cause(record.name).unwrap_or_else(|| {
        let help = "remove it, or list the form that stands in texts";
        (reason.to_owned(), help.to_owned())
    });
    let message = format!("`{}` is never found in text: {reason}", record.name);
    Some(Finding::new(Code::NeverFound, message, help))
}

/// A person's name as it stands in text, where the family name is listed in front of a comma.
fn turned(record: Listed<'_>) -> Option<String> {
    let (family, given) = record.name.split_once(", ")?;
    let is_person = record.entity_type == Some(EntityType::Person);
    (is_person && !given.contains(',')).then(|| format!("{} {}", given.trim(), family.trim()))
}

/// The name with a capital in front.
fn capital(name: &str) -> String {
    let mut rest = name.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// The name with a capital in front of each word.
fn capitals(name: &str) -> String {
    name.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}
