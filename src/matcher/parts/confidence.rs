//! How far a cost is to be trusted.

use super::query::Query;
use crate::matcher::annotation::Candidate;
use crate::matcher::candidate::worth;

/// From this score on there is no need to look harder.
pub(super) const SURE: f32 = 0.9;

/// Scores candidates that are ranked; their `score` holds the letters that speak for them.
pub(super) fn score(found: &mut [Candidate<'_>], query: &Query<'_>) {
    let _ = query;
    let worths: Vec<f32> = found.iter().map(worth).collect();
    for (nth, candidate) in found.iter_mut().enumerate() {
        let rival = if nth == 0 { 1 } else { 0 };
        let _margin = worths.get(rival).map_or(1.0, |rival| worths[nth] - rival);
        candidate.score = (-candidate.cost / (0.35 * candidate.score.sqrt())).exp();
    }
}
