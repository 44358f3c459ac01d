//! Entities and names as a gazetteer holds them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::{attribute, suggest};

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$doc:meta])* $variant:ident = $code:literal, $text:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant = $code,)+
        }

        impl $name {
            /// Every value, in the order of its code in the file.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word used in CSV files, on the command line and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            pub(crate) fn from_code(code: u8) -> Option<$name> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<$name, UnknownWord> {
                $name::ALL.iter().copied().find(|v| v.as_str() == word).ok_or_else(|| UnknownWord {
                    what: $what,
                    word: word.to_owned(),
                    known: vec![$($text),+],
                })
            }
        }
    };
}

/// A word that is not one of a fixed vocabulary, such as an unknown type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{word}`; {}", remedy(word, known))]
pub struct UnknownWord {
    what: &'static str,
    word: String,
    known: Vec<&'static str>,
}

fn remedy(word: &str, known: &[&str]) -> String {
    match suggest::meant(word, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known: {}", known.join(", ")),
    }
}

vocabulary! {
    /// What an entity is.
    EntityType, "type" {
        /// Anything else, or not said.
        Other = 0, "other";
        /// A human being, real or not.
        Person = 1, "person";
        /// A country, region, city, river, building.
        Place = 2, "place";
        /// A company, ministry, party, agency, club.
        Organization = 3, "organization";
        /// A war, summit, storm, championship.
        Event = 4, "event";
        /// A thing that is made and named: a missile, a film, a medicine.
        Product = 5, "product";
        /// A people, as an entity of its own.
        Demonym = 6, "demonym";
        /// A given name or family name, as an entry of a name-part lexicon.
        NamePart = 7, "name-part";
    }
}

vocabulary! {
    /// What kind of name a name is.
    NameKind, "kind" {
        /// The name we write.
        Canonical = 0, "canonical";
        /// Any other name.
        Alias = 1, "alias";
        /// The name in the place's own language.
        Endonym = 2, "endonym";
        /// A name in another language.
        Exonym = 3, "exonym";
        /// Initials or a clipped form: `EAEU`, `Unesco`.
        Abbreviation = 4, "abbreviation";
        /// The people or adjective of a place: `Armenian`.
        Demonym = 5, "demonym";
        /// A name no longer in use.
        Former = 6, "former";
        /// A wrong spelling that occurs.
        Misspelling = 7, "misspelling";
        /// The name in Latin letters, by some scheme.
        Romanization = 8, "romanization";
        /// A phrase that denotes the entity and is no spelling of its name: `Russian military`. Linked, never
        /// rewritten.
        Designation = 9, "designation";
    }
}

/// An entity of a gazetteer: what names are linked to.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entity<'g> {
    /// Opaque id, such as `Q399` or `geonames:616052`.
    pub id: &'g str,
    /// What it is.
    pub entity_type: EntityType,
    /// Prominence, in the unit of the source; 0 if the source gives none.
    pub weight: f32,
    /// Ids of the same entity elsewhere, joined by `|`.
    pub(crate) same_as: &'g [u8],
    /// Other columns of the source, as a JSON object; empty if there are none.
    pub(crate) attributes: &'g [u8],
    /// Its names: indices into the gazetteer's table.
    pub(crate) first_name: u32,
    pub(crate) name_count: u32,
}

impl<'g> Entity<'g> {
    /// Ids of the same entity elsewhere.
    pub fn same_as(&self) -> impl Iterator<Item = &'g str> + use<'g> {
        // Read when asked for: most entities that are looked at are not written.
        let ids = std::str::from_utf8(self.same_as).unwrap_or("");
        ids.split('|').filter(|id| !id.is_empty())
    }

    /// What the column `country` says: usually an ISO 3166-1 code.
    pub fn country(&self) -> Option<String> {
        self.column("country").map(Cow::into_owned)
    }

    /// What the column `level` says; `None` of what is neither a country nor a part of one.
    pub(crate) fn level(&self) -> Option<Level> {
        let column = self.column("level").filter(|level| !level.is_empty());
        column.map(|level| Level::of(&level))
    }

    /// Whether it is a country, going by its level.
    pub(crate) fn is_country(&self) -> bool {
        self.level() == Some(Level::Country)
    }

    /// What a column of the source says, one that has no meaning to the library or `country`.
    pub(crate) fn attribute(&self, column: &str) -> Option<String> {
        self.column(column).map(Cow::into_owned)
    }

    /// The same, copied only if it has to be.
    pub(crate) fn column(&self, column: &str) -> Option<Cow<'g, str>> {
        attribute::text(self.attributes, column)
    }

    /// The columns of the source that have no meaning to the library, by name.
    pub fn attributes(&self) -> serde_json::Map<String, serde_json::Value> {
        serde_json::from_slice(self.attributes).unwrap_or_default()
    }
}

/// What a place is among countries and their divisions: the column `level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// `0`
    Country,
    /// `1`: a state, province, region.
    Division,
    /// `2`: a county, district.
    Subdivision,
    /// Whatever else stands there.
    Lower,
}

impl Level {
    fn of(column: &str) -> Level {
        match column {
            "0" => Level::Country,
            "1" => Level::Division,
            "2" => Level::Subdivision,
            _ => Level::Lower,
        }
    }
}

/// A name of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Name<'g> {
    /// The name as it is written.
    pub text: &'g str,
    /// BCP 47 tag, empty if unknown.
    pub lang: &'g str,
    /// What kind of name it is.
    pub kind: NameKind,
    /// How the name may stand in text with regard to capitals.
    pub(crate) casing: Casing,
    /// Index of the entity in the same gazetteer.
    pub(crate) entity: u32,
}

/// How a name must be capitalised in running text to be that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// Anything goes: the script has no case, or the name begins in lower case.
    Any,
    /// Must begin with a capital.
    Initial,
    /// Short and all capitals: must stand in capitals (`US`, never `us`).
    Capitals,
    /// Each of several words must begin with a capital (`White House`, not `White house`).
    Every,
}

impl Casing {
    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    pub(crate) fn from_code(code: u8) -> Casing {
        match code {
            0 => Casing::Any,
            2 => Casing::Capitals,
            3 => Casing::Every,
            _ => Casing::Initial,
        }
    }

    /// Reads the rule off the name itself: its own capitals say how it is used.
    pub(crate) fn of(name: &str) -> Casing {
        let mut cased = name
            .chars()
            .filter(|c| c.is_uppercase() || c.is_lowercase());
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        match cased.next() {
            None => Casing::Any,
            Some(first) if first.is_lowercase() => Casing::Any,
            Some(_) if letters <= MAX_CAPITALS && name.chars().all(|c| !c.is_lowercase()) => {
                Casing::Capitals
            }
            Some(_) if every_word_capital(name) => Casing::Every,
            Some(_) => Casing::Initial,
        }
    }
}

/// Whether a name has several words and each that has case begins with a capital.
fn every_word_capital(name: &str) -> bool {
    let words = || {
        name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
            .filter(|word| !word.is_empty())
    };
    words().count() > 1 && words().all(|word| !word.starts_with(char::is_lowercase))
}

/// Whether a word in front is short enough for an article: `the Hague`, `dell'Armenia`.
pub(crate) fn may_be_article(word: &str) -> bool {
    const LONGEST: usize = 5;
    word.chars().nth(LONGEST).is_none()
}

/// Up to this many letters, a name in capitals is an abbreviation that lower
/// case would turn into a word (`WHO`, `US`, `AID`); longer ones are also
/// written as words (`Unesco`, `Interpol`).
const MAX_CAPITALS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for &t in EntityType::ALL {
            assert_eq!(t.as_str().parse(), Ok(t));
            assert_eq!(EntityType::from_code(t as u8), Some(t));
        }
        for &k in NameKind::ALL {
            assert_eq!(k.as_str().parse(), Ok(k));
            assert_eq!(NameKind::from_code(k as u8), Some(k));
        }
        let said = |word: &str| word.parse::<EntityType>().unwrap_err().to_string();
        assert_eq!(said("city"), "unknown type `city`; did you mean `place`?");
        assert_eq!(
            said("persn"),
            "unknown type `persn`; did you mean `person`?"
        );
        let known = "unknown type `xyz`; known: other, person, place";
        assert!(said("xyz").starts_with(known), "{}", said("xyz"));
    }

    #[test]
    fn casing_is_read_off_the_name() {
        for (name, casing) in [
            ("Yerevan", Casing::Initial),
            ("US", Casing::Capitals),
            ("U.S.", Casing::Capitals),
            ("ООН", Casing::Capitals),
            ("UNESCO", Casing::Initial),
            ("армянский", Casing::Any),
            ("al-Shabaab", Casing::Any),
            ("东京", Casing::Any),
            ("თბილისი", Casing::Any),
            ("1. FC Köln", Casing::Every),
            ("White House", Casing::Every),
            ("Белый дом", Casing::Initial),
            ("Ursula von der Leyen", Casing::Initial),
        ] {
            assert_eq!(Casing::of(name), casing, "{name}");
        }
    }
}
