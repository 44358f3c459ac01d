//! Demonyms: the listed one that stands in the number and gender of another.

use super::capitals::{capitals, in_capitals};
use crate::fold::key;
use crate::gazetteer::Name;
use crate::text::base_language;

/// Which of the `demonyms` of an entity in a language is written for the `listed` one that `surface` is, with
/// its capitals: the first, or the first with the ending that makes a plural or another gender of one of them.
/// `None` if it has no such form.
pub(in crate::rewrite) fn demonym(
    surface: &str,
    listed: &Name<'_>,
    demonyms: &[Name<'_>],
    lang: &str,
) -> Option<String> {
    let of_language = base_language(listed.lang) == base_language(lang);
    let text = match of_language {
        true => in_the_form_of(listed.text, demonyms)?,
        false => demonyms.first()?.text,
    };
    Some(in_the_capitals_of(surface, text, lang))
}

/// The first demonym, or what it is with the ending that `listed` has: of `Armenians` and `Armenian` one is the
/// other with an ending.
fn in_the_form_of<'n>(listed: &str, demonyms: &[Name<'n>]) -> Option<&'n str> {
    let is_small = |text: &str| text.starts_with(char::is_lowercase);
    // A noun with a capital is no adjective that is written small.
    let like = demonyms
        .iter()
        .filter(|name| is_small(name.text) == is_small(listed));
    let like: Vec<(String, &str)> = like.map(|name| (key(name.text), name.text)).collect();
    let own = key(listed);
    let shorter = like
        .iter()
        .filter(|(key, _)| own.len() > key.len() && own.starts_with(key.as_str()));
    let (first, text) = like.first()?;
    let Some((base, _)) = shorter.max_by_key(|(key, _)| key.len()) else {
        return Some(text);
    };
    let wanted = format!("{first}{}", &own[base.len()..]);
    like.iter()
        .find(|(key, _)| *key == wanted)
        .map(|(_, text)| *text)
}

/// A demonym with the capitals of the surface form.
fn in_the_capitals_of(surface: &str, demonym: &str, lang: &str) -> String {
    let mut letters = demonym.chars();
    match surface.chars().next() {
        _ if in_capitals(surface) => capitals(demonym, lang),
        Some(first) if first.is_uppercase() => letters.next().map_or(String::new(), |first| {
            capitals(&first.to_string(), lang) + letters.as_str()
        }),
        _ => demonym.to_owned(),
    }
}
