//! The score of two names side by side, and the vetoes.

use crate::EntityType;
use crate::fold::key;
use crate::romanize::mandarin_syllables;

use super::align::Alignment;
use super::reading::{Reading, Word};
use super::spelling::slip;
use super::words::{GENERATIONS, LegalForm, TELLING_KINDS};
use super::{Comparison, Extra, How, Objection, Pair, Role, Veto};

/// Cost, for the root of the letters it rests on, at which a match is as likely wrong as right.
const RATE: f32 = 0.5;
/// A match from here on.
const MATCH: f32 = 0.5;
/// What is left of the score under a veto.
pub(super) const VETOED: f32 = 0.4;
/// Words in another order.
const REORDERED: f32 = 0.1;
/// One name has a legal form, the other another of the same kind, or none.
const OTHER_FORM: f32 = 0.1;
const NO_FORM: f32 = 0.05;

pub(super) fn judge(
    a: &Reading,
    b: &Reading,
    alignment: &Alignment,
    entity_type: EntityType,
) -> Comparison {
    let extra = extras(a, b, alignment, entity_type);
    let mut vetoes = match entity_type {
        EntityType::Person => of_person(a, b, alignment, &extra),
        EntityType::Place => of_place(&extra),
        _ => of_organisation(&extra),
    };
    let matches = alignment.iter().map(|m| m.cost);
    let mut costs: Vec<f32> = matches.chain(extra.iter().map(|e| e.cost)).collect();
    costs.push(legal_forms(a, b, &mut vetoes));
    if !in_order(alignment) {
        costs.push(REORDERED);
    }
    // The sum of fractions hangs on their order, which is not to hang on that of the names.
    costs.sort_by(f32::total_cmp);
    let cost: f32 = costs.iter().sum();
    let letters: usize = alignment
        .iter()
        .map(|m| letters(&a.words[m.a.clone()]).min(letters(&b.words[m.b.clone()])))
        .sum();
    let mut score = if letters == 0 {
        0.0
    } else {
        (-cost * std::f32::consts::LN_2 / (RATE * (letters as f32).sqrt())).exp()
    };
    if !vetoes.is_empty() {
        score *= VETOED;
    }
    Comparison {
        score,
        matched: vetoes.is_empty() && score >= MATCH,
        entity_type,
        parts: pairs(a, b, alignment),
        extra,
        vetoes,
    }
}

fn letters(words: &[Word]) -> usize {
    words.iter().map(|word| word.key.chars().count()).sum()
}

fn pairs(a: &Reading, b: &Reading, alignment: &Alignment) -> Vec<Pair> {
    let pairs = alignment.iter().map(|m| Pair {
        first: text(&a.words[m.a.clone()]),
        second: text(&b.words[m.b.clone()]),
        how: m.how,
        cost: m.cost,
    });
    pairs.collect()
}

fn text(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

fn in_order(alignment: &Alignment) -> bool {
    let telling = alignment.iter().map(|m| m.b.start);
    telling.is_sorted()
}

/// What no word of the other name stands for.
fn extras(a: &Reading, b: &Reading, alignment: &Alignment, entity_type: EntityType) -> Vec<Extra> {
    let mut extras = Vec::new();
    for (name, reading) in [(1, a), (2, b)] {
        let used: Vec<usize> = alignment
            .iter()
            .flat_map(|m| if name == 1 { m.a.clone() } else { m.b.clone() })
            .collect();
        for (at, word) in reading
            .words
            .iter()
            .enumerate()
            .filter(|(at, _)| !used.contains(at))
        {
            let repeats = used
                .iter()
                .any(|other| says_again(&reading.words[*other], word));
            let role = match word.role {
                Role::Name | Role::Patronymic if repeats => Role::Repeated,
                role => role,
            };
            let inside = at > 0 && at + 1 < reading.words.len();
            extras.push(Extra {
                name,
                word: word.text.clone(),
                role,
                cost: cost_of(role, inside, entity_type),
            });
        }
    }
    extras
}

/// The same word twice, or twice but for a doubled letter.
fn says_again(one: &Word, other: &Word) -> bool {
    slip(&one.key, &other.key) <= 0.2
}

fn cost_of(role: Role, inside: bool, entity_type: EntityType) -> f32 {
    match role {
        Role::Particle | Role::Repeated | Role::Suffix => 0.05,
        Role::Title | Role::Generic => 0.1,
        Role::Initial | Role::Patronymic => 0.15,
        Role::Name if entity_type == EntityType::Person && inside => 0.35,
        Role::Name | Role::Place => 0.5,
        Role::LegalForm => NO_FORM,
        Role::Number if entity_type == EntityType::Person => 0.3,
        Role::Number => 1.0,
    }
}

/// The words of one name that are left over and tell something.
///
/// A name said twice tells something if the other name has another in its stead.
fn telling(extra: &[Extra], name: u8) -> Vec<&Extra> {
    let tells = |e: &&Extra| {
        matches!(
            e.role,
            Role::Name | Role::Patronymic | Role::Initial | Role::Number | Role::Place
        )
    };
    let instead = extra.iter().any(|e| e.name != name && tells(&e));
    let of_name = extra.iter().filter(|e| e.name == name);
    of_name
        .filter(|e| tells(e) || instead && e.role == Role::Repeated)
        .collect()
}

fn words_of(extra: &[&Extra]) -> String {
    let words: Vec<&str> = extra.iter().map(|e| e.word.as_str()).collect();
    words.join(" ")
}

fn veto(reason: Objection, first: &[&Extra], second: &[&Extra]) -> Veto {
    Veto {
        reason,
        first: words_of(first),
        second: words_of(second),
    }
}

fn of_person(a: &Reading, b: &Reading, alignment: &Alignment, extra: &[Extra]) -> Vec<Veto> {
    let (first, second) = (telling(extra, 1), telling(extra, 2));
    let full: Vec<_> = alignment
        .iter()
        .filter(|m| {
            let role = |words: &[Word]| {
                words
                    .iter()
                    .any(|w| matches!(w.role, Role::Name | Role::Patronymic))
            };
            m.how != How::Initial && role(&a.words[m.a.clone()]) && role(&b.words[m.b.clone()])
        })
        .collect();
    let mut vetoes = Vec::new();
    if !first.is_empty() && !second.is_empty() {
        vetoes.push(veto(conflict(a, b, &first, &second), &first, &second));
    } else if let [Some(one), Some(other)] = [1, 2].map(|name| regnal(extra, name)) {
        vetoes.push(veto(Objection::Number, &[one], &[other]));
    } else if let [Some(one), Some(other)] = [1, 2].map(|name| generation(extra, name)) {
        vetoes.push(veto(Objection::Number, &[one], &[other]));
    } else if full.is_empty() && !same_words(a, b) {
        vetoes.push(veto(Objection::TooLittle, &first, &second));
    } else {
        let names = |extra: &[&Extra]| extra.iter().filter(|e| e.role == Role::Name).count();
        let more = names(&first).max(names(&second));
        let words = full.iter().map(|m| m.a.len().max(m.b.len())).sum::<usize>();
        // One name in common is not enough, nor are more names left over than agree.
        if more > 0 && (words < 2 || more > words) {
            vetoes.push(veto(Objection::TooLittle, &first, &second));
        }
    }
    vetoes
}

/// Whether two names are the same, so that nothing in them speaks against their being one: `J. K.` and `J.K.`
fn same_words<'r>(a: &'r Reading, b: &'r Reading) -> bool {
    let keys = |reading: &'r Reading| reading.words.iter().map(|word| &word.key);
    !a.words.is_empty() && keys(a).eq(keys(b))
}

/// A word left over that tells father and son apart.
fn generation(extra: &[Extra], name: u8) -> Option<&Extra> {
    let tells = |e: &Extra| GENERATIONS.contains(&key(&e.word));
    extra.iter().find(|e| e.name == name && tells(e))
}

/// A word left over that is a number: a single letter may be one beside another number.
fn regnal(extra: &[Extra], name: u8) -> Option<&Extra> {
    let any = extra.iter().any(|e| e.role == Role::Number);
    let tells = |e: &Extra| e.role == Role::Number || matches!(e.word.as_str(), "I" | "V" | "X");
    extra.iter().find(|e| any && e.name == name && tells(e))
}

fn conflict(a: &Reading, b: &Reading, first: &[&Extra], second: &[&Extra]) -> Objection {
    let has = |extra: &[&Extra], role| extra.iter().any(|e| e.role == role);
    let is_name = |word: &&Word| matches!(word.role, Role::Name | Role::Patronymic);
    let syllables = |reading: &Reading| {
        let mut names = reading.words.iter().filter(is_name);
        names.all(|word| !mandarin_syllables(&word.key).is_empty())
    };
    // In names of Mandarin syllables the family name stands first.
    let first_is_last = syllables(a) && syllables(b);
    let last = |reading: &Reading, extra: &[&Extra]| {
        let mut names = reading.words.iter().filter(is_name);
        let last = match first_is_last {
            true => names.next(),
            false => names.next_back(),
        };
        let last = last.map(|word| word.text.as_str());
        extra.iter().any(|e| Some(e.word.as_str()) == last)
    };
    if has(first, Role::Number) || has(second, Role::Number) {
        Objection::Number
    } else if has(first, Role::Patronymic) && has(second, Role::Patronymic) {
        Objection::Patronymic
    } else if has(first, Role::Initial) || has(second, Role::Initial) {
        Objection::Initial
    } else if last(a, first) && last(b, second) {
        Objection::FamilyName
    } else {
        Objection::OtherName
    }
}

fn of_organisation(extra: &[Extra]) -> Vec<Veto> {
    let (first, second) = (telling(extra, 1), telling(extra, 2));
    let with = |role| {
        let of = |list: &[&Extra]| list.iter().any(|e| e.role == role);
        of(&first) || of(&second)
    };
    if first.is_empty() && second.is_empty() {
        return Vec::new();
    }
    let reason = if with(Role::Number) {
        Objection::Number
    } else if with(Role::Place) {
        Objection::Place
    } else {
        Objection::Word
    };
    vec![veto(reason, &first, &second)]
}

fn of_place(extra: &[Extra]) -> Vec<Veto> {
    let (first, second) = (telling(extra, 1), telling(extra, 2));
    match first.is_empty() && second.is_empty() {
        true => Vec::new(),
        false => vec![veto(Objection::Word, &first, &second)],
    }
}

/// What legal forms cost; companies of different kinds are two companies.
fn legal_forms(a: &Reading, b: &Reading, vetoes: &mut Vec<Veto>) -> f32 {
    let (Some(of_a), Some(of_b)) = (a.legal.first(), b.legal.first()) else {
        return if a.legal.len() == b.legal.len() {
            0.0
        } else {
            NO_FORM
        };
    };
    let shared = a
        .legal
        .iter()
        .any(|(_, x)| b.legal.iter().any(|(_, y)| x.short == y.short));
    if shared {
        return 0.0;
    }
    let kinds = a
        .legal
        .iter()
        .any(|(_, x)| b.legal.iter().any(|(_, y)| x.kind == y.kind));
    let tells = |form: &LegalForm| TELLING_KINDS.contains(form.kind);
    if !kinds && tells(&of_a.1) && tells(&of_b.1) {
        vetoes.push(Veto {
            reason: Objection::LegalForm,
            first: of_a.0.clone(),
            second: of_b.0.clone(),
        });
    }
    OTHER_FORM
}
