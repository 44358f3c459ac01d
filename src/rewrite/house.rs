//! Spellings that are a language's own beside its canonical names: those of its regions, and those of its press where
//! the gazetteer has no name in it.

use crate::fold::key;
use crate::gazetteer::EntityType;
use crate::inflect::parent_language;
use crate::matcher::{Matcher, Mention, Tier};
use crate::romanize::press_spellings;
use crate::text::{base_language, region};

/// Whether a language that no region is asked of writes so in one: `Moscovo` and `Moscou` are both Portuguese.
pub(super) fn is_of_other_region(
    matcher: &Matcher,
    surface: &str,
    mention: &Mention<'_>,
    lang: &str,
) -> bool {
    mention.tier <= Tier::Folded
        && region(lang).is_none()
        && matcher.is_regional(&mention.entity, surface, lang)
}

/// Whether the press of a language spells the listed names of a person so: in Swedish Лукашенко is `Lukasjenko`.
/// Words beside it may be as any list has them: `Alexander Lukasjenko`.
pub(super) fn is_of_press(
    matcher: &Matcher,
    surface: &str,
    mention: &Mention<'_>,
    lang: &str,
) -> bool {
    if mention.entity.entity_type != EntityType::Person {
        return false;
    }
    let lang = parent_language(base_language(lang));
    let (mut spelled, mut listed) = (Vec::new(), Vec::new());
    for gazetteer in matcher.gazetteers() {
        let Some(entity) = gazetteer.entity(mention.entity.id) else {
            continue;
        };
        for name in gazetteer.names(&entity) {
            let by_press = press_spellings(name.text, base_language(name.lang), lang);
            spelled.extend(by_press.map(|spelling| key(&spelling)));
            listed.push(key(name.text));
        }
    }
    let has = |names: &[String], word: &str| {
        let mut words = names.iter().flat_map(|name| name.split(' '));
        words.any(|other| other == word)
    };
    let own = key(surface);
    let mut words = own.split(' ');
    words.clone().any(|word| has(&spelled, word))
        && words.all(|word| has(&spelled, word) || has(&listed, word))
}
