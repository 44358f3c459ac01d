//! A name read as a name: its words and what each of them is.

use crate::fold::{Link, key, link};
use crate::matcher::{is_patronymic, words as common};
use crate::text::chars::Char;
use crate::text::{Token, has_syllables, script_of, tokenize};
use crate::{EntityType, Gazetteer};

use super::Role;
use super::words::{
    GENERIC, JOINING, LEGAL_FORMS, LEGAL_WORDS, LegalForm, MEANINGS, NAME_WORDS, NameWord,
};

/// A word of a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Folded.
    pub(super) key: String,
    pub(super) role: Role,
    /// `bin`, `oglu`: a father's name is beside it.
    pub(super) kin: bool,
    /// What it says in the name of an organisation.
    pub(super) meanings: &'static [&'static str],
    /// Ids of the places it may be.
    pub(super) places: Vec<String>,
}

/// A name with its words; family names after given names where the writing tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    /// Legal forms, which are no longer among the words.
    pub(super) legal: Vec<(String, LegalForm)>,
}

/// Names of more words are cut short.
const MAX_WORDS: usize = 24;
/// A place of fewer people is rather a word.
const LARGE_PLACE: f32 = 500_000.0;

/// What two names may be of: organisations if each has a legal form or a word of organisations; if only one has, and
/// it is none that a person's name may have, beside the other of one word, persons or organisations; else persons.
pub(super) fn types_of(first: &str, second: &str) -> &'static [EntityType] {
    const EITHER: &[EntityType] = &[EntityType::Person, EntityType::Organization];
    // `John Smith` and `John Smith Ltd` are two.
    let single = |name| plain_words(name).len() == 1;
    match [first, second].map(organisation_told) {
        [Some(_), Some(_)] => &[EntityType::Organization],
        [None, Some(Told::Form)] if single(first) => EITHER,
        [Some(Told::Form), None] if single(second) => EITHER,
        _ => &[EntityType::Person],
    }
}

/// What tells that a name is an organisation's.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Told {
    /// A legal form that is in no person's name: `Inc.`, `ПАО`.
    Form,
    /// Another legal form, or another word of organisations.
    Word,
}

fn organisation_told(name: &str) -> Option<Told> {
    /// Shorter forms in capitals are as likely family names written so: `Paulo SÁ`.
    const LONG: usize = 3;
    let mut words = plain_words(name);
    let of_organisation = words.iter().any(|word| !word.meanings.is_empty());
    let forms = take_legal_forms(&mut words);
    let mixed = words.iter().any(|word| has_small_letters(&word.text));
    let certain = |form: &str| {
        let long = form.chars().filter(|c| c.is_alphanumeric()).count() >= LONG;
        long && (mixed || has_small_letters(form))
    };
    match forms.iter().any(|(form, _)| certain(form)) {
        true => Some(Told::Form),
        false => (of_organisation || !forms.is_empty()).then_some(Told::Word),
    }
}

fn has_small_letters(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

/// Reads a name.
pub(super) fn read(name: &str, entity_type: EntityType, places: Option<&Gazetteer>) -> Reading {
    // What follows in brackets tells namesakes apart, in persons' names.
    let person = entity_type == EntityType::Person;
    let name = match name.split_once(" (") {
        Some((before, _)) if person && !before.is_empty() => before,
        _ => name,
    };
    if person {
        return person_name(name);
    }
    let mut words = plain_words(name);
    let legal = match entity_type {
        EntityType::Place => Vec::new(),
        _ => {
            part_legal_form(&mut words);
            take_legal_forms(&mut words)
        }
    };
    let last = words.len().saturating_sub(1);
    for (at, word) in words.iter_mut().enumerate() {
        word.role = organisation_role(word, at == last && at > 0);
        if word.role == Role::Name && entity_type == EntityType::Organization {
            word.places = places_of(&word.key, places);
            if !word.places.is_empty() {
                word.role = Role::Place;
            }
        }
    }
    Reading { words, legal }
}

fn person_name(name: &str) -> Reading {
    let mixed = name.chars().any(char::is_lowercase);
    let (head, tail) = match name.split_once(',') {
        // `SURNAME, Given Patronymic`.
        // `Jim Wallace, Baron Wallace of Tankerness`.
        Some((name, title)) if begins_with_title(title) && name.contains(' ') => (name, ""),
        Some((family, given)) if !is_suffix(given) => (given, family),
        Some((name, suffix)) => (name, suffix),
        None => (name, ""),
    };
    let mut plain_words: Vec<Word> = [head, tail].into_iter().flat_map(plain_words).collect();
    if mixed {
        drop_legal_ending(&mut plain_words);
    }
    let mut words: Vec<Word> = Vec::new();
    for word in plain_words {
        match letters_of_initials(&word.text, mixed) {
            Some(letters) => words.extend(letters.iter().map(|letter| plain(letter))),
            None => words.push(word),
        }
    }
    words.truncate(MAX_WORDS);
    if mixed {
        family_last(&mut words);
    }
    let count = words.len();
    for at in 0..count {
        let (role, kin) = person_role(&words, at);
        (words[at].role, words[at].kin) = (role, kin);
    }
    Reading {
        words,
        legal: Vec::new(),
    }
}

fn begins_with_title(text: &str) -> bool {
    plain_words(text)
        .first()
        .is_some_and(|word| is_title(&word.text))
}

fn is_suffix(text: &str) -> bool {
    let words = plain_words(text);
    let class = |word: &Word| NAME_WORDS.get(&word.key).copied();
    let suffix = |word: &Word| class(word).is_some_and(|class| class.role() == Role::Suffix);
    words.iter().all(|word| suffix(word) || is_regnal(word))
}

/// `Putin VLADIMIR` has its family name first or last, `PUTIN Vladimir` first.
fn family_last(words: &mut [Word]) {
    let capitals =
        |word: &Word| word.text.chars().count() > 2 && !word.text.chars().any(char::is_lowercase);
    let has_case = |word: &Word| word.text.chars().any(char::is_uppercase);
    let leading = words
        .iter()
        .take_while(|word| capitals(word) && has_case(word))
        .count();
    if leading > 0 && words[leading..].iter().all(|word| !capitals(word)) {
        words.rotate_left(leading);
    }
}

/// `Nicolás Maduro LLC` is a person still.
fn drop_legal_ending(words: &mut Vec<Word>) {
    let ending = words.last().is_some_and(|word| {
        let short = (2..=4).contains(&word.text.chars().count());
        short
            && !is_regnal(word)
            && word.text.chars().all(char::is_uppercase)
            && LEGAL_FORMS.contains_key(&word.key)
    });
    if ending && words.len() > 2 && words[0].text.chars().any(char::is_lowercase) {
        words.pop();
    }
}

/// The letters of `J.C.` and, in a name not all in capitals, of `JC`.
fn letters_of_initials(text: &str, mixed: bool) -> Option<Vec<String>> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let dotted = text.contains('.') && letters.len() * 2 <= text.chars().count() + 1;
    let vowels = letters.iter().any(|c| Char::of(*c).may_be_vowel());
    let capitals = mixed && !vowels && letters.iter().all(char::is_ascii_uppercase);
    let initials = (2..=4).contains(&letters.len()) && (dotted || capitals && letters.len() < 4);
    initials.then(|| letters.iter().map(char::to_string).collect())
}

fn person_role(words: &[Word], at: usize) -> (Role, bool) {
    let word = &words[at];
    let letters = word.key.chars().count();
    let class = NAME_WORDS.get(&word.key).copied();
    // Honorifics and particles are names where there would be no other.
    let others = words.len() - 1;
    match class {
        _ if at > 0 && is_regnal(word) => (Role::Number, false),
        Some(class) if class.role() == Role::Suffix && at >= 2 => (Role::Suffix, false),
        Some(class) if class.role() == Role::Suffix => (Role::Name, false),
        Some(class) if others >= 2 || (others == 1 && class == NameWord::Honorific) => {
            (class.role(), class == NameWord::Kin)
        }
        _ if letters == 1 && !has_syllables(script_of(&word.text)) => (Role::Initial, false),
        _ if others >= 2 && at == 0 && is_title(&word.text) => (Role::Title, false),
        _ if others >= 2 && at > 0 && is_patronymic(&word.key) => (Role::Patronymic, false),
        _ if at > 0
            && NAME_WORDS.get(&words[at - 1].key) == Some(&NameWord::Kin)
            && at + 1 < words.len() =>
        {
            (Role::Patronymic, false)
        }
        _ => (Role::Name, false),
    }
}

fn is_title(text: &str) -> bool {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens.len() == 1 && common::is(&tokens[0], "", common::Class::Title)
}

fn organisation_role(word: &Word, last: bool) -> Role {
    let number = word.key.chars().all(|c| c.is_ascii_digit())
        || (last || word.text.len() >= 2) && is_roman(&word.text);
    if number {
        Role::Number
    } else if JOINING.contains(&word.key) || word.meanings.iter().any(|m| GENERIC.contains(m)) {
        Role::Generic
    } else {
        Role::Name
    }
}

/// `II`, `XIV`; `I` and `V` are numbers only at the end of a name.
fn is_roman(text: &str) -> bool {
    text.chars().all(|c| "IVX".contains(c))
}

/// `Charles III`, `John Smith II`; `I` and `V` may be initials, `XI` and `VI` family names in capitals.
fn is_regnal(word: &Word) -> bool {
    word.text.len() >= 2 && is_roman(&word.text) && !matches!(word.text.as_str(), "VI" | "XI")
}

fn places_of(word: &str, gazetteer: Option<&Gazetteer>) -> Vec<String> {
    // Three letters are rather an abbreviation.
    let Some(gazetteer) = gazetteer.filter(|_| word.chars().count() > 3 || !word.is_ascii()) else {
        return Vec::new();
    };
    let names = gazetteer.find(word);
    let entities = names.iter().map(|name| gazetteer.entity_of(name));
    let large = entities.filter(|entity| {
        matches!(entity.entity_type, EntityType::Place | EntityType::Demonym)
            && entity.weight >= LARGE_PLACE
    });
    large.map(|entity| entity.id.to_owned()).collect()
}

/// The words of a name, cut as keys are.
fn plain_words(name: &str) -> Vec<Word> {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(name, &mut tokens);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let span = token.span();
        let glued = at > 0 && link(&tokens[at - 1], token) == Link::Glued;
        match spans.last_mut().filter(|_| glued) {
            Some(last) => last.1 = span.end,
            None => spans.push((span.start, span.end)),
        }
    }
    let words = spans.iter().map(|(start, end)| plain(&name[*start..*end]));
    words
        .filter(|word| !word.key.is_empty())
        .take(MAX_WORDS)
        .collect()
}

fn plain(text: &str) -> Word {
    let key = key(text).replace(' ', "");
    Word {
        text: text.to_owned(),
        role: Role::Name,
        kin: false,
        meanings: MEANINGS.get(&key).map_or(&[], Vec::as_slice),
        places: Vec::new(),
        key,
    }
}

/// Parts `SiemensAG`, where a legal form in capitals follows a small letter.
fn part_legal_form(words: &mut Vec<Word>) {
    let Some(last) = words.last() else { return };
    let tail = last.text.rfind(char::is_lowercase);
    let at = tail.map(|at| at + last.text[at..].chars().next().map_or(1, char::len_utf8));
    let Some((name, form)) = at.map(|at| last.text.split_at(at)) else {
        return;
    };
    if form.chars().count() > 1 && LEGAL_FORMS.contains_key(&key(form)) {
        let parted = [plain(name), plain(form)];
        words.pop();
        words.extend(parted);
    }
}

/// Takes legal forms from both ends of a name, the longest first, leaving at least one word.
fn take_legal_forms(words: &mut Vec<Word>) -> Vec<(String, LegalForm)> {
    let mut taken = Vec::new();
    while let Some((start, end, form)) = legal_form_at_end(words) {
        let text: Vec<String> = words.drain(start..end).map(|word| word.text).collect();
        taken.push((text.join(" "), form));
    }
    taken
}

fn legal_form_at_end(words: &[Word]) -> Option<(usize, usize, LegalForm)> {
    let most = LEGAL_WORDS.min(words.len().saturating_sub(1));
    (1..=most).rev().find_map(|len| {
        let spans = [(words.len() - len, words.len()), (0, len)];
        spans.into_iter().find_map(|(start, end)| {
            let keys: Vec<&str> = words[start..end]
                .iter()
                .map(|word| word.key.as_str())
                .collect();
            let form = LEGAL_FORMS.get(&keys.join(" "))?;
            let number = len == 1 && words[start].text.len() >= 2 && is_roman(&words[start].text);
            // `As` and `Sa` begin many a name; `AS` and `SA` do not.
            let short = len == 1 && keys[0].chars().count() < 3;
            let lower = words[start].text.chars().any(char::is_lowercase);
            let name = number || short && start == 0 && lower;
            (!name).then_some((start, end, *form))
        })
    })
}
