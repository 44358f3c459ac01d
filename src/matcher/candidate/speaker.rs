//! Which of the names of an entity speaks for it where a text has one of them.

use super::Form;
use crate::fold::key;
use crate::gazetteer::{Entity, Gazetteer, Name};
use crate::matcher::scan::memory::{mix, text_hash};
use crate::matcher::words::ByHash;
use crate::text::base_language;

/// What is remembered; before there is more, all is forgotten.
const MOST: usize = 1 << 16;

/// Which names spoke for which, kept from text to text: the news have the same countries and people every day.
#[derive(Debug, Default)]
pub(in crate::matcher) struct Speakers {
    /// Which matcher it is of.
    owner: u64,
    /// By the hashes of the name, how it is written, and the language it stands in; none if the name speaks itself.
    known: ByHash<Option<u32>>,
}

impl Speakers {
    /// Forgets everything unless it is of this matcher.
    pub(in crate::matcher) fn take_over(&mut self, matcher: u64) {
        if self.owner != matcher {
            self.owner = matcher;
            self.known.clear();
        }
    }

    /// The name that speaks where a gazetteer's name of this index is found.
    pub(in crate::matcher) fn of<'m>(
        &mut self,
        (layer, gazetteer): (u32, &'m Gazetteer),
        (at, name): (u32, Name<'m>),
        form: Form<'_>,
    ) -> Name<'m> {
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let listed = mix(u64::from(layer) << 32 | u64::from(at), form.bent.into());
        let hash = mix(mix(listed, text_hash(form.surface)), text_hash(form.lang));
        let known = self.known.entry(hash);
        let other = *known.or_insert_with(|| other(gazetteer, &name, form));
        // Hashes may be alike.
        let other = other.and_then(|at| gazetteer.name_at(at));
        other
            .filter(|other| other.entity == name.entity)
            .unwrap_or(name)
    }
}

/// The posting names one of the entity's names of this key; the best of them speaks for it: one in the language of
/// the text, be it spelled a little otherwise, before one of another. `Egypte` is French `Égypte`, if Dutch, too.
pub(super) fn speaker<'m>(gazetteer: &'m Gazetteer, name: Name<'m>, form: Form<'_>) -> Name<'m> {
    let other = other(gazetteer, &name, form);
    other.and_then(|at| gazetteer.name_at(at)).unwrap_or(name)
}

/// The index of that name, unless it is this one.
fn other(gazetteer: &Gazetteer, name: &Name<'_>, form: Form<'_>) -> Option<u32> {
    let own = base_language(form.lang);
    let entity = gazetteer.entity_of(name);
    let spelled = match form.bent {
        true => None,
        false => spelled_so(gazetteer, &entity, form.surface, form.lang),
    };
    match spelled {
        Some((at, spelled)) if base_language(spelled.lang) == own => Some(at),
        // It is in the language itself.
        _ if !own.is_empty() && base_language(name.lang) == own => None,
        _ => in_language(gazetteer, &entity, name, form).or(spelled.map(|(at, _)| at)),
    }
}

/// The name of an entity that is spelled as the surface form, in the language of the text if there is one.
fn spelled_so<'m>(
    gazetteer: &'m Gazetteer,
    entity: &Entity<'_>,
    surface: &str,
    lang: &str,
) -> Option<(u32, Name<'m>)> {
    let (mut own, mut first) = (None, None);
    for spelled in gazetteer.numbered_names_spelled(entity, surface) {
        if spelled.1.lang == lang {
            return Some(spelled);
        }
        if base_language(spelled.1.lang) == base_language(lang) {
            own = own.or(Some(spelled));
        }
        first = first.or(Some(spelled));
    }
    own.or(first)
}

/// The name of an entity in the language of the text that has the same key as `name`, which is in another. A word in
/// small letters is none with a capital, unless that is what it is bent from: German `inder` is in the, and no Indian.
fn in_language(
    gazetteer: &Gazetteer,
    entity: &Entity<'_>,
    name: &Name<'_>,
    form: Form<'_>,
) -> Option<u32> {
    let own = base_language(form.lang);
    if own.is_empty() {
        return None;
    }
    let wanted = key(name.text);
    let small = |text: &str| text.starts_with(char::is_lowercase);
    let raised = |other: &Name<'_>| !form.bent && small(form.surface) && !small(other.text);
    let mut names = gazetteer.numbered_names_in(entity, own);
    names
        .find(|(_, other)| key(other.text) == wanted && !raised(other))
        .map(|(at, _)| at)
}
