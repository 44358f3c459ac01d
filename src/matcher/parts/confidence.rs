//! How far a cost is to be trusted: the chance that a name of this script and
//! length, at this cost and beside these other candidates, is right.

use std::sync::LazyLock;

use super::query::Query;
use super::weigh::Weighed;
use crate::gazetteer::EntityType;
use crate::matcher::annotation::Candidate;
use crate::matcher::candidate::has_several_words;
use crate::rules::Table;

/// Whether there is no need to look harder: what would be found by it is dearer by far.
pub(super) fn is_sure(best: &Candidate<'_>, query: &Query) -> bool {
    const LIKELY: f32 = 0.93;
    const CHEAP: f32 = 0.13;
    let letters: usize = query.words().iter().map(|word| word.letters).sum();
    best.score >= LIKELY || best.cost <= CHEAP * (letters as f32).sqrt()
}

/// Nothing is known of smaller gazetteers than this.
const SMALLEST: usize = 100;

/// Weights of the logarithm of the odds that a candidate is meant, and not something that no gazetteer has.
#[derive(Clone, Copy, Debug)]
struct Curve {
    height: f32,
    cost: f32,
    letters: f32,
    size: f32,
    names: f32,
    lead: f32,
}

static CURVES: LazyLock<Table<(&str, &str), Curve>> = LazyLock::new(|| {
    let rows = crate::rules::rule_rows(include_str!("confidence.tsv")).skip(1);
    let curves = rows.filter_map(|row| {
        let weight = |at: usize| row.get(at)?.parse().ok();
        let curve = Curve {
            height: weight(2)?,
            cost: weight(3)?,
            letters: weight(4)?,
            size: weight(5)?,
            names: weight(6)?,
            lead: weight(7)?,
        };
        Some(((row[0], row[1]), curve))
    });
    curves.collect()
});

fn curve(kind: &'static str, script: &'static str) -> Option<Curve> {
    let own = CURVES.get(&(kind, script));
    own.or_else(|| CURVES.get(&(kind, ""))).copied()
}

/// Scores candidates, of which `weighed` says what speaks for them: each has its odds, and all of them and what nobody
/// has listed share the chance. Of people the rest of a text tells which is meant, so that each has a chance of their own.
///
/// `names` says how many there are in the gazetteer of a candidate: the more, the likelier is one that is near by
/// chance. Those of other gazetteers are candidates themselves.
pub(super) fn score(
    found: &mut [(Candidate<'_>, Weighed)],
    query: &Query,
    names: impl Fn(usize) -> usize,
) {
    let size = |layer| (names(layer).max(SMALLEST) as f32).log10() - 4.0;
    let mut costs: Vec<f32> = found.iter().map(|(candidate, _)| candidate.cost).collect();
    costs.sort_by(f32::total_cmp);
    let mut all = 1.0;
    for (candidate, weighed) in found.iter_mut() {
        let is_first = costs[0] == candidate.cost;
        let rival = costs.get(usize::from(is_first));
        let lead = rival.map_or(MOST_LEAD, |rival| rival - candidate.cost);
        candidate.score = curve(kind(candidate), query.script).map_or(0.0, |curve| {
            curve.odds(candidate, weighed.letters, size(candidate.layer), lead)
        });
        all += candidate.score;
    }
    for (candidate, _) in found {
        let is_person = kind(candidate) == PERSON;
        candidate.score /= if is_person {
            1.0 + candidate.score
        } else {
            all
        };
    }
}

const PERSON: &str = "person";

fn kind(candidate: &Candidate<'_>) -> &'static str {
    match candidate.entity.entity_type {
        _ if !has_several_words(candidate) => "one",
        EntityType::Person => PERSON,
        _ => "several",
    }
}

/// More names, as a power of ten, and a longer lead tell no more.
const MOST_NAMES: f32 = 1.3;
const MOST_LEAD: f32 = 1.0;

impl Curve {
    /// How many times likelier a candidate is than that nothing listed is meant.
    fn odds(&self, candidate: &Candidate<'_>, letters: usize, size: f32, lead: f32) -> f32 {
        /// Nothing is surer, and no number too large.
        const SUREST: f32 = 12.0;
        let letters = (letters as f32).max(1.0);
        // What has many names is known to many, who call it otherwise once more.
        let names = (candidate.entity.name_count.max(1) as f32).log10();
        let sum = self.height
            + self.cost * candidate.cost / letters.sqrt()
            + self.letters * letters.ln()
            + self.size * size
            + self.names * names.min(MOST_NAMES)
            + self.lead * lead.clamp(0.0, MOST_LEAD);
        sum.min(SUREST).exp()
    }
}
