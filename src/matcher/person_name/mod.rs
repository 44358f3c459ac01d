//! What the words of a person's name are: given name, patronymic, family name; and whether a stretch
//! of words is that name (`fit`).

pub(super) mod fit;

use std::sync::LazyLock;

use crate::fold::{Hasher, key};
use crate::gazetteer::Name;
use crate::romanize::mandarin_syllables;
use crate::rules::{TableSet, first_column, rule_rows};
use crate::text::{Token, base_language, is_of_father, is_particle, particles};

/// What a word is in a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Given,
    /// Between the first and the last: another given name, or the first of two family names.
    Middle,
    Patronymic,
    /// `von`, `de la`, `bin`.
    Particle,
    Family,
}

/// A person's name as it is listed, by its folded words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PersonName {
    pub(super) words: Vec<String>,
    pub(super) roles: Vec<Role>,
    /// Words joined by a hyphen are one piece.
    pieces: Vec<usize>,
}

impl PersonName {
    /// Reads a listed name. `Путин, Владимир Владимирович` and `Путин Владимир Владимирович`
    /// have the family name in front, as names in Hungarian and Chinese have.
    pub(super) fn of(name: &Name<'_>) -> PersonName {
        let (mut words, mut pieces) = (Vec::new(), Vec::new());
        for (piece, written) in name.text.split_whitespace().enumerate() {
            for word in key(written).split(' ').filter(|word| !word.is_empty()) {
                words.push(word.to_owned());
                pieces.push(piece);
            }
        }
        let mut written = name.text.split_whitespace();
        let before_comma = written.position(|piece| piece.ends_with(','));
        let last = pieces.last().map_or(0, |piece| piece + 1);
        let is = |piece: usize, test: fn(&str) -> bool| {
            words
                .iter()
                .zip(&pieces)
                .any(|(word, own)| *own == piece && test(word))
        };
        let patronymic_last =
            last >= 3 && is(last - 1, is_patronymic) && !is(last - 2, is_patronymic);
        let family = match before_comma {
            Some(piece) if piece + 1 < last => 0..piece + 1,
            _ if patronymic_last || is_family_first(name.lang) => 0..1,
            _ => {
                // Behind a father's name the family name may have a particle of its own: `Tamim bin Hamad Al Thani`.
                let mut particles =
                    (1..last.saturating_sub(1)).filter(|piece| is(*piece, is_particle));
                let first = particles.next();
                let own = particles.find(|_| first.is_some_and(|piece| is(piece, is_of_father)));
                own.or(first).unwrap_or(last.saturating_sub(1))..last
            }
        };
        let given = if family.start > 0 || last == family.end {
            0
        } else {
            family.end
        };
        let role = |piece: usize| match piece {
            _ if is(piece, is_particle) && last > 2 && piece != given => Role::Particle,
            piece if family.contains(&piece) => Role::Family,
            piece if piece == given => Role::Given,
            piece if is(piece, is_patronymic) => Role::Patronymic,
            _ => Role::Middle,
        };
        let roles = pieces.iter().map(|piece| role(*piece)).collect();
        PersonName {
            words,
            roles,
            pieces,
        }
    }

    /// Whether these words are all of two or more joined by hyphens: `Díaz-Canel`, before a second family name.
    fn is_double(&self, start: usize, end: usize) -> bool {
        let of_piece = |at: &usize| self.pieces[*at] == self.pieces[start];
        start < end && (0..self.words.len()).filter(of_piece).eq(start..=end)
    }

    /// Whether two words are parts of one, joined by a hyphen.
    pub(super) fn same_piece(&self, a: usize, b: usize) -> bool {
        self.pieces[a] == self.pieces[b]
    }

    /// The given name, if the name has one beside the family name.
    pub(super) fn given(&self) -> Option<usize> {
        self.roles.iter().position(|role| *role == Role::Given)
    }

    pub(super) fn is_family(&self, at: usize) -> bool {
        matches!(self.roles[at], Role::Family | Role::Particle)
    }

    /// The words that a later mention may be by itself: the family name, with and without its
    /// particles, and each half of a double one.
    pub(super) fn family_forms(&self) -> Vec<&[String]> {
        let is = |at: usize, roles: &[Role]| roles.contains(&self.roles[at]);
        let mut forms: Vec<&[String]> = Vec::new();
        let starts = (0..self.words.len())
            .filter(|at| is(*at, &[Role::Family, Role::Particle, Role::Middle]));
        for start in starts {
            let run = (start..self.words.len())
                .take_while(|at| is(*at, &[Role::Family, Role::Particle, Role::Middle]));
            for end in run {
                let of_father = is_of_father(&self.words[start]) && end == start + 1;
                let telling = (start..=end).any(|at| is(at, &[Role::Family]))
                    || self.is_double(start, end)
                    || of_father;
                if telling && !is(end, &[Role::Particle]) {
                    forms.push(&self.words[start..=end]);
                }
            }
        }
        forms
    }

    /// Whether both have the same family name in two spellings, and are not a maiden name and the other.
    pub(super) fn is_spelling_of(&self, other: &PersonName) -> bool {
        let like = |a: &str, b: &str| {
            let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
            shared * 3 >= a.chars().count().max(b.chars().count()) * 2
        };
        let (own, other) = (self.family_forms(), other.family_forms());
        own.iter().any(|a| {
            other
                .iter()
                .any(|b| a.len() == b.len() && like(&a[0], &b[0]))
        })
    }
}

/// A father's name in Russian and its neighbours, in either script.
pub(crate) fn is_patronymic(word: &str) -> bool {
    PATRONYMICS
        .iter()
        .any(|ending| word.ends_with(ending) && word.chars().count() > ending.chars().count() + 2)
}

/// Whether a token is a particle; it need not be folded for that.
pub(super) fn is_particle_token(token: &Token) -> bool {
    static HASHES: LazyLock<Vec<u64>> = LazyLock::new(|| hashes(particles()));
    HASHES.binary_search(&token.hash).is_ok()
}

/// The same of a syllable that is one only if a hyphen joins the name to it: the article of `at-Tuhami`.
pub(super) fn is_hyphened_particle(token: &Token) -> bool {
    static HASHES: LazyLock<Vec<u64>> = LazyLock::new(|| {
        hashes(first_column(include_str!(
            "../rules/hyphened_particles.tsv"
        )))
    });
    HASHES.binary_search(&token.hash).is_ok()
}

/// The hashes of folded words, sorted.
fn hashes<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u64> {
    let mut hashes: Vec<u64> = words.map(Hasher::of).collect();
    hashes.sort_unstable();
    hashes
}

/// Whether these are the three words of a Chinese or Korean name in Latin letters, of which none may be left out.
pub(super) fn is_of_syllables(words: &[impl AsRef<str>]) -> bool {
    static KOREAN: LazyLock<TableSet<&str>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("../rules/korean_syllables.tsv"));
        rows.flat_map(|row| row[0].split(' ')).collect()
    });
    let is_syllable = |word: &str| KOREAN.contains(word) || !mandarin_syllables(word).is_empty();
    words.len() == 3 && words.iter().all(|word| is_syllable(word.as_ref()))
}

/// Languages in which the family name comes first.
pub(super) fn is_family_first(lang: &str) -> bool {
    FAMILY_FIRST.contains(&base_language(lang))
}

static PATRONYMICS: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/patronymics.tsv")).collect());
static FAMILY_FIRST: LazyLock<Vec<&str>> =
    LazyLock::new(|| first_column(include_str!("../rules/family_first.tsv")).collect());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Casing, NameKind};

    fn read(text: &str, lang: &str) -> String {
        let name = Name {
            text,
            lang,
            kind: NameKind::Alias,
            casing: Casing::Initial,
            entity: 0,
        };
        let parsed = PersonName::of(&name);
        parsed
            .words
            .iter()
            .zip(&parsed.roles)
            .map(|(word, role)| format!("{word}:{role:?} "))
            .collect()
    }

    #[test]
    fn words_have_roles() {
        for (text, lang, roles) in [
            ("Nikol Pashinyan", "en", "nikol:Given pashinyan:Family "),
            (
                "Путин, Владимир Владимирович",
                "ru",
                "путин:Family владимир:Given владимирович:Patronymic ",
            ),
            (
                "Путин Владимир Владимирович",
                "ru",
                "путин:Family владимир:Given владимирович:Patronymic ",
            ),
            (
                "Владимир Владимирович Путин",
                "ru",
                "владимир:Given владимирович:Patronymic путин:Family ",
            ),
            ("Roman Abramovich", "en", "roman:Given abramovich:Family "),
            (
                "Ursula von der Leyen",
                "de",
                "ursula:Given von:Particle der:Particle leyen:Family ",
            ),
            (
                "Tamim bin Hamad Al Thani",
                "en",
                "tamim:Given bin:Particle hamad:Middle al:Particle thani:Family ",
            ),
            ("Orbán Viktor", "hu", "orban:Family viktor:Given "),
            (
                "Irène Joliot-Curie",
                "fr",
                "irene:Given joliot:Family curie:Family ",
            ),
            ("Lula", "pt", "lula:Family "),
        ] {
            assert_eq!(read(text, lang), roles, "{text}");
        }
    }

    #[test]
    fn later_mentions() {
        let name = |text| Name {
            text,
            lang: "",
            kind: NameKind::Alias,
            casing: Casing::Initial,
            entity: 0,
        };
        let forms = |text| -> Vec<String> {
            PersonName::of(&name(text))
                .family_forms()
                .iter()
                .map(|form| form.join(" "))
                .collect()
        };
        assert_eq!(
            forms("Ursula von der Leyen"),
            ["von der leyen", "der leyen", "leyen"]
        );
        assert_eq!(
            forms("Miguel Díaz-Canel Bermúdez"),
            [
                "diaz canel",
                "diaz canel bermudez",
                "canel bermudez",
                "bermudez"
            ]
        );
        assert_eq!(
            forms("Tamim bin Hamad Al Thani"),
            [
                "bin hamad",
                "bin hamad al thani",
                "hamad al thani",
                "al thani",
                "thani"
            ]
        );
        assert_eq!(forms("Joliot-Curie"), ["joliot", "joliot curie", "curie"]);
    }
}
