//! Several gazetteers seen as one.

use std::sync::Arc;

use crate::Lexicon;
use crate::gazetteer::{Entity, Gazetteer, Name, NameKind};
use crate::inflect::parent_language;
use crate::text::{base_language, region, script_of};

/// Gazetteers in order: names add up, later canonical names win.
#[derive(Clone, Debug)]
pub(super) struct Layers {
    gazetteers: Vec<Arc<Gazetteer>>,
    lexicon: Option<Arc<Lexicon>>,
    authority: Option<Arc<Layers>>,
}

impl Layers {
    pub(super) fn new(gazetteers: Vec<Arc<Gazetteer>>) -> Layers {
        Layers {
            gazetteers,
            lexicon: None,
            authority: None,
        }
    }

    pub(super) fn gazetteers(&self) -> &[Arc<Gazetteer>] {
        &self.gazetteers
    }

    pub(super) fn set_lexicon(&mut self, lexicon: Option<Arc<Lexicon>>) {
        self.lexicon = lexicon;
    }

    /// What stands for what in names of persons, if that is known.
    pub(super) fn lexicon(&self) -> Option<&Lexicon> {
        self.lexicon.as_deref()
    }

    pub(super) fn set_authority(&mut self, authority: Option<Arc<Gazetteer>>) {
        self.authority = authority.map(|gazetteer| Arc::new(Layers::new(vec![gazetteer])));
    }

    /// What is asked about names that are not listed, if anything is.
    pub(super) fn authority(&self) -> Option<&Layers> {
        self.authority.as_deref()
    }

    /// The gazetteers, and behind them the authority, in the order of the layers of a scan.
    pub(super) fn searched(&self) -> impl Iterator<Item = &Gazetteer> {
        let authority = self.authority.iter();
        let all = self
            .gazetteers
            .iter()
            .chain(authority.flat_map(|layers| &layers.gazetteers));
        all.map(|gazetteer| &**gazetteer)
    }

    /// An id belongs to one entity, whichever gazetteers know it.
    pub(super) fn entity(&self, id: &str) -> Option<Entity<'_>> {
        self.gazetteers
            .iter()
            .rev()
            .find_map(|gazetteer| gazetteer.entity(id))
    }

    /// The canonical name for texts in `lang`.
    ///
    /// A later gazetteer that names no language for its canonical name means it
    /// for every language of that script.
    pub(super) fn canonical(&self, id: &str, lang: &str) -> Option<Name<'_>> {
        self.canonical_by(|gazetteer| gazetteer.entity(id), lang)
    }

    /// The canonical name of an entity that was found in one of the gazetteers.
    pub(super) fn canonical_of<'m>(&'m self, entity: &Entity<'m>, lang: &str) -> Option<Name<'m>> {
        match self.gazetteers.len() {
            // It need not be looked for again.
            1 => self.canonical_by(|_| Some(*entity), lang),
            _ => self.canonical(entity.id, lang),
        }
    }

    fn canonical_by<'m>(
        &'m self,
        find: impl Fn(&'m Gazetteer) -> Option<Entity<'m>>,
        lang: &str,
    ) -> Option<Name<'m>> {
        let mut general = None;
        for gazetteer in self.gazetteers.iter().rev() {
            let Some(entity) = find(gazetteer) else {
                continue;
            };
            let of_any = || gazetteer.canonical(&entity, "");
            if lang.is_empty() {
                return general.or_else(of_any);
            }
            if let Some(name) = gazetteer.canonical(&entity, lang) {
                return match general {
                    Some(house) if script_of(house.text) == script_of(name.text) => general,
                    _ => Some(name),
                };
            }
            general = general.or_else(|| of_any().filter(|name| name.lang.is_empty()));
        }
        general
    }

    /// Whether a form, its capitals aside, is the canonical name of an entity in some region where `lang` is
    /// written; the last gazetteer counts that has any in the language.
    pub(super) fn is_regional(&self, entity: &Entity<'_>, form: &str, lang: &str) -> bool {
        let (base, form) = (base_language(lang), form.to_lowercase());
        if parent_language(base) != base {
            return false;
        }
        let own = |name: &Name<'_>| {
            name.lang.is_empty() || parent_language(base_language(name.lang)) == base
        };
        let varies =
            |name: &Name<'_>| region(name.lang).is_some() || base_language(name.lang) != base;
        let is_canonical = |gazetteer: &Arc<Gazetteer>| {
            let entity = gazetteer.entity(entity.id)?;
            let names = gazetteer.names(&entity);
            let canonical = names.take_while(|name| name.kind == NameKind::Canonical);
            let mut own = canonical.filter(own).peekable();
            own.peek()?;
            Some(own.any(|name| {
                !name.lang.is_empty() && varies(&name) && name.text.to_lowercase() == form
            }))
        };
        let houses = self.gazetteers.iter().rev();
        houses.filter_map(is_canonical).next().unwrap_or(false)
    }

    /// The demonyms for texts in `lang`, as the last gazetteer lists them that has any.
    pub(super) fn demonyms<'m>(&'m self, id: &str, lang: &str) -> Vec<Name<'m>> {
        let demonyms = |gazetteer: &'m Arc<Gazetteer>| -> Option<Vec<Name<'m>>> {
            let entity = gazetteer.entity(id)?;
            let names = gazetteer.names(&entity).filter(|name| {
                name.kind == NameKind::Demonym && base_language(name.lang) == base_language(lang)
            });
            Some(names.collect())
        };
        let mut lists = self.gazetteers.iter().rev().filter_map(demonyms);
        lists.find(|names| !names.is_empty()).unwrap_or_default()
    }

    /// The type, weight and other ids of an entity, put together from all gazetteers that know it.
    pub(super) fn merged<'m>(&'m self, entity: Entity<'m>) -> Entity<'m> {
        if self.gazetteers.len() == 1 {
            return entity;
        }
        let mut merged = entity;
        for other in self
            .gazetteers
            .iter()
            .filter_map(|gazetteer| gazetteer.entity(entity.id))
        {
            if merged.entity_type == crate::EntityType::Other {
                merged.entity_type = other.entity_type;
            }
            merged.weight = merged.weight.max(other.weight);
            if merged.same_as.is_empty() {
                merged.same_as = other.same_as;
            }
        }
        merged
    }
}
