//! Which name of an entity is its canonical one in a language, a region, or several languages.

use super::languages::{is_written_so, parent_tag};
use super::open::language_at;
use super::{Entity, Gazetteer, Name, NameKind};
use crate::text::{PRIVATE, script_of};

impl Gazetteer {
    /// The canonical name in `lang`, or in the language it is a variant of
    /// (`zh` for `zh-Hant`); with no `lang`, the first of all.
    ///
    /// In a text that may be in several languages (`hr-x-bs-sr`), the one that all of them have that have any.
    pub fn canonical(&self, entity: &Entity<'_>, lang: &str) -> Option<Name<'_>> {
        let Some((own, others)) = lang.split_once(PRIVATE) else {
            return self.canonical_in(entity, lang);
        };
        let name = self.canonical_in(entity, own)?;
        let script = script_of(name.text);
        let other = |lang| {
            let name = self.canonical_in(entity, lang);
            let is_in_script = |name: &Name<'_>| script_of(name.text) == script;
            name.filter(is_in_script)
                .or_else(|| self.canonical_in(entity, &format!("{lang}-{script}")))
        };
        let mut others = others.split('-').filter_map(other);
        others.all(|other| other.text == name.text).then_some(name)
    }

    fn canonical_in(&self, entity: &Entity<'_>, lang: &str) -> Option<Name<'_>> {
        if lang.is_empty() {
            return self.first_canonical(entity, None);
        }
        let of = |lang: &str| {
            let language = self.languages.number(lang)?;
            self.first_canonical(entity, Some(language))
        };
        let base = lang.split('-').next().filter(|base| *base != lang);
        let parent = parent_tag(lang).unwrap_or(lang);
        of(lang)
            .or_else(|| of(parent))
            .or_else(|| of(base?).filter(|name| is_written_so(name.text, parent)))
    }

    /// The first canonical name of an entity, or the first in a language of the table.
    ///
    /// An entity has a hundred of them: their records are looked at, and one name is read.
    fn first_canonical(&self, entity: &Entity<'_>, language: Option<usize>) -> Option<Name<'_>> {
        let canonical = self
            .name_records(entity)
            .take_while(|(_, record)| NameKind::from_code(record[14]) == Some(NameKind::Canonical));
        let mut wanted = canonical
            .filter(|(_, record)| language.is_none_or(|language| language == language_at(record)));
        self.name_at(wanted.next()?.0)
    }
}
