//! What a word of a name may stand for: its spellings, what it is inflected from, what the lexicon puts for it. Kept from
//! text to text, since the words of a run are asked for in several windows, and given names in the next text too.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::equivalents;
use super::letter_worth::letter_worth;
use crate::fold::folded_word;
use crate::gazetteer::EntityType;
use crate::inflect::{Bases, Cases, endings};
use crate::lexicon::{Form, Lexicon};
use crate::matcher::person_name::is_patronymic;
use crate::matcher::scan::memory::{mix, text_hash};
use crate::matcher::words::ByHash;
use crate::romanize::{Lattice, Reading, language_told, readings, word_and_rules};

/// A word in a language, of a name of something.
pub(super) struct Word {
    text: String,
    lang: String,
    of: EntityType,
    /// As a key has it.
    pub(super) folded: String,
    pub(super) letters: usize,
    /// A single letter, which may stand for any word that begins with it.
    pub(super) initial: bool,
    /// It may be written or left out.
    pub(super) loose: bool,
    /// It looks like a father's name.
    pub(super) patronymic: bool,
    // Made when they are first asked for.
    lattice: OnceLock<Option<Lattice>>,
    readings: OnceLock<Vec<(Lattice, f32)>>,
    bases: OnceLock<Vec<Inflected>>,
    forms: OnceLock<Arc<[Form]>>,
}

/// A form that a word may be inflected from.
pub(super) struct Inflected {
    pub(super) folded: String,
    pub(super) cost: f32,
    /// The cases that the word then stands in.
    pub(super) cases: Cases,
    pub(super) lattice: Option<Lattice>,
}

/// Bases of a word that are looked up.
const MAX_BASES: usize = 3;

impl Word {
    fn new(text: &str, lang: &str, of: EntityType) -> Word {
        let letters = text.chars().map(letter_worth).sum::<f32>().ceil() as usize;
        let mut characters = text.chars().filter(|c| c.is_alphanumeric());
        let initial = matches!((characters.next(), characters.next()), (Some(c), None) if c.is_alphabetic())
            && letters < 2;
        let folded = folded_word(text);
        Word {
            text: text.to_owned(),
            lang: lang.to_owned(),
            of,
            loose: equivalents::is_loose(&folded),
            patronymic: is_patronymic(&folded),
            folded,
            letters,
            initial,
            lattice: OnceLock::new(),
            readings: OnceLock::new(),
            bases: OnceLock::new(),
            forms: OnceLock::new(),
        }
    }

    /// All its spellings, if its script has rules.
    pub(super) fn lattice(&self) -> Option<&Lattice> {
        let lattice = || lattice(&self.text, &self.lang).filter(|_| !self.initial);
        self.lattice.get_or_init(lattice).as_ref()
    }

    /// Its spellings if it is read as in another language, with what that costs.
    pub(super) fn readings(&self) -> &[(Lattice, f32)] {
        let lattice =
            |reading: Reading| Some((Lattice::new(reading.word, reading.rules)?, reading.cost));
        let lattices = || {
            readings(&self.text, &self.lang)
                .into_iter()
                .filter_map(lattice)
        };
        self.readings.get_or_init(|| lattices().collect())
    }

    /// What it may be an inflected form of, going by the endings of its language, cheapest first.
    pub(super) fn bases(&self) -> &[Inflected] {
        let bases = || match self.initial {
            true => Vec::new(),
            false => bases(&self.folded, &self.lang, self.of),
        };
        self.bases.get_or_init(bases)
    }

    /// What the lexicon puts for it.
    pub(super) fn forms(&self, lexicon: &Lexicon) -> &[Form] {
        self.forms.get_or_init(|| lexicon.forms(&self.folded))
    }
}

/// The likeliest bases of a word of such a name.
fn bases(folded: &str, lang: &str, of: EntityType) -> Vec<Inflected> {
    let Some(endings) = endings(lang) else {
        return Vec::new();
    };
    let mut proposed = Bases::default();
    endings.bases(folded, &mut proposed);
    let likely = proposed
        .iter()
        .filter(|(form, base)| base.types.has(of) && form.chars().count() > 2);
    let mut bases: Vec<(&str, f32, Cases)> = likely
        .map(|(form, base)| (form, base.cost, base.cases))
        .collect();
    bases.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)));
    let likeliest = bases.into_iter().take(MAX_BASES);
    let inflected = likeliest.map(|(form, cost, cases)| Inflected {
        folded: form.to_owned(),
        cost,
        cases,
        lattice: lattice(form, lang),
    });
    inflected.collect()
}

fn lattice(word: &str, lang: &str) -> Option<Lattice> {
    let lang = match lang {
        "" => language_told(word),
        lang => lang,
    };
    let (chars, rules) = word_and_rules(word, lang)?;
    Lattice::new(chars, rules)
}

/// Words that were asked for with one matcher.
#[derive(Default)]
pub(in crate::matcher) struct Words {
    /// Which matcher it is of.
    owner: u64,
    /// By the hash of the word, its language and what it names.
    known: ByHash<Arc<Word>>,
}

impl Words {
    /// Forgets everything unless it is of this matcher, whose lexicon they have seen.
    pub(in crate::matcher) fn take_over(&mut self, matcher: u64) {
        if self.owner != matcher {
            self.owner = matcher;
            self.known.clear();
        }
    }

    /// A word of a name of something.
    pub(super) fn of(&mut self, text: &str, lang: &str, of: EntityType) -> Arc<Word> {
        /// Before there are more, all are forgotten.
        const MOST: usize = 512;
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let hash = mix(mix(text_hash(text), text_hash(lang)), of as u64);
        let known = self.known.entry(hash);
        let known = known.or_insert_with(|| Arc::new(Word::new(text, lang, of)));
        // Hashes may be alike.
        if known.text != text || known.lang != lang || known.of != of {
            *known = Arc::new(Word::new(text, lang, of));
        }
        Arc::clone(known)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").finish_non_exhaustive()
    }
}
