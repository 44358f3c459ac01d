//! Names by their parts: in any order, script and spelling.
//!
//! Each word of the query, and each two neighbours written as one (`query`),
//! is met with the index of name parts through the lattice of its spellings,
//! or by what it means in another language (`equivalents`); `find` puts together
//! which names have which words (`matches`). A name is a candidate if its words are
//! matched, one each, by words of the query; what is left over on either side,
//! the order, and the spellings make up its cost (`weigh`). How far the cost is
//! to be trusted for a script and a length, beside the next best, is its score
//! (`confidence`).

mod confidence;
mod equivalents;
mod find;
mod matches;
mod query;
mod weigh;

use super::annotation::{Candidate, Evidence, Tier};
use super::candidate::rank_by;
use super::layers::Layers;
use crate::gazetteer::{Entity, Gazetteer, PartIndex};
use query::Query;

/// Candidates of one name that are looked at further.
const MOST: usize = 64;

/// Candidates of all gazetteers, best first.
pub(super) fn candidates<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let Some(query) = Query::new(name, lang) else {
        return Vec::new();
    };
    let mut found = look(layers, &query, find::Search::Quick, whole);
    if found
        .first()
        .is_none_or(|best| !confidence::is_sure(best, &query))
    {
        found = look(layers, &query, find::Search::Thorough, whole);
    }
    found
}

/// The people among those of each gazetteer whom a name in running text may be
/// of by the rules of spelling alone, without letters changed. Each has two words of it.
pub(super) fn among<'m>(
    layers: &'m Layers,
    people: &[Vec<Entity<'m>>],
    name: &str,
    lang: &str,
) -> Vec<Candidate<'m>> {
    let Some(query) = Query::new(name, lang) else {
        return Vec::new();
    };
    let few = |gazetteer: &'m Gazetteer, layer: usize| {
        let people = people.get(layer).filter(|people| !people.is_empty())?;
        Some(gazetteer.part_index_of(people, query.script))
    };
    look(layers, &query, find::Search::Pairs, few)
}

/// The same among all names, of people or not.
pub(super) fn likely_candidates<'m>(
    layers: &'m Layers,
    name: &str,
    lang: &str,
) -> Vec<Candidate<'m>> {
    Query::new(name, lang).map_or(Vec::new(), |query| {
        look(layers, &query, find::Search::Quick, whole)
    })
}

/// The index of all names of a gazetteer.
fn whole(gazetteer: &Gazetteer, _layer: usize) -> Option<PartIndex<'_>> {
    gazetteer.part_index()
}

fn look<'m, 'i>(
    layers: &'m Layers,
    query: &Query<'_>,
    search: find::Search,
    index: impl Fn(&'m Gazetteer, usize) -> Option<PartIndex<'i>>,
) -> Vec<Candidate<'m>> {
    let mut found = Vec::new();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        let Some(index) = index(gazetteer, layer) else {
            continue;
        };
        for weighed in find::names(gazetteer, &index, query, search, layers.lexicon()) {
            let Some(name) = gazetteer.name_at(weighed.name) else {
                continue;
            };
            let candidate = Candidate {
                entity: layers.merged(gazetteer.entity_of(&name)),
                name,
                tier: if weighed.known {
                    Tier::Lexicon
                } else {
                    Tier::Romanized
                },
                cases: None,
                evidence: Evidence::Words,
                cost: weighed.cost,
                score: 0.0,
                layer,
            };
            found.push((candidate, weighed));
        }
    }
    rank_by(&mut found, |(candidate, _)| candidate);
    found.truncate(MOST);
    let names = layers
        .gazetteers()
        .iter()
        .map(|gazetteer| gazetteer.name_count());
    confidence::score(&mut found, query, names.sum());
    found.into_iter().map(|(candidate, _)| candidate).collect()
}
