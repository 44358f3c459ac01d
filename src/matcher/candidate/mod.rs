//! Candidates: what it costs to take a stretch of text for a listed name, and which is the likeliest.
//!
//! `speaker` tells which of an entity's names speaks for it, `by_name` has those of a single name, `readers` puts
//! places first that lie where the text is read, `decide` says whether the best may be linked, and what the text
//! has of them is a `matched::Match`.

pub(super) mod by_name;
pub(super) mod decide;
pub(super) mod matched;
pub(super) mod readers;
pub(super) mod speaker;

use super::annotation::{Candidate, Evidence, Tier};
use super::layers::Layers;
use super::person_name::fit::{HALF_INFLECTED, may_decline};
use super::scan::Bent;
use crate::fold::key;
use crate::gazetteer::{Entity, EntityType, Gazetteer, Name, NameKind};
use crate::inflect::Spelling;
use crate::text::{base_language, has_case, same_but_case};

/// `Daniela Nowak` is hardly Daniel Nowak: a given name in a case and a family name as listed that could be in one too.
fn is_half_inflected(surface: &str, listed: &str) -> bool {
    let (own, listed) = (key(surface), key(listed));
    let ends = |key: &str| {
        key.split_once(' ')
            .map(|(first, rest)| (first.to_owned(), rest.to_owned()))
    };
    let (Some((first, rest)), Some((listed_first, listed_rest))) = (ends(&own), ends(&listed))
    else {
        return false;
    };
    first != listed_first && rest == listed_rest && may_decline(&rest)
}

/// What a capital costs that the listed name has not, or has.
const OTHER_CAPITALS: f32 = 0.07;

/// The candidate of an inflected form, unless its type of entity is not inflected so.
pub(super) fn inflected_form<'m>(
    candidate: Candidate<'m>,
    surface: &str,
    bent: Bent,
) -> Option<Candidate<'m>> {
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let capitals = if capital(surface) == capital(candidate.name.text) {
        0.0
    } else {
        OTHER_CAPITALS
    };
    let half = candidate.entity.entity_type == EntityType::Person
        && is_half_inflected(surface, candidate.name.text);
    let cost = candidate.cost + bent.cost + capitals + if half { HALF_INFLECTED } else { 0.0 };
    let is_spelling = bent.spelling == Spelling::Other;
    bent.types
        .has(candidate.entity.entity_type)
        .then_some(Candidate {
            tier: match is_spelling {
                true => Tier::Romanized,
                false => Tier::Inflected,
            },
            cases: Some(bent.cases).filter(|_| !is_spelling),
            cost,
            score: (-cost).exp(),
            ..candidate
        })
}

/// What a stretch of text is, that a name is to be found in.
#[derive(Clone, Copy)]
pub(super) struct Form<'t> {
    pub(super) surface: &'t str,
    pub(super) lang: &'t str,
    /// It is taken for another form of the name, not for the name itself.
    pub(super) bent: bool,
}

/// The candidate of a name that [speaks](speaker) for its entity.
pub(super) fn candidate<'m>(
    layers: &'m Layers,
    gazetteer: &'m Gazetteer,
    layer: usize,
    name: Name<'m>,
    form: Form<'_>,
) -> Candidate<'m> {
    let Form { surface, lang, .. } = form;
    let own = gazetteer.entity_of(&name);
    let tier = if name.text == surface {
        Tier::Exact
    } else {
        Tier::Folded
    };
    let name = Name {
        kind: kind_of(gazetteer, &own, &name),
        ..name
    };
    let cost = cost(&name, surface, lang);
    Candidate {
        entity: layers.merged(own),
        name,
        tier,
        cases: None,
        evidence: Evidence::Listed,
        cost,
        score: (-cost).exp(),
        layer,
        has_namesakes: false,
    }
}

/// A place's name in small letters, where its canonical name has a capital, is its adjective or people: `российский`.
fn kind_of(gazetteer: &Gazetteer, entity: &Entity<'_>, name: &Name<'_>) -> NameKind {
    let small = |text: &str| has_case(text) && !text.chars().any(char::is_uppercase);
    let adjective = name.kind == NameKind::Alias
        && !name.lang.is_empty()
        && entity.entity_type == EntityType::Place
        && small(name.text)
        && gazetteer
            .canonical(entity, "")
            .is_some_and(|canonical| !small(canonical.text));
    if adjective {
        NameKind::Demonym
    } else {
        name.kind
    }
}

/// What has to be assumed for `surface` to be this name of its entity.
fn cost(name: &Name<'_>, surface: &str, lang: &str) -> f32 {
    let spelling = match name.text == surface {
        true => 0.0,
        false if same_but_case(name.text, surface) => 0.01,
        false => 0.05,
    };
    let kind = match name.kind {
        NameKind::Canonical => 0.0,
        NameKind::Alias
        | NameKind::Endonym
        | NameKind::Exonym
        | NameKind::Romanization
        | NameKind::Demonym
        | NameKind::Designation => 0.02,
        NameKind::Abbreviation => 0.05,
        NameKind::Misspelling => 0.1,
        // Where the name is still another's, that one is meant: Salisbury, not Harare.
        NameKind::Former => 0.2,
    };
    let (own, other) = (base_language(lang), base_language(name.lang));
    let foreign = !own.is_empty() && !other.is_empty() && own != other;
    spelling + kind + if foreign { 0.1 } else { 0.0 }
}

/// Puts places that other languages alone call so behind one that the text's language spells a little otherwise:
/// English `Brasilia` is Brasília, and not Brazil, which Finnish calls so.
pub(super) fn put_own_first(candidates: &mut [Candidate<'_>], lang: &str) {
    /// What is thirty times better known is meant all the same.
    const FAR_BETTER: f32 = 0.15;
    /// So many times what makes the best one clear.
    const CLEARLY: f32 = 1.5;
    let own = base_language(lang);
    if own.is_empty() {
        return;
    }
    let is_listed = |candidate: &Candidate<'_>| {
        candidate.entity.entity_type == EntityType::Place
            && matches!(candidate.tier, Tier::Exact | Tier::Folded)
    };
    let is_own = |candidate: &Candidate<'_>| {
        is_listed(candidate)
            && candidate.tier == Tier::Folded
            && candidate.name.kind == NameKind::Canonical
            && base_language(candidate.name.lang) == own
    };
    let at_home = candidates.iter().filter(|candidate| is_own(candidate));
    let Some(best) = at_home
        .max_by(|a, b| worth(a).total_cmp(&worth(b)))
        .copied()
    else {
        return;
    };
    let foreign = |candidate: &&mut Candidate<'_>| {
        let lang = base_language(candidate.name.lang);
        let known = prominence(&candidate.entity) - prominence(&best.entity);
        let other = candidate.entity.id != best.entity.id;
        other && is_listed(candidate) && !lang.is_empty() && lang != own && known < FAR_BETTER
    };
    for candidate in candidates.iter_mut().filter(foreign) {
        let ahead = worth(candidate) - (worth(&best) - CLEARLY * MARGIN);
        candidate.cost += ahead.max(0.0);
        candidate.score = (-candidate.cost).exp();
    }
}

/// Sorts candidates best first and leaves one for each entity.
pub(super) fn rank(candidates: &mut Vec<Candidate<'_>>) {
    rank_by(candidates, |candidate| candidate);
}

/// The same for candidates with something beside them.
pub(super) fn rank_by<'m, T>(all: &mut Vec<T>, candidate: impl Fn(&T) -> &Candidate<'m>) {
    all.sort_by(|a, b| {
        let (a, b) = (candidate(a), candidate(b));
        let by_entity = a.entity.id.cmp(b.entity.id);
        // What is listed just so tells of the language that it is a name in.
        let otherwise = |c: &Candidate<'_>| c.tier != Tier::Exact || c.evidence != Evidence::Listed;
        by_entity
            .then(otherwise(a).cmp(&otherwise(b)))
            .then(a.cost.total_cmp(&b.cost))
            .then(b.layer.cmp(&a.layer))
            .then_with(|| (a.name.text, a.name.lang).cmp(&(b.name.text, b.name.lang)))
            .then(a.tier.cmp(&b.tier))
    });
    all.dedup_by(|later, earlier| candidate(later).entity.id == candidate(earlier).entity.id);
    all.sort_by(|a, b| {
        let (a, b) = (candidate(a), candidate(b));
        let by_worth = worth(b).total_cmp(&worth(a));
        by_worth.then_with(|| a.entity.id.cmp(b.entity.id))
    });
}

/// Whether its name has several words, which bear one another out where they are spelled differently.
/// Of a person known by one word, rules of spelling tell no more than of a place.
pub(super) fn has_several_words(candidate: &Candidate<'_>) -> bool {
    candidate.name.text.contains([' ', '-', '\u{a0}'])
}

/// How likely a candidate is beside others of the same name: the better known
/// entity, unless the name fits it worse. A factor of ten in weight outdoes 0.1 in cost.
pub(super) fn worth(candidate: &Candidate<'_>) -> f32 {
    let added = candidate.layer > 0 && candidate.entity.weight <= 0.0;
    prominence(&candidate.entity) - candidate.cost + if added { ADDED } else { 0.0 }
}

/// Whoever lays a list of their own over another and gives an entity no weight means it, however well known
/// its namesakes are: as if it were known a trillion times better.
const ADDED: f32 = 1.2;

/// By how much one candidate must outdo the next: a factor of four in weight.
pub(super) const MARGIN: f32 = 0.06;

/// How likely a candidate is in proportion to others of the same name.
pub(super) fn share(candidate: &Candidate<'_>) -> f32 {
    (worth(candidate) / MARGIN).exp()
}

/// Where no weight is given, the entity that has more names is taken for the better known.
pub(super) fn prominence(entity: &Entity<'_>) -> f32 {
    let measure = if entity.weight > 0.0 {
        entity.weight + 1.0
    } else {
        entity.name_count.max(1) as f32
    };
    measure.log10() * 0.1
}
