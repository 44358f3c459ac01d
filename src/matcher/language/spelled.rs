//! Which language the names of a text are spelled in.

use crate::gazetteer::Gazetteer;
use crate::matcher::scan::Hit;
use crate::text::{Flags, Token};

/// How many of the names found are spelled as a language spells them.
pub(in crate::matcher) fn spelled_as_in(
    gazetteers: &[&Gazetteer],
    text: &str,
    tokens: &[Token],
    hits: &[Hit],
    lang: &str,
) -> u32 {
    /// Names that are looked at.
    const MOST: usize = 16;
    /// Namesakes of each.
    const NAMESAKES: usize = 4;
    let is_spelled = |hit: &Hit| {
        let gazetteer = gazetteers[hit.layer as usize];
        let span = tokens[hit.first as usize].span().start..tokens[hit.last as usize].span().end;
        let mut entities = gazetteer
            .posting(hit.value)
            .take(NAMESAKES)
            .filter_map(|at| Some(gazetteer.entity_of(&gazetteer.name_at(at)?)));
        entities.any(|entity| {
            let canonical = gazetteer.canonical(&entity, lang);
            canonical.is_some_and(|name| name.text == &text[span.clone()])
        })
    };
    let capital = |hit: &&Hit| tokens[hit.first as usize].has(Flags::CAPITAL);
    let names = hits.iter().filter(capital).take(MOST);
    names.filter(|hit| is_spelled(hit)).count() as u32
}
