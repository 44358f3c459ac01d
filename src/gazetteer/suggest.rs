//! Did you mean …?

use crate::text::distance;

/// Words people use for ours.
const SYNONYMS: &[(&str, &str)] = &[
    ("language", "lang"),
    ("identifier", "id"),
    ("entity_id", "id"),
    ("qid", "id"),
    ("label", "name"),
    ("entity_type", "type"),
    ("name_type", "kind"),
    ("alias", "aliases"),
    ("alternatives", "aliases"),
    ("alternate_names", "aliases"),
    ("canonical_name", "canonical"),
    ("sameas", "same_as"),
    ("same-as", "same_as"),
    ("human", "person"),
    ("per", "person"),
    ("people", "person"),
    ("man", "person"),
    ("woman", "person"),
    ("politician", "person"),
    ("city", "place"),
    ("town", "place"),
    ("village", "place"),
    ("settlement", "place"),
    ("region", "place"),
    ("river", "place"),
    ("country", "place"),
    ("location", "place"),
    ("loc", "place"),
    ("gpe", "place"),
    ("company", "organization"),
    ("organisation", "organization"),
    ("org", "organization"),
    ("party", "organization"),
    ("preferred", "canonical"),
    ("main", "canonical"),
    ("synonym", "alias"),
    ("variant", "alias"),
    ("acronym", "abbreviation"),
    ("abbr", "abbreviation"),
    ("historical", "former"),
    ("typo", "misspelling"),
    ("transliteration", "romanization"),
    ("romanisation", "romanization"),
];

/// Words longer than this are not compared.
const MAX_WORD: usize = 40;

/// The one of `known` that was probably meant by `word`.
pub(crate) fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase();
    if word.len() > MAX_WORD {
        return None;
    }
    let (distance, spelled, meant) = spelled(known)
        .map(|(spelled, meant)| (distance(&word, spelled), spelled, meant))
        .min_by_key(|(distance, ..)| *distance)?;
    // One slip is believed in short words, two only in long ones.
    let allowed = match spelled.len() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    (distance <= allowed).then_some(meant)
}

/// The one of `known` that `word` says without a slip, as it is or in a word that people use for it.
pub(crate) fn exact<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase();
    let mut words = spelled(known);
    words.find_map(|(spelled, meant)| (spelled == word).then_some(meant))
}

/// The words of `known` and those that people use for them, with what each means.
fn spelled<'k>(known: &[&'k str]) -> impl Iterator<Item = (&'k str, &'k str)> {
    let ours = known.iter().map(|&k| (k, k));
    let theirs = SYNONYMS
        .iter()
        .filter_map(|(other, ours)| Some((*other, *known.iter().find(|k| *k == ours)?)));
    ours.chain(theirs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_synonyms_are_recognised() {
        let known = ["id", "name", "lang", "type", "aliases", "same_as"];
        for (word, ours) in [
            ("nmae", Some("name")),
            ("langauge", Some("lang")),
            ("language", Some("lang")),
            ("Aliasses", Some("aliases")),
            ("sameAs", Some("same_as")),
            ("aliases ", Some("aliases")),
            ("country", None),
            ("date", None),
            ("ix", None),
        ] {
            assert_eq!(meant(word, &known), ours, "{word}");
        }
    }
}
