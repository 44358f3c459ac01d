//! Demonyms: the listed one that stands in the number and gender of another.

use super::capitals::{begins_with_capital, capitals, in_capitals, with_capital};
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
/// other with an ending. `None` unless an ending that both take proves them the same form: `Spaniard` is no
/// adjective, and `italiana` no plural.
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
    let written = |key: &str| {
        like.iter()
            .find(|(other, _)| other == key)
            .map(|(_, text)| *text)
    };
    if let Some((base, _)) = shorter.max_by_key(|(key, _)| key.len()) {
        return written(&format!("{first}{}", &own[base.len()..]));
    }
    let endings = like
        .iter()
        .filter_map(|(longer, _)| longer.strip_prefix(&own));
    let mut endings = endings.filter(|ending| !ending.is_empty());
    let alike =
        own == *first || endings.any(|ending| written(&format!("{first}{ending}")).is_some());
    alike.then_some(*text)
}

/// A demonym with the capitals of the surface form.
fn in_the_capitals_of(surface: &str, demonym: &str, lang: &str) -> String {
    if in_capitals(surface) {
        capitals(demonym, lang)
    } else if begins_with_capital(surface) {
        with_capital(demonym, lang)
    } else {
        demonym.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_form_is_written() {
        let argentine = ["Argentine", "Argentines", "Argentinian", "Argentinians"];
        let spanish = ["Spaniard", "Spaniards", "Spanish"];
        let italian = ["italiana", "italiane", "italiani", "italiano"];
        let russian = ["россияне", "россиянин", "россиянка"];
        for (listed, demonyms, expected) in [
            ("Argentinian", &argentine[..], Some("Argentine")),
            ("Argentinians", &argentine, Some("Argentines")),
            ("Argentine", &argentine, Some("Argentine")),
            ("Spanish", &spanish, None),
            ("Spaniards", &spanish, Some("Spaniards")),
            ("italiani", &italian, None),
            ("italiana", &italian, Some("italiana")),
            ("россиянка", &russian, None),
        ] {
            let names: Vec<Name<'_>> = demonyms.iter().map(|text| name(text)).collect();
            assert_eq!(in_the_form_of(listed, &names), expected, "{listed}");
        }
    }

    fn name(text: &str) -> Name<'_> {
        Name {
            text,
            lang: "",
            kind: crate::gazetteer::NameKind::Demonym,
            casing: crate::gazetteer::Casing::Any,
            entity: 0,
        }
    }
}
