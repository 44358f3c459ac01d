//! What the matcher says about a text.

use std::borrow::Cow;
use std::fmt;

use crate::Span;
use crate::gazetteer::{Entity, EntityType, Name, NameKind};
use crate::inflect::Cases;
use crate::romanize::Way;

/// The names found in a text, in order.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Annotation<'m> {
    /// Names that were linked.
    pub mentions: Vec<Mention<'m>>,
    /// Names that were found but not linked.
    pub abstentions: Vec<Abstention<'m>>,
    /// The language that the text, or most of it, was taken to be in, empty if it could not be told; `hr-x-bs-sr`
    /// if it may as well be in one of those behind the `x`.
    pub lang: String,
    /// The lines that are in another language, in order, each with the tag of that.
    pub languages: Vec<(Span, String)>,
}

impl Annotation<'_> {
    /// The language that the text was taken to be in at a byte of it.
    pub fn lang_at(&self, at: usize) -> &str {
        language_in(&self.languages, at).unwrap_or(&self.lang)
    }
}

/// The language of the lines that a byte stands in, if they are among these.
pub(crate) fn language_in(languages: &[(Span, String)], at: usize) -> Option<&str> {
    let next = languages.partition_point(|(lines, _)| lines.start <= at);
    let before = next.checked_sub(1).map(|before| &languages[before]);
    let own = before.filter(|(lines, _)| lines.contains(&at));
    own.map(|(_, lang)| lang.as_str())
}

impl<'m> Annotation<'m> {
    /// Adds what was found in a text's next piece, or in its lines of another language.
    pub(crate) fn append(&mut self, mut other: Annotation<'m>) {
        self.mentions.append(&mut other.mentions);
        self.abstentions.append(&mut other.abstentions);
        self.languages.append(&mut other.languages);
    }

    /// Puts all in the order of the text.
    pub(crate) fn sort(&mut self) {
        let order = |span: &Span| (span.start, span.end);
        self.mentions.sort_by_key(|m| order(&m.span));
        self.abstentions.sort_by_key(|a| order(&a.span));
        self.languages.sort_by_key(|(lines, _)| order(lines));
    }
}

/// A name in a text, linked to an entity.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mention<'m> {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// The entity it denotes.
    pub entity: Entity<'m>,
    /// The name of the gazetteer that was found.
    pub name: Name<'m>,
    /// How it was found.
    pub tier: Tier,
    /// The cases that an inflected form may stand in.
    pub cases: Option<Cases>,
    /// Beside the name itself, what speaks for the link.
    pub evidence: Evidence,
    /// How the text spells it, if the link rests on that.
    pub scheme: Option<Box<Scheme<'m>>>,
    /// 0 for the name as listed; grows with what had to be assumed.
    pub cost: f32,
    /// From 0 to 1: how sure the link is.
    pub score: f32,
    /// Other entities of the same name, best first; no more than 16.
    pub rivals: Vec<Candidate<'m>>,
}

impl Mention<'_> {
    /// What the mention says: a people or adjective is a demonym, whatever the entity is.
    pub fn mention_type(&self) -> EntityType {
        said_by(&self.name, &self.entity)
    }

    /// What the link rests on, in words.
    pub fn evidence_in_words(&self) -> Cow<'static, str> {
        match &self.scheme {
            Some(scheme) => scheme.in_words().into(),
            None => self.evidence.in_words().into(),
        }
    }
}

/// How a text spells names, where that tells whose one of them is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Scheme<'m> {
    /// The listed name that is spelled so.
    pub from: Name<'m>,
    /// The way from it to the spelling.
    pub way: Way,
    /// Another name of the text that is spelled by the same scheme.
    pub like: String,
}

impl Scheme<'_> {
    /// What speaks for it, in words: the other name, and the route or the standard.
    pub fn in_words(&self) -> String {
        let stops: Vec<&str> = self.way.route.split('→').collect();
        let scheme = match stops.as_slice() {
            [lang, via, _] => format!("{lang} via {via}"),
            _ => self.way.standards.join(" + "),
        };
        format!("spelled as `{}` is in this text: {scheme}", self.like)
    }
}

/// A name in a text that was not linked, and why.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Abstention<'m> {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// Why it was not linked.
    pub reason: Reason,
    /// What it might have been, best first; no more than 16.
    pub candidates: Vec<Candidate<'m>>,
}

/// An entity a name may denote, with the evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate<'m> {
    /// The entity.
    pub entity: Entity<'m>,
    /// The name of the gazetteer that was found.
    pub name: Name<'m>,
    /// How it was found.
    pub tier: Tier,
    /// The cases that an inflected form may stand in.
    pub cases: Option<Cases>,
    /// Beside the name itself, what speaks for the link.
    pub evidence: Evidence,
    /// 0 for the name as listed; grows with what had to be assumed.
    pub cost: f32,
    /// From 0 to 1: how well the name fits this entity, others aside.
    pub score: f32,
    /// Which of the matcher's gazetteers it comes from.
    pub(crate) layer: usize,
    /// It would be likely enough if nothing else were called so.
    pub(crate) has_namesakes: bool,
}

impl Candidate<'_> {
    /// What a mention of it says, as [`Mention::mention_type`].
    pub fn mention_type(&self) -> EntityType {
        said_by(&self.name, &self.entity)
    }
}

fn said_by(name: &Name<'_>, entity: &Entity<'_>) -> EntityType {
    match name.kind {
        NameKind::Demonym => EntityType::Demonym,
        _ => entity.entity_type,
    }
}

/// How a name was found; later tiers are less sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Tier {
    /// Character by character as listed.
    Exact,
    /// After folding: case, accents, apostrophes, dashes, letter forms.
    Folded,
    /// In a case or with a particle, by the endings of the language.
    Inflected,
    /// By its parts: in another order, script or spelling, through the lattice.
    Romanized,
    /// As `Romanized`, with a word that the lexicon of name parts puts for another; or the whole name as an
    /// authority lists it for the same thing.
    Lexicon,
}

impl Tier {
    /// The word used in JSON and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Tier::Exact => "exact",
            Tier::Folded => "folded",
            Tier::Inflected => "inflected",
            Tier::Romanized => "romanized",
            Tier::Lexicon => "lexicon",
        }
    }
}

/// What a link rests on beside the name itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Evidence {
    /// Nothing: the name is listed.
    #[default]
    Listed,
    /// The words of a listed name of a person, some left out, abbreviated or in another order.
    Words,
    /// The article has the full name elsewhere.
    Article,
    /// An authority lists the name for the same thing.
    Authority,
    /// Other names of the article are spelled by the same scheme.
    Scheme,
}

impl Evidence {
    /// The word used in JSON and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::Listed => "listed",
            Evidence::Words => "words",
            Evidence::Article => "article",
            Evidence::Authority => "authority",
            Evidence::Scheme => "scheme",
        }
    }

    /// What it rests on, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Evidence::Listed => "the name is listed",
            Evidence::Words => "words of a listed name",
            Evidence::Article => "the article has the full name elsewhere",
            Evidence::Authority => "another gazetteer lists it as a name of the same",
            Evidence::Scheme => "other names of the text are spelled so",
        }
    }
}

/// Why a name that was found is not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// Several entities bear it, and none is clearly the likeliest.
    Ambiguous,
    /// It is a common word where it stands.
    CommonWord,
    /// It is a function word, a month or a weekday where it stands.
    SmallWord,
    /// It is too short to be sure.
    TooShort,
    /// Its neighbours make it part of a longer name that is not listed.
    PartOfLongerName,
    /// It is part of the name of a company, a paper or the like that is not listed: `American Recordings`.
    CompanyName,
    /// It stands in capitals among words that do not, as an abbreviation of something else would.
    OtherAbbreviation,
    /// It is an unusual name of a little-known place.
    Obscure,
    /// It is a small place, or a party such as several countries have, and nothing else in the text is of its country.
    Remote,
    /// It is part of a web or mail address, a hashtag, or the name of a file.
    Address,
    /// A place in quotation marks is rather something that is called after it: a ship, a club, a cinema.
    Quoted,
    /// It is a small town, and as likely a person of that name where it stands.
    PersonOrPlace,
    /// What is listed is not near enough.
    Doubtful,
    /// It is hardly a form of the name that is listed.
    OtherForm,
    /// The language of the text has another name for the place, of which it is no form.
    OtherName,
    /// It is listed in no language, and unlike the other names of the place.
    Unlike,
    /// Something else that is not listed is called so too.
    Namesake,
    /// It is less sure than [is asked for](crate::Matcher::min_score).
    LowScore,
    /// Nothing of this name is listed.
    Unknown,
    /// What it denotes is of a type that is not asked for.
    OtherType,
    /// It is the place's name in other languages, and in that of the text a word, a name of people, or in foreign
    /// letters.
    OtherLanguage,
    /// It has another number than the person of that name who is listed: `Charles II`.
    OtherNumber,
}

impl Reason {
    /// Whether it holds even if the text names the entity elsewhere.
    pub(crate) fn is_final(self) -> bool {
        matches!(
            self,
            Reason::TooShort
                | Reason::Address
                | Reason::PartOfLongerName
                | Reason::CompanyName
                | Reason::Quoted
                | Reason::SmallWord
                | Reason::OtherLanguage
        )
    }

    /// The reason in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Ambiguous => {
                "several entities bear this name and none is clearly the likeliest"
            }
            Reason::CommonWord => "it is a common word where it stands",
            Reason::SmallWord => "it is a function word, a month or a weekday where it stands",
            Reason::TooShort => "it is too short to be sure",
            Reason::PartOfLongerName => {
                "its neighbours make it part of a longer name that is not listed"
            }
            Reason::CompanyName => {
                "it is part of the name of a company, a paper or the like that is not listed"
            }
            Reason::OtherAbbreviation => {
                "in capitals it is rather an abbreviation of something else"
            }
            Reason::Obscure => "it is an unusual name of a little-known place",
            Reason::Remote => {
                "it is a small place or a party of one country of several, and nothing else in the text is of that country"
            }
            Reason::Address => "it is part of an address, a hashtag or the name of a file",
            Reason::Quoted => {
                "in quotation marks it is rather something that is called after the place"
            }
            Reason::PersonOrPlace => {
                "it is a small town and as likely a person of that name where it stands"
            }
            Reason::Doubtful => "no listed name is near enough",
            Reason::OtherForm => "it is hardly a form of the name that is listed",
            Reason::OtherName => "the language of the text calls the place otherwise",
            Reason::Unlike => "it is listed in no language and unlike the other names of the place",
            Reason::Namesake => "something else that is not listed is called so too",
            Reason::LowScore => "it is less sure than is asked for",
            Reason::Unknown => "no such name is listed",
            Reason::OtherType => "it is of a type that is not asked for",
            Reason::OtherLanguage => {
                "it is the place's name in other languages, and in this one a word, a name of people or in foreign letters"
            }
            Reason::OtherNumber => "somebody of another number is listed",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
