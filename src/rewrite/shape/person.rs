//! Names of people: as many words as stand in the text, and initials where it has them.

use crate::fold::key;

/// A person's name is not made longer or shorter than it stands in the text: a
/// surname alone becomes the canonical surname, a fuller form stays.
pub(super) fn fit(surface: &str, own: &str, wanted: &str, canonical: &str) -> Option<String> {
    if surface.contains(['[', ']']) {
        return None;
    }
    let (own_words, wanted_words) = (own.split(' ').count(), wanted.split(' ').count());
    if own_words > wanted_words {
        return None;
    }
    let initials = own.split(' ').any(|word| word.chars().count() == 1);
    if own_words == wanted_words {
        return if initials {
            with_initials(surface, canonical)
        } else {
            Some(canonical.to_owned())
        };
    }
    if own_words > 1 {
        return None;
    }
    let part = canonical
        .split_whitespace()
        .max_by_key(|part| shared(own, &key(part)))?;
    let alike = shared(own, &key(part)) * 2 >= own.chars().count();
    alike.then(|| part.to_owned())
}

/// `A. Kondzhoryan` as `H. Konjoryan`: initials stay initials, of the canonical words in their place.
fn with_initials(surface: &str, canonical: &str) -> Option<String> {
    let (own, wanted): (Vec<&str>, Vec<&str>) = (
        surface.split_whitespace().collect(),
        canonical.split_whitespace().collect(),
    );
    if own.len() != wanted.len() {
        return None;
    }
    let words = own
        .iter()
        .zip(&wanted)
        .map(|(own, wanted)| match key(own).chars().count() {
            1 => wanted
                .chars()
                .next()
                .map(|first| format!("{first}{}", if own.ends_with('.') { "." } else { "" })),
            _ => Some((*wanted).to_owned()),
        });
    Some(words.collect::<Option<Vec<_>>>()?.join(" "))
}

/// Of two spellings of a person's name, the word that an inflected single word is of, in either; both whole for several words.
pub(super) fn aligned_part(
    surface: &str,
    listed: &str,
    canonical: &str,
) -> Option<(String, String)> {
    let words = |name: &str| {
        name.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (listed_words, canonical_words) = (words(listed), words(canonical));
    if words(surface).len() > 1 {
        let alike = words(surface).len() == listed_words.len();
        return alike.then(|| (listed.to_owned(), canonical.to_owned()));
    }
    let own = key(surface);
    let at = (0..listed_words.len()).max_by_key(|at| shared(&own, &key(&listed_words[*at])))?;
    (listed_words.len() == canonical_words.len())
        .then(|| (listed_words[at].clone(), canonical_words[at].clone()))
}

/// How many characters two words share at their beginnings and ends.
fn shared(a: &str, b: &str) -> usize {
    let from_start = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let room = a.chars().count().min(b.chars().count()) - from_start;
    from_start
        + a.chars()
            .rev()
            .zip(b.chars().rev())
            .take(room)
            .take_while(|(a, b)| a == b)
            .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_keep_their_length() {
        assert_eq!(
            fit(
                "Zelensky",
                "zelensky",
                "volodymyr zelenskyy",
                "Volodymyr Zelenskyy"
            )
            .as_deref(),
            Some("Zelenskyy")
        );
        assert_eq!(
            fit(
                "Vladimir Vladimirovich Putin",
                "vladimir vladimirovich putin",
                "vladimir putin",
                "Vladimir Putin"
            ),
            None
        );
        assert_eq!(
            fit(
                "Wladimir Putin",
                "wladimir putin",
                "vladimir putin",
                "Vladimir Putin"
            )
            .as_deref(),
            Some("Vladimir Putin")
        );
        assert_eq!(fit("Koba", "koba", "joseph stalin", "Joseph Stalin"), None);
        assert_eq!(
            fit(
                "A. Kondzhoryan",
                "a kondzhoryan",
                "hayk konjoryan",
                "Hayk Konjoryan"
            )
            .as_deref(),
            Some("H. Konjoryan")
        );
        assert_eq!(
            fit(
                "[Wladimir] Putin",
                "wladimir putin",
                "vladimir putin",
                "Vladimir Putin"
            ),
            None
        );
    }
}
