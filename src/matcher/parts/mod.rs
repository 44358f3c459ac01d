//! Names by their parts: in any order, script and spelling.
//!
//! Each word of the query, and each two neighbours written as one (`query`, `letter_worth`),
//! (`word`) is met with the index of name parts through the lattice of its spellings,
//! or by what it means in another language (`equivalents`); `find` puts together
//! which names have which words (`word_match`). A name is a candidate if its words are
//! matched, one each, by words of the query; what is left over on either side,
//! the order, and the spellings make up its cost (`weigh`). How far the cost is
//! to be trusted for a script and a length, beside the others, is its score
//! (`confidence`). The words of people's names are kept from text to text (`people`).

mod confidence;
mod equivalents;
mod find;
mod letter_worth;
mod people;
mod query;
mod weigh;
mod word;
mod word_match;

use super::annotation::{Candidate, Evidence, Tier};
use super::candidate::rank_by;
use super::layers::Layers;
use crate::gazetteer::{Entity, EntityType, Gazetteer};
use crate::inflect::Cases;
use crate::text::has_capitals;
pub(crate) use equivalents::is_same_given_name;
pub(super) use find::Search;
pub(super) use people::People;
pub(super) use query::Query;
use weigh::Weighed;
pub(super) use word::Words;

/// Candidates of one name that are looked at further.
const MOST: usize = 64;

/// Candidates of all gazetteers, best first.
pub(super) fn candidates<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let Some(query) = Query::new(name, lang, &mut Words::default()) else {
        return Vec::new();
    };
    let mut found = among_all(layers, &query, Search::Quick, |_, _| true);
    if found
        .first()
        .is_none_or(|best| !confidence::is_sure(best, &query))
    {
        found = among_all(layers, &query, Search::Thorough, |_, _| true);
    }
    found
}

/// Candidates by the rules of spelling alone, without letters changed.
pub(super) fn by_rules<'m>(layers: &'m Layers, name: &str, lang: &str) -> Vec<Candidate<'m>> {
    let query = Query::new(name, lang, &mut Words::default());
    query.map_or(Vec::new(), |query| {
        among_all(layers, &query, Search::Quick, |_, _| true)
    })
}

/// Those of the entities of each gazetteer whom a name in running text may be
/// of by the rules of spelling alone, without letters changed.
pub(super) fn among<'m>(
    layers: &'m Layers,
    entities: &[Vec<Entity<'m>>],
    known: &mut People,
    query: &Query,
    search: Search,
) -> Vec<Candidate<'m>> {
    ranked(layers, query, |layer, gazetteer| {
        let entities = entities.get(layer).into_iter().flatten();
        let names = entities.flat_map(|entity| {
            let index = known.index((layer, gazetteer), entity, query.script);
            find::names(gazetteer, index, query, search, layers.lexicon())
        });
        names.filter(|name| may_stand_so(name, query)).collect()
    })
}

/// Whether words in running text may be of a name: of a place, or where no capitals tell that they are one, in its
/// order only, and of a place all of them.
fn may_stand_so(name: &Weighed, query: &Query) -> bool {
    match query.of {
        EntityType::Place => name.ordered && name.whole,
        _ => name.ordered || has_capitals(query.script),
    }
}

/// The same among all names.
pub(super) fn likely<'m>(layers: &'m Layers, query: &Query) -> Vec<Candidate<'m>> {
    among_all(layers, query, Search::Quick, may_stand_so)
}

/// The candidates among all names of all gazetteers that fit.
fn among_all<'m>(
    layers: &'m Layers,
    query: &Query,
    search: Search,
    fits: fn(&Weighed, &Query) -> bool,
) -> Vec<Candidate<'m>> {
    ranked(layers, query, |_, gazetteer| {
        gazetteer.part_index().map_or(Vec::new(), |index| {
            let names = find::names(gazetteer, &index, query, search, layers.lexicon());
            names.into_iter().filter(|name| fits(name, query)).collect()
        })
    })
}

/// The candidates whose names `find` finds in each gazetteer, best first, with their scores.
fn ranked<'m>(
    layers: &'m Layers,
    query: &Query,
    mut find: impl FnMut(usize, &'m Gazetteer) -> Vec<Weighed>,
) -> Vec<Candidate<'m>> {
    let mut found = Vec::new();
    for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
        for weighed in find(layer, gazetteer) {
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
                cases: Some(weighed.cases).filter(|cases| *cases != Cases::ANY),
                evidence: Evidence::Words,
                cost: weighed.cost,
                score: 0.0,
                layer,
                has_namesakes: false,
            };
            found.push((candidate, weighed));
        }
    }
    rank_by(&mut found, |(candidate, _)| candidate);
    found.truncate(MOST);
    let names = |layer: usize| layers.gazetteers()[layer].name_count();
    confidence::score(&mut found, query, names);
    found.into_iter().map(|(candidate, _)| candidate).collect()
}
