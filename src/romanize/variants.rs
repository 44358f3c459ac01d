//! The spellings a name takes, with the ways it takes them.

use std::collections::{BinaryHeap, HashMap, HashSet};
use std::rc::Rc;

use super::routes::{Leg, Route, language_of_name, routes};
use super::rules::script_read;
use super::spellings;
use super::wanted::{Found, Wanted};
use super::way::Way;
use crate::Lexicon;
use crate::fold::key;
use crate::text::{Dotted, has_no_vowels, script_of};

/// A spelling of a name.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Variant {
    /// The name so spelled.
    pub name: String,
    /// That of the cheapest way.
    pub cost: f32,
    /// How the name comes to be spelled so, the cheapest way first.
    pub ways: Vec<Way>,
}

/// Spellings of one word that a step of conventions gives.
const SPELLINGS: usize = 12;
/// Spellings of a whole name that a step of conventions gives.
const NAMES: usize = 48;
/// What a spelling off the beaten track costs here, for each that it costs in the lattice.
const RARER: f32 = 2.0;
/// What a form of the lexicon costs that is in no other group.
const UNKNOWN: f32 = 0.4;

/// What words were found to be spelled like: the same come by many routes.
/// The key is the language and the word.
type Spelled = HashMap<[String; 2], Rc<[(String, f32)]>>;

/// What to look for: the spellings of a name by every standard, by the habits
/// of the press, and by way of other languages.
///
/// ```
/// use exonym::romanize::Variants;
///
/// let found = Variants::new("hy").via("ru").of("Հայկ Կոնջորյան");
/// let aik = found.iter().find(|variant| variant.name == "Aik Kondzhoryan").unwrap();
/// assert_eq!(aik.ways[0].route, "hy→ru→Latn");
/// assert_eq!(aik.ways[0].standards[0], "var-hye-Armn-Cyrl-rus-personal");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Variants<'v> {
    lang: &'v str,
    via: Option<&'v str>,
    lexicon: Option<&'v Lexicon>,
}

impl<'v> Variants<'v> {
    /// Names of more words than this have no variants.
    pub const MOST_WORDS: usize = 8;
    /// Names of more bytes than this have no variants.
    pub const MOST_BYTES: usize = 512;

    /// Of names in a language, a BCP 47 tag; if it is empty, [the one](language_of_name) that their letters are of.
    pub fn new(lang: &'v str) -> Variants<'v> {
        Variants {
            lang,
            ..Variants::default()
        }
    }

    /// Only what passes through this language.
    pub fn via(mut self, lang: impl Into<Option<&'v str>>) -> Variants<'v> {
        self.via = lang.into();
        self
    }

    /// Reads words that are written without vowels as the lexicon knows them.
    pub fn lexicon(mut self, lexicon: impl Into<Option<&'v Lexicon>>) -> Variants<'v> {
        self.lexicon = lexicon.into();
        self
    }

    /// The variants of a name, cheapest first.
    pub fn of(&self, name: &str) -> Vec<Variant> {
        self.along(name, |_| true, None)
    }

    /// The variants that come by some routes, or of those the ones that are wanted.
    fn along(
        &self,
        name: &str,
        taken: impl Fn(&Route) -> bool,
        wanted: Option<&Wanted>,
    ) -> Vec<Variant> {
        let lang = self.language(name);
        let script = script_read(name);
        let mut found = Found {
            wanted,
            ways: HashMap::new(),
        };
        let mut spelled = Spelled::new();
        // What the last route began with, and what that makes of the name: many begin alike.
        let mut begun: Option<(Leg, Vec<(String, f32)>)> = None;
        if name.split_whitespace().count() > Variants::MOST_WORDS
            || name.len() > Variants::MOST_BYTES
        {
            return Vec::new();
        }
        for route in routes(lang) {
            let passes = self.via.is_none() || route.via == self.via;
            if !passes || !route.first.reads(script) || !taken(&route) {
                continue;
            }
            let begun = match &mut begun {
                Some(begun) if begun.0.is(&route.first) => begun,
                begun => begun.insert((
                    route.first,
                    self.step(name, lang, route.first, &mut spelled),
                )),
            };
            self.follow(&begun.1, lang, &route, &mut spelled, &mut found);
        }
        let variant = |(name, mut ways): (String, Vec<Way>)| {
            ways.sort_by(|a, b| {
                let by_cost = a.cost.total_cmp(&b.cost);
                by_cost.then_with(|| a.standards.cmp(&b.standards))
            });
            Variant {
                cost: ways[0].cost,
                name,
                ways,
            }
        };
        let found = found.ways.into_iter();
        let found = found.filter_map(|(name, ways)| Some((name, ways?)));
        let mut variants: Vec<Variant> = found.map(variant).collect();
        // Of those that cost the same, what standards prescribe goes first, the more the better. What is shown
        // as the same is the same.
        let shown = |cost: f32| (cost * 100.0).round() as u32;
        let standing = |variant: &Variant| {
            let at_best = |way: &&Way| shown(way.cost) == shown(variant.cost);
            let is_standard = |way: &&Way| way.standards != ["conventions"];
            let best = variant.ways.iter().filter(at_best);
            let of_standards = best.clone().filter(is_standard).count();
            (of_standards, best.count(), variant.ways.len())
        };
        variants.sort_by(|a, b| {
            let by_cost = shown(a.cost).cmp(&shown(b.cost));
            let by_standing = || standing(b).cmp(&standing(a));
            by_cost
                .then_with(by_standing)
                .then_with(|| a.name.cmp(&b.name))
        });
        variants
    }

    /// The cheapest way by which a name in its own script comes to be spelled
    /// `spelled`, capitals, marks and the order of words aside.
    pub fn way(&self, name: &str, spelled: &str) -> Option<Way> {
        let wanted = Wanted::new(spelled);
        if wanted.is(name) {
            return None;
        }
        // Most routes lead to other scripts, and need not be gone.
        let script = script_of(spelled);
        let variants = self.along(name, |route| route.writes() == script, Some(&wanted));
        variants.into_iter().next()?.ways.into_iter().next()
    }

    /// The ways by some routes to a spelling, capitals, marks and the order of words aside.
    pub(super) fn ways(
        &self,
        name: &str,
        spelled: &str,
        taken: impl Fn(&Route) -> bool,
    ) -> Vec<Way> {
        let variants = self.along(name, taken, Some(&Wanted::new(spelled)));
        variants
            .into_iter()
            .flat_map(|variant| variant.ways)
            .collect()
    }

    fn language<'a>(&self, name: &str) -> &'a str
    where
        'v: 'a,
    {
        match self.lang {
            "" => language_of_name(name),
            lang => lang,
        }
    }

    /// Goes on from what the first step of a route has made of a name.
    fn follow(
        &self,
        begun: &[(String, f32)],
        lang: &str,
        route: &Route,
        spelled: &mut Spelled,
        found: &mut Found<'_>,
    ) {
        for (first, cost) in begun {
            let steps = match route.then {
                None => vec![(first.clone(), *cost)],
                Some(then) => {
                    let language = match then {
                        Leg::Conventions(language) => language,
                        Leg::Standard(standard) => standard.language,
                    };
                    let next = self.step(first, language, then, spelled).into_iter();
                    next.map(|(name, more)| (name, cost + more)).collect()
                }
            };
            for (spelled, cost) in steps {
                found.add(lang, route, spelled, cost + route.cost);
            }
        }
    }

    /// What a step makes of a name, each with its cost beyond that of the route.
    fn step(&self, name: &str, lang: &str, leg: Leg, spelled: &mut Spelled) -> Vec<(String, f32)> {
        match leg {
            Leg::Standard(standard) => vec![(capitalized(&standard.apply(name), name), 0.0)],
            Leg::Conventions(_) => self.conventions(name, lang, spelled),
        }
    }

    /// The cheapest spellings of all words together.
    fn conventions(&self, name: &str, lang: &str, spelled: &mut Spelled) -> Vec<(String, f32)> {
        let words = name.split(|c| matches!(c, ' ' | '\u{a0}') || Dotted::by(c).is_some());
        let of_words: Vec<Rc<[(String, f32)]>> = words
            .filter(|word| !word.is_empty())
            .map(|word| {
                let pieces: Vec<_> = word
                    .split('-')
                    .map(|piece| {
                        let known = spelled.entry([lang, piece].map(str::to_owned));
                        let spellings = known.or_insert_with(|| self.of_word(piece, lang).into());
                        Rc::clone(spellings)
                    })
                    .collect();
                cheapest(&pieces, "-").into()
            })
            .collect();
        cheapest(&of_words, " ")
    }

    /// The spellings of a word: what the lexicon has where letters tell too little, then by rules.
    fn of_word(&self, word: &str, lang: &str) -> Vec<(String, f32)> {
        let script = script_of(word);
        let rules = spellings(word, lang, SPELLINGS).into_iter();
        let rules: Vec<(String, f32)> = rules.map(|(word, cost)| (word, cost * RARER)).collect();
        if !has_no_vowels(script) {
            return rules;
        }
        let forms = self
            .lexicon
            .map(|lexicon| lexicon.forms(&key(word)))
            .unwrap_or_default();
        let latin = forms.iter().filter(|form| script_of(&form.word) == "Latn");
        // A form that is in more groups is better known.
        let groups = |word: &str| {
            self.lexicon
                .map_or(0, |lexicon| lexicon.groups_of(word).count())
        };
        let known = latin.map(|form| {
            let unknown = UNKNOWN / (1 + groups(&form.word)) as f32;
            (form.word.clone(), form.cost + unknown)
        });
        let mut known: Vec<(String, f32)> = known.collect();
        if known.is_empty() {
            return rules;
        }
        known.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        known.truncate(SPELLINGS);
        known
    }
}

/// One of each list, joined, the cheapest sums first.
fn cheapest(lists: &[Rc<[(String, f32)]>], joint: &str) -> Vec<(String, f32)> {
    if lists.is_empty() || lists.iter().any(|list| list.is_empty()) {
        return Vec::new();
    }
    let cost = |picks: &[usize]| -> u32 {
        let costs = picks.iter().zip(lists).map(|(pick, list)| list[*pick].1);
        (costs.sum::<f32>() * 1000.0).round() as u32
    };
    let start = vec![0; lists.len()];
    let mut heap = BinaryHeap::from([std::cmp::Reverse((cost(&start), start.clone()))]);
    let mut seen = HashSet::from([start]);
    let mut names = Vec::new();
    while let Some(std::cmp::Reverse((sum, picks))) = heap.pop() {
        let words = picks
            .iter()
            .zip(lists)
            .map(|(pick, list)| capital(&list[*pick].0));
        names.push((words.collect::<Vec<_>>().join(joint), sum as f32 / 1000.0));
        if names.len() >= NAMES {
            break;
        }
        for (at, list) in lists.iter().enumerate() {
            let mut next = picks.clone();
            next[at] += 1;
            if next[at] < list.len() && seen.insert(next.clone()) {
                heap.push(std::cmp::Reverse((cost(&next), next)));
            }
        }
    }
    names
}

/// Names from scripts without capitals begin with them all the same.
fn capitalized(spelled: &str, name: &str) -> String {
    if name.chars().any(char::is_uppercase) {
        return spelled.to_owned();
    }
    let words: Vec<String> = spelled.split(' ').map(capital).collect();
    words.join(" ")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
