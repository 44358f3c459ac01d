//! Putting the words of two names side by side.

use crate::EntityType;
use crate::matcher::is_same_given_name;

use super::apart::Apart;
use super::known_word::{KnownWord, known};
use super::meaning::{self, Known};
use super::reading::{Reading, Word};
use super::spelling::{self, Unit};
use super::{How, Options, Role};

/// Words of the first name, words of the second, and why they stand for one another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Aligned {
    pub(super) a: std::ops::Range<usize>,
    pub(super) b: std::ops::Range<usize>,
    pub(super) how: How,
    pub(super) cost: f32,
}

impl Aligned {
    /// The same, seen from the other name.
    fn turned(self) -> Aligned {
        Aligned {
            a: self.b,
            b: self.a,
            ..self
        }
    }
}

/// The matches chosen, no word in two of them.
pub(super) type Alignment = Vec<Aligned>;

/// Words that may be written as one.
const LONGEST_UNIT: usize = 3;
/// Of longer names no words are joined.
const JOINABLE: usize = 10;
/// Joined words of so many letters may be spelled otherwise as single ones may.
const LONG: usize = 8;
/// For each gap that one of the names does not have.
const JOINED: f32 = 0.05;
/// A letter for a word.
const INITIAL: f32 = 0.25;
/// Letters for the whole name.
const ABBREVIATION: f32 = 0.3;
/// A family name that only the lexicon knows.
const OTHER_FAMILY_NAME: f32 = 0.3;

/// Two ways to put two names side by side: as the words of the first one choose, and of the second.
///
/// They differ only where a choice between equals hangs on the order of the names.
pub(super) fn align(
    a: &Reading,
    b: &Reading,
    entity_type: EntityType,
    options: &Options<'_>,
) -> [Alignment; 2] {
    if let Some(whole) = abbreviation(a, b, entity_type) {
        return [vec![whole.clone()], vec![whole]];
    }
    let candidates = candidates(a, b, entity_type, options);
    let turned = candidates.iter().cloned().map(Aligned::turned).collect();
    let back = choose(b, a, turned).into_iter().map(Aligned::turned);
    let mut back: Alignment = back.collect();
    back.sort_by_key(|m| m.a.start);
    [choose(a, b, candidates), back]
}

/// The cheapest matches that leave each word at most one.
fn choose(a: &Reading, b: &Reading, mut candidates: Vec<Aligned>) -> Alignment {
    let span = |m: &Aligned| m.a.len() + m.b.len();
    candidates.sort_by(|x, y| {
        let by_cost = rank(a, x).total_cmp(&rank(a, y));
        by_cost
            .then((x.how != How::Same).cmp(&(y.how != How::Same)))
            .then(span(y).cmp(&span(x)))
            .then(distance(x).cmp(&distance(y)))
            .then((x.a.start, x.b.start).cmp(&(y.a.start, y.b.start)))
    });
    let (mut used_a, mut used_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
    let mut chosen: Alignment = Vec::new();
    for candidate in candidates {
        let free = !used_a[candidate.a.clone()].contains(&true)
            && !used_b[candidate.b.clone()].contains(&true);
        if free {
            used_a[candidate.a.clone()].fill(true);
            used_b[candidate.b.clone()].fill(true);
            chosen.push(candidate);
        }
    }
    initials(a, b, &mut used_a, &mut used_b, &mut chosen);
    chosen.sort_by_key(|m| m.a.start);
    chosen
}

/// The order of choice: words that may be left out come last, whatever they cost.
fn rank(a: &Reading, m: &Aligned) -> f32 {
    const LAST: f32 = 2.0;
    let optional = |word: &Word| {
        matches!(
            word.role,
            Role::Particle | Role::Title | Role::Suffix | Role::Generic
        )
    };
    m.cost
        + if a.words[m.a.clone()].iter().all(optional) {
            LAST
        } else {
            0.0
        }
}

/// How far two words stand from each other: of equal matches the nearer is meant.
fn distance(m: &Aligned) -> usize {
    m.a.start.abs_diff(m.b.start)
}

/// `PLA` for `People's Liberation Army`.
fn abbreviation(a: &Reading, b: &Reading, entity_type: EntityType) -> Option<Aligned> {
    let abbreviates = |one: &Reading, other: &Reading| match &one.words[..] {
        [word] => meaning::abbreviates(word, other),
        _ => false,
    };
    let is_one = entity_type != EntityType::Person && (abbreviates(a, b) || abbreviates(b, a));
    is_one.then_some(Aligned {
        a: 0..a.words.len(),
        b: 0..b.words.len(),
        how: How::Abbreviation,
        cost: ABBREVIATION,
    })
}

/// What may stand for one another in two names.
fn candidates(
    a: &Reading,
    b: &Reading,
    entity_type: EntityType,
    options: &Options<'_>,
) -> Vec<Aligned> {
    let known = [
        known(a, entity_type, options),
        known(b, entity_type, options),
    ];
    let apart = Apart::new(a, b, entity_type, options);
    let mut found = by_spelling(a, b, &known, &apart, entity_type);
    found.extend(by_knowledge_of_words(&known, &apart, entity_type));
    found
}

/// Words, or several joined, that are spelled alike.
fn by_spelling(
    a: &Reading,
    b: &Reading,
    [known_a, known_b]: &[Vec<KnownWord<'_>>; 2],
    apart: &Apart<'_>,
    entity_type: EntityType,
) -> Vec<Aligned> {
    let (units_a, units_b) = (units(a), units(b));
    let spelled = spelling::costs(&units_a, &units_b).into_iter();
    let spelled = spelled.filter_map(|(x, y, cost, how)| {
        let (one, other) = (&units_a[x], &units_b[y]);
        let (words_a, words_b) = (
            &a.words[one.start..one.end],
            &b.words[other.start..other.end],
        );
        let is_single = words_a.len() == 1 && words_b.len() == 1;
        let other_name = || is_single && apart.has(&known_a[one.start], &known_b[other.start]);
        let fits = may_be_joined(one, other, cost)
            && may_be_spelled(words_a, words_b, entity_type)
            && (how == How::Same || !other_name());
        let joined = words_a.len() + words_b.len() - 2;
        fits.then_some(Aligned {
            a: one.start..one.end,
            b: other.start..other.end,
            how,
            cost: cost + JOINED * joined as f32,
        })
    });
    spelled.collect()
}

/// Single words that are known to stand for one another.
fn by_knowledge_of_words(
    [known_a, known_b]: &[Vec<KnownWord<'_>>; 2],
    apart: &Apart<'_>,
    entity_type: EntityType,
) -> Vec<Aligned> {
    let mut found = Vec::new();
    for (x, one) in known_a.iter().enumerate() {
        for (y, other) in known_b.iter().enumerate() {
            let last = x + 1 == known_a.len() || y + 1 == known_b.len();
            if apart.has(one, other) {
                continue;
            }
            if let Some((how, cost)) = by_knowledge(one, other, last, entity_type) {
                found.push(Aligned {
                    a: x..x + 1,
                    b: y..y + 1,
                    how,
                    cost,
                });
            }
        }
    }
    found
}

/// Whether two units that cost so much may stand for one another as far as they are words joined.
fn may_be_joined(one: &Unit, other: &Unit, cost: f32) -> bool {
    // Short words joined are spelled like many another.
    const CLOSE: f32 = 0.4;
    let letters = |unit: &Unit| unit.key.chars().count();
    match (one.end - one.start, other.end - other.start) {
        (1, 1) => true,
        (1, _) | (_, 1) => cost <= CLOSE || letters(one).max(letters(other)) >= LONG,
        // Two words of one name are not two words of the other joined elsewhere.
        _ => false,
    }
}

fn may_be_spelled(a: &[Word], b: &[Word], entity_type: EntityType) -> bool {
    let initial = |words: &[Word]| words.iter().any(|word| word.role == Role::Initial);
    if initial(a) != initial(b) {
        return false;
    }
    match (a, b) {
        ([one], [other]) => meaning::of_words(one, other, entity_type) != Known::Different,
        _ => !a.iter().chain(b).any(|word| word.role == Role::Number),
    }
}

/// What word lists say of two words.
fn by_knowledge(
    one: &KnownWord<'_>,
    other: &KnownWord<'_>,
    last: bool,
    entity_type: EntityType,
) -> Option<(How, f32)> {
    if let Known::Same(cost) = meaning::of_words(one.word, other.word, entity_type) {
        return Some((How::Meaning, cost));
    }
    if entity_type != EntityType::Person {
        return None;
    }
    let gender = spelling::gender(&one.spellings, &other.spellings);
    let gender = gender.map(|cost| (How::Gender, cost));
    let form = |of: &KnownWord<'_>, word: &Word| {
        let form = of.forms.iter().find(|form| form.word == word.key);
        form.map(|form| form.cost)
    };
    let costs = [form(one, other.word), form(other, one.word)];
    let known = costs.into_iter().flatten().min_by(f32::total_cmp);
    let known = known.map(|cost| {
        (
            How::Lexicon,
            cost + if last { OTHER_FAMILY_NAME } else { 0.0 },
        )
    });
    let short = !last && is_same_given_name(&one.word.key, &other.word.key);
    let short = short.then_some((How::Meaning, meaning::SYNONYM));
    gender
        .into_iter()
        .chain(known)
        .chain(short)
        .min_by(|x, y| x.1.total_cmp(&y.1))
}

/// The words of a name and, in a short one, neighbouring words joined.
fn units(reading: &Reading) -> Vec<Unit> {
    let words = &reading.words;
    let longest = if words.len() > JOINABLE {
        1
    } else {
        LONGEST_UNIT
    };
    let mut units = Vec::new();
    for start in 0..words.len() {
        for end in start + 1..=words.len().min(start + longest) {
            let join = |part: fn(&Word) -> &str| words[start..end].iter().map(part).collect();
            units.push(Unit {
                start,
                end,
                text: join(|word| &word.text),
                key: join(|word| &word.key),
            });
        }
    }
    units
}

/// Initials stand for words that are left and begin with them.
fn initials(
    a: &Reading,
    b: &Reading,
    used_a: &mut [bool],
    used_b: &mut [bool],
    chosen: &mut Alignment,
) {
    for (x, y) in free_initials(a, b, used_a, used_b) {
        if !used_a[x] && !used_b[y] {
            (used_a[x], used_b[y]) = (true, true);
            chosen.push(Aligned {
                a: x..x + 1,
                b: y..y + 1,
                how: How::Initial,
                cost: INITIAL,
            });
        }
    }
}

fn free_initials(
    a: &Reading,
    b: &Reading,
    used_a: &[bool],
    used_b: &[bool],
) -> Vec<(usize, usize)> {
    let first = |reading: &Reading, used: &[bool]| -> Vec<Vec<char>> {
        let words = reading.words.iter().zip(used);
        words
            .map(|(word, used)| match *used || word.role == Role::Number {
                true => Vec::new(),
                false => spelling::first_letters(&word.text),
            })
            .collect()
    };
    if !a
        .words
        .iter()
        .chain(&b.words)
        .any(|word| word.role == Role::Initial)
    {
        return Vec::new();
    }
    let (first_a, first_b) = (first(a, used_a), first(b, used_b));
    let mut pairs = Vec::new();
    for (x, one) in a.words.iter().enumerate().filter(|(x, _)| !used_a[*x]) {
        for (y, other) in b.words.iter().enumerate().filter(|(y, _)| !used_b[*y]) {
            let fits = matches!(
                (one.role, other.role),
                (Role::Initial, Role::Name | Role::Patronymic)
                    | (Role::Name | Role::Patronymic, Role::Initial)
            );
            if fits && first_a[x].iter().any(|letter| first_b[y].contains(letter)) {
                pairs.push((x, y));
            }
        }
    }
    pairs
}
