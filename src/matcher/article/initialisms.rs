//! Abbreviations that the article itself explains: one that stands in brackets
//! behind a name, `Eurasian Economic Union (EAEU)`, and the initials of a name
//! of several words that the article has in full.

use std::collections::HashMap;

use crate::fold::{fold, key};
use crate::gazetteer::{EntityType, Name, NameKind};
use crate::matcher::annotation::{Candidate, Evidence, Tier};
use crate::matcher::beside::stretch::Passage;
use crate::matcher::candidate::matched::Match;
use crate::matcher::resolve::{self, Decided, linked};
use crate::text::{Flags, Joint, Token, script_of};

/// Letters of an abbreviation that stands in brackets, and of one that does not.
const INTRODUCED: std::ops::RangeInclusive<usize> = 2..=8;
const INITIALS: std::ops::RangeInclusive<usize> = 3..=7;

/// Adds the abbreviations of what is decided for already.
pub(in crate::matcher) fn add<'m>(passage: Passage<'_>, decided: &mut Vec<Decided<'m>>) {
    let tokens = passage.tokens;
    let covered = linked(decided, tokens.len());
    let may_be =
        |at: &usize| !covered[*at] && in_capitals(&tokens[*at]) && !beside_capitals(tokens, *at);
    let places: Vec<usize> = (0..tokens.len()).filter(may_be).collect();
    if places.is_empty() {
        return;
    }
    let forms = forms(passage, decided);
    let mut found = Vec::new();
    for at in places {
        let span = tokens[at].span();
        if let Some(Some(candidate)) = forms.get(&fold(&passage.text[span.clone()])) {
            found.push(Decided {
                m: Match {
                    settled: true,
                    ..passage.found(&passage.stretch(at, at), vec![*candidate])
                },
                chosen: Ok(0),
                scheme: None,
            });
        }
    }
    if !found.is_empty() {
        resolve::replace(decided, found, tokens.len());
    }
}

/// The folded abbreviations with what they stand for; `None` if two entities share one.
fn forms<'m>(
    passage: Passage<'_>,
    decided: &[Decided<'m>],
) -> HashMap<String, Option<Candidate<'m>>> {
    let mut forms: HashMap<String, Option<Candidate<'m>>> = HashMap::new();
    for d in decided {
        let Ok(chosen) = d.chosen else { continue };
        let full = d.m.candidates[chosen];
        let whole = d.m.first < d.m.last
            && full.evidence == Evidence::Listed
            && full.name.kind != NameKind::Designation;
        if !whole
            || matches!(full.entity.entity_type, EntityType::Person)
            || full.name.kind == NameKind::Demonym
        {
            continue;
        }
        let introduced = introduced(passage, d.m.last as usize, full.name.text);
        for form in introduced.into_iter().chain(initials(full.name.text)) {
            let abbreviation = Candidate {
                name: Name {
                    kind: NameKind::Abbreviation,
                    ..full.name
                },
                tier: Tier::Folded,
                cases: None,
                evidence: Evidence::Article,
                cost: full.cost + 0.05,
                ..full
            };
            forms
                .entry(form)
                .and_modify(|known| {
                    *known = known.filter(|known| known.entity.id == full.entity.id);
                })
                .or_insert(Some(abbreviation));
        }
    }
    forms
}

/// The abbreviation in brackets behind a name, if its letters stand in the name in their order.
fn introduced(passage: Passage<'_>, last: usize, name: &str) -> Option<String> {
    let Passage { text, tokens, .. } = passage;
    let (token, before) = (tokens.get(last + 1)?, &tokens[last]);
    let between = &text[before.span().end..token.span().start];
    let (span, after) = (token.span(), &text[token.span().end..]);
    let form = fold(&text[span]);
    let bracketed = matches!(between, " (" | " [") && after.starts_with([')', ']']);
    let fits = script_of(&form) == script_of(name) && INTRODUCED.contains(&form.chars().count());
    (bracketed && fits && in_capitals(token) && has_letters(&key(name), &form)).then_some(form)
}

/// Whether the letters of `form` occur in `name` in that order, the first at its beginning.
fn has_letters(name: &str, form: &str) -> bool {
    let mut rest = name.chars();
    name.chars().next() == form.chars().next()
        && form.chars().all(|letter| rest.any(|c| c == letter))
}

/// The initials of a name, with and without its small words, if there are enough to be telling.
fn initials(name: &str) -> Vec<String> {
    let of = |small_words: bool| -> String {
        let words = name
            .split(|c: char| c.is_whitespace() || c == '-')
            .filter(|word| !word.is_empty());
        let telling = words.filter(|word| small_words || !is_small_word(word));
        telling
            .filter_map(|word| fold(word).chars().find(|c| c.is_alphabetic()))
            .collect()
    };
    let mut forms = vec![of(false), of(true)];
    forms.dedup();
    forms.retain(|form| INITIALS.contains(&form.chars().count()));
    forms
}

/// Articles and prepositions: `of`, `and`, `de`, `по`.
fn is_small_word(word: &str) -> bool {
    word.chars().count() <= 3 && !word.contains(char::is_uppercase)
}

/// In a line of capitals they tell nothing: `WHO KNOWS`.
fn beside_capitals(tokens: &[Token], at: usize) -> bool {
    let spaced = |at: usize| matches!(tokens[at].joint, Joint::Space | Joint::Line);
    let before = at
        .checked_sub(1)
        .is_some_and(|before| spaced(at) && in_capitals(&tokens[before]));
    let after = tokens
        .get(at + 1)
        .is_some_and(|next| spaced(at + 1) && in_capitals(next));
    before || after
}

fn in_capitals(token: &Token) -> bool {
    token.is_in_capitals() && !token.has(Flags::SINGLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_with_and_without_small_words() {
        assert_eq!(initials("Federal Bureau of Investigation"), ["fbi", "fboi"]);
        assert_eq!(initials("Организация Объединённых Наций"), ["оон"]);
        assert_eq!(initials("White House"), [] as [&str; 0]);
        assert!(has_letters("eurasian economic union", "eaeu"));
        assert!(!has_letters("eurasian economic union", "nato"));
    }
}
