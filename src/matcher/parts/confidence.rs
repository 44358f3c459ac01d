//! How far a cost is to be trusted: the chance that a name of this script and
//! length, at this cost and with this lead over the next candidate, is right.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::query::Query;
use super::weigh::Weighed;
use crate::gazetteer::EntityType;
use crate::matcher::annotation::Candidate;
use crate::matcher::candidate::{has_several_words, worth};

/// Whether there is no need to look harder: what would be found by it is dearer by far.
pub(super) fn is_sure(best: &Candidate<'_>, query: &Query<'_>) -> bool {
    const LIKELY: f32 = 0.93;
    const CHEAP: f32 = 0.13;
    let letters: usize = query.words().iter().map(|word| word.letters).sum();
    best.score >= LIKELY || best.cost <= CHEAP * (letters as f32).sqrt()
}

/// Nothing is known of smaller gazetteers than this.
const SMALLEST: usize = 100;

/// Weights of a logistic curve.
#[derive(Clone, Copy, Debug)]
struct Curve {
    height: f32,
    cost: f32,
    lead: f32,
    letters: f32,
    size: f32,
}

static CURVES: LazyLock<HashMap<(&str, &str), Curve>> = LazyLock::new(|| {
    let rows = crate::rules::rule_rows(include_str!("confidence.tsv")).skip(1);
    let curves = rows.filter_map(|row| {
        let weight = |at: usize| row.get(at)?.parse().ok();
        let curve = Curve {
            height: weight(2)?,
            cost: weight(3)?,
            lead: weight(4)?,
            letters: weight(5)?,
            size: weight(6)?,
        };
        Some(((row[0], row[1]), curve))
    });
    curves.collect()
});

fn curve(kind: &'static str, script: &'static str) -> Option<Curve> {
    let own = CURVES.get(&(kind, script));
    own.or_else(|| CURVES.get(&(kind, ""))).copied()
}

/// Scores ranked candidates, of which `weighed` says what speaks for them.
pub(super) fn score(found: &mut [(Candidate<'_>, Weighed)], query: &Query<'_>, names: usize) {
    let size = (names.max(SMALLEST) as f32).log10() - 4.0;
    let worths: Vec<f32> = found
        .iter()
        .map(|(candidate, _)| worth(candidate))
        .collect();
    for (nth, (candidate, weighed)) in found.iter_mut().enumerate() {
        let rival = worths.get(if nth == 0 { 1 } else { 0 });
        let lead = rival.map_or(1.0, |rival| (worths[nth] - rival).clamp(-1.0, 1.0));
        let kind = match candidate.entity.entity_type {
            _ if !has_several_words(candidate) => "one",
            EntityType::Person => "person",
            _ => "several",
        };
        let letters = (weighed.letters as f32).max(1.0);
        candidate.score = curve(kind, query.script).map_or(0.0, |curve| {
            let sum = curve.height
                + curve.cost * candidate.cost / letters.sqrt()
                + curve.lead * lead
                + curve.letters * letters.ln()
                + curve.size * size;
            1.0 / (1.0 + (-sum).exp())
        });
    }
}
