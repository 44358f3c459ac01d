//! Whether the best of some candidates may be linked.

use super::{MARGIN, has_several_words, worth};
use crate::gazetteer::{Entity, EntityType, Level};
use crate::matcher::annotation::{Candidate, Evidence, Reason, Tier};

/// Below this score, the chance that it is right, a name in another spelling is not linked.
fn least_score(candidate: &Candidate<'_>) -> f32 {
    let several = has_several_words(candidate);
    if candidate.evidence == Evidence::Authority {
        return 0.75;
    }
    match (candidate.tier, candidate.entity.entity_type) {
        // An ending that is rare or risky is not enough by itself.
        (Tier::Inflected, _) if several => 0.45,
        (Tier::Inflected, _) => 0.6,
        (Tier::Exact | Tier::Folded, _) => 0.0,
        (_, EntityType::Person) if several => 0.88,
        (_, EntityType::Person) => 0.7,
        _ if several => 0.72,
        _ => 0.81,
    }
}

fn is_likely(candidate: &Candidate<'_>) -> bool {
    candidate.score >= least_score(candidate)
}

/// Leaves a candidate this part of its score, since something else may be called so.
pub(in crate::matcher) fn doubt_beside_others(candidate: &mut Candidate<'_>, left: f32) {
    let was_likely = is_likely(candidate);
    candidate.score *= left;
    candidate.has_namesakes |= was_likely && !is_likely(candidate);
}

/// Why a candidate is not likely enough.
fn doubt(candidate: &Candidate<'_>) -> Reason {
    match candidate.tier {
        _ if candidate.has_namesakes => Reason::Namesake,
        Tier::Inflected => Reason::OtherForm,
        _ => Reason::Doubtful,
    }
}

/// The best candidate if it is clearly the best.
pub(in crate::matcher) fn decide<'c, 'm>(
    candidates: &'c [Candidate<'m>],
) -> Result<&'c Candidate<'m>, Reason> {
    match candidates {
        [] => Err(Reason::Unknown),
        [best, ..] if !is_likely(best) => Err(doubt(best)),
        [best, rivals @ ..] if rivals.iter().all(|rival| is_behind(rival, best)) => Ok(best),
        _ => Err(Reason::Ambiguous),
    }
}

/// Whether a rival is less likely, or the capital of the country that is the best: Polish `Meksyk`.
fn is_behind(rival: &Candidate<'_>, best: &Candidate<'_>) -> bool {
    worth(best) - worth(rival) >= MARGIN
        || best.entity.is_country() && is_part(&best.entity, &rival.entity)
}

/// The same for a single name: where no text tells which of several places is meant, the best is
/// to be ten times as well known as the next.
pub(in crate::matcher) fn decide_alone<'c, 'm>(
    candidates: &'c [Candidate<'m>],
) -> Result<&'c Candidate<'m>, Reason> {
    const ALONE: f32 = 0.1;
    let best = decide(candidates)?;
    let is_listed = matches!(best.tier, Tier::Exact | Tier::Folded);
    let is_place = best.entity.entity_type == EntityType::Place && best.entity.weight > 0.0;
    match candidates.get(1) {
        Some(next)
            if is_listed
                && is_place
                && worth(best) - worth(next) < ALONE
                && !is_part(&best.entity, &next.entity)
                && !is_part(&next.entity, &best.entity) =>
        {
            Err(Reason::Ambiguous)
        }
        _ => Ok(best),
    }
}

/// Whether a place lies in a country or region of its name, as Luxembourg in Luxembourg: whichever is
/// meant, it is there.
fn is_part(whole: &Entity<'_>, part: &Entity<'_>) -> bool {
    let of = |entity: &Entity<'_>, key: &str| entity.attribute(key).filter(|is| !is.is_empty());
    let same = |key: &str| of(whole, key).is_some() && of(whole, key) == of(part, key);
    match whole.level() {
        Some(Level::Country) => same("country"),
        Some(Level::Division) => same("region"),
        _ => false,
    }
}
