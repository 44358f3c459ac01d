//! Finding names in text.
//!
//! [`Matcher::annotate`] (`annotate`) goes through these, each of which knows only those before it:
//!
//! - `layers`: several gazetteers seen as one; `size`: how large places are; `writing`: how languages write that part
//!   no words; `words`: the common ones; `person_name`: what is what in one;
//! - `scan`: the keys of the gazetteers that begin at each token of a text; `language`: which it is in;
//! - `beside`: a stretch of a passage of text, and what its capitals and the words beside it tell;
//! - `candidate`: which entities may be meant, the likeliest first; `authority`: what another
//!   gazetteer knows of them;
//! - `namesakes`: what else is called as a place is; `objection`: what else the words say against a match;
//! - `resolve`: one entity for each match, or a reason for none; `article`: what those tell of the rest;
//! - `parts`: names by their words, in any order, script and spelling; `unlisted`: what of a text is found so;
//! - `passage`: from a run of text to its matches, by all these but `resolve` and `article`, which come after.
//!
//! An [`Annotation`] is what was found. [`Matcher::lookup`] takes a text for one name, and
//! [`Matcher::listed`] stops after the scan.

mod annotate;
mod annotation;
mod article;
mod authority;
mod beside;
mod candidate;
mod language;
mod layers;
mod listed;
mod lookup;
mod namesakes;
mod objection;
mod parts;
mod passage;
mod person_name;
mod resolve;
mod scan;
mod size;
mod unlisted;
pub(crate) mod words;
mod writing;

use std::sync::Arc;

pub use annotation::{Abstention, Annotation, Candidate, Evidence, Mention, Reason, Scheme, Tier};
#[cfg(feature = "markup")]
pub(crate) use language::judged_language;
pub(crate) use parts::is_same_given_name;
pub use passage::OverlapPolicy;
pub(crate) use person_name::is_patronymic;

use crate::Lexicon;
use crate::gazetteer::{Entity, EntityType, Gazetteer, Name};
use crate::romanize::Way;
use crate::text::Token;
use layers::Layers;
pub(crate) use scan::run::Run;

/// Finds the names of one or more gazetteers in text.
///
/// Immutable and shared between threads; what changes is in a [`Scratch`].
///
/// ```
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q1953", "Yerevan"), Record::new("Q1953", "Erevan"), Record::new("Q43", "Türkiye")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
///
/// let text = "From Erevan to TURKIYE.";
/// let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
/// let found: Vec<_> = annotation.mentions.iter().map(|m| (&text[m.span.clone()], m.entity.id)).collect();
/// assert_eq!(found, [("Erevan", "Q1953"), ("TURKIYE", "Q43")]);
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Matcher {
    layers: Layers,
    policy: OverlapPolicy,
    spellings: bool,
    min_score: f32,
    /// The types that are linked; all if there are none.
    types: Vec<EntityType>,
    ways: Arc<article::route::Ways>,
    schemes: Arc<article::route::Ways<Vec<Way>>>,
    /// Tells what a [`Scratch`] remembers of this matcher from what it does of others.
    owner: u64,
}

/// Room for a thread's work, reused from text to text.
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    hits: Vec<scan::Hit>,
    /// Words that begin no inflected name.
    in_vain: scan::memory::Memory,
    /// What is known of words that do, and of those of people's names.
    vocabulary: scan::vocabulary::Vocabulary,
    /// Runs of words that are no name in another spelling.
    runs: scan::memory::Memory,
    /// The words of such runs.
    words: parts::Words,
    /// The names of people whom they may mean.
    people: parts::People,
    /// The same of places, of which there are so many that people would be forgotten.
    places: parts::People,
    /// The consonants of words.
    skeletons: unlisted::skeletons::Skeletons,
    /// Which names speak for which.
    speakers: candidate::speaker::Speakers,
    /// What is known of the authority's entities.
    bearers: authority::Bearers,
}

/// A text and what is known about it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'t> {
    pub(crate) text: &'t [u8],
    pub(crate) lang: &'t str,
}

impl<'t> Document<'t> {
    /// A text in UTF-8; bytes that are not valid part names and are passed over.
    pub fn new(text: &'t (impl AsRef<[u8]> + ?Sized)) -> Document<'t> {
        Document {
            text: text.as_ref(),
            lang: "",
        }
    }

    /// Says which language it is in, as a BCP 47 tag; without, the matcher judges by frequent
    /// words and, where a short text has few, by its letters.
    pub fn lang(mut self, lang: &'t str) -> Document<'t> {
        self.lang = lang;
        self
    }
}

impl Matcher {
    /// A matcher with one gazetteer and the usual settings.
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>) -> Matcher {
        Matcher::layered([gazetteer.into()])
    }

    /// A matcher with several gazetteers: their names add up, and the canonical names of later ones win.
    pub fn layered(gazetteers: impl IntoIterator<Item = Arc<Gazetteer>>) -> Matcher {
        Matcher {
            layers: Layers::new(gazetteers.into_iter().collect()),
            policy: OverlapPolicy::default(),
            spellings: true,
            min_score: 0.0,
            types: Vec::new(),
            ways: Arc::default(),
            schemes: Arc::default(),
            owner: scan::memory::new_owner(),
        }
    }

    /// What to do with matches that overlap.
    pub fn overlaps(mut self, policy: OverlapPolicy) -> Matcher {
        self.policy = policy;
        self
    }

    /// Whether to look for spellings of names that nobody has listed, as is usual: of people in
    /// runs of two to four capitalised words, of places beside words that tell of one, are looked up by
    /// their parts, as [`Matcher::lookup`] does, if their consonants are those of a listed name.
    pub fn spellings(mut self, yes: bool) -> Matcher {
        self.spellings = yes;
        self
    }

    /// Links only what is at least so sure, from 0 to 1; what is less so becomes an abstention.
    pub fn min_score(mut self, score: f32) -> Matcher {
        self.min_score = score;
        self
    }

    /// Links only mentions of these types, all if none are given; what is of another becomes an
    /// abstention. What is linked and what overlaps it is decided as ever: a town is not found
    /// in the name of a person.
    ///
    /// ```
    /// # use exonym::{Document, EntityType, GazetteerBuilder, Matcher, Record, Scratch};
    /// # let mut builder = GazetteerBuilder::new();
    /// # builder.add(Record { entity_type: Some(EntityType::Place), ..Record::new("Q1953", "Yerevan") });
    /// let matcher = Matcher::new(builder.to_gazetteer("example")?).types([EntityType::Person]);
    /// let annotation = matcher.annotate(&Document::new("In Yerevan"), &mut Scratch::default());
    /// assert!(annotation.mentions.is_empty());
    /// # Ok::<(), exonym::Error>(())
    /// ```
    pub fn types(mut self, types: impl IntoIterator<Item = EntityType>) -> Matcher {
        self.types = types.into_iter().collect();
        self
    }

    /// Also finds persons by words that stand for those listed, as `Volodymyr` for `Vladimir`.
    pub fn lexicon(mut self, lexicon: impl Into<Option<Arc<Lexicon>>>) -> Matcher {
        self.layers.set_lexicon(lexicon.into());
        self.ways = Arc::default();
        self.owner = scan::memory::new_owner();
        self
    }

    /// Also asks another gazetteer what a name denotes that is not listed: where it has `Dunaj` and
    /// `Vienna` for one place, `Dunaj` is linked to the listed `Vienna`. Its own entities are not linked.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use exonym::{EntityType, GazetteerBuilder, Matcher, Record};
    ///
    /// let place = |id, name| Record { entity_type: Some(EntityType::Place), ..Record::new(id, name) };
    /// let mut authority = GazetteerBuilder::new();
    /// authority.extend([place("Q1741", "Vienna"), place("Q1741", "Dunaj")]);
    /// let mut own = GazetteerBuilder::new();
    /// own.add(place("seat-12", "Vienna"));
    ///
    /// let matcher = Matcher::new(own.to_gazetteer("own")?).authority(Arc::new(authority.to_gazetteer("authority")?));
    /// assert_eq!(matcher.lookup("Dunaj", "sl", 1)[0].entity.id, "seat-12");
    /// # Ok::<(), exonym::Error>(())
    /// ```
    pub fn authority(mut self, authority: impl Into<Option<Arc<Gazetteer>>>) -> Matcher {
        self.layers.set_authority(authority.into());
        self.ways = Arc::default();
        self.owner = scan::memory::new_owner();
        self
    }

    /// The gazetteers, in order.
    pub fn gazetteers(&self) -> &[Arc<Gazetteer>] {
        self.layers.gazetteers()
    }

    /// The entities a name may denote, best first, `limit` at most: the whole of `name` is taken as one name.
    ///
    /// `lang` is the language it stands in, a BCP 47 tag; empty if unknown. [`Matcher::min_score`] and
    /// [`Matcher::types`] are for texts and count for nothing here.
    pub fn lookup<'m>(&'m self, name: &str, lang: &str, limit: usize) -> Vec<Candidate<'m>> {
        let mut candidates = lookup::of_name(&self.layers, name, lang);
        candidates.truncate(limit);
        candidates
    }

    /// The first of `candidates` if it may be linked: it is the only one, or clearly the likeliest.
    ///
    /// # Errors
    ///
    /// Why nothing is linked: [`Reason::Unknown`], [`Reason::Doubtful`], [`Reason::OtherForm`],
    /// [`Reason::Namesake`] or [`Reason::Ambiguous`].
    pub fn decide<'c, 'm>(
        &self,
        candidates: &'c [Candidate<'m>],
    ) -> Result<&'c Candidate<'m>, Reason> {
        candidate::decide::decide_alone(candidates)
    }

    /// The canonical name of an entity in `lang`; later gazetteers win.
    ///
    /// Without a canonical name in that language, one of no language serves.
    pub fn canonical(&self, id: &str, lang: &str) -> Option<Name<'_>> {
        self.layers.canonical(id, lang)
    }

    /// [`Matcher::canonical`] of an entity that this matcher has found.
    pub(crate) fn canonical_of<'m>(&'m self, entity: &Entity<'m>, lang: &str) -> Option<Name<'m>> {
        self.layers.canonical_of(entity, lang)
    }

    /// Whether a form is the canonical name of an entity in some region where `lang` is written.
    pub(crate) fn is_regional(&self, entity: &Entity<'_>, form: &str, lang: &str) -> bool {
        self.layers.is_regional(entity, form, lang)
    }

    /// The first demonym of an entity in `lang`; later gazetteers win.
    pub fn demonym(&self, id: &str, lang: &str) -> Option<Name<'_>> {
        self.demonyms(id, lang).into_iter().next()
    }

    /// The demonyms of an entity in `lang`, of the last gazetteer that has any.
    pub(crate) fn demonyms(&self, id: &str, lang: &str) -> Vec<Name<'_>> {
        self.layers.demonyms(id, lang)
    }

    /// Whether any gazetteer has canonical names in a language.
    pub fn writes(&self, lang: &str) -> bool {
        self.gazetteers()
            .iter()
            .any(|gazetteer| gazetteer.has_language(lang))
    }

    /// The entity of an id, from the last gazetteer that has it.
    pub fn entity(&self, id: &str) -> Option<Entity<'_>> {
        self.layers.entity(id)
    }
}
