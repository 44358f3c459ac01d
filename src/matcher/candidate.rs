//! From hits to candidates: which entities a stretch of text may name, given
//! how it is written.

use super::annotation::{Candidate, Tier};
use super::context;
use super::layers::Layers;
use super::overlap;
use super::parts;
use super::resolve::Match;
use super::scan::Hit;
use super::unlisted;
use super::words::{self, Class};
use super::{Matcher, Run};
use crate::Span;
use crate::fold::key;
use crate::gazetteer::{Casing, Entity, Gazetteer, Name, NameKind};
use crate::text::{Flags, Joint, Token, chars};

/// The matches of one run of text, in order, overlaps decided.
pub(super) fn matches<'m>(
    matcher: &'m Matcher,
    run: Run<'_>,
    lang: &str,
    tokens: &[Token],
    hits: &mut [Hit],
) -> Vec<Match<'m>> {
    let mut matches = Vec::new();
    hits.sort_unstable_by_key(|hit| (hit.first, hit.last, hit.layer));
    for group in hits.chunk_by(|a, b| (a.first, a.last) == (b.first, b.last)) {
        let place = Place::new(run.text, tokens, group[0].first, group[0].last);
        let candidates = if place.on_boundaries() {
            candidates(matcher, &place, group, lang)
        } else {
            Vec::new()
        };
        if !candidates.is_empty() {
            let span = place.span();
            let span = span.start + run.start..span.end + run.start;
            matches.push(Match {
                first: group[0].first,
                last: group[0].last,
                span,
                candidates,
                objection: None,
            });
        }
    }
    overlap::reduce(&mut matches, matcher.policy);
    object(&mut matches, run.text, tokens, lang);
    if matcher.spellings {
        unlisted::add(matcher, run, lang, tokens, &mut matches);
    }
    matches
}

/// The entities that the hits at one place stand for, as far as its capitals allow.
fn candidates<'m>(
    matcher: &'m Matcher,
    place: &Place<'_>,
    hits: &[Hit],
    lang: &str,
) -> Vec<Candidate<'m>> {
    let mut candidates = Vec::new();
    for hit in hits {
        let layer = hit.layer as usize;
        let gazetteer = &matcher.gazetteers()[layer];
        let names = gazetteer
            .posting(hit.value)
            .filter_map(|at| gazetteer.name_at(at));
        let allowed =
            names.filter(|name| place.casing_allows(name.casing) && place.ending_allows(name.text));
        candidates.extend(allowed.map(|name| {
            candidate(
                &matcher.layers,
                gazetteer,
                layer,
                name,
                place.surface(),
                lang,
            )
        }));
    }
    if place.is_capitals() && candidates.iter().any(written_in_capitals) {
        candidates.retain(written_in_capitals);
    }
    rank(&mut candidates);
    candidates
}

/// `UN` in capitals is the abbreviation, whatever town is called Un.
fn written_in_capitals(candidate: &Candidate<'_>) -> bool {
    !candidate.name.text.contains(char::is_lowercase)
}

/// Notes what the surroundings say against each match.
fn object(matches: &mut [Match<'_>], text: &str, tokens: &[Token], lang: &str) {
    let mut covered = vec![false; tokens.len()];
    for m in matches
        .iter()
        .filter(|m| m.first < m.last || context::stands_alone(&m.candidates))
    {
        covered[m.first as usize..=m.last as usize].fill(true);
    }
    for m in matches {
        let place = Place::new(text, tokens, m.first, m.last);
        m.objection = context::objection(&place, &m.candidates, lang, &covered);
    }
}

/// The entities that have a name of the same key as `name`, best first.
pub(super) fn of_name<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let mut candidates = Vec::new();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for found in gazetteer.find(name) {
            candidates.push(candidate(layers, gazetteer, layer, found, name, lang));
        }
    }
    if candidates.is_empty() {
        candidates = parts::candidates(layers, name, lang);
    }
    rank(&mut candidates);
    candidates
}

/// The posting names one of the entity's names of this key; the best of them speaks for it.
fn candidate<'m>(
    layers: &'m Layers,
    gazetteer: &'m Gazetteer,
    layer: usize,
    name: Name<'m>,
    surface: &str,
    lang: &str,
) -> Candidate<'m> {
    let own = gazetteer.entity_of(&name);
    let name = spelled_so(gazetteer, &own, surface, lang)
        .or_else(|| in_language(gazetteer, &own, &name, lang))
        .unwrap_or(name);
    let tier = if name.text == surface {
        Tier::Exact
    } else {
        Tier::Folded
    };
    let cost = cost(&name, surface, lang);
    Candidate {
        entity: layers.merged(own),
        name,
        tier,
        cost,
        score: (-cost).exp(),
        layer,
    }
}

/// The name of an entity that is spelled as the surface form, in the language of the text if there is one.
fn spelled_so<'m>(
    gazetteer: &'m Gazetteer,
    entity: &Entity<'m>,
    surface: &str,
    lang: &str,
) -> Option<Name<'m>> {
    let same = || gazetteer.names(entity).filter(|name| name.text == surface);
    same()
        .find(|name| name.lang == lang)
        .or_else(|| same().next())
}

/// The name of an entity in the language of the text that has the same key as `name`.
fn in_language<'m>(
    gazetteer: &'m Gazetteer,
    entity: &Entity<'m>,
    name: &Name<'m>,
    lang: &str,
) -> Option<Name<'m>> {
    if lang.is_empty() || name.lang == lang {
        return None;
    }
    let wanted = key(name.text);
    gazetteer
        .names(entity)
        .filter(|other| other.lang == lang)
        .find(|other| key(other.text) == wanted)
}

/// What has to be assumed for `surface` to be this name of its entity.
fn cost(name: &Name<'_>, surface: &str, lang: &str) -> f32 {
    let spelling = match name.text == surface {
        true => 0.0,
        false if name.text.to_lowercase() == surface.to_lowercase() => 0.01,
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
        NameKind::Former | NameKind::Misspelling => 0.1,
    };
    let foreign = !lang.is_empty() && !name.lang.is_empty() && name.lang != lang;
    spelling + kind + if foreign { 0.1 } else { 0.0 }
}

/// Sorts candidates best first and leaves one for each entity.
pub(super) fn rank(candidates: &mut Vec<Candidate<'_>>) {
    candidates.sort_by(|a, b| {
        let by_entity = a.entity.id.cmp(b.entity.id);
        by_entity
            .then(a.cost.total_cmp(&b.cost))
            .then(b.layer.cmp(&a.layer))
    });
    candidates.dedup_by(|later, earlier| later.entity.id == earlier.entity.id);
    candidates.sort_by(|a, b| {
        let by_worth = worth(b).total_cmp(&worth(a));
        by_worth.then_with(|| a.entity.id.cmp(b.entity.id))
    });
}

/// How likely a candidate is beside others of the same name: the better known
/// entity, unless the name fits it worse. A factor of ten in weight outdoes 0.1 in cost.
pub(super) fn worth(candidate: &Candidate<'_>) -> f32 {
    (candidate.entity.weight + 1.0).log10() * 0.1 - candidate.cost
}

/// A stretch of tokens in its surroundings.
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) first: usize,
    pub(super) last: usize,
}

impl<'a> Place<'a> {
    fn new(text: &'a str, tokens: &'a [Token], first: u32, last: u32) -> Place<'a> {
        Place {
            text,
            tokens,
            first: first as usize,
            last: last as usize,
        }
    }

    /// From the first token to the last; the full stop of `U.S.` is part of it.
    fn span(&self) -> Span {
        let last = &self.tokens[self.last];
        let end = last.span().end;
        let initials = self.first < self.last
            && last.joint == Joint::Dot
            && last.has(Flags::SINGLE)
            && self.tokens[self.last - 1].has(Flags::SINGLE);
        let stop = initials && self.text[end..].starts_with('.');
        self.tokens[self.first].span().start..end + usize::from(stop)
    }

    fn surface(&self) -> &'a str {
        &self.text[self.span()]
    }

    /// Whether the stretch begins and ends where a name may: not within a word
    /// parted by an apostrophe, unless what is cut off looks like an article or an ending.
    fn on_boundaries(&self) -> bool {
        self.starts_free() && self.ends_free()
    }

    /// `l'Iran`, `dell'Armenia`: what stands before is a short word.
    fn starts_free(&self) -> bool {
        const LONGEST_ARTICLE: usize = 5;
        let before = self.first.checked_sub(1).map(|at| &self.tokens[at]);
        match (before, self.tokens[self.first].joint) {
            (Some(before), Joint::Apostrophe) => {
                self.text[before.span()].chars().count() <= LONGEST_ARTICLE
            }
            (Some(before), Joint::None) => before.is_dense() || self.tokens[self.first].is_dense(),
            (Some(before), Joint::Dot) => {
                !before.has(Flags::SINGLE) || !self.tokens[self.first].has(Flags::SINGLE)
            }
            _ => true,
        }
    }

    /// `Erevan's`, `Ankara'da`: what is cut off is an ending in the case of the name's last letters, and the name is long enough to tell.
    fn ends_free(&self) -> bool {
        const SHORTEST: usize = 3;
        let Some(next) = self.tokens.get(self.last + 1) else {
            return true;
        };
        let last = &self.tokens[self.last];
        match next.joint {
            Joint::Apostrophe => {
                let possessive = self.text[next.span()].eq_ignore_ascii_case("s");
                // In a text in capitals the ending is in capitals too.
                let all_capitals = !last.has(Flags::LOWER) && !next.has(Flags::LOWER);
                possessive
                    || ((!next.has(Flags::CAPITAL) || all_capitals)
                        && self.text[last.span()].chars().count() >= SHORTEST)
            }
            Joint::None => last.is_dense() || next.is_dense(),
            Joint::Dot => !(last.has(Flags::SINGLE) && next.has(Flags::SINGLE)),
            _ => true,
        }
    }

    /// Whether it is a single word all in capitals.
    fn is_capitals(&self) -> bool {
        let token = &self.tokens[self.first];
        self.first == self.last && token.has(Flags::CAPITAL) && !token.has(Flags::LOWER)
    }

    /// Whether the stretch is capitalised as names of this kind are.
    fn casing_allows(&self, casing: Casing) -> bool {
        let tokens = &self.tokens[self.first..=self.last];
        let cased = |token: &&Token| token.has(Flags::CASED);
        let capital = |token: &Token| token.has(Flags::CAPITAL) || !token.has(Flags::CASED);
        match casing {
            Casing::Any => true,
            Casing::Initial => capital(&tokens[0]) || self.article_then_capital(),
            Casing::Every => {
                tokens
                    .iter()
                    .filter(cased)
                    .all(|token| token.has(Flags::CAPITAL))
                    || self.article_then_capital()
            }
            Casing::Capitals => tokens
                .iter()
                .filter(cased)
                .all(|token| token.has(Flags::CAPITAL) && !token.has(Flags::LOWER)),
        }
    }

    /// `Victoria's` is not `Victorias`: a possessive is part of the name only if
    /// the name is written with an apostrophe.
    fn ending_allows(&self, name: &str) -> bool {
        let last = &self.tokens[self.last];
        let possessive = self.first < self.last
            && last.joint == Joint::Apostrophe
            && &self.text[last.span()] == "s";
        !possessive
            || name
                .chars()
                .any(|c| chars::Char::of(c).class() == chars::Class::Apostrophe)
    }

    /// `the Hague` for `The Hague`.
    fn article_then_capital(&self) -> bool {
        let tokens = &self.tokens[self.first..=self.last];
        let article = || words::is(&tokens[0], "", Class::Function);
        tokens.len() > 1
            && tokens[1..]
                .iter()
                .all(|t| t.has(Flags::CAPITAL) || !t.has(Flags::CASED))
            && article()
    }
}
