//! Later mentions of foreigners where words are not parted: behind 唐纳德·图斯克 `图斯克` is he, behind
//! ドナルド・トゥスク `トゥスク`.

use std::cmp::Reverse;

use crate::gazetteer::EntityType;
use crate::matcher::annotation::{Candidate, Evidence, Tier};
use crate::matcher::beside::stretch::Passage;
use crate::matcher::candidate::matched::Match;
use crate::matcher::objection::is_common;
use crate::matcher::resolve::Decided;
use crate::text::{Dotted, is_katakana};

/// A family name, and whose it is from which token on.
struct Family<'t, 'm> {
    name: &'t str,
    candidate: Candidate<'m>,
    from: usize,
}

/// The later mentions of people by the last part of a name with a dot. `covered`: tokens that something else stands at.
pub(super) fn laters<'m>(
    passage: Passage<'_>,
    decided: &[Decided<'m>],
    covered: &[Option<usize>],
) -> Vec<Decided<'m>> {
    let mut families: Vec<Family<'_, 'm>> = Vec::new();
    let mut shared = Vec::new();
    for family in decided.iter().filter_map(|d| family(passage, d)) {
        match families.iter().find(|known| known.name == family.name) {
            None => families.push(family),
            Some(known) if known.candidate.entity.id == family.candidate.entity.id => {}
            Some(_) => shared.push(family.name),
        }
    }
    families.retain(|family| !shared.contains(&family.name));
    // One name may end as another does.
    families.sort_by_key(|family| Reverse(family.name.len()));
    let mut free: Vec<bool> = covered.iter().map(Option::is_none).collect();
    let mut found = Vec::new();
    for family in &families {
        let after = passage.tokens[family.from].span().end;
        for (at, _) in passage.text[after..].match_indices(family.name) {
            if let Some(later) = later(passage, family, after + at, &free) {
                free[later.m.words()].fill(false);
                found.push(later);
            }
        }
    }
    found
}

/// The family name of somebody whom the text names in full.
fn family<'t, 'm>(passage: Passage<'t>, d: &Decided<'m>) -> Option<Family<'t, 'm>> {
    /// Signs of Han and of Katakana that tell a name from other words.
    const SHORTEST: (usize, usize) = (2, 3);
    let candidate = d.m.candidates[d.chosen.ok()?];
    let words = d.m.words();
    let (first, last) = (words.start, words.end - 1);
    let name = &passage.text[passage.tokens[first].span().start..passage.tokens[last].span().end];
    let family = name.rsplit(parts_words).next()?;
    let signs = family.chars().count();
    let is_long_enough = match family.chars().all(is_katakana) {
        true => signs >= SHORTEST.1,
        false => signs >= SHORTEST.0,
    };
    let is_person = candidate.entity.entity_type == EntityType::Person;
    (is_person
        && family.len() < name.len()
        && is_long_enough
        && passage.tokens[last].is_dense()
        && !is_common(family, passage.lang))
    .then_some(Family {
        name: family,
        candidate,
        from: last,
    })
}

/// The mention at a place of the text, if the family name stands there by itself.
fn later<'m>(
    passage: Passage<'_>,
    family: &Family<'_, 'm>,
    at: usize,
    free: &[bool],
) -> Option<Decided<'m>> {
    let end = at + family.name.len();
    let tokens = passage.tokens;
    let first = tokens.binary_search_by_key(&at, |token| token.span().start);
    let last = tokens.binary_search_by_key(&end, |token| token.span().end);
    let (first, last) = (first.ok()?, last.ok()?);
    // A letter more of the same kind makes another word.
    let goes_on = |c: char| parts_words(c) || is_katakana(c) && family.name.ends_with(is_katakana);
    let before = passage.text[..at].chars().next_back();
    let behind = passage.text[end..].chars().next();
    let alone = !before.is_some_and(goes_on) && !behind.is_some_and(goes_on);
    let free = free.get(first..=last)?.iter().all(|free| *free);
    let span = passage.start + at..passage.start + end;
    (alone && free).then(|| Decided {
        chosen: Ok(0),
        scheme: None,
        m: Match::new((first, last), span, vec![by_family_name(family.candidate)]),
    })
}

/// Whether a character stands between the words of a foreigner's name.
fn parts_words(c: char) -> bool {
    Dotted::by(c).is_some()
}

fn by_family_name(full: Candidate<'_>) -> Candidate<'_> {
    Candidate {
        tier: full.tier.max(Tier::Folded),
        evidence: Evidence::Article,
        score: (-full.cost).exp(),
        ..full
    }
}
