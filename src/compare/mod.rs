//! Comparing two names: may they denote one person, organisation or place?
//!
//! Names are read as names (`reading`): titles, particles, initials, fathers'
//! names, legal forms and numbers are known for what they are. Their words are
//! put side by side (`align`), each pair at the cost of taking one spelling for
//! the other in any scripts (`spelling`) or of what the lexicon and the word
//! lists say (`meaning`). What is left over on either side (`verdict`) costs
//! little, or is a veto: another family name, another father's name, another
//! number, place or word in the name of an organisation. Two names that a
//! gazetteer lists for one thing are one whatever their words, and two that are much unlike and listed for
//! two things are two (`known`). Words that look alike may be two names all the same (`apart`).

mod align;
mod apart;
mod known;
mod known_word;
mod meaning;
mod reading;
mod spelling;
mod verdict;
mod words;

use serde::Serialize;

use crate::{EntityType, Gazetteer, Lexicon};

/// What to compare names with.
///
/// ```
/// use exonym::compare::{Options, compare};
///
/// let options = Options::new();
/// let same = compare("ЛАВРОВ, Сергей Викторович", "Sergei Lavrov", &options);
/// assert!(same.matched && same.score > 0.8);
/// let other = compare("Sergey Viktorovich Lavrov", "Sergey Ivanovich Lavrov", &options);
/// assert!(!other.matched);
/// assert_eq!(other.vetoes[0].reason.as_str(), "another father's name");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    entity_type: Option<EntityType>,
    lexicon: Option<&'o Lexicon>,
    places: Option<&'o Gazetteer>,
    authority: Option<&'o Gazetteer>,
}

impl<'o> Options<'o> {
    /// Rules alone; what the names are of is judged from their words.
    pub fn new() -> Options<'o> {
        Options::default()
    }

    /// Says what the names are of: persons, organisations or places.
    pub fn entity_type(mut self, entity_type: impl Into<Option<EntityType>>) -> Options<'o> {
        self.entity_type = entity_type.into();
        self
    }

    /// Lets words of persons' names stand for one another.
    pub fn lexicon(mut self, lexicon: impl Into<Option<&'o Lexicon>>) -> Options<'o> {
        self.lexicon = lexicon.into();
        self
    }

    /// Tells names of places apart in the names of organisations.
    pub fn places(mut self, places: impl Into<Option<&'o Gazetteer>>) -> Options<'o> {
        self.places = places.into();
        self
    }

    /// Takes two names that a gazetteer lists for one thing to be of one, `Wien` and `Vienna`, and two that it
    /// lists for two things to be of two, `Iran` and `Iraq`.
    pub fn authority(mut self, authority: impl Into<Option<&'o Gazetteer>>) -> Options<'o> {
        self.authority = authority.into();
        self
    }
}

/// How two names agree and differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// From 0 to 1; a match from 0.5 on.
    pub score: f32,
    /// Whether they may be taken for one name.
    #[serde(rename = "match")]
    pub matched: bool,
    /// What the names were taken to be of.
    #[serde(rename = "type", serialize_with = "as_text")]
    pub entity_type: EntityType,
    /// Words that stand for one another, in the order of the first name.
    pub parts: Vec<Pair>,
    /// Words of either name that nothing stands for.
    pub extra: Vec<Extra>,
    /// Why they cannot be one name.
    pub vetoes: Vec<Veto>,
}

fn as_text<S: serde::Serializer>(value: &EntityType, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(value)
}

/// Words of the two names that stand for one another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Pair {
    /// In the first name.
    pub first: String,
    /// In the second name.
    pub second: String,
    /// Why they stand for one another.
    pub how: How,
    /// 0 for the same, more for what had to be assumed.
    pub cost: f32,
}

/// Why two words stand for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum How {
    /// The same after folding.
    Same,
    /// Spellings of one word, in one or two scripts.
    Spelling,
    /// The same letters but for a slip of the pen.
    Slip,
    /// The lexicon has them in one group.
    Lexicon,
    /// Endings for man and woman on one stem.
    Gender,
    /// A letter stands for a word.
    Initial,
    /// Letters stand for the words of the whole name.
    Abbreviation,
    /// Words or legal forms that say the same.
    Meaning,
    /// A gazetteer lists both names for one thing.
    Listed,
}

/// A word that nothing in the other name stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Extra {
    /// 1 or 2: which name has it.
    pub name: u8,
    /// The word.
    pub word: String,
    /// What it is.
    pub role: Role,
    /// What leaving it out costs.
    pub cost: f32,
}

/// What a word is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// A name, or a word of one.
    Name,
    /// A single letter that stands for a name.
    Initial,
    /// A father's name.
    Patronymic,
    /// `van`, `al-`, `bin`, `de la`.
    Particle,
    /// `Dr`, `Haji`, `president`.
    Title,
    /// `Jr`, `PhD`.
    Suffix,
    /// `LLC`, `ООО`.
    LegalForm,
    /// `Company`, `the`, `and`.
    Generic,
    /// A number, in figures or Roman letters.
    Number,
    /// The name of a place within the name of an organisation.
    Place,
    /// Said twice.
    Repeated,
}

/// A reason why two names are not one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Veto {
    /// The reason.
    pub reason: Objection,
    /// The words of the first name it rests on.
    pub first: String,
    /// The words of the second name it rests on.
    pub second: String,
}

/// What speaks against two names being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Objection {
    /// The last names differ.
    FamilyName,
    /// Fathers' names differ.
    Patronymic,
    /// Other names differ.
    OtherName,
    /// An initial that no name begins with.
    Initial,
    /// Numbers differ, or one name has none.
    Number,
    /// Places differ, or one name has none: a sister company.
    Place,
    /// A word that tells organisations apart.
    Word,
    /// Companies of different legal forms.
    LegalForm,
    /// What agrees would fit many.
    TooLittle,
    /// A gazetteer lists them for two things.
    TwoThings,
}

impl Objection {
    /// The reason in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Objection::FamilyName => "another family name",
            Objection::Patronymic => "another father's name",
            Objection::OtherName => "another name",
            Objection::Initial => "an initial that no name begins with",
            Objection::Number => "another number",
            Objection::Place => "another place",
            Objection::Word => "a word that tells organisations apart",
            Objection::LegalForm => "another legal form",
            Objection::TooLittle => "what agrees would fit many",
            Objection::TwoThings => "known names of two things",
        }
    }
}

/// Compares two names.
///
/// The order of the two makes no difference to the score. Takes bounded time for any names.
pub fn compare(first: &str, second: &str, options: &Options<'_>) -> Comparison {
    let known = known::compare(first, second, options);
    let whole = compare_whole(first, second, options);
    let whole = match known {
        Some(known) => better(whole, known),
        None => known::told_apart(first, second, whole, options),
    };
    if whole.matched {
        return whole;
    }
    // `Al-Qa'ida/Islamic Army`: either will do.
    let sides = |name: &str| -> Vec<String> {
        let parts: Vec<String> = name
            .split(['/', ';'])
            .map(|part| part.trim().to_owned())
            .collect();
        let readable = parts.len() <= 4 && parts.iter().all(|part| part.chars().count() > 3);
        if readable {
            parts
        } else {
            vec![name.to_owned()]
        }
    };
    let (of_first, of_second) = (sides(first), sides(second));
    if of_first.len() * of_second.len() == 1 {
        return whole;
    }
    let pairs = of_first
        .iter()
        .flat_map(|a| of_second.iter().map(move |b| (a, b)));
    pairs
        .map(|(a, b)| compare_whole(a, b, options))
        .chain([whole])
        .reduce(better)
        .unwrap_or_else(|| compare_whole(first, second, options))
}

/// Compares the names as being of the type that is known, or of each that they may be of.
fn compare_whole(first: &str, second: &str, options: &Options<'_>) -> Comparison {
    let types = match &options.entity_type {
        Some(known) => std::slice::from_ref(known),
        None => reading::types_of(first, second),
    };
    let compared = types
        .iter()
        .map(|of| compare_as(*of, first, second, options));
    compared.reduce(better).expect("names are of some type")
}

fn compare_as(
    entity_type: EntityType,
    first: &str,
    second: &str,
    options: &Options<'_>,
) -> Comparison {
    let read = |name| reading::read(name, entity_type, options.places);
    let (a, b) = (read(first), read(second));
    let alignments = align::align(&a, &b, entity_type, options);
    let judged = alignments.map(|alignment| verdict::judge(&a, &b, &alignment, entity_type));
    let [forth, back] = judged;
    better(forth, back)
}

/// A match rather than none, then the higher score, then the first.
fn better(one: Comparison, other: Comparison) -> Comparison {
    let worth = |comparison: &Comparison| (comparison.matched, comparison.score);
    match worth(&other) > worth(&one) {
        true => other,
        false => one,
    }
}
