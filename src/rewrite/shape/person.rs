//! Names of people: as many words as stand in the text, and initials where it has them.

use crate::fold::{folded, key};
use crate::matcher::words::{self, Class};
use crate::romanize::{consonants, skeletons};
use crate::text::tokenize;

/// A person's name is not made longer or shorter than it stands in the text: a
/// surname alone becomes the canonical surname, a fuller form stays.
pub(super) fn fit(
    surface: &str,
    own: &str,
    wanted: &str,
    canonical: &str,
    lang: &str,
) -> Option<String> {
    if surface.contains(['[', ']']) || drops_title(surface, wanted, lang) {
        return None;
    }
    if !surface.contains(char::is_whitespace) && surface.contains('.') {
        return with_joined_initials(surface, canonical);
    }
    let (own_words, wanted_words) = (own.split(' ').count(), wanted.split(' ').count());
    if own_words > wanted_words {
        return None;
    }
    let initials = own.split(' ').any(|word| word.chars().count() == 1)
        || surface.split_whitespace().any(are_initials);
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
    // The article of `al-Assad` is left out or not as anybody likes.
    let without_article = key(part).split(' ').any(|word| word == own) && key(part) != own;
    (!without_article && is_spelling_of(own, part)).then(|| part.to_owned())
}

/// Whether the form begins with a title that the folded canonical name has not: `King Felipe`, who is listed as
/// `Felipe VI`.
fn drops_title(surface: &str, wanted: &str, lang: &str) -> bool {
    let mut tokens = Vec::new();
    tokenize(surface, &mut tokens);
    let [first, _, ..] = tokens[..] else {
        return false;
    };
    let title = folded(surface, &first);
    words::is(&first, lang, Class::Title) && !wanted.split(' ').any(|word| word == title)
}

/// Whether a piece is several initials: `V.V.`
fn are_initials(piece: &str) -> bool {
    let mut letters = piece.split('.').filter(|letter| !letter.is_empty());
    piece.contains('.') && letters.all(|letter| letter.chars().count() == 1)
}

/// Whether a folded word is a spelling of another: it shares half of its letters, or has the same consonants,
/// as `Kondschorjan` and `Konjoryan` have.
fn is_spelling_of(own: &str, part: &str) -> bool {
    /// Fewer classes of consonants tell nothing.
    const TELLING: usize = 2;
    let sounds_alike = || {
        let (own, part) = (skeletons(own), skeletons(part));
        own.zip(part).is_some_and(|(own, part)| {
            let mut telling = own
                .iter()
                .filter(|skeleton| consonants(skeleton) >= TELLING);
            telling.any(|skeleton| part.contains(skeleton))
        })
    };
    shared(own, &key(part)) * 2 >= own.chars().count() || sounds_alike()
}

/// `A. Kondzhoryan` as `H. Konjoryan`: initials stay initials, of the canonical words in their place.
fn with_initials(surface: &str, canonical: &str) -> Option<String> {
    let (own, wanted): (Vec<&str>, Vec<&str>) = (
        surface.split_whitespace().collect(),
        canonical.split_whitespace().collect(),
    );
    // Where the family name comes first, nothing tells which initial is whose.
    let in_place = |(own, wanted): (&&str, &&str)| {
        let letters = key(own);
        // Of several initials nothing tells what the others stand for: `V.V.` is no spelling of `Vladimir`.
        letters.chars().count() == 1 || (!are_initials(own) && is_spelling_of(&letters, wanted))
    };
    if own.len() != wanted.len() || !own.iter().zip(&wanted).all(in_place) {
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

/// `А.Кондзорян` as `Х.Конджорян`: the same where no white space is between.
fn with_joined_initials(surface: &str, canonical: &str) -> Option<String> {
    let words: Vec<&str> = canonical.split_whitespace().collect();
    let ((initials, own), family) = (surface.rsplit_once('.')?, words.last()?);
    let single = |piece: &str| piece.chars().count() == 1;
    let same = initials.split('.').count() + 1 == words.len()
        && initials.split('.').all(single)
        && is_spelling_of(&key(own), family);
    let first = |word: &&str| word.chars().next().map(|first| format!("{first}."));
    let initials = words[..words.len() - 1].iter().map(first);
    same.then(|| Some(initials.collect::<Option<String>>()? + family))?
}

/// Of two spellings of a person's name, the word that an inflected single word is of, in either; both whole for
/// several words.
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
    fn a_family_name_gives_way_however_it_is_spelled() {
        let fit = |surface: &str| {
            fit(
                surface,
                &key(surface),
                "hayk konjoryan",
                "Hayk Konjoryan",
                "en",
            )
        };
        assert_eq!(fit("Kondschorjan").as_deref(), Some("Konjoryan"));
        assert_eq!(fit("Stalin"), None);
    }

    #[test]
    fn initials_stay_without_white_space() {
        let fit = |surface: &str, canonical: &str| {
            fit(surface, &key(surface), &key(canonical), canonical, "en")
        };
        assert_eq!(fit("T.Mey", "Theresa May").as_deref(), Some("T.May"));
        assert_eq!(fit("A.B.Mey", "Theresa May"), None);
        assert_eq!(fit("V.Orban", "Orbán Viktor"), None);
        assert_eq!(fit("V. Orban", "Orbán Viktor"), None);
    }

    #[test]
    fn persons_keep_their_length() {
        for (surface, canonical, expected) in [
            ("Zelensky", "Volodymyr Zelenskyy", Some("Zelenskyy")),
            ("Vladimir Vladimirovich Putin", "Vladimir Putin", None),
            ("Wladimir Putin", "Vladimir Putin", Some("Vladimir Putin")),
            ("[Wladimir] Putin", "Vladimir Putin", None),
            ("Putin V.V.", "Vladimir Putin", None),
            ("V.V. Putin", "Vladimir Putin", None),
            ("В.В. Путин", "Владимир Путин", None),
            ("Koba", "Joseph Stalin", None),
            ("A. Kondzhoryan", "Hayk Konjoryan", Some("H. Konjoryan")),
            ("Assad", "Bashar al-Assad", None),
            ("King Felipe", "Felipe VI", None),
        ] {
            let name = fit(surface, &key(surface), &key(canonical), canonical, "en");
            assert_eq!(name.as_deref(), expected, "{surface}");
        }
    }
}
