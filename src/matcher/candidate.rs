//! From hits to candidates: which entities a stretch of text may name, given
//! how it is written.

use super::annotation::{Candidate, Tier};
use super::context;
use super::layers::Layers;
use super::overlap;
use super::resolve::Match;
use super::scan::Hit;
use super::words::{self, Class};
use super::{Matcher, Run};
use crate::Span;
use crate::gazetteer::{Casing, Gazetteer, Name, NameKind};
use crate::text::{Flags, Joint, Token};

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
        let allowed = names.filter(|name| place.casing_allows(name.casing));
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
    rank(&mut candidates);
    candidates
}

/// Notes what the surroundings say against each match.
fn object(matches: &mut [Match<'_>], text: &str, tokens: &[Token], lang: &str) {
    let mut covered = vec![false; tokens.len()];
    for m in matches.iter() {
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
    rank(&mut candidates);
    candidates
}

fn candidate<'m>(
    layers: &'m Layers,
    gazetteer: &'m Gazetteer,
    layer: usize,
    name: Name<'m>,
    surface: &str,
    lang: &str,
) -> Candidate<'m> {
    let entity = layers.merged(gazetteer.entity_of(&name));
    let exact = name.text == surface;
    let cost = cost(gazetteer, &name, exact, surface, lang);
    let tier = if exact { Tier::Exact } else { Tier::Folded };
    Candidate {
        entity,
        name,
        tier,
        cost,
        score: (-cost).exp(),
        layer,
    }
}

/// What has to be assumed for `surface` to be this name of its entity.
fn cost(gazetteer: &Gazetteer, name: &Name<'_>, exact: bool, surface: &str, lang: &str) -> f32 {
    let spelling = match exact {
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
        | NameKind::Demonym => 0.02,
        NameKind::Abbreviation => 0.05,
        NameKind::Former | NameKind::Misspelling => 0.1,
    };
    let language = match lang {
        "" => 0.0,
        lang if name.lang == lang || name.lang.is_empty() => 0.0,
        lang if has_name_in(gazetteer, name, lang) => 0.0,
        _ => 0.1,
    };
    spelling + kind + language
}

/// Whether the entity bears this very name in `lang` too.
fn has_name_in(gazetteer: &Gazetteer, name: &Name<'_>, lang: &str) -> bool {
    let entity = gazetteer.entity_of(name);
    gazetteer
        .names(&entity)
        .any(|other| other.lang == lang && other.text == name.text)
}

/// Sorts candidates best first and leaves one for each entity.
fn rank(candidates: &mut Vec<Candidate<'_>>) {
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

    fn span(&self) -> Span {
        self.tokens[self.first].span().start..self.tokens[self.last].span().end
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
