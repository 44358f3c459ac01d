//! Words of persons' names that look alike and are two names: `Mario` and `Maria`, `Wang Li` and `Wang Yi`.

use super::Options;
use super::known_word::KnownWord;
use super::reading::Reading;
use crate::romanize::mandarin_syllables;
use crate::{EntityType, Lexicon};

/// What is asked of the words of two names.
pub(super) struct Apart<'o> {
    lexicon: Option<&'o Lexicon>,
    /// Whether both names are made of syllables of Mandarin alone.
    mandarin: bool,
}

impl<'o> Apart<'o> {
    pub(super) fn new(
        a: &Reading,
        b: &Reading,
        entity_type: EntityType,
        options: &Options<'o>,
    ) -> Apart<'o> {
        let person = entity_type == EntityType::Person;
        let mut words = a.words.iter().chain(&b.words);
        Apart {
            lexicon: options.lexicon.filter(|_| person),
            mandarin: person && words.all(|word| !mandarin_syllables(&word.key).is_empty()),
        }
    }

    /// Whether two words are two names, however alike they are spelled.
    pub(super) fn has(&self, one: &KnownWord<'_>, other: &KnownWord<'_>) -> bool {
        self.are_of_man_and_woman(one, other) || self.are_two_syllables(one, other)
    }

    /// Names that the lexicon knows as two, and that differ as a man's and a woman's do: in `a` for `o`, or
    /// in an `a` more.
    fn are_of_man_and_woman(&self, one: &KnownWord<'_>, other: &KnownWord<'_>) -> bool {
        let differ = |x: &str, y: &str| {
            let stem = x.strip_suffix('a');
            stem.is_some_and(|stem| stem == y || y.strip_suffix('o') == Some(stem))
        };
        let spelled = |test: &dyn Fn(&str, &str) -> bool| {
            let spellings = one.spellings.iter();
            spellings
                .clone()
                .any(|(x, _)| other.spellings.iter().any(|(y, _)| test(x, y)))
        };
        let (a, b) = (&one.word.key, &other.word.key);
        self.lexicon.is_some_and(|lexicon| {
            !spelled(&|x, y| x == y)
                && spelled(&|x, y| differ(x, y) || differ(y, x))
                && lexicon.groups_of(a).next().is_some()
                && lexicon.groups_of(b).next().is_some()
                && lexicon.share(a, b).is_none()
        })
    }

    /// Given names of one syllable each: a syllable is a name, of which no letter can be spared. Family names
    /// are spelled in more ways than the systems have.
    fn are_two_syllables(&self, one: &KnownWord<'_>, other: &KnownWord<'_>) -> bool {
        if !self.mandarin || one.at == 0 || other.at == 0 {
            return false;
        }
        let of_other = mandarin_syllables(&other.word.key);
        let of_one = mandarin_syllables(&one.word.key);
        !of_one.iter().any(|syllable| of_other.contains(syllable))
    }
}
