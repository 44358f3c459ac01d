//! What a name costs: its words matched one to one, and what is left over.

use super::equivalents;
use super::query::{Asked, Query};
use super::word_match::WordMatch;
use crate::fold::key;
use crate::gazetteer::{EntityType, Gazetteer, NameKind};
use crate::inflect::Cases;
use crate::matcher::person_name::{is_of_syllables, is_patronymic};
use crate::text::has_case;

/// A name with its cost and the letters of the query that speak for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) name: u32,
    pub(super) cost: f32,
    pub(super) letters: usize,
    /// The lexicon had a part in it.
    pub(super) known: bool,
    /// The words of the query come in the order of the name.
    pub(super) ordered: bool,
    /// No word is left over on either side.
    pub(super) whole: bool,
    /// The cases that its inflected words agree in; any if none is taken for inflected.
    pub(super) cases: Cases,
}

/// A word of the query that the name does not have.
const EXTRA_WORD: f32 = 0.9;
/// A patronymic that the name does not have.
const EXTRA_PATRONYMIC: f32 = 0.2;
/// A particle or a word such as `city` on one side only.
const LOOSE: f32 = 0.3;
/// A word in the middle of a name that the query does not have.
const MISSING_MIDDLE: f32 = 0.5;
/// A word at either end of a name that the query does not have: another person, or one known by less.
const MISSING_END: f32 = 2.5;
/// A word of a place's name that the query does not have.
const MISSING_OF_PLACE: f32 = 2.0;
/// A country or region is called a town.
const NO_TOWN: f32 = 0.6;
/// What people are called, which is hardly spelled in another way: `indiana` is no Indiana.
const DEMONYM: f32 = 0.4;
/// Initials of which the first fits no word, or that come in another order.
const OTHER_INITIALS: f32 = 3.0;
/// Words left over on both sides: one of several people of a name, another place.
const CONTRADICTION: f32 = 1.5;
/// A word behind the name proper: `, Baron Allan of Hallam`, `(politician)`.
const QUALIFIER: f32 = 0.08;
/// Of a person's name no word may be spelled worse than this for the root of its letters, without paying for it.
const WORST: f32 = 0.35;
/// Words in another order than listed.
const REORDERED: f32 = 0.1;
/// An initial for a word.
const INITIAL: f32 = 0.5;

/// Words matched one to one, cheapest first.
#[derive(Clone, Copy, Debug, Default)]
struct Matched {
    /// Words of the name and of the query that are matched, a bit for each.
    name: u16,
    query: u16,
    cost: f32,
    letters: usize,
    /// The words of the query come in the order of the name.
    ordered: bool,
    /// By how much single words are worse than they may be.
    strained: f32,
    /// A word of one side stands for several of the other.
    joined: bool,
    known: bool,
    /// The cases that its inflected words agree in.
    cases: Cases,
    /// The initials of the query are those of somebody else.
    contradicted: bool,
}

fn matched(query: &Query, group: &[WordMatch], person: bool) -> Matched {
    // The lexicon knows names of persons.
    let mut left: Vec<WordMatch> = group
        .iter()
        .filter(|m| person || !m.known)
        .copied()
        .collect();
    let rate = |m: &WordMatch| m.cost / query.all[usize::from(m.word)].letters as f32;
    left.sort_by(|a, b| {
        let by_place = || (a.part.position, a.word).cmp(&(b.part.position, b.word));
        rate(a).total_cmp(&rate(b)).then_with(by_place)
    });
    let mut sum = Matched {
        ordered: true,
        ..Matched::default()
    };
    let mut pairs: Vec<(u8, u16)> = Vec::new();
    for m in left {
        let word = &query.all[usize::from(m.word)];
        let of_name = of_name(&m);
        let agreed = sum.cases.agree(m.cases);
        if sum.name & of_name == 0
            && sum.query & word.mask == 0
            && let Some(agreed) = agreed
        {
            sum.cases = agreed;
            sum.name |= of_name;
            sum.query |= word.mask;
            sum.cost += m.cost;
            sum.letters += word.letters;
            sum.known |= m.known;
            sum.joined |= m.part.span > 1 || word.is_joined();
            let root = (word.letters as f32).sqrt();
            sum.strained += (m.cost - WORST * root).max(0.0);
            pairs.push((m.part.position, word.mask));
        }
    }
    pairs.sort_unstable();
    sum.ordered = pairs.is_sorted_by_key(|(_, mask)| *mask);
    sum
}

/// Words of a name that have a bit.
const MAX_WORDS: u8 = 15;

/// The words of the name that a match stands for, a bit for each.
fn of_name(m: &WordMatch) -> u16 {
    // A forged file may say anything.
    let ones = (1u32 << m.part.span.min(MAX_WORDS)) - 1;
    (ones << m.part.position.min(MAX_WORDS)) as u16
}

fn words_of(group: &[WordMatch]) -> usize {
    group.first().map_or(0, |m| usize::from(m.part.words))
}

/// A bound below the cost of a name, without looking at it; `None` if it cannot be meant.
pub(super) fn at_least(query: &Query, group: &[WordMatch]) -> Option<f32> {
    let words = words_of(group);
    let matched = matched(query, group, true);
    let initials = query.words().iter().filter(|word| word.initial).count();
    let missing = words
        .checked_sub(matched.name.count_ones() as usize)?
        .saturating_sub(initials);
    let left = query
        .words()
        .iter()
        .filter(|word| matched.query & word.mask == 0);
    let extra: f32 = left.map(least_extra).sum();
    (missing < words).then_some(matched.cost + QUALIFIER * missing as f32 + extra)
}

/// What a word of the query costs at least that the name may not have.
fn least_extra(word: &Asked) -> f32 {
    match word {
        word if word.initial => 0.0,
        word if word.patronymic => EXTRA_PATRONYMIC,
        word if word.loose => LOOSE,
        _ => EXTRA_WORD,
    }
}

/// The cost of a name.
pub(super) fn weigh(gazetteer: &Gazetteer, query: &Query, group: &[WordMatch]) -> Option<Weighed> {
    let name = group.first()?.part.name;
    let listed = gazetteer.name_at(name)?;
    let entity = gazetteer.entity_of(&listed);
    let person = matches!(entity.entity_type, EntityType::Person);
    let mut sum = matched(query, group, person);
    let words = words_of(group);
    if words > MAX_WORDS.into() || person && hears_initials(listed.text, words, group, &sum) {
        return None;
    }
    let all = ((1u32 << words) - 1) as u16;
    let missing = match sum.name == all {
        true => Left::default(),
        false => missing(query, listed.text, words, person, &mut sum)?,
    };
    let extra = left_of_query(query, person, words, &sum);
    let is_town = |word: &Asked| sum.query & word.mask == 0 && equivalents::is_town(&word.folded);
    let is_region = || entity.level().is_some();
    if !person && query.words().iter().any(is_town) && is_region() {
        sum.cost += NO_TOWN;
    }
    if listed.kind == NameKind::Demonym {
        sum.cost += DEMONYM;
    }
    if missing.patronymic && extra.patronymic {
        return None;
    }
    sum.cost += missing.cost + extra.cost;
    if sum.contradicted {
        sum.cost += OTHER_INITIALS;
    }
    if extra.heavy && (missing.heavy || person && sum.joined) {
        sum.cost += CONTRADICTION;
    }
    if person {
        sum.cost += sum.strained;
    }
    if !sum.ordered {
        sum.cost += if person { REORDERED } else { REORDERED * 3.0 };
    }
    Some(Weighed {
        name,
        cost: sum.cost,
        letters: sum.letters,
        known: sum.known,
        ordered: sum.ordered,
        whole: missing.words == 0 && extra.words == 0,
        cases: sum.cases,
    })
}

/// Whether a word of the query is taken for initials of the name by its sound: `Judy` is no `JD`.
fn hears_initials(listed: &str, words: usize, group: &[WordMatch], sum: &Matched) -> bool {
    let own: Vec<&str> = listed.split_whitespace().collect();
    let are_initials = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        (2..=3).contains(&letters().count()) && letters().all(char::is_uppercase)
    };
    let of_initials = |m: &WordMatch| {
        let word = own.get(usize::from(m.part.position)).copied();
        m.cost > 0.0
            && m.part.span == 1
            && sum.name & of_name(m) != 0
            && word.is_some_and(are_initials)
    };
    let as_written = |m: &WordMatch| {
        group
            .iter()
            .any(|other| other.cost == 0.0 && of_name(other) == of_name(m))
    };
    own.len() == words
        && own.iter().any(|word| word.contains(char::is_lowercase))
        && group.iter().any(|m| of_initials(m) && !as_written(m))
}

/// What of a listed name the query does not have, initials taken for words; `None` if that is all of it.
fn missing(
    query: &Query,
    listed: &str,
    words: usize,
    person: bool,
    sum: &mut Matched,
) -> Option<Left> {
    let key = key(listed);
    let own: Vec<&str> = key.split(' ').collect();
    if own.len() != words {
        return None;
    }
    if person {
        initials(&own, query, sum);
    }
    // Behind a name `I` is the first, and no `and` and no initial.
    let numbered = person && listed.ends_with(" I");
    let missing = left_of_name(&own, proper_words(listed), person, numbered, sum);
    (missing.words < own.len()).then_some(missing)
}

/// Words that nothing on the other side stands for.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    words: usize,
    cost: f32,
    /// One of them tells people apart.
    heavy: bool,
    /// One of them is a father's name; another one on the other side is another father.
    patronymic: bool,
}

/// How many words a name has in front of what only describes its bearer.
fn proper_words(name: &str) -> usize {
    let end = [", ", " ("].iter().filter_map(|mark| name.find(mark)).min();
    match end.map(|end| key(&name[..end]).split(' ').count()) {
        Some(words) if words > 1 => words,
        _ => usize::MAX,
    }
}

fn left_of_name(own: &[&str], proper: usize, person: bool, numbered: bool, sum: &Matched) -> Left {
    let mut left = Left::default();
    let of_syllables = person && is_of_syllables(own);
    for (at, word) in own.iter().enumerate() {
        if sum.name & 1 << at != 0 {
            continue;
        }
        let number = numbered && at > 0 && at + 1 == own.len();
        let loose = equivalents::is_loose(word) && !number;
        let middle = at > 0 && at + 1 < proper.min(own.len()) && !of_syllables;
        left.words += 1;
        left.heavy |= !loose && at < proper;
        left.patronymic |= person && at > 0 && is_patronymic(word);
        left.cost += match person {
            _ if at >= proper => QUALIFIER,
            _ if loose => LOOSE,
            false => MISSING_OF_PLACE,
            // `J. Edgar Hoover` is known without the J., and `H.` is a title in Indonesia.
            true if middle || is_initial(word) && !number => MISSING_MIDDLE,
            true => MISSING_END,
        };
    }
    left
}

/// A single letter of an alphabet with capitals; elsewhere a letter may be a family name.
fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none() && has_case(word)
}

fn left_of_query(query: &Query, person: bool, words: usize, sum: &Matched) -> Left {
    let mut left = Left::default();
    // Of two words, what looks like a father's name is as likely a family name: Petr Novotnovič.
    let may_be_patronymic = person && query.words().len() > 2;
    for word in query
        .words()
        .iter()
        .filter(|word| sum.query & word.mask == 0)
    {
        let patronymic = may_be_patronymic && word.patronymic;
        left.words += 1;
        left.heavy |= !word.loose && !patronymic;
        left.patronymic |= patronymic;
        left.cost += match person {
            _ if word.loose => LOOSE,
            true if patronymic => EXTRA_PATRONYMIC,
            true if words >= 2 => EXTRA_WORD,
            _ => EXTRA_WORD * 2.0,
        };
    }
    left
}

/// Initials of the query stand for words that begin so. Those of `Putin, M. V.` are not Vladimir's, for all that one
/// fits.
fn initials(own: &[&str], query: &Query, sum: &mut Matched) {
    let mut before = None;
    let mut is_behind_other = false;
    for word in query.words().iter().filter(|word| word.initial) {
        let free = (0..own.len())
            .find(|n| sum.name & 1 << n == 0 && own[*n].starts_with(word.folded.as_str()));
        let Some(n) = free else {
            is_behind_other |= before.is_none();
            continue;
        };
        sum.contradicted |= is_behind_other || before.is_some_and(|before| n < before);
        before = Some(n);
        sum.name |= 1 << n;
        sum.query |= word.mask;
        sum.cost += INITIAL;
    }
}
