//! Names that a text spells by one scheme, a published standard or a route through another
//! language: where two that are linked are spelled as no usual way gives it, `Sergueï Choïgou`,
//! a third that was left in doubt is linked if the same scheme gives it: `Iouri Chtchoukine`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::Span;
use crate::fold::key;
use crate::gazetteer::{Entity, Name, NameKind};
use crate::matcher::annotation::{Candidate, Evidence, Scheme};
use crate::matcher::candidate::decide::decide;
use crate::matcher::candidate::matched::Match;
use crate::matcher::candidate::rank;
use crate::matcher::layers::Layers;
use crate::matcher::resolve::{self, Decided};
use crate::matcher::{Matcher, Run};
use crate::romanize::{Way, has_routes, languages_at_home, ways_by_schemes};
use crate::text::{Token, base_language};

/// Names that must be spelled by a scheme before another is.
const SISTERS: usize = 2;
/// What is dearer is not what the press writes by itself.
const USUAL: f32 = 0.1;
/// What is dearer has other words, not another spelling.
const FARTHEST: f32 = 1.5;
/// Names of an entity that are tried.
const MOST_NAMES: usize = 8;
/// Different runs of words of one text that are kept, and names of it that are asked how they are spelled.
const MOST_DOUBTFUL: usize = 16;
const MOST_SISTERS: usize = 64;
/// What a spelling costs that the scheme of the text gives: as one that is folded.
const SPELLED_SO: f32 = 0.05;

/// The languages of a scheme, and the standard that it ends with unless it is a route through another language.
type Key = (String, Option<&'static str>);

fn key_of(way: &Way) -> Key {
    let is_direct = way.route.split('→').count() < 3;
    let standard = way.standards.last().filter(|_| is_direct);
    (way.route.clone(), standard.copied())
}

/// A listed name, and a way by which it comes to be spelled as in the text.
type Spelled<'m> = (Name<'m>, Way);

/// Words that are somebody's name if the text spells names by one of some schemes.
struct Doubtful<'m> {
    m: Match<'m>,
    /// How they come from names of each candidate, cheapest first.
    spelled: Vec<Vec<Spelled<'m>>>,
    /// Where the same words stand again: the first token, the last, and the span.
    again: Vec<(u32, u32, Span)>,
}

/// What a text has left in doubt.
#[derive(Default)]
pub(in crate::matcher) struct Doubts<'m> {
    all: Vec<Doubtful<'m>>,
    /// The runs of words that have some, by their hashes: at which token each stood first, and which those are.
    runs: HashMap<u64, (usize, Range<usize>)>,
}

impl<'m> Doubts<'m> {
    /// Keeps what was not sure enough in a run of words that begins at a token, as far as any scheme gives the
    /// spelling: whether anything may be.
    pub(in crate::matcher) fn keep(
        &mut self,
        matcher: &'m Matcher,
        run: Run<'_>,
        (hash, at): (u64, usize),
        matches: impl Iterator<Item = Match<'m>>,
    ) -> bool {
        if self.all.len() >= MOST_DOUBTFUL {
            return false;
        }
        let before = self.all.len();
        for m in matches {
            let surface = surface(run, &m);
            let of = |candidate: &Candidate<'m>| match candidate.cost <= FARTHEST {
                true => by_schemes(
                    matcher,
                    &at_home(&matcher.layers, &candidate.entity),
                    surface,
                ),
                false => Vec::new(),
            };
            let spelled: Vec<_> = m.candidates.iter().map(of).collect();
            if spelled.iter().any(|ways| !ways.is_empty()) {
                let again = Vec::new();
                self.all.push(Doubtful { m, spelled, again });
            }
        }
        let kept = before..self.all.len();
        let any = !kept.is_empty();
        if any {
            self.runs.insert(hash, (at, kept));
        }
        any
    }

    /// Whether a run of words that begins at a token was kept before; if so it is here, too.
    pub(in crate::matcher) fn again(
        &mut self,
        run: Run<'_>,
        tokens: &[Token],
        hash: u64,
        at: usize,
    ) -> bool {
        let Some((before, kept)) = self.runs.get(&hash) else {
            return false;
        };
        for doubtful in &mut self.all[kept.clone()] {
            let moved = |token: u32| token as usize - before + at;
            let (first, last) = (moved(doubtful.m.first), moved(doubtful.m.last));
            let span = tokens[first].span().start..tokens[last].span().end;
            let span = run.start + span.start..run.start + span.end;
            doubtful.again.push((first as u32, last as u32, span));
        }
        true
    }
}

/// The words of a match.
fn surface<'t>(run: Run<'t>, m: &Match<'_>) -> &'t str {
    &run.text[m.span.start - run.start..m.span.end - run.start]
}

/// Names of an entity in the languages of its country, or that names from there pass through, and
/// those languages; in any language that has routes if there are none.
struct AtHome<'m> {
    names: Vec<Name<'m>>,
    languages: Vec<&'static str>,
}

fn at_home<'m>(layers: &'m Layers, entity: &Entity<'m>) -> AtHome<'m> {
    let country = entity.country();
    let languages = country
        .iter()
        .flat_map(|country| languages_at_home(country));
    let gazetteers = layers.gazetteers().iter();
    let listed = gazetteers.filter_map(|gazetteer| Some((gazetteer, gazetteer.entity(entity.id)?)));
    let names = listed.flat_map(|(gazetteer, own)| gazetteer.names(&own));
    let names = names.filter(|name| {
        let whole = !matches!(
            name.kind,
            NameKind::Demonym | NameKind::Designation | NameKind::Abbreviation
        );
        whole && has_routes(name.lang)
    });
    let languages: Vec<_> = languages.collect();
    let mut names: Vec<_> = names.collect();
    // Those of home come first: who is known abroad has many others.
    names.sort_by_key(|name| !languages.contains(&base_language(name.lang)));
    names.truncate(MOST_NAMES);
    AtHome { names, languages }
}

/// How names of an entity come to be spelled so by standards, cheapest first; by none if it is a usual spelling.
fn by_schemes<'m>(matcher: &Matcher, own: &AtHome<'m>, surface: &str) -> Vec<Spelled<'m>> {
    let home = own.languages.join(" ");
    let ways = own.names.iter().flat_map(|name| {
        let known = [
            format!("{} {home}", name.lang),
            name.text.to_owned(),
            surface.to_owned(),
        ];
        let ways = matcher.schemes.get(known, || {
            ways_by_schemes(name.text, name.lang, &own.languages, surface)
        });
        ways.into_iter().map(|way| (*name, way))
    });
    let mut ways: Vec<Spelled<'m>> = ways.collect();
    ways.sort_by(|a, b| a.1.cost.total_cmp(&b.1.cost));
    match ways.first() {
        Some((_, way)) if way.cost < USUAL => Vec::new(),
        _ => ways,
    }
}

/// Links what was doubtful and is spelled as other names of the text are. `tokens` is how many there are.
pub(in crate::matcher) fn add<'m>(
    matcher: &'m Matcher,
    run: Run<'_>,
    tokens: usize,
    doubts: Doubts<'m>,
    decided: &mut Vec<Decided<'m>>,
) {
    if doubts.all.is_empty() {
        return;
    }
    let sisters = Sisters::of(matcher, run, &doubts.all, decided);
    let mut taken = vec![false; tokens];
    for d in decided.iter().filter(|d| d.chosen.is_ok()) {
        taken[d.m.first as usize..=d.m.last as usize].fill(true);
    }
    let mut found = Vec::new();
    for doubtful in doubts.all {
        let linked = sisters.link(doubtful);
        for new in linked {
            let words = new.m.first as usize..=new.m.last as usize;
            if !taken[words.clone()].contains(&true) {
                taken[words].fill(true);
                found.push(new);
            }
        }
    }
    if !found.is_empty() {
        resolve::replace(decided, found, tokens);
    }
}

/// The names that a text spells by each scheme: whose, and as the text has the first of them.
struct Sisters<'m>(HashMap<Key, Vec<(&'m str, String)>>);

impl<'m> Sisters<'m> {
    /// Those of the schemes that what is doubtful may be spelled by.
    fn of(
        matcher: &'m Matcher,
        run: Run<'_>,
        doubtful: &[Doubtful<'m>],
        decided: &[Decided<'m>],
    ) -> Sisters<'m> {
        let wanted = doubtful.iter().flat_map(|d| d.spelled.iter().flatten());
        let wanted = wanted.map(|(_, way)| (key_of(way), Vec::new()));
        let mut sisters = Sisters(wanted.collect());
        let linked = decided.iter().filter_map(|d| {
            let candidate = &d.m.candidates[d.chosen.ok()?];
            (candidate.evidence != Evidence::Article).then_some((d, candidate))
        });
        let mut heard = HashSet::new();
        for (d, candidate) in linked {
            let surface = surface(run, &d.m);
            if heard.len() < MOST_SISTERS && heard.insert((candidate.entity.id, surface)) {
                sisters.hear(matcher, surface, candidate);
            }
        }
        sisters
    }

    /// Adds a name to the schemes that it is spelled by, unless it is a usual spelling.
    fn hear(&mut self, matcher: &'m Matcher, surface: &str, candidate: &Candidate<'m>) {
        let own = at_home(&matcher.layers, &candidate.entity);
        if !self.may_have(&own) {
            return;
        }
        let keys = by_schemes(matcher, &own, surface);
        let mut keys: Vec<Key> = keys.iter().map(|(_, way)| key_of(way)).collect();
        keys.retain(|key| self.0.contains_key(key));
        if keys.is_empty() || is_usual(matcher, &own, surface) {
            return;
        }
        for key in keys {
            let known = self.0.entry(key).or_default();
            if known.iter().all(|(id, _)| *id != candidate.entity.id) {
                known.push((candidate.entity.id, surface.to_owned()));
            }
        }
    }

    /// Whether any of the schemes starts where the names of an entity are at home.
    fn may_have(&self, own: &AtHome<'_>) -> bool {
        let starts = |lang: &str| self.0.keys().any(|(route, _)| route.starts_with(lang));
        match own.languages.is_empty() {
            true => own
                .names
                .iter()
                .any(|name| starts(base_language(name.lang))),
            false => own.languages.iter().any(|lang| starts(lang)),
        }
    }

    /// The first of the names that are spelled by a scheme, if there are enough beside that of an entity.
    fn beside(&self, id: &str, way: &Way) -> Option<&str> {
        let others = self.0.get(&key_of(way))?.iter();
        let others: Vec<_> = others.filter(|(other, _)| *other != id).collect();
        (others.len() >= SISTERS).then(|| others[0].1.as_str())
    }

    /// What is doubtful, linked wherever it stands if a scheme of the text gives the spelling and it is clearly the
    /// likeliest then.
    fn link(&self, doubtful: Doubtful<'m>) -> Vec<Decided<'m>> {
        let Doubtful {
            mut m,
            spelled,
            again,
        } = doubtful;
        let mut schemes: HashMap<&str, Scheme<'m>> = HashMap::new();
        for (candidate, spelled) in m.candidates.iter_mut().zip(spelled) {
            let id = candidate.entity.id;
            let scheme = spelled.into_iter().find_map(|(from, way)| {
                let like = self.beside(id, &way)?.to_owned();
                Some(Scheme { from, way, like })
            });
            if let Some(scheme) = scheme {
                candidate.cost = candidate.cost.min(SPELLED_SO);
                candidate.score = (-candidate.cost).exp();
                candidate.evidence = Evidence::Scheme;
                schemes.insert(id, scheme);
            }
        }
        rank(&mut m.candidates);
        let chosen = decide(&m.candidates).ok();
        let Some(scheme) = chosen.and_then(|chosen| schemes.remove(chosen.entity.id)) else {
            return Vec::new();
        };
        let places = again.into_iter().map(|(first, last, span)| Match {
            first,
            last,
            span,
            ..m.clone()
        });
        let decided = |m| Decided {
            m,
            chosen: Ok(0),
            scheme: Some(Box::new(scheme.clone())),
        };
        let places: Vec<_> = places.collect();
        std::iter::once(m).chain(places).map(decided).collect()
    }
}

/// Whether a name at home is spelled so as it stands, or by what the press does.
fn is_usual(matcher: &Matcher, own: &AtHome<'_>, surface: &str) -> bool {
    let wanted = key(surface);
    let native = |name: &&Name<'_>| {
        own.languages.is_empty() || own.languages.contains(&base_language(name.lang))
    };
    own.names.iter().filter(native).any(|name| {
        let by_press = || {
            matcher
                .way(name, surface)
                .is_some_and(|way| way.cost < USUAL)
        };
        key(name.text) == wanted || by_press()
    })
}
